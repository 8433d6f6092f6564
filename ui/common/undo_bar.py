"""The dark bars at the lower left: what happened, and 撤销 for eight seconds.

At most three stand; the newest is the lowest. A bar waits while the mouse or focus is on it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from ui.common.labels import IconLabel, Words

_LIFE_MS = 8000
_MOST = 3


@dataclass(frozen=True)
class Action:
    """One thing a bar offers to do."""

    label: str
    run: Callable[[], object]
    key: str = ""


class Bar(QFrame):
    """One message; goes by itself."""

    def __init__(self, text: str, icon: str, action: Action | None) -> None:
        super().__init__()
        self.setProperty("k", "toast")
        self.setFixedHeight(42)
        self.setMinimumWidth(282)
        self.setAccessibleName(text)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_LIFE_MS)
        self._clock.timeout.connect(self.go)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 0, 8, 0)
        line.setSpacing(12)
        line.addWidget(IconLabel(icon, "icon", "on_toast"))
        line.addWidget(Words(text), 1)
        if action is not None:
            line.addWidget(self._button(action))
        self._clock.start()

    def _button(self, action: Action) -> QPushButton:
        button = QPushButton(action.label)
        button.setObjectName("btn_bar_action")
        button.setAccessibleName(action.label)
        button.setToolTip(action.key)
        button.clicked.connect(partial(self._do, action))
        button.installEventFilter(self)
        return button

    def _do(self, action: Action, _checked: bool = False) -> None:
        self.go()
        action.run()

    def go(self) -> None:
        """Leave."""
        self._clock.stop()
        self.hide()
        self.setParent(None)
        self.deleteLater()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._clock.stop()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._clock.start()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._clock.stop()
        elif event.type() == QEvent.Type.FocusOut:
            self._clock.start()
        return False


class Bars(QWidget):
    """The stack of bars over the content of a window."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("bars")
        self._over = over
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(10)
        over.installEventFilter(self)
        self.hide()

    def bars(self) -> list[Bar]:
        """Return the bars that stand, oldest first."""
        held = [self._stack.itemAt(at) for at in range(self._stack.count())]
        parts = [item.widget() for item in held if item is not None]
        return [bar for bar in parts if isinstance(bar, Bar)]

    def show_bar(self, text: str, icon: str, action: Action | None = None) -> Bar:
        """Show one more bar; the fourth pushes the oldest out."""
        bar = Bar(text, icon, action)
        self._stack.addWidget(bar)
        # Shown at once: a bar that is not yet shown would not be counted by `place`.
        bar.show()
        standing = self.bars()
        for old in standing[: max(0, len(standing) - _MOST)]:
            old.go()
        bar.destroyed.connect(self.place)
        self.show()
        self.raise_()
        self.place()
        return bar

    def place(self) -> None:
        """Stand at the lower left of the window's content."""
        # A bar that just came has no height before the layout has run.
        if (layout := self.layout()) is not None:
            layout.activate()
        self.adjustSize()
        self.move(16, self._over.height() - self.height() - 16)
        self.setVisible(bool(self.bars()))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.place()
        return False
