"""Writes workbooks: every cell by its kind, so a number stays a number and text never a formula."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from wenming_desktop.fields.text import clean_text
from wenming_desktop.security.files import file_trouble

LONGEST = 32_767
FIRST_WIDTH, WIDEST = 8, 40


@dataclass
class Sheet:
    """One sheet: heads, rows of plain values, how it prints; `red` is a column that warns."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Any]]
    widths: Sequence[float] = ()
    title: str = ""
    notes: Sequence[str] = field(default_factory=tuple)
    red: int = -1


def write_workbook(path: Path, sheets: Sequence[Sheet]) -> int:
    """Write the sheets; returns how many rows. Constant memory: any length."""
    part = path.with_name(path.name + ".part")
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "tmpdir": str(path.parent),
    }
    try:
        count = _write_book(part, options, sheets)
        part.replace(path)
    except (OSError, FileCreateError) as error:
        cause = error if isinstance(error, OSError) else error.args[0]
        raise file_trouble(cause, path) from error
    finally:
        # Also after it was stopped: nothing half written is left behind.
        part.unlink(missing_ok=True)
    return count


def _write_book(part: Path, options: dict[str, Any], sheets: Sequence[Sheet]) -> int:
    count = 0
    with xlsxwriter.Workbook(str(part), options) as book:
        head = book.add_format({"bold": True, "bg_color": "#F2F2F2", "border": 1})
        formats: dict[type, Any] = {
            date: book.add_format({"num_format": "yyyy-mm-dd"}),
            datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            str: book.add_format({"font_color": "#C13A1E", "text_wrap": True}),
        }
        for sheet in sheets:
            count += _write_sheet(book, sheet, head, formats)
    return count


def _write_sheet(book: Any, sheet: Sheet, head: Any, formats: dict[type, Any]) -> int:
    page = book.add_worksheet(sheet.name)
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    at = 0
    if sheet.title:
        page.write_string(0, 0, xlsx_text(sheet.title), head)
        at = 1
    for column, text in enumerate(sheet.heads):
        page.write_string(at, column, xlsx_text(text), head)
    page.freeze_panes(at + 1, 0)
    page.repeat_rows(at)
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_footer("&C第 &P 页 共 &N 页")
    first = at + 1
    for row in sheet.rows:
        at += 1
        for column, value in enumerate(row):
            if column == sheet.red:
                page.write_string(at, column, xlsx_text(str(value)), formats[str])
            else:
                _cell(page, at, column, value, formats)
    for number, note in enumerate(sheet.notes):
        page.write_string(at + 2 + number, 0, xlsx_text(note))
    return at + 1 - first


def _cell(page: Any, row: int, column: int, value: Any, formats: dict[type, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        page.write_string(row, column, "是" if value else "否")
    elif isinstance(value, int | float | Decimal):
        page.write_number(row, column, float(value) if isinstance(value, Decimal) else value)
    elif isinstance(value, date):
        page.write_datetime(row, column, value, formats[type(value)])
    else:
        page.write_string(row, column, xlsx_text(str(value)))


def xlsx_text(text: str) -> str:
    """Text that a cell can hold."""
    return clean_text(text)[:LONGEST]
