"""导出居民台账: a ledger that imports again without a change, masked unless a reason is given."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from db.tables.records import ExportLog
from wenming_desktop.cards.queries import building_named
from wenming_desktop.errors import UserError
from wenming_desktop.fields import Field, by_key
from wenming_desktop.households.fields import LEDGER_FIELDS
from wenming_desktop.settings import office
from wenming_desktop.work import Desk, Work, use_case
from wenming_desktop.workbooks.writer import Sheet, write_workbook

COLUMNS = (
    "estate.name", "building.building_no", "building_unit.unit_no", "house.room_no",
    "household.head_resident_id", "resident.full_name",
    "household_membership.relation_to_head", "resident.gender", "resident.id_number",
    "resident.birth_date", "resident.ethnicity", "resident.political_status",
    "resident.education", "resident.phone", "resident.employer", "special_care.category",
    "resident.remark",
)  # fmt: skip
MASKED = frozenset({"resident.id_number", "resident.phone"})
WIDTHS = (10, 12, 8, 8, 8, 10, 12, 12, 6, 22, 12, 8, 12, 10, 16, 18, 18, 18)
NUMBER_HEAD = "居民编号"
_ROWS = """
SELECT r.id, e.name, b.building_no, u.unit_no, ho.room_no, h.head_name, r.full_name,
       m.relation_to_head, r.gender, r.id_number, r.birth_date, r.ethnicity,
       r.political_status, r.education, r.phone, r.employer,
       (SELECT group_concat(s.category, ' ') FROM special_care s
         WHERE s.resident_id = r.id AND s.end_on IS NULL AND NOT s.is_void), r.remark
FROM resident r
JOIN household_membership m ON m.resident_id = r.id AND m.to_on IS NULL AND NOT m.is_void
JOIN household h ON h.id = m.household_id JOIN house ho ON ho.id = h.house_id
JOIN building_unit u ON u.id = ho.building_unit_id JOIN building b ON b.id = u.building_id
JOIN estate e ON e.id = b.estate_id
WHERE NOT r.is_void AND NOT h.is_void
"""


class FullNeedsReasonError(UserError):
    """Full numbers leave the office only for a reason."""

    code = "export.reason"
    text = "导出完整的号码要写明用途（--reason）。"


@dataclass(frozen=True)
class ExportResidents:
    """Where to, which building or care category, full numbers only with a reason."""

    file: Path
    building: str = ""
    care: str = ""
    full: bool = False
    reason: str = ""


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
    heads = (NUMBER_HEAD, *(fields[key].label for key in COLUMNS))
    sheets = [
        Sheet("居民台账", heads, ledger.rows, widths=WIDTHS),
        Sheet("说明", ("说明",), [(note,) for note in ledger.notes], widths=(80,)),
    ]
    write_workbook(command.file, sheets)
    return len(ledger.rows)


@use_case("residents.export", "导出居民台账", right="register.export", undo="none")
def _take_out(work: Work, command: ExportResidents) -> Ledger:
    rows = tuple(_rows(work, command))
    work.session.add(
        ExportLog(
            what="residents",
            filter={"building": command.building, "care": command.care, "full": command.full},
            rows=len(rows),
            columns=list(COLUMNS),
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
        "改好后可以原样再导入；打码的格子不会改动登记册。",
    )
    return Ledger(rows, notes)


def _rows(work: Work, command: ExportResidents) -> Iterator[tuple[Any, ...]]:
    sql, values = _ROWS, list[object]()
    if command.building:
        sql += " AND b.id = ?"
        values.append(building_named(work, command.building))
    if command.care:
        sql += (
            " AND r.id IN (SELECT resident_id FROM special_care"
            " WHERE end_on IS NULL AND NOT is_void AND category = ?)"
        )
        values.append(command.care)
    fields = by_key(LEDGER_FIELDS)
    used = [fields[key] for key in COLUMNS]
    order = " ORDER BY h.sort_key, h.id, r.id <> coalesce(h.head_resident_id, 0), m.id"
    for number, *row in work.connection.exec_driver_sql(sql + order, tuple(values)):
        cells = zip(used, row, strict=True)
        yield (number, *(_cell(work, field, raw, full=command.full) for field, raw in cells))


def _cell(work: Work, field: Field, raw: Any, *, full: bool) -> Any:
    if raw is None or raw == "":
        return None
    if field.key == "resident.birth_date":
        return date.fromisoformat(raw) if full else f"{raw[:4]}年"
    if field.key in MASKED and not full:
        return field.kind.mask(raw, work.codes)
    value = tuple(raw.split()) if field.key == "special_care.category" else raw
    return field.kind.cell(value, work.codes)
