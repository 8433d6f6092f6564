"""Rows of a roster of party members: values read, problems named, nothing looked up yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from wenming_desktop.fields import (
    Field,
    Flag,
    Problem,
    Reading,
    birth_date,
    by_key,
    gender,
    search_key,
)
from wenming_desktop.fields.text import is_nothing
from wenming_desktop.party.fields import MEMBER_FIELDS
from wenming_desktop.progress import Progress
from wenming_desktop.workbooks.headers import is_ticked
from wenming_desktop.workbooks.members_in_keys import (
    LINKED,
    NAME,
    NUMBER,
    PHONE,
    POST,
    ROLE,
)
from wenming_desktop.workbooks.outcome import Outcome
from wenming_desktop.workbooks.table import Row, Table

STEP = 500
_TICK = Flag()


@dataclass(slots=True)
class Entry:
    """One row that is not refused; `rough` tells which days are known by month or year only."""

    sheet: str
    row: int
    name: str
    number: str | None
    phone: str | None
    values: dict[str, Any]
    said: dict[str, str]
    post: str | None = None
    rough: dict[str, str] = field(default_factory=dict)
    role: str | None = None

    @property
    def order(self) -> tuple[str, str, str]:
        """Puts people in an order that does not hang on where their rows stand."""
        return (self.name, self.number or "", self.phone or "")

    @property
    def place(self) -> tuple[str, int]:
        """Where the row stands."""
        return (self.sheet, self.row)


@dataclass(slots=True)
class Cells:
    """The values of one row by field, what came beside them, and whether the row is refused."""

    values: dict[str, Any] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    refused: bool = False


def read_cells(
    table: Table, row: Row, fields: Mapping[str, Field], reading: Reading, outcome: Outcome
) -> Cells:
    """Read the known fields of one row; the problems go to the outcome."""
    cells = Cells()
    for at, key in enumerate(table.keys):
        raw = row.values[at]
        if is_ticked(key) and _TICK.parse(raw, key, reading).value:
            field_key, _, code = key.partition(":")
            cells.values.setdefault(field_key, code)
        if key not in fields or (raw in ("", None) and key != NAME):
            continue
        parsed = fields[key].kind.parse(raw, key, reading)
        for problem in parsed.problems:
            outcome.remark(table.sheet, row.number, problem)
            cells.refused |= problem.severity == "refused"
        if parsed.value is not None:
            cells.values[key] = parsed.value
        if parsed.note:
            cells.notes[key] = parsed.note
    return cells


def read_members(
    tables: Sequence[Table], reading: Reading, progress: Progress, outcome: Outcome
) -> list[Entry]:
    """Read every row; of rows for the same person the first stands."""
    fields = by_key(MEMBER_FIELDS)
    total = sum(len(table.rows) for table in tables)
    entries: list[Entry] = []
    seen: set[tuple[str, str]] = set()
    for table in tables:
        for row in table.rows:
            if outcome.rows % STEP == 0:
                progress.step(outcome.rows, total, "核对数据")
            outcome.rows += 1
            cells = read_cells(table, row, fields, reading, outcome)
            if cells.refused or NAME not in cells.values:
                continue
            entry = _entry(table.sheet, row.number, cells)
            mark = (search_key(entry.name), entry.number or entry.phone or "")
            if mark[1] and mark in seen:
                said = "同一个人在表里已经有一行，这一行没有导入，以前一行为准。"
                outcome.remark(table.sheet, row.number, Problem("row.duplicate", NUMBER, said))
                continue
            seen.add(mark)
            entries.append(entry)
    return entries


def _entry(sheet: str, row: int, cells: Cells) -> Entry:
    values = cells.values
    own = {
        key.partition(".")[2]: stored(value)
        for key, value in values.items()
        if key not in LINKED and not (isinstance(value, str) and is_nothing(value))
    }
    number = values.get(NUMBER)
    if number:
        own["gender"] = gender(number) or own.get("gender")
        own["birth_date"] = stored(birth_date(number)) or own.get("birth_date")
    if note := cells.notes.get(NUMBER):
        own["id_number_raw"] = note
    if note := cells.notes.get(PHONE):
        own["remark"] = "；".join(filter(None, (own.get("remark"), note)))
    coded = {POST, ROLE}
    texts = {key: values[key] for key in LINKED - coded if not is_nothing(values.get(key, ""))}
    entry = Entry(sheet, row, values[NAME], number, values.get(PHONE), own, texts, values.get(POST))
    entry.role = values.get(ROLE)
    for key in ("joined_on", "confirmed_on", "reported_on"):
        if note := cells.notes.get(f"party_member.{key}"):
            entry.rough[key] = note
    return entry


def stored(value: Any) -> Any:
    """A value as the data file holds it."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value
