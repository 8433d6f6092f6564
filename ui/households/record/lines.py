"""What the sections of a household show beside plain lines: a column of its own, a stay."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.common.dossier import day, wide
from ui.common.labels import ChipLabel


def held(part: QWidget, width: int) -> QWidget:
    """A part in a column of its own, so that lines stand one beneath the other."""
    holder = QWidget()
    holder.setFixedWidth(wide(width))
    inside = QHBoxLayout(holder)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.addWidget(part)
    if isinstance(part, ChipLabel):
        inside.addStretch(1)
    return holder


def span(start: date | None, end: date | None) -> str:
    """From a day to a day; what lasts says 至今."""
    return f"{day(start)} 至 {'今' if end is None else day(end)}"
