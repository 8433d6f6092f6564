"""党组织: its name, what it stands under, its term and secretary; made, changed, or closed."""

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
from ui.party.cells.close_dialog import CloseDialog
from ui.party.cells.read_rows import chosen, days_read
from wenming_desktop.errors import UserError
from wenming_desktop.party.node_forms import org_form
from wenming_desktop.party.organisation import close_organisation, save_organisation
from wenming_desktop.party.organisation_model import OrgForm, OrgSheet
from wenming_desktop.party.rules import BRANCH, SECRETARIES

_TERM_NOTE: Final = "届满前半年会提醒换届"
_LED: Final = frozenset(SECRETARIES.values())


class OrgDialog(FormDialog):
    """Makes an organisation or changes one; `kept` carries its level and id."""

    kept = Signal(str, int)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("org", "新建党支部", "存下", parent)
        self._jobs = jobs
        self._form: OrgForm | None = None
        self._today = date.today()
        self.level = Choice("org_level", "级别")
        self.name = short_line("org_name", "名称", 60)
        self.short = short_line("org_short", "简称", 30)
        self.above = Choice("org_parent", "上级党组织", searchable=True)
        self.grid = Choice("org_grid", "对应网格", searchable=True)
        self.secretary = Choice("org_secretary", "书记", searchable=True)
        self.code = short_line("org_code", "组织编码", 20)
        self.phone = short_line("org_phone", "电话", 20)
        self.since, self.begun, self.until = (
            DateField(f"org_{name}", label, lambda: self._today)
            for name, label in (("since", "成立日期"), ("begun", "任期起"), ("until", "任期止"))
        )
        self._fields = {key: self.add(row) for key, row in self._made().items()}
        self.close_it = Btn("撤销这个党组织", name="close_org", icon="ri.close-line", k="link")
        self.column.addWidget(self.close_it, 0, Qt.AlignmentFlag.AlignLeft)
        self._closing: CloseDialog | None = None
        self.submitted.connect(self._save)
        self.level.currentIndexChanged.connect(self._fit_level)
        on_click(self.close_it, self._close_it)

    def _made(self) -> dict[str, FormRow]:
        return {
            "name": FormRow("org_name", "名称", self.name, required=True),
            "level": FormRow("org_level", "级别", self.level, required=True),
            "parent_id": FormRow("org_parent", "上级", self.above),
            "grid_id": FormRow("org_grid", "对应网格", self.grid),
            "secretary_id": FormRow("org_secretary", "书记", self.secretary),
            "term_from": FormRow("org_begun", "任期起", self.begun),
            "term_to": FormRow("org_until", "任期止", self.until),
            "phone": FormRow("org_phone", "电话", self.phone),
            "short_name": FormRow("org_short", "简称", self.short),
            "org_code": FormRow("org_code", "组织编码", self.code),
            "established_on": FormRow("org_since", "成立日期", self.since),
        }

    def begin(self, org: int = 0, level: str = BRANCH) -> None:
        """Show an organisation to change, or a new one of a level."""
        self._form = None
        self.wait(waiting=True)
        self._jobs.read(self, self._put, org_form, org, level)

    def _put(self, form: OrgForm) -> None:
        sheet = form.sheet
        self._form, self._today = form, form.today
        names = dict(form.levels)
        self.setWindowTitle("编辑党组织" if sheet.id else f"新建{names.get(sheet.level, '党组织')}")
        self.fail("")
        for row in self.rows:
            row.clear()
        self._fields["term_to"].show_note(_TERM_NOTE)
        self.level.offer(form.levels)
        self.level.choose(sheet.level)
        self._fields["level"].lock(locked=bool(sheet.id))
        self._fit_level()
        self.above.choose(sheet.parent_id)
        self.grid.offer([(0, "不对应网格"), *form.grids])
        self.grid.choose(sheet.grid_id)
        self.secretary.offer([(0, "还没有定"), *form.members])
        self.secretary.choose(sheet.secretary_id)
        for line, text in (
            (self.name, sheet.name),
            (self.short, sheet.short_name),
            (self.code, sheet.org_code),
            (self.phone, sheet.phone),
        ):
            line.setText(text)
        self.since.put(sheet.established_on)
        self.begun.put(sheet.term_from)
        self.until.put(sheet.term_to)
        self.close_it.setVisible(bool(sheet.id))
        self.bring()
        order_tabs([*(row.editor for row in self.rows), self.close_it])

    def _fit_level(self) -> None:
        """Offer what stands above this level; a grid and a secretary where the level has one."""
        if self._form is None:
            return
        level = str(self.level.value() or "")
        above = [(row_id, name) for row_id, of, name in self._form.parents if of < level]
        self.above.offer([*above, (0, "没有上级")] if level != BRANCH or not above else above)
        self._fields["grid_id"].setVisible(level == BRANCH)
        self._fields["secretary_id"].setVisible(level in _LED)

    def _save(self) -> None:
        if self._form is None:
            return
        for row in self.rows:
            row.clear()
        if not self.name.text().strip():
            self._fields["name"].show_error("还没有写名称，要写一个。")
        for key, box in (("parent_id", self.above), ("secretary_id", self.secretary)):
            if box.count() and box.value() is None:
                self._fields[key].show_error(f"没有“{box.currentText()}”，要从列表里选。")
        days_read(self._fields, "term_from", "term_to", "established_on")
        if first_wrong(self.rows) is not None:
            return
        self.wait(waiting=True)
        self._jobs.write(self, Reply(self._done, self._refused), save_organisation, self._sheet())

    def _sheet(self) -> OrgSheet:
        level = str(self.level.value() or BRANCH)
        return OrgSheet(
            name=self.name.text(),
            level=level,
            id=self._form.sheet.id if self._form else 0,
            short_name=self.short.text(),
            parent_id=chosen(self.above.value()),
            org_code=self.code.text(),
            established_on=self.since.value(),
            term_from=self.begun.value(),
            term_to=self.until.value(),
            secretary_id=chosen(self.secretary.value()) if level in _LED else 0,
            phone=self.phone.text(),
            grid_id=chosen(self.grid.value()) if level == BRANCH else 0,
        )

    def _close_it(self) -> None:
        if self._form is None:
            return
        sheet = self._form.sheet
        told = "下面还有党组织、党小组或党员的，不能撤销，要先改到别处。"
        if self._closing is None:
            self._closing = CloseDialog(self._jobs, close_organisation, self.parentWidget())
            self._closing.closed.connect(self._done)
        self._closing.begin(sheet.id, f"撤销“{sheet.name}”", told, self._form.today)

    def _done(self, org: int) -> None:
        self.wait(waiting=False)
        self.kept.emit(str(self.level.value() or BRANCH), org)
        self.accept()

    def _refused(self, error: UserError) -> None:
        self.refuse(self._fields, error)
