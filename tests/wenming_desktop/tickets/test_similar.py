"""Tickets of the last thirty days that may be the same matter."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.conftest import Clock
from tests.wenming_desktop.tickets.conftest import CALL
from wenming_desktop.tickets.model import OpenTicket
from wenming_desktop.tickets.service import open_ticket
from wenming_desktop.tickets.similar import CONFIDENTIAL, PHONE, PLACE, Matter, similar
from wenming_desktop.work import Desk, Work, use_case

PHONE_1 = "13900000001"


@use_case("test.building", "读楼栋", right="any")
def building_of(work: Work, ticket: int) -> int | None:
    """Where a ticket was placed."""
    sql = "SELECT building_id FROM ticket WHERE id = ?"
    return work.connection.exec_driver_sql(sql, (ticket,)).scalar()


def matter(desk: Desk, ticket: int, call: OpenTicket) -> Matter:
    return Matter(
        call.complainant_phone or "", call.category or "", desk.read(building_of, ticket), ""
    )


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, PLACE),
        ({"category": "0505"}, PHONE),
        ({"complainant_phone": "13900000077"}, PLACE),
        ({"complainant_phone": None, "is_anonymous": True}, PLACE),
        ({"complainant_phone": "13900000077", "category": "0505"}, ""),
        ({"complainant_phone": "13900000077", "location_text": "一院 12号楼"}, ""),
    ],
)
def test_by_telephone_or_by_category_and_place(
    town: Desk, opened: Callable[..., int], said: dict[str, object], why: str
) -> None:
    first = opened()
    call = replace(CALL, **said)  # type: ignore[arg-type]
    here = town.read(building_of, first)
    there = None if "location_text" in said else here
    wanted = Matter(
        call.complainant_phone or "", call.category or "", there, call.location_text or ""
    )
    assert [(one.id, one.why) for one in town.read(similar, wanted)] == (
        [(first, why)] if why else []
    )


def test_a_telephone_does_not_lead_to_a_confidential_ticket(
    town: Desk, opened: Callable[..., int]
) -> None:
    hidden = opened(is_confidential=True)
    assert town.read(similar, Matter(CALL.complainant_phone or "", "0505", None, "")) == ()
    found = town.read(similar, Matter("", CALL.category or "", town.read(building_of, hidden), ""))
    assert [(one.title, one.why) for one in found] == [(CONFIDENTIAL, PLACE)]


def test_only_thirty_days_and_the_next_number_of_the_matter(
    town: Desk, clock: Clock, opened: Callable[..., int]
) -> None:
    first = opened()
    second = opened(duplicate_of_id=first)
    found = town.read(similar, matter(town, first, CALL))
    assert [(one.id, one.seq) for one in found] == [(second, 3), (first, 2)]
    assert all(one.is_open for one in found)
    clock.now += timedelta(days=31)
    assert town.read(similar, matter(town, first, CALL)) == ()


def test_a_secret_ticket_tells_no_title(town: Desk) -> None:
    ticket = town.write(open_ticket, replace(CALL, is_confidential=True))
    (found,) = town.read(similar, matter(town, ticket, CALL))
    assert found.title == CONFIDENTIAL


@pytest.mark.parametrize("typed", ["139 0000 0001", "139-0000-0001", "１３９０００００００１"])
def test_the_number_however_it_is_typed(town: Desk, opened: Callable[..., int], typed: str) -> None:
    first = opened()
    assert [one.id for one in town.read(similar, Matter(phone=typed))] == [first]


def test_nothing_said_is_like_nothing(town: Desk, opened: Callable[..., int]) -> None:
    opened()
    assert town.read(similar, Matter()) == ()
