"""导出居民台账: a ledger that imports again without a change, masked unless a reason is given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.tables.records import ExportLog
from wenming_desktop.cards.queries import building_named
from wenming_desktop.errors import NotFoundError, UserError
from wenming_desktop.fields import by_key
from wenming_desktop.households import filters
from wenming_desktop.households.fields import LEDGER_FIELDS
from wenming_desktop.households.model import HouseholdFilter
from wenming_desktop.progress import Progress
from wenming_desktop.settings import office
from wenming_desktop.work import Desk, Work, use_case
from wenming_desktop.workbooks.exported import CODE_HEAD, COLUMNS, NAME, PLACE, cell, people
from wenming_desktop.workbooks.writer import Sheet, write_workbook

TELL = 500
"""After so many rows it is told how far the export is, and heard whether to stop."""
CARE_LIST = "special_care_category"
WIDTHS = (10, 12, 8, 8, 8, 10, 12, 12, 6, 22, 12, 8, 12, 10, 16, 18, 18, 18)


class FullNeedsReasonError(UserError):
    """Full numbers leave the office only for a reason."""

    code = "export.reason"
    text = "导出完整的号码要写明用途（--reason）。"


@dataclass(frozen=True)
class ExportResidents:
    """Where to, whom, which columns, full numbers only with a reason.

    `wanted` is the filter of the household list; `columns` are keys of `COLUMNS` (empty = all),
    in the order of the ledger. Names and doors are always there: without them no row is known
    again.
    """

    file: Path
    building: str = ""
    care: str = ""
    full: bool = False
    reason: str = ""
    wanted: HouseholdFilter | None = None
    columns: tuple[str, ...] = ()

    def chosen(self) -> tuple[str, ...]:
        """The columns to write."""
        must = {*PLACE, NAME}
        return tuple(key for key in COLUMNS if not self.columns or key in {*must, *self.columns})


@dataclass(frozen=True)
class Ledger:
    """The rows to write, and the words about them."""

    rows: tuple[tuple[Any, ...], ...]
    notes: tuple[str, ...]


def export_residents(desk: Desk, command: ExportResidents) -> int:
    """Write the ledger and log who took what; returns the number of people."""
    if command.full and not command.reason.strip():
        raise FullNeedsReasonError(field="reason")
    ledger = desk.write(_take_out, command)
    fields = by_key(LEDGER_FIELDS)
    keys = command.chosen()
    heads = (CODE_HEAD, *(fields[key].label for key in keys))
    wide = (WIDTHS[0], *(WIDTHS[1 + COLUMNS.index(key)] for key in keys))
    sheets = [
        Sheet("居民台账", heads, _told(desk.progress, ledger.rows), widths=wide),
        Sheet("说明", ("说明",), [(note,) for note in ledger.notes], widths=(80,)),
    ]
    write_workbook(command.file, sheets)
    return len(ledger.rows)


def _told(progress: Progress, rows: Sequence[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """The rows, telling how far the file is."""
    for at, row in enumerate(rows):
        if at % TELL == 0:
            progress.step(at, len(rows), "写工作簿")
        yield row


@use_case("residents.export", "导出居民台账", right="register.export", undo="none")
def _take_out(work: Work, command: ExportResidents) -> Ledger:
    rows = tuple(_rows(work, command))
    work.session.add(
        ExportLog(
            what="residents",
            filter={
                "building": command.building,
                "care": command.care,
                "full": command.full,
                "list": command.wanted is not None,
            },
            rows=len(rows),
            columns=list(command.chosen()),
            at=work.now,
            by_id=work.actor.staff_id,
            reason=command.reason or None,
        )
    )
    work.note("export:residents", rows=len(rows), full=command.full)
    full = f"号码完整，用途：{command.reason}" if command.full else "号码已打码"
    notes = (
        f"{office(work).full_name}　居民台账",
        f"{work.actor.name} 于 {work.now:%Y-%m-%d %H:%M} 导出 {len(rows)} 人，{full}。",
        "改好后可以原样再导入：按居民编号认人，没有改过的格子（包括打码的）不改动登记册。",
        "空格子不改动；人员类别只增不减；换户主、搬家、注销请在住户里办。新添的人，编号留空。",
    )
    return Ledger(rows, notes)


def _rows(work: Work, command: ExportResidents) -> Iterator[tuple[Any, ...]]:
    sql, values = "", list[object]()
    if command.building:
        sql += " AND b.id = ?"
        values.append(building_named(work, command.building))
    if command.care:
        if work.codes.item(CARE_LIST, command.care) is None:
            raise NotFoundError(what=f"关爱类别“{command.care}”")
        sql += (
            " AND r.id IN (SELECT resident_id FROM special_care"
            " WHERE end_on IS NULL AND NOT is_void AND category = ?)"
        )
        values.append(command.care)
    if command.wanted is not None:
        condition, more = filters.where(work, command.wanted)
        sql += f" AND h.id IN (SELECT h.id {filters.FROM} WHERE {condition})"
        values += more
    fields, full = by_key(LEDGER_FIELDS), command.full
    used = [(COLUMNS.index(key), fields[key]) for key in command.chosen()]
    for at, (number, row) in enumerate(people(work, sql, values)):
        if at % TELL == 0:
            work.progress.step(at, 0, "读登记册")
        yield (number, *(cell(field, row[place], work.codes, full=full) for place, field in used))
