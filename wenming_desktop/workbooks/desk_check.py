"""A file checked before anything is written: read in the child, its tables found, a dry run.

The check keeps the tables it has read: what is written later is what was shown, also when the
file has been changed or taken away meanwhile.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from wenming_desktop.progress import Progress
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.answers import (
    ANSWERED_BEFORE,
    ANSWERED_NOW,
    Applied,
    Cure,
    Fixes,
    Key,
    Place,
    Word,
)
from wenming_desktop.workbooks.cures import Mend, mend
from wenming_desktop.workbooks.decisions import remembered
from wenming_desktop.workbooks.desk_imports import (
    Checked,
    ColumnSeen,
    ImportRequest,
    SheetSeen,
    field_label,
)
from wenming_desktop.workbooks.door import Door
from wenming_desktop.workbooks.files import KINDS, estate_names, tables_of
from wenming_desktop.workbooks.fixes import ADDRESS, fixed
from wenming_desktop.workbooks.headers import CONTAINED, Match
from wenming_desktop.workbooks.mapping import CHOSEN, Choices, ColumnPlace
from wenming_desktop.workbooks.outcome import ImportOptions, Outcome
from wenming_desktop.workbooks.pasted import pasted_book
from wenming_desktop.workbooks.reader import read
from wenming_desktop.workbooks.table import Table

_NUMBERED = re.compile(r"[0-9Xx]{11,}")
_LANDLINE = re.compile(r"[0-9](?=[0-9]{4})")


def check_file(desk: Desk, progress: Progress, request: ImportRequest) -> Checked:
    """Read a file and say what would come of it; writes nothing, `progress` may cancel."""
    kind = KINDS[request.kind]
    book = pasted_book(request.pasted) if request.pasted else read(request.path, progress)
    known = (*desk.read(estate_names), *({request.estate} - {""}))
    found = tables_of(book, kind, known, "", request.choices)
    tables = tuple(t for t in found if request.sheet in {"", t.sheet})
    columns = tuple(column for table in tables for column in _columns(table, request.choices))
    sheets = tuple(
        SheetSeen(t.sheet, t.header_row, len(t.rows), len(t.columns), t.cut_at) for t in tables
    )
    named = tuple(dict.fromkeys(t.sheet for t in found))
    command = kind.command(tables, ImportOptions(book.sha256, request.estate, request.sheet))
    checked = Checked(
        request, book.name, sheets, columns, Outcome(), kind.write, command, named, tables
    )
    fixes = desk.read(remembered) if request.kind == "residents" else Fixes()
    return check_again(desk, progress, checked, fixes)


def check_again(desk: Desk, progress: Progress, checked: Checked, fixes: Fixes) -> Checked:
    """Say anew what would come of a file, with these answers; the file is not read again."""
    estate = checked.request.estate
    tables, hits = fixed(checked.source, fixes, estate)
    options = replace(checked.command.options, fixes=fixes)
    command = replace(checked.command, tables=tables, options=options)
    outcome = desk.watched_by(progress).read(KINDS[checked.request.kind].preview, command)
    applied = tuple(_applied(key, n, fixes) for key, n in hits.items() if n)
    return replace(checked, command=command, outcome=outcome, fixes=fixes, applied=applied)


def _applied(key: Key, cells: int, fixes: Fixes) -> Applied:
    whence = ANSWERED_BEFORE if key in fixes.before else ANSWERED_NOW
    if isinstance(key, Place):
        where = f"{key.sheet} 第 {key.row} 行"
        label = "门牌" if key.field == ADDRESS else field_label(key.field)
        return Applied(key, label, where, fixes.cells[key], cells, whence)
    if isinstance(key, Word):
        said = fixes.words[key].name
        return Applied(key, field_label(key.field), key.word, said, cells, whence)
    estate, building, unit, room = fixes.doors[key]
    return Applied(key, "门牌", key.text, Door(estate, building, unit, room).text, cells, whence)


def mended(desk: Desk, progress: Progress, checked: Checked, cure: Cure, said: str) -> Checked:
    """Put one answer in and check again."""
    command = Mend(cure, said, checked.fixes, checked.request.estate)
    return check_again(desk, progress, checked, desk.read(mend, command))


def taken_back(desk: Desk, progress: Progress, checked: Checked, key: Key) -> Checked:
    """Take one answer back and check again."""
    return check_again(desk, progress, checked, checked.fixes.without(key))


def _columns(table: Table, choices: Choices) -> Iterator[ColumnSeen]:
    seen = [(match.index, _matched(table, match)) for match in table.matches if match.index >= 0]
    seen += [(at, _left_out(table, at, head, choices)) for at, head in table.unmapped]
    yield from (column for _, column in sorted(seen, key=lambda pair: pair[0]))
    for match in table.matches:
        if match.index < 0 and (sample := _sample(table, match.key)):
            label = field_label(match.key)
            yield ColumnSeen(table.sheet, "（不在列里）", sample, label, match.reason, "sure")


def _left_out(table: Table, at: int, head: str, choices: Choices) -> ColumnSeen:
    place = ColumnPlace(table.sheet, table.header_row, at)
    reason = CHOSEN if place in choices else "没认出来"
    sample = _shown(table.first[at]) if at < len(table.first) else ""
    return ColumnSeen(table.sheet, head, sample, "不导入", reason, "none", place)


def _matched(table: Table, match: Match) -> ColumnSeen:
    sure = match.weight > CONTAINED
    return ColumnSeen(
        sheet=table.sheet,
        head=match.header,
        sample=_sample(table, match.key),
        label=field_label(match.key),
        reason=match.reason if sure else f"请核对：{match.reason}",
        state="sure" if sure else "check",
        place=ColumnPlace(table.sheet, table.header_row, match.index),
        key=match.key,
    )


def _sample(table: Table, key: str) -> str:
    """The first value of a column."""
    at = table.keys.index(key)
    first = next((row.values[at] for row in table.rows if row.values[at] not in {"", None}), "")
    covered = _shown(first)
    return _LANDLINE.sub("*", covered) if "phone" in key else covered


def _shown(value: object) -> str:
    """A value of a sheet in a few words; long numbers covered all but their ends."""
    text = f"{value:%Y-%m-%d}" if isinstance(value, datetime) else str(value or "")
    return _NUMBERED.sub(_cover, text)[:40]


def _cover(found: re.Match[str]) -> str:
    text = found.group()
    if len(text) == 11:
        return f"{text[:3]}****{text[-4:]}"
    return f"{text[0]}{'*' * (len(text) - 2)}{text[-1]}"
