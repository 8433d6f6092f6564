"""Text tables: encodings and separators as offices leave them."""

import csv
import json
import re
from collections.abc import Iterator
from io import StringIO
from itertools import islice

import resources
from wenming_desktop.workbooks.halt import MAX_COLUMNS, HaltError

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_FIELD_LIMIT = 32_767
"""Longest text a spreadsheet cell can hold."""
_QUOTED = re.compile(r'"((?:[^"\t]|"")*)"(?=[\t\r\n]|\Z)')
_CELL, _END = re.compile(r"[^\t\r\n]*"), re.compile(r"\t|\r\n|\r|\n")
_SEPARATORS = ",\t;"
_VERTICAL_MARKS = dict(
    zip(
        range(0xE78D, 0xE797),
        (0xFE10, 0xFE12, 0xFE11, 0xFE13, 0xFE14, 0xFE15, 0xFE16, 0xFE17, 0xFE18, 0xFE19),
        strict=True,
    )
)
"""A6D9-A6F3 of GB 18030: the codec still follows the table of 2005."""


def decode(data: bytes) -> str:
    """Read the bytes as UTF-8 (marked or not), UTF-16 with its mark, or GB 18030."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data, encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.start > 0 and not data[: error.start].isascii():
            raise HaltError("file.damaged") from error  # cut in the middle of its last character
    return modern(_strict(data, "gb18030"))


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise HaltError("file.damaged") from error


def modern(text: str) -> str:
    """Replace private codes of old Chinese tables by the characters they stand for."""
    if not any("\ue78d" <= mark <= "\ue864" for mark in set(text)):
        return text
    listed = json.loads(resources.path("codes", "pua_gbk_to_unicode.json").read_text("utf-8"))
    table = {int(old, 16): int(new, 16) for old, new in listed.items()}
    return text.translate(_VERTICAL_MARKS | table)


def separator(text: str) -> str:
    """Find the mark that parts most of the first lines alike."""
    head = list(islice(StringIO(text, newline=""), 50))
    if head and (named := head[0].strip().lower()).startswith("sep=") and len(named) == 5:
        return named[4]

    def weight(mark: str) -> int:
        counts = [len(row) for row in csv.reader(head, delimiter=mark)]
        return sum(count - 1 for count in counts if count > 1)

    csv.field_size_limit(_FIELD_LIMIT)
    try:
        return max(_SEPARATORS, key=weight)
    except csv.Error as error:
        raise HaltError("file.limits", what="有一格的文字太长") from error


def rows(text: str) -> Iterator[list[object]]:
    """Yield the rows as texts; a blank line is an empty row, so numbers stay the sheet's own."""
    mark = separator(text)
    csv.field_size_limit(_FIELD_LIMIT)
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=mark):
            if len(row) > MAX_COLUMNS:
                raise HaltError("file.limits", what=f"有一行多达 {len(row)} 列")
            if row and row[0].lower() == "sep=":
                yield []
                continue
            yield [_bare(cell) for cell in row]
    except csv.Error as error:
        raise HaltError("file.limits", what="有一格的文字太长，可能少了一个引号") from error


def _bare(cell: str) -> str:
    """Take `="630..."`, a way to keep digits in Excel, as the text inside."""
    if cell.startswith('="') and cell.endswith('"') and len(cell) > 3:
        return cell[2:-1]
    return cell


def tab_rows(text: str) -> Iterator[list[str]]:
    """Yield the rows between tabs: a cell in quotes may hold line breaks, never a tab.

    What copies cells puts quotes around one with line breaks and doubles those within; any other
    quote is the caller's own and opens nothing, so that no row is swallowed by the one above.
    """
    row: list[str] = []
    at = 0
    while at < len(text):
        if (quoted := _QUOTED.match(text, at)) is not None:
            row.append(quoted[1].replace('""', '"'))
            at = quoted.end()
        else:
            found = _CELL.match(text, at)
            row.append(found[0] if found else "")
            at += len(row[-1])
        end = _END.match(text, at)
        at = end.end() if end else at
        if end is None or end[0] != "\t":
            yield [] if row == [""] else row
            row = []
    if row:
        yield [*row, ""]


def is_table(text: str) -> bool:
    """Tell whether text under a workbook's name has columns at all."""
    head = list(islice(rows(text), 20))
    return sum(len(row) > 1 for row in head) > 1
