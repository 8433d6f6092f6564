"""统计口径: what a count needs and what it gives. Pure.

A figure is the set of ticket ids behind it, so that every cell can open its list.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from wenming_desktop.tallies.period import Period

Ids = frozenset[int]
Key = int | str
UNCLASSIFIED, UNASSIGNED = "未分类", "未划分"
NONE: Ids = frozenset()


class TicketFact(NamedTuple):
    """One accepted, not voided ticket; its places are those recorded at acceptance."""

    id: int
    accepted_at: datetime
    nature: str | None = None
    source: str | None = None
    category: str | None = None
    grid: Key | None = None
    building: Key | None = None
    repeat_seq: int | None = None


class ActionFact(NamedTuple):
    """One row of a ticket's log, as narrow as the figures allow."""

    ticket_id: int
    seq: int
    action: str
    at: datetime
    from_status: str | None
    to_status: str
    round_no: int = 1
    due_at: datetime | None = None
    unit: Key | None = None
    satisfaction: str | None = None
    outcome: str | None = None
    corrects_seq: int | None = None
    rebound: bool | None = None
    level: str | None = None


@dataclass(frozen=True)
class Book:
    """Tickets with their logs, ready to be counted for any period they were fetched for."""

    tickets: Mapping[int, TicketFact]
    logs: Mapping[int, tuple[ActionFact, ...]]
    grid_units: frozenset[Key] = frozenset()
    """Handling units that are a grid."""
    seen_at: datetime | None = None
    """When one looked: in a period that runs, no deadline after it is missed yet."""

    @classmethod
    def of(cls, tickets: Iterable[TicketFact], actions: Iterable[ActionFact]) -> "Book":
        """From facts in any order of tickets; actions by ticket, then seq."""
        logs = groupby(actions, key=itemgetter(0))
        return cls({fact.id: fact for fact in tickets}, {key: tuple(log) for key, log in logs})


@dataclass(frozen=True)
class Names:
    """Words for the keys of a count."""

    sources: Mapping[str, str] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    parents: Mapping[str, str | None] = field(default_factory=dict)
    grids: Mapping[Key, str] = field(default_factory=dict)
    units: Mapping[Key, str] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)

    def source(self, key: str | None) -> str:
        """The channel's name."""
        return self.sources.get(key, key) if key else UNCLASSIFIED

    def leaf(self, key: str | None) -> str:
        """The category's own name."""
        return self.categories.get(key, key) if key else UNCLASSIFIED

    def category(self, key: str | None) -> str:
        """The first-level category's name."""
        while key and self.parents.get(key):
            key = self.parents[key]
        return self.leaf(key)

    def grid(self, key: Key | None) -> str:
        """The grid's name."""
        return UNASSIGNED if key is None else self.grids.get(key, str(key))

    def unit(self, key: Key | None) -> str:
        """The handling unit's name."""
        return UNASSIGNED if key is None else self.units.get(key, str(key))


@dataclass(frozen=True)
class Figures:
    """All that one period's tickets give; the dossier's codes stand behind each line."""

    period: Period
    open_at_start: Ids = NONE  # O0
    accepted: Ids = NONE  # A, T01
    reopened: Ids = NONE  # R
    completed: Ids = NONE  # C, T03
    out: Ids = NONE  # X
    open_at_end: Ids = NONE  # O1, T04: by the status the log says
    suspended: Ids = NONE  # of which 挂账
    completed_of_accepted: Ids = NONE  # T05
    due: Ids = NONE  # D
    due_on_time: Ids = NONE  # D_ok, T07
    overdue_open: Ids = NONE  # T08
    completed_late: Ids = NONE  # T09
    finished: Ids = NONE  # F
    called_back: Ids = NONE  # of F, T10
    satisfied: Ids = NONE  # of V, last rating
    basically_satisfied: Ids = NONE
    dissatisfied: Ids = NONE
    first_satisfied: Ids = NONE  # T14: first rating 1 or 2
    solved: Ids = NONE  # T15
    judged: Ids = NONE
    reworked: Ids = NONE  # T16
    returned: Ids = NONE  # T17
    dispatched: Ids = NONE
    extended: Ids = NONE  # T18
    repeated: Ids = NONE  # T22
    supervised: Ids = NONE  # T23
    rechecked: Ids = NONE  # T24
    rebounded: Ids = NONE
    praise: Ids = NONE  # T02: nature 6, in no other figure
    broken: Ids = NONE
    """Tickets whose log is not a life the table allows."""
    settled: Ids = NONE
    """小事不出格: completed by the grid that was the first to handle it, and by nobody else."""
    durations: Mapping[int, int] = field(default_factory=dict)  # T19
    responses: Mapping[int, float] = field(default_factory=dict)  # T20
    levels: Mapping[int, str] = field(default_factory=dict)
    units: Mapping[int, Key] = field(default_factory=dict)
    """Handling unit as the log knew it at the period's end."""
    facts: Mapping[int, TicketFact] = field(default_factory=dict, repr=False)

    @property
    def rated(self) -> Ids:
        """V: tickets with a rating in the period."""
        return self.satisfied | self.basically_satisfied | self.dissatisfied

    @property
    def accepted_here(self) -> Ids:
        """A without X."""
        return self.accepted - self.out

    @property
    def to_close(self) -> int:
        """O0 + A + R - X: what the period had to close."""
        return len(self.open_at_start) + len(self.accepted) + len(self.reopened) - len(self.out)

    @property
    def expected_open(self) -> Ids:
        """O1 as the flow says it."""
        had = self.open_at_start | self.accepted | self.reopened
        return had - self.completed - self.out

    @property
    def reconciled(self) -> bool:
        """O1 by state is O0 + A + R - C - X, ticket by ticket, and no log is broken."""
        balanced = len(self.open_at_end) == self.to_close - len(self.completed)
        return balanced and self.open_at_end == self.expected_open and not self.broken

    def only(self, ids: Ids) -> "Figures":
        """The same figures for some of the tickets."""
        part: dict[str, Any] = {}
        for known in fields(self):
            value = getattr(self, known.name)
            if isinstance(value, frozenset):
                part[known.name] = value & ids
            elif isinstance(value, Mapping):
                part[known.name] = {key: value[key] for key in value.keys() & ids}
        return replace(self, **part)


Value = str | int | float | None


@dataclass(frozen=True)
class Sheet:
    """One report table for screen, workbook and paper; None is shown as —.

    `formats` has the shape of `rows`: keys of `NUMBER_FORMATS`, "text" for words.
    """

    key: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    formats: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    unit: str = "件"


NUMBER_FORMATS = {
    "text": "@",
    "count": "0",
    "percent": '0.0"%"',
    "change": '+0.0"%";-0.0"%";0.0"%"',
    "decimal": "0.0",
    "amount": "General",
}
"""Workbook formats; per cents are numbers like 60.0, already rounded half up."""
