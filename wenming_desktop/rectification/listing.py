"""The list of 整改清单 with the moment it was read: time left is counted from there."""

from dataclasses import dataclass
from datetime import datetime

from wenming_desktop.rectification.model import ItemLine
from wenming_desktop.rectification.service import item_lines
from wenming_desktop.work import Work, use_case


@dataclass(frozen=True, slots=True)
class Listing:
    """The items, and when it was."""

    now: datetime
    lines: tuple[ItemLine, ...]


@use_case("rectification.listing", "查看整改清单", right="ticket.read")
def listing(work: Work, *, is_open: bool = True) -> Listing:
    """The items that are due first on top; all of them or only what is open."""
    return Listing(work.now, item_lines(work, is_open=is_open))
