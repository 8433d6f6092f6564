"""缺照片: listed where a change cannot be seen, a gate only where the office wants one."""

from collections.abc import Callable
from datetime import date

import pytest

from db.tables.office import Setting
from tests.wenming_desktop.tickets.conftest import RESULT
from wenming_desktop.evidence.model import AddPhotos, Owner, Picture
from wenming_desktop.evidence.service import add_photos, remove_photo
from wenming_desktop.tickets.model import TicketRow
from wenming_desktop.tickets.pairs import (
    UnpairedFilter,
    ticket_photos,
    unpaired_count,
    unpaired_page,
)
from wenming_desktop.tickets.photo_gate import PhotosMissingError
from wenming_desktop.work import Desk, Work, use_case

ALL = UnpairedFilter()
Opened = Callable[..., int]


@use_case("test.gate", "设照片关口", right="settings.write")
def set_gate(work: Work, value: object) -> None:
    work.session.add(Setting(key="tickets", value=value))


def add(desk: Desk, ticket: int, *kinds: str) -> list[int]:
    """Photos of these kinds, each another picture."""
    added: list[int] = []
    for kind in kinds:
        picture = Picture("a.jpg", f"{kind}{ticket}".encode(), b"small")
        added += desk.write(add_photos, AddPhotos(Owner("ticket", ticket), kind, (picture,)))
    return added


def listed(desk: Desk, wanted: UnpairedFilter = ALL) -> dict[int, tuple[str, ...]]:
    found = desk.read(unpaired_page, wanted, 0, 100)
    assert desk.read(unpaired_count, wanted) == len(found)
    return {line.id: line.lacks for line in found}


@pytest.mark.parametrize(
    ("said", "status", "lacks"),
    [
        ({"category": "0102"}, "FIN", ()),
        ({"category": "0102"}, "APV", ("before", "after")),
        ({"category": "0502"}, "ARC", ("before", "after")),
        ({"category": "0601"}, "ARC", ()),
        ({"category": "0801"}, "ARC", ()),
        ({"category": "0102", "nature": "1"}, "APV", ()),
    ],
)
def test_only_a_finished_change_that_can_be_seen_is_listed(
    town: Desk,
    opened: Opened,
    through: Callable[[int, str], TicketRow],
    said: dict[str, str],
    status: str,
    lacks: tuple[str, ...],
) -> None:
    ticket = opened(**said)
    through(ticket, status)
    assert listed(town) == ({ticket: lacks} if lacks else {})


def test_a_pair_takes_it_off_and_a_removed_photo_brings_it_back(
    town: Desk, opened: Opened, through: Callable[[int, str], TicketRow]
) -> None:
    ticket = opened(category="0102")
    through(ticket, "APV")
    (before,) = add(town, ticket, "before")
    assert listed(town) == {ticket: ("after",)}
    assert town.read(ticket_photos, ticket).lacks == ("after",)
    add(town, ticket, "after", "during")
    assert listed(town) == {}
    assert [one.kind for one in town.read(ticket_photos, ticket).photos] == [
        "before", "during", "after",
    ]  # fmt: skip
    town.write(remove_photo, before)
    assert listed(town) == {ticket: ("before",)}


def test_pages_and_days_narrow_the_list(
    town: Desk, opened: Opened, through: Callable[[int, str], TicketRow]
) -> None:
    tickets = [opened(category="0102") for _ in range(3)]
    for ticket in tickets:
        through(ticket, "APV")
    assert [line.id for line in town.read(unpaired_page, ALL, 1, 1)] == [tickets[1]]
    assert len(listed(town, UnpairedFilter(date(2026, 3, 9), date(2026, 3, 10)))) == 3
    assert listed(town, UnpairedFilter(begin=date(2026, 3, 10))) == {}
    assert listed(town, UnpairedFilter(end=date(2026, 3, 9))) == {}


def test_a_ticket_that_is_not_asked_lacks_nothing(town: Desk, opened: Opened) -> None:
    assert town.read(ticket_photos, opened()).lacks == ()


@pytest.mark.parametrize("value", [None, {}, {"photo_gate": False}, [], "photo_gate"])
def test_unset_it_is_no_gate(
    town: Desk, opened: Opened, through: Callable[[int, str], TicketRow], value: object
) -> None:
    town.write(set_gate, value)
    assert through(opened(category="0102"), "APV").status == "60"


def test_set_it_is_a_gate_for_those_categories_alone(
    town: Desk,
    opened: Opened,
    take: Callable[..., TicketRow],
    through: Callable[[int, str], TicketRow],
) -> None:
    town.write(set_gate, {"photo_gate": True})
    assert through(opened(), "APV").status == "60"
    ticket = opened(category="0102")
    through(ticket, "SGN")
    with pytest.raises(PhotosMissingError, match="整改前和整改后"):
        take(ticket, "FIN", result=RESULT, outcome="1")
    add(town, ticket, "before")
    with pytest.raises(PhotosMissingError, match="还没有整改后"):
        take(ticket, "FIN", result=RESULT, outcome="1")
    add(town, ticket, "after")
    assert take(ticket, "FIN", result=RESULT, outcome="1").status == "50"
