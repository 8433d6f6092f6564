"""取数: households, stays, people, care and changes of a scope, as the rows R01-R11 count."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from wenming_desktop.tallies.register_counts import (
    USAGES,
    CareFact,
    ChangeFact,
    PersonFact,
    RegisterCounts,
    RegisterFacts,
    StayFact,
    count,
)
from wenming_desktop.work import Work, use_case

_HOMES = """
 JOIN house ho ON ho.id = h.house_id JOIN building_unit u ON u.id = ho.building_unit_id
 JOIN building b ON b.id = u.building_id
"""
_HOUSEHOLDS = f"""
SELECT h.moved_in_on, CASE WHEN coalesce(h.status, 'active') = 'active' THEN NULL
  ELSE coalesce(h.moved_out_on, '0001-01-01') END
FROM household h {_HOMES} WHERE NOT h.is_void {{own}}
"""
# Who died or went is gone from that day on, even where a stay was left open. A ledger's 人户一致
# is registered where he lives, as everywhere in the register.
_STAYS = f"""
SELECT m.resident_id, m.household_id, m.is_hukou OR (
    r.residence_status = '1' AND m.is_living AND m.to_on IS NULL AND NOT EXISTS (
      SELECT 1 FROM household_membership o WHERE o.resident_id = r.id AND o.is_hukou
      AND o.to_on IS NULL AND NOT o.is_void)), m.is_living, m.from_on,
  CASE WHEN coalesce(r.lifecycle, '1') = '1' THEN m.to_on
       ELSE min(coalesce(m.to_on, '9999-12-31'), coalesce(r.lifecycle_on, '0001-01-01')) END,
  r.birth_date, r.residence_status
FROM household_membership m JOIN resident r ON r.id = m.resident_id
JOIN household h ON h.id = m.household_id {_HOMES}
WHERE NOT m.is_void AND NOT r.is_void AND NOT h.is_void {{own}}
"""
_CARES = f"""
SELECT s.resident_id, s.category, s.start_on, s.end_on
FROM special_care s JOIN resident r ON r.id = s.resident_id
JOIN household_membership m ON m.resident_id = r.id AND m.to_on IS NULL AND NOT m.is_void
JOIN household h ON h.id = m.household_id {_HOMES}
WHERE NOT s.is_void AND NOT r.is_void {{own}}
UNION SELECT s.resident_id, s.category, s.start_on, s.end_on
FROM special_care s JOIN resident r ON r.id = s.resident_id
WHERE NOT s.is_void AND NOT r.is_void AND s.end_on IS NOT NULL AND {{whole}}
"""
_CHANGES = f"""
SELECT c.resident_id, c.kind, c."on" FROM resident_change c
JOIN household h ON h.id = coalesce(c.to_household, c.from_household) {_HOMES}
WHERE NOT c.is_void AND c."on" IS NOT NULL {{own}}
"""
_HOUSES = """
SELECT ho.usage, count(*) FROM house ho JOIN building_unit u ON u.id = ho.building_unit_id
JOIN building b ON b.id = u.building_id WHERE NOT ho.is_void {own} GROUP BY ho.usage
"""


@use_case("tallies.register", "查看居民户与人口", right="tally.read")
def register_counts(work: Work, begin: date, end: date, grid: int | None = None) -> RegisterCounts:
    """R01-R11 of the days from `begin` to before `end`, of the community or one grid."""
    return count(register_facts(work, grid), begin, end)


def register_facts(work: Work, grid: int | None = None) -> RegisterFacts:
    """Everything of the community, or of one grid; a grid worker gets his own grids."""
    people: dict[int, PersonFact] = {}
    stays = []
    for who, household, hukou, living, since, until, birth, status in _rows(work, _STAYS, grid):
        span = (_day(since, date.min), _day(until, date.max))
        stays.append(StayFact(who, household, bool(hukou), bool(living), *span))
        if who not in people:
            people[who] = PersonFact(who, date.fromisoformat(birth) if birth else None, status)
    usages = {usage: int(number) for usage, number in _rows(work, _HOUSES, grid)}
    houses = {name: usages.get(code, 0) for name, code in USAGES.items()}
    return RegisterFacts(
        households=[
            (_day(since, date.min), _day(until, date.max))
            for since, until in _rows(work, _HOUSEHOLDS, grid)
        ],
        stays=stays,
        people=people,
        cares=[
            CareFact(who, category, _day(since, date.min), _day(until, date.max))
            for who, category, since, until in _rows(work, _CARES, grid)
            if category
        ],
        changes=[
            ChangeFact(who, kind, date.fromisoformat(on))
            for who, kind, on in _rows(work, _CHANGES, grid)
        ],
        houses={**houses, "total": sum(usages.values())},
    )


def _rows(work: Work, sql: str, grid: int | None) -> Iterable[Any]:
    grids = frozenset({grid}) if grid is not None else None
    mine = work.actor.grid_ids
    if mine is not None:
        grids = mine & grids if grids is not None else mine
    own = "" if grids is None else f"AND b.grid_id IN ({_numbers(grids)})"
    return work.connection.exec_driver_sql(sql.format(own=own, whole=int(grids is None)))


def _numbers(ids: Iterable[int]) -> str:
    return ",".join(str(int(one)) for one in sorted(ids)) or "-1"


def _day(text: str | None, otherwise: date) -> date:
    return date.fromisoformat(text) if text else otherwise
