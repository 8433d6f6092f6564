"""The input method comes first: nothing acts while letters are being composed."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.common.ime import ImeGuard
from ui.common.search_field import SearchField


@pytest.fixture
def guard(qapp: QApplication) -> Iterator[ImeGuard]:
    guard = ImeGuard(qapp)
    yield guard
    qapp.removeEventFilter(guard)
    guard.deleteLater()


def compose(widget: QWidget, letters: str, done: str = "") -> None:
    """Send what an input method sends while letters are composed, or when they are chosen."""
    event = QInputMethodEvent(letters, [])
    if done:
        event.setCommitString(done)
    QApplication.sendEvent(widget, event)


class Window(QWidget):
    """A field and the shortcuts of a window; `seen` is what acted."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)
        self.field.returnPressed.connect(lambda: self.seen.append("enter"))
        for key in ("Esc", "Alt+1", "Ctrl+S", "F2"):
            QShortcut(QKeySequence(key), self, lambda name=key: self.seen.append(name))


@pytest.fixture
def window(qtbot: QtBot, guard: ImeGuard) -> Window:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    window.activateWindow()
    window.field.setFocus()
    return window


_ALT = Qt.KeyboardModifier.AltModifier
_KEYS = [
    (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Enter, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_1, _ALT),
]


@pytest.mark.parametrize(("key", "modifier"), _KEYS)
def test_keys_wait_while_letters_are_composed(
    qtbot: QtBot, window: Window, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    compose(window.field, "wang'xiu")
    qtbot.keyClick(window.field, key, modifier)
    assert window.seen == []
    assert window.field.text() == ""


def test_keys_act_again_once_the_letters_are_chosen(qtbot: QtBot, window: Window) -> None:
    compose(window.field, "wang'xiu")
    compose(window.field, "", "王秀")
    qtbot.keyClick(window.field, Qt.Key.Key_Return)
    qtbot.keyClick(window.field, Qt.Key.Key_Escape)
    assert window.field.text() == "王秀"
    assert window.seen == ["enter", "Esc"]


def test_saving_is_not_held_back(qtbot: QtBot, window: Window) -> None:
    compose(window.field, "shui'guan")
    qtbot.keyClick(window.field, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert window.seen == ["Ctrl+S"]


def test_leaving_the_field_ends_composing(qtbot: QtBot, window: Window, guard: ImeGuard) -> None:
    compose(window.field, "wang")
    window.field.clearFocus()
    assert guard.preedit == ""


def test_the_search_box_finds_what_is_being_composed(qtbot: QtBot) -> None:
    field = SearchField("search", "姓名")
    qtbot.addWidget(field)
    field.show()
    with qtbot.waitSignal(field.asked, timeout=1000) as asked:
        compose(field, "w'x'l")
    assert asked.args == ["wxl"]
    with qtbot.waitSignal(field.asked, timeout=1000) as asked:
        compose(field, "", "王秀兰")
    assert asked.args == ["王秀兰"]
