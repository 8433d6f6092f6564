"""编辑党员, 加党员, 双报到: one form by the dictionary; a name that lives here may be linked."""

from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from ui.common.choice import Choice
from ui.common.form_row import FormRow, first_wrong
from ui.jobs import Reply
from ui.life.group import order_tabs
from ui.life.wide import WideDialog
from ui.page import Services
from ui.party.members.form import BRANCH, CELL, FIELDS, FROM_REGISTER, NAME, UNIT, MemberForm
from ui.party.members.refused import tell, tell_doubts
from wenming_desktop.errors import UserError
from wenming_desktop.party.member_model import (
    MemberLists,
    MemberSheet,
    PersonChoice,
    Saved,
    SaveMember,
)
from wenming_desktop.party.member_sheet import member_lists, member_sheet, new_sheet, people_named
from wenming_desktop.party.members import check_in, save_member
from wenming_desktop.three_cards.desk_queries import desk_choices
from wenming_desktop.three_cards.model import DeskChoices
from wenming_desktop.three_cards.orders import RegisterCard
from wenming_desktop.three_cards.registration import register_card

_CELL, _BRANCH = "5", "4"
_REPORTED: Final = "party_member.reported_on"
CHECK_IN: Final = tuple(
    f"party_member.{name}"
    for name in (
        "full_name", "work_unit_id", "job_title", "reported_on", "report_mode", "phone",
        "id_number", "gender", "member_status", "joined_on", "group_id", "address", "specialty",
        "willing", "available_time",
    )
)  # fmt: skip
_NOBODY: Final = (0, "都不是，不连居民档案")
_NOT_SAID: Final = (0, "没有写")


class MemberFormDialog(WideDialog):
    """A form of some fields; `kept` carries the member's id when it was written."""

    kept = Signal(int)
    usual = ""
    """What is always told above the buttons."""

    def __init__(
        self,
        services: Services,
        over: QWidget | None,
        titles: tuple[str, str],
        keys: tuple[str, ...],
        required: tuple[str, ...] = (),
    ) -> None:
        name, title = titles
        super().__init__(name, title, "存下", over)
        self.services, self.jobs = services, services.jobs
        self._today = date.today()
        self._lists: MemberLists | None = None
        self._sheet = MemberSheet()
        self._asked = ""
        self.form = MemberForm(keys, lambda: self._today, required)
        self.who = Choice("member_who", "居民档案")
        self.building = Choice("member_building", "居住楼栋", searchable=True)
        self._who = FormRow("member_who", "居民档案", self.who)
        self._building = FormRow("member_building", "居住楼栋", self.building)
        for key, one in self.form.rows.items():
            if key == CELL:
                self.add(self._building)
            self.add(one)
            if key == NAME:
                self.add(self._who)
        self._who.hide()
        name_line = self.form.rows[NAME].editor
        if isinstance(name_line, QLineEdit):
            name_line.editingFinished.connect(self._ask_who)
        self.who.activated.connect(self._link)
        self.building.activated.connect(self._cell_of_building)
        self.submitted.connect(self._keep)

    def begin_with(self, sheet: MemberSheet, lists: MemberLists) -> None:
        """Show a sheet."""
        self._sheet, self._lists, self._today = sheet, lists, lists.today
        self._asked = sheet.values.get(NAME, "") if sheet.member_id else ""
        self.form.offer(lists)
        self._fill(sheet)
        self.building.offer([_NOT_SAID, *((one.id, one.name) for one in lists.buildings)])
        self._building.show_note("选了楼栋，就带出那栋楼的党小组")
        order_tabs([row.editor for row in self.rows] + [self.drop, self.do])
        self.fit_wide()

    def ask(self, member_id: int | None) -> None:
        """Read the lists, then the member; a new one begins empty."""
        self.fail("")
        self._who.hide()
        self.wait(waiting=True)
        self.jobs.read(self, lambda lists: self._listed(lists, member_id), member_lists)
        self.bring()

    def _listed(self, lists: MemberLists, member_id: int | None) -> None:
        def show(sheet: MemberSheet) -> None:
            self.wait(waiting=False)
            self.begin_with(sheet, lists)

        reply: Reply[MemberSheet] = Reply(show, lambda error: self.fail(error.message))
        if member_id is None:
            self.jobs.read(self, reply, new_sheet)
        else:
            self.jobs.read(self, reply, member_sheet, member_id)

    def _ask_who(self) -> None:
        """A new member's name may be a resident's."""
        name = self.form.text(NAME)
        if self._sheet.member_id is None and name and name != self._asked:
            self._asked = name
            self.jobs.read(self, self._offer_who, people_named, name)

    def _offer_who(self, found: tuple[PersonChoice, ...]) -> None:
        self._people = {one.resident_id: one for one in found}
        self.who.offer([_NOBODY, *((one.resident_id, one.words) for one in found)])
        self.who.choose(0)
        self._who.setVisible(bool(found))
        self._who.show_note(f"居民里有 {len(found)} 位同名的，是本人就选上" if found else "")
        self.fit_wide()

    def _link(self, _at: int) -> None:
        chosen = self.who.value()
        known = self._people.get(chosen) if isinstance(chosen, int) else None
        if known is not None and known.building_id is not None:
            self.building.choose(known.building_id)
            self._cell_of_building(0)
        resident = known.resident_id if known else None
        self.jobs.read(self, self._linked, new_sheet, resident)

    def _linked(self, sheet: MemberSheet) -> None:
        """What the register says comes in and is locked; what was typed beside it stays."""
        typed = {k: v for k, v in self.form.values().items() if k not in self._sheet.linked}
        typed[NAME] = self._asked
        self._sheet = MemberSheet(
            resident_id=sheet.resident_id, values={**typed, **sheet.values}, linked=sheet.linked
        )
        self._fill(self._sheet)

    def _fill(self, sheet: MemberSheet) -> None:
        self.form.fill(sheet)
        locked = FROM_REGISTER if sheet.linked else ""
        self.told.setText("".join((self.usual, locked)))

    def _cell_of_building(self, _at: int) -> None:
        building = self.building.value()
        lists = self._lists
        if lists is None or CELL not in self.form.rows:
            return
        group = next((one.group_id for one in lists.buildings if one.id == building), None)
        if group is not None:
            self.form.put(CELL, str(group))
            self._building.clear()
        elif building:
            self._building.show_warning("这栋楼还没有党小组。")

    def _keep(self) -> None:
        for one in self.rows:
            one.clear()
        if self.form.unread():
            first_wrong(self.rows)
            return
        self.wait(waiting=True)
        sheet = self._sheet
        values = {k: v for k, v in self.form.values().items() if k not in sheet.linked}
        command = SaveMember(values, sheet.member_id, sheet.resident_id, sheet.version)
        self.write(Reply(self.saved, self._refused), command)

    def write(self, reply: Reply[Saved], command: SaveMember) -> None:
        """Write what was typed."""
        self.jobs.write(self, reply, save_member, command)

    def saved(self, saved: Saved) -> None:
        """Put the form away."""
        self.wait(waiting=False)
        tell_doubts(self.jobs, saved.warnings)
        self.kept.emit(saved.id)
        self.accept()

    def _refused(self, error: UserError) -> None:
        tell(self, self.form.rows, error)

    _people: dict[int, PersonChoice]


class MemberDialog(MemberFormDialog):
    """Every field of a member; without one, a new member."""

    def __init__(self, services: Services, over: QWidget | None) -> None:
        super().__init__(services, over, ("member", "编辑党员"), tuple(FIELDS))

    def begin(self, member_id: int | None = None, node: tuple[str, int] | None = None) -> None:
        """Show it for a member, or for a new one of a node."""
        self.setWindowTitle("编辑党员" if member_id is not None else "加党员")
        self._node = node
        self.ask(member_id)

    def begin_with(self, sheet: MemberSheet, lists: MemberLists) -> None:
        """Show a sheet; a new member belongs to the node in hand."""
        super().begin_with(sheet, lists)
        if sheet.member_id is None:
            put_node(self.form, self._node)

    _node: tuple[str, int] | None = None


class CheckInDialog(MemberFormDialog):
    """双报到: a member of a work unit checks in where he lives."""

    usual = "组织关系还在工作单位，不计入在册党员。"

    def __init__(
        self, services: Services, over: QWidget | None, node: tuple[str, int] | None = None
    ) -> None:
        super().__init__(services, over, ("check_in", "双报到"), CHECK_IN, (UNIT, _REPORTED))
        self._node = node
        self.card = QCheckBox("同时建党员登记卡，承诺用第一条备选的话，签字以后再补日期")
        self.card.setObjectName("tick_check_in_card")
        self.add(FormRow("check_in_card", "登记卡", self.card))
        self.do.setText("登记报到")
        self.do.restyle()

    def begin(self, node: tuple[str, int] | None = None) -> None:
        """Show it empty, reported today, for the node in hand."""
        self._node = node or self._node
        self.ask(None)

    def begin_with(self, sheet: MemberSheet, lists: MemberLists) -> None:
        """Show it."""
        super().begin_with(sheet, lists)
        put_node(self.form, self._node)
        self.form.put(_REPORTED, lists.today.isoformat())
        self.form.put("party_member.member_status", "1")

    def write(self, reply: Reply[Saved], command: SaveMember) -> None:
        """Write the check-in."""
        self.jobs.write(self, reply, check_in, command)

    def saved(self, saved: Saved) -> None:
        """The card is a second act, so that either can be taken back without the other."""
        if self.card.isChecked():
            jobs = self.jobs

            def register(choices: DeskChoices) -> None:
                said = choices.commitments[0] if choices.commitments else ""
                jobs.write(jobs, _told, register_card, RegisterCard(saved.id, said))

            jobs.read(jobs, register, desk_choices)
        super().saved(saved)


def _told(_card: int) -> None:
    """The window hears of the card by itself."""


def put_node(form: MemberForm, node: tuple[str, int] | None) -> None:
    """Let a new member belong to the node in hand."""
    if node is None:
        return
    level, row_id = node
    if level == _CELL and CELL in form.rows:
        form.put(CELL, str(row_id))
    elif level == _BRANCH and BRANCH in form.rows:
        form.put(BRANCH, str(row_id))
