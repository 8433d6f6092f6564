"""How a sample is drawn, so that anybody can draw it again with the seed. Pure.

Within each stratum (first-level category and handler; where no handler is named, the handling
unit) the tickets are ordered by the SHA-256 of `seed:ticket number`, and the first of them are
taken: the share asked for, rounded up, at least one. No ticket can be chosen or spared without
another seed. The seed is printed, and the numbers that stood to be drawn are kept with the sample
and printed behind its list: whatever becomes of the tickets later, the draw can be repeated.
"""

import hashlib
from collections.abc import Iterable
from itertools import groupby
from math import ceil

from wenming_desktop.recheck.model import Candidate, Drawn

LEAST_SHARE, MOST_SHARE = 1, 100
METHOD = (
    "按一级类别和承办人（没写承办人的按承办单位）分层，"
    "每层按“种子、半角冒号、工单编号”连写的 SHA-256 从小到大排列，"
    "取前 {share}%（向上取整，每层至少 1 件）。种子 {seed}，可抽 {population} 件，抽中 {drawn} 件。"
)


def draw(candidates: Iterable[Candidate], share: int, seed: str) -> tuple[Drawn, ...]:
    """The sample, stratum by stratum, in the order of the numbers."""
    ordered = sorted(candidates, key=lambda one: (one.stratum, place(seed, one.number)))
    taken: list[Drawn] = []
    for stratum, members in groupby(ordered, key=lambda one: one.stratum):
        group = list(members)
        size = max(1, ceil(len(group) * share / 100))
        chosen = sorted(group[:size], key=lambda one: one.number)
        taken += (Drawn(one.id, one.number, stratum) for one in chosen)
    return tuple(taken)


def numbers_of(candidates: Iterable[Candidate]) -> dict[str, list[str]]:
    """The numbers of each stratum, in order."""
    strata: dict[str, list[str]] = {}
    for one in sorted(candidates, key=lambda one: (one.stratum, one.number)):
        strata.setdefault(one.stratum, []).append(one.number)
    return strata


def place(seed: str, number: str) -> str:
    """Where a ticket stands in its stratum: anybody may compute it."""
    return hashlib.sha256(f"{seed}:{number}".encode()).hexdigest()


def method(share: int, seed: str, population: int, drawn: int) -> str:
    """How the sample was drawn, in the words printed above its list."""
    return METHOD.format(share=share, seed=seed, population=population, drawn=drawn)


def rebound_rate(checked: int, rebounds: int) -> float | None:
    """T24: rebounded of those looked at, per cent with one decimal, half up; None of nobody."""
    return (2000 * rebounds + checked) // (2 * checked) / 10 if checked else None
