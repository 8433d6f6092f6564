"""要改的行: the rows that need a person, as they stood in the ledger, with why in red.

Mended there, the workbook is imported as it is: its heads are the ledger's own.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from wenming_desktop.workbooks.outcome import RowProblem
from wenming_desktop.workbooks.table import Table
from wenming_desktop.workbooks.writer import Sheet, write_workbook

WHY = "哪里要改"
_WIDE, _NARROW, _LONGEST_NAME = 60, 16, 31


def write_problem_rows(path: Path, tables: Iterable[Table], problems: Sequence[RowProblem]) -> int:
    """Write the rows with a problem; returns how many."""
    said: dict[tuple[str, int], list[str]] = {}
    for problem in problems:
        said.setdefault((problem.sheet, problem.row), []).append(problem.message)
    sheets: list[Sheet] = []
    for table in tables:
        sheet = _sheet(table, said)
        if sheet is not None:
            sheets.append(_named(sheet, {other.name for other in sheets}))
    return write_workbook(path, sheets or [Sheet(WHY, (WHY,), ())])


def _sheet(table: Table, said: Mapping[tuple[str, int], list[str]]) -> Sheet | None:
    heads = {match.key: match.header for match in table.matches if match.index >= 0}
    at = [(n, heads[key]) for n, key in enumerate(table.keys) if key in heads]
    rows = [
        ("；".join(said[table.sheet, row.number]), *(row.values[n] for n, _ in at))
        for row in table.rows
        if (table.sheet, row.number) in said
    ]
    if not rows:
        return None
    # A head of two rows is written as one: its last word is the one that is known again.
    names = [WHY, *(head.rpartition("/")[2] if head.count("/") else head for _, head in at)]
    widths = [_WIDE, *[_NARROW] * len(at)]
    return Sheet(table.sheet, names, rows, widths=widths, red=0)


def _named(sheet: Sheet, taken: set[str]) -> Sheet:
    """Give a sheet a name that a workbook takes: short, plain, its own."""
    plain = "".join("_" if mark in "[]:*?/\\" else mark for mark in sheet.name).strip("'")
    name, number = plain[:_LONGEST_NAME] or "表", 1
    while name.lower() in {other.lower() for other in taken}:
        number += 1
        name = f"{plain[: _LONGEST_NAME - 3]}-{number}"
    sheet.name = name
    return sheet
