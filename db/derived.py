"""Columns that repeat what other rows say, kept for lists: one place says how they follow.

`household.people` counts the members who live there now, `household.head_name` repeats the
head's name, `house.full_address` spells the door out; both `sort_key`s order doors naturally.
"""

import re
from typing import Any

from sqlalchemy import Connection

from db.rows import chunks

COLUMNS = {
    "household": ("people", "head_name", "sort_key"),
    "house": ("full_address", "sort_key"),
}

_HOUSEHOLD = """
SELECT h.id, h.people, h.head_name, h.sort_key,
       (SELECT count(*) FROM household_membership m JOIN resident r ON r.id = m.resident_id
         WHERE m.household_id = h.id AND m.is_living AND m.to_on IS NULL
           AND NOT m.is_void AND NOT r.is_void AND coalesce(r.lifecycle, '1') = '1'),
       (SELECT r.full_name FROM resident r WHERE r.id = h.head_resident_id),
       (SELECT ho.sort_key FROM house ho WHERE ho.id = h.house_id), h.house_id
FROM household h WHERE h.id IN ({marks})
"""
_HOUSE = """
SELECT h.id, h.full_address, h.sort_key, e.name, b.building_no, u.unit_no, h.room_no
FROM house h JOIN building_unit u ON u.id = h.building_unit_id
JOIN building b ON b.id = u.building_id JOIN estate e ON e.id = b.estate_id
WHERE h.id IN ({marks})
"""


Changes = dict[str, list[tuple[Any, ...]]]


def changes(connection: Connection, touched: dict[str, set[int]]) -> Changes:
    """What must follow after rows of `touched` changed: raw values of `COLUMNS`, then the id."""
    households = set(touched.get("household", ()))
    households |= _ids(connection, "household_membership", "household_id", touched)
    residents = touched.get("resident", set())
    households |= _through(
        connection, "SELECT household_id FROM household_membership WHERE resident_id", residents
    )
    households |= _through(connection, "SELECT id FROM household WHERE head_resident_id", residents)
    found: Changes = {}
    houses = _houses(connection, touched)
    for row in _select(connection, _HOUSE, houses):
        spelled = (full_address(*row[3:]), sort_key(*row[3:]))
        if (row[1], row[2]) != spelled:
            found.setdefault("house", []).append((*spelled, row[0]))
    households |= _through(connection, "SELECT id FROM household WHERE house_id", houses)
    order = {row[2]: row[1] for row in found.get("house", ())}
    for row in _select(connection, _HOUSEHOLD, households):
        wanted = (row[4], row[5], order.get(row[7], row[6]))
        if row[1:4] != wanted:
            found.setdefault("household", []).append((*wanted, row[0]))
    return found


def full_address(estate: str, building: str, unit: str, room: str) -> str:
    """The one spelling of a door that is printed: 一院3号楼2单元501 (units named 0 are hidden)."""
    number = f"{building}号楼" if building[-1:].isdigit() else building
    stairs = "" if unit == "0" else f"{unit}单元" if unit[-1:].isalnum() else unit
    return f"{estate}{number}{stairs}{room}"


def short_address(estate: str, building: str, unit: str, room: str) -> str:
    """The door as tables show it: 一院 3-2-501."""
    return f"{estate} {'-'.join(part for part in (building, unit, room) if part != '0')}"


def sort_key(*parts: str) -> str:
    """Natural order as text: digits padded, so building 10 comes after 9."""
    return "\x1f".join(re.sub(r"\d+", lambda m: m[0].zfill(6), part or "") for part in parts)


def _houses(connection: Connection, touched: dict[str, set[int]]) -> set[int]:
    below = "SELECT h.id FROM house h JOIN building_unit u ON u.id = h.building_unit_id "
    building = below + "JOIN building b ON b.id = u.building_id WHERE "
    return (
        set(touched.get("house", ()))
        | _through(connection, below + "WHERE u.id", touched.get("building_unit", set()))
        | _through(connection, building + "b.id", touched.get("building", set()))
        | _through(connection, building + "b.estate_id", touched.get("estate", set()))
    )


def _ids(connection: Connection, table: str, column: str, touched: dict[str, set[int]]) -> set[int]:
    return _through(connection, f"SELECT {column} FROM {table} WHERE id", touched.get(table, set()))


def _through(connection: Connection, head: str, ids: set[int]) -> set[int]:
    return {
        row[0] for row in _select(connection, head + " IN ({marks})", ids) if row[0] is not None
    }


def _select(connection: Connection, sql: str, ids: set[int]) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    for part in chunks(sorted(ids)):
        marks = ",".join("?" * len(part))
        found += [
            tuple(r) for r in connection.exec_driver_sql(sql.format(marks=marks), tuple(part))
        ]
    return found
