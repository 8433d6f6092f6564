"""The lists on paper and in a workbook; called in a lane, where their libraries are imported."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ui.common.saved_strip import saving
from wenming_desktop.tickets.grievances import Span

if TYPE_CHECKING:
    from wenming_desktop.papers.archive import Paper
    from wenming_desktop.work import Desk

FORM = "top_grievances"


def draw(desk: "Desk", which: str, span: Span) -> "Paper":
    """Draw one of the lists: ten, callers, places."""
    from wenming_desktop.papers.grievances import WantedList, draw_list  # noqa: PLC0415

    return draw_list(desk, WantedList(which, span))


def write(desk: "Desk", span: Span, path: Path) -> None:
    """Write all three lists."""
    from wenming_desktop.papers.grievances import save_lists  # noqa: PLC0415

    saving(path, partial(save_lists, desk, span=span))
