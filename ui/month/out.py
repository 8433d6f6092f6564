"""The month in a workbook and on paper; called in a lane, where their libraries are imported."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ui.common.saved_strip import saving
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.register_table import register_table
from wenming_desktop.tallies.service import MonthReport

if TYPE_CHECKING:
    from wenming_desktop.work import Desk


def write(desk: "Desk", report: MonthReport, path: Path) -> None:
    """Write what the page shows; the register is counted now if nobody has looked at it yet."""
    from wenming_desktop.papers.month_book import save_month  # noqa: PLC0415

    if report.register is None:
        report = report.with_register(desk.read(register_table, report.period, report.grid or None))
    saving(path, partial(save_month, report=report))


def draw(desk: "Desk", period: Period, grid: str | None) -> bytes:
    """Draw the report of a period."""
    from wenming_desktop.papers.month import print_month  # noqa: PLC0415

    return bytes(print_month(desk, period, grid)[0])
