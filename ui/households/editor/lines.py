"""The lines one types in: plain, an identity number under stars, a word of a list by pinyin."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem
from typing_extensions import override

from ui.common import icons, theme
from wenming_desktop.search.letters import letters

Pairs = Sequence[tuple[str, str]]
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TABS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
_ROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_MOST = 12
_SPELT: dict[str, tuple[str, ...]] = {}


class Line(QLineEdit):
    """A line; `entered` by Enter, `left` when the cursor goes. In a cell keys step on by cells."""

    edited = Signal()
    left = Signal()
    entered = Signal()
    stepped = Signal(int)
    rowed = Signal(int)

    def __init__(self, name: str, label: str, limit: int = 200) -> None:
        super().__init__()
        self.setObjectName(f"fld_{name}")
        self.setAccessibleName(label)
        self.setMaxLength(limit)
        self.in_cell = False
        self.textEdited.connect(lambda _text: self.edited.emit())

    def put(self, text: str) -> None:
        """Show a value without telling anybody."""
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def value(self) -> str:
        """What stands there, as the register reads it."""
        return self.text().strip()

    def settle(self) -> None:
        """Make of what was typed what is meant; called when the cursor leaves."""

    @override
    def event(self, event: QEvent) -> bool:
        # Tab never comes as a key press: Qt moves the focus before, and cells step on by rows.
        if self.in_cell and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _TABS.get(Qt.Key(event.key()))
            if step is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.settle()
                self.stepped.emit(step)
                return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = Qt.Key(event.key()), Qt.KeyboardModifier.ControlModifier
        if key in _ENTER and not event.modifiers() & control:
            self.settle()
            self.entered.emit()
            event.accept()
        elif self.in_cell and key in _ROWS and not event.modifiers():
            self.rowed.emit(_ROWS[key])
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.settle()
            self.left.emit()


class IdLine(Line):
    """An identity number; while stars stand for it, whatever is typed replaces all of it."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__(name, label, 30)
        self.setAccessibleDescription("打了码的号码，直接打字就换成新的")

    def _whole(self) -> None:
        if "*" in self.text():
            self.selectAll()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        pasted = event.matches(QKeySequence.StandardKey.Paste)
        cut = event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
        typed = event.text().isprintable() and bool(event.text())
        if pasted or cut or typed:
            self._whole()
        super().keyPressEvent(event)

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString() or event.preeditString():
            self._whole()
        super().inputMethodEvent(event)


def fits(typed: str, label: str) -> int:
    """How well a label fits what was typed: 0 is the word itself, 9 not at all."""
    text = typed.strip().lower()
    if text == label.lower():
        return 0
    if label.lower().startswith(text):
        return 1
    spelt = _spelt(label) if text.isascii() else ()
    if text in spelt:
        return 2
    if any(each.startswith(text) for each in spelt):
        return 3
    return 4 if text in label.lower() else 9


def _spelt(label: str) -> tuple[str, ...]:
    if label not in _SPELT:
        _SPELT[label] = tuple(letters([label])[0].split())
    return _SPELT[label]


def found(typed: str, pairs: Pairs) -> list[str]:
    """The labels that fit what was typed, best first; all of them while nothing is."""
    if not typed.strip():
        return [label for _, label in pairs]
    ranked = [(fits(typed, label), at) for at, (_, label) in enumerate(pairs)]
    return [pairs[at][1] for rank, at in sorted(ranked) if rank < 9]


class CodeLine(Line):
    """A word of a list, found by a part of it or by pinyin; Alt+↓ shows the list.

    The list is a part of the window and no window of its own: it never takes the keyboard, so
    the input method goes on composing over it.
    """

    chosen = Signal(str)

    def __init__(self, name: str, label: str) -> None:
        super().__init__(name, label, 60)
        self.setAccessibleDescription("打几个字或拼音首字母，Alt+↓ 看全部")
        self.setTextMargins(0, 0, 16, 0)
        self._pairs: Pairs = ()
        self._list: QListWidget | None = None
        self.textEdited.connect(self._offer)

    def offer(self, pairs: Pairs) -> None:
        """Offer these (value, label) pairs."""
        self._pairs = pairs

    @override
    def value(self) -> str:
        text = self.text().strip()
        return next((value for value, label in self._pairs if label == text), text)

    @override
    def put(self, text: str) -> None:
        super().put(next((label for value, label in self._pairs if value == text), text))

    @override
    def settle(self) -> None:
        text = self.text().strip()
        best = found(text, self._pairs)[:1] if text else []
        if self.listed() and self._list is not None and self._list.currentItem() is not None:
            best = [self._list.currentItem().text()]
        self._hide()
        if best and best[0] != text:
            self.setText(best[0])
            self.edited.emit()

    def listed(self) -> bool:
        """Whether the list is in sight."""
        return self._list is not None and self._list.isVisible()

    def _hide(self) -> None:
        if self._list is not None:
            self._list.hide()

    def _offer(self, text: str) -> None:
        self._show(found(text, self._pairs) if text.strip() else [])

    def _show(self, words: list[str]) -> None:
        if not words or words == [self.text().strip()]:
            self._hide()
            return
        if self._list is None:
            self._list = QListWidget(self.window())
            self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._list.setFocusProxy(self)
            self._list.setAccessibleName(f"{self.accessibleName()}可选的")
            self._list.itemClicked.connect(self._take)
        shown = self._list
        shown.clear()
        shown.addItems(words)
        shown.setCurrentRow(0 if self.text().strip() else -1)
        high = min(len(words), _MOST) * shown.sizeHintForRow(0) + 6
        window = self.window()
        corner = self.mapTo(window, QPoint(0, self.height() + 1))
        if corner.y() + high > window.height():
            corner.setY(max(0, corner.y() - self.height() - high - 2))
        wide = max(self.width(), shown.sizeHintForColumn(0) + 30)
        shown.setGeometry(corner.x(), corner.y(), wide, high)
        shown.show()
        shown.raise_()

    def _take(self, item: QListWidgetItem) -> None:
        self.setText(item.text())
        self._hide()
        self.edited.emit()
        self.chosen.emit(item.text())

    def _walk(self, step: int) -> None:
        if self._list is not None:
            at = min(max(self._list.currentRow() + step, 0), self._list.count() - 1)
            self._list.setCurrentRow(at)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key == Qt.Key.Key_Down:
            self._show(found("", self._pairs))
        elif self.listed() and key in _ROWS:
            self._walk(_ROWS[key])
        elif self.listed() and key == Qt.Key.Key_Escape:
            self._hide()
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.position().x() > self.width() - 30 and not self.isReadOnly():
            self._show(found("", self._pairs))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = theme.px("icon") - 2
        box = QRect(self.width() - side - 7, (self.height() - side) // 2, side, side)
        icons.draw(painter, box, "ri.arrow-down-s-line", theme.colour("text_2"))
        painter.end()
