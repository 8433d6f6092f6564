"""The input method comes first: while letters are composed, no key of ours may act.

Qt delivers Enter, Esc and window shortcuts even while a Chinese input method holds unfinished
letters (its pre-edit), and those letters are not in the field's text. One filter on the
application remembers the pre-edit and keeps such keys away from our handlers.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication
from typing_extensions import override

_HELD = frozenset(
    {
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Escape,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        *(Qt.Key(Qt.Key.Key_0.value + digit) for digit in range(10)),
    }
)
_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride})


class ImeGuard(QObject):
    """Swallows Enter, Esc, Tab and digits while letters are being composed."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.preedit = ""
        app.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self.preedit = event.preeditString()
        elif kind == QEvent.Type.FocusOut:
            self.preedit = ""
        elif self.preedit and kind in _KEYS and isinstance(event, QKeyEvent):
            return self._hold(event)
        return False

    def _hold(self, event: QKeyEvent) -> bool:
        held = Qt.Key(event.key()) in _HELD
        # Ctrl+Enter and Ctrl+S save: they commit the letters first instead of being lost.
        if held and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.accept()
            return True
        return False


def commit() -> None:
    """Let the input method put its letters into the field; called before any save."""
    QGuiApplication.inputMethod().commit()


def install(app: QApplication) -> ImeGuard:
    """Guard the whole program; called once at its start."""
    return ImeGuard(app)
