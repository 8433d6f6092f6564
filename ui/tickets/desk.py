"""What the window can do with tickets from anywhere: register a call, print a sheet."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.common.undo_bar import Action
from ui.page import Services
from ui.printing import Preview, PrintPlace
from ui.printing.keeping import Keeping
from ui.tickets.quick_register import QuickRegister
from wenming_desktop import undoing
from wenming_desktop.tickets import queries
from wenming_desktop.tickets.model import TicketRow
from wenming_desktop.undoing import StandingAct

if TYPE_CHECKING:
    from wenming_desktop.papers.archive import Paper
    from wenming_desktop.work import Desk

_WRITE = "ticket.write"
_UNDO = "history.undo"
_SHEET = "ticket_sheet"


class TicketDesk(QObject):
    """Holds the one quick-registration window; `undo_asked` carries the act to be taken back."""

    undo_asked = Signal(int)

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._services, self._window = services, window
        self._jobs = services.jobs
        self._form: QuickRegister | None = None
        self.may_register = _WRITE in services.office.rights
        if self.may_register:
            # Built once while nothing else is to be done, so that F2 only has to show it.
            QTimer.singleShot(200, self, self._build)

    def _build(self) -> QuickRegister:
        if self._form is None:
            self._form = QuickRegister(self._jobs, self._window, self._services.drafts)
            self._form.registered.connect(self._registered)
        return self._form

    def register(self, caller: object = None) -> None:
        """Show the quick registration, for a household if one is given as (kind, id)."""
        known = caller if isinstance(caller, tuple) and len(caller) == 2 else None
        self._build().bring(known)

    def _registered(self, ticket: int, paper: bool) -> None:
        if paper:
            self.print_sheet(ticket)
        self._jobs.read(self, partial(self._named, paper), queries.ticket_by_number, ticket)

    def _named(self, paper: bool, row: TicketRow) -> None:
        tell = partial(self._tell, paper, row)
        if _UNDO in self._services.office.rights:
            self._jobs.read(self, tell, undoing.standing_act)
        else:
            tell(None)

    def _tell(self, paper: bool, row: TicketRow, act: StandingAct | None) -> None:
        """One bar for one act: its number, the ways on from it, the way back."""
        number = row.number or ""
        ways = [Action("打开", partial(self._services.open_asked.emit, "ticket", row.id))]
        if not paper:
            ways.append(Action("打印办理单", partial(self.print_sheet, row.id)))
        if act is not None and act.subject == number:
            ways.append(Action("撤销", partial(self.undo_asked.emit, act.seq), "Ctrl+Z"))
        self._jobs.messages.say(f"已登记 {number.removeprefix('SQ')}".rstrip(), ways)

    def print_sheet(self, ticket: int) -> None:
        """Draw a ticket's sheet and show it."""
        self._jobs.paper(self, self._show_sheet, _sheet, ticket)

    def _show_sheet(self, paper: "Paper") -> None:
        place = PrintPlace(self._jobs, self._services.memory, _SHEET)
        messages = self._jobs.messages
        preview = Preview("居民诉求办理单", paper.pdf, messages, self._window, place)
        Keeping(self._jobs, preview, paper)
        preview.show()


def _sheet(desk: "Desk", ticket: int) -> "Paper":
    # Drawing needs reportlab; imported in the lane, with the first sheet.
    from wenming_desktop.papers.forms import PrintForm, draw_form  # noqa: PLC0415

    return draw_form(desk, PrintForm(_SHEET, ticket))
