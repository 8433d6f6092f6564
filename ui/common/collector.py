"""Takes apart what points at itself, in the window's thread alone."""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_LOOK: Final = 250
"""Milliseconds between two looks."""
_DUE: Final = (100_000, 50, 100)
"""New objects, rounds over them, rounds over the middle-aged: what makes the next round due."""


def settle_memory() -> None:
    """Let the collector look past what is there by now: the program itself.

    Half a million objects of the modules never go: a full round over them stood the window still
    for a quarter of a second, again and again while an import made new ones. They are not
    collected before they are frozen, for that would be such a round while the password is typed.
    """
    gc.freeze()


class Collector(QObject):
    """Collects by a timer; Python by itself does so in whichever thread makes the next object.

    A window that nobody holds but its own circle, taken apart in the thread of a lane, ends
    the program: Qt's objects must go in the thread that made them. While `gc.disable()` holds
    somewhere (a file is being read), nothing is collected here either.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.set_threshold(0)
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is due."""
        if not gc.isenabled():
            return
        counts = gc.get_count()
        due = [age for age in (2, 1, 0) if counts[age] > _DUE[age]]
        if due:
            gc.collect(due[0])
