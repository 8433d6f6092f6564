"""Any form for one row of the office: facts gathered in a session, drawn outside it, kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wenming_desktop.errors import UserError
from wenming_desktop.forms.catalogue import FORMS
from wenming_desktop.forms.page import Pdf
from wenming_desktop.papers.archive import Paper, keep
from wenming_desktop.papers.gather import GATHER
from wenming_desktop.work import Desk, Work


class NoBlankError(UserError):
    """The form makes no sense without a record."""

    code = "form.no_blank"
    text = "“{title}”没有空白表，请指明打印哪一条记录。"


class NoRecordError(UserError):
    """The form is not printed for a single record."""

    code = "form.no_record"
    text = "“{title}”不按单条记录打印，请用它自己的命令。"


@dataclass(frozen=True)
class PrintForm:
    """A form and its row; None is an empty form."""

    key: str
    row: int | None = None


def draw_form(desk: Desk, command: PrintForm) -> Paper:
    """Draw a form for a row; nothing is kept until it is printed."""
    form = FORMS[command.key]
    gather: Callable[[Work, int], Any] | None = GATHER.get(command.key)
    if gather is None or command.row is None:
        raise NoRecordError(title=form.title)
    facts = desk.read(gather, command.row)
    return Paper(command.key, facts, form.draw(facts), command.row)


def print_form(desk: Desk, command: PrintForm) -> Pdf:
    """Draw a form for the printer; one of a row goes into the archive, unless it is a draft."""
    form = FORMS[command.key]
    if command.row is None:
        if form.blank is None:
            raise NoBlankError(title=form.title)
        blank: Pdf = form.draw(form.blank())
        return blank
    paper = draw_form(desk, command)
    if paper.is_kept:
        keep(desk, paper)
    return paper.pdf
