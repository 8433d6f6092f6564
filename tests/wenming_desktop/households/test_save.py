"""Saving a household from the editor: one act, driven by the dictionary."""

import pytest

from tests.make_register import household, member, number, person, picture, rows, values
from wenming_desktop.fields import Field, Number, Text
from wenming_desktop.households.check import check_household
from wenming_desktop.households.edit_model import Door, Leaving, MemberEdit, SaveHousehold
from wenming_desktop.households.fields import Dictionary
from wenming_desktop.households.refusals import ChangedSinceError, SheetProblemsError
from wenming_desktop.households.save import save_household
from wenming_desktop.households.sheet import differences, read_household_for_edit
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk

DOOR = Door("槐荫一院", "3", "2", "501")
NUMBER = number("1962-03-14", 27)


def test_a_household_with_members_is_saved_in_one_act(desk: Desk) -> None:
    before = picture(desk)
    made = household(
        desk,
        "501",
        member("王秀兰", number=NUMBER, phone="139 0000 2001"),
        member("李强", "长子", birth="1988-05-06", sex="男"),
    )
    sheet = desk.read(read_household_for_edit, made)
    assert sheet.door == DOOR
    assert [m.values["resident.full_name"] for m in sheet.members] == ["王秀兰", "李强"]
    assert [m.values["household_membership.relation_to_head"] for m in sheet.members] == [
        "户主",
        "长子",
    ]
    assert rows(desk, "SELECT people, head_name FROM household") == ((2, "王秀兰"),)
    desk.write(undo_last_act)
    assert picture(desk) == before


def test_the_number_fills_birth_and_sex_and_is_masked_on_the_sheet(desk: Desk) -> None:
    made = household(desk, "501", member("王秀兰", number=NUMBER))
    assert rows(desk, "SELECT birth_date, gender, id_number FROM resident") == (
        ("1962-03-14", "1", NUMBER),
    )
    shown = desk.read(read_household_for_edit, made).members[0].values
    assert shown["resident.id_number"] == f"6{'*' * 16}{NUMBER[-1]}"
    edit = MemberEdit(person(desk, "王秀兰"), shown)
    desk.write(save_household, SaveHousehold(made, members=(edit,)))
    assert rows(desk, "SELECT id_number FROM resident") == ((NUMBER,),)


def test_saving_a_sheet_as_it_was_read_changes_nothing(desk: Desk) -> None:
    made = household(
        desk, "501", member("王秀兰", number=NUMBER, care="低保、独居"), member("李强", "子")
    )
    before, sheet = picture(desk), desk.read(read_household_for_edit, made)
    edits = tuple(MemberEdit(m.resident_id, m.values) for m in sheet.members)
    whole = SaveHousehold(made, values=sheet.values, members=edits, version=sheet.version)
    assert desk.read(check_household, whole).problems == ()
    desk.write(save_household, whole)
    assert picture(desk) == before


@pytest.mark.parametrize(
    ("said", "field", "code", "stops"),
    [
        ({"number": NUMBER[:-1] + "0"}, "resident.id_number", "id.checksum", True),
        ({"name": " "}, "resident.full_name", "name.missing", True),
        ({"sex": "什么"}, "resident.gender", "value.unknown", True),
        ({"birth": "2031-01-01"}, "resident.birth_date", "birth.in_future", True),
        ({"phone": "1390000"}, "resident.phone", "phone.malformed", False),
        ({"number": NUMBER, "birth": "1970-01-01"}, "resident.birth_date", "id.birth_differs", 0),
        ({"number": NUMBER, "sex": "女"}, "resident.gender", "id.gender_differs", False),
        ({"since": "2030-01-01"}, "household_membership.from_on", "stay.day", True),
        ({"birth": "2015-01-01"}, "household_membership.relation_to_head", "head.young", False),
    ],
)
def test_a_problem_names_its_field_and_row(
    desk: Desk, said: dict[str, str], field: str, code: str, stops: bool
) -> None:
    who = MemberEdit(None, {**member("王秀兰").values, **values(**said)})
    command = SaveHousehold(door=DOOR, members=(who,))
    found = desk.read(check_household, command)
    mine = [p for p in found.problems if p.code == code]
    assert [(p.field, p.stops) for p in mine] == [(field, bool(stops))]
    assert mine[0].member in {0, None}
    if stops:
        with pytest.raises(SheetProblemsError):
            desk.write(save_household, command)
        assert rows(desk, "SELECT count(*) FROM resident") == ((0,),)


@pytest.mark.parametrize(
    ("relations", "code"),
    [
        (("户主", "户主"), "household.head"),
        (("妻", "长子"), "household.head"),
        (("户主", "妻", "配偶"), "household.spouses"),
    ],
)
def test_a_household_has_one_head(desk: Desk, relations: tuple[str, ...], code: str) -> None:
    people = tuple(member(f"测试{at}", relation) for at, relation in enumerate(relations))
    found = desk.read(check_household, SaveHousehold(door=DOOR, members=people))
    assert code in {problem.code for problem in found.problems}


def test_ages_and_sex_against_the_relation_are_doubted(desk: Desk) -> None:
    people = (
        member("王秀兰", birth="1962-03-14", sex="女"),
        member("李强", "长子", birth="1960-01-01", sex="女"),
    )
    found = desk.read(check_household, SaveHousehold(door=DOOR, members=people))
    assert {(p.code, p.member, p.stops) for p in found.problems} == {
        ("relation.age", 1, False),
        ("relation.gender", 1, False),
    }


def test_the_same_number_or_name_and_birth_is_shown_with_who_it_may_be(desk: Desk) -> None:
    household(desk, "501", member("王秀兰", number=NUMBER))
    there = person(desk, "王秀兰")
    same = SaveHousehold(
        door=Door("槐荫一院", "3", "2", "502"), members=(member("王秀岚", number=NUMBER),)
    )
    (found,) = desk.read(check_household, same).alike
    assert (found.why, found.resident_id, found.door) == ("number", there, "槐荫一院3号楼2单元501")
    with pytest.raises(SheetProblemsError):
        desk.write(save_household, same)
    reasoned = MemberEdit(None, same.members[0].values, same_number="派出所确认重号")
    desk.write(save_household, SaveHousehold(door=same.door, members=(reasoned,)))
    twin = SaveHousehold(
        door=Door("槐荫一院", "3", "2", "503"), members=(member("王秀兰", birth="1962-03-14"),)
    )
    (found,) = desk.read(check_household, twin).alike
    assert (found.why, found.resident_id) == ("birth", there)


def test_somebody_who_lives_elsewhere_is_brought_here_not_doubled(desk: Desk) -> None:
    old = household(desk, "501", member("王秀兰"), member("李强", "子"))
    who = person(desk, "李强")
    edit = MemberEdit(who, values(relation="户主", living="是", hukou="是"))
    new = desk.write(
        save_household,
        SaveHousehold(door=Door("槐荫一院", "3", "2", "601"), members=(edit,)),
    )
    stays = rows(
        desk,
        "SELECT household_id, is_hukou, is_living, to_on FROM household_membership"
        " WHERE resident_id = ? ORDER BY id",
        who,
    )
    assert stays == ((old, 1, 1, "2026-11-20"), (new, 1, 1, None))
    changes = rows(desk, "SELECT kind, from_household, to_household FROM resident_change")
    assert changes == (("9", old, new),)


def test_who_leaves_keeps_his_days_and_a_mistake_leaves_none(desk: Desk) -> None:
    made = household(desk, "501", member("王秀兰"), member("李强", "子"), member("李娜", "女"))
    gone, never = person(desk, "李强"), person(desk, "李娜")
    leaving = (Leaving(gone, "户口迁走"), Leaving(never, "登错了人", mistake=True))
    desk.write(save_household, SaveHousehold(made, leaving=leaving))
    assert rows(desk, "SELECT lifecycle FROM resident WHERE id = ?", gone) == (("2",),)
    found = rows(
        desk, "SELECT to_on, is_void FROM household_membership WHERE to_on OR is_void ORDER BY id"
    )
    assert found == (("2026-11-20", 0), (None, 1))
    assert rows(desk, "SELECT kind, basis FROM resident_change") == (("5", "户口迁走"),)


def test_a_household_somebody_else_changed_is_told_and_nothing_is_lost(desk: Desk) -> None:
    made = household(desk, "501", member("王秀兰", phone="13900002001"))
    sheet, who = desk.read(read_household_for_edit, made), person(desk, "王秀兰")
    other = MemberEdit(who, values(phone="13900002002"))
    desk.write(save_household, SaveHousehold(made, members=(other,), version=sheet.version))
    mine = SaveHousehold(
        made,
        members=(MemberEdit(who, values(phone="13900002003", relation="户主")),),
        version=sheet.version,
    )
    with pytest.raises(ChangedSinceError) as caught:
        desk.write(save_household, mine)
    (told,) = differences(sheet, caught.value.current, mine)
    assert (told.label, told.was, told.now, told.mine) == (
        "电话",
        "139 0000 2001",
        "139 0000 2002",
        "13900002003",
    )
    assert "demo" in caught.value.message
    again = SaveHousehold(made, members=mine.members, version=caught.value.current.version)
    desk.write(save_household, again)
    assert rows(desk, "SELECT phone FROM resident") == (("13900002003",),)


def test_a_new_field_is_one_line_of_the_dictionary(desk: Desk) -> None:
    made_up = Dictionary(
        member=(
            Field("resident.full_name", "叫什么", Text(), required=True),
            Field("household_membership.relation_to_head", "是谁", Text()),
            Field("resident.skills", "拿手菜", Text(5)),
        ),
        household=(Field("house.floor_no", "第几层", Number(high=99)),),
    )
    typed = {
        "resident.full_name": "王秀兰",
        "household_membership.relation_to_head": "02",
        "resident.skills": "红烧土豆丸子",
        "resident.employer": "不在这张表里",
    }
    command = SaveHousehold(
        door=DOOR, values={"house.floor_no": "一百"}, members=(MemberEdit(None, typed),)
    )
    found = desk.read(check_household, command, made_up)
    assert [(p.field, p.member, p.stops) for p in found.problems] == [
        ("house.floor_no", None, True),
        ("resident.skills", 0, False),
    ]
    good = SaveHousehold(door=DOOR, values={"house.floor_no": "7"}, members=command.members)
    made = desk.write(save_household, good, made_up)
    sheet = desk.read(read_household_for_edit, made, made_up)
    assert sheet.values == {"house.floor_no": "7"}
    assert sheet.members[0].values == {
        "resident.full_name": "王秀兰",
        "household_membership.relation_to_head": "02",
        "resident.skills": "红烧土豆丸",
    }
    assert rows(desk, "SELECT employer FROM resident") == ((None,),)
