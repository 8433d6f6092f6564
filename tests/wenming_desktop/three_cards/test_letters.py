"""A letter's life: one per employer and period, its words from the figures, frozen on issue."""

from datetime import date, datetime
from typing import Any

import pytest

from tests.conftest import Clock
from tests.wenming_desktop.three_cards.conftest import H1, Rows
from wenming_desktop.errors import UserError
from wenming_desktop.party.rules import DUAL
from wenming_desktop.three_cards.cards import feedback_lines
from wenming_desktop.three_cards.feedback import (
    grade_feedback,
    issue_feedback,
    prepare_feedback,
    void_feedback,
)
from wenming_desktop.three_cards.letters import (
    edit_letter,
    issue_letters,
    letter_lines,
    note_printed,
    prepare_letters,
    receive_letters,
    send_letters,
    void_letter,
    whole_letters,
)
from wenming_desktop.three_cards.model import FeedbackLine as Line
from wenming_desktop.three_cards.model import LetterLine, MemberFigures, Reminders
from wenming_desktop.three_cards.orders import EditLetter, GradeFeedback, Receipt, Send, VoidPaper
from wenming_desktop.three_cards.queries import reminders
from wenming_desktop.three_cards.wording import (
    letter_body,
    letter_title,
    performance,
    reminder_words,
)
from wenming_desktop.work import Desk

GRADES = {"1": "优秀", "2": "良好"}


def all_issued(desk: Desk) -> tuple[Line, ...]:
    desk.write(prepare_feedback, H1)
    for line in desk.read(feedback_lines, H1):
        desk.write(grade_feedback, GradeFeedback(line.card_id, "2"))
    lines = desk.read(feedback_lines, H1)
    desk.write(issue_feedback, tuple(line.card_id for line in lines))
    return desk.read(feedback_lines, H1)


def letters(desk: Desk) -> tuple[LetterLine, ...]:
    desk.write(prepare_letters, H1)
    return desk.read(letter_lines, H1)


def test_one_letter_for_every_employer_with_issued_cards(full: Desk) -> None:
    assert full.write(prepare_letters, H1) == 0
    lines = all_issued(full)
    units = {line.unit for line in lines}
    found = letters(full)
    assert [one.unit for one in found] == sorted(units)
    assert full.write(prepare_letters, H1) == 0
    assert sorted(m.id for one in found for m in one.members) == sorted(line.id for line in lines)
    assert all(m.unit == one.unit for one in found for m in one.members)
    assert {one.stage for one in found} == {"draft"}


def test_an_issued_letter_has_a_number_and_keeps_its_words(full: Desk) -> None:
    all_issued(full)
    first, second, *_ = letters(full)
    full.write(issue_letters, (second.id, first.id), H1)
    found = {one.id: one for one in full.read(letter_lines, H1)}
    numbers = [found[one.id].letter_no for one in (second, first)]
    assert numbers == ["槐荫里社区党函〔2026〕1号", "槐荫里社区党函〔2026〕2号"]
    assert found[first.id].body == first.body
    assert found[first.id].members == tuple(
        line for line in full.read(feedback_lines, H1) if line.letter_id == first.id
    )
    with full.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE code_item SET name = '改' WHERE list = 'appraisal_grade'"
        )
    again = next(one for one in full.read(letter_lines, H1) if one.id == first.id)
    assert (again.body, again.signatory) == (first.body, "中共槐荫里社区委员会")


def test_a_draft_may_be_edited_and_written_anew(full: Desk) -> None:
    all_issued(full)
    letter = letters(full)[0]
    full.write(edit_letter, EditLetter(letter.id, "第一段。\n\n 第二段。\x07", "槐荫里社区"))
    edited = full.read(letter_lines, H1)[0]
    assert (edited.body, edited.signatory, edited.edited) == (
        "第一段。\n第二段。",
        "槐荫里社区",
        True,
    )
    full.write(edit_letter, EditLetter(letter.id))
    assert full.read(letter_lines, H1)[0] == letter
    full.write(issue_letters, (letter.id,), H1)
    assert refused(full, edit_letter, EditLetter(letter.id, "改"))[0] == "feedback.issued"


def test_sending_a_letter_sends_its_cards(full: Desk, clock: Clock) -> None:
    all_issued(full)
    letter = letters(full)[0]
    assert refused(full, send_letters, Send((letter.id,), "1"))[0] == "feedback.not_issued"
    full.write(issue_letters, (letter.id,), H1)
    assert refused(full, receive_letters, Receipt((letter.id,)))[0] == "feedback.not_sent"
    full.write(note_printed, (letter.id,))
    full.write(send_letters, Send((letter.id,), "2", date(2026, 11, 2)))
    sent = full.read(letter_lines, H1)[0]
    assert (sent.stage, sent.printed_count) == ("sent", 1)
    assert {m.sent_on for m in sent.members} == {date(2026, 11, 2)}
    clock.now = datetime(2026, 12, 3, 9, 0)
    told = full.read(reminders)
    assert (told.unreturned_letters, told.unreturned_cards) == (1, len(sent.members))
    assert told.units == (letter.unit,)
    full.write(receive_letters, Receipt((letter.id,), "收到", date(2026, 12, 2)))
    assert full.read(letter_lines, H1)[0].stage == "returned"
    assert full.read(reminders).unreturned_letters == 0


def test_a_card_in_a_letter_is_voided_after_the_letter(full: Desk, rows: Rows) -> None:
    all_issued(full)
    letter = letters(full)[0]
    full.write(issue_letters, (letter.id,), H1)
    card = letter.members[0].card_id
    assert refused(full, void_feedback, VoidPaper(card, "错"))[0] == "feedback.in_letter"
    full.write(void_letter, VoidPaper(letter.id, "等次写错"))
    full.write(void_feedback, VoidPaper(card, "等次写错"))
    again = letters(full)[0]
    assert len(again.members) == len(letter.members) - 1
    full.write(issue_letters, (again.id,), H1)
    [(number,)] = rows("SELECT letter_no FROM feedback_letter WHERE id = ?", again.id)
    assert number == "槐荫里社区党函〔2026〕2号"


def test_a_letter_whose_cards_are_gone_is_not_issued(full: Desk) -> None:
    all_issued(full)
    letter = letters(full)[0]
    for member in letter.members:
        full.write(void_feedback, VoidPaper(member.card_id, "重做"))
    assert refused(full, issue_letters, (letter.id,), H1)[0] == "feedback.letter_empty"


def test_the_whole_period_is_told_without_issuing_anything(full: Desk, rows: Rows) -> None:
    lines = full.read(feedback_lines, H1)
    found = full.read(whole_letters, H1)
    assert sorted(m.id for one in found for m in one.members) == sorted(line.id for line in lines)
    assert rows("SELECT count(*) FROM feedback_letter") == [(0,)]
    all_issued(full)
    letter = letters(full)[0]
    full.write(issue_letters, (letter.id,), H1)
    assert [one.unit for one in full.read(whole_letters, H1)] == [one.unit for one in found]


def refused(desk: Desk, service: Any, *command: Any) -> tuple[str, str | None]:
    with pytest.raises(UserError) as error:
        desk.write(service, *command)
    assert "。" in error.value.message
    return error.value.code, error.value.field


def figures(name: str, times: int, hours: float, **more: Any) -> MemberFigures:
    return MemberFigures(
        1, name, "县医院", date(2026, 2, 3), H1.begin, H1.end, times=times, hours=hours, **more
    )


def line(name: str, times: int = 2, hours: float = 3.5, grade: str = "1", **more: Any) -> Line:
    counted = figures(name, times, hours, activities=times, **more)
    return Line(1, 1, name, "县医院", 1, "", counted, grade=grade, comment="热心")


def test_one_member_is_named_and_many_are_told_in_sums() -> None:
    assert letter_title(["方远"], H1) == "关于方远同志2026年上半年参与社区服务情况的反馈函"
    four = ["方远", "邵明", "罗平", "杨梅"]
    assert letter_title(four, H1) == "关于贵单位在职党员2026年上半年参与社区服务情况的反馈函"
    body = letter_body([line("方远", posts=("政策宣传岗",), wishes=2, fulfilled=1)], GRADES, H1)
    assert body.splitlines()[:2] == [
        "贵单位方远同志于2026年2月3日到我社区报到，现将2026年上半年参与社区服务的情况反馈如下。",
        "该同志参加社区服务2次，服务3.5小时；认领政策宣传岗；认领微心愿2个、实现1个。热心。"
        "社区党组织评价为优秀。",
    ]
    many = letter_body([line(name) for name in four[:3]] + [line("杨梅", 0, 0)], GRADES, H1)
    assert many.splitlines()[0].startswith("贵单位在职党员4名已到我社区报到")
    assert many.splitlines()[1] == (
        "4名同志共参加社区服务6次，服务10.5小时，1名同志本期没有服务记录。每名同志的情况和评价见下表。"
    )


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"times": 0, "hours": 0.0}, "本期没有服务记录。"),
        (
            {"times": 3, "hours": 4.0, "activities": 1},
            "参加社区服务3次，服务4小时，其中参加活动1次。",
        ),
        ({"times": 0, "hours": 0.0, "fulfilled": 1}, "本期没有服务记录；实现微心愿1个。"),
        ({"times": 1, "hours": 1.0, "households": 5}, "参加社区服务1次，服务1小时；联系居民5户。"),
    ],
)
def test_a_card_says_what_was_counted(more: dict[str, Any], said: str) -> None:
    assert performance(figures("方远", **more)) == said


def test_only_those_checked_in_are_written_about(full: Desk, rows: Rows) -> None:
    told = {m.id for one in full.read(whole_letters, H1) for m in one.members}
    kinds = dict(rows("SELECT id, member_kind FROM party_member"))
    assert {kinds[member] for member in told} == {DUAL}


@pytest.mark.parametrize(
    ("found", "short", "whole"),
    [
        (Reminders(H1), "", ""),
        (
            Reminders(H1, due=3),
            "待反馈 3 人",
            "2026年上半年还有 3 名报到党员没有向单位反馈。",
        ),
        (
            Reminders(H1, overdue=2, unreturned_cards=1, units=("县医院",)),
            "反馈超期 2 人",
            "2026年上半年还有 2 名报到党员没有向单位反馈，已经超期。"
            "有 1 份反馈超过 30 天没有回执：县医院。",
        ),
        (
            Reminders(H1, unreturned_letters=5, units=("甲", "乙", "丙", "丁")),
            "待收回执 5 份",
            "有 5 份反馈超过 30 天没有回执：甲、乙、丙等 4 个单位。",
        ),
    ],
)
def test_what_waits_is_said_in_short_and_in_a_sentence(
    found: Reminders, short: str, whole: str
) -> None:
    assert reminder_words(found) == (short, whole)
