"""What nobody covers yet: buildings without a cell, households without a contact member."""

from dataclasses import dataclass

BUILDINGS, HOUSEHOLDS, OVERLOADED = "buildings", "households", "overloaded"
"""The three lists of gaps."""


@dataclass(frozen=True, slots=True)
class GapFilter:
    """One list of gaps below a node of the tree."""

    kind: str
    level: str
    id: int


@dataclass(frozen=True, slots=True)
class GapCounts:
    """How long each list is below a node."""

    buildings: int
    households: int
    overloaded: int


@dataclass(frozen=True, slots=True)
class GapLine:
    """A building, household or member (`id`) that wants looking at, and why.

    `cell_id` is the cell that covers the household's building, 0 where there is none.
    """

    kind: str
    id: int
    name: str
    place: str
    text: str
    cell_id: int = 0
