"""From a file to an import: read in the child, find the tables, run the use case of its kind."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from wenming_desktop.errors import UserError
from wenming_desktop.work import Desk, Work, use_case
from wenming_desktop.workbooks import headers, members_in, residents_in, services_in, tickets_in
from wenming_desktop.workbooks.book import Book
from wenming_desktop.workbooks.headers import Synonyms
from wenming_desktop.workbooks.mapping import Choices
from wenming_desktop.workbooks.outcome import ImportOptions, Outcome
from wenming_desktop.workbooks.reader import read, uncollected
from wenming_desktop.workbooks.table import Table, find_tables


class NoSheetError(UserError):
    """The sheet that was asked for is not in the file."""

    code = "import.no_sheet"
    text = "文件里没有“{sheet}”这张表。里面有：{known}。"


@dataclass(frozen=True)
class ImportKind:
    """A kind of ledger: whose words count in its heads, and the use cases that take it in."""

    entities: tuple[str, ...]
    command: Callable[[tuple[Table, ...], ImportOptions], Any]
    preview: Callable[[Work, Any], Outcome]
    write: Callable[[Work, Any], Outcome]


KINDS = {
    "residents": ImportKind(
        headers.RESIDENTS,
        residents_in.ImportResidents,
        residents_in.preview_residents,
        residents_in.import_residents,
    ),
    "members": ImportKind(
        headers.MEMBERS,
        members_in.ImportMembers,
        members_in.preview_members,
        members_in.import_members,
    ),
    "services": ImportKind(
        headers.SERVICES,
        services_in.ImportServices,
        services_in.preview_services,
        services_in.import_services,
    ),
    "tickets": ImportKind(
        headers.TICKETS,
        tickets_in.ImportTickets,
        tickets_in.preview_tickets,
        tickets_in.import_tickets,
    ),
}


@use_case("import.places", "查看小区", right="register.import")
def estate_names(work: Work) -> tuple[str, ...]:
    """The names of the estates, which help to read addresses."""
    rows = work.connection.exec_driver_sql("SELECT name FROM estate WHERE NOT is_void")
    return tuple(row[0] for row in rows)


def tables_of(
    book: Book,
    kind: ImportKind,
    estates: Iterable[str],
    sheet: str = "",
    choices: Choices = MappingProxyType({}),
) -> tuple[Table, ...]:
    """The tables of a book that a kind can take, of one sheet when it is named."""
    names = [grid.name for grid in book.sheets]
    if sheet and sheet not in names:
        raise NoSheetError(file=book.name, sheet=sheet, known="、".join(names))
    tables = find_tables(book, Synonyms.load(), kind.entities, estates, choices)
    return tuple(table for table in tables if not sheet or table.sheet == sheet)


def import_file(
    desk: Desk, name: str, path: Path, options: ImportOptions, *, dry_run: bool = False
) -> Outcome:
    """Take a file in (or only say what would come of it); the file is read before any lock."""
    with uncollected():
        return _import(desk, KINDS[name], path, options, dry_run=dry_run)


def _import(
    desk: Desk, kind: ImportKind, path: Path, options: ImportOptions, *, dry_run: bool
) -> Outcome:
    book = read(path, desk.progress)
    known = (*desk.read(estate_names), *({options.estate} - {""}))
    tables = tables_of(book, kind, known, options.sheet)
    command = kind.command(tables, replace(options, file_sha256=book.sha256))
    return desk.read(kind.preview, command) if dry_run else desk.write(kind.write, command)
