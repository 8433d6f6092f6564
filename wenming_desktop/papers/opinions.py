"""The opinion form on paper: a draft bears its word, an approved one goes into the archive."""

from wenming_desktop.forms import merit_opinion
from wenming_desktop.forms.gather_opinion import KEY, gather_opinion
from wenming_desktop.forms.page import Pdf
from wenming_desktop.papers.archive import Paper, keep
from wenming_desktop.work import Desk


def draw_opinion(desk: Desk, opinion_id: int) -> Paper:
    """Draw an opinion; hand it on to `keep_opinion` once a printer took it."""
    facts = desk.read(gather_opinion, opinion_id)
    title = f"{facts.name} {facts.matter}意见表"
    pdf = merit_opinion.draw(facts)
    copies = len(merit_opinion.COPIES)
    return Paper(KEY, facts, pdf, opinion_id, facts.number, title, copies=copies)


def keep_opinion(desk: Desk, paper: Paper) -> int | None:
    """Archive what was printed; a draft belongs in no archive."""
    return keep(desk, paper) if paper.is_kept else None


def print_blank() -> Pdf:
    """Draw the empty form for handwriting."""
    return merit_opinion.draw(merit_opinion.blank())
