"""转正 and 流动: one small form each."""

from abc import abstractmethod
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.common.date_field import DateField
from ui.common.form_dialog import FormDialog
from ui.common.form_row import FormRow, first_wrong
from ui.jobs import Reply
from ui.life.group import short_line
from ui.page import Services
from ui.party.members.form import UNREAD
from ui.party.members.refused import tell, tell_doubts
from wenming_desktop.errors import UserError
from wenming_desktop.party.member_model import Confirm, Flow, MemberDetail, MemberLists, Saved
from wenming_desktop.party.member_sheet import member_lists
from wenming_desktop.party.members import confirm_member, record_flow


class _StepDialog(FormDialog):
    """A day, and what else the step wants."""

    kept = Signal(int)

    def __init__(self, services: Services, over: QWidget | None, name: str, title: str) -> None:
        super().__init__(name, title, title, over)
        self.jobs, self._member = services.jobs, 0
        self._today = date.today()
        self.day = DateField(f"{name}_on", "日期", lambda: self._today)
        self.rows_by = {"on": self.add(FormRow(f"{name}_on", "日期", self.day, required=True))}
        self.submitted.connect(self._keep)

    def begin(self, member: MemberDetail) -> None:
        """Show it for a member, dated today."""
        self._member = member.id
        self.setWindowTitle(f"{self.do.text()}　{member.name}")
        self.fail("")
        for one in self.rows:
            one.clear()
        self.day.put(None)
        self.jobs.read(self, self._date, member_lists)
        # Rows that came after the base had laid itself out are not measured yet.
        self.column.activate()
        self.bring()

    def _date(self, lists: MemberLists) -> None:
        self._today = lists.today
        if not self.day.text():
            self.day.put(lists.today)

    def _keep(self) -> None:
        for one in self.rows:
            one.clear()
        on = self.day.value()
        if on is None:
            self.rows_by["on"].show_error(UNREAD)
            first_wrong(self.rows)
            return
        self.wait(waiting=True)
        self.write(Reply(self._done, self._refused), self._member, on)

    @abstractmethod
    def write(self, reply: Reply[Saved], member: int, on: date) -> None:
        """Write the step."""

    def _done(self, saved: Saved) -> None:
        self.wait(waiting=False)
        tell_doubts(self.jobs, saved.warnings)
        self.kept.emit(saved.id)
        self.accept()

    def _refused(self, error: UserError) -> None:
        tell(self, self.rows_by, error)


class ConfirmDialog(_StepDialog):
    """A member on trial becomes a full one."""

    def __init__(self, services: Services, over: QWidget | None) -> None:
        super().__init__(services, over, "confirm_member", "转正")

    def write(self, reply: Reply[Saved], member: int, on: date) -> None:
        """Write it."""
        self.jobs.write(self, reply, confirm_member, Confirm(member, on))


class FlowDialog(_StepDialog):
    """A member of the roll goes away for long."""

    def __init__(self, services: Services, over: QWidget | None) -> None:
        super().__init__(services, over, "flow", "记流出")
        self.place = short_line("flow_place", "流动去向", 60)
        self.contact = short_line("flow_contact", "外出电话", 40)
        for key, name, label, editor in (
            ("place", "flow_place", "流动去向", self.place),
            ("contact", "flow_contact", "外出电话", self.contact),
        ):
            self.rows_by[key] = self.add(FormRow(name, label, editor, required=key == "place"))
        self.told.setText("组织关系还在本社区，仍计入在册党员。")

    def begin(self, member: MemberDetail) -> None:
        """Show it for a member."""
        self.place.clear()
        self.contact.clear()
        super().begin(member)

    def write(self, reply: Reply[Saved], member: int, on: date) -> None:
        """Write it."""
        command = Flow(member, True, on, self.place.text(), self.contact.text())
        self.jobs.write(self, reply, record_flow, command)
