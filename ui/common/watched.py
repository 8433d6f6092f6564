"""Progress of long work between the lane it runs in and the window."""

import threading
import time
from typing import Final

from PySide6.QtCore import QObject, Signal

from wenming_desktop.progress import CancelledError

_STEP_SECONDS: Final = 0.05


class Watched(QObject):
    """Progress of long work: a signal to the window, and a way to stop it."""

    stepped = Signal(int, int, str)
    ended = Signal()

    def __init__(self, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self._stop = threading.Event()
        self._last = 0.0

    def cancel(self) -> None:
        """Stop at the next step; nothing will be saved."""
        self._stop.set()

    def step(self, done: int, total: int, note: str = "") -> None:
        """Tell the window (at most twenty times a second); called in a lane."""
        if self._stop.is_set():
            raise CancelledError
        now = time.monotonic()
        if now - self._last >= _STEP_SECONDS or done >= total:
            self._last = now
            self.stepped.emit(done, total, note)
