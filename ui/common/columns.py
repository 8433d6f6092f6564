"""What a table shows: columns that read their text, chips or lamp from a row."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from ui.common.paint import Chip, Lamp

RowT = TypeVar("RowT")


def _no_chips(_row: object) -> tuple[Chip, ...]:
    return ()


def _no_lamp(_row: object) -> Lamp | None:
    return None


@dataclass(frozen=True)
class Column(Generic[RowT]):
    """One column; `text` is read aloud and, where there is no chip or lamp, drawn.

    `quiet` is secondary text, `stretch` takes the width that is left.
    """

    key: str
    title: str
    text: Callable[[RowT], str]
    width: int = 0
    chips: Callable[[RowT], tuple[Chip, ...]] = _no_chips
    lamp: Callable[[RowT], Lamp | None] = _no_lamp
    right: bool = False
    bold: bool = False
    quiet: bool = False
    sortable: bool = False
    stretch: bool = False


@dataclass(frozen=True)
class GroupRow:
    """A row that heads the rows below it; it stands among them and spans the table."""

    label: str
    count: int | None = None

    def words(self) -> str:
        """Return the label with its count."""
        return self.label if self.count is None else f"{self.label}　{self.count:,}"
