"""Care: started and ended by a human, suggested by rule, a no remembered."""

from datetime import date

import pytest

from tests.make_register import household, member, person, picture, rows
from wenming_desktop.households import care_rules
from wenming_desktop.households.care import (
    care_rows,
    change_care,
    confirm_suggestions,
    decline_suggestions,
    due_reviews,
    end_care,
    start_care,
)
from wenming_desktop.households.care_model import ChangeCare, EndCare, StartCare
from wenming_desktop.households.care_suggest import suggest_care
from wenming_desktop.households.refusals import CareError, ReasonMissingError
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk

TODAY = date(2026, 11, 20)


@pytest.fixture
def who(desk: Desk) -> int:
    household(desk, "501", member("王秀兰", birth="1948-03-14", sex="女"), member("李强", "子"))
    return person(desk, "王秀兰")


def test_care_starts_with_the_rhythm_of_its_category_and_a_review_in_a_year(
    desk: Desk, who: int
) -> None:
    made = desk.write(start_care, StartCare(who, "A02", date(2026, 3, 1), basis="入户看到"))
    (row,) = desk.read(care_rows, who)
    assert (row.id, row.rhythm, row.review_on) == (made, care_rules.WEEK, date(2027, 3, 1))
    desk.write(change_care, ChangeCare(made, review_on=date(2026, 12, 1), rhythm=care_rules.MONTH))
    (row,) = desk.read(care_rows, who)
    assert (row.rhythm, row.review_on, row.basis) == ("M", date(2026, 12, 1), "入户看到")
    desk.write(end_care, EndCare(made, "儿子搬回来同住"))
    (row,) = desk.read(care_rows, who)
    assert (row.end_on, row.end_reason) == (TODAY, "儿子搬回来同住")


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (StartCare(0, "A"), "没有这个关爱类别"),
        (StartCare(0, "Z77"), "没有这个关爱类别"),
        (StartCare(0, "A02", date(2026, 11, 21)), "不能晚于今天"),
        (StartCare(0, "A02", date(1940, 1, 1)), "早于出生日期"),
        (StartCare(0, "A02", rhythm="没有"), "走访频次"),
    ],
)
def test_care_that_cannot_be_is_refused(desk: Desk, who: int, command: StartCare, why: str) -> None:
    wrong = StartCare(who, command.category, command.on, rhythm=command.rhythm)
    with pytest.raises(CareError, match=why):
        desk.write(start_care, wrong)
    assert desk.read(care_rows, who) == ()


def test_care_is_not_started_twice_nor_ended_without_a_reason_or_before_it_began(
    desk: Desk, who: int
) -> None:
    made = desk.write(start_care, StartCare(who, "A02", date(2026, 3, 1)))
    with pytest.raises(CareError, match="已经在"):
        desk.write(start_care, StartCare(who, "A02"))
    with pytest.raises(ReasonMissingError):
        desk.write(end_care, EndCare(made, " "))
    with pytest.raises(CareError, match="早于起始日期"):
        desk.write(end_care, EndCare(made, "录错", date(2026, 2, 28)))


def test_reviews_come_overdue_first_then_what_is_due_within_the_days(desk: Desk, who: int) -> None:
    for category, day in (("A02", (2026, 12, 10)), ("C01", (2026, 11, 1)), ("B01", (2027, 5, 1))):
        desk.write(start_care, StartCare(who, category, review_on=date(*day)))
    found = desk.read(due_reviews, 30)
    assert [(line.category_name, line.late) for line in found] == [
        ("持证残疾人", 19),
        ("独居老人", -20),
    ]


@pytest.mark.parametrize(
    ("people", "wanted"),
    [
        ([("甲", "户主", "1946-11-20")], {("甲", "A01"), ("甲", "A02")}),
        ([("甲", "户主", "1946-11-21")], {("甲", "A02")}),
        ([("甲", "户主", "1926-11-20")], {("甲", "A01"), ("甲", "A02"), ("甲", "A08")}),
        ([("甲", "户主", "1966-11-21")], set()),
        (
            [("甲", "户主", "1966-11-20"), ("乙", "妻", "1960-01-01")],
            {("甲", "A03"), ("乙", "A03")},
        ),
        ([("甲", "户主", "1966-11-20"), ("乙", "妻", "1970-01-01")], set()),
        ([("甲", "户主", "1960-11-20"), ("乙", "父亲", "1940-01-01")], {("乙", "A01")}),
    ],
)
def test_who_comes_into_question_follows_age_and_home(
    desk: Desk, people: list[tuple[str, str, str]], wanted: set[tuple[str, str]]
) -> None:
    household(desk, "501", *(member(name, rel, birth=birth) for name, rel, birth in people))
    assert {(line.name, line.category) for line in desk.read(suggest_care)} == wanted


def test_family_of_the_poor_is_suggested(desk: Desk) -> None:
    household(desk, "501", member("甲", care="低保"), member("乙", "子", birth="2010-01-01"))
    (line,) = desk.read(suggest_care)
    assert (line.name, line.category) == ("乙", "B01")


def test_a_suggestion_is_confirmed_or_declined_by_a_human_and_does_not_come_back(
    desk: Desk,
) -> None:
    household(desk, "501", member("甲", birth="1940-01-01"))
    before = picture(desk)
    (old, alone) = desk.read(suggest_care)
    desk.write(confirm_suggestions, (old,))
    desk.write(decline_suggestions, (alone,), "女儿住对门")
    assert desk.read(suggest_care) == ()
    (row,) = desk.read(care_rows, person(desk, "甲"))
    assert row.category == "A01"
    assert rows(desk, "SELECT void_reason FROM special_care WHERE is_void") == (
        ("不列入：女儿住对门",),
    )
    desk.write(undo_last_act)
    assert desk.read(suggest_care) == (alone,)
    desk.write(undo_last_act)
    assert picture(desk) == before


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("周1次(电话或上门)", "W"),
        ("月2次", "2W"),
        ("月1次", "M"),
        ("季1次", "Q"),
        ("半年1次(八一、春节)", "H"),
        ("年1次", "Y"),
        ("一次性回访", "1"),
        ("按个案", "A"),
    ],
)
def test_the_default_rhythm_is_read_from_the_list(text: str, code: str) -> None:
    assert care_rules.rhythm_of(text) == code
