"""名单回填 onto the disk: a workbook keeps its looks, any other list becomes one with its rows."""

import json
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zipfile import is_zipfile

from wenming_desktop.security.files import file_trouble
from wenming_desktop.spawn import spawned
from wenming_desktop.workbooks import answers_out_child, halt
from wenming_desktop.workbooks.answers_out_model import Fill
from wenming_desktop.workbooks.book import Book
from wenming_desktop.workbooks.refusals import BY_CODE, FileDamagedError, FileSlowError
from wenming_desktop.workbooks.writer import Sheet, write_workbook

_SECONDS = 60 + halt.SECONDS
_LONGEST = 4096
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


def write_answers(source: Path, out: Path, book: Book, fills: Sequence[Fill]) -> None:
    """Write the list with its answers to `out`, whole or not at all."""
    if not (is_zipfile(source) and _is_xlsx(source)):
        write_workbook(out, _sheets(book, fills))
        return
    part = out.with_name(out.name + ".part")
    try:
        _in_child(source, part, book, fills)
        part.replace(out)
    except OSError as error:
        raise file_trouble(error, out) from error
    finally:
        part.unlink(missing_ok=True)


def _is_xlsx(source: Path) -> bool:
    """By what is inside: an ending may lie."""
    from zipfile import ZipFile  # noqa: PLC0415 - only for zipped books

    with ZipFile(source) as pack:
        return "xl/workbook.xml" in pack.namelist()


def _in_child(source: Path, part: Path, book: Book, fills: Sequence[Fill]) -> None:
    told = [tuple(fill) for fill in fills]
    given = (str(source.resolve()), str(part), book.sha256, told)
    # Room and rights are asked for here: what fails in the child has no errno left.
    part.touch()
    with spawned(answers_out_child.run, *given) as pipe:
        if not pipe.poll(_SECONDS):
            raise FileSlowError(file=book.name, seconds=_SECONDS)
        try:
            message = json.loads(pipe.recv_bytes(_LONGEST))
        except (EOFError, OSError, ValueError) as error:
            raise FileDamagedError(file=book.name) from error
    if message[0] == "refused":
        raise BY_CODE[message[1]](file=book.name, **message[2])


def _sheets(book: Book, fills: Sequence[Fill]) -> list[Sheet]:
    sheets = []
    for at, grid in enumerate(book.sheets):
        rows = [list(row) for row in grid.rows]
        for fill in fills:
            if fill.sheet == grid.name:
                row = rows[fill.row - 1]
                row += [""] * (fill.column + 1 - len(row))
                row[fill.column] = fill.value
        head = [_as_text(cell) for cell in rows[0]] if rows else []
        name = _NOT_IN_NAMES.sub(" ", grid.name).strip("' ")[:31] or f"名单{at + 1}"
        sheets.append(Sheet(name, head, rows[1:]))
    return sheets


def _as_text(cell: object) -> str:
    return f"{cell:%Y-%m-%d %H:%M}" if isinstance(cell, datetime) else str(cell)
