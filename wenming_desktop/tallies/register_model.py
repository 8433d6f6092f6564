"""The register as plain facts, narrow enough to count a whole community of them. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class StayFact(NamedTuple):
    """Who was registered or lived where, from when to when (without that day)."""

    resident: int
    household: int
    hukou: bool
    living: bool
    begin: date
    end: date


class CareFact(NamedTuple):
    """A category a person was in."""

    resident: int
    category: str
    begin: date
    end: date


class ChangeFact(NamedTuple):
    """A line of 人口变动."""

    resident: int | None
    kind: str
    on: date


@dataclass(frozen=True)
class RegisterFacts:
    """The register of one scope (the community or one grid) as rows; houses by id.

    `floating` are 流动人口 by their status, `unknown` those whose status nobody has checked.
    """

    households: Mapping[int, tuple[date, date]]
    stays: Sequence[StayFact]
    births: Mapping[int, date]
    floating: Collection[int]
    unknown: Collection[int]
    cares: Sequence[CareFact]
    changes: Sequence[ChangeFact]
    houses: Mapping[int, str | None]
