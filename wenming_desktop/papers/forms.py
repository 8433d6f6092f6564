"""Any form for one row of the office: facts gathered in a session, drawn outside it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wenming_desktop.errors import UserError
from wenming_desktop.forms.catalogue import FORMS
from wenming_desktop.forms.page import Pdf
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


def print_form(desk: Desk, command: PrintForm) -> Pdf:
    """Draw a form."""
    form = FORMS[command.key]
    if command.row is None:
        if form.blank is None:
            raise NoBlankError(title=form.title)
        return form.draw(form.blank())
    gather: Callable[[Work, int], Any] | None = GATHER.get(command.key)
    if gather is None:
        raise NoRecordError(title=form.title)
    return form.draw(desk.read(gather, command.row))
