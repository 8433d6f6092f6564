"""The feedback desk: cards graded, issued, sent and answered; letters; all of it by keys."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.conftest import Clock
from tests.page_parts import cut
from tests.ui.conftest import Said
from tests.ui.three_cards_place import LONGEST, button, in_front, roster, services_on
from ui.common import ime, theme
from ui.common.tokens import Tokens
from ui.page import Services
from ui.party.three_cards.feedback_desk import FeedbackDesk
from ui.printing import Preview
from wenming_desktop.three_cards.cards import feedback_lines
from wenming_desktop.three_cards.feedback import prepare_feedback
from wenming_desktop.three_cards.letters import letter_lines
from wenming_desktop.three_cards.model import FeedbackLine, RecordLine
from wenming_desktop.three_cards.registration import register_all
from wenming_desktop.three_cards.rules import Span
from wenming_desktop.work import Desk

CTRL = Qt.KeyboardModifier.ControlModifier
H1 = Span(date(2026, 1, 1), date(2026, 7, 1))
ALL = ["方远", "邵明", LONGEST]


@pytest.fixture
def services(desk: Desk, said: Said, tmp_path: Path) -> Services:
    roster(desk)
    return services_on(desk, said, tmp_path)


@pytest.fixture
def window(qtbot: QtBot, services: Services) -> FeedbackDesk:
    found = FeedbackDesk(services)
    qtbot.addWidget(found)
    found.begin()
    in_front(qtbot, found)
    return found


def line(desk: Desk, name: str) -> FeedbackLine:
    return next(one for one in desk.read(feedback_lines, H1) if one.name == name)


def press(qtbot: QtBot, window: FeedbackDesk, name: str) -> None:
    """A button of the foot, by the keyboard."""
    found = button(window, f"feedback_{name}")
    assert found.isEnabled(), name
    found.setFocus()
    qtbot.keyClick(found, Qt.Key.Key_Space)


def graded(qtbot: QtBot, window: FeedbackDesk) -> None:
    """Every card of the period prepared and graded, from the keyboard alone."""
    press(qtbot, window, "prepare")
    table = window.cards.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Home)
    for _ in ALL:
        qtbot.keyClick(table, Qt.Key.Key_Return)
        assert window.card.grade.hasFocus()
        qtbot.keyClick(window.card.grade, Qt.Key.Key_Down)
        qtbot.keyClick(window, Qt.Key.Key_Return, CTRL)
        table.setFocus()


def all_issued(qtbot: QtBot, window: FeedbackDesk) -> None:
    graded(qtbot, window)
    qtbot.keyClick(window.cards.table, Qt.Key.Key_A, CTRL)
    assert button(window, "feedback_issue").text() == "出卡 3 张"
    press(qtbot, window, "issue")


def dialog(qtbot: QtBot, window: FeedbackDesk, name: str) -> QDialog:
    found = window.findChild(QDialog, f"dlg_{name}")
    in_front(qtbot, found)
    return found


def test_it_opens_with_the_half_year_that_is_due(window: FeedbackDesk) -> None:
    assert window.period.currentText() == "2026年上半年"
    assert sorted(one.name for one in window.cards.rows) == sorted(ALL)
    assert window.note.text() == "没有卡 3"
    assert button(window, "feedback_prepare").text() == "备卡 3 张"
    assert not button(window, "feedback_issue").isEnabled()
    assert not window.card.grade.isEnabled()


def test_from_draft_to_receipt_by_keys_alone(
    qtbot: QtBot, window: FeedbackDesk, desk: Desk
) -> None:
    all_issued(qtbot, window)
    assert {one.grade for one in desk.read(feedback_lines, H1)} == {"1"}
    assert window.note.text() == "已出，待寄 3"
    press(qtbot, window, "send")
    sending = dialog(qtbot, window, "paper_send")
    qtbot.keyClick(sending, Qt.Key.Key_S, CTRL)
    assert {(one.stage, one.channel) for one in desk.read(feedback_lines, H1)} == {("sent", "1")}
    press(qtbot, window, "receipt")
    back = dialog(qtbot, window, "paper_receipt")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    while QApplication.focusWidget().objectName() != "fld_paper_opinion":
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "noted")
    qtbot.keyClick(back, Qt.Key.Key_Return, CTRL)
    assert {one.receipt_opinion for one in desk.read(feedback_lines, H1)} == {"noted"}
    assert window.note.text() == "已回执 3"
    window.activateWindow()
    in_front(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert window.note.text() == "已寄，待回执 3"


def test_an_ungraded_card_is_not_issued_and_says_where(
    qtbot: QtBot, window: FeedbackDesk, desk: Desk
) -> None:
    press(qtbot, window, "prepare")
    press(qtbot, window, "issue")
    assert "还没有评社区等次" in window.card.rows["grade"].text()
    assert window.card.grade.hasFocus()
    assert not any(one.issued_on for one in desk.read(feedback_lines, H1))


def test_what_is_typed_is_saved_when_another_card_is_taken_up(
    qtbot: QtBot, window: FeedbackDesk, desk: Desk
) -> None:
    press(qtbot, window, "prepare")
    window.cards.table.go_to(0)
    first = window.card.line
    assert first is not None
    window.card.offered.setFocus()
    qtbot.keyClick(window.card.offered, Qt.Key.Key_Down)
    sentence = window.card.comment.text()
    assert sentence
    window.cards.table.go_to(1)
    assert line(desk, first.name).comment == sentence
    assert window.card.line is not None
    assert window.card.line.name != first.name
    assert window.card.comment.text() == ""


def test_what_is_typed_outlives_a_write_somewhere_else(
    qtbot: QtBot, window: FeedbackDesk, desk: Desk
) -> None:
    all_issued(qtbot, window)
    window.tabs.setCurrentIndex(1)
    press(qtbot, window, "prepare")
    window.letter.body.setPlainText("写到一半")
    desk.write(register_all)
    assert window.letter.body.text() == "写到一半"
    window.letters.table.go_to(1)
    assert desk.read(letter_lines, H1)[0].body == "写到一半"


def test_a_half_typed_comment_outlives_a_write_somewhere_else(
    qtbot: QtBot, window: FeedbackDesk, desk: Desk
) -> None:
    press(qtbot, window, "prepare")
    window.card.comment.setPlainText("写到一半")
    desk.write(register_all)
    assert window.card.comment.text() == "写到一半"
    assert window.card.dirty()
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL)
    assert not window.card.dirty()
    assert "写到一半" in {one.comment for one in desk.read(feedback_lines, H1)}


def test_a_comment_too_long_is_told_and_nothing_is_lost(
    qtbot: QtBot, window: FeedbackDesk, desk: Desk
) -> None:
    press(qtbot, window, "prepare")
    window.card.comment.setPlainText("好" * 305)
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL)
    assert window.card.rows["comment"].text() == "多了 5 个字，最多 300 个。"
    assert len(window.card.comment.text()) == 305
    assert not any(one.comment for one in desk.read(feedback_lines, H1))


def test_a_sentence_becomes_one_of_those_offered(qtbot: QtBot, window: FeedbackDesk) -> None:
    press(qtbot, window, "prepare")
    window.card.comment.setPlainText("会修水管，随叫随到。")
    button(window, "keep_template").click()
    window.begin()
    assert window.card.offered.findText("会修水管，随叫随到。") > 0


@pytest.fixture
def guarded(qapp: QApplication) -> Iterator[None]:
    guard = ime.ImeGuard(qapp)
    yield
    qapp.removeEventFilter(guard)
    guard.deleteLater()


def test_letters_being_composed_are_kept(
    qtbot: QtBot, guarded: None, window: FeedbackDesk, desk: Desk
) -> None:
    press(qtbot, window, "prepare")
    comment = window.card.comment
    comment.setFocus()
    QApplication.sendEvent(comment, QInputMethodEvent("renzhen", []))
    qtbot.keyClick(comment, Qt.Key.Key_Return)
    qtbot.keyClick(comment, Qt.Key.Key_Escape)
    assert window.isVisible()
    done = QInputMethodEvent()
    done.setCommitString("认真")
    QApplication.sendEvent(comment, done)
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL)
    assert "认真" in {one.comment for one in desk.read(feedback_lines, H1)}


def test_a_figure_opens_its_records(qtbot: QtBot, window: FeedbackDesk) -> None:
    at = next(n for n, one in enumerate(window.cards.rows) if one.name == "方远")
    window.cards.table.go_to(at)
    times = window.card.figures["times"]
    assert (times.text(), times.accessibleName()) == ("服务 2 次", "方远 服务 2 次，打开明细")
    assert not window.card.figures["wishes"].isEnabled()
    times.setFocus()
    qtbot.keyClick(times, Qt.Key.Key_Space)
    records = dialog(qtbot, window, "records_behind")
    assert records.windowTitle() == "方远　2026年上半年　服务 2 次"
    assert [window._records._model.row(n).words for n in (0, 1)] == ["楼道清扫", "文明劝导"]
    qtbot.keyClick(records, Qt.Key.Key_Escape)
    of_a_ticket = RecordLine("service_record", 1, None, "修路灯", 1.0, "诉求 SQ1", ticket_id=7)
    window._records.show_lines("明细", (of_a_ticket,))
    with qtbot.waitSignal(window.services.open_asked, timeout=1000) as asked:
        qtbot.keyClick(window._records.table, Qt.Key.Key_Return)
    assert asked.args == ["ticket", 7]


def test_a_frozen_card_says_that_records_have_changed(
    qtbot: QtBot, window: FeedbackDesk, desk: Desk
) -> None:
    all_issued(qtbot, window)
    with desk.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE service_record SET hours = 9 WHERE id = 1")
    window.refresh()
    at = next(n for n, one in enumerate(window.cards.rows) if one.name == "方远")
    window.cards.table.go_to(at)
    assert window.card._differs.isVisible()
    assert window.card.figures["hours"].text() == "共 3.5 小时"


def test_an_issued_card_is_voided_with_a_reason(
    qtbot: QtBot, window: FeedbackDesk, desk: Desk
) -> None:
    all_issued(qtbot, window)
    window.cards.untick()
    name = window.cards.current().name  # type: ignore[union-attr]
    press(qtbot, window, "void")
    asked = dialog(qtbot, window, "paper_void")
    qtbot.keyClick(asked, Qt.Key.Key_S, CTRL)
    assert asked.isVisible()
    assert line(desk, name).issued_on
    qtbot.keyClicks(QApplication.focusWidget(), "wrong grade")
    qtbot.keyClick(asked, Qt.Key.Key_S, CTRL)
    assert line(desk, name).stage == "none"


def test_letters_are_drafted_edited_issued_printed_and_sent(
    qtbot: QtBot, window: FeedbackDesk, desk: Desk
) -> None:
    all_issued(qtbot, window)
    window.tabs.setFocus()
    qtbot.keyClick(window.tabs, Qt.Key.Key_Right)
    assert window.letters.empty.isVisible()
    assert button(window, "feedback_prepare").text() == "拟函 2 份"
    press(qtbot, window, "prepare")
    assert window.note.text() == "草稿 2"
    body = window.letter.body
    body.setFocus()
    written = body.text()
    body.setPlainText(f"{written}\n特此函告。")
    window.letters.table.go_to(1)
    first = desk.read(letter_lines, H1)[0]
    assert first.body == f"{written}\n特此函告。"
    window.letters.table.go_to(0)
    button(window, "letter_anew").click()
    assert desk.read(letter_lines, H1)[0].body == written
    window.letters.table.setFocus()
    qtbot.keyClick(window.letters.table, Qt.Key.Key_A, CTRL)
    press(qtbot, window, "issue")
    assert window.letter.body.isReadOnly()
    numbers = [one.letter_no for one in desk.read(letter_lines, H1)]
    assert numbers == [f"槐荫里社区党函〔2026〕{n}号" for n in (1, 2)]
    qtbot.keyClick(window, Qt.Key.Key_P, CTRL)
    preview = window.findChild(Preview)
    text = "".join(
        preview.document.getAllText(n).text() for n in range(preview.document.pageCount())
    )
    assert all(number in text for number in numbers)
    preview.printed.emit()
    assert [one.printed_count for one in desk.read(letter_lines, H1)] == [1, 1]
    preview.close()
    press(qtbot, window, "send")
    qtbot.keyClick(dialog(qtbot, window, "paper_send"), Qt.Key.Key_S, CTRL)
    assert {one.stage for one in desk.read(letter_lines, H1)} == {"sent"}
    assert {one.stage for one in desk.read(feedback_lines, H1)} == {"sent"}


def test_a_day_that_has_not_come_is_refused_in_place(
    qtbot: QtBot, window: FeedbackDesk, desk: Desk, clock: Clock
) -> None:
    all_issued(qtbot, window)
    press(qtbot, window, "send")
    sending = dialog(qtbot, window, "paper_send")
    ahead = clock.now.date() + timedelta(days=1)
    window._acts._send.day.line.setText(ahead.isoformat())
    qtbot.keyClick(sending, Qt.Key.Key_S, CTRL)
    assert "还没有到" in window._acts._send.day_row.text()
    assert not any(one.sent_on for one in desk.read(feedback_lines, H1))


def test_another_half_year_is_chosen(qtbot: QtBot, window: FeedbackDesk) -> None:
    window.period.setFocus()
    qtbot.keyClick(window.period, Qt.Key.Key_Up)
    window.period.activated.emit(window.period.currentIndex())
    assert window.span.title == "2026年下半年"
    press(qtbot, window, "prepare")
    window.card.grade.choose("1")
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL)
    press(qtbot, window, "issue")
    assert not any(one.issued_on for one in window.cards.rows)


def test_nobody_checked_in(qtbot: QtBot, desk: Desk, said: Said, tmp_path: Path) -> None:
    window = FeedbackDesk(services_on(desk, said, tmp_path))
    qtbot.addWidget(window)
    window.begin()
    assert window.cards.empty.isVisible()
    assert window.card.who.text() == "没有报到党员"
    assert not any(b.isEnabled() for b in window.buttons.values())


def test_a_reader_sees_and_prints(qtbot: QtBot, desk: Desk, said: Said, tmp_path: Path) -> None:
    roster(desk)
    desk.write(prepare_feedback, H1)
    window = FeedbackDesk(services_on(desk, said, tmp_path, without="party.write"))
    qtbot.addWidget(window)
    window.begin()
    shown = {b.objectName() for b in window.findChildren(QPushButton) if b.isVisible()}
    assert {name for name in shown if name.startswith("btn_feedback")} == {"btn_feedback_print"}
    assert not window.card.comment.isEnabled()


@pytest.mark.parametrize("tokens", [Tokens(), Tokens(size="large")], ids=["normal", "large"])
def test_no_word_is_cut(
    qtbot: QtBot, qapp: QApplication, services: Services, desk: Desk, tokens: Tokens
) -> None:
    theme.apply(qapp, tokens)
    window = FeedbackDesk(services)
    qtbot.addWidget(window)
    window.begin()
    in_front(qtbot, window)
    all_issued(qtbot, window)
    assert any(one.name == LONGEST for one in window.cards.rows)
    for at in range(3):
        window.cards.table.go_to(at)
        qapp.processEvents()
        assert cut(window) == []
    window.tabs.setCurrentIndex(1)
    press(qtbot, window, "prepare")
    qapp.processEvents()
    assert cut(window) == []
