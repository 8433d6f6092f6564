"""The fields of a quick registration: laid out, read into a command, errors beside them."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.common import theme
from ui.common.buttons import row
from ui.common.choice import Choice
from ui.common.labels import Words
from ui.common.restyle import restyle_one
from ui.common.tab_order import in_reading_order
from ui.jobs import Jobs
from ui.tickets import form_draft, form_read
from ui.tickets.caller import CallerField
from ui.tickets.categories import CategoryPicker
from ui.tickets.circumstances import Outside, When
from ui.tickets.phone import PhoneLine
from ui.tickets.place import Place
from ui.tickets.same import MERGE, Same
from ui.tickets.sending import SendTo
from ui.tickets.suggested import SuggestedChips
from ui.tickets.urgency import Urgency
from wenming_desktop.errors import UserError
from wenming_desktop.tickets.intake import CallerFacts, IntakeChoices, Registration
from wenming_desktop.tickets.model import EXTERNAL_SOURCES
from wenming_desktop.tickets.refusals import FieldMissingError

_PHONE_SOURCE: Final = "02"
_MISSING: Final = {"category": "还没有选类别。选好以后再保存。"}


class IntakeForm(QWidget):
    """The left side of the window; `asked_due` when what a deadline hangs on changed.

    `category_by_hand` says whether a person chose it outside what was suggested.
    """

    asked_due = Signal()
    caller_changed = Signal()
    edited = Signal()
    decided = Signal(object)

    def __init__(self, jobs: Jobs, over: QWidget) -> None:
        super().__init__()
        self.facts: CallerFacts | None = None
        self.key: tuple[str, int] | None = None
        self.same: Same | None = None
        self.category_by_hand = False
        self._errors: dict[str, Words] = {}
        self._parts: dict[str, QWidget] = {}
        self._labels: dict[str, Words] = {}
        self.caller = CallerField(jobs, over)
        self.phone = PhoneLine()
        self.anonymous = QPushButton("匿名 F7")
        self.categories = CategoryPicker()
        self.suggested = SuggestedChips()
        self.content = QPlainTextEdit()
        self.where = Place()
        self.place, self.same_place = self.where.line, self.where.same
        self.when = When()
        self.sending = SendTo()
        self.unit, self.handler = self.sending.unit, self.sending.handler
        self.source = Choice("source", "来源")
        self.urgency = Urgency()
        self.outside = Outside()
        self._dress()
        self._lay_out()
        self._connect()
        self.reset()

    def _dress(self) -> None:
        self.anonymous.setObjectName("btn_anonymous")
        self.anonymous.setProperty("k", "fchip")
        self.anonymous.setCheckable(True)
        self.anonymous.setAutoDefault(False)
        self.anonymous.setAccessibleName("匿名")
        self.content.setObjectName("fld_content")
        self.content.setAccessibleName("事项")
        self.content.setPlaceholderText("什么事，原话记下来")
        self.content.setTabChangesFocus(True)
        self.content.setMinimumHeight(theme.px("f_body") * 4)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(18, 12, 18, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(9)
        grid.setColumnMinimumWidth(0, 52)
        grid.setColumnStretch(1, 1)
        called = row(self.caller, self.phone, self.anonymous)
        called.setStretch(0, 1)
        who = QVBoxLayout()
        who.setSpacing(4)
        who.addLayout(called)
        who.addWidget(self.phone.told)
        come = row(self.source, self.urgency)
        come.setStretch(0, 1)
        kinds = QVBoxLayout()
        kinds.setSpacing(6)
        kinds.addWidget(self.categories)
        kinds.addWidget(self.suggested)
        lines: tuple[tuple[str, str, QLayout, QWidget], ...] = (
            ("caller", "谁", who, self.caller),
            ("category", "类别", kinds, self.categories),
            ("content", "事项", row(self.content), self.content),
            ("location_text", "地点", row(self.where), self.place),
            ("occurred_at", "何时", row(self.when), self.when.at),
            ("handling_unit_id", "派给", row(self.sending), self.unit),
            ("source", "来源", come, self.source),
            ("external_due_at", "转办", row(self.outside), self.outside.due),
        )
        for at, (key, label, line, part) in enumerate(lines):
            name = Words(label, "t2")
            name.setFixedHeight(theme.px("ctl"))
            name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            name.setBuddy(part)
            grid.addWidget(name, 2 * at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(line, 2 * at, 1)
            error = Words("", "error")
            error.setObjectName(f"err_{key}")
            error.setMinimumHeight(4)
            grid.addWidget(error, 2 * at + 1, 1)
            error.hide()
            self._errors[key], self._parts[key] = error, part
            self._labels[key] = name
        grid.setRowStretch(4, 1)

    def _connect(self) -> None:
        self.caller.loosened.connect(self.forget_caller)
        self.caller.textChanged.connect(self._edited)
        self.phone.textChanged.connect(self._edited)
        self.place.textChanged.connect(self._edited)
        self.content.textChanged.connect(self._edited)
        self.categories.chosen.connect(self._category_chosen)
        self.suggested.taken.connect(self._suggestion_taken)
        self.urgency.chosen.connect(self._edited_due)
        for part in (self.sending, self.when):
            part.edited.connect(self._edited)
        self.outside.edited.connect(self._edited_due)
        self.source.activated.connect(self._source_chosen)
        self.anonymous.toggled.connect(self._anonymous)
        self.edited.connect(self._warn)

    def offer(self, choices: IntakeChoices) -> None:
        """Offer what the office has: categories, urgencies, sources, units."""
        self.categories.offer(choices)
        held = self.urgency.value()
        self.urgency.offer([(one.code, one.name.split("(")[0]) for one in choices.urgencies])
        self.urgency.choose(held)
        held_source = self.source.value()
        self.source.offer((one.code, one.name) for one in choices.sources)
        self.source.choose(held_source or _PHONE_SOURCE)
        self.when.offer(choices.natures)
        self.sending.offer(choices.units)
        self._show_outside()
        # Tiles and urgencies are made late.
        in_reading_order(
            *(self.caller, self.phone, self.anonymous, *self.categories.in_order()),
            *(self.suggested, self.content, self.place, self.same_place, self.when),
            *(self.sending, self.source, self.urgency, self.outside),
        )

    def reset(self) -> None:
        """Clear every field for the next call."""
        self.facts = self.key = self.same = None
        self.category_by_hand = False
        self.caller.hold("")
        self.phone.know(None)
        self.phone.clear()
        self.where.reset()
        self.content.clear()
        self.anonymous.setChecked(False)
        self.categories.choose("")
        self.suggested.offer(())
        self.urgency.reset()
        self.source.choose(_PHONE_SOURCE)
        self.when.reset()
        self.outside.put({})
        self._show_outside()
        self.sending.reset()
        self.clear_errors()

    def is_blank(self) -> bool:
        """Whether nothing has been filled in."""
        return form_draft.says_nothing(form_draft.content_of(self))

    def take_caller(self, facts: CallerFacts, key: tuple[str, int]) -> None:
        """Take a caller from the register, where he is found by his key."""
        self.facts, self.key = facts, key
        self.phone.know(facts, self.caller.text().strip())
        self.caller.hold(facts.name)
        self.where.know(facts.address)
        self.caller_changed.emit()
        self._warn()

    def forget_caller(self) -> None:
        """The name was changed by hand: it is nobody of the register any more."""
        self.facts = self.key = None
        self.phone.know(None)
        self.where.know("")
        self.caller_changed.emit()

    def command(self) -> Registration:
        """Return what was filled in as a command."""
        return form_read.command_of(self)

    def show_error(self, key: str, text: str) -> None:
        """Write an error beside its field and go there."""
        key = key if key in self._errors else "content"
        for box in self.findChildren(Choice):
            box.put_away()
        self._errors[key].setText(text)
        self._errors[key].show()
        restyle_one(self._parts[key], "state", "error")
        self._parts[key].setAccessibleDescription(text)
        self._parts[key].setFocus()

    def refuse(self, key: str, error: UserError) -> None:
        """Say beside a field why it was refused, by the name the field has here."""
        label, facts = self._labels.get(error.field or ""), error.facts
        words = error.message
        if label is not None and "label" in facts:
            words = error.text.format(**{**facts, "label": label.text()})
        if isinstance(error, FieldMissingError):
            words = _MISSING.get(key, words)
        self.show_error(key, words)

    def clear_errors(self) -> None:
        """Take all errors away."""
        for key, error in self._errors.items():
            error.hide()
            restyle_one(self._parts[key], "state", "")
            self._parts[key].setAccessibleDescription("")

    def decide(self, same: Same | None) -> None:
        """Take what was decided about a ticket that may be the same matter."""
        self.same = same
        self.sending.rest(merged=same is not None and same.act == MERGE)
        self.decided.emit(same)
        self.edited.emit()

    def choose_source(self, code: object) -> None:
        """Choose the source, with what it asks for."""
        self.source.choose(code)
        self._show_outside()

    def _edited(self, _value: object = None) -> None:
        self.edited.emit()

    def _edited_due(self) -> None:
        self.edited.emit()
        self.asked_due.emit()

    def _anonymous(self, hidden: bool) -> None:
        for line in (self.caller, self.phone):
            line.setEnabled(not hidden)
        self.where.hide_caller(hidden=hidden)
        self.edited.emit()

    def _warn(self) -> None:
        self.where.warn(secret=self.when.secret.isChecked())

    def _category_chosen(self) -> None:
        self.category_by_hand = True
        self.suggested.offer(())
        self._category_taken()

    def _suggestion_taken(self, code: str) -> None:
        self.categories.choose(code)
        self.suggested.mark(code)
        self._category_taken()

    def _category_taken(self) -> None:
        self.urgency.follow(self.categories.value())
        self.sending.suggest(None, self.categories.category())
        self._edited_due()

    def _source_chosen(self) -> None:
        self._show_outside()
        self._edited_due()

    def _show_outside(self) -> None:
        wanted = self.source.value() in EXTERNAL_SOURCES
        self.outside.setVisible(wanted)
        self._labels["external_due_at"].setVisible(wanted)
