"""How the problem in hand can be mended: words to put at once, a choice, or a line to type."""

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from ui.common import ime
from ui.common.buttons import Btn, on_click
from ui.common.choice import Choice
from ui.common.labels import Words
from wenming_desktop.workbooks.answers import Applied, Cure, Place, Word

_LONGEST, _DOOR = 120, "house.full_address"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Answer(QLineEdit):
    """A line whose Enter, also with Ctrl, puts the answer in and never imports."""

    put = Signal()

    @override
    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.put.emit()
        else:
            super().keyPressEvent(event)


class FixPane(QWidget):
    """One row of a cure; `said` carries the cure and the answer, `back_asked` what to undo."""

    said = Signal(object, str)
    back_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pane_fix")
        self._cure: Cure | None = None
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)
        self._first: QWidget | None = None
        self.hide()

    def clear(self) -> None:
        """Show nothing."""
        self._cure = self._first = None
        while (item := self._line.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.hide()

    def show_cure(self, cure: Cure) -> None:
        """Offer what may be put in."""
        self.clear()
        self._cure = cure
        for at, words in enumerate(cure.offers):
            offer = Btn(f"改成 {words}", name=f"offer_{at}", small=True)
            on_click(offer, partial(self.said.emit, cure, words))
            self._add(offer)
        if cure.choices:
            self._add_choice(cure)
        else:
            self._add_line(cure)
        if not isinstance(cure.key, Place):
            same = f"同样写法的 {cure.alike:,} 处一起改，" if cure.alike > 1 else ""
            self._line.addWidget(Words(f"{same}下次也这样定", "sm3"))
        self._line.addStretch(1)
        self.show()

    def _add_choice(self, cure: Cure) -> None:
        label = f"“{cure.written}”是{cure.label}里的哪一项"
        choice = Choice("answer", label, searchable=True)
        choice.offer(cure.choices)
        choice.setCurrentIndex(-1)
        choice.setMinimumWidth(180)
        line = choice.lineEdit()
        if line is not None:
            line.setPlaceholderText("选一项")
            line.setAccessibleName(label)
        self._add(choice)
        put = Btn("就定成这个", name="put_answer", small=True)
        on_click(put, partial(self._put_choice, choice))
        choice.activated.connect(put.setFocus)
        self._add(put)

    def _add_line(self, cure: Cure) -> None:
        is_door = not isinstance(cure.key, Place) or cure.key.field == _DOOR
        answer = _Answer("" if is_door else cure.written)
        answer.setObjectName("fld_answer")
        answer.setAccessibleName(f"{cure.label}改成")
        answer.setMaxLength(_LONGEST)
        answer.setMinimumWidth(220)
        if is_door:
            answer.setPlaceholderText("比如 3号楼2单元402")
        answer.put.connect(partial(self._put_line, answer))
        self._add(answer)
        put = Btn("改成这样", name="put_answer", small=True)
        on_click(put, partial(self._put_line, answer))
        self._add(put)

    def show_applied(self, applied: Applied) -> None:
        """Offer to take an answer back."""
        self.clear()
        back = Btn("收回", name="take_back", icon="ri.arrow-go-back-line", small=True)
        back.setAccessibleName(f"收回“{applied.written}”改成“{applied.said}”")
        on_click(back, partial(self.back_asked.emit, applied.key))
        self._add(back)
        more = "收回以后，下次也不再这样改" if isinstance(applied.key, Word) else ""
        self._line.addWidget(Words(more, "sm3"))
        self._line.addStretch(1)
        self.show()

    def _add(self, part: QWidget) -> None:
        self._first = self._first or part
        self._line.addWidget(part)

    def take_focus(self) -> None:
        """Go to what answers first."""
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.TabFocusReason)

    def _put_choice(self, choice: Choice) -> None:
        code = choice.value()
        if self._cure is not None and isinstance(code, str):
            self.said.emit(self._cure, code)
        else:
            choice.setFocus()

    def _put_line(self, answer: QLineEdit) -> None:
        ime.commit()
        words = answer.text().strip()
        if self._cure is not None and words != self._cure.written:
            self.said.emit(self._cure, words)
