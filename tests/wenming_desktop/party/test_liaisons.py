"""包栋联户: given, changed, ended; a household shows somebody who looks after it."""

from datetime import date

import pytest

from tests.make_register import rows
from tests.wenming_desktop.party.duty_place import (
    CELL,
    found,
    give,
    lasting,
    looked_after,
    member_id,
)
from wenming_desktop.errors import NotFoundError
from wenming_desktop.party.duty_model import Assign, EditLiaison, EndLiaisons
from wenming_desktop.party.liaisons import (
    assign,
    edit_liaison,
    end_liaisons,
    homes_in,
    liaisons_of,
)
from wenming_desktop.party.member_refusals import ValueWrongError
from wenming_desktop.party.service import coverage
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk


def covered(desk: Desk) -> int:
    return desk.read(coverage, date(2026, 7, 1), date(2026, 11, 21)).liaison_households


def building(desk: Desk) -> int:
    ((one,),) = rows(desk, "SELECT id FROM building WHERE building_no = '3'")
    return int(one)


def test_a_household_follows_its_member(desk: Desk) -> None:
    first, second, _ = found(desk)
    assert give(desk, "高和", first, second) == ()
    assert looked_after(desk) == {first: "高和", second: "高和", 3: ""}
    assert covered(desk) == 2
    assert [row.role_name for row in desk.read(liaisons_of, member_id(desk, "高和"))] == [
        "联户"
    ] * 2
    desk.write(undo_last_act)
    assert (lasting(desk), covered(desk)) == (set(), 0)


def test_two_members_may_look_after_one_household(desk: Desk) -> None:
    first, *_ = found(desk)
    give(desk, "高和", first)
    give(desk, "甲乙", first)
    give(desk, "甲乙", first)
    assert lasting(desk) == {("高和", first, "2"), ("甲乙", first, "2")}
    assert looked_after(desk)[first] == "高和"
    desk.write(end_liaisons, EndLiaisons(tuple(
        row.id for row in desk.read(liaisons_of, member_id(desk, "高和")))))  # fmt: skip
    assert looked_after(desk)[first] == "甲乙"


def test_instead_ends_who_had_it_before(desk: Desk) -> None:
    first, *_ = found(desk)
    give(desk, "高和", first)
    desk.write(assign, Assign(member_id(desk, "甲乙"), (first,), role="3", instead=True))
    assert lasting(desk) == {("甲乙", first, "3")}
    assert looked_after(desk)[first] == "甲乙"
    (old,) = desk.read(liaisons_of, member_id(desk, "高和"))
    assert old.to_on == date(2026, 11, 20)


def test_more_than_ten_is_told_and_not_refused(desk: Desk) -> None:
    homes = found(desk, 11)
    assert give(desk, "高和", *homes[:10]) == ()
    (warning,) = give(desk, "高和", homes[10])
    assert "11 户" in warning
    assert "5 到 10 户" in warning
    assert len(lasting(desk)) == 11


def test_a_whole_building(desk: Desk) -> None:
    found(desk)
    desk.write(assign, Assign(member_id(desk, "高和"), building_id=building(desk)))
    assert lasting(desk) == {("高和", -building(desk), "1")}
    (row,) = desk.read(liaisons_of, member_id(desk, "高和"))
    assert (row.door, row.head, row.role_name) == ("槐荫一院 3号楼", "整栋", "包栋")


def test_days_and_roles_are_checked(desk: Desk) -> None:
    first, *_ = found(desk)
    gao = member_id(desk, "高和")
    for wrong, key in (
        (Assign(gao), "homes"),
        (Assign(gao, (first,), role="9"), "role"),
        (Assign(gao, (first,), from_on=date(2027, 1, 1)), "from_on"),
    ):
        with pytest.raises(ValueWrongError) as caught:
            desk.write(assign, wrong)
        assert caught.value.field == key
    with pytest.raises(NotFoundError):
        desk.write(assign, Assign(gao, (99_999,)))
    give(desk, "高和", first)
    (row,) = desk.read(liaisons_of, gao)
    with pytest.raises(ValueWrongError):
        desk.write(edit_liaison, EditLiaison(row.id, "3", date(2026, 5, 1), date(2026, 4, 1)))
    desk.write(edit_liaison, EditLiaison(row.id, "3", date(2026, 4, 1), date(2026, 5, 1)))
    assert (lasting(desk), looked_after(desk)[first]) == (set(), "")


def test_the_homes_of_a_building_say_who_has_them(desk: Desk) -> None:
    first, second, third = found(desk)
    give(desk, "高和", first)
    give(desk, "甲乙", first, second)
    shown = desk.read(homes_in, building(desk), member_id(desk, "高和"))
    assert [(one.id, one.members, one.own) for one in shown] == [
        (first, "高和、甲乙", True),
        (second, "甲乙", False),
        (third, "", False),
    ]
    assert shown[0].door == "槐荫一院 3-2-101"
    assert CELL.startswith("槐荫一院3号楼")
