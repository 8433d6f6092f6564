"""What a picture's state needs of a hand: a window on a page, a button pressed, a field filled."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from ui.main_window import MainWindow
from ui.page import Services

PATIENCE = 80


class Studio(Protocol):
    """What a state needs of the studio."""

    services: Services
    size: QSize


def wait_for(ready: Callable[[], Any]) -> Any:
    """Wait until something is there, and return it; a picture of less is no picture."""
    for _ in range(PATIENCE):
        if found := ready():
            return found
        QTest.qWait(50)
    raise AssertionError(f"it never came: {ready}")


def window_on(studio: Studio, key: str, size: QSize | None = None) -> MainWindow:
    """The window with a page to hand, laid out and read."""
    window = MainWindow(studio.services)
    window.resize(size or studio.size)
    window.go_to(key)
    window.show()
    QTest.qWaitForWindowActive(window)
    QTest.qWait(200)
    return window


def press(window: QWidget, name: str) -> None:
    """Click a button by name once it may be clicked."""

    def ready() -> QAbstractButton | None:
        found = window.findChildren(QAbstractButton, f"btn_{name}")
        return next((one for one in found if one.isVisible() and one.isEnabled()), None)

    wait_for(ready).click()


def write(window: QWidget, name: str, text: str) -> QLineEdit:
    """Type into a field as a person does."""
    field = window.findChild(QLineEdit, f"fld_{name}")
    assert field is not None, name
    field.setFocus()
    QTest.keyClicks(field, text)
    return field
