"""补正 and 作废 on the page of a ticket: both under 更多, both with a reason."""

from functools import partial
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QStackedWidget, QWidget

from ui.common import theme
from ui.common.choice import Choice
from ui.common.form_dialog import FormDialog
from ui.common.form_row import FormRow
from ui.common.labels import Words
from ui.jobs import Jobs, Reply
from ui.page import Services
from ui.tickets.detail import TicketDetail
from wenming_desktop.errors import UserError
from wenming_desktop.tickets.amend import Amend, amend
from wenming_desktop.tickets.amend_view import AmendField, amend_fields
from wenming_desktop.tickets.board_view import TicketView
from wenming_desktop.tickets.service import void_ticket

_WRITE: Final = "ticket.write"
_APPROVE: Final = "ticket.approve"
_MISTAKEN: Final = "误录"
_LONGEST: Final = 200
_KEPT: Final = "原来的和改过的都留在经过里。时限、派单、办结这些由办理步骤决定，不能补正。"
_WAYS: Final = "要放宽就申请延期；要催快就催办，写明几时办结。原来的和改过的都留在经过里。"
_NO_CLOCK: Final = {
    "category": f"改了分类，时限和紧急程度不跟着变，改成突发事件也一样。{_WAYS}",
    "urgency": f"改了紧急程度，时限不跟着变。{_WAYS}",
}
"""What is told where one might think that the deadline follows."""


class AmendDialog(FormDialog):
    """A field, what stands there, what it should say, and why."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("amend", "补正工单", "补正", parent)
        self._jobs = jobs
        self._ticket = 0
        self._fields: dict[str, AmendField] = {}
        self.field = Choice("amend_field", "补正哪一项")
        self.was = Words("")
        self.was.setObjectName("lbl_amend_was")
        self.was.setWordWrap(True)
        self.code = Choice("amend_code", "改成", searchable=True)
        self.text = _line("amend_value", "改成")
        self.lines = QPlainTextEdit()
        self.lines.setObjectName("fld_amend_lines")
        self.lines.setAccessibleName("改成")
        self.lines.setTabChangesFocus(True)
        self.lines.setFixedHeight(theme.px("f_body") * 4 + 8)
        self.value = QStackedWidget()
        for editor in (self.code, self.text, self.lines):
            self.value.addWidget(editor)
        self.reason = _line("amend_reason", "理由")
        self.reason.setPlaceholderText("听错了、写错了")
        self._rows = {
            "field": self.add(FormRow("amend_field", "哪一项", self.field)),
            "was": self.add(FormRow("amend_was", "原来", self.was)),
            "value": self.add(FormRow("amend_value", "改成", self.value)),
            "reason": self.add(FormRow("amend_reason", "理由", self.reason, required=True)),
        }
        self.field.activated.connect(self._chosen)
        self.submitted.connect(self._save)

    def begin(self, ticket: int) -> None:
        """Read what stands in a ticket and show it."""
        self._ticket = ticket
        self._jobs.read(self, self._offer, amend_fields, ticket)

    def _offer(self, fields: tuple[AmendField, ...]) -> None:
        self._fields = {one.key: one for one in fields}
        self.field.offer([(one.key, one.label) for one in fields])
        for row in self._rows.values():
            row.clear()
        self.reason.clear()
        self._chosen()
        self.bring()

    def _chosen(self, _at: int = 0) -> None:
        one = self._fields.get(str(self.field.value()))
        if one is None:
            return
        self._rows["value"].clear()
        self.told.setText(_NO_CLOCK.get(one.key, _KEPT))
        self.was.setText(one.shown or "空着")
        editor = self._editor(one)
        if editor is self.code:
            self.code.offer([(item.code, item.name) for item in one.choices])
            self.code.choose(one.value)
        elif editor is self.lines:
            self.lines.setPlainText(one.value)
        else:
            self.text.setMaxLength(one.longest or _LONGEST)
            self.text.setText(one.value)
        self.value.setCurrentWidget(editor)
        self.value.setFixedHeight(editor.sizeHint().height())
        self.value.setFocusProxy(editor)

    def _editor(self, one: AmendField) -> QWidget:
        if one.choices:
            return self.code
        return self.lines if one.lines else self.text

    def _said(self, one: AmendField) -> str:
        editor = self._editor(one)
        if editor is self.code:
            return str(self.code.value() or self.code.currentText())
        return self.lines.toPlainText() if editor is self.lines else self.text.text()

    def _save(self) -> None:
        one = self._fields.get(str(self.field.value()))
        if one is None:
            return
        for row in self._rows.values():
            row.clear()
        self.wait(waiting=True)
        order = Amend(self._ticket, one.key, self._said(one), self.reason.text())
        reply = Reply(self._written, partial(self._refused, one.key), self.fail)
        self._jobs.write(self, reply, amend, order)

    def _written(self, _seq: int) -> None:
        self.wait(waiting=False)
        self.accept()

    def _refused(self, key: str, error: UserError) -> None:
        self.wait(waiting=False)
        name = "value" if error.field in (key, "value") else str(error.field)
        row = self._rows.get(name)
        if row is None:
            self.fail(error.message)
            return
        row.show_error(error.message)
        row.editor.setFocus()


class VoidDialog(FormDialog):
    """Asks why a ticket is taken out of every count."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("void_ticket", "作废工单", "作废", parent)
        self._jobs = jobs
        self._ticket = 0
        self.gone = False
        """Whether the page is about to find the ticket gone."""
        self.reason = _line("void_ticket_reason", "为什么")
        self._row = self.add(FormRow("void_ticket_reason", "为什么", self.reason, required=True))
        self.submitted.connect(self._save)

    def begin(self, view: TicketView) -> None:
        """Ask about one ticket."""
        self._ticket = view.id
        self._row.clear()
        self.reason.setText(_MISTAKEN)
        self.told.setText(
            f"{view.number} {view.title}：作废以后哪里都不算它，编号留着，不会再给别的工单。"
        )
        self.bring()
        self.reason.selectAll()

    def _save(self) -> None:
        self._row.clear()
        self.wait(waiting=True)
        self.gone = True
        reply = Reply(self._written, self._refused, self._failed)
        self._jobs.write(self, reply, void_ticket, self._ticket, self.reason.text())

    def _written(self, _ticket: int) -> None:
        self.wait(waiting=False)
        self.accept()

    def _failed(self, why: str) -> None:
        self.gone = False
        self.fail(why)

    def _refused(self, error: UserError) -> None:
        self.gone = False
        self.wait(waiting=False)
        self._row.show_error(error.message)
        self.reason.setFocus()


class AmendDoor(QObject):
    """Puts 补正 and 作废 under 更多, by the rights of who is at work."""

    def __init__(self, services: Services, detail: TicketDetail) -> None:
        super().__init__(detail)
        self._services, self._detail = services, detail
        self._amend: AmendDialog | None = None
        self._void: VoidDialog | None = None
        self._view: TicketView | None = None
        detail.offered.connect(self._offer)
        detail.facts.shown.connect(self._keep_view)

    def _keep_view(self, view: TicketView) -> None:
        self._view = view

    def expected(self) -> bool:
        """Return, once, whether the ticket shown was taken out here."""
        gone = self._void is not None and self._void.gone
        if self._void is not None:
            self._void.gone = False
        return gone

    def _offer(self, menu: QMenu) -> None:
        rights = self._services.office.rights
        if _WRITE not in rights or self._detail.shown_id() is None:
            return
        menu.addSeparator()
        doors = [("补正", "act_amend", self.amend)]
        if _APPROVE in rights:
            doors.append(("作废", "act_void", self.void))
        for words, name, run in doors:
            entry = menu.addAction(words)
            entry.setObjectName(name)
            entry.triggered.connect(partial(_run, run))

    def amend(self) -> None:
        """Put a field of the ticket shown right."""
        ticket = self._detail.shown_id()
        if ticket is not None:
            self._amend = self._amend or AmendDialog(self._services.jobs, self._detail)
            self._amend.begin(ticket)

    def void(self) -> None:
        """Take the ticket shown out of every count."""
        view = self._view
        if view is not None and view.id == self._detail.shown_id():
            self._void = self._void or VoidDialog(self._services.jobs, self._detail)
            self._void.begin(view)


def _run(door: object, _checked: bool = False) -> None:
    if callable(door):
        door()


def _line(name: str, label: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setObjectName(f"fld_{name}")
    edit.setAccessibleName(label)
    edit.setMaxLength(_LONGEST)
    return edit
