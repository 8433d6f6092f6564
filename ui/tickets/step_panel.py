"""The step in hand, taken where the ticket is read: its fields, and beside them what is wrong."""

from datetime import datetime
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.frames import column
from ui.common.labels import Words
from ui.common.restyle import OnRestyle
from ui.drafts import Drafts
from ui.tickets.step_field import StepField
from ui.tickets.step_fields import RatingField, make_field
from ui.tickets.step_specs import StepSpec, hint_of
from ui.tickets.whistle import AnswerOrder, fitted
from ui.tickets.whistle_fields import AnswerField
from wenming_desktop.drafts import KeptDraft
from wenming_desktop.errors import UserError
from wenming_desktop.tickets.board import BoardChoices
from wenming_desktop.tickets.board_view import TicketView
from wenming_desktop.tickets.orders import TakeStep

_ANSWERED: Final = "1"
_BAD: Final = "3"


class StepPanel(OnRestyle, QFrame):
    """One step's form; `changed` when the words of its button may have changed.

    What is typed is a draft of its ticket and step, until the step is taken or emptied.
    """

    changed = Signal()

    def __init__(self, drafts: Drafts) -> None:
        super().__init__()
        self._kept_in = drafts
        self.setProperty("k", "step")
        self.setObjectName("pane_step")
        self.view: TicketView | None = None
        self.spec: StepSpec | None = None
        self._fields: dict[str, StepField] = {}
        self._errors: dict[str, Words] = {}
        self._general, self._hint = Words("", "error"), Words("", "sm3")
        self._draft = Words("", "okay")
        self._blank: dict[str, object] = {}
        self.fields, self.beside = QWidget(), QVBoxLayout()
        """The form, and what may stand at its right."""
        self._layout = column(self.fields, gap=8)
        both = QHBoxLayout(self)
        both.setContentsMargins(16, 11, 16, 11)
        both.setSpacing(16)
        both.addWidget(self.fields, 1)
        both.addLayout(self.beside)
        drafts.kept.connect(self._draft_kept)
        drafts.failed.connect(self._draft_failed)

    @override
    def restyle(self) -> None:
        self.updateGeometry()

    def show_step(self, view: TicketView, action: str, choices: BoardChoices) -> None:
        """Show the form of a step of a ticket, with what was typed into it before."""
        self.view, self.spec = view, fitted(action, view)
        _empty(self._layout)
        names = (*self.spec.beside, *self.spec.fields)
        self._fields = {name: make_field(name, choices, view) for name in names}
        self._errors = {name: self._error(name) for name in names}
        self._general, self._hint = self._error("step"), Words("", "sm3")
        self._draft = Words("", "okay")
        self._draft.setObjectName("lbl_step_draft")
        self._draft.hide()
        for words in (self._general, self._hint):
            words.setWordWrap(True)
        self._layout.addLayout(self._head(view))
        if self.spec.fields:
            self._layout.addLayout(self._grid())
        self._layout.addWidget(self._hint)
        self._layout.addWidget(self._draft)
        self._layout.addWidget(self._general)
        self._layout.addStretch(1)
        self._blank = self._typed()
        for field in self._fields.values():
            field.edited.connect(self._touched)
            # A layout shows its widgets late; what is not shown cannot take the focus.
            field.show()
        self._edited()
        form = self.form()
        self._kept_in.read(self, form, partial(self._put_back, form))

    def clear(self) -> None:
        """Show no step."""
        _empty(self._layout)
        self.view = self.spec = None
        self._fields, self._errors = {}, {}
        self.changed.emit()

    def take_focus(self) -> bool:
        """Go to the first field below the title; False where the step has none."""
        for name in self.spec.fields if self.spec is not None else ():
            self._fields[name].setFocus()
            return True
        return False

    def command(self) -> TakeStep | AnswerOrder | None:
        """Return the step as filled in; None when something is missing that no rule asks for."""
        if self.view is None or self.spec is None:
            return None
        self.clear_errors()
        if isinstance(people := self._fields.get("people"), AnswerField):
            return people.order()
        values: dict[str, Any] = {}
        for field in self._fields.values():
            values.update(field.values())
        if self.spec.needs and not values.get("reason"):
            self._complain(self.spec.needs, "写一句，再按按钮。")
            return None
        if self.spec.action == "CBK" and values["contact_result"] != _ANSWERED:
            values |= {"outcome": None, "satisfaction": None}
        return TakeStep(self.view.id, self.spec.action, **values)

    def button_words(self) -> str:
        """Return what the button of this step says, as the form stands."""
        if self.spec is None:
            return ""
        if self.spec.action != "CBK":
            return self.spec.button
        if not self._is_answered():
            return "记下这次回访"
        return "完成回访，退回重办" if self._goes_back() else "完成回访并归档"

    def archives(self) -> bool:
        """Whether the ticket goes to the archive with this call-back."""
        values = self._fields["contact"].values() if "contact" in self._fields else {}
        answered = values.get("contact_result") == _ANSWERED
        return bool(answered and not self._goes_back())

    def form(self) -> str:
        """Return the name under which the draft of the step in hand is kept."""
        view, spec = self.view, self.spec
        return _form(view.id, spec.action) if view is not None and spec is not None else ""

    def forget(self, ticket: int, action: str) -> None:
        """Drop what was typed for a step: it has been saved."""
        form = _form(ticket, action)
        if self.form() == form:
            # Until the ticket is read again a second press finds no step to take.
            self.spec, self._fields = None, {}
        self._kept_in.drop(form)

    def refuse(self, error: UserError) -> None:
        """Write a refusal beside the field it names."""
        for name, field in self._fields.items():
            if error.field in field.names:
                self._complain(name, error.message)
                return
        self._general.setText(error.message)
        self._general.show()
        self.setAccessibleDescription(error.message)

    def clear_errors(self) -> None:
        """Take all errors away."""
        for part in (*self._errors.values(), self._general):
            part.hide()
        for field in self._fields.values():
            field.setAccessibleDescription("")

    def fail(self, why: str) -> None:
        """Say that the step was not saved; all that was typed stays."""
        self._general.setText(f"没有保存，写的都还在。{why}")
        self._general.show()
        self.setAccessibleDescription(self._general.text())

    def _typed(self) -> dict[str, object]:
        return {name: field.kept() for name, field in self._fields.items()}

    def _touched(self) -> None:
        self._edited()
        typed, form = self._typed(), self.form()
        if form and typed and typed == self._blank:
            self._kept_in.drop(form)
            self._draft.hide()
        elif form and typed:
            self._kept_in.keep(form, typed)

    def _put_back(self, form: str, draft: KeptDraft | None) -> None:
        if draft is None or form != self.form():
            return
        for name in self._fields.keys() & draft.content.keys():
            with QSignalBlocker(self._fields[name]):
                self._fields[name].put(draft.content[name])
        self._edited()
        self._draft_kept(form, draft.at)

    def _draft_kept(self, form: str, at: datetime) -> None:
        if form == self.form() and self._fields:
            self._say_draft(f"草稿 {at:%H:%M} 已存")

    def _draft_failed(self, form: str, why: str) -> None:
        if form == self.form():
            self._say_draft(f"草稿还没存上，先别关机。{why}")

    def _say_draft(self, words: str) -> None:
        self._draft.setText(words)
        self._draft.show()

    def _complain(self, name: str, text: str) -> None:
        self._errors[name].setText(text)
        self._errors[name].show()
        self._fields[name].setAccessibleDescription(text)
        self._fields[name].setFocus()

    def _error(self, name: str) -> Words:
        error = Words("", "error")
        error.setObjectName(f"err_{name}")
        error.hide()
        return error

    def _head(self, view: TicketView) -> QVBoxLayout:
        spec = self.spec
        line = QHBoxLayout()
        line.setSpacing(12)
        both = QVBoxLayout()
        both.setSpacing(2)
        both.addLayout(line)
        if spec is None:
            return both
        line.addWidget(Words(spec.title, "strong"))
        for at, name in enumerate(spec.beside):
            if at:
                line.addStretch(1)
            if name == "quantities":
                line.addWidget(Words(self._fields[name].label, "t2"))
            line.addWidget(self._fields[name])
            both.addWidget(self._errors[name])
            if name == "contact":
                line.addWidget(Words(f"第 {view.calls + 1} 次", "sm2"))
        if len(spec.beside) < 2:
            line.addStretch(1)
        return both

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, round(56 * theme.px("f_body") / 15))
        grid.setColumnStretch(1, 1)
        at = 0
        for name in self.spec.fields if self.spec is not None else ():
            field = self._fields[name]
            label = Words(field.label, "t2")
            label.setBuddy(field)
            label.setFixedHeight(theme.px("ctl"))
            grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, at, 1)
            grid.addWidget(self._errors[name], at + 1, 1)
            at += 2
        return grid

    def _edited(self) -> None:
        self.clear_errors()
        view, spec = self.view, self.spec
        hint = hint_of(spec, view, answered=self._is_answered()) if spec and view else ""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        for name in ("satisfaction", "solved"):
            if name in self._fields:
                self._fields[name].setEnabled(self._is_answered())
        self.changed.emit()

    def _is_answered(self) -> bool:
        contact = self._fields.get("contact")
        return contact is None or contact.values()["contact_result"] == _ANSWERED

    def _goes_back(self) -> bool:
        rating, solved = self._fields.get("satisfaction"), self._fields.get("solved")
        unhappy = isinstance(rating, RatingField) and rating.group.value() == _BAD
        return unhappy or (solved is not None and solved.values()["outcome"] == _BAD)


def _form(ticket: int, action: str) -> str:
    return f"tickets.step {ticket} {action}"


def _empty(layout: Any) -> None:
    while layout.count():
        item = layout.takeAt(0)
        part = item.widget()
        if isinstance(part, QWidget):
            part.hide()
            part.setParent(None)
            part.deleteLater()
        elif item.layout() is not None:
            _empty(item.layout())
            item.layout().deleteLater()
