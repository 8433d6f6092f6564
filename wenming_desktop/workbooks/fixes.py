"""Answers put into the tables of a file: the file and its tables as read stay as they are."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from wenming_desktop.fields import clean_text
from wenming_desktop.workbooks.answers import Fixes, Key, Place, Spelling, Word
from wenming_desktop.workbooks.exported import CARE, PLACE
from wenming_desktop.workbooks.table import Row, Table

ADDRESS = "house.full_address"
_DOOR = (*PLACE, ADDRESS)
_BETWEEN = re.compile(r"([、，,;；/／|\s]+)")
_LONGEST = 150


def spelling_of(table: Table, row: Row, estate: str) -> Spelling:
    """How a row writes its door, in one line; empty when it says nothing of one."""
    first, *cells = (clean_text(table.get(row, key)) for key in _DOOR)
    if not any(cells):
        return Spelling("")
    return Spelling(" ".join(cell for cell in (first or estate, *cells) if cell)[:_LONGEST])


def words_of(field: str, value: object) -> tuple[str, ...]:
    """The words of a cell, each of which may mean a code."""
    text = clean_text(value)
    if not text:
        return ()
    pieces = [part for part in _BETWEEN.split(text)[::2] if part] if field == CARE else []
    return tuple(dict.fromkeys((text, *pieces)))


def fixed(
    tables: Iterable[Table], fixes: Fixes, estate: str = ""
) -> tuple[tuple[Table, ...], Counter[Key]]:
    """The tables with the answers in them, and in how many cells each answer told.

    `estate` is the one for sheets that name none.
    """
    hits: Counter[Key] = Counter()
    if not (fixes.cells or fixes.words or fixes.doors):
        return tuple(tables), hits
    return tuple(_Fixer(table, fixes, hits, estate).table() for table in tables), hits


class _Fixer:
    """Puts answers into one table."""

    def __init__(self, table: Table, fixes: Fixes, hits: Counter[Key], estate: str) -> None:
        self.source, self.fixes, self.hits, self.estate = table, fixes, hits, estate
        more = [key for key in self._wanted() if key not in table.keys]
        self.keys = (*table.keys, *dict.fromkeys(more))
        self.blank = [""] * (len(self.keys) - len(table.keys))
        self.at = {key: at for at, key in enumerate(self.keys)}
        self.cells: dict[int, list[tuple[Place, str]]] = {}
        for place, text in fixes.cells.items():
            if place.sheet == table.sheet:
                self.cells.setdefault(place.row, []).append((place, text))
        self.words: dict[str, dict[str, str]] = {}
        for word, answer in fixes.words.items():
            if word.field in self.at:
                self.words.setdefault(word.field, {})[word.word] = answer.name

    def _wanted(self) -> Sequence[str]:
        """The columns that an answer about a door needs, also where the sheet lacks them."""
        said = any(place.field == ADDRESS for place in self.fixes.cells)
        return [*(PLACE if self.fixes.doors else ()), *((ADDRESS,) if said else ())]

    def table(self) -> Table:
        """The table with the answers."""
        rows = [self._row(row) for row in self.source.rows]
        return replace(self.source, keys=self.keys, rows=rows)

    def _row(self, row: Row) -> Row:
        values: list[Any] = [*row.values, *self.blank]
        self._put_door(row, values)
        for field, words in self.words.items():
            self._put_words(field, words, values)
        for place, text in self.cells.get(row.number, ()):
            if place.field in self.at:
                values[self.at[place.field]] = text
                self.hits[place] += 1
        return Row(row.number, values)

    def _put_door(self, row: Row, values: list[Any]) -> None:
        if not self.fixes.doors:
            return
        spelling = spelling_of(self.source, row, self.estate)
        door = self.fixes.doors.get(spelling)
        if door is None:
            return
        for key, part in zip(PLACE, door, strict=True):
            values[self.at[key]] = part
        if ADDRESS in self.at:
            values[self.at[ADDRESS]] = ""
        self.hits[spelling] += 1

    def _put_words(self, field: str, words: Mapping[str, str], values: list[Any]) -> None:
        text = clean_text(values[self.at[field]])
        if text in words:
            self.hits[Word(field, text)] += 1
            values[self.at[field]] = words[text]
        elif field == CARE and text:
            parts = _BETWEEN.split(text)
            for part in parts:
                self.hits[Word(field, part)] += int(part in words)
            if not words.keys().isdisjoint(parts):
                values[self.at[field]] = "".join(words.get(part, part) for part in parts)
