"""A day as it is typed at a desk, or chosen in the calendar by keys."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.common.date_field import DateField
from ui.common.day_words import day_words, read_day, without_weekday
from ui.common.frames import column

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3.5", date(2026, 3, 5)),
        ("3-5", date(2026, 3, 5)),
        ("3月5日", date(2026, 3, 5)),
        ("３．５", date(2026, 3, 5)),
        ("昨天", date(2026, 11, 19)),
        ("今天", TODAY),
        ("后天", date(2026, 11, 22)),
        ("zt", date(2026, 11, 19)),
        ("5日", date(2026, 11, 5)),
        ("8号", date(2026, 11, 8)),
        ("2026-10-03", date(2026, 10, 3)),
        ("2026年10月3日", date(2026, 10, 3)),
        ("20261003", date(2026, 10, 3)),
        ("25.12.31", date(2025, 12, 31)),
        ("2.30", None),
        ("31日", None),
        ("2026-10", None),
        ("2026", None),
        ("下回", None),
        ("", None),
    ],
)
def test_what_is_typed_is_read(text: str, day: date | None) -> None:
    assert read_day(text, TODAY) == day


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_what_is_told_is_read_back(day: date) -> None:
    assert read_day(without_weekday(day_words(day)), TODAY) == day


@pytest.fixture
def sheet(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def field(qtbot: QtBot, sheet: QWidget) -> DateField:
    made = DateField("moved", "入住日期", lambda: TODAY)
    layout = column(sheet)
    layout.addWidget(made)
    layout.addWidget(QLineEdit())
    sheet.show()
    qtbot.waitUntil(sheet.isActiveWindow)
    made.setFocus()
    return made


def test_on_leaving_the_day_is_told_in_full(field: DateField, qtbot: QtBot) -> None:
    edits: list[int] = []
    field.edited.connect(lambda: edits.append(1))
    qtbot.keyClicks(field.line, "3.5")
    assert field.value() == date(2026, 3, 5)
    assert len(edits) == 3
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert field.line.text() == "2026-03-05 周四"
    assert field.value() == date(2026, 3, 5)
    field.setFocus()
    assert field.line.text() == "2026-03-05"


def test_what_is_no_day_is_framed_and_stays(field: DateField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field.line, "2.30")
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert field.unread()
    assert field.value() is None
    assert field.line.text() == "2.30"
    assert field.line.property("state") == "error"
    field.put(None)
    assert field.line.property("state") == ""
    assert not field.unread()


def test_the_calendar_opens_by_key_on_the_day_and_gives_it_back(
    field: DateField, qtbot: QtBot
) -> None:
    field.put(date(2026, 10, 3))
    qtbot.keyClick(field.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    month = field.findChild(QCalendarWidget)
    assert month is not None
    assert month.isVisible()
    assert month.selectedDate().toPython() == date(2026, 10, 3)
    view = month.findChild(QWidget, "qt_calendar_calendarview")
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert not month.isVisible()
    assert field.value() == date(2026, 10, 4)
    assert field.line.hasFocus()
