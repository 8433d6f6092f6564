"""The program as a hand meets it: started on a folder, pages waited for, keys pressed."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from db.engine import close_all, open_engine
from tests.conftest import PASSWORD, Template
from ui.main_window import MainWindow
from ui.unlock.page import UnlockPage
from wenming_desktop.app import Program
from wenming_desktop.log import stop_log
from wenming_desktop.options import Globals
from wenming_desktop.start import DATABASE


class Programs:
    """Starts programs and ends them; `left` says why one asked to be started anew."""

    def __init__(self, app: QApplication) -> None:
        self._app, self._made = app, list[Program]()
        self.left: list[str] = []

    def __call__(self, folder: Path, locked: str = "") -> Program:
        program = Program(self._app, Globals(folder), self.left.append, locked=locked)
        self._made.append(program)
        program.begin()
        return program

    def end(self) -> None:
        for program in self._made:
            if program.window is not None:
                program.window.close()
                program.window.deleteLater()
            program.end()
            program.deleteLater()
        stop_log()


def came(qtbot: QtBot, program: Program, kind: type[QWidget]) -> QWidget:
    """Wait for a page of a kind, in front."""
    qtbot.waitUntil(lambda: isinstance(program.window, kind), timeout=20_000)
    page = program.window
    assert page is not None
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def press(page: QWidget, name: str) -> None:
    """Reach a button by Tab alone and press it."""
    for _ in range(80):
        focus = QApplication.focusWidget()
        if focus is not None and focus.objectName() == f"btn_{name}":
            QTest.keyClick(focus, Qt.Key.Key_Space)
            return
        QTest.keyClick(focus or page, Qt.Key.Key_Tab)
    raise AssertionError(f"no way to btn_{name} by Tab")


def type_in(qtbot: QtBot, *words: str) -> None:
    """Type words into the fields from the one in hand, Tab between, Enter at the end."""
    for at, word in enumerate(words):
        if at:
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        qtbot.keyClicks(QApplication.focusWidget(), word)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def unlocked(qtbot: QtBot, program: Program, word: str = PASSWORD) -> MainWindow:
    page = came(qtbot, program, UnlockPage)
    assert isinstance(page, UnlockPage)
    qtbot.waitUntil(page.password.hasFocus)
    type_in(qtbot, word)
    window = came(qtbot, program, MainWindow)
    assert isinstance(window, MainWindow)
    return window


def said(page: QWidget, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text()


def acts(folder: Path, template: Template) -> list[str]:
    """What the history of a closed office says."""
    engine = open_engine(folder / DATABASE, template.key)
    with engine.connect().execution_options(readonly=True) as connection:
        found = list(connection.scalars(text("SELECT action FROM audit ORDER BY seq")))
    close_all(engine)
    return found
