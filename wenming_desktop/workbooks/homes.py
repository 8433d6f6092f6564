"""Ledgers that keep a household's door and its people apart, or name nobody but the head."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from wenming_desktop.fields import clean_text
from wenming_desktop.workbooks.exported import HEAD, NAME, PLACE, RELATION
from wenming_desktop.workbooks.table import Row, Table

HOME = "household.household_no"
DOOR = (*PLACE, "house.full_address")
_SAYS_WHERE = frozenset(DOOR) - {"estate.name"}
_TELLS_OF_HIM = frozenset({"resident.id_number", "resident.phone", *_SAYS_WHERE})
_HEAD_WORD = "户主"

Cells = tuple[object, ...]


def tables_of_people(tables: Sequence[Table]) -> list[Table]:
    """The tables that list people, each with its doors: 户主 is the person where nobody else is."""
    people = [table for table in tables if NAME in table.keys]
    if not people:
        return [_of_heads(table) for table in tables if _lists_heads(table)]
    apart = [table for table in people if HOME in table.columns and not _says_where(table)]
    if not apart:
        return people
    doors = _doors(table for table in tables if HOME in table.columns and _says_where(table))
    return [_joined(table, doors) if table in apart else table for table in people]


def _says_where(table: Table) -> bool:
    return not _SAYS_WHERE.isdisjoint(table.columns)


def _lists_heads(table: Table) -> bool:
    return HEAD in table.columns and not _TELLS_OF_HIM.isdisjoint(table.columns)


def _of_heads(table: Table) -> Table:
    """One line a household: its head is the resident."""
    keys = tuple(NAME if key == HEAD else key for key in table.keys)
    if RELATION in keys:
        return replace(table, keys=keys)
    rows = [Row(row.number, [*row.values, _HEAD_WORD]) for row in table.rows]
    return replace(table, keys=(*keys, RELATION), rows=rows)


def _doors(tables: Iterable[Table]) -> dict[str, Cells | None]:
    """The cells of a door by the household's number; None where one number has two doors."""
    doors: dict[str, Cells | None] = {}
    for table in tables:
        for row in table.rows:
            number = _number(table.get(row, HOME))
            cells = tuple(table.get(row, key) for key in DOOR)
            if number and doors.setdefault(number, cells) != cells:
                doors[number] = None
    return doors


def _joined(table: Table, doors: dict[str, Cells | None]) -> Table:
    """The table with the doors of its households' numbers."""
    more = tuple(key for key in DOOR if key not in table.keys)
    keys = (*table.keys, *more)
    at = [(keys.index(key), n) for n, key in enumerate(DOOR)]
    rows = []
    for row in table.rows:
        values = [*row.values, *[""] * len(more)]
        door = doors.get(_number(table.get(row, HOME)))
        for index, n in at if door else ():
            if values[index] == "" and door:
                values[index] = door[n]
        rows.append(Row(row.number, values))
    return replace(table, keys=keys, rows=rows)


def _number(value: object) -> str:
    return clean_text(value).upper()
