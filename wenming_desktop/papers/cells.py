"""A cell's papers: its roster, logged and watermarked, and the notice for the building's door."""

from dataclasses import dataclass, replace

from wenming_desktop.forms import cell_notice, cell_roster
from wenming_desktop.forms.cell_facts import CellNotice, CellRoster, NoticePaper
from wenming_desktop.forms.gather_cell import gather_notice, gather_roster
from wenming_desktop.forms.page import Pdf
from wenming_desktop.papers.archive import Paper, keep
from wenming_desktop.work import Desk, Work, use_case

ROSTER, NOTICE = "cell_roster", "cell_notice"


@dataclass(frozen=True)
class PrintNotice:
    """Which cell, on A4 upright or A3 across."""

    cell: int
    paper: NoticePaper = "A4"


def roster_paper(desk: Desk, cell: int) -> Paper:
    """Draw a cell's roster; that its names and numbers went to paper is logged."""
    facts = desk.write(take_roster, cell)
    return Paper(ROSTER, facts, cell_roster.draw(facts), cell)


def notice_paper(desk: Desk, command: PrintNotice) -> Paper:
    """Draw the notice of a cell; logged as well."""
    facts = desk.write(take_notice, command)
    return Paper(NOTICE, facts, cell_notice.draw(facts), command.cell)


def print_roster(desk: Desk, cell: int) -> Pdf:
    """Draw a cell's roster for the printer, and keep it."""
    return _kept(desk, roster_paper(desk, cell))


def print_notice(desk: Desk, command: PrintNotice) -> Pdf:
    """Draw a cell's notice for the printer, and keep it."""
    return _kept(desk, notice_paper(desk, command))


def _kept(desk: Desk, paper: Paper) -> Pdf:
    keep(desk, paper)
    return paper.pdf


@use_case("cells.print_roster", "打印党小组花名册", right="register.export", undo="none")
def take_roster(work: Work, cell: int) -> CellRoster:
    """The roster's facts; without identity numbers."""
    roster = gather_roster(work, cell)
    work.note(f"print:{ROSTER}:{cell}", people=len(roster.members), homes=roster.linked_homes)
    return roster


@use_case("cells.print_notice", "打印党小组公示", right="party.read", undo="none")
def take_notice(work: Work, command: PrintNotice) -> CellNotice:
    """The notice's facts; only what may hang on a door."""
    notice = gather_notice(work, command.cell)
    work.note(f"print:{NOTICE}:{command.cell}", people=len(notice.members) + bool(notice.leader))
    return replace(notice, paper=command.paper)
