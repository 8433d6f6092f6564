"""A ticket's papers: its sheet, the answer to its complainant, the slip of who has it now."""

from dataclasses import dataclass

from wenming_desktop.forms import gather_rectification, gather_ticket, gather_ticket_papers
from wenming_desktop.forms.catalogue import FORMS
from wenming_desktop.forms.transfer_slip import TITLES as SLIPS
from wenming_desktop.forms.transfer_slip import TransferSlip
from wenming_desktop.papers.archive import Paper
from wenming_desktop.work import Desk

_GATHER = {
    gather_ticket.KEY: gather_ticket.gather_ticket,
    gather_ticket_papers.FEEDBACK: gather_ticket_papers.gather_feedback,
    gather_ticket_papers.SLIP: gather_ticket_papers.gather_slip,
    gather_rectification.KEY: gather_rectification.gather_notice,
}


@dataclass(frozen=True, slots=True)
class DrawTicketPaper:
    """A paper of a ticket, or the notice of a rectification, by its form."""

    form: str
    row: int


def draw_ticket_paper(desk: Desk, command: DrawTicketPaper) -> Paper:
    """Draw a paper; nothing is kept until it is printed."""
    facts = desk.read(_GATHER[command.form], command.row)
    number = getattr(facts, "ticket_no", "") or getattr(facts, "notice_no", "")
    pdf = FORMS[command.form].draw(facts)
    title = SLIPS[facts.kind] if isinstance(facts, TransferSlip) else ""
    return Paper(command.form, facts, pdf, command.row, number=number, title=title)
