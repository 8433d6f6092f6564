"""A clerk's keyboard in front of the window, on a real data file: keys go where the cursor is."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.stand_in import AtOnce
from ui.common.memory import Memory
from ui.jobs import Jobs, Lanes
from ui.main_window import MainWindow
from ui.messages import Messages
from ui.page import Office, Services
from wenming_desktop.work import Desk

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
Key = Qt.Key


def compose(widget: QWidget, letters: str, done: str = "") -> None:
    """What an input method sends while letters are composed, or when the words are chosen."""
    event = QInputMethodEvent(letters, [])
    if done:
        event.setCommitString(done)
    QApplication.sendEvent(widget, event)


class Hand:
    """A clerk's keyboard in front of the window."""

    def __init__(self, qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
        lane = AtOnce()
        self.messages = Messages()
        jobs = Jobs(desk, self.messages, Lanes(lane, lane))
        facts = Office("槐荫里社区", "demo", desk.actor.rights)
        self.services = Services(jobs, Memory(tmp_path / "w.ini"), facts)
        self.window = MainWindow(self.services)
        qtbot.addWidget(self.window)
        self.window.resize(1366, 696)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.window.go_to("households")
        QTest.qWait(1)
        page = self.window.page()
        assert page is not None
        self.page = page
        QApplication.processEvents()

    def at(self) -> QWidget:
        """What has the cursor."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def here(self) -> str:
        """The name of what has the cursor."""
        return self.at().objectName()

    def key(self, *keys: Qt.Key, with_: Qt.KeyboardModifier = NONE) -> None:
        """Press keys, and let the window answer."""
        for key in keys:
            QTest.keyClick(self.at(), key, with_)
            QApplication.processEvents()

    def type(self, *texts: str, then: Qt.Key = Key.Key_Tab) -> None:
        """Type each text into the cell in hand and go on."""
        for text in texts:
            if text.isascii():
                QTest.keyClicks(self.at(), text)
            else:
                compose(self.at(), "", text)
            self.key(then)

    def says(self, name: str = "lbl_wrong") -> str:
        """What a label in sight says."""
        found = self.window.findChild(QLabel, name)
        return found.text() if found is not None and found.isVisible() else ""

    def fill(self, name: str, text: str) -> None:
        """Put the cursor into a field and replace what stands there."""
        field = self.window.findChild(QLineEdit, f"fld_{name}")
        assert field is not None, name
        field.setFocus(Qt.FocusReason.TabFocusReason)
        self.type(text)

    def press(self, name: str) -> None:
        """Press a button by Space."""
        button = self.window.findChild(QAbstractButton, f"btn_{name}")
        assert button is not None, name
        button.setFocus()
        self.key(Key.Key_Space)
