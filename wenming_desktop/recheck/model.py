"""A sample and its tickets, as the window and paper see them. Pure."""

from dataclasses import dataclass
from datetime import date, datetime

Stratum = tuple[str, tuple[str, ...]]
"""A stratum's name and the numbers of all its tickets."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A closed ticket that may be drawn."""

    id: int
    number: str
    stratum: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A ticket that was drawn, with its stratum."""

    id: int
    number: str
    stratum: str


@dataclass(frozen=True, slots=True)
class DrawSample:
    """Draw among tickets closed from `begin` to before `end`; without a seed one is made."""

    begin: date
    end: date
    share: int = 10
    seed: str = ""


@dataclass(frozen=True, slots=True)
class DrawPreview:
    """What a draw would find: how many may be drawn, how many would be, from how many strata."""

    population: int
    drawn: int
    strata: int


@dataclass(frozen=True, slots=True)
class RecordRecheck:
    """What was found at a drawn ticket."""

    item_id: int
    rebound: bool
    on: date | None = None
    by_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding that was recorded: whether the ticket's log has it, and whether it was reopened."""

    item_id: int
    in_log: bool
    reopened: bool


@dataclass(frozen=True, slots=True)
class SampleLine:
    """A sample as listed."""

    id: int
    period: str
    seed: str
    share: int
    population: int
    drawn: int
    checked: int
    rebounds: int
    drawn_at: datetime
    drawn_by: str = ""


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A drawn ticket as listed; `rebound` is None while nobody has been there."""

    id: int
    ticket_id: int
    number: str
    title: str
    place: str
    stratum: str
    unit: str
    closed_on: str
    rebound: bool | None
    checked_on: date | None
    checked_by: str
    note: str
