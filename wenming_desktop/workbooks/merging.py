"""Where a ledger and the register say different things of somebody, and which of them counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Cell(NamedTuple):
    """What a row says of one field of one person."""

    sheet: str
    row: int
    name: str
    field: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of which ledger and register say different things, both as a clerk may see them."""

    field: str
    label: str
    register: str
    sheet: str


@dataclass(frozen=True, slots=True)
class MergeRow:
    """Somebody whom the register knows otherwise; `more` when he moves in, whatever is chosen."""

    sheet: str
    row: int
    name: str
    differences: tuple[Difference, ...]
    more: bool = False

    def cell(self, field: str) -> Cell:
        """Return the place of one of its fields."""
        return Cell(self.sheet, self.row, self.name, field)


@dataclass(frozen=True)
class Merge:
    """Which of the two counts: the ledger, but for `fields`; single cells may be `turned` round."""

    fields: frozenset[str] = frozenset()
    turned: frozenset[Cell] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.fields or self.turned)

    def keeps(self, cell: Cell) -> bool:
        """Whether the register stands."""
        return (cell.field in self.fields) != (cell in self.turned)

    def put(self, cell: Cell, *, register: bool) -> "Merge":
        """Say it of one cell."""
        if self.keeps(cell) == register:
            return self
        return Merge(self.fields, self.turned ^ {cell})

    def put_all(self, fields: Iterable[str], *, register: bool) -> "Merge":
        """Say it of every row of these fields."""
        said = frozenset(fields)
        kept = self.fields | said if register else self.fields - said
        return Merge(kept, frozenset(cell for cell in self.turned if cell.field not in said))


def kept_fields(row: MergeRow, merge: Merge) -> frozenset[str]:
    """The fields of a row of which the register stands."""
    return frozenset(one.field for one in row.differences if merge.keeps(row.cell(one.field)))


def counts_after(
    counts: Mapping[str, int], rows: Iterable[MergeRow], merge: Merge
) -> dict[str, int]:
    """Count anew what an import would do; `counts` are those of the ledger counting throughout."""
    same = sum(
        not row.more and len(kept_fields(row, merge)) == len(row.differences) for row in rows
    )
    after = dict(counts)
    if same:
        after["residents_updated"] = after.get("residents_updated", 0) - same
        after["unchanged"] = after.get("unchanged", 0) + same
    return after
