"""What the window can do with tickets from anywhere: register a call, print a sheet."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ui.common.undo_bar import Action
from ui.page import Services
from ui.printing import Preview, PrintPlace
from ui.printing.keeping import Keeping
from ui.tickets.quick_register import QuickRegister

if TYPE_CHECKING:
    from wenming_desktop.papers.archive import Paper
    from wenming_desktop.work import Desk

_WRITE = "ticket.write"
_SHEET = "ticket_sheet"


class TicketDesk(QObject):
    """Holds the one quick-registration window."""

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._services, self._window = services, window
        self._form: QuickRegister | None = None
        self.may_register = _WRITE in services.office.rights
        if self.may_register:
            # Built once while nothing else is to be done, so that F2 only has to show it.
            QTimer.singleShot(200, self, self._build)

    def _build(self) -> QuickRegister:
        if self._form is None:
            self._form = QuickRegister(self._services.jobs, self._window, self._services.drafts)
            self._form.registered.connect(self._registered)
        return self._form

    def register(self, caller: object = None) -> None:
        """Show the quick registration, for a household if one is given as (kind, id)."""
        known = caller if isinstance(caller, tuple) and len(caller) == 2 else None
        self._build().bring(known)

    def _registered(self, ticket: int, paper: bool) -> None:
        if paper:
            self.print_sheet(ticket)
            self._services.jobs.messages.say("已登记")
            return
        self._services.jobs.messages.say(
            "已登记", Action("打印办理单", lambda: self.print_sheet(ticket))
        )

    def print_sheet(self, ticket: int) -> None:
        """Draw a ticket's sheet and show it."""
        self._services.jobs.paper(self, self._show_sheet, _sheet, ticket)

    def _show_sheet(self, paper: "Paper") -> None:
        place = PrintPlace(self._services.jobs, self._services.memory, _SHEET)
        messages = self._services.jobs.messages
        preview = Preview("居民诉求办理单", paper.pdf, messages, self._window, place)
        Keeping(self._services.jobs, preview, paper)
        preview.show()


def _sheet(desk: "Desk", ticket: int) -> "Paper":
    # Drawing needs reportlab; imported in the lane, with the first sheet.
    from wenming_desktop.papers.forms import PrintForm, draw_form  # noqa: PLC0415

    return draw_form(desk, PrintForm(_SHEET, ticket))
