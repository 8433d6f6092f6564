"""Registered here and living here are two things, each with its days."""

from datetime import date

import pytest

from db.tables.households import HouseholdMembership
from tests.make_register import household, member, person, rows, values
from tests.wenming_desktop.cards.town import change
from wenming_desktop.errors import NotFoundError
from wenming_desktop.households import rules
from wenming_desktop.households.edit_model import Leaving, MemberEdit, SaveHousehold
from wenming_desktop.households.residence import household_residence, resident_stays
from wenming_desktop.households.rules import Change, Home, Stay
from wenming_desktop.households.save import save_household
from wenming_desktop.households.sheet import read_household_for_edit
from wenming_desktop.work import Actor, Desk


@pytest.mark.parametrize(
    ("where", "before", "state"),
    [
        (Home(1, 1), "9", "1"),
        (Home(1, 2), "9", "1"),
        (Home(1, None), "1", "3"),
        (Home(None, 1), "1", "2"),
        (Home(None, 1), "4", "4"),
        (Home(None, 1), "5", "5"),
        (Home(), "2", "2"),
    ],
)
def test_the_state_follows_from_the_stays(where: Home, before: str, state: str) -> None:
    assert rules.state(where, before) == state


@pytest.mark.parametrize(
    ("was", "now", "leaves", "comes"),
    [
        (Home(1, 1), Home(), "5", None),
        (Home(1, 1), Home(1, None), "6", None),
        (Home(None, 1), Home(), "7", None),
        (Home(1, 1), Home(2, 2), None, None),
        (Home(), Home(1, 1), None, "2"),
        (Home(), Home(None, 1), None, "4"),
        (Home(None, 1), Home(1, 1), None, "2"),
    ],
)
def test_the_line_of_a_change_follows_from_where_somebody_goes(
    was: Home, now: Home, leaves: str | None, comes: str | None
) -> None:
    assert rules.leaving(was, now) == leaves
    assert rules.coming(was, now, "1") == comes


def test_floating_people_flow_in() -> None:
    assert rules.coming(Home(), Home(None, 1), rules.FLOATING) == rules.Change.FLOW_IN


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        (Stay(1, True, True), Stay(2, True, False), True),
        (Stay(1, True, False), Stay(2, False, True), False),
        (Stay(1, True, True, None, date(2026, 1, 1)), Stay(2, True, True, date(2026, 1, 1)), False),
        (Stay(1, True, True, None, date(2026, 1, 2)), Stay(2, True, True, date(2026, 1, 1)), True),
    ],
)
def test_a_person_is_registered_and_lives_in_one_place_a_day(
    one: Stay, other: Stay, overlap: bool
) -> None:
    assert bool(rules.overlapping([one, other])) == overlap


def test_registered_in_one_household_and_living_in_another_is_said_once(desk: Desk) -> None:
    old = household(desk, "501", member("王秀兰"), member("李强", "子"))
    new = household(desk, "601", member("赵梅"))
    who = person(desk, "李强")
    edit = MemberEdit(who, values(relation="配偶", living="是"))
    desk.write(save_household, SaveHousehold(new, members=(edit,)))
    lines = desk.read(resident_stays, who)
    assert [(s.household_id, s.hukou, s.living, s.from_on, s.to_on) for s in lines] == [
        (new, False, True, date(2026, 11, 20), None),
        (old, True, False, date(2026, 11, 20), None),
        (old, True, True, date(2020, 1, 1), date(2026, 11, 20)),
    ]
    assert desk.read(household_residence, old).words == ("户在人不在",)
    assert desk.read(household_residence, new).words == ("人在户不在",)
    assert rows(desk, "SELECT residence_status FROM resident WHERE id = ?", who) == (("1",),)


@pytest.mark.parametrize(
    ("said", "state", "stay"),
    [
        ({"status": "户在人不在"}, "3", (1, 0)),
        ({"status": "4"}, "4", (0, 1)),
        ({"status": "人户一致"}, "1", (1, 1)),
        ({"hukou": "是", "living": "否"}, "3", (1, 0)),
        ({"hukou": "否", "living": "是"}, "2", (0, 1)),
        ({}, "9", (0, 1)),
    ],
)
def test_a_typed_state_says_where_somebody_is_registered_and_lives(
    desk: Desk, said: dict[str, str], state: str, stay: tuple[int, int]
) -> None:
    household(desk, "501", MemberEdit(None, values(name="王秀兰", relation="户主", **said)))
    assert rows(desk, "SELECT residence_status FROM resident") == ((state,),)
    assert rows(desk, "SELECT is_hukou, is_living FROM household_membership") == (stay,)


@pytest.mark.parametrize("whole", [False, True])
def test_a_ledger_s_together_is_registered_where_he_lives(desk: Desk, whole: bool) -> None:
    made = household(desk, "501", member("王秀兰"))
    desk.write(change, HouseholdMembership, 1, is_hukou=False)
    who, sheet = person(desk, "王秀兰"), desk.read(read_household_for_edit, made)
    assert sheet.members[0].values["household_membership.is_hukou"] == "是"
    edit = sheet.members[0].values if whole else {}
    typed = MemberEdit(who, {**edit, **values(phone="13900002001")})
    desk.write(save_household, SaveHousehold(made, members=(typed,)))
    assert rows(desk, "SELECT residence_status FROM resident") == (("1",),)
    assert rows(desk, "SELECT is_hukou, is_living, to_on FROM household_membership") == (
        (1, 1, None),
    )


def test_who_is_together_by_a_ledger_moves_out_with_his_registration(desk: Desk) -> None:
    made = household(desk, "501", member("王秀兰"), member("李强", "子"))
    desk.write(change, HouseholdMembership, 2, is_hukou=False)
    who = person(desk, "李强")
    desk.write(save_household, SaveHousehold(made, leaving=(Leaving(who, "迁往外地"),)))
    assert rows(desk, "SELECT kind FROM resident_change") == ((Change.MOVE_OUT,),)


def test_a_household_on_paper_only_and_a_rented_door_are_told(desk: Desk) -> None:
    made = household(desk, "501", member("王秀兰", living="否"))
    desk.write(save_household, SaveHousehold(made, values={"house.usage": "出租"}))
    found = desk.read(household_residence, made)
    assert (found.paper, found.rented, found.words) == (True, True, ("空挂", "出租"))


def test_a_grid_worker_edits_only_his_own_grids(desk: Desk) -> None:
    made = household(desk, "501", member("王秀兰"))
    worker = desk.acting_as(
        Actor("梁志勇", rights=frozenset({"register.write"}), grid_ids=frozenset({7}))
    )
    with pytest.raises(NotFoundError):
        worker.read(read_household_for_edit, made)
    with pytest.raises(NotFoundError):
        worker.write(save_household, SaveHousehold(made))
    with pytest.raises(NotFoundError):
        household(worker, "502", member("赵梅"))
    assert rows(desk, "SELECT count(*) FROM household") == ((1,),)
