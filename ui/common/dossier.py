"""The window of one thing, read whole: a head, tabs with counts, a section of lines under each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.common import theme
from ui.common.buttons import Btn, on_click, row
from ui.common.frames import EmptyState, column, frame
from ui.common.labels import Elided, Words
from ui.common.memory import Memory
from ui.common.tabs import CountTabs, Tab

_HIGH: Final = 40


class Section(QScrollArea):
    """What stands under one tab; made anew whenever the thing was read again."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__()
        self.setObjectName(f"sec_{name}")
        self.setAccessibleName(label)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.layout_ = self.clear()

    def clear(self) -> QVBoxLayout:
        """Empty it, and return the layout new lines are put into."""
        body = QWidget()
        body.setProperty("k", "scrolled")
        self.layout_ = column(body, margins=(16, 10, 16, 12), gap=4)
        self.setWidget(body)
        return self.layout_

    def add(self, *parts: QWidget) -> None:
        """Add a line of parts; a cell without a width takes the rest, the others keep theirs."""
        box = frame("line")
        box.setMinimumHeight(theme.px("row"))
        cells = QHBoxLayout(box)
        cells.setContentsMargins(0, 3, 0, 3)
        cells.setSpacing(10)
        for part in parts:
            takes = part.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Ignored
            cells.addWidget(part, int(takes))
        self.layout_.addWidget(box)

    def say(self, text: str) -> None:
        """Say something in quiet words."""
        words = Words(text, "t2")
        words.setWordWrap(True)
        self.layout_.addWidget(words)

    def head(self, text: str) -> None:
        """Begin a group."""
        self.layout_.addSpacing(4)
        self.layout_.addWidget(Words(text, "head"))

    def end(self) -> None:
        """Leave the rest empty."""
        self.layout_.addStretch(1)


def wide(width: int) -> int:
    """Pixels of the usual size, in the size in use."""
    return round(width * theme.px("f_body") / 15)


def cell(text: str, width: int = 0, k: str = "") -> Elided:
    """Words that keep so much room, in pixels of the usual size; 0 takes what is left."""
    return Elided(text, k, width=wide(width))


def day(on: date | None) -> str:
    """A day, or a dash."""
    return on.isoformat() if on is not None else "—"


@dataclass(frozen=True)
class Shape:
    """What a dossier is: its name, tabs, how wide, where the tab in hand is remembered."""

    name: str
    label: str
    tabs: tuple[Tab, ...]
    key: str
    wide: int


class DossierWindow(QDialog):
    """Shows the sections of one thing; a subclass reads it and fills head and sections."""

    def __init__(self, over: QWidget | None, shape: Shape, memory: Memory) -> None:
        super().__init__(over)
        self.setWindowModality(Qt.WindowModality.NonModal)
        self._shape, self._memory = shape, memory
        self.tabs = CountTabs(shape.name, shape.label, shape.tabs)
        self.empty = EmptyState(f"empty_{shape.name}")
        self._stack = QStackedWidget()
        self._pages: tuple[QWidget, ...] = ()

    def _put_together(
        self, head: QWidget, sections: Sequence[QWidget], buttons: Sequence[Btn]
    ) -> None:
        """Lay out head, tabs, sections and foot; called when all parts are made."""
        layout = column(self)
        layout.addWidget(head)
        layout.addWidget(self.tabs)
        self._pages = tuple(sections)
        for page in (*sections, self.empty):
            self._stack.addWidget(page)
        layout.addWidget(self._stack, 1)
        foot = frame("dlgfoot")
        close = on_click(Btn("关上", name=f"{self._shape.name}_close", key="Esc"), self.reject)
        column(foot, margins=(16, 10, 16, 10)).addLayout(row(*buttons, None, close))
        layout.addWidget(foot)
        self.tabs.chosen.connect(self._turn)
        for key, step in (("Ctrl+Right", 1), ("Ctrl+Left", -1)):
            QShortcut(QKeySequence(key), self, partial(self._step, step))
        em = theme.px("f_body")
        self.resize(round(em * self._shape.wide), round(em * _HIGH))

    def _read(self) -> None:
        """Read the thing."""

    def _changed(self, _tables: object) -> None:
        if self.isVisible():
            self._read()

    def _bring(self) -> None:
        """Read it and come to the front, on the tab of last time."""
        kept = self._memory.get_text(self._shape.key)
        if kept in {tab.key for tab in self._shape.tabs}:
            self.tabs.choose(kept)
        self._read()
        self.show()
        self.raise_()
        self.activateWindow()
        self.tabs.setFocus()

    def _show_refused(self, title: str, text: str) -> None:
        self.empty.say(title, text, icon="ri.error-warning-line", tone="danger")
        self._stack.setCurrentWidget(self.empty)

    def _turn(self, key: str) -> None:
        at = [tab.key for tab in self._shape.tabs].index(key)
        self._stack.setCurrentWidget(self._pages[at])
        self._memory.keep_text(self._shape.key, key)

    def _step(self, by: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())
