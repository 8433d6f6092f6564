"""Tab goes as one reads, also through parts that were made late."""

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.common.reading_area import ReadingArea
from ui.common.tab_order import in_reading_order

Part = TypeVar("Part", bound=QWidget)


class _Late(QWidget):
    """Parts made in another order than they are read, one of them inside a frame with a proxy."""

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        self.frame = QWidget()
        inside = QVBoxLayout(self.frame)
        self.last = _named(QPushButton("末"), "last")
        self.field = _named(QLineEdit(), "field")
        self.choice = _named(QComboBox(), "choice")
        self.choice.setEditable(True)
        self.frame.setFocusProxy(self.field)
        for part in (self.field, self.choice):
            inside.addWidget(part)
        self.body = QLabel("一")
        self.area = ReadingArea("area", "念的", self.body)
        self.first = _named(QPushButton("首"), "first")
        for part in (self.last, self.frame, self.area, self.first):
            layout.addWidget(part)


def _named(part: Part, name: str) -> Part:
    part.setObjectName(name)
    return part


def _walk(qtbot: QtBot, window: QWidget, steps: int) -> list[str]:
    names = []
    for _ in range(steps):
        part = window.focusWidget()
        assert part is not None
        names.append(part.objectName())
        qtbot.keyClick(part, Qt.Key.Key_Tab)
    return names


@pytest.fixture
def late(qtbot: QtBot) -> _Late:
    window = _Late()
    qtbot.addWidget(window)
    window.resize(300, 300)
    window.show()
    qtbot.waitActive(window)
    in_reading_order(window.first, window.area, window.frame, window.last)
    window.first.setFocus()
    return window


def test_tab_goes_in_the_order_named_and_round_again(qtbot: QtBot, late: _Late) -> None:
    around = ["first", "field", "choice", "last"]
    assert _walk(qtbot, late, 9) == [*around, *around, "first"]


def test_what_grows_too_long_to_see_becomes_a_stop_at_its_place(qtbot: QtBot, late: _Late) -> None:
    late.body.setText("一\n" * 80)
    qtbot.waitUntil(lambda: late.area.focusPolicy() == Qt.FocusPolicy.StrongFocus)
    assert _walk(qtbot, late, 5) == ["first", "area", "field", "choice", "last"]
    late.body.setText("一")
    qtbot.waitUntil(lambda: late.area.focusPolicy() == Qt.FocusPolicy.NoFocus)
    late.first.setFocus()
    assert _walk(qtbot, late, 2) == ["first", "field"]
