"""The frame every part of the component sheet stands in."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.common.frames import column, frame
from ui.common.labels import Words


def card(title: str) -> tuple[QFrame, QVBoxLayout]:
    """A card with its title, and the layout of what stands on it."""
    box = frame("card")
    layout = column(box, margins=(14, 10, 14, 12), gap=9)
    layout.addWidget(Words(title, "sm2"))
    return box, layout
