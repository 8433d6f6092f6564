"""Draws a sample again from what its printed list says: no line of this imports the product.

The rule as it stands on the list: strata by first-level category, unit and handler; within each the
tickets by the SHA-256 of `seed:number`; of each the share, rounded up, at least one.
"""

import hashlib
import math
import re
from collections.abc import Iterable
from typing import NamedTuple


class Printed(NamedTuple):
    """What the sentence above the list says."""

    share: int
    seed: str
    population: int
    drawn: int


def said_above(text: str) -> Printed:
    """Share, seed, how many there were and how many were taken, read off the paper."""
    flat = "".join(text.split())
    found = re.search(r"取前(\d+)%.*?种子(.+?)，可抽(\d+)件，抽中(\d+)件", flat)
    if found is None:
        raise ValueError(flat)
    return Printed(int(found[1]), found[2], int(found[3]), int(found[4]))


def draw(closed: Iterable[tuple[str, ...]], share: int, seed: str) -> set[str]:
    """Numbers drawn among (number, first-level category, unit, handler)."""
    strata: dict[tuple[str, ...], list[str]] = {}
    for number, *stratum in closed:
        strata.setdefault(tuple(stratum), []).append(number)
    taken: set[str] = set()
    for numbers in strata.values():
        numbers.sort(key=lambda one: hashlib.sha256(f"{seed}:{one}".encode()).digest())
        taken.update(numbers[: max(1, math.ceil(len(numbers) * share / 100))])
    return taken
