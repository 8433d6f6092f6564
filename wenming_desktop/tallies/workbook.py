"""月报工作簿: a period's report as a workbook."""

from wenming_desktop.tallies.service import MonthReport


def month_workbook(report: MonthReport) -> bytes:
    """The workbook of a report: a sheet a table, the checks, what the words mean."""
    # openpyxl takes a quarter of a second to load: only who wants a workbook pays for it.
    from wenming_desktop.tallies.workbook_pages import drawn  # noqa: PLC0415

    return drawn(report)
