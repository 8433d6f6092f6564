"""What a clerk says a column is: it stands over what the heads were taken for."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from wenming_desktop.errors import UserError
from wenming_desktop.workbooks.header_rows import Head
from wenming_desktop.workbooks.headers import EXACT, Match

CHOSEN: Final = "你选的"
NOT_IMPORTED: Final = ""
"""The choice that leaves a column out."""


class ColumnPlace(NamedTuple):
    """A column of a table: its sheet, the row of its head (from 1), its place (from 0)."""

    sheet: str
    header_row: int
    column: int


Choices = Mapping[ColumnPlace, str]
"""For columns a clerk has spoken of: the field, or `NOT_IMPORTED`."""


class NothingMappedError(UserError):
    """Every column was left out."""

    code = "import.nothing_mapped"
    text = "“{sheet}”的列全都选了“不导入”，没有可读的。至少把一列对应到台账里的项目。"


def as_chosen(head: Head, sheet: str, choices: Choices) -> Head:
    """A head with the clerk's word over each column he has spoken of."""
    row = head.last + 1
    said = {
        place.column: key
        for place, key in choices.items()
        if place[:2] == (sheet, row) and place.column < len(head.paths)
    }
    if not said:
        return head
    taken = {key for key in said.values() if key}
    kept = [m for m in head.matches if m.index not in said and m.key not in taken]
    kept += [_match(head, index, key) for index, key in said.items() if key]
    if not kept:
        raise NothingMappedError(sheet=sheet)
    return replace(head, matches=tuple(sorted(kept, key=lambda match: match.index)))


def _match(head: Head, index: int, key: str) -> Match:
    header = "/".join(dict.fromkeys(part for part in head.paths[index] if part))
    return Match(key, index, header, CHOSEN, EXACT)
