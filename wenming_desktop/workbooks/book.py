"""What the reader gives back: the sheets of one file as plain values."""

from dataclasses import dataclass, field

Merge = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """One sheet: `rows[0]` is the sheet's row 1, a blank cell is an empty text.

    `merged` holds (first row, first column, last row, last column), from 0, both ends in.
    `cut_at` is the sheet's own number of the row after which reading stopped, or None: over a
    thousand blank rows followed, and something far below them was left out.
    """

    name: str
    rows: list[list[object]]
    merged: list[Merge] = field(default_factory=list)
    hidden: bool = False
    cut_at: int | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """One file that was read: its name, the SHA-256 of its bytes, its sheets in order."""

    name: str
    sha256: str
    sheets: tuple[SheetGrid, ...]
