"""A ticket's papers: its sheet, the answer to the complainant, the slip of who has it now."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from ui.jobs import Reply
from ui.page import Services
from ui.printing import Preview, PrintPlace
from ui.printing.keeping import Keeping
from wenming_desktop.errors import UserError
from wenming_desktop.tickets.board_view import TicketView

if TYPE_CHECKING:
    from wenming_desktop.papers.archive import Paper
    from wenming_desktop.work import Desk

SHEET, FEEDBACK, SLIP, NOTICE = (
    "ticket_sheet", "ticket_feedback", "transfer_slip", "rectification_notice",
)  # fmt: skip
TITLES: Final = {
    SHEET: "居民诉求办理单",
    FEEDBACK: "诉求办理情况反馈单",
    SLIP: "诉求移交单",
    NOTICE: "问题整改通知单",
}
_ANSWERED: Final = frozenset({"60", "70", "80"})
_GIVEN_AWAY: Final = "94"


def papers_of(view: TicketView) -> tuple[tuple[str, str], ...]:
    """The papers a ticket has where it stands: form and what a menu calls it."""
    papers = [(SHEET, "办理单")]
    if view.status in _ANSWERED:
        papers.append((FEEDBACK, "反馈单"))
    if view.status == _GIVEN_AWAY:
        papers.append((SLIP, "移交单"))
    elif view.whistles:
        papers.append((SLIP, "吹哨单"))
    return tuple(papers)


class TicketPapers:
    """Draws a paper in the lane and shows it; what is printed or saved is kept."""

    def __init__(self, services: Services, over: QWidget) -> None:
        self._services, self._over = services, over

    def show(self, form: str, row: int) -> None:
        """Show a paper of a row: a ticket, or a rectification for its notice."""
        reply: Reply[Paper] = Reply(partial(self._show, form), self._refused)
        self._services.jobs.paper(self._over, reply, _draw, form, row)

    def _refused(self, error: UserError) -> None:
        self._services.jobs.messages.warn(error.message)

    def _show(self, form: str, paper: "Paper") -> None:
        jobs = self._services.jobs
        place = PrintPlace(jobs, self._services.memory, form)
        preview = Preview(paper.title or TITLES[form], paper.pdf, jobs.messages, self._over, place)
        Keeping(jobs, preview, paper)
        preview.show()


def _draw(desk: "Desk", form: str, row: int) -> "Paper":
    # Drawing needs reportlab; imported in the lane, with the first sheet.
    from wenming_desktop.papers.tickets import (  # noqa: PLC0415
        DrawTicketPaper,
        draw_ticket_paper,
    )

    return draw_ticket_paper(desk, DrawTicketPaper(form, row))
