"""Where the head of a table stands in a sheet: title rows above, one to three rows deep."""

from collections.abc import Sequence
from dataclasses import dataclass

from wenming_desktop.workbooks.book import Merge, SheetGrid
from wenming_desktop.workbooks.headers import (
    CONTAINED,
    Dictionary,
    Match,
    assign,
    is_ticked,
    normal,
)

_LOOK = 40
_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Head:
    """The rows of a head (first, last; from 0), the heads over each column, the fields found."""

    first: int
    last: int
    paths: tuple[tuple[str, ...], ...]
    matches: tuple[Match, ...]

    @property
    def weight(self) -> int:
        """How well this explains the columns."""
        return sum(2 if match.weight > CONTAINED else 1 for match in self.matches)

    @property
    def certain(self) -> bool:
        """Whether this is a head at all: two words known as they stand, or one and company."""
        exact = sum(match.weight > CONTAINED for match in self.matches if not is_ticked(match.key))
        return exact >= 2 or (exact == 1 and len(self.matches) >= 3)

    def unmapped(self, words: Dictionary) -> tuple[tuple[int, str], ...]:
        """Columns with a head that means nothing here, without those never kept."""
        used = {match.index for match in self.matches}
        return tuple(
            (index, "/".join(path))
            for index, path in enumerate(self.paths)
            if index not in used and path and normal(path[-1]) not in words.idle
        )


def find(grid: SheetGrid, words: Dictionary, start: int = 0, look: int = _LOOK) -> Head | None:
    """The first head among the rows from `start`, or a better one right below it."""
    best: Head | None = None
    end = min(start + look, len(grid.rows))
    for first in range(start, end):
        if best is not None and any(any(row) for row in grid.rows[best.last + 1 : first]):
            break  # data stand between: whatever comes is another table's head
        for head in _heads_at(grid, words, first):
            if head.certain and (best is None or _beats(head, best)):
                best = head
    return best


def _beats(head: Head, best: Head) -> bool:
    if head.weight != best.weight:
        return head.weight > best.weight
    # A title row laid over the head, not a second head further down:
    return best.first < head.first <= best.last and head.last == best.last


def _heads_at(grid: SheetGrid, words: Dictionary, first: int) -> list[Head]:
    rows = [_texts(grid.rows[first])]
    if sum(bool(cell) for cell in rows[0]) == 0:
        return []
    found = [_head(rows, words, first)]
    while len(rows) < _DEPTH and first + len(rows) < len(grid.rows):
        below = _texts(grid.rows[first + len(rows)])
        groups = _spread(rows[-1], first + len(rows) - 1, grid.merged, below)
        if groups is None or not any(words.knows(normal(cell)) for cell in below):
            break
        rows[-1] = groups
        rows.append(below)
        found.append(_head(rows, words, first))
    return found


def _head(rows: Sequence[Sequence[str]], words: Dictionary, first: int) -> Head:
    width = max(map(len, rows))
    paths = tuple(
        tuple(dict.fromkeys(row[column] for row in rows if column < len(row) and row[column]))
        for column in range(width)
    )
    return Head(first, first + len(rows) - 1, paths, tuple(assign(paths, words)))


def _texts(row: Sequence[object]) -> list[str]:
    return [cell.strip() if isinstance(cell, str) else str(cell) for cell in row]


def _spread(
    top: Sequence[str], at: int, merged: Sequence[Merge], below: Sequence[str]
) -> list[str] | None:
    """Carry group heads to the right; None when the row below is no second head row."""
    width = max(len(top), len(below))
    spread = [*top, *([""] * (width - len(top)))]
    grouped = [False] * width
    for r0, c0, r1, c1 in merged:
        if r0 <= at <= r1 and c1 > c0 and c1 < width:
            for column in range(c0, c1 + 1):
                spread[column], grouped[column] = spread[c0], True
    for column in range(1, width):
        leaf = below[column] if column < len(below) else ""
        if not spread[column] and leaf and spread[column - 1]:
            if _looks_like_data(leaf):
                return None
            spread[column] = spread[column - 1]
            grouped[column] = grouped[column - 1] = True
    return spread if _is_second_row(spread, grouped, below) else None


def _looks_like_data(text: str) -> bool:
    return sum(mark.isdecimal() for mark in text) > 1


def _is_second_row(top: Sequence[str], grouped: Sequence[bool], below: Sequence[str]) -> bool:
    """Heads stand only under groups: anything under a lone head is data."""
    leaves = 0
    for column, leaf in enumerate(below):
        if not leaf or normal(leaf) == normal(top[column]):
            continue
        if not grouped[column] or _looks_like_data(leaf):
            return False
        leaves += 1
    return leaves >= 2
