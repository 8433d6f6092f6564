"""全部数据导出: every register in one workbook that any program opens, for who leaves or checks.

One sheet a table, heads with the Chinese word and the identifier, values as stored (codes stay
codes; the list of codes is a sheet too). It holds full numbers, so it asks a reason and is logged.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Table

import resources
from db.base import Base
from db.tables.records import Draft, ExportLog
from db.types import LocalDate, LocalMoment
from wenming_desktop.settings import office
from wenming_desktop.work import Desk, Work, use_case
from wenming_desktop.workbooks.residents_out import FullNeedsReasonError
from wenming_desktop.workbooks.writer import Sheet, write_workbook

_COMMON: Final = {
    "id": "行号",
    "created_at": "建立时间",
    "created_by": "建立人",
    "updated_at": "修改时间",
    "updated_by": "修改人",
    "row_version": "版本",
    "entry_source": "来历",
    "is_void": "作废",
    "void_reason": "作废原因",
    "remark": "备注",
}
_LEFT_OUT: Final = frozenset({Draft.__tablename__})
_TELL: Final = 1000
_MOST_ROWS: Final = 1_000_000
"""A sheet ends at 1,048,576 rows; what is longer goes on in the next sheet."""


@dataclass(frozen=True)
class ExportEverything:
    """Where to, and why: the file holds full identity numbers and phones."""

    file: Path
    reason: str


def export_everything(desk: Desk, command: ExportEverything) -> int:
    """Write every register; returns the number of rows. `FullNeedsReasonError` without a why."""
    if not command.reason.strip():
        raise FullNeedsReasonError(field="reason")
    count = desk.read(_write, command.file)
    desk.write(_note, command, count)
    return count


@use_case("everything.read", "导出全部数据", right="register.export")
def _write(work: Work, file: Path) -> int:
    tables = [table for table in Base.metadata.sorted_tables if _is_ours(table)]
    rows = {table.name: _count(work.connection, table) for table in tables}
    total, labels = sum(rows.values()), _labels()
    sheets = [sheet for table in tables for sheet in _sheets(work, table, labels)]
    notes = [
        f"{office(work).full_name}　全部数据",
        f"{work.actor.name} 于 {work.now:%Y-%m-%d %H:%M} 导出，共 {total:,} 行。",
        "号码是完整的，请妥善保管，用完删掉。",
        "每张工作表是一个登记册；表头是中文名和字段名；代码的意思查 code_item 这一张。",
        "带 _id 的格子是另一张表的行号。作废的行也在里面。",
        *(f"{name}：{count:,} 行" for name, count in rows.items()),
    ]
    write_workbook(file, [*sheets, Sheet("说明", ("说明",), [(n,) for n in notes], widths=(90,))])
    return total


@use_case("everything.export", "导出全部数据", right="register.export", undo="none")
def _note(work: Work, command: ExportEverything, rows: int) -> None:
    work.session.add(
        ExportLog(
            what="everything",
            filter={},
            rows=rows,
            columns=[],
            at=work.now,
            by_id=work.actor.staff_id,
            reason=command.reason,
        )
    )
    work.note("export:everything", rows=rows, full=True)


def _is_ours(table: Table) -> bool:
    return set(_COMMON) <= set(table.columns.keys()) and table.name not in _LEFT_OUT


def _sheets(work: Work, table: Table, labels: dict[tuple[str, str], str]) -> Iterator[Sheet]:
    names = [column.name for column in table.columns]
    heads = [f"{_label(table.name, name, labels)} {name}".strip() for name in names]
    count = _count(work.connection, table)
    for at in range(0, max(count, 1), _MOST_ROWS):
        rows = _rows(work, table, at)
        more = f"_{at // _MOST_ROWS + 1}" if at else ""
        yield Sheet(f"{table.name}{more}", heads, rows, widths=[16] * len(heads))


def _count(connection: Connection, table: Table) -> int:
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table.name}").scalar() or 0)


def _rows(work: Work, table: Table, start: int) -> Iterator[tuple[Any, ...]]:
    readers = [_reader(column.type) for column in table.columns]
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    found = work.connection.exec_driver_sql(
        f"SELECT {names} FROM {table.name} ORDER BY id LIMIT ? OFFSET ?", (_MOST_ROWS, start)
    )
    for at, row in enumerate(found, start=1):
        if at % _TELL == 1:
            work.progress.step(at, 0, table.name)
        yield tuple(read(value) for read, value in zip(readers, row, strict=True))


def _reader(kind: Any) -> Any:
    """Dates and moments become real ones; all else is as stored."""
    if isinstance(kind, LocalDate):
        return lambda raw: date.fromisoformat(raw) if raw else None
    if isinstance(kind, LocalMoment):
        return lambda raw: datetime.fromisoformat(raw) if raw else None
    return lambda raw: raw


def _labels() -> dict[tuple[str, str], str]:
    """The Chinese word of every field, by table and column."""
    with resources.path("codes", "fields.csv").open(encoding="utf-8-sig", newline="") as lines:
        return {
            (_snake(row["entity"]), row["identifier"]): row["label_zh"]
            for row in csv.DictReader(lines)
        }


def _label(table: str, column: str, labels: dict[tuple[str, str], str]) -> str:
    return labels.get((table, column)) or _COMMON.get(column, "")


def _snake(entity: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", entity).lower()
