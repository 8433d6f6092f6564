"""What is left blank below a household's first row: its door and head, never a person's cell.

Of a superior's list what is merged holds for every order beside it.
"""

from collections.abc import Sequence

from wenming_desktop.workbooks.book import Merge

_HOUSEHOLD = frozenset({"estate", "building", "building_unit", "house", "household", "grid"})
_OF_GROUP = frozenset({"party_member.branch_id", "party_member.group_id"})
_LEVELS = {
    "estate.name": 0,
    "building.building_no": 1,
    "grid.name": 2,
    "grid.code": 2,
    "grid.worker_id": 2,
    "building_unit.unit_no": 3,
    "house.floor_no": 4,
    "house.room_no": 4,
    "house.full_address": 4,
    "household.household_no": 5,
    "household.head_resident_id": 5,
}
_DOOR, _FAMILY, _REST = 4, 5, 6
RELATION = "household_membership.relation_to_head"
_HEAD_WORDS = frozenset({"户主", "本人", "户主本人", "本户户主"})
_SPARSE = 0.1
_SPARSE_WITHOUT_RELATION = 0.25

Cells = list[object]


def is_household(key: str) -> bool:
    """Whether a field belongs to the household, its door or a party cell, not to the person."""
    return key.partition(".")[0] in _HOUSEHOLD or key in _OF_GROUP


def is_shared(key: str) -> bool:
    """Whether a merged cell says the same of every row it lies beside."""
    return is_household(key) or key.startswith("ticket.")


def spread_merged(
    rows: Sequence[Sequence[object]], merged: Sequence[Merge], columns: dict[int, int], first: int
) -> list[tuple[int, int, object]]:
    """List (row, place in the values, value) for merged cells of shared columns.

    `columns` maps a sheet's column to its place. Ranges that lie over each other count once.
    """
    filled: list[tuple[int, int, object]] = []
    reached: dict[int, int] = {}
    for r0, c0, r1, _ in sorted(merged):
        place = columns.get(c0)
        if place is None or r1 == r0 or r0 < first or r0 <= reached.get(c0, -1):
            continue
        last = min(r1, len(rows) - 1)
        reached[c0] = last
        row = rows[r0] if r0 < len(rows) else ()
        value = row[c0] if c0 < len(row) else ""
        if value != "":
            filled.extend((row, place, value) for row in range(r0 + 1, last + 1))
    return filled


class FillDown:
    """Carries household cells down one table, row by row."""

    def __init__(self, keys: Sequence[str], rows: Sequence[Cells]) -> None:
        self.levels = sorted(
            (_LEVELS.get(key, _REST), place) for place, key in enumerate(keys) if is_household(key)
        )
        self.relation = keys.index(RELATION) if RELATION in keys else None
        least = _SPARSE_WITHOUT_RELATION if self.relation is None else _SPARSE
        self.sparse = {
            place: bool(rows) and sum(row[place] == "" for row in rows) >= least * len(rows)
            for _, place in self.levels
        }
        self.has_family = any(level >= _DOOR for level, _ in self.levels)
        self.carried: dict[int, object] = {}
        self.had_head = False

    def fill(self, values: Cells) -> None:
        """Fill one row from those above it and remember what it says."""
        is_head = self.relation is not None and _is_head(values[self.relation])
        fresh = self._fresh_level(values, is_head=is_head)
        for level, place in self.levels:
            if values[place] == "" and self._may_fill(level, place, fresh):
                values[place] = self.carried.get(place, "")
            self.carried[place] = values[place]
        self.had_head = is_head or (self.had_head and fresh is None)

    def _fresh_level(self, values: Cells, *, is_head: bool) -> int | None:
        """The highest level at which something new begins; None: the household goes on."""
        for level, place in self.levels:
            value = values[place]
            if level <= _FAMILY and value != "" and value != self.carried.get(place, ""):
                return level
        return _FAMILY if is_head and self.had_head else None

    def _may_fill(self, level: int, place: int, fresh: int | None) -> bool:
        if fresh is None:
            return self.sparse[place] or (self.relation is not None and self.has_family)
        # A new head with a blank door may live anywhere: the door is not guessed.
        return level < min(fresh, _DOOR) and self.sparse[place]


def _is_head(value: object) -> bool:
    return isinstance(value, str) and "".join(value.split()) in _HEAD_WORDS
