"""登记征求意见: on whom, by whom, for what; what is known of him is gathered at once."""

from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.common.choice import Choice
from ui.common.date_field import DateField
from ui.common.form_dialog import FormDialog
from ui.common.form_row import FormRow, first_wrong
from ui.jobs import Jobs, Reply
from ui.life.group import order_tabs, short_line
from ui.party.wishes.person_field import PersonField
from wenming_desktop.errors import UserError
from wenming_desktop.opinions.model import OpinionChoices, RegisterRequest
from wenming_desktop.opinions.queries import opinion_choices
from wenming_desktop.opinions.refusals import OpinionNotReadyError
from wenming_desktop.opinions.service import register
from wenming_desktop.wishes.finding import find_members

UNREAD: Final = "写不出是哪一天，比如 11.20、昨天"


class RequestDialog(FormDialog):
    """Registers a request; `kept` carries the opinion's id."""

    kept = Signal(int)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("request", "登记征求意见", "登记", parent)
        self._jobs = jobs
        self._lists: OpinionChoices | None = None
        self.who = PersonField(jobs, find_members, "opinion_who", "党员姓名、首字母、电话尾号")
        self.matter = Choice("opinion_matter", "征求意见事项")
        self.unit = short_line("opinion_unit", "来函单位", 60)
        self.document = short_line("opinion_document", "来函文号", 40)
        self.received = DateField("opinion_received", "收到日期", self._today)
        self.due = DateField("opinion_due", "答复期限", self._today)
        self._fields = {
            "member_id": self._row("opinion_who", "哪位党员", self.who, required=True),
            "matter": self._row("opinion_matter", "事项", self.matter, required=True),
            "requesting_unit": self._row("opinion_unit", "来函单位", self.unit, required=True),
            "request_doc_no": self._row("opinion_document", "来函文号", self.document),
            "received_on": self._row("opinion_received", "收到日期", self.received, required=True),
            "due_on": self._row("opinion_due", "答复期限", self.due),
        }
        self.told.setText("登记以后，报到、岗位、服务、心愿和反馈卡等次由程序汇总，不用手抄。")
        self.submitted.connect(self._keep)
        days = [self.received.line, self.received.pick, self.due.line, self.due.pick]
        order_tabs([self.who, self.matter, self.unit, self.document, *days, self.drop, self.do])

    def _row(self, name: str, label: str, editor: QWidget, *, required: bool = False) -> FormRow:
        return self.add(FormRow(name, label, editor, required=required))

    def begin(self) -> None:
        """Show it empty, dated today."""
        self.fail("")
        for one in self.rows:
            one.clear()
        self.who.put(None)
        for line in (self.unit, self.document):
            line.clear()
        self.received.put(None)
        self.due.put(None)
        self._fields["due_on"].show_note("来函上有期限就写，到期前一个工作日变黄灯")
        self._jobs.read(self, self._offer, opinion_choices)
        self.bring()

    def _offer(self, lists: OpinionChoices) -> None:
        self._lists = lists
        self.matter.offer([("", "请选事项"), *lists.matters])
        self.matter.choose("")
        if not self.received.text():
            self.received.put(lists.today)

    def _today(self) -> date:
        return self._lists.today if self._lists is not None else date.today()

    def _keep(self) -> None:
        for one in self.rows:
            one.clear()
        if self.who.value() is None:
            self._fields["member_id"].show_error("还没有选定是谁，写姓名，回车选定。")
        for key, day in (("received_on", self.received), ("due_on", self.due)):
            if day.unread():
                self._fields[key].show_error(UNREAD)
        if first_wrong(self.rows) is not None:
            return
        self.wait(waiting=True)
        request = RegisterRequest(
            member_id=self.who.value() or 0,
            matter=str(self.matter.value() or ""),
            requesting_unit=self.unit.text(),
            request_doc_no=self.document.text(),
            received_on=self.received.value(),
            due_on=self.due.value(),
        )
        reply: Reply[int] = Reply(self._done, self._refused)
        self._jobs.write(self, reply, register, request)

    def _done(self, opinion: int) -> None:
        self.wait(waiting=False)
        self.accept()
        self.kept.emit(opinion)

    def _refused(self, error: UserError) -> None:
        tell(self, self._fields, error)


def tell(dialog: FormDialog, fields: dict[str, FormRow], error: UserError) -> None:
    """Say what was refused beside its fields, or above the buttons where it has none."""
    problems = dict(error.problems) if isinstance(error, OpinionNotReadyError) else None
    dialog.refuse(fields, error, problems)
