"""An answer of the global search."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """What was found: `kind` and `id` of the row, a title and address to show, what matched."""

    kind: str
    id: int
    title: str
    address: str
    match: str
