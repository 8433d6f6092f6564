"""A long drop-down is found by a part of its words, its pinyin or its initials."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.common.choice import Choice

UNITS = ("供热公司青河所", "裕和物业", "市政管理中队", "公共秩序·噪音", "文澜派出所")


@pytest.fixture
def box(qtbot: QtBot) -> Choice:
    made = Choice("unit", "承办单位", searchable=True)
    qtbot.addWidget(made)
    made.offer([(at, name) for at, name in enumerate(UNITS)])
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def write(box: Choice, text: str) -> None:
    """Write as an input method does: letters and Chinese alike."""
    box.lineEdit().selectAll()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(box.lineEdit(), event)


def found(box: Choice) -> list[str]:
    model = box.completer().completionModel()
    return [str(model.index(at, 0).data()) for at in range(model.rowCount())]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("物业", ["裕和物业"]),
        ("yhwy", ["裕和物业"]),
        ("yuhe", ["裕和物业"]),
        ("zy", ["公共秩序·噪音"]),
        ("GG", ["公共秩序·噪音"]),
        ("所", ["供热公司青河所", "文澜派出所"]),
        ("没有这个", []),
    ],
)
def test_what_is_typed_finds(box: Choice, typed: str, names: list[str]) -> None:
    write(box, typed)
    assert found(box) == names


def test_one_found_by_letters_is_chosen_by_keys(box: Choice, qtbot: QtBot) -> None:
    box.lineEdit().selectAll()
    qtbot.keyClicks(box.lineEdit(), "wlpcs")
    popup = box.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert box.value() == 4
    assert box.currentText() == "文澜派出所"


def test_words_that_are_no_choice_count_as_none(box: Choice) -> None:
    write(box, "文")
    assert box.value() is None


def test_what_was_found_is_put_away_for_another_field(box: Choice, qtbot: QtBot) -> None:
    box.lineEdit().selectAll()
    qtbot.keyClicks(box.lineEdit(), "yh")
    popup = box.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    box.put_away()
    assert not popup.isVisible()
    Choice("plain", "没有可找的").put_away()
