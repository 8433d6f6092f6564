"""新整改: what is to be put right, by whom, by when; a ticket brings what it says already."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.common.choice import Choice
from ui.common.date_field import DateField
from ui.common.form_dialog import FormDialog
from ui.common.form_row import FormRow, first_wrong
from ui.jobs import Jobs, Reply
from ui.tickets.rectification.text_area import TextArea
from wenming_desktop.errors import UserError
from wenming_desktop.rectification.choices import (
    Beginning,
    ItemChoices,
    begin_item,
    item_choices,
    until,
)
from wenming_desktop.rectification.model import NewItem
from wenming_desktop.rectification.service import LONGEST, add_item

_NEEDED: Final = (
    ("problem", "还没有写问题，写清楚要改什么"),
    ("location", "还没有写点位，写到楼号或路段"),
    ("responsible_unit", "还没有写责任单位"),
    ("responsible_person", "还没有写责任人，通知单要交到人"),
)


class ItemDialog(FormDialog):
    """Makes an item; `made` carries its id. Esc keeps what is typed for the same beginning."""

    made = Signal(int)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("new_item", "新整改", "交办", parent)
        self._jobs = jobs
        self._begun: Beginning | None = None
        self._people: dict[str, tuple[tuple[str, str], ...]] = {}
        self.problem = TextArea("item_problem", "问题", 3)
        self.place = _line("item_location", "location")
        self.unit = Choice("item_unit", "责任单位", searchable=True)
        self.person = _line("item_person", "responsible_person")
        self.phone = _line("item_phone", "responsible_phone")
        self.deadline = DateField("item_deadline", "整改期限")
        self.standard = Choice("item_standard", "对照标准", searchable=True)
        self.demand = TextArea("item_measures", "整改要求", 2)
        self.origin = Choice("item_origin", "来源")
        self.grid = Choice("item_grid", "网格")
        self._rows = {
            name: self.add(FormRow(f"item_{name}", label, editor, required=needed))
            for name, label, editor, needed in (
                ("problem", "问题", self.problem, True),
                ("location", "点位", self.place, True),
                ("responsible_unit", "责任单位", self.unit, True),
                ("responsible_person", "责任人", self.person, True),
                ("responsible_phone", "电话", self.phone, False),
                ("deadline", "整改期限", self.deadline, True),
                ("standard_code", "对照标准", self.standard, False),
                ("measures", "整改要求", self.demand, False),
                ("origin", "来源", self.origin, False),
                ("grid_id", "网格", self.grid, False),
            )
        }
        self.unit.activated.connect(self._unit_chosen)
        line = self.unit.lineEdit()
        if line is not None:
            line.setMaxLength(LONGEST["responsible_unit"])
            line.setPlaceholderText("选一个，或直接写")
        self.submitted.connect(self._save)

    def begin(self, ticket: int | None = None) -> None:
        """Show the form, for a ticket if one is named."""
        self._jobs.read(self, self._offer, item_choices)
        self._jobs.read(self, self._show, begin_item, ticket)

    def _offer(self, choices: ItemChoices) -> None:
        self._people = {party.name: party.people for party in choices.parties}
        self.unit.offer([(party.name, party.name) for party in choices.parties])
        self.origin.offer(choices.origins)
        self.grid.offer([(None, "不分网格"), *choices.grids])
        self.standard.offer([(None, "不对照"), *choices.standards])

    def _show(self, begun: Beginning) -> None:
        before = self._begun
        if before is None or before.ticket_id != begun.ticket_id:
            self._put(begun)
        self._begun = begun
        number = f"由工单 {begun.ticket_no} 转来。" if begun.ticket_no else ""
        self.told.setText(f"{number}交办后得到编号，就能打印整改通知单。")
        self.bring()

    def _put(self, begun: Beginning) -> None:
        for row in self._rows.values():
            row.clear()
        self.fail("")
        self.problem.setPlainText(begun.problem[: LONGEST["problem"]])
        self.place.setText(begun.location[: LONGEST["location"]])
        self.unit.setCurrentIndex(-1)
        self.unit.setEditText(begun.unit)
        self.person.setText(begun.person)
        self.phone.setText(begun.phone)
        self.demand.setPlainText("")
        self.deadline.put(begun.deadline)
        self.standard.choose(None)
        self.origin.choose(begun.origin)
        self.grid.choose(begun.grid_id)

    def _unit_chosen(self, _at: int) -> None:
        people = self._people.get(self.unit.currentText().strip(), ())
        if people and not self.person.text().strip():
            self.person.setText(people[0][0])
            self.phone.setText(people[0][1])

    def _save(self) -> None:
        for row in self._rows.values():
            row.clear()
        values = {
            "problem": self.problem.toPlainText().strip(),
            "location": self.place.text().strip(),
            "responsible_unit": self.unit.currentText().strip(),
            "responsible_person": self.person.text().strip(),
        }
        for name, said in _NEEDED:
            if not values[name]:
                self._rows[name].show_error(said)
        long = len(values["problem"]) - LONGEST["problem"]
        if long > 0:
            self._rows["problem"].show_error(f"多了 {long} 个字，最多 {LONGEST['problem']} 个字")
        day = self.deadline.value()
        if day is None:
            wrong = "看不出是哪一天，像 3.5 这样写" if self.deadline.unread() else "还没有写期限"
            self._rows["deadline"].show_error(wrong)
        if first_wrong(self.rows) is not None or day is None:
            return
        grid, origin = self.grid.value(), self.origin.value()
        command = NewItem(
            **values,
            deadline=until(day),
            responsible_phone=self.phone.text().strip(),
            origin=str(origin or ""),
            ticket_id=self._begun.ticket_id if self._begun is not None else None,
            grid_id=grid if isinstance(grid, int) else None,
            standard_code=str(self.standard.value() or ""),
            measures=self.demand.toPlainText().strip(),
        )
        self.wait(waiting=True)
        self._jobs.write(self, Reply(self._written, self._refused, self.fail), add_item, command)

    def _written(self, item: int) -> None:
        self.wait(waiting=False)
        self._begun = None
        self.accept()
        self.made.emit(item)

    def _refused(self, error: UserError) -> None:
        self.fail(error.message if error.field not in self._rows else "")
        if error.field in self._rows:
            self._rows[str(error.field)].show_error(error.message)
            first_wrong(self.rows)


def _line(name: str, field: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(f"fld_{name}")
    line.setMaxLength(LONGEST[field])
    return line
