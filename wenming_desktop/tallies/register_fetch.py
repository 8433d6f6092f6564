"""取数: households, stays, people, care and changes, as the rows R01-R11 count, grid by grid."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Any

from wenming_desktop.households.rules import FLOATING
from wenming_desktop.tallies.register_counts import RegisterFigures, count
from wenming_desktop.tallies.register_model import (
    CareFact,
    ChangeFact,
    RegisterFacts,
    StayFact,
)
from wenming_desktop.work import Work, use_case

_AT_ONCE = 1_000
UNCHECKED = "9"
NO_GRID = 0
"""Stands for what is in no grid; ids begin at 1."""
# A household without a door is in no grid; it is counted all the same.
_PLACE = """
 LEFT JOIN house ho ON ho.id = h.house_id
 LEFT JOIN building_unit u ON u.id = ho.building_unit_id
 LEFT JOIN building b ON b.id = u.building_id
"""
_HOUSEHOLDS = f"""
SELECT coalesce(b.grid_id, 0), h.id, h.moved_in_on,
  CASE WHEN coalesce(h.status, 'active') = 'active' THEN NULL
  ELSE coalesce(h.moved_out_on, '0001-01-01') END
FROM household h {_PLACE} WHERE NOT h.is_void {{own}}
"""
# Who died or went is gone from that day on, even where a stay was left open. A ledger's 人户一致
# is registered where he lives; the day an import wrote a stay is not the day it began
# (`households.stays.since`): since when is not known.
_STAYS = f"""
SELECT coalesce(b.grid_id, 0), m.resident_id, m.household_id, m.is_hukou OR (
    r.residence_status = '1' AND m.is_living AND m.to_on IS NULL AND NOT EXISTS (
      SELECT 1 FROM household_membership o WHERE o.resident_id = r.id AND o.is_hukou
      AND o.to_on IS NULL AND NOT o.is_void)), m.is_living,
  CASE WHEN m.entry_source = 'import' AND m.from_on = substr(m.created_at, 1, 10) THEN NULL
       ELSE m.from_on END,
  CASE WHEN coalesce(r.lifecycle, '1') = '1' THEN m.to_on
       ELSE min(coalesce(m.to_on, '9999-12-31'), coalesce(r.lifecycle_on, '0001-01-01')) END,
  r.birth_date, r.residence_status
FROM household_membership m JOIN resident r ON r.id = m.resident_id
JOIN household h ON h.id = m.household_id {_PLACE}
WHERE NOT m.is_void AND NOT r.is_void AND NOT h.is_void {{own}}
"""
_CARES = """
SELECT s.resident_id, s.category, s.start_on, s.end_on FROM special_care s
WHERE NOT s.is_void AND s.category IS NOT NULL
"""
_CHANGES = f"""
SELECT coalesce(b.grid_id, 0), c.resident_id, c.kind, c."on" FROM resident_change c
LEFT JOIN household h ON h.id = coalesce(c.to_household, c.from_household) {_PLACE}
WHERE NOT c.is_void AND c."on" IS NOT NULL {{own}}
"""
_HOUSES = """
SELECT coalesce(b.grid_id, 0), ho.id, ho.usage FROM house ho
LEFT JOIN building_unit u ON u.id = ho.building_unit_id
LEFT JOIN building b ON b.id = u.building_id WHERE NOT ho.is_void {own}
"""


_People = tuple[dict[int, date], set[int], set[int]]
"""Days of birth, who is 流动人口, and whose status is not checked."""


@dataclass
class _Part:
    """What one grid holds, while it is read."""

    households: dict[int, tuple[date, date]] = field(default_factory=dict)
    stays: list[StayFact] = field(default_factory=list)
    changes: list[ChangeFact] = field(default_factory=list)
    houses: dict[int, str | None] = field(default_factory=dict)

    def add(self, other: "_Part") -> None:
        """Take in another grid's rows."""
        self.households |= other.households
        self.stays += other.stays
        self.changes += other.changes
        self.houses |= other.houses


@dataclass(frozen=True)
class Register:
    """The whole of what was asked for, and each grid that holds something; `NO_GRID` last."""

    whole: RegisterFacts
    grids: Mapping[int, RegisterFacts]


@use_case("tallies.register", "查看居民户与人口", right="tally.read")
def register_counts(work: Work, begin: date, end: date, grid: int | None = None) -> RegisterFigures:
    """R01-R11 of the days from `begin` to before `end`, of the community or one grid."""
    return count(register(work, grid).whole, begin, end)


def register(work: Work, grid: int | None = None) -> Register:
    """Everything of the community, or of one grid; a grid worker gets his own grids."""
    parts: defaultdict[int, _Part] = defaultdict(_Part)
    own = _own(work, grid)
    for at, home, since, until in _rows(work, _HOUSEHOLDS, own):
        parts[at].households[home] = (_day(since) or date.min, _day(until) or date.max)
    people = _read_people(work, parts, own)
    for at, who, kind, on in _rows(work, _CHANGES, own):
        parts[at].changes.append(ChangeFact(who, kind, date.fromisoformat(on)))
    for at, house, usage in _rows(work, _HOUSES, own):
        parts[at].houses[house] = usage
    cares = [
        CareFact(who, category, _day(since) or date.min, _day(until) or date.max)
        for who, category, since, until in _rows(work, _CARES, "")
    ]
    whole = _Part()
    for part in parts.values():
        whole.add(part)
    order = sorted(parts, key=lambda at: (at == NO_GRID, at))
    return Register(
        _facts(whole, people, cares), {at: _facts(parts[at], people, cares) for at in order}
    )


def _read_people(work: Work, parts: defaultdict[int, _Part], own: str) -> _People:
    births: dict[int, date] = {}
    floating, unknown = set[int](), set[int]()
    for at, who, home, hukou, living, since, until, birth, status in _rows(work, _STAYS, own):
        span = (_day(since) or date.min, _day(until) or date.max)
        parts[at].stays.append(StayFact(who, home, bool(hukou), bool(living), *span))
        if (born := _day(birth)) is not None:
            births[who] = born
        if status == FLOATING:
            floating.add(who)
        elif status is None or status == UNCHECKED:
            unknown.add(who)
    return births, floating, unknown


def _facts(part: _Part, people: _People, cares: list[CareFact]) -> RegisterFacts:
    return RegisterFacts(part.households, part.stays, *people, cares, part.changes, part.houses)


def _own(work: Work, grid: int | None) -> str:
    """What of the register is asked for and may be seen."""
    mine = work.actor.grid_ids
    if grid is not None and mine is not None and grid not in mine:
        return "AND 0"
    if grid is not None:
        return f"AND b.grid_id = {int(grid)}" if grid != NO_GRID else "AND b.grid_id IS NULL"
    if mine is None:
        return ""
    return f"AND b.grid_id IN ({','.join(str(int(one)) for one in sorted(mine)) or '-1'})"


def _rows(work: Work, sql: str, own: str) -> Iterable[Any]:
    found = work.connection.exec_driver_sql(sql.format(own=own))
    return chain.from_iterable(found.partitions(_AT_ONCE))


@lru_cache(maxsize=65_536)
def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
