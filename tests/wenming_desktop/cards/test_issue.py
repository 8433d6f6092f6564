"""Numbered cards for households without one."""

import pytest

from db.tables.households import Household
from db.tables.places import Grid
from tests.wenming_desktop.cards.town import Town, add_households, change, events, statuses, stored
from wenming_desktop.cards.queries import building_named, card_figures, household_of_card, to_print
from wenming_desktop.cards.refusals import SeveralBuildingsError
from wenming_desktop.cards.service import issue_cards, void
from wenming_desktop.cards.steps import grid_part
from wenming_desktop.errors import NotFoundError
from wenming_desktop.search.service import find
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Actor, Desk, NoRightError


def test_numbers_run_through_the_office_in_the_order_of_doors(desk: Desk, town: Town) -> None:
    assert desk.write(issue_cards) == 4
    cards = desk.read(stored)
    assert [c.number for c in cards] == [
        "LXK-03-00001",
        "LXK-03-00002",
        "LXK-00-00003",
        "LXK-00-00004",
    ]
    at = town.households
    assert [c.household for c in cards] == [at[0], at[2], at[1], at[3]]
    assert {c.batch for c in cards} == {"PC-20261120-1"}
    assert statuses(desk) == ["1"] * 4
    assert desk.read(events, cards[0].id) == ["1"]


def test_a_second_call_makes_none(desk: Desk, town: Town) -> None:
    desk.write(issue_cards)
    assert desk.write(issue_cards) == 0
    assert len(desk.read(stored)) == 4


def test_one_building_then_the_rest(desk: Desk, town: Town) -> None:
    assert desk.write(issue_cards, town.building2) == 2
    assert desk.write(issue_cards) == 2
    cards = desk.read(stored)
    assert [c.number for c in cards][2:] == ["LXK-03-00003", "LXK-03-00004"]
    assert {c.batch for c in cards} == {"PC-20261120-1", "PC-20261120-2"}


def test_who_moved_out_gets_none(desk: Desk, town: Town) -> None:
    desk.write(change, Household, town.households[0], status="moved_out")
    desk.write(change, Household, town.households[1], is_void=True)
    assert desk.write(issue_cards) == 2


def test_a_void_card_makes_room_and_its_number_stays_taken(desk: Desk, town: Town) -> None:
    desk.write(issue_cards)
    desk.write(void, [desk.read(stored)[0].id], "印错")
    assert desk.write(issue_cards) == 1
    new = desk.read(stored)[-1]
    assert (new.number, new.household) == ("LXK-03-00005", town.households[0])


def test_a_number_keeps_the_grid_it_was_given(desk: Desk, town: Town) -> None:
    desk.write(issue_cards)
    desk.write(change, Grid, town.grid, code="09")
    assert desk.read(stored)[0].number == "LXK-03-00001"


@pytest.mark.parametrize(
    ("code", "part"),
    [("03", "03"), (None, "00"), ("", "00"), ("三网格", "00"), ("W0-1", "00"), ("1" * 11, "00")],
)
def test_grids_in_a_number(code: str | None, part: str) -> None:
    assert grid_part(code) == part


def test_the_number_finds_the_card_and_its_household(desk: Desk, town: Town) -> None:
    desk.write(issue_cards)
    card = desk.read(stored)[1]
    found = {(hit.kind, hit.id) for hit in desk.read(find, card.number)}
    assert found == {("card", card.id), ("household", card.household)}
    assert desk.read(household_of_card, f" {card.number.lower()} ") == card.household
    with pytest.raises(NotFoundError):
        desk.read(household_of_card, "LXK-03-99999")


def test_undo_takes_the_cards_and_their_search_away(desk: Desk, town: Town) -> None:
    desk.write(issue_cards)
    desk.write(undo_last_act)
    assert desk.read(stored) == ()
    assert desk.read(find, "LXK-03-00001") == ()
    assert desk.write(issue_cards) == 4


def test_rights(desk: Desk, town: Town) -> None:
    looker = desk.acting_as(Actor("看看", rights=frozenset({"card.read"})))
    with pytest.raises(NoRightError):
        looker.write(issue_cards)
    assert looker.read(card_figures).households == 4
    with pytest.raises(NoRightError):
        desk.acting_as(Actor("无权")).read(to_print)


def test_a_grid_worker_sees_his_own_grid(desk: Desk, town: Town) -> None:
    desk.write(issue_cards)
    own = Actor("网格", rights=frozenset({"card.read"}), grid_ids=frozenset({town.grid}))
    theirs = desk.acting_as(own)
    assert [f.card_no for f in theirs.read(to_print).faces] == ["LXK-03-00001", "LXK-03-00002"]
    assert theirs.read(card_figures).households == 2
    with pytest.raises(NotFoundError):
        theirs.read(household_of_card, "LXK-00-00003")


@pytest.mark.parametrize("text", ["2", "2号楼", "槐荫一院2号楼", "槐荫一院 2", "２号楼"])
def test_a_building_by_name(desk: Desk, town: Town, text: str) -> None:
    assert desk.read(building_named, text) == town.building2


def test_a_building_that_is_none_or_several(desk: Desk, town: Town) -> None:
    with pytest.raises(NotFoundError):
        desk.read(building_named, "7号楼")
    desk.write(add_households, [("槐荫二院", "2", "1", "101")], "李小红")
    with pytest.raises(SeveralBuildingsError, match="槐荫一院 2号楼") as refused:
        desk.read(building_named, "2号楼")
    assert "槐荫二院 2号楼" in refused.value.message
