"""Members added, edited, checked in, gone away and back, made full; one source for a person."""

from datetime import date

import pytest

from tests.make_register import household, member, number, person, rows
from wenming_desktop.errors import UserError
from wenming_desktop.party import member_rules
from wenming_desktop.party.member_detail import member_detail
from wenming_desktop.party.member_model import Confirm, Flow, Saved, SaveMember, SaveUnit
from wenming_desktop.party.member_refusals import (
    MemberChangedError,
    MemberKnownError,
    MemberLeavesError,
    MemberProblemsError,
    MemberStepError,
    UnitTakenError,
    ValueWrongError,
)
from wenming_desktop.party.member_sheet import member_lists, member_sheet, new_sheet, people_named
from wenming_desktop.party.members import check_in, confirm_member, record_flow, save_member
from wenming_desktop.party.service import coverage
from wenming_desktop.party.units import save_unit, work_units
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk

HALF = (date(2026, 7, 1), date(2027, 1, 1))
NUMBER = number("1958-03-12", 41)


def said(**values: str) -> dict[str, str]:
    full = {"full_name": "孙福顺", "member_kind": "1", "member_status": "1", **values}
    return {f"party_member.{key}": value for key, value in full.items()}


def add(desk: Desk, **values: str) -> int:
    return desk.write(save_member, SaveMember(said(**values))).id


def kinds(desk: Desk) -> tuple[int, int, int]:
    found = desk.read(coverage, *HALF)
    return found.members, found.on_roll, found.dual_registered


def test_a_member_is_written_and_shown_by_the_dictionary(desk: Desk) -> None:
    one = add(
        desk, id_number=NUMBER, phone="139 0000 7712", joined_on="1985.7.1", education="大学本科",
        confirmed_on="1986-07-01", address="外面", work_unit_id="区市场监管局",
    )  # fmt: skip
    sheet = desk.read(member_sheet, one)
    values = {key.removeprefix("party_member."): text for key, text in sheet.values.items()}
    assert values["phone"] == "139 0000 7712"
    assert values["id_number"] != NUMBER
    assert "*" in values["id_number"]
    assert (values["gender"], values["birth_date"]) == ("1", "1958-03-12")
    assert (values["joined_on"], values["work_unit_id"]) == ("1985-07-01", "区市场监管局")
    detail = desk.read(member_detail, one)
    assert detail.phone_of == ("party_member", one)
    assert detail.phone_masked == "139****7712"
    facts = {label: value for _, label, value in detail.facts}
    assert facts["党龄"] == "40 年"
    assert NUMBER not in str(detail)
    assert "13900007712" not in str(detail)


def test_what_the_resident_says_is_read_there_and_never_copied(desk: Desk) -> None:
    household(desk, "501", member("孙福顺", number=NUMBER, phone="13900007712"))
    who = person(desk, "孙福顺")
    sheet = desk.read(new_sheet, who)
    assert {"party_member.full_name", "party_member.phone"} <= sheet.linked
    saved = desk.write(save_member, SaveMember(said(phone="13900001111"), resident_id=who))
    own = rows(desk, "SELECT full_name, phone, id_number, gender, birth_date, resident_id"
               " FROM party_member WHERE id = ?", saved.id)  # fmt: skip
    assert own == ((None, None, None, None, None, who),)
    detail = desk.read(member_detail, saved.id)
    assert (detail.name, detail.phone_of) == ("孙福顺", ("resident", who))
    assert desk.read(member_detail, saved.id).phone_masked == "139****7712"


def test_a_number_of_a_resident_links_by_itself(desk: Desk) -> None:
    household(desk, "501", member("孙福顺", number=NUMBER))
    one = add(desk, id_number=NUMBER)
    assert desk.read(member_sheet, one).resident_id == person(desk, "孙福顺")
    (choice,) = desk.read(people_named, "孙福顺")
    assert (choice.member_id, "已在花名册" in choice.words) == (one, True)


def test_the_same_member_is_not_made_twice(desk: Desk) -> None:
    add(desk, id_number=NUMBER, phone="13900007712")
    for again in ({"id_number": NUMBER}, {"phone": "13900007712"}):
        with pytest.raises(MemberKnownError, match="在册党员"):
            add(desk, **again)
    add(desk, phone="13900007713")
    assert rows(desk, "SELECT count(*) FROM party_member") == ((2,),)


@pytest.mark.parametrize(
    ("values", "key", "words"),
    [
        ({"full_name": ""}, "full_name", "空着"),
        ({"member_kind": ""}, "member_kind", "还空着"),
        ({"joined_on": "2026-13-40"}, "joined_on", "13 月"),
        ({"joined_on": "2027-01-01"}, "joined_on", "还没有到"),
        ({"id_number": NUMBER, "joined_on": "1970-01-01"}, "joined_on", "18 周岁"),
        ({"joined_on": "2020-01-01", "confirmed_on": "2019-01-01"}, "confirmed_on", "早于"),
        ({"member_kind": "2", "reported_on": "2026-01-01"}, "work_unit_id", "还空着"),
        ({"member_kind": "2", "work_unit_id": "甲单位"}, "reported_on", "还空着"),
        ({"group_id": "99"}, "group_id", "没有这个"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    desk: Desk, values: dict[str, str], key: str, words: str
) -> None:
    with pytest.raises(MemberProblemsError) as caught:
        add(desk, **values)
    assert words in caught.value.problems[f"party_member.{key}"]
    assert rows(desk, "SELECT count(*) FROM party_member, work_unit") == ((0,),)


def test_a_number_that_looks_wrong_is_kept_and_told(desk: Desk) -> None:
    saved = desk.write(save_member, SaveMember(said(phone="12")))
    assert any(warning.startswith("电话：") for warning in saved.warnings)
    assert desk.read(member_sheet, saved.id).values["party_member.phone"] == "12"


def test_a_short_trial_is_a_warning(desk: Desk) -> None:
    saved = desk.write(
        save_member, SaveMember(said(joined_on="2020-01-01", confirmed_on="2020-12-31"))
    )
    (warning,) = saved.warnings
    assert "2021-01-01" in warning


def test_an_old_fault_does_not_stop_another_edit(desk: Desk) -> None:
    one = add(desk, work_unit_id="甲单位", reported_on="2026-01-05", member_kind="2")
    desk.write(save_member, SaveMember({"party_member.phone": "13900007712"}, one))
    with pytest.raises(MemberProblemsError):
        desk.write(save_member, SaveMember({"party_member.work_unit_id": ""}, one))


def test_a_second_writer_is_told(desk: Desk) -> None:
    one = add(desk)
    seen = desk.read(member_sheet, one).version
    desk.write(save_member, SaveMember({"party_member.specialty": "水电"}, one, version=seen))
    with pytest.raises(MemberChangedError):
        desk.write(save_member, SaveMember({"party_member.specialty": "木工"}, one, version=seen))
    assert desk.read(member_sheet, one).values["party_member.specialty"] == "水电"


def test_check_in_makes_a_member_of_the_second_kind(desk: Desk) -> None:
    add(desk)
    before = kinds(desk)
    saved = desk.write(
        check_in,
        SaveMember(said(full_name="高春秀", work_unit_id="区市场监管局", job_title="科员",
                        report_mode="线上", member_kind="1")),
    )  # fmt: skip
    assert isinstance(saved, Saved)
    sheet = desk.read(member_sheet, saved.id)
    assert sheet.values["party_member.member_kind"] == "2"
    assert sheet.values["party_member.reported_on"] == "2026-11-20"
    assert sheet.values["party_member.report_mode"] == "1"
    members, on_roll, dual = kinds(desk)
    assert (members, on_roll, dual) == (before[0] + 1, before[1], before[2] + 1)
    with pytest.raises(MemberProblemsError) as caught:
        desk.write(check_in, SaveMember(said(full_name="秦明志")))
    assert list(caught.value.problems) == ["party_member.work_unit_id"]


def test_who_is_on_the_roll_does_not_check_in(desk: Desk) -> None:
    one = add(desk)
    with pytest.raises(MemberStepError, match="在册党员"):
        desk.write(check_in, SaveMember(said(work_unit_id="甲单位"), member_id=one))


def test_away_and_back_stays_on_the_roll(desk: Desk) -> None:
    one = add(desk)
    before = kinds(desk)
    with pytest.raises(ValueWrongError, match="去向"):
        desk.write(record_flow, Flow(one))
    desk.write(record_flow, Flow(one, place="广东深圳", contact="13900002222"))
    values = desk.read(member_sheet, one).values
    assert values["party_member.member_kind"] == "4"
    assert values["party_member.flow_to"] == "广东深圳"
    assert kinds(desk) == before
    with pytest.raises(MemberStepError):
        desk.write(record_flow, Flow(one, place="再去一次"))
    desk.write(record_flow, Flow(one, away=False))
    values = desk.read(member_sheet, one).values
    assert (values["party_member.member_kind"], values["party_member.flow_to"]) == ("1", "")
    assert kinds(desk) == before


def test_a_member_on_trial_becomes_full(desk: Desk) -> None:
    one = add(desk, member_status="2", joined_on="2026-01-10")
    saved = desk.write(confirm_member, Confirm(one))
    assert "不满一年" in saved.warnings[0]
    values = desk.read(member_sheet, one).values
    assert values["party_member.member_status"] == "1"
    assert values["party_member.confirmed_on"] == "2026-11-20"
    with pytest.raises(MemberStepError, match="不是预备党员"):
        desk.write(confirm_member, Confirm(one))


def test_leaving_is_no_edit_of_a_field(desk: Desk) -> None:
    one = add(desk)
    with pytest.raises(MemberLeavesError, match="转出"):
        desk.write(save_member, SaveMember({"party_member.member_status": "6"}, one))


def test_every_act_is_taken_back_by_itself(desk: Desk) -> None:
    one = add(desk)
    desk.write(record_flow, Flow(one, place="广东深圳"))
    desk.write(undo_last_act)
    assert desk.read(member_sheet, one).values["party_member.member_kind"] == "1"
    desk.write(undo_last_act)
    assert rows(desk, "SELECT count(*) FROM party_member WHERE NOT is_void") == ((0,),)


def test_work_units_have_names_of_their_own(desk: Desk) -> None:
    first = desk.write(save_unit, SaveUnit("区市场监管局", "1", contact_phone="0971 8801 2000"))
    with pytest.raises(UnitTakenError):
        desk.write(save_unit, SaveUnit("区市场 监管局"))
    for wrong in (SaveUnit(""), SaveUnit("乙", nature="x"), SaveUnit("乙", contact_phone="1")):
        with pytest.raises(UserError):
            desk.write(save_unit, wrong)
    desk.write(check_in, SaveMember(said(work_unit_id="区市场监管局")))
    desk.write(save_unit, SaveUnit("区市场监督管理局", "1", is_partner=True, unit_id=first))
    (unit,) = desk.read(work_units)
    assert (unit.id, unit.name, unit.members) == (first, "区市场监督管理局", 1)
    assert (unit.nature_name, unit.is_partner) == ("机关", True)
    assert desk.read(member_lists).units == ("区市场监督管理局",)


@pytest.mark.parametrize(
    ("day", "years", "end"),
    [(date(2020, 2, 29), 1, date(2021, 3, 1)), (date(2020, 5, 1), 1, date(2021, 5, 1))],
)
def test_years_after(day: date, years: int, end: date) -> None:
    assert member_rules.years_after(day, years) == end


@pytest.mark.parametrize(
    ("day", "begin", "end"),
    [
        (date(2026, 6, 30), date(2026, 1, 1), date(2026, 7, 1)),
        (date(2026, 7, 1), date(2026, 7, 1), date(2027, 1, 1)),
    ],
)
def test_the_half_year_of_a_day(day: date, begin: date, end: date) -> None:
    assert member_rules.half_year_of(day) == (begin, end)
