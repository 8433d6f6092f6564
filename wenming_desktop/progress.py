"""How long work tells where it is and learns that it was cancelled."""

from typing import Protocol


class CancelledError(Exception):
    """The user stopped the work; nothing was saved (exit 130)."""


class Progress(Protocol):
    """Told of every step; may raise `CancelledError`."""

    def step(self, done: int, total: int, note: str = "") -> None:
        """Say that `done` of `total` steps are finished."""


class Silent:
    """Hears nothing, never cancels."""

    def step(self, done: int, total: int, note: str = "") -> None:
        """Ignore the step."""


SILENT = Silent()


class Countdown:
    """Cancels at the n-th step (for tests)."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def step(self, done: int, total: int, note: str = "") -> None:
        """Count down and cancel at zero."""
        self.left -= 1
        if self.left <= 0:
            raise CancelledError
