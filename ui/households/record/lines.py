"""The parts the sections are made of: a line of cells, a quiet sentence where there is nothing."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.common import theme
from ui.common.frames import column, frame
from ui.common.labels import ChipLabel, Elided, Words


class Section(QScrollArea):
    """What stands under one tab; made anew whenever the household was read again."""

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


def cell(text: str, width: int = 0, k: str = "") -> Elided:
    """Words that keep so much room, in pixels of the usual size; 0 takes what is left."""
    return Elided(text, k, width=_wide(width))


def held(part: QWidget, width: int) -> QWidget:
    """A part in a column of its own, so that lines stand one beneath the other."""
    holder = QWidget()
    holder.setFixedWidth(_wide(width))
    inside = QHBoxLayout(holder)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.addWidget(part)
    if isinstance(part, ChipLabel):
        inside.addStretch(1)
    return holder


def _wide(width: int) -> int:
    return round(width * theme.px("f_body") / 15)


def day(on: date | None) -> str:
    """A day, or a dash."""
    return on.isoformat() if on is not None else "—"


def span(start: date | None, end: date | None) -> str:
    """From a day to a day; what lasts says 至今."""
    return f"{day(start)} 至 {'今' if end is None else day(end)}"
