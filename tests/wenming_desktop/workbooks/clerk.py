"""An exported ledger in the hands of a clerk, and what the register holds before and after."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
from python_calamine import CalamineWorkbook

from wenming_desktop.work import Desk
from wenming_desktop.workbooks.files import import_file
from wenming_desktop.workbooks.outcome import ImportOptions, Outcome
from wenming_desktop.workbooks.residents_out import ExportResidents, export_residents


def query(desk: Desk, sql: str, *values: object) -> list[Any]:
    with desk.engine.connect() as plain:
        connection = plain.execution_options(readonly=True)
        return list(connection.exec_driver_sql(sql, tuple(values)).mappings())


def take(desk: Desk, file: Path, *, dry_run: bool = False) -> Outcome:
    return import_file(desk, "residents", file, ImportOptions(), dry_run=dry_run)


def export(desk: Desk, file: Path, **options: Any) -> int:
    return export_residents(desk, ExportResidents(file, **options))


def state(desk: Desk) -> list[dict[str, Any]]:
    """Every person with household, door and care marks, as stored."""
    sql = (
        "SELECT r.*, m.household_id, m.relation_to_head, (SELECT group_concat(category) FROM"
        " special_care s WHERE s.resident_id = r.id) AS care FROM resident r"
        " LEFT JOIN household_membership m ON m.resident_id = r.id ORDER BY r.id, m.id"
    )
    return [dict(row) for row in query(desk, sql)]


def rows_of(file: Path) -> list[list[Any]]:
    rows: list[list[Any]] = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    return rows


def unchanged(outcome: Outcome) -> bool:
    counts = dict(outcome.counts)
    same = counts.pop("unchanged")
    return same == outcome.rows and not any(counts.values()) and outcome.batch is None


def codes(outcome: Outcome) -> list[tuple[int, str, str]]:
    return [(p.row, p.code, p.severity) for p in outcome.problems]


class Ledger:
    """An exported ledger in the hands of a clerk."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.book = openpyxl.load_workbook(file)
        self.page = self.book.worksheets[0]
        self.heads = [cell.value for cell in self.page[1]]

    def find(self, **said: str) -> int:
        for row in range(2, self.page.max_row + 1):
            if all(self.get(row, head) == value for head, value in said.items()):
                return row
        raise AssertionError(said)

    def get(self, row: int, head: str) -> Any:
        return self.page.cell(row, self.heads.index(head) + 1).value

    def put(self, row: int, **said: object) -> None:
        for head, value in said.items():
            cell = self.page.cell(row, self.heads.index(head) + 1)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"

    def append(self, values: Sequence[Any]) -> int:
        row = self.page.max_row + 1
        for head, value in zip(self.heads, values, strict=True):
            self.put(row, **{head: value})
        return row

    def row(self, row: int) -> list[Any]:
        return [cell.value for cell in self.page[row]]

    def save(self) -> Path:
        for row in self.page.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.data_type = "s"
        self.book.save(self.file)
        return self.file
