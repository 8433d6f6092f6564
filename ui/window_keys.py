"""The keys that work on every page, bound to the window in one place."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.look_menu import LookMenu


def bind(window: QWidget, keys: Iterable[tuple[str, Callable[[], Any]]]) -> None:
    """Let each key do its deed while the window is in front."""
    for key, deed in keys:
        QShortcut(QKeySequence(key), window, deed)


def bind_sizes(window: QWidget, look: LookMenu) -> None:
    """Ctrl with plus, minus and 0 step through the type sizes."""
    steps = (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1), ("Ctrl+0", 0))
    bind(window, [(key, partial(look.step, step)) for key, step in steps])


def bind_rail(window: QWidget, keys: Iterable[str], go_to: Callable[[str], Any]) -> None:
    """Alt with 1 to 9 and 0 brings the pages of the rail to hand."""
    for number, key in enumerate(list(keys)[:10], start=1):
        bind(window, [(f"Alt+{number % 10}", partial(go_to, key))])
