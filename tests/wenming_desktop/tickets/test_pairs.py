"""缺照片: listed where a change cannot be seen, a gate only where the office wants one."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from db.tables.office import Setting
from tests.wenming_desktop.tickets.conftest import RESULT, raw
from wenming_desktop.evidence.model import AddPhotos, Owner, Picture
from wenming_desktop.evidence.service import add_photos, remove_photo
from wenming_desktop.tickets.board import BoardFilter, board_count, board_page
from wenming_desktop.tickets.model import TicketRow
from wenming_desktop.tickets.pairs import (
    UnpairedFilter,
    ticket_photos,
    unpaired_count,
    unpaired_page,
    unpaired_upto,
)
from wenming_desktop.tickets.photo_gate import (
    LastPhotoError,
    PhotosMissingError,
    photo_gate,
    set_photo_gate,
)
from wenming_desktop.undoing import undo_last_act
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


def test_the_list_narrows_to_what_lacks_photos_and_counts_it(
    town: Desk, opened: Opened, through: Callable[[int, str], TicketRow]
) -> None:
    done, archived, working, other = (
        opened(category=category) for category in ("0102", "0502", "0102", "0801")
    )
    for ticket, last in ((done, "APV"), (archived, "ARC"), (working, "SGN"), (other, "APV")):
        through(ticket, last)

    def found(**more: Any) -> set[int]:
        wanted = BoardFilter(unpaired=True, **more)
        lines = town.read(board_page, wanted, 0, 100)
        assert town.read(board_count, wanted) == len(lines)
        return {line.id for line in lines}

    assert found(stage="all") == found(stage="all", sort="number") == {done, archived}
    assert found(stage="open") == {done}
    assert found(stage="archived") == {archived}
    assert found(stage="all", category="05") == {archived}
    assert found(stage="all", text="没有这样的") == set()
    # The count beside the chip knows no stage and no lamp.
    assert town.read(unpaired_upto, BoardFilter("open", overdue=True)) == 2
    assert town.read(unpaired_upto, BoardFilter("open", category="05")) == 1
    add(town, archived, "before", "after")
    assert found(stage="all") == {done}
    assert town.read(unpaired_upto, BoardFilter()) == 1


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


@pytest.mark.parametrize("before", [None, {"other": 7}])
def test_the_switch_is_audited_and_undone_and_keeps_what_else_is_set(
    town: Desk,
    opened: Opened,
    take: Callable[..., TicketRow],
    through: Callable[[int, str], TicketRow],
    before: dict[str, int] | None,
) -> None:
    if before:
        town.write(set_gate, before)
    ticket = opened(category="0102")
    through(ticket, "SGN")
    for _ in range(2):
        assert town.read(photo_gate) is False
        town.write(set_photo_gate, True)
        assert town.read(photo_gate) is True
        assert town.read(ticket_photos, ticket).gated
        with pytest.raises(PhotosMissingError):
            take(ticket, "FIN", result=RESULT, outcome="1")
        with raw(town) as ask:
            assert ask("SELECT action FROM audit ORDER BY seq DESC LIMIT 1") == [
                ("settings.set_photo_gate",)
            ]
            (value,) = ask("SELECT value FROM setting WHERE key = 'tickets' AND NOT is_void")[0]
            assert json.loads(value) == {**(before or {}), "photo_gate": True}
        town.write(undo_last_act)
    assert take(ticket, "FIN", result=RESULT, outcome="1").status == "50"


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


@pytest.mark.parametrize("side", ["before", "after"])
def test_a_finished_ticket_keeps_its_pair_where_the_office_wants_one(
    town: Desk, opened: Opened, take: Callable[..., TicketRow], side: str
) -> None:
    town.write(set_photo_gate, True)
    ticket = opened(category="0102")
    take(ticket, "DSP", handling_unit="供热公司")
    take(ticket, "SGN")
    pair = dict(zip(("before", "after"), add(town, ticket, "before", "after"), strict=True))
    (during,) = add(town, ticket, "during")
    take(ticket, "FIN", result=RESULT, outcome="1")
    town.write(remove_photo, during)
    with pytest.raises(LastPhotoError, match="唯一一张"):
        town.write(remove_photo, pair[side])
    picture = Picture("b.jpg", b"another", b"small")
    town.write(add_photos, AddPhotos(Owner("ticket", ticket), side, (picture,)))
    town.write(remove_photo, pair[side])
    assert town.read(ticket_photos, ticket).lacks == ()


@pytest.mark.parametrize("why", ["no gate", "not finished", "opened again"])
def test_a_pair_nobody_relies_on_is_taken_off(
    town: Desk, opened: Opened, take: Callable[..., TicketRow],
    through: Callable[[int, str], TicketRow], why: str,
) -> None:  # fmt: skip
    ticket = opened(category="0102")
    (before, _) = add(town, ticket, "before", "after")
    through(ticket, "SGN" if why == "not finished" else "APV")
    town.write(set_photo_gate, why != "no gate")
    if why == "opened again":
        take(ticket, "RWK")
    town.write(remove_photo, before)
    assert town.read(ticket_photos, ticket).lacks == ("before",)
