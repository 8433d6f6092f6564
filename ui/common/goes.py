"""How a page brings another page of its window to hand."""

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget


@runtime_checkable
class Goes(Protocol):
    """The window as its pages need it."""

    def go_to(self, key: str) -> object:
        """Bring a page to hand."""


def go_to(part: QWidget, key: str) -> object:
    """Bring a page of the window around a part to hand; None where there is no such page."""
    window = part.window()
    return window.go_to(key) if isinstance(window, Goes) else None
