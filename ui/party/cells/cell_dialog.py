"""楼栋党小组: its buildings, name, leader, public telephone; made, changed, or closed."""

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.common.buttons import Btn, on_click
from ui.common.choice import Choice
from ui.common.date_field import DateField
from ui.common.form_dialog import FormDialog
from ui.common.form_row import FormRow, first_wrong
from ui.jobs import Jobs, Reply
from ui.life.group import order_tabs, short_line
from ui.party.cells.building_ticks import BuildingTicks
from ui.party.cells.close_dialog import CloseDialog
from ui.party.cells.read_rows import chosen, days_read
from wenming_desktop.errors import UserError
from wenming_desktop.party.cells import close_cell, save_cell
from wenming_desktop.party.node_forms import cell_form
from wenming_desktop.party.organisation_model import CellForm, CellSheet
from wenming_desktop.party.rules import cell_name

_NOBODY: Final = (0, "还没有定")
_ON_TRIAL: Final = "还是预备党员，组长要由正式党员担任。可以先存下，会一直提醒。"


class CellDialog(FormDialog):
    """Makes a cell or changes one; `kept` carries its id."""

    kept = Signal(int)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("cell", "新建党小组", "存下", parent)
        self._jobs = jobs
        self._form: CellForm | None = None
        self._named = ""
        self._today = date.today()
        self.buildings = BuildingTicks()
        self.name = short_line("cell_name", "名称", 40)
        self.branch = Choice("cell_branch", "所属党支部", searchable=True)
        self.leader = Choice("cell_leader", "组长", searchable=True)
        self.deputy = Choice("cell_deputy", "副组长", searchable=True)
        self.phone = short_line("cell_phone", "公示电话", 20)
        self.venue = short_line("cell_venue", "活动地点", 40)
        self.day = short_line("cell_day", "活动日", 40)
        self.since = DateField("cell_since", "成立日期", lambda: self._today)
        self._fields = {key: self.add(row) for key, row in self._made().items()}
        self._fields["public_phone"].show_note("公示在楼门口。空着就用组长的电话")
        self.close_it = Btn("撤销这个党小组", name="close_cell", icon="ri.close-line", k="link")
        self.column.addWidget(self.close_it, 0, Qt.AlignmentFlag.AlignLeft)
        self._closing: CloseDialog | None = None
        self.submitted.connect(self._save)
        self.buildings.changed.connect(self._show_moves)
        self.leader.currentIndexChanged.connect(self._look_at_leader)
        on_click(self.close_it, self._close_it)

    def _made(self) -> dict[str, FormRow]:
        return {
            "buildings": FormRow("cell_buildings", "负责楼栋", self.buildings),
            "name": FormRow("cell_name", "名称", self.name, required=True),
            "branch_id": FormRow("cell_branch", "所属支部", self.branch, required=True),
            "leader_id": FormRow("cell_leader", "组长", self.leader),
            "deputy_id": FormRow("cell_deputy", "副组长", self.deputy),
            "public_phone": FormRow("cell_phone", "公示电话", self.phone),
            "venue": FormRow("cell_venue", "活动地点", self.venue),
            "activity_day": FormRow("cell_day", "活动日", self.day),
            "established_on": FormRow("cell_since", "成立日期", self.since),
        }

    def begin(self, cell: int = 0, branch: int = 0, building: int = 0) -> None:
        """Show a cell to change, or a new one of a branch for a building."""
        self._form = None
        self.wait(waiting=True)
        self._jobs.read(self, self._put, cell_form, cell, branch, building)

    def _put(self, form: CellForm) -> None:
        sheet = form.sheet
        self._form, self._today = form, form.today
        self.setWindowTitle("编辑党小组" if sheet.id else "新建党小组")
        self.fail("")
        for row in self.rows:
            row.clear()
        self._fields["public_phone"].show_note("公示在楼门口。空着就用组长的电话")
        self.buildings.offer(form.buildings, sheet.buildings, sheet.id)
        self.branch.offer([(0, "还没有选"), *form.branches])
        self.branch.choose(sheet.branch_id)
        if not form.branches:
            said = "还没有党支部。先在左边点“新建党支部”，再来建党小组。"
            self._fields["branch_id"].show_warning(said)
        for box, held in ((self.leader, sheet.leader_id), (self.deputy, sheet.deputy_id)):
            box.offer([_NOBODY, *form.members])
            box.choose(held)
        self._named = self._default_name()
        self.name.setText(sheet.name or self._named)
        self.phone.setText(sheet.public_phone)
        self.venue.setText(sheet.venue)
        self.day.setText(sheet.activity_day)
        self.since.put(sheet.established_on)
        self.close_it.setVisible(bool(sheet.id))
        self._show_moves()
        self._look_at_leader()
        self.bring()
        parts = [self.buildings, self.name, self.branch, self.leader, self.deputy, self.phone]
        order_tabs([*parts, self.venue, self.day, self.since, self.close_it])

    def _default_name(self) -> str:
        places = [(one.estate, one.number) for one in self.buildings.chosen()]
        return cell_name(places, self._form.level_name)[:40] if self._form else ""

    def _show_moves(self) -> None:
        """Say which buildings change hands, and let the name follow while nobody wrote one."""
        if self._form is None:
            return
        own, on = self._form.sheet.id, self.buildings.chosen()
        moved = [
            f"{one.name} 现在归“{one.group_name}”" for one in on if one.group_id not in (0, own)
        ]
        kept = {one.id for one in on}
        left = [
            o.name for o in self._form.buildings if own and o.group_id == own and o.id not in kept
        ]
        said = [f"{'，'.join(moved)}，存下后改归本组。"] if moved else []
        said += [f"{'、'.join(left)}存下后没有党小组。"] if left else []
        said += [] if on else ["还没有勾楼栋，这个党小组就不在任何一栋楼的连心卡上。"]
        self.told.setText("".join(said))
        fresh = self._default_name()
        if self.name.text().strip() in ("", self._named):
            self.name.setText(fresh)
        self._named = fresh

    def _look_at_leader(self) -> None:
        form = self._form
        if form is not None and chosen(self.leader.value()) in form.on_trial:
            self._fields["leader_id"].show_warning(_ON_TRIAL)
        else:
            self._fields["leader_id"].clear()

    def _save(self) -> None:
        if self._form is None:
            return
        for row in self.rows:
            row.clear()
        if not self.name.text().strip():
            self._fields["name"].show_error("还没有写名称，要写一个。")
        if not chosen(self.branch.value()):
            self._fields["branch_id"].show_error("还没有选党支部，要选一个。")
        for key, box in (("leader_id", self.leader), ("deputy_id", self.deputy)):
            if box.value() is None:
                self._fields[key].show_error(f"没有“{box.currentText()}”这个人，要从列表里选。")
        days_read(self._fields, "established_on")
        if first_wrong(self.rows) is not None:
            return
        self.wait(waiting=True)
        self._jobs.write(self, Reply(self._done, self._refused), save_cell, self._sheet())

    def _sheet(self) -> CellSheet:
        return CellSheet(
            name=self.name.text(),
            branch_id=chosen(self.branch.value()),
            id=self._form.sheet.id if self._form else 0,
            buildings=tuple(one.id for one in self.buildings.chosen()),
            leader_id=chosen(self.leader.value()),
            deputy_id=chosen(self.deputy.value()),
            public_phone=self.phone.text(),
            venue=self.venue.text(),
            activity_day=self.day.text(),
            established_on=self.since.value(),
        )

    def _close_it(self) -> None:
        if self._form is None:
            return
        sheet, form = self._form.sheet, self._form
        told = (
            f"存下后，{len(sheet.buildings)} 栋楼没有党小组，{form.size} 名党员留在支部里，"
            "组长和别的岗位到这一天为止。"
        )
        if self._closing is None:
            self._closing = CloseDialog(self._jobs, close_cell, self.parentWidget())
            self._closing.closed.connect(self._closed)
        self._closing.begin(sheet.id, f"撤销“{sheet.name}”", told, form.today)

    def _closed(self, cell: int) -> None:
        self.kept.emit(cell)
        self.accept()

    def _done(self, cell: int) -> None:
        self.wait(waiting=False)
        self.kept.emit(cell)
        self.accept()

    def _refused(self, error: UserError) -> None:
        self.refuse(self._fields, error)
