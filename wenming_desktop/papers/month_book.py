"""The month's workbook, put on disk whole."""

from pathlib import Path

from wenming_desktop.papers.files import CannotWriteError
from wenming_desktop.security.files import write_atomically
from wenming_desktop.tallies.service import MonthReport
from wenming_desktop.tallies.workbook import month_workbook


def save_month(path: Path, report: MonthReport) -> None:
    """Write the workbook of a report."""
    if not path.parent.is_dir():
        raise CannotWriteError(name=path.name)
    write_atomically(path, month_workbook(report))
