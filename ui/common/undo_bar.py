"""The dark bars at the lower left: what happened, and 撤销 for eight seconds.

They cover nothing that is to be pressed or filled in, as long as there is room beside it.

At most three stand; the newest is the lowest. A bar waits while the mouse or focus is on it;
one that asks for something to be done stands until that was done or it is closed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.common import icons
from ui.common.labels import IconLabel, Words

_LIFE_MS = 8000
_MOST = 3
_LONG = 34
_WIDEST = 620
_EDGE, _NEAR = 16, 10
_HANDLED = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)


@dataclass(frozen=True)
class Action:
    """One thing a bar offers to do."""

    label: str
    run: Callable[[], object]
    key: str = ""


Actions = Action | Sequence[Action] | None


class Bar(QFrame):
    """One message; goes by itself."""

    def __init__(
        self, text: str, icon: str, actions: Actions = None, *, stays: bool = False
    ) -> None:
        super().__init__()
        self.setProperty("k", "toast")
        self.setMinimumHeight(42)
        self.setMinimumWidth(282)
        self.setAccessibleName(text)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_LIFE_MS)
        self._clock.timeout.connect(self.go)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 4, 8, 4)
        line.setSpacing(12)
        line.addWidget(IconLabel(icon, "icon", "on_toast"))
        line.addWidget(_words(text), 1)
        offered = [actions] if isinstance(actions, Action) else list(actions or ())
        for at, action in enumerate(offered):
            line.addWidget(self._button(action, f"_{at + 1}" if at else ""))
        self._stays = stays
        if stays:
            line.addWidget(self._closer())
        self._wait()

    def _wait(self) -> None:
        if not self._stays:
            self._clock.start()

    def _closer(self) -> QPushButton:
        button = QPushButton("")
        button.setIcon(icons.icon("ri.close-line", "on_toast"))
        button.setObjectName("btn_bar_close")
        button.setAccessibleName("收起这一条")
        button.clicked.connect(self.go)
        return button

    def _button(self, action: Action, end: str) -> QPushButton:
        button = QPushButton(action.label)
        button.setObjectName(f"btn_bar_action{end}")
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
        self._wait()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._clock.stop()
        elif event.type() == QEvent.Type.FocusOut:
            self._wait()
        return False


def _words(text: str) -> Words:
    """The sentence; a long one takes several lines."""
    words = Words(text)
    if len(text) > _LONG:
        words.setWordWrap(True)
        wide = words.fontMetrics().horizontalAdvance("存" * _LONG)
        words.setFixedWidth(min(wide, _WIDEST))
    return words


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

    def show_bar(
        self, text: str, icon: str, actions: Actions = None, *, stays: bool = False
    ) -> Bar:
        """Show one more bar; the fourth pushes the oldest out."""
        bar = Bar(text, icon, actions, stays=stays)
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
        standing = bool(self.bars())
        if standing:
            self.move(self._spot().topLeft())
        self.setVisible(standing)

    def _spot(self) -> QRect:
        """The lower left; where something is to be pressed or filled in there, above or beside it.

        After these the right end above what stands there; where all is taken, the lower left.
        """
        low = self._over.height() - self.height() - _EDGE
        home = QRect(QPoint(_EDGE, low), self.size())
        covered = self._covered(home)
        if not covered:
            return home
        beside = max(part.right() for part in covered) + _NEAR
        far = home.translated(self._over.width() - self.width() - 2 * _EDGE, 0)
        for spot in (self._above(home), home.translated(beside - _EDGE, 0), self._above(far)):
            if self._over.rect().contains(spot) and not self._covered(spot):
                return spot
        return home

    def _above(self, spot: QRect) -> QRect:
        tops = [part.top() for part in self._covered(spot)]
        return spot.translated(0, min(tops) - _NEAR - spot.bottom()) if tops else spot

    def _covered(self, spot: QRect) -> list[QRect]:
        """What would be under it of the things a hand goes to."""
        parts = (
            part
            for kind in _HANDLED
            for part in self._over.findChildren(kind)
            if part.isVisible() and not self.isAncestorOf(part)
        )
        return [area for area in map(self._area, parts) if area.intersects(spot)]

    def _area(self, part: QWidget) -> QRect:
        """What can be seen of a part: scrolled out of sight it is nowhere."""
        area = QRect(part.mapTo(self._over, QPoint()), part.size())
        around = part.parentWidget()
        while around is not None and around is not self._over:
            area &= QRect(around.mapTo(self._over, QPoint()), around.size())
            around = around.parentWidget()
        return area

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.place()
        return False
