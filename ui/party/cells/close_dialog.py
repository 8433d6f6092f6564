"""撤销: a cell or an organisation ends on a day; what follows is told before it is done."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.common.date_field import DateField
from ui.common.form_dialog import FormDialog
from ui.common.form_row import FormRow, first_wrong
from ui.jobs import Jobs, Reply
from ui.life.group import short_line
from ui.party.cells.read_rows import UNREAD
from wenming_desktop.errors import UserError
from wenming_desktop.party.organisation_model import CloseNode

if TYPE_CHECKING:
    from collections.abc import Callable

    from wenming_desktop.work import Work


class CloseDialog(FormDialog):
    """Asks for the day; `closed` carries the id of what has ended."""

    closed = Signal(int)

    def __init__(
        self,
        jobs: Jobs,
        service: "Callable[[Work, CloseNode], int]",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("close_node", "撤销", "撤销", parent)
        self._jobs, self._service, self._id = jobs, service, 0
        self._today = date.today()
        self.day = DateField("close_on", "撤销日期", lambda: self._today)
        self.reason = short_line("close_reason", "原因", 180)
        self._fields = {
            "on": self.add(FormRow("close_on", "撤销日期", self.day, required=True)),
            "reason": self.add(FormRow("close_reason", "原因", self.reason)),
        }
        self.submitted.connect(self._close)

    def begin(self, row_id: int, title: str, told: str, today: date) -> None:
        """Show it for a cell or an organisation."""
        self._id, self._today = row_id, today
        self.setWindowTitle(title)
        self.told.setText(told)
        self.fail("")
        self.reason.clear()
        for row in self.rows:
            row.clear()
        self.day.put(today)
        self.bring()

    def _close(self) -> None:
        for row in self.rows:
            row.clear()
        day = self.day.value()
        if day is None:
            self._fields["on"].show_error(UNREAD)
            first_wrong(self.rows)
            return
        self.wait(waiting=True)
        command = CloseNode(self._id, day, self.reason.text())
        self._jobs.write(self, Reply(self._done, self._refused), self._service, command)

    def _done(self, row_id: int) -> None:
        self.wait(waiting=False)
        self.accept()
        self.closed.emit(row_id)

    def _refused(self, error: UserError) -> None:
        self.refuse(self._fields, error)
