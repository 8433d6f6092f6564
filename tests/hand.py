"""A clerk's hands and eyes at the window: keys alone, and only what stands on the screen.

Keys go to the window that has the focus, as the system would send them; Chinese arrives as an
input method commits it. What is read is found by object name or accessible name.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import openpyxl
import pypdfium2
import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

_PATIENCE = 10_000
_MOST_TABS = 90


class Hand:
    """Works the window in front; every wait fails with what stood on the screen."""

    def __init__(self, qtbot: QtBot, patch: pytest.MonkeyPatch) -> None:
        self._qtbot, self._patch = qtbot, patch

    # keys

    def key(self, *names: str) -> None:
        """Press keys one after the other: "Tab", "Ctrl+S", "Alt+3"."""
        for name in names:
            pressed = QKeySequence(name)[0]
            QTest.keyClick(_front(), pressed.key(), pressed.keyboardModifiers())

    def type(self, text: str) -> None:
        """Type: plain letters by their keys, all else as the input method hands it over."""
        if text.isascii():
            for letter in text:
                self._qtbot.keyClicks(_focus(), letter)
            return
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(_focus(), event)

    def compose(self, letters: str) -> None:
        """Have letters under composition, as an input method shows them before a choice."""
        QApplication.sendEvent(_focus(), QInputMethodEvent(letters, []))

    # going about

    def reach(self, name: str, by: str = "Tab") -> None:
        """Go by Tab to what has this name."""
        way = [self.held]
        for _ in range(_MOST_TABS):
            if _is_at(name):
                return
            self.key(by)
            way.append(self.held)
        raise AssertionError(f"no way to {name} by {by}: {way}")

    def press(self, name: str) -> None:
        """Reach a button and press it."""
        self.reach(name)
        self.key("Space")

    def put(self, name: str, text: str) -> None:
        """Reach a field and type over what stands there."""
        self.reach(name)
        self.key("Ctrl+A", "Del")
        self.type(text)

    def choose(self, name: str, label: str) -> None:
        """Reach a drop-down or joined buttons and walk to the choice of this label."""
        self.reach(name)
        way = [_said(_focus())]
        for key in ("Home", *["Down"] * 80):
            if label == way[-1]:
                return
            self.key(key)
            way.append(_said(_focus()))
        raise AssertionError(f"no {label} in {name}: {way}")

    def pick(self, text: str) -> None:
        """Walk down an open drop-down to the choice of this text, and take it."""
        self.until(lambda: isinstance(_focus(), QAbstractItemView), "an open drop-down")
        view = _focus()
        assert isinstance(view, QAbstractItemView)
        for key in ("Home", *["Down"] * view.model().rowCount()):
            self.key(key)
            if text == _line(view, view.currentIndex()):
                self.key("Return")
                return
        raise AssertionError(f"no choice {text}")

    def turn(self, name: str, label: str) -> None:
        """Reach a row of tabs and walk to the one of this label."""
        self.reach(name)
        tabs = _focus()
        assert isinstance(tabs, QTabBar), name
        for key in (*["Left"] * tabs.count(), *["Right"] * tabs.count()):
            self.key(key)
            if tabs.tabText(tabs.currentIndex()).startswith(label):
                return
        raise AssertionError(f"no tab {label}")

    def walk(self, name: str, text: str) -> None:
        """Reach a list, table or tree and walk down to the line that holds a text."""
        self.reach(name)
        view = _focus()
        assert isinstance(view, QAbstractItemView), name
        self.key("Home")
        for _ in range(300):
            if text in _line(view, view.currentIndex()):
                return
            self.key(*("Right", "Down") if isinstance(view, QTreeView) else ("Down",))
        raise AssertionError(f"no line {text} in {name}")

    def page(self, title: str) -> None:
        """Bring a page to hand by its number in the rail."""
        for number in (*range(1, 10), 0):
            self.key(f"Alt+{number}")
            if self.title.endswith(title):
                self._qtbot.wait(1)
                return
        raise AssertionError(f"no page {title}")

    # what stands there

    @property
    def title(self) -> str:
        """The title of the window in front."""
        if QApplication.activeWindow() is None:
            _bring_back()
        window = QApplication.activeWindow()
        return window.windowTitle() if window is not None else ""

    @property
    def held(self) -> str:
        """The name of what has the focus."""
        focus = QApplication.focusWidget()
        return "" if focus is None else focus.objectName() or focus.accessibleName()

    def words(self) -> list[str]:
        """Everything that is written on the screen."""
        return [said for part in _parts() if (said := _said(part))]

    def reads(self, name: str) -> str:
        """What the part of this name says."""
        return _said(self._part(name))

    def is_on(self, name: str) -> bool:
        """Whether a button or tick box is on."""
        part = self._part(name)
        assert isinstance(part, QAbstractButton), name
        return part.isChecked()

    def can(self, name: str) -> bool:
        """Whether a part is there and may be used."""
        return any(part.isEnabled() for part in _named(name))

    def rows(self, name: str) -> list[tuple[str, ...]]:
        """The rows of a table as its columns show them, the lines of a list."""
        view = self._part(name)
        assert isinstance(view, QAbstractItemView), name
        model = view.model()
        return [_cells(view, model.index(at, 0)) for at in range(model.rowCount())]

    def line(self, name: str) -> str:
        """The line in hand of a table, list or tree."""
        view = self._part(name)
        assert isinstance(view, QAbstractItemView), name
        return _line(view, view.currentIndex())

    def sees(self, *texts: str) -> None:
        """Wait until each text stands somewhere on the screen."""
        for text in texts:
            self.until(lambda text=text: any(text in said for said in self.words()), text)

    def misses(self, text: str) -> None:
        """Wait until a text stands nowhere on the screen."""
        self.until(lambda: not any(text in said for said in self.words()), f"no {text}")

    def holds(self, name: str) -> None:
        """Wait until the focus is there."""
        self.until(lambda: _is_at(name), f"the focus at {name}, not at {self.held}")

    def meets(self, title: str) -> None:
        """Wait for a window of this title in front."""
        self.until(lambda: title in self.title, f"window {title}, not {self.title}")

    def until(self, ready: Callable[[], bool], what: str, patience: int = _PATIENCE) -> None:
        """Wait until it is so."""
        end = monotonic() + patience / 1000
        while not ready():
            if monotonic() > end:
                raise AssertionError(f"not seen: {what}; there is {self.words()[14:]}")
            self._qtbot.wait(30)

    # files

    def picks(self, path: Path | None) -> None:
        """Answer the system's next file dialogs with a path; None closes them."""
        name = "" if path is None else str(path)
        for asked in ("getOpenFileName", "getSaveFileName"):
            self._patch.setattr(QFileDialog, asked, lambda *_, **__: (name, ""))
        self._patch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: name)

    def _part(self, name: str) -> QWidget:
        self.until(lambda: bool(_named(name)), f"part {name}")
        return _named(name)[-1]


def _front() -> QWindow:
    if QApplication.activeWindow() is None:
        _bring_back()
    window = QGuiApplication.focusWindow()
    assert window is not None, "no window is in front"
    return window


def _bring_back() -> None:
    """Do what every window manager does: a window that closes leaves the keys to the one behind."""
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    for window in sorted(shown, key=lambda one: one.parent() is None):
        window.activateWindow()
        QApplication.processEvents()
        return


def _focus() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None, "nothing has the focus"
    return focus


def _is_at(name: str) -> bool:
    focus = QApplication.focusWidget()
    if focus is None:
        return False
    above = focus.parentWidget()
    grouped = isinstance(focus, QAbstractButton) and above is not None
    names = (focus.objectName(), focus.accessibleName())
    return name in names or bool(grouped and above is not None and above.objectName() == name)


def _parts() -> Iterator[QWidget]:
    """All widgets in sight; those of the window in front come last."""
    for window in _windows():
        yield from (part for part in window.findChildren(QWidget) if part.isVisible())


def _windows() -> list[QWidget]:
    """The windows in sight, the one in front last."""
    front = QApplication.activeWindow()
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    return sorted(shown, key=lambda one: one is front)


def _named(name: str) -> list[QWidget]:
    if name.isascii():
        by_name = (part for top in _windows() for part in top.findChildren(QWidget, name))
        return [part for part in by_name if part.isVisible()]
    return [part for part in _parts() if part.accessibleName() == name]


def _said(part: QWidget) -> str:
    if isinstance(part, QLabel | QLineEdit):
        return part.text()
    if isinstance(part, QAbstractButton):
        return part.text().strip() or part.accessibleName()
    if isinstance(part, QPlainTextEdit):
        return part.toPlainText()
    if isinstance(part, QComboBox):
        return part.currentText()
    return part.accessibleName()


def _line(view: QAbstractItemView, at: QModelIndex) -> str:
    return " ".join(_cells(view, at)) if at.isValid() else ""


def _cells(view: QAbstractItemView, at: QModelIndex) -> tuple[str, ...]:
    if not isinstance(view, QTableView):
        spoken = at.data(Qt.ItemDataRole.AccessibleTextRole)
        return (str(spoken or at.data() or ""),)
    if view.selectionBehavior() != QAbstractItemView.SelectionBehavior.SelectRows:
        return (_cell(at),)
    shown = [at.siblingAtColumn(n) for n in range(at.model().columnCount())]
    return tuple(_cell(one) for one in shown if not view.isColumnHidden(one.column()))


def _cell(at: QModelIndex) -> str:
    spoken: Any = at.data(Qt.ItemDataRole.AccessibleTextRole)
    return str(at.data() or spoken or "")


def pdf_text(path: Path) -> str:
    """The words of a PDF."""
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def book_cells(path: Path) -> list[str]:
    """Every cell of a workbook that holds something, as text."""
    book = openpyxl.load_workbook(path, read_only=True)
    try:
        rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
        return [str(cell) for row in rows for cell in row if cell is not None]
    finally:
        book.close()
