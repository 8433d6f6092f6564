"""What the import page asks for: a file checked before anything is written, and past batches.

The check keeps the tables it has read: what is written later is what was shown, also when the
file has been changed or taken away meanwhile.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import select

import resources
from db.tables.records import ImportBatch
from wenming_desktop.fields import by_key
from wenming_desktop.households.fields import LEDGER_FIELDS
from wenming_desktop.party.fields import MEMBER_FIELDS, SERVICE_FIELDS
from wenming_desktop.progress import Progress
from wenming_desktop.tickets.fields import TICKET_FIELDS
from wenming_desktop.work import Desk, Work, use_case
from wenming_desktop.workbooks.files import KINDS, estate_names, tables_of
from wenming_desktop.workbooks.headers import CONTAINED, Match
from wenming_desktop.workbooks.outcome import ImportOptions, Outcome
from wenming_desktop.workbooks.reader import read
from wenming_desktop.workbooks.table import Table

KIND_NAMES = {
    "residents": "居民台账",
    "members": "党员花名册",
    "services": "服务记录",
    "tickets": "诉求清单",
}
UNDO_DAYS = 30
_NUMBERED = re.compile(r"[0-9Xx]{11,}")
_LANDLINE = re.compile(r"[0-9](?=[0-9]{4})")


@dataclass(frozen=True)
class ImportRequest:
    """A file, what kind of ledger it is, and the estate where the sheet names none."""

    kind: str
    path: Path
    estate: str = ""


@dataclass(frozen=True)
class ColumnSeen:
    """One column of a sheet: its head, the first thing in it, what it is taken for and why.

    `state` is "sure", "check" (a part of the head was known) or "none" (not imported).
    """

    sheet: str
    head: str
    sample: str
    label: str
    reason: str
    state: str


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
    """A file as it would come in: nothing of it is written yet. `command` writes it."""

    request: ImportRequest
    file: str
    sheets: tuple[SheetSeen, ...]
    columns: tuple[ColumnSeen, ...]
    outcome: Outcome
    command: Any

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


def check_file(desk: Desk, progress: Progress, request: ImportRequest) -> Checked:
    """Read a file and say what would come of it; writes nothing, `progress` may cancel."""
    kind = KINDS[request.kind]
    book = read(request.path, progress)
    known = (*desk.read(estate_names), *({request.estate} - {""}))
    tables = tables_of(book, kind, known)
    command = kind.command(tables, ImportOptions(book.sha256, request.estate))
    outcome = desk.watched_by(progress).read(kind.preview, command)
    columns = tuple(column for table in tables for column in _columns(table))
    sheets = tuple(
        SheetSeen(t.sheet, t.header_row, len(t.rows), len(t.columns), t.cut_at) for t in tables
    )
    return Checked(request, book.name, sheets, columns, outcome, command)


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


def field_label(key: str) -> str:
    """What a clerk calls a field."""
    return _labels().get(key, "")


def _columns(table: Table) -> Iterator[ColumnSeen]:
    seen = [(match.index, _matched(table, match)) for match in table.matches if match.index >= 0]
    seen += [
        (at, ColumnSeen(table.sheet, head, "", "不导入", "没认出来", "none"))
        for at, head in table.unmapped
    ]
    yield from (column for _, column in sorted(seen, key=lambda pair: pair[0]))
    for match in table.matches:
        if match.index < 0 and (sample := _sample(table, match.key)):
            label = field_label(match.key)
            yield ColumnSeen(table.sheet, "（不在列里）", sample, label, match.reason, "sure")


def _matched(table: Table, match: Match) -> ColumnSeen:
    sure = match.weight > CONTAINED
    return ColumnSeen(
        sheet=table.sheet,
        head=match.header,
        sample=_sample(table, match.key),
        label=field_label(match.key),
        reason=match.reason if sure else f"请核对：{match.reason}",
        state="sure" if sure else "check",
    )


def _sample(table: Table, key: str) -> str:
    """The first value of a column; long numbers covered all but their ends."""
    at = table.keys.index(key)
    first = next((row.values[at] for row in table.rows if row.values[at] not in {"", None}), "")
    text = f"{first:%Y-%m-%d}" if isinstance(first, datetime) else str(first)
    covered = _NUMBERED.sub(_cover, text)[:40]
    return _LANDLINE.sub("*", covered) if "phone" in key else covered


def _cover(found: re.Match[str]) -> str:
    text = found.group()
    if len(text) == 11:
        return f"{text[:3]}****{text[-4:]}"
    return f"{text[0]}{'*' * (len(text) - 2)}{text[-1]}"
