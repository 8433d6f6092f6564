"""An editor with blanks in braces: words are put in without loss, Tab goes from blank to blank."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from typing_extensions import override

from ui.tickets.step_field import StepField
from wenming_desktop.tickets.replies import blanks

Edit = QLineEdit | QPlainTextEdit


def units(text: str) -> int:
    """How long a text is as an editor counts: rare characters are two."""
    return len(text.encode("utf-16-le")) // 2


def spans(text: str) -> tuple[tuple[int, int], ...]:
    """The blanks of a text, counted as an editor counts."""
    return tuple((units(text[:begin]), units(text[:end])) for begin, end in blanks(text))


class Blanks(QObject):
    """An editor whose Tab goes to the next blank and, past the last one, on to the next field."""

    asked = Signal()

    def __init__(self, edit: Edit) -> None:
        super().__init__(edit)
        self.edit = edit
        edit.installEventFilter(self)

    def text(self) -> str:
        """Return what stands in the editor."""
        return self.edit.text() if isinstance(self.edit, QLineEdit) else self.edit.toPlainText()

    def insert(self, words: str) -> bool:
        """Put words where the cursor is, nothing typed is lost; False where there is no room."""
        if isinstance(self.edit, QLineEdit):
            words = " ".join(words.split("\n"))
            if units(self.text()) + units(words) > self.edit.maxLength():
                return False
        start = self._end()
        self._select(start, start)
        if isinstance(self.edit, QLineEdit):
            self.edit.insert(words)
        else:
            self.edit.textCursor().insertText(words)
        holder = self.edit.parentWidget()
        if isinstance(holder, StepField):
            holder.edited.emit()
        inserted = spans(words)
        if inserted:
            self._select(start + inserted[0][0], start + inserted[0][1])
        return True

    def go_next(self) -> bool:
        """Select the next blank; False where there is none after the cursor."""
        at = self._end()
        for begin, end in spans(self.text()):
            if begin >= at:
                self._select(begin, end)
                return True
        return False

    def _end(self) -> int:
        """Where the cursor is, or where what is selected ends."""
        if not isinstance(self.edit, QLineEdit):
            return self.edit.textCursor().selectionEnd()
        if self.edit.hasSelectedText():
            return self.edit.selectionEnd()
        return self.edit.cursorPosition()

    def _select(self, begin: int, end: int) -> None:
        if isinstance(self.edit, QLineEdit):
            self.edit.deselect()
            self.edit.setCursorPosition(begin)
            if end > begin:
                self.edit.setSelection(begin, end - begin)
            return
        cursor = self.edit.textCursor()
        cursor.setPosition(begin)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.edit.setTextCursor(cursor)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_F9:
            self.asked.emit()
            return True
        if event.key() == Qt.Key.Key_Tab and not event.modifiers():
            return self.go_next()
        return False
