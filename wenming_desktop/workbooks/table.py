"""Finds the tables in a book: heads, columns by meaning, data rows with the sheet's own numbers."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from types import MappingProxyType
from typing import NamedTuple

from wenming_desktop.workbooks import address, header_rows
from wenming_desktop.workbooks.book import Book, SheetGrid
from wenming_desktop.workbooks.door import Door
from wenming_desktop.workbooks.filldown import Cells, FillDown, is_shared, spread_merged
from wenming_desktop.workbooks.header_rows import Head
from wenming_desktop.workbooks.headers import Dictionary, Match, Synonyms, normal
from wenming_desktop.workbooks.mapping import Choices, as_chosen
from wenming_desktop.workbooks.members_in_columns import by_contents

_TOTAL = re.compile(
    r"(?:本页|本楼|本表|全楼|本栋|以上)?(?:合计|小计|总计|共计|累计)|.{0,10}(?:合计|小计|总计)$"
)
_NOTE = re.compile(
    r"(?:填表|制表|填报|审核|经办|审批|负责人|联系人|单位|注|备注|说明|打印|统计)[^:：]{0,10}[:：]"
)
_NAME_KEYS = ("resident.full_name", "party_member.full_name", "household.head_resident_id")
_PLACE_KEYS = ("estate.name", "building.building_no", "building_unit.unit_no")
_FAMILY_KEYS = frozenset({"resident.full_name", "household.head_resident_id"})
"""A sheet without these lists no households: nothing is filled down or taken from its title."""


class Row(NamedTuple):
    """One row of data: the sheet's own number (from 1) and the values in the table's key order."""

    number: int
    values: Cells


class Skipped(NamedTuple):
    """A row that is no data: its number; "total", "note", "place", "header" or "blank"."""

    number: int
    why: str
    text: str


@dataclass(slots=True)
class Table:
    """One table of a sheet.

    `columns` gives each field's place in the sheet, from 0; `keys` the order of a row's values.
    Fields in `keys` but not in `columns` come from the sheet's name, a title or a line between.
    """

    sheet: str
    header_row: int
    columns: dict[str, int]
    keys: tuple[str, ...]
    matches: tuple[Match, ...]
    unmapped: tuple[tuple[int, str], ...]
    rows: list[Row] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    cut_at: int | None = None
    first: tuple[object, ...] = ()
    """The cells of the first row of data, also of columns that nothing is known of."""
    titles: tuple[str, ...] = ()
    """What stands above the head."""

    def get(self, row: Row, key: str) -> object:
        """The value of a field in a row, an empty text when the table lacks the field."""
        return row.values[self.keys.index(key)] if key in self.keys else ""


def find_tables(
    book: Book,
    synonyms: Synonyms,
    want: Sequence[str],
    estates: Iterable[str] = (),
    choices: Choices = MappingProxyType({}),
) -> list[Table]:
    """Read the tables of every visible sheet.

    `want` names the registers whose words count, the more important first; `estates` are the
    known names of estates, `choices` what the clerk says of columns. A sheet without a head
    gives no table.
    """
    words = synonyms.wanted(want)
    known = tuple(estates)
    return [
        table
        for grid in book.sheets
        if not grid.hidden
        for table in _SheetReader(grid, words, known, choices).tables()
    ]


class _SheetReader:
    def __init__(
        self, grid: SheetGrid, words: Dictionary, estates: tuple[str, ...], choices: Choices
    ) -> None:
        self.grid, self.words, self.estates, self.choices = grid, words, estates, choices
        self.place = address.place(grid.name, estates) or Door("", "")
        self.titles: tuple[str, ...] = ()

    def tables(self) -> list[Table]:
        """Read one table after the other down the sheet."""
        found: list[Table] = []
        head = header_rows.find(self.grid, self.words)
        start = 0
        while head is not None:
            self._hear_titles(start, head.first)
            known = by_contents(head, self.grid)
            reading = _TableReader(self, as_chosen(known, self.grid.name, self.choices))
            start = reading.read()
            found.append(reading.table)
            head = reading.next_head
        return found

    def _hear_titles(self, start: int, end: int) -> None:
        for row in self.grid.rows[start:end]:
            for cell in row:
                if isinstance(cell, str) and cell:
                    self.titles += (cell,)
                    self.hear(address.place(cell, self.estates))

    def hear(self, said: Door | None) -> None:
        """Take what a title says of the place; where title and sheet name differ, neither."""
        if said is None:
            return
        self.place = Door(
            *(
                new if new == old or not old else "" if new else old
                for old, new in (
                    (self.place.estate, said.estate),
                    (self.place.building, said.building),
                    (self.place.unit, said.unit),
                )
            )
        )

    def move(self, said: Door) -> None:
        """Take what a line between the rows says: a new estate or building begins there."""
        estate = said.estate or self.place.estate
        building = said.building or ("" if said.estate else self.place.building)
        self.place = Door(estate, building, said.unit)


class _TableReader:
    """Reads the rows under one head."""

    def __init__(self, sheet: _SheetReader, head: Head) -> None:
        self.sheet, self.grid, self.head = sheet, sheet.grid, head
        self.next_head: Head | None = None
        columns = {match.key: match.index for match in head.matches}
        self.indices = list(columns.values())
        self.of_homes = not _FAMILY_KEYS.isdisjoint(columns)
        extra = _PLACE_KEYS if self.of_homes and "house.full_address" not in columns else ()
        self.place_keys = tuple(key for key in extra if key not in columns)
        self.table = Table(
            sheet=self.grid.name,
            header_row=head.last + 1,
            columns=columns,
            keys=(*columns, *self.place_keys),
            matches=head.matches,
            unmapped=head.unmapped(sheet.words),
            cut_at=self.grid.cut_at,
            titles=sheet.titles,
        )
        self.name_at = next((columns[key] for key in _NAME_KEYS if key in columns), self.indices[0])
        self.head_rows = [tuple(map(_word, self.grid.rows[at])) for at in self._head_range()]
        self.head_words = {row[self.name_at] for row in self.head_rows if self.name_at < len(row)}
        self.places: list[tuple[int, Door]] = [(0, sheet.place)]

    def _head_range(self) -> range:
        return range(self.head.first, self.head.last + 1)

    def read(self) -> int:
        """Read on to the end or the next head; gives the row where it stopped."""
        rows = self.grid.rows
        pick = _picker(self.indices)
        width = max(self.indices) + 1
        extra = [""] * len(self.place_keys)
        kept = self.table.rows
        at = self.head.last + 1
        for at in range(self.head.last + 1, len(rows)):
            row = rows[at]
            if not any(row):
                continue
            if len(row) < width:
                row = [*row, *[""] * (width - len(row))]
            if self._is_other(row, at):
                if self.next_head is not None:
                    break
                continue
            if not kept:
                self.table.first = tuple(row)
            kept.append(Row(at + 1, [*pick(row), *extra]))
        self._fill()
        return at

    def _is_other(self, row: Sequence[object], at: int) -> bool:
        """Tell rows that are no data, and note them."""
        name = row[self.name_at]
        first = next(cell for cell in row if cell not in {"", None})
        why = ""
        if isinstance(name, str) and (_word(name) in self.head_words or self._may_be_head(name)):
            why = self._header_again(row, at)
        if not why and isinstance(first, str):
            why = self._kind_of_line(row, first, name, at)
        if why:
            self.table.skipped.append(Skipped(at + 1, why, str(first)[:60]))
        return bool(why)

    def _may_be_head(self, name: str) -> bool:
        return 0 < len(name) <= 24 and self.sheet.words.knows(normal(name))

    def _header_again(self, row: Sequence[object], at: int) -> str:
        texts = tuple(map(_word, row))
        if texts[: len(self.head_rows[0])] in {r[: len(texts)] for r in self.head_rows}:
            return "header"
        if _word(row[self.name_at]) == "":
            return ""
        head = header_rows.find(self.grid, self.sheet.words, at, look=1)
        if head is None or len(head.matches) < max(2, len(self.head.matches) // 2):
            return ""
        self.next_head = head
        return "header"

    def _kind_of_line(self, row: Sequence[object], first: str, name: object, at: int) -> str:
        plain = "".join(first.split())
        if not plain and not any("".join(str(cell).split()) for cell in row):
            return "blank"
        if _TOTAL.match(plain) or (isinstance(name, str) and _TOTAL.fullmatch(_word(name))):
            return "total"
        if _NOTE.match(plain):
            return "note"
        if name != "" or sum(cell != "" for cell in row) > 1:
            return ""
        said = address.place(first, self.sheet.estates)
        if said is None:
            return "note" if len(plain) > 12 or row.index(first) not in self.indices else ""
        self.sheet.move(said)
        self.places.append((at, self.sheet.place))
        return "place"

    def _fill(self) -> None:
        table = self.table
        shared = {
            index: place
            for place, (key, index) in enumerate(table.columns.items())
            if is_shared(key)
        }
        merged = spread_merged(self.grid.rows, self.grid.merged, shared, self.head.last + 1)
        by_number = {row.number: row.values for row in table.rows} if merged else {}
        for at, place, value in merged:
            values = by_number.get(at + 1)
            if values is not None and values[place] == "":
                values[place] = value
        if self.of_homes:
            filler = FillDown(list(table.columns), [row.values for row in table.rows])
            for row in table.rows:
                filler.fill(row.values)
        self._fill_places()

    def _fill_places(self) -> None:
        """Put what sheet name, title and lines between say where the row itself is silent."""
        table = self.table
        known = any(any((door.estate, door.building, door.unit)) for _, door in self.places)
        if not self.of_homes or not known:
            table.keys = tuple(table.columns)
            for row in table.rows:
                del row.values[len(table.columns) :]
            return
        slots = [
            (table.keys.index(key), n) for n, key in enumerate(_PLACE_KEYS) if key in table.keys
        ]
        ends = [*(start for start, _ in self.places[1:]), len(self.grid.rows) + 1]
        doors = iter(zip(ends, (door for _, door in self.places), strict=True))
        end, door = next(doors)
        for row in table.rows:
            while row.number > end + 1:
                end, door = next(doors)
            said = (door.estate, door.building, door.unit)
            for place, part in slots:
                if row.values[place] == "":
                    row.values[place] = said[part]
        table.matches += tuple(
            Match(key, -1, "", "工作表名、标题或分段行") for key in self.place_keys
        )


def _picker(indices: Sequence[int]) -> Callable[[Sequence[object]], Iterable[object]]:
    """Take these cells of a row; one alone would come without its tuple."""
    if len(indices) > 1:
        return itemgetter(*indices)
    only = indices[0]
    return lambda row: (row[only],)


def _word(cell: object) -> str:
    return normal(cell) if isinstance(cell, str) else ""
