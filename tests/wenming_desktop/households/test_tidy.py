"""Duplicates found and merged, households confirmed, checks that name what is not in order."""

from datetime import date
from typing import Any

import pytest

from db.tables.households import Household, HouseholdMembership, Resident
from db.tables.places import Building, Grid, House
from tests.conftest import Clock
from tests.make_register import household, member, number, person, picture, rows
from tests.wenming_desktop.cards.town import change
from wenming_desktop.households.confirm import confirm_household, months_ago, not_confirmed
from wenming_desktop.households.data_checks import data_check, data_checks
from wenming_desktop.households.edit_model import MemberEdit
from wenming_desktop.households.merge import merge_residents, preview_merge
from wenming_desktop.households.refusals import CannotMergeError
from wenming_desktop.households.tidy_model import Confirm, Merge
from wenming_desktop.households.twins import near_duplicates, not_the_same
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk, Work, use_case

NUMBER = number("1962-03-14", 28)


def twice(desk: Desk, one: dict[str, str], other: dict[str, str]) -> tuple[int, int]:
    """The same woman at two doors; the second is told apart by nothing."""
    household(desk, "501", member("王秀兰", **one))
    second = MemberEdit(None, member("王秀兰", **other).values, same_number="测试")
    household(desk, "502", second)
    left, right = (row[0] for row in rows(desk, "SELECT id FROM resident ORDER BY id"))
    return int(left), int(right)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ({"number": NUMBER}, {"number": NUMBER}, "number"),
        ({"birth": "1962-03-14"}, {"number": NUMBER}, "birth"),
        ({"phone": "13900002001"}, {"phone": "139 0000 2001"}, "phone"),
    ],
)
def test_twins_are_found_until_a_human_tells_them_apart(
    desk: Desk, one: dict[str, str], other: dict[str, str], why: str
) -> None:
    left, right = twice(desk, one, other)
    (pair,) = desk.read(near_duplicates)
    assert (pair.why, pair.left.resident_id, pair.right.resident_id) == (why, left, right)
    desk.write(not_the_same, right, left)
    assert desk.read(near_duplicates) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"birth": "1962-03-14"}, {"birth": "1962-03-15"}),
        ({"number": NUMBER}, {"number": number("1962-03-14", 46), "phone": "13900002001"}),
        ({}, {}),
    ],
)
def test_different_people_are_no_twins(
    desk: Desk, one: dict[str, str], other: dict[str, str]
) -> None:
    twice(desk, one, other)
    assert desk.read(near_duplicates) == ()


def test_three_of_a_kind_are_two_pairs_and_voided_ones_none(desk: Desk) -> None:
    left, right = twice(desk, {"number": NUMBER}, {"number": NUMBER})
    third = MemberEdit(None, member("王秀兰", number=NUMBER).values, same_number="测试")
    household(desk, "503", third)
    assert [pair.left.resident_id for pair in desk.read(near_duplicates)] == [left, left]
    desk.write(change, Resident, left, is_void=True)
    (pair,) = desk.read(near_duplicates)
    assert pair.left.resident_id == right


def test_merging_keeps_what_is_chosen_and_moves_what_hangs_on_the_second(desk: Desk) -> None:
    keep, drop = twice(
        desk,
        {"number": NUMBER, "phone": "13900002001", "living": "否", "care": "低保"},
        {"birth": "1962-03-14", "phone": "13900002002", "hukou": "否", "care": "低保、残疾"},
    )
    before = picture(desk)
    shown = desk.read(preview_merge, keep, drop)
    assert [line.label for line in shown.fields if line.differs] == ["电话", "人户状态"]
    assert shown.moves == ("住户关系 1 条", "关爱记录 2 条")
    desk.write(merge_residents, Merge(keep, drop, frozenset({"resident.phone"})))
    assert rows(
        desk, "SELECT phone, id_number, residence_status FROM resident WHERE NOT is_void"
    ) == (("13900002002", NUMBER, "1"),)
    stays = rows(
        desk,
        "SELECT resident_id, is_hukou, is_living FROM household_membership WHERE NOT is_void",
    )
    assert sorted(stays) == [(keep, 0, 1), (keep, 1, 0)]
    care = rows(desk, "SELECT resident_id, category FROM special_care WHERE NOT is_void")
    assert sorted(care) == [(keep, "B01"), (keep, "C01")]
    assert rows(desk, "SELECT lifecycle, is_void FROM resident WHERE id = ?", drop) == (("5", 1),)
    assert desk.read(near_duplicates) == ()
    desk.write(undo_last_act)
    assert picture(desk) == before


def test_two_stays_of_the_same_kind_become_one(desk: Desk) -> None:
    keep, drop = twice(desk, {"number": NUMBER}, {"number": NUMBER})
    desk.write(merge_residents, Merge(keep, drop))
    stays = rows(desk, "SELECT resident_id FROM household_membership WHERE NOT is_void")
    assert stays == ((keep,),)
    assert desk.read(data_check, "home.twice").count == 0


def test_one_record_is_not_merged_with_itself(desk: Desk) -> None:
    household(desk, "501", member("王秀兰"))
    who = person(desk, "王秀兰")
    with pytest.raises(CannotMergeError):
        desk.write(merge_residents, Merge(who, who))


def test_households_wait_for_confirmation_in_the_order_of_their_doors(
    desk: Desk, clock: Clock
) -> None:
    later = household(desk, "1001", member("李强"))
    first = household(desk, "501", member("王秀兰"))
    assert [line.household_id for line in desk.read(not_confirmed, 6)] == [first, later]
    desk.write(confirm_household, Confirm((first,)))
    assert [line.household_id for line in desk.read(not_confirmed, 6)] == [later]
    clock.now = clock.now.replace(year=2027, month=5, day=20)
    (line, _) = desk.read(not_confirmed, 6)
    assert line.last == date(2026, 11, 20)
    clock.now = clock.now.replace(day=19)
    assert [line.household_id for line in desk.read(not_confirmed, 6)] == [later]


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 20), 6, date(2026, 5, 20)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), 1, date(2025, 12, 31)),
        (date(2026, 12, 31), 1, date(2026, 11, 30)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
    ],
)
def test_months_ago_is_the_same_day_or_the_last(day: date, months: int, before: date) -> None:
    assert months_ago(day, months) == before


CLEAN = (
    member("王秀兰", birth="1962-03-14", number=NUMBER, phone="13900002001"),
    member("李强", "子", birth="1988-03-14", number=number("1988-03-14", 31)),
)


def test_a_register_in_order_has_nothing_but_doors_without_a_grid(desk: Desk) -> None:
    household(desk, "501", *CLEAN)
    assert [line.code for line in desk.read(data_checks)] == ["grid.none"]


@pytest.mark.parametrize(
    ("table", "which", "wrong", "code"),
    [
        (Household, 1, {"head_resident_id": None}, "head.none"),
        (HouseholdMembership, 2, {"relation_to_head": "02"}, "head.several"),
        (Resident, 2, {"birth_date": date(1962, 3, 13)}, "relation.age"),
        (House, 1, {"usage": "3"}, "door.empty"),
        (House, 1, {"usage": "2", "lease_to": date(2026, 11, 19)}, "lease.over"),
        (Resident, 1, {"phone": None}, "phone.none"),
        (Resident, 1, {"id_number": None}, "number.none"),
        (Resident, 1, {"birth_date": None}, "birth.none"),
        (HouseholdMembership, 2, {"to_on": date(2026, 1, 1)}, "home.none"),
        (Resident, 2, {"lifecycle": "4"}, "dead.staying"),
        (Resident, 2, {"residence_status": "9"}, "status.unchecked"),
    ],
)
def test_what_is_not_in_order_is_named_with_whom_to_jump_to(
    desk: Desk, table: type[Any], which: int, wrong: dict[str, Any], code: str
) -> None:
    household(desk, "501", *CLEAN)
    desk.write(change, table, which, **wrong)
    (line,) = [line for line in desk.read(data_checks) if line.code != "grid.none"]
    assert (line.code, line.count) == (code, 1)
    assert desk.read(data_check, code).ids == line.ids


def test_empty_households_and_those_on_paper_only_are_named(desk: Desk) -> None:
    empty = household(desk, "501", *CLEAN)
    paper = household(desk, "502", member("赵梅", living="否", number=number("1980-02-02", 44)))
    for row in (1, 2):
        desk.write(change, HouseholdMembership, row, is_void=True)
    found = {line.code: line.ids for line in desk.read(data_checks)}
    assert found["household.empty"] == (empty,)
    assert found["household.paper"] == (paper,)


@use_case("test.tidy.grid", "测试网格", right="any")
def _grid(work: Work) -> None:
    work.session.add(Grid(code="03", name="第三网格"))


def test_a_building_gets_off_the_list_with_its_grid(desk: Desk) -> None:
    household(desk, "501", *CLEAN)
    desk.write(_grid)
    desk.write(change, Building, 1, grid_id=1)
    assert desk.read(data_checks) == ()
