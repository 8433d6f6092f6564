"""Which forms are printed for a single row, and what reads their facts."""

from collections.abc import Callable
from typing import Any

from wenming_desktop.forms.gather_ticket import gather_ticket
from wenming_desktop.work import Work

GATHER: dict[str, Callable[[Work, int], Any]] = {
    "ticket_sheet": gather_ticket,
}
