"""批量建房屋: floors x units x doors of alike buildings, told in numbers before they are made."""

import re
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.common.form_dialog import FormDialog
from ui.common.form_row import FormRow
from ui.common.number_field import NumberField
from ui.jobs import Job, Jobs, Reply
from wenming_desktop.errors import UserError
from wenming_desktop.places import ground
from wenming_desktop.places.model import DoorPlan, PlanSeen

_PAUSE_MS: Final = 250


class PlanDialog(FormDialog):
    """Makes doors; `made` carries the estate's name."""

    made = Signal(str)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("plan", "批量建房屋", "建房屋", parent)
        self._jobs = jobs
        self._job: Job | None = None
        self._estate = _line("plan_estate", "比如 槐荫一院")
        self._buildings = _line("plan_buildings", "比如 1-6、8 或 甲3")
        self._units = NumberField("plan_units", "单元", (0, 30), 3)
        self._floors = NumberField("plan_floors", "层数", (1, 60), 6)
        self._doors = NumberField("plan_doors", "每层户数", (1, 40), 2)
        self._first = NumberField("plan_first", "起始楼层", (1, 20), 1)
        for name, label, editor, note in (
            ("plan_estate", "小区", self._estate, ""),
            ("plan_buildings", "楼号", self._buildings, "几栋一样的楼可以一起建"),
            ("plan_units", "单元", self._units, "0 表示不分单元"),
            ("plan_floors", "层数", self._floors, ""),
            ("plan_doors", "每层户数", self._doors, "每个单元每层几户"),
            ("plan_first", "起始楼层", self._first, "底层是商铺的从 2 层起"),
        ):
            must = name in ("plan_estate", "plan_buildings")
            row = self.add(FormRow(name, label, editor, required=must))
            if note:
                row.show_note(note)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        for line in (self._estate, self._buildings):
            line.textChanged.connect(self._pause.start)
        for box in (self._units, self._floors, self._doors, self._first):
            box.number_changed.connect(self._pause.start)
        self.submitted.connect(self._make)
        self.told.setText("已有的房屋不会动，只补没有的。")

    def begin(self, estate: str) -> None:
        """Show it for an estate; what was typed before stays."""
        if not self._estate.text():
            self._estate.setText(estate)
        self.bring()

    def plan(self) -> DoorPlan:
        """What is asked for."""
        return DoorPlan(
            estate=self._estate.text(),
            buildings=numbers_of(self._buildings.text()),
            units=self._units.value(),
            floors=self._floors.value(),
            doors=self._doors.value(),
            first_floor=self._first.value(),
        )

    def _look(self) -> None:
        if self._job is not None:
            self._job.drop()
        plan = self.plan()
        if plan.estate.strip() and plan.buildings:
            reply = Reply(self._show, self._refused)
            self._job = self._jobs.read(self, reply, ground.see_plan, plan)

    def _show(self, seen: PlanSeen) -> None:
        self.fail("")
        new = seen.doors - seen.there
        there = f"其中 {seen.there:,} 套已经有了，不动。" if seen.there else ""
        said = f"{seen.buildings} 栋共 {seen.doors:,} 套，从 {seen.first} 到 {seen.last}。{there}"
        self.told.setText(f"{said}要新建 {new:,} 套。")
        self.do.setText(f"建 {new:,} 套房屋")
        self.do.restyle()

    def _make(self) -> None:
        self.wait(waiting=True)
        self._jobs.write(self, Reply(self._done, self._refused), ground.make_plan, self.plan())

    def _done(self, _made: int) -> None:
        self.wait(waiting=False)
        self.made.emit(self._estate.text().strip())
        self._buildings.clear()
        self.accept()

    def _refused(self, error: UserError) -> None:
        self.fail(error.message)


def numbers_of(text: str) -> tuple[str, ...]:
    """Building numbers as written: 1-6、8 甲3 -> 1 2 3 4 5 6 8 甲3."""
    found: list[str] = []
    for part in re.split(r"[、，,;；\s]+", text.strip()):
        span = re.fullmatch(r"(\d{1,3})\s*[-~～—至到]\s*(\d{1,3})", part)
        if span is None:
            found.append(part.removesuffix("号楼").removesuffix("栋").removesuffix("号"))
        else:
            first, last = int(span[1]), int(span[2])
            found += [str(number) for number in range(first, min(last, first + 200) + 1)]
    return tuple(number for number in dict.fromkeys(found) if number)


def _line(name: str, hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(f"fld_{name}")
    line.setPlaceholderText(hint)
    line.setMaxLength(60)
    return line
