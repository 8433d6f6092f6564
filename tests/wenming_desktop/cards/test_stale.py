"""Which cards no longer hold: exactly those that show what changed, and why, in words."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from db.tables.households import Household, Resident
from db.tables.office import Staff
from db.tables.party import BuildingPartyGroup, PartyMember, PostAssignment
from db.tables.places import Building, Grid
from tests.conftest import OFFICE
from tests.wenming_desktop.cards.town import Town, add_households, change, events, statuses, stored
from wenming_desktop.cards.model import CardFilter, Reissue
from wenming_desktop.cards.queues import card_ids, card_page, card_queues, stairs, stale_why
from wenming_desktop.cards.service import issue_cards, mark_printed, reissue
from wenming_desktop.settings import save_office
from wenming_desktop.undoing import redo_last_act, undo_last_act
from wenming_desktop.work import Desk, Work, use_case

FIRST, SECOND = "12", "34"
"""Last figures of the numbers of building 1, which has grid and cell, and of building 2."""


@pytest.fixture
def cards(desk: Desk, town: Town) -> tuple[int, ...]:
    desk.write(save_office, replace(OFFICE, card_posts=("34", "21", "31")))
    desk.write(issue_cards)
    made = desk.read(card_ids, CardFilter("1"))
    desk.write(mark_printed, made)
    return made


@use_case("test.cards.hold", "测试任职", right="any")
def hold(work: Work, **said: Any) -> int:
    """Give a post to somebody who is neither member, staff nor resident."""
    row = PostAssignment(from_on=date(2026, 1, 1), **said)
    work.session.add(row)
    work.session.flush()
    return row.id


@use_case("test.cards.second", "测试网格", right="any")
def give_second_grid(work: Work, building: int) -> int:
    """Put a building into a grid with a worker of its own."""
    worker = Staff(name="陈静", phone="8801 2004", posts=[], grid_ids=[])
    work.session.add(worker)
    work.session.flush()
    grid = Grid(code="04", name="第四网格", worker_id=worker.id)
    work.session.add(grid)
    work.session.flush()
    work.session.get_one(Building, building).grid_id = grid.id
    return worker.id


def listed(desk: Desk) -> dict[str, str]:
    """Last figure of the number of each card that is out of date, and why."""
    numbers = {card.id: card.number[-1] for card in desk.read(stored)}
    return {numbers[card.id]: card.why for card in desk.read(stale_why)}


CHANGES: list[tuple[str, Callable[[Desk, Town], object], str, str]] = [
    (
        "the worker's phone",
        lambda d, t: d.write(change, Staff, t.worker, phone="13900002004"),
        FIRST,
        "网格员电话变了",
    ),
    (
        "another worker",
        lambda d, t: d.write(change, Staff, t.worker, name="陈静"),
        FIRST,
        "网格员换人了",
    ),
    (
        "the worker left",
        lambda d, t: d.write(change, Staff, t.worker, is_active=False),
        FIRST,
        "网格员不在了",
    ),
    (
        "another leader",
        lambda d, t: d.write(change, PartyMember, t.leader, full_name="赵立新"),
        FIRST,
        "楼栋党小组长换人了",
    ),
    (
        "the cell's phone",
        lambda d, t: d.write(change, BuildingPartyGroup, t.group, public_phone="8801 7713"),
        FIRST,
        "楼栋党小组长电话变了",
    ),
    (
        "the cell is closed",
        lambda d, t: d.write(change, BuildingPartyGroup, t.group, closed_on=date(2026, 11, 1)),
        FIRST,
        "楼栋党小组长不在了",
    ),
    (
        "the duty phone",
        lambda d, t: d.write(save_office, office_with(duty_phone="8801 2001")),
        FIRST + SECOND,
        "社区值班电话变了",
    ),
    (
        "the grid's name",
        lambda d, t: d.write(change, Grid, t.grid, name="第九网格"),
        FIRST,
        "网格变了",
    ),
    (
        "a post nobody had",
        lambda d, t: d.write(hold, post="31", building_id=t.building2, **CAPTAIN),
        SECOND,
        "多了楼栋长",
    ),
    (
        "a post for all",
        lambda d, t: d.write(hold, post="31", **CAPTAIN),
        FIRST + SECOND,
        "多了楼栋长",
    ),
    (
        "a post not printed",
        lambda d, t: d.write(hold, post="38", **CAPTAIN),
        "",
        "",
    ),
    (
        "a leader's own phone",
        lambda d, t: d.write(change, PartyMember, t.leader, phone="13900000001"),
        "",
        "",
    ),
    (
        "the slogan",
        lambda d, t: d.write(save_office, office_with(slogan="有事您说话")),
        "",
        "",
    ),
    (
        "the order of posts",
        lambda d, t: d.write(save_office, office_with(card_posts=("21", "34"))),
        FIRST,
        "电话的先后变了",
    ),
]
CAPTAIN = {"person_name": "马存义", "phone": "139 0000 7731"}


def office_with(**said: Any) -> Any:
    return (
        replace(OFFICE, card_posts=("34", "21", "31"), **said)
        if "card_posts" not in said
        else (replace(OFFICE, **said))
    )


@pytest.mark.parametrize(
    ("act", "which", "why"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES]
)
def test_exactly_the_cards_that_show_it(
    desk: Desk,
    town: Town,
    cards: tuple[int, ...],
    act: Callable[[Desk, Town], object],
    which: str,
    why: str,
) -> None:
    assert listed(desk) == {}
    act(desk, town)
    assert listed(desk) == dict.fromkeys(which, why)
    desk.write(undo_last_act)
    assert listed(desk) == {}


def test_only_the_cards_of_the_workers_own_grid(
    desk: Desk, town: Town, cards: tuple[int, ...]
) -> None:
    second = desk.write(give_second_grid, town.building2)
    desk.write(mark_printed, cards)
    assert listed(desk) == {}
    desk.write(change, Staff, second, phone="8801 2999")
    assert listed(desk) == dict.fromkeys(SECOND, "网格员电话变了")
    desk.write(change, Staff, town.worker, phone="8801 2998")
    assert set(listed(desk)) == set(FIRST + SECOND)


def test_a_post_that_ended_is_no_longer_on_the_card(
    desk: Desk, town: Town, cards: tuple[int, ...]
) -> None:
    held = desk.write(hold, post="31", building_id=town.building1, **CAPTAIN)
    desk.write(mark_printed, cards)
    desk.write(change, PostAssignment, held, to_on=date(2026, 11, 19))
    assert listed(desk) == dict.fromkeys(FIRST, "楼栋长不在了")


@pytest.mark.parametrize(("switch", "stale"), [("full", True), ("surname", False), ("none", False)])
def test_another_head_counts_where_the_name_is_printed(
    desk: Desk, town: Town, cards: tuple[int, ...], switch: str, stale: bool
) -> None:
    desk.write(save_office, office_with(card_name=switch))
    desk.write(mark_printed, cards)
    desk.write(change, Resident, desk.read(head_of, town.households[0]), full_name="王建国")
    assert listed(desk) == ({"1": "户主变了"} if stale else {})


def test_a_household_that_moved(desk: Desk, town: Town, cards: tuple[int, ...]) -> None:
    (other,) = desk.write(add_households, [("槐荫一院", "1", "2", "502")], "周明兰")
    house = desk.read(house_of, other)
    desk.write(change, Household, town.households[0], house_id=house)
    assert listed(desk) == {"1": "门牌变了"}
    assert [card.kind for card in desk.read(stale_why)] == ["moved"]
    desk.write(reissue, Reissue(cards))
    assert desk.read(card_queues).reasons == {"moved": 1}
    (line,) = desk.read(card_page, CardFilter("1", "moved"), 0, 9)
    assert (line.head, line.why) == ("王秀兰", "门牌变了")
    assert desk.read(card_ids, CardFilter("1", "9")) == ()


@use_case("test.cards.head", "测试查看", right="any")
def head_of(work: Work, household: int) -> int:
    """The head of a household."""
    return work.session.get_one(Household, household).head_resident_id or 0


@use_case("test.cards.house", "测试查看", right="any")
def house_of(work: Work, household: int) -> int:
    """The house of a household."""
    return work.session.get_one(Household, household).house_id or 0


def test_reissued_in_one_act_the_list_is_empty_and_undo_restores_it(
    desk: Desk, town: Town, cards: tuple[int, ...]
) -> None:
    desk.write(change, Staff, town.worker, phone="8801 2999")
    before = listed(desk)
    made = desk.write(reissue, Reissue(cards))
    assert len(made) == 2, "the cards of building 2 still hold"
    assert listed(desk) == {}
    assert sorted(statuses(desk)) == ["1", "1", "2", "2", "7", "7"]
    assert desk.read(events, cards[0]) == ["1", "2", "9"]
    assert desk.read(card_queues).reasons == {"9": 2}
    lines = desk.read(card_page, CardFilter("1", "9"), 0, 9)
    assert [(line.id, line.why) for line in lines] == [(card, "网格员电话变了") for card in made]
    desk.write(undo_last_act)
    assert listed(desk) == before
    assert statuses(desk) == ["2"] * 4
    desk.write(redo_last_act)
    assert listed(desk) == {}


def test_what_holds_after_all_is_left_alone(desk: Desk, town: Town, cards: tuple[int, ...]) -> None:
    desk.write(change, Staff, town.worker, phone="8801 2999")
    desk.write(change, Staff, town.worker, phone="13900002003")
    assert desk.write(reissue, Reissue(cards)) == ()
    assert statuses(desk) == ["2"] * 4


def test_the_cards_of_a_stair_in_the_order_of_the_floors(
    desk: Desk, town: Town, cards: tuple[int, ...]
) -> None:
    assert [(one.name, one.card_ids) for one in desk.read(stairs, CardFilter("2"))] == [
        ("槐荫一院 1号楼 1单元", cards[:2]),
        ("槐荫一院 2号楼 1单元", cards[2:]),
    ]
