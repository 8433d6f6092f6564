"""粘贴的名单: rows copied from a browser or a workbook become a book like a file's."""

import hashlib
from typing import Final

from wenming_desktop.errors import UserError
from wenming_desktop.workbooks.book import Book, SheetGrid
from wenming_desktop.workbooks.csv_in import modern, tab_rows
from wenming_desktop.workbooks.halt import MAX_COLUMNS, MAX_ROWS

NAME: Final = "粘贴的名单"
MOST_LETTERS: Final = 4_000_000
"""A list of ten thousand orders; whoever has more takes the file."""


class PastedError(UserError):
    """What was pasted is no table."""

    code = "paste.no_table"
    text = "粘贴的内容不是表格，没有导入。请在网页或表格里连同表头一起选中几行，复制后再粘贴。"


class PastedTooMuchError(UserError):
    """More than a list that is copied by hand."""

    code = "paste.too_much"
    text = "粘贴的内容太多，没有导入。请把它存成 .xlsx 文件，再选文件导入。"


def pasted_book(text: str) -> Book:
    """The rows between tabs; a cell in quotes may hold line breaks."""
    if len(text) > MOST_LETTERS:
        raise PastedTooMuchError
    rows: list[list[object]] = [[cell.strip() for cell in row] for row in tab_rows(modern(text))]
    while rows and not any(rows[-1]):
        rows.pop()
    if sum(len(row) > 1 for row in rows) < 2:
        raise PastedError
    if len(rows) > MAX_ROWS or max(map(len, rows)) > MAX_COLUMNS:
        raise PastedTooMuchError
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Book(NAME, digest, (SheetGrid(NAME, rows),))
