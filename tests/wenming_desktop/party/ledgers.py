"""The ledgers of an office as tables, as they are or with something done to them."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from wenming_desktop.work import Desk
from wenming_desktop.workbooks import headers, reader
from wenming_desktop.workbooks.book import Book, SheetGrid
from wenming_desktop.workbooks.members_in import ImportMembers, import_members
from wenming_desktop.workbooks.outcome import Outcome
from wenming_desktop.workbooks.residents_in import ImportResidents, import_residents
from wenming_desktop.workbooks.services_in import ImportServices, import_services
from wenming_desktop.workbooks.table import Table, find_tables

DEV, SAMPLE = Path("tests/data/ledgers"), Path("resources/samples")
RESIDENTS = {
    DEV: ("居民信息台账.xlsx", "居民花名册.xls", "三网格.csv"),
    SAMPLE: ("居民信息台账.xlsx", "居民花名册.xls", "文澜苑居民.csv"),
}
ROSTER, SERVICES = "党员花名册.xlsx", "服务记录.xlsx"
HEAD = ("姓名", "身份证号", "联系电话", "党员类型", "人员类别", "所在党支部", "所在党小组", "职务")
SYNONYMS = headers.Synonyms.load()
Change = Callable[[SheetGrid], SheetGrid]


def tables(path: Path, want: Sequence[str], change: Change | None = None) -> tuple[Table, ...]:
    """The tables of a file; `change` is done to each sheet before it is understood."""
    book = reader.read(path)
    if change is not None:
        book = replace(book, sheets=tuple(change(grid) for grid in book.sheets))
    return tuple(find_tables(book, SYNONYMS, want))


def typed(rows: Sequence[Sequence[object]], want: Sequence[str]) -> tuple[Table, ...]:
    """A sheet typed in a test, its head first."""
    grid = SheetGrid("表", [list(row) for row in rows])
    return tuple(find_tables(Book("表.xlsx", "0" * 64, (grid,)), SYNONYMS, want))


def shuffled(grid: SheetGrid) -> SheetGrid:
    """The same rows in another order, below the head."""
    at = next(n for n, row in enumerate(grid.rows) if "姓名" in row) + 1
    body = grid.rows[at:]
    random.Random(7).shuffle(body)
    return replace(grid, rows=grid.rows[:at] + body)


def headed(words: dict[str, str]) -> Change:
    """The same sheet, renamed and with other words in its head."""

    def change(grid: SheetGrid) -> SheetGrid:
        rows = [[words.get(str(cell), cell) for cell in row] for row in grid.rows[:2]]
        return replace(grid, name="另一张表", rows=rows + grid.rows[2:])

    return change


def import_registers(desk: Desk, folder: Path) -> None:
    """The residents of an office, whom rosters refer to."""
    for name in RESIDENTS[folder]:
        desk.write(import_residents, ImportResidents(tables(folder / name, headers.RESIDENTS)))


def import_roster(desk: Desk, folder: Path, change: Change | None = None) -> Outcome:
    """The roster of members."""
    command = ImportMembers(tables(folder / ROSTER, headers.MEMBERS, change))
    return desk.write(import_members, command)


def import_records(desk: Desk, folder: Path, change: Change | None = None) -> Outcome:
    """The list of services."""
    command = ImportServices(tables(folder / SERVICES, headers.SERVICES, change))
    return desk.write(import_services, command)


def members(*rows: dict[str, object]) -> ImportMembers:
    """A roster typed in a test: each row by the words of its head."""
    head = (*HEAD, "工作单位", "报到时间", "包联户", "包联楼栋", "入党时间")
    lines = [[row.get(word, "") for word in head] for row in rows]
    return ImportMembers(typed([list(head), *lines], headers.MEMBERS))


def dump(desk: Desk, *names: str) -> dict[str, list[tuple[object, ...]]]:
    """The rows of some tables without who and when, to compare before and after."""
    skipped = {"created_at", "created_by", "updated_at", "updated_by", "row_version"}
    found: dict[str, list[tuple[object, ...]]] = {}
    with desk.engine.connect() as connection:
        for name in names:
            rows = connection.exec_driver_sql(f"SELECT * FROM {name} ORDER BY 1").mappings()
            found[name] = [tuple(v for k, v in row.items() if k not in skipped) for row in rows]
    return found
