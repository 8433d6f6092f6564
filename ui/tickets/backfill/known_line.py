"""A line for one of many known words: found by a part or by pinyin, told in grey, then taken."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from ui.common import theme
from wenming_desktop.search.letters import letters

_GAP = 8


class Known:
    """Words with their keys; made once, looked through by every line of a grid."""

    def __init__(self, pairs: Iterable[tuple[object, str]]) -> None:
        self.pairs = list(pairs)
        self._spelt: dict[str, str] = {}

    def find(self, typed: str) -> list[tuple[object, str]]:
        """Return what fits, the best first: the word itself, its beginning, a part, its letters."""
        text = typed.strip().lower()
        if not text:
            return []
        ranked = [(self._rank(text, label), at) for at, (_, label) in enumerate(self.pairs)]
        return [self.pairs[at] for rank, at in sorted(ranked) if rank < _NOTHING]

    def label(self, key: object) -> str:
        """Return the word of a key, empty when it is none."""
        return next((label for known, label in self.pairs if known == key), "")

    def _rank(self, text: str, label: str) -> int:
        lower = label.lower()
        if lower == text:
            return 0
        if text in lower:
            return 1 if lower.startswith(text) else 2
        if text.isascii() and any(part.startswith(text) for part in self._letters(label)):
            return 3
        return _NOTHING

    def _letters(self, label: str) -> list[str]:
        if label not in self._spelt:
            parts = label.replace("·", " ").split()
            self._spelt[label] = " ".join(letters([label, *parts]))
        return self._spelt[label].split()


_NOTHING = 9


class KnownLine(QLineEdit):
    """Holds a known word; what stands there in grey is taken by Enter or Tab.

    `offer` says what it would be without typing (that of the row above, or suggested); `pointed`
    tells the grey words in full, for where the line is too narrow.
    """

    changed = Signal()
    pointed = Signal(str)

    def __init__(self, name: str, label: str) -> None:
        super().__init__()
        self.setObjectName(f"fld_{name}")
        self.setAccessibleName(label)
        self.setAccessibleDescription("写几个字或拼音首字母，↓ 换下一个，Enter 选灰字")
        self.setMaxLength(40)
        self._known = Known(())
        self._found: list[tuple[object, str]] = []
        self._at = 0
        self._offered: object = None
        self.passed = False
        """Whether Enter went by while nothing was offered yet."""
        self.textEdited.connect(self._typed)

    def know(self, known: Known) -> None:
        """Take these words; what was typed is looked for anew."""
        self._known = known
        self._look()

    def offer(self, key: object) -> None:
        """Offer a word in grey; one that Enter went by already is taken at once."""
        label = self._known.label(key)
        self._offered = key if label else None
        self.setPlaceholderText(label)
        if self.passed and label and not self.text():
            self.take()
        self._point()

    def take(self) -> None:
        """Make the grey words the line's own."""
        label = self._fitting()[1]
        self.passed = not label
        if label and label != self.text():
            self.setText(label)
            self._look()
            self.changed.emit()

    def value(self) -> object:
        """Return the key of what stands there; grey words that were not taken count for nothing."""
        return self._fitting()[0] if self.text().strip() else None

    def unread(self) -> bool:
        """Whether words stand there that mean nothing known."""
        return bool(self.text().strip()) and not self._found

    def put(self, text: str) -> None:
        """Put back what was typed."""
        self.setText(text)
        self.passed = False
        self._look()

    def _fitting(self) -> tuple[object, str]:
        if self._found:
            return self._found[self._at % len(self._found)]
        if self.text().strip():
            return None, ""
        return self._offered, self._known.label(self._offered)

    def _typed(self, _text: str) -> None:
        self._look()
        self.changed.emit()

    def _look(self) -> None:
        self._found, self._at = self._known.find(self.text()), 0
        self._point()

    def _point(self) -> None:
        label = self._fitting()[1]
        if self.hasFocus():
            self.pointed.emit(label if label != self.text() else "")
        self.update()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._point()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.pointed.emit("")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None and len(self._found) > 1:
            self._at = (self._at + step) % len(self._found)
            self._point()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        label = self._fitting()[1]
        if not self.hasFocus() or not self.text() or label == self.text():
            return
        painter = QPainter(self)
        painter.setPen(theme.colour("text_3"))
        left = self.cursorRect().right() + _GAP
        room = QRect(left, 0, self.width() - left - _GAP, self.height())
        words = self.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.end()
