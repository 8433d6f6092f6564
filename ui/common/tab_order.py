"""The order of Tab where parts are made late: what is read later is reached later.

Qt's own chain is not walked: `nextInFocusChain` lets PySide believe that each part owns the next,
and with one that goes the rest of the window is taken for deleted.
"""

from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.common.reading_area import ReadingArea

LATE: Final = "late"
"""Marks a part that has a key of its own: Tab comes to it after its neighbours."""


def in_reading_order(*parts: QWidget) -> None:
    """Let Tab go through these parts one after the other, inside each as it goes already.

    A part that stands inside a later one is reached at its own place.
    """
    window = parts[0].window()
    stops: dict[QWidget, None] = {}
    for part in parts:
        # What opens over the window (the list of a box, a menu) has an order of its own.
        inside = (one for one in (part, *part.findChildren(QWidget)) if one.window() is window)
        stops.update(dict.fromkeys(sorted(filter(_stops_at, inside), key=_is_late)))
    held = [(one, one.focusPolicy()) for one in stops if isinstance(one, ReadingArea)]
    for area, _ in held:
        # Qt gives a place only to what is a stop now; this becomes one when it grows too long.
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)
    for area, policy in held:
        area.setFocusPolicy(policy)


def _is_late(part: QWidget) -> bool:
    return bool(part.property(LATE))


def _stops_at(part: QWidget) -> bool:
    """Whether Tab comes to rest here; a frame that gives focus on to its first field does too."""
    proxy = part.focusProxy()
    if proxy is not None:
        return part.isAncestorOf(proxy)
    return isinstance(part, ReadingArea) or bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)
