"""按卡号找: a line for a card's number, typed or scanned; a scanner may fire at the table too."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from ui.common import ime
from ui.common.buttons import Btn, on_click
from ui.common.labels import Words
from ui.common.restyle import restyle_one
from ui.jobs import Jobs, Reply
from wenming_desktop.cards.model import CardHome
from wenming_desktop.cards.queries import card_of_number
from wenming_desktop.errors import UserError

_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class NumberLine(QWidget):
    """Hidden until it is wanted; `found` carries the `CardHome`, `left` when it goes."""

    found = Signal(object)
    left = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self.field = QLineEdit()
        self.field.setObjectName("fld_card_number")
        self.field.setAccessibleName("卡号")
        self.field.setMaxLength(40)
        self.field.setPlaceholderText("扫卡上的码，或输卡号、后几位")
        self.field.setMinimumWidth(150)
        self._said = Words("", "error")
        self._said.setObjectName("lbl_card_number")
        close = on_click(Btn("收起", name="leave_number", k="link"), self.leave)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 12, 6)
        line.setSpacing(8)
        words = Words("卡号", "sm2")
        words.setBuddy(self.field)
        line.addWidget(words)
        line.addWidget(self.field, 1)
        line.addWidget(self._said)
        line.addWidget(close)
        self.field.returnPressed.connect(self._ask)
        self.field.textEdited.connect(self._clear_error)
        self.field.installEventFilter(self)
        self.hide()

    def bring(self, begun: str = "") -> None:
        """Show the line, begun with what was typed elsewhere."""
        self.show()
        self.field.setText(begun)
        self._clear_error()
        self.field.setFocus()

    def leave(self) -> None:
        """Hide the line."""
        self.hide()
        self.left.emit()

    def listen(self, widget: QWidget) -> None:
        """Take up letters and figures that are typed or scanned at a widget."""
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if watched is self.field:
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
            return False
        text = event.text()
        if text.isalnum() and not event.modifiers() & _HELD:
            self.bring(text)
            return True
        return False

    def _ask(self) -> None:
        ime.commit()
        number = self.field.text().strip()
        if number:
            reply = Reply(self._show, self._refused)
            self._jobs.read(self, reply, card_of_number, number)

    def _show(self, home: CardHome) -> None:
        self.leave()
        self.found.emit(home)

    def _refused(self, error: UserError) -> None:
        self._said.setText("没有这个卡号" if error.code == "not_found" else error.message)
        restyle_one(self.field, "state", "error")
        self.field.selectAll()

    def _clear_error(self, _text: str = "") -> None:
        self._said.setText("")
        restyle_one(self.field, "state", "")
