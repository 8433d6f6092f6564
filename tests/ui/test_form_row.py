"""Rows of a form: what is wrong stands beside the field, is read aloud, and F8 leads to it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.common.date_field import DateField
from ui.common.form_row import FormRow, first_wrong, next_wrong
from ui.common.frames import column


@pytest.fixture
def sheet(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def rows(qtbot: QtBot, sheet: QWidget) -> list[FormRow]:
    made = [
        FormRow("name", "姓名", QLineEdit(), required=True),
        FormRow("phone", "手机", QLineEdit()),
        FormRow("day", "日期", DateField("day", "日期")),
    ]
    layout = column(sheet)
    for row in made:
        layout.addWidget(row)
    sheet.show()
    qtbot.waitUntil(sheet.isActiveWindow)
    return made


def line(row: FormRow) -> QLineEdit:
    editor = row.editor.focusProxy() or row.editor
    assert isinstance(editor, QLineEdit)
    return editor


def message(row: FormRow) -> str:
    shown = [part.text() for part in row.findChildren(QLabel) if part.isVisible()]
    return next((text for text in shown if text not in ("", "*", row.label)), "")


def test_a_row_names_its_editor_and_says_when_it_must_be_filled(rows: list[FormRow]) -> None:
    assert line(rows[0]).accessibleName() == "姓名"
    assert line(rows[0]).accessibleDescription() == "必填"
    assert line(rows[1]).accessibleDescription() == ""
    stars = [part for part in rows[0].findChildren(QLabel) if part.text() == "*"]
    assert len(stars) == 1
    assert message(rows[0]) == ""


def test_an_error_is_shown_framed_and_read_aloud_until_it_is_cleared(rows: list[FormRow]) -> None:
    high = rows[0].sizeHint().height()
    rows[0].show_error("现在 10 位，手机号要 11 位")
    assert message(rows[0]) == "现在 10 位，手机号要 11 位"
    assert line(rows[0]).property("state") == "error"
    assert line(rows[0]).accessibleDescription() == "现在 10 位，手机号要 11 位；必填"
    assert rows[0].wrong()
    rows[0].clear()
    assert message(rows[0]) == ""
    assert line(rows[0]).accessibleDescription() == "必填"
    assert rows[0].sizeHint().height() == high
    assert not rows[0].wrong()


def test_a_warning_offers_one_thing_and_is_not_wrong(rows: list[FormRow], qtbot: QtBot) -> None:
    asked: list[str] = []
    rows[1].show_warning("本楼已有同名住户", "看看", lambda: asked.append("看看"))
    act = rows[1].findChild(QPushButton, "btn_phone_act")
    assert line(rows[1]).property("state") == "warn"
    qtbot.mouseClick(act, Qt.MouseButton.LeftButton)
    assert asked == ["看看"]
    assert act.accessibleName() == "看看：本楼已有同名住户"
    assert not rows[1].wrong()
    rows[1].show_note("尾号 1234")
    assert not act.isVisible()


def test_a_locked_row_cannot_be_typed_into(rows: list[FormRow], qtbot: QtBot) -> None:
    rows[1].lock(locked=True)
    qtbot.keyClicks(line(rows[1]), "139")
    assert line(rows[1]).text() == ""


def test_the_cursor_goes_from_one_wrong_row_to_the_next_and_round(rows: list[FormRow]) -> None:
    assert first_wrong(rows) is None
    rows[0].show_error("没写姓名")
    rows[2].show_error("没有这一天")
    assert first_wrong(rows) is rows[0]
    assert line(rows[0]).hasFocus()
    assert next_wrong(rows) is rows[2]
    assert line(rows[2]).hasFocus()
    assert next_wrong(rows) is rows[0]
