"""What the import page shows: a file as it would come in, and past batches.

Light to import: reading a file and checking it are in `desk_check`.
"""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import select

import resources
from db.tables.records import ImportBatch
from wenming_desktop.fields import Field, by_key
from wenming_desktop.households.fields import LEDGER_FIELDS
from wenming_desktop.party.fields import MEMBER_FIELDS, SERVICE_FIELDS
from wenming_desktop.tickets.fields import TICKET_FIELDS
from wenming_desktop.work import Work, use_case
from wenming_desktop.workbooks.answers import Applied, Fixes
from wenming_desktop.workbooks.mapping import Choices, ColumnPlace
from wenming_desktop.workbooks.merging import Merge, counts_after
from wenming_desktop.workbooks.outcome import Outcome

KIND_NAMES = {
    "residents": "居民台账",
    "members": "党员花名册",
    "services": "服务记录",
    "tickets": "诉求清单",
}
UNDO_DAYS = 30
_TAKEN: dict[str, tuple[tuple[Field, ...], tuple[str, ...]]] = {
    "residents": (LEDGER_FIELDS, ("resident.code",)),
    "members": (MEMBER_FIELDS, ()),
    "services": (SERVICE_FIELDS, ("party_member.full_name", "party_member.phone")),
    "tickets": (
        TICKET_FIELDS,
        ("ticket.category_parent", "estate.name", "building.building_no", "house.full_address"),
    ),
}
"""What an import of a kind takes: its fields, and columns that only help to find a row's place."""


@dataclass(frozen=True)
class ImportRequest:
    """A file, what kind of ledger it is, the estate where the sheet names none.

    `sheet` takes one sheet alone, `choices` says what columns are; `pasted` is a table that was
    copied, then `path` is only its name.
    """

    kind: str
    path: Path
    estate: str = ""
    sheet: str = ""
    choices: Choices = field(default_factory=dict)
    pasted: str = field(default="", repr=False)


@dataclass(frozen=True)
class ColumnSeen:
    """One column of a sheet: its head, the first thing in it, what it is taken for and why.

    `state` is "sure", "check" (a part of the head was known) or "none" (not imported);
    `place` is None where it comes from a title; `key` is the field, empty when not imported.
    """

    sheet: str
    head: str
    sample: str
    label: str
    reason: str
    state: str
    place: ColumnPlace | None = None
    key: str = ""


@dataclass(frozen=True)
class SheetSeen:
    """One table that was found; `cut_at` is the row after which reading stopped."""

    name: str
    header_row: int
    rows: int
    columns: int
    cut_at: int | None


@dataclass(frozen=True)
class Checked:
    """A file as it would come in: nothing of it is written yet; `write(command)` writes it."""

    request: ImportRequest
    file: str
    sheets: tuple[SheetSeen, ...]
    columns: tuple[ColumnSeen, ...]
    outcome: Outcome
    write: Callable[[Work, Any], Outcome]
    command: Any
    sheet_names: tuple[str, ...] = ()
    """All sheets with a table, also those left out by `request.sheet`."""
    source: tuple[Any, ...] = ()
    """The tables as read, before any answer was put into them."""
    fixes: Fixes = field(default_factory=Fixes)
    applied: tuple[Applied, ...] = ()

    def merged(self, merge: Merge) -> "Checked":
        """What it is where the register stands in some fields; nothing is read again."""
        if not merge:
            return self
        counts = counts_after(self.outcome.counts, self.outcome.merges, merge)
        options = replace(self.command.options, merge=merge)
        return replace(
            self,
            outcome=replace(self.outcome, counts=counts),
            command=replace(self.command, options=options),
        )

    @property
    def refused_rows(self) -> int:
        """Rows that would be left out."""
        return len({(p.sheet, p.row) for p in self.outcome.problems if p.severity == "refused"})

    @property
    def taken_rows(self) -> int:
        """Rows that would be taken in or are there already."""
        return max(0, self.outcome.rows - self.refused_rows)

    @property
    def changes(self) -> bool:
        """Whether writing would change anything."""
        return any(n for name, n in self.outcome.counts.items() if name != "unchanged")


@dataclass(frozen=True)
class BatchRow:
    """A past import; `undoable` while it stands and is younger than thirty days."""

    id: int
    kind: str
    at: datetime
    rows: int
    counts: Mapping[str, int]
    undone_at: datetime | None
    undoable: bool

    @property
    def kind_name(self) -> str:
        """What kind of ledger it was."""
        return KIND_NAMES.get(self.kind, self.kind)


@use_case("import.batches", "查看导入记录", right="register.import")
def recent_batches(work: Work, limit: int = 30) -> tuple[BatchRow, ...]:
    """The newest batches, undone ones too."""
    found = work.session.scalars(
        select(ImportBatch).where(~ImportBatch.is_void).order_by(ImportBatch.id.desc()).limit(limit)
    )
    since = work.now - timedelta(days=UNDO_DAYS)
    return tuple(
        BatchRow(
            id=batch.id,
            kind=batch.kind,
            at=(at := batch.created_at or work.now),
            rows=batch.rows,
            counts=dict(batch.counts or {}),
            undone_at=batch.undone_at,
            undoable=batch.undone_at is None and at >= since,
        )
        for batch in found
    )


@use_case("import.estates", "查看小区", right="register.import")
def known_estates(work: Work) -> tuple[str, ...]:
    """The names of the estates, to choose from where a sheet names none."""
    found = work.connection.exec_driver_sql("SELECT name FROM estate WHERE NOT is_void ORDER BY id")
    return tuple(row[0] for row in found)


@cache
def _labels() -> dict[str, str]:
    """What a clerk calls a field: its label, else the usual head of its column."""
    with resources.path("codes", "import_header_synonym.csv").open(
        encoding="utf-8-sig", newline=""
    ) as lines:
        words = {
            row["identifier"]: row["header_synonyms"].partition(";")[0]
            for row in csv.DictReader(lines)
        }
    fields = by_key(LEDGER_FIELDS, MEMBER_FIELDS, SERVICE_FIELDS, TICKET_FIELDS)
    return {**words, **{key: field.label for key, field in fields.items()}}


def fields_of(kind: str) -> tuple[tuple[str, str], ...]:
    """What a column of a kind may be: keys with what a clerk calls them."""
    fields, more = _TAKEN[kind]
    keys = dict.fromkeys((*(one.key for one in fields), *more))
    return tuple((key, field_label(key)) for key in keys)


def field_label(key: str) -> str:
    """What a clerk calls a field; a ticked column goes by the field it is ticked for."""
    return _labels().get(key.partition(":")[0], "")
