"""A feedback card's life: counted until it is issued, frozen then, sent, answered, voided."""

from datetime import date, datetime
from typing import Any

import pytest

from tests.conftest import Clock
from tests.wenming_desktop.three_cards.conftest import H1, H2, Rows
from wenming_desktop.errors import UserError
from wenming_desktop.three_cards.cards import feedback_lines
from wenming_desktop.three_cards.feedback import (
    grade_feedback,
    issue_feedback,
    prepare_feedback,
    receive_receipt,
    send_feedback,
    void_feedback,
)
from wenming_desktop.three_cards.model import FeedbackLine
from wenming_desktop.three_cards.orders import GradeFeedback, Receipt, Send, VoidPaper
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk

DEAD = datetime(2027, 1, 4, 9, 0)


def prepared(desk: Desk) -> tuple[FeedbackLine, ...]:
    desk.write(prepare_feedback, H1)
    return desk.read(feedback_lines, H1)


def issued(desk: Desk) -> FeedbackLine:
    line = next(one for one in prepared(desk) if one.figures.times)
    desk.write(grade_feedback, GradeFeedback(line.card_id, "1", "2", "认真负责"))
    desk.write(issue_feedback, (line.card_id,))
    return look(desk, line.id)


def look(desk: Desk, member: int) -> FeedbackLine:
    (line,) = desk.read(feedback_lines, H1, (member,))
    return line


def serve(desk: Desk, member: int, day: date) -> None:
    with desk.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO service_record (member_id, date, content, hours) VALUES (?, ?, ?, ?)",
            (member, day.isoformat(), "帮老人搬煤", 2),
        )


def test_drafts_are_made_once_for_everybody_due(full: Desk) -> None:
    before = full.read(feedback_lines, H1)
    assert {one.stage for one in before} == {"none"}
    assert full.write(prepare_feedback, H1) == len(before)
    assert full.write(prepare_feedback, H1) == 0
    after = full.read(feedback_lines, H1)
    assert [(one.id, one.figures) for one in after] == [(one.id, one.figures) for one in before]
    assert {(one.stage, one.card_no) for one in after} == {("draft", "")}


def test_a_draft_follows_the_records_and_an_issued_card_does_not(full: Desk) -> None:
    line = next(one for one in prepared(full) if one.figures.times)
    serve(full, line.id, date(2026, 3, 4))
    draft = look(full, line.id)
    assert draft.figures.times == line.figures.times + 1
    assert draft.figures.hours == line.figures.hours + 2
    full.write(grade_feedback, GradeFeedback(line.card_id, "1"))
    full.write(issue_feedback, (line.card_id,))
    assert not look(full, line.id).differs
    serve(full, line.id, date(2026, 3, 5))
    frozen = look(full, line.id)
    assert frozen.figures == draft.figures
    assert frozen.differs


def test_the_names_stand_as_they_were_issued(full: Desk) -> None:
    was = issued(full)
    with full.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE party_member SET full_name = '改名' WHERE id = ?", (was.id,)
        )
        connection.exec_driver_sql("UPDATE work_unit SET name = name || '（已撤并）'")
    now = look(full, was.id)
    assert (now.name, now.unit) == (was.name, was.unit)


def test_the_number_counts_within_its_year_and_says_the_half(full: Desk, rows: Rows) -> None:
    [(pattern,)] = rows("SELECT pattern FROM number_rule WHERE kind = 'feedback_card'")
    half = "H1" if "{half}" in pattern else ""
    lines = prepared(full)[:3]
    for one in lines:
        full.write(grade_feedback, GradeFeedback(one.card_id, "2"))
    assert full.write(issue_feedback, tuple(one.card_id for one in lines)) == 3
    given = [look(full, one.id).card_no for one in lines]
    assert given == [f"FK-2026{half}-000{n}" for n in (1, 2, 3)]


def test_an_issued_card_goes_out_and_its_receipt_comes_back(full: Desk, clock: Clock) -> None:
    line = issued(full)
    assert line.stage == "issued"
    full.write(send_feedback, Send((line.card_id,), "2", date(2026, 7, 6)))
    sent = look(full, line.id)
    assert (sent.stage, sent.sent_by, sent.channel) == ("late", "demo", "2")
    full.write(receive_receipt, Receipt((line.card_id,), "已阅，纳入考核。"))
    back = look(full, line.id)
    assert (back.stage, back.receipt_on) == ("returned", clock.now.date())
    assert back.receipt_opinion == "已阅，纳入考核。"


def refused(desk: Desk, service: Any, *command: Any) -> tuple[str, str | None]:
    with pytest.raises(UserError) as error:
        desk.write(service, *command)
    assert "。" in error.value.message
    return error.value.code, error.value.field


def test_what_comes_too_early_or_too_late_is_refused(full: Desk) -> None:
    line = issued(full)
    other = next(one for one in full.read(feedback_lines, H1) if not one.issued_on)
    card, draft = line.card_id, other.card_id
    assert refused(full, grade_feedback, GradeFeedback(card, "2")) == ("feedback.issued", None)
    assert refused(full, issue_feedback, (card,)) == ("three_cards.nothing_chosen", None)
    assert refused(full, issue_feedback, (draft,)) == ("feedback.grade_missing", "grade")
    assert refused(full, send_feedback, Send((draft,), "1")) == ("feedback.not_issued", None)
    assert refused(full, send_feedback, Send((card,), "7")) == (
        "three_cards.unknown_choice",
        "channel",
    )
    assert refused(full, receive_receipt, Receipt((card,))) == ("feedback.not_sent", None)
    ahead = Send((card,), "1", date(2026, 12, 1))
    assert refused(full, send_feedback, ahead) == ("three_cards.day_ahead", "on")
    assert refused(full, void_feedback, VoidPaper(card, " ")) == (
        "feedback.reason_missing",
        "reason",
    )
    assert refused(full, grade_feedback, GradeFeedback(draft, "8"))[1] == "grade"
    assert refused(full, send_feedback, Send((99_999,), "1")) == ("not_found", None)
    assert look(full, line.id) == line


def test_a_half_year_that_runs_is_only_prepared(full: Desk, clock: Clock) -> None:
    full.write(prepare_feedback, H2)
    line = full.read(feedback_lines, H2)[0]
    full.write(grade_feedback, GradeFeedback(line.card_id, "1"))
    with pytest.raises(UserError, match="2027年1月1日起可以出卡"):
        full.write(issue_feedback, (line.card_id,))
    clock.now = DEAD
    assert full.write(issue_feedback, (line.card_id,)) == 1


def test_a_voided_card_makes_room_for_a_new_one(full: Desk, rows: Rows) -> None:
    line = issued(full)
    full.write(void_feedback, VoidPaper(line.card_id, "等次写错"))
    assert look(full, line.id).stage == "none"
    again = issued(full)
    assert again.id == line.id
    assert again.card_no > line.card_no
    [(reason, number)] = rows(
        "SELECT void_reason, card_no FROM party_feedback_card WHERE id = ?", line.card_id
    )
    assert (reason, number) == ("等次写错", line.card_no)


def test_undo_takes_an_issue_back_whole(full: Desk) -> None:
    line = next(one for one in prepared(full) if one.figures.times)
    full.write(grade_feedback, GradeFeedback(line.card_id, "1"))
    before = look(full, line.id)
    full.write(issue_feedback, (line.card_id,))
    full.write(undo_last_act)
    assert look(full, line.id) == before
