"""怎么来的: the households, people and houses behind a figure of R01-R11, page by page."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from db.derived import short_address
from wenming_desktop.households.rules import age
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.register_counts import HOUSE, HOUSEHOLD, PERSON
from wenming_desktop.tallies.register_fetch import register
from wenming_desktop.tallies.register_table import categories, counted
from wenming_desktop.work import Work, use_case

_TITLE = "查看住户"
_WHERE = """
 LEFT JOIN house ho ON ho.id = {house}
 LEFT JOIN building_unit u ON u.id = ho.building_unit_id
 LEFT JOIN building b ON b.id = u.building_id LEFT JOIN estate e ON e.id = b.estate_id
"""
_DOOR = "b.grid_id, e.name, b.building_no, u.unit_no, ho.room_no"
# Where somebody lives is the stay that began last, an open one before one that ended.
_SQL = {
    HOUSEHOLD: f"""
SELECT h.id, h.id, h.head_name, h.people, {_DOOR}
FROM json_each(?) w LEFT JOIN household h ON h.id = w.value {_WHERE.format(house="h.house_id")}
""",
    PERSON: f"""
SELECT r.id, r.id, r.full_name, r.birth_date, {_DOOR}
FROM json_each(?) w LEFT JOIN resident r ON r.id = w.value
LEFT JOIN household_membership m ON m.id = (
  SELECT o.id FROM household_membership o WHERE o.resident_id = r.id AND NOT o.is_void
  ORDER BY o.to_on IS NOT NULL, o.is_living DESC, o.from_on DESC, o.id DESC LIMIT 1)
LEFT JOIN household h ON h.id = m.household_id {_WHERE.format(house="h.house_id")}
""",
    HOUSE: f"""
SELECT ho.id, (SELECT h.id FROM household h WHERE h.house_id = ho.id AND NOT h.is_void
  ORDER BY coalesce(h.status, 'active') <> 'active', h.id LIMIT 1), NULL, ho.usage, {_DOOR}
FROM json_each(?) w {_WHERE.format(house="w.value")}
""",
}
_NOBODY = "（没有写明是谁）"
_HEADLESS, _ELSEWHERE = "（未定户主）", "（现在不在本网格）"


@dataclass(frozen=True)
class BehindAsked:
    """A figure of the table: its row by name, its column by grid (None for all)."""

    period: Period
    name: str
    grid: int | None


@dataclass(frozen=True)
class RegisterBehind:
    """Who stands behind a figure: what they are, and their ids as often as they count."""

    kind: str
    ids: tuple[int, ...]
    day: date


@dataclass(frozen=True)
class RegisterRow:
    """One of them; `opens` is the kind and id of what can be looked at, if there is something."""

    title: str
    door: str
    told: str
    opens: tuple[str, int] | None


@use_case("tallies.register_behind", _TITLE, right="register.read")
def register_behind(work: Work, asked: BehindAsked) -> RegisterBehind:
    """Count a figure once more, to name those it counts."""
    found = register(work, asked.grid)
    figures = counted(found, asked.period, None)
    for line in figures.lines(categories(work, figures)):
        if line.name == asked.name:
            return RegisterBehind(line.kind, tuple(sorted(line.ids)), asked.period.last_day)
    return RegisterBehind(PERSON, (), asked.period.last_day)


@use_case("tallies.register_listed", _TITLE, right="register.read")
def register_listed(work: Work, behind: RegisterBehind) -> int:
    """How many a list names."""
    return len(behind.ids)


@use_case("tallies.register_rows", _TITLE, right="register.read")
def register_rows(
    work: Work, behind: RegisterBehind, offset: int, limit: int
) -> tuple[RegisterRow, ...]:
    """`limit` of those named, from `offset` on."""
    wanted = json.dumps(behind.ids[offset : offset + limit])
    found = work.connection.exec_driver_sql(f"{_SQL[behind.kind]} ORDER BY w.key", (wanted,))
    return tuple(_row(work, behind, tuple(row)) for row in found)


def _row(work: Work, behind: RegisterBehind, row: Sequence[Any]) -> RegisterRow:
    _, opens, title, fact, grid, *door = row
    mine = work.actor.grid_ids
    if mine is not None and grid not in mine:
        return RegisterRow(_ELSEWHERE, "", "", None)
    address = short_address(*door) if door[0] else ""
    way = (PERSON if behind.kind == PERSON else HOUSEHOLD, opens) if opens else None
    if behind.kind == HOUSE:
        return RegisterRow(address, "", work.codes.name("house_usage", fact), way)
    if behind.kind == HOUSEHOLD:
        return RegisterRow(title or _HEADLESS, address, f"{fact or 0} 人", way)
    told = f"{age(date.fromisoformat(fact), behind.day)} 岁" if fact else ""
    return RegisterRow(title or _NOBODY, address, told, way)
