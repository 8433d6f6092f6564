"""The fields of a quick registration: laid out, read into a command, errors beside them."""

from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from ui.common import theme
from ui.common.buttons import Btn, Segment, on_click, row
from ui.common.choice import Choice
from ui.common.labels import Words
from ui.common.restyle import restyle_one
from ui.jobs import Jobs
from ui.tickets.caller import CallerField
from ui.tickets.categories import CategoryPicker
from wenming_desktop.tickets.intake import CallerFacts, IntakeChoices, Registration, UnitChoice
from wenming_desktop.tickets.model import OpenTicket

_PHONE_SOURCE: Final = "02"
_NORMAL: Final = "1"
_DIGITS: Final = frozenset("0123456789-+ ")


class IntakeForm(QWidget):
    """The left side of the window; `asked_due` when category or urgency changed."""

    asked_due = Signal()
    caller_changed = Signal()
    edited = Signal()

    def __init__(self, jobs: Jobs, over: QWidget) -> None:
        super().__init__()
        self.facts: CallerFacts | None = None
        self.key: tuple[str, int] | None = None
        self._units: dict[int, UnitChoice] = {}
        self._errors: dict[str, Words] = {}
        self._parts: dict[str, QWidget] = {}
        self.caller = CallerField(jobs, over)
        self.phone = QLineEdit()
        self.anonymous = QPushButton("匿名 F7")
        self.categories = CategoryPicker()
        self.content = QPlainTextEdit()
        self.place = QLineEdit()
        self.same_place = Btn("同住址", name="same_place", small=True)
        self.unit = Choice("handling_unit_id", "派给哪个单位")
        self.handler = Choice("handler_id", "派给谁")
        self.source = Choice("source", "来源")
        self.urgency = Segment("urgency", [(_NORMAL, "一般")])
        self._dress()
        self._lay_out()
        self._connect()
        self.reset()

    def _dress(self) -> None:
        self.phone.setObjectName("fld_complainant_phone")
        self.phone.setAccessibleName("来电号码")
        self.phone.setPlaceholderText("来电号码")
        self.phone.setFixedWidth(140)
        self.phone.setMaxLength(40)
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
        self.place.setObjectName("fld_location_text")
        self.place.setAccessibleName("地点")
        self.place.setPlaceholderText("在哪里")
        self.place.setMaxLength(200)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(18, 12, 18, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(9)
        grid.setColumnMinimumWidth(0, 52)
        grid.setColumnStretch(1, 1)
        who = row(self.caller, self.phone, self.anonymous)
        who.setStretch(0, 1)
        where = row(self.place, self.same_place)
        where.setStretch(0, 1)
        sent = row(self.unit, self.handler)
        sent.setStretch(0, 3)
        sent.setStretch(1, 2)
        come = row(self.source, self.urgency)
        come.setStretch(0, 1)
        lines = (
            ("caller", "谁", who, self.caller),
            ("category", "类别", row(self.categories), self.categories),
            ("content", "事项", row(self.content), self.content),
            ("location_text", "地点", where, self.place),
            ("handling_unit_id", "派给", sent, self.unit),
            ("source", "来源", come, self.source),
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
        grid.setRowStretch(4, 1)

    def _connect(self) -> None:
        self.caller.loosened.connect(self.forget_caller)
        self.caller.textChanged.connect(self._edited)
        self.phone.textChanged.connect(self._edited)
        self.place.textChanged.connect(self._edited)
        self.content.textChanged.connect(self._edited)
        self.categories.chosen.connect(self._category_chosen)
        self.urgency.chosen.connect(self._edited_due)
        self.unit.activated.connect(self._unit_touched)
        for choice in (self.handler, self.source):
            choice.activated.connect(self._edited)
        self.anonymous.toggled.connect(self._anonymous)
        on_click(self.same_place, self.take_address)

    def offer(self, choices: IntakeChoices) -> None:
        """Offer what the office has: categories, urgencies, sources, units."""
        self._units = {unit.id: unit for unit in choices.units}
        self.categories.offer(choices)
        for before, after in pairwise((self.anonymous, *self.categories.in_order())):
            QWidget.setTabOrder(before, after)
        held = self.urgency.value()
        self.urgency.offer([(one.code, one.name.split("(")[0]) for one in choices.urgencies])
        self.urgency.choose(held)
        self.source.offer((one.code, one.name) for one in choices.sources)
        if self.source.value() is None or self.is_blank():
            self.source.choose(_PHONE_SOURCE)
        self.unit.offer([(None, "先不派"), *((one.id, one.name) for one in choices.units)])
        self._unit_chosen()

    def reset(self) -> None:
        """Clear every field for the next call."""
        self.facts = self.key = None
        self.caller.hold("")
        for line in (self.phone, self.place):
            line.clear()
        self.content.clear()
        self.anonymous.setChecked(False)
        self.categories.choose("")
        self.urgency.choose(_NORMAL)
        self.source.choose(_PHONE_SOURCE)
        self.unit.choose(None)
        self._unit_chosen()
        self.same_place.setEnabled(False)
        self.clear_errors()

    def is_blank(self) -> bool:
        """Whether nothing has been filled in."""
        texts = (self.caller.text(), self.phone.text(), self.content.toPlainText())
        return not any(text.strip() for text in (*texts, self.place.text()))

    def take_caller(self, facts: CallerFacts, key: tuple[str, int]) -> None:
        """Take a caller from the register, where he is found by his key."""
        self.facts, self.key = facts, key
        self.caller.hold(facts.name)
        self.phone.setText("")
        self.phone.setPlaceholderText(facts.phone_masked or "来电号码")
        self.same_place.setEnabled(bool(facts.address))
        if not self.place.text():
            self.take_address()
        self.caller_changed.emit()

    def forget_caller(self) -> None:
        """The name was changed by hand: it is nobody of the register any more."""
        self.facts = self.key = None
        self.phone.setPlaceholderText("来电号码")
        self.same_place.setEnabled(False)
        self.caller_changed.emit()

    def take_address(self) -> None:
        """Put the caller's address into the place."""
        if self.facts is not None:
            self.place.setText(self.facts.address)

    def command(self) -> Registration:
        """Return what was filled in as a command."""
        return Registration(self._ticket(), self.unit_id(), self.handler_id())

    def _ticket(self) -> OpenTicket:
        facts, name, phone = self.facts, self.caller.text().strip(), self.phone.text().strip()
        if facts is None and not phone and name and set(name) <= _DIGITS:
            name, phone = "", name
        hidden = self.anonymous.isChecked()
        source, category = self.source.value(), self.categories.value()
        return OpenTicket(
            source=source if isinstance(source, str) else None,
            category=category or None,
            location_text=self.place.text().strip() or None,
            content=self.content.toPlainText().strip() or None,
            urgency=self.urgency.value() or _NORMAL,
            complainant_phone=phone or (facts.phone if facts is not None else "") or None,
            complainant_name=None if hidden else name or None,
            complainant_house_id=facts.house_id if facts is not None and not hidden else None,
            complainant_address=facts.address if facts is not None and not hidden else None,
            is_anonymous=hidden,
            grid_id=facts.grid_id if facts is not None else None,
            building_id=facts.building_id if facts is not None else None,
        )

    def unit_id(self) -> int | None:
        """Return the unit to send it to, if any."""
        value = self.unit.value()
        return value if isinstance(value, int) else None

    def handler_id(self) -> int | None:
        """Return the person to send it to, if any."""
        value = self.handler.value()
        return value if isinstance(value, int) else None

    def show_error(self, key: str, text: str) -> None:
        """Write an error beside its field and go there."""
        key = key if key in self._errors else "content"
        self._errors[key].setText(text)
        self._errors[key].show()
        restyle_one(self._parts[key], "state", "error")
        self._parts[key].setAccessibleDescription(text)
        self._parts[key].setFocus()

    def clear_errors(self) -> None:
        """Take all errors away."""
        for key, error in self._errors.items():
            error.hide()
            restyle_one(self._parts[key], "state", "")
            self._parts[key].setAccessibleDescription("")

    def send_to(self, unit: object, handler: object) -> None:
        """Choose unit and handler, where they are still offered."""
        self.unit.choose(unit)
        self._unit_chosen()
        self.handler.choose(handler)

    def _edited(self, _value: object = None) -> None:
        self.edited.emit()

    def _unit_touched(self) -> None:
        self._unit_chosen()
        self.edited.emit()

    def _edited_due(self) -> None:
        self.edited.emit()
        self.asked_due.emit()

    def _anonymous(self, hidden: bool) -> None:
        self.caller.setEnabled(not hidden)
        self.edited.emit()

    def _category_chosen(self) -> None:
        category = self.categories.category()
        if category is not None and category.unit_id is not None and self.unit_id() is None:
            self.unit.choose(category.unit_id)
            self._unit_chosen()
        self._edited_due()

    def _unit_chosen(self) -> None:
        unit = self._units.get(self.unit_id() or 0)
        people = [(one.id, one.name) for one in unit.handlers] if unit is not None else []
        self.handler.offer([(None, "经办人不定"), *people])
        self.handler.setEnabled(bool(people))
