"""What is asked of members, cells and service records, in SQL."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

_MEMBERS = """
SELECT m.id, coalesce(r.full_name, m.full_name), m.member_kind, m.member_status,
       m.joined_on, m.reported_on, m.group_id, coalesce(g.branch_id, m.branch_id), u.name
FROM party_member m LEFT JOIN resident r ON r.id = m.resident_id
LEFT JOIN building_party_group g ON g.id = m.group_id AND NOT g.is_void
LEFT JOIN work_unit u ON u.id = m.work_unit_id
WHERE NOT m.is_void ORDER BY m.id
"""
_CELLS = """
SELECT id, name, branch_id, leader_id FROM building_party_group
WHERE NOT is_void AND (established_on IS NULL OR established_on < :end)
AND (closed_on IS NULL OR closed_on >= :end) ORDER BY id
"""
_COUNTS = {
    "buildings": "SELECT count(*) FROM building WHERE NOT is_void",
    "buildings_with_cell": (
        "SELECT count(*) FROM building b JOIN building_party_group g ON g.id = b.party_group_id"
        " WHERE NOT b.is_void AND NOT g.is_void"
        " AND (g.established_on IS NULL OR g.established_on < :end)"
        " AND (g.closed_on IS NULL OR g.closed_on >= :end)"
    ),
    "liaison_households": (
        "SELECT count(DISTINCT l.household_id) FROM household_liaison l"
        " JOIN household h ON h.id = l.household_id"
        " JOIN party_member m ON m.id = l.member_id"
        " WHERE NOT l.is_void AND NOT h.is_void AND NOT m.is_void"
        " AND coalesce(h.status, 'active') = 'active'"
        " AND (l.from_on IS NULL OR l.from_on < :end) AND (l.to_on IS NULL OR l.to_on >= :end)"
    ),
}
_SERVED = """
SELECT s.member_id, count(*), coalesce(sum(s.hours), 0) FROM service_record s
JOIN party_member m ON m.id = s.member_id
WHERE NOT s.is_void AND NOT m.is_void AND s.date >= :begin AND s.date < :end
GROUP BY s.member_id
"""
_LEADERS = """
SELECT b.id, coalesce(r.full_name, m.full_name, ''),
       coalesce(g.public_phone, r.phone, m.phone, '')
FROM building b JOIN building_party_group g ON g.id = b.party_group_id
JOIN party_member m ON m.id = g.leader_id LEFT JOIN resident r ON r.id = m.resident_id
WHERE NOT b.is_void AND NOT g.is_void AND NOT m.is_void AND g.closed_on IS NULL
"""
_ORGS = """
SELECT id, name, level, parent_id FROM party_organization
WHERE NOT is_void ORDER BY level, sort, id
"""
_TERMS_OVER = """
SELECT g.id, max(coalesce(p.to_on, '9999-12-31')) FROM building_party_group g
JOIN post_assignment p ON p.group_id = g.id AND p.member_id = g.leader_id AND p.post = '21'
AND NOT p.is_void WHERE NOT g.is_void AND g.closed_on IS NULL
GROUP BY g.id HAVING max(coalesce(p.to_on, '9999-12-31')) < :today
"""
_COMMITTEES = """
SELECT p.org_id, count(DISTINCT p.member_id) FROM post_assignment p
JOIN party_member m ON m.id = p.member_id AND NOT m.is_void
WHERE p.org_id IS NOT NULL AND NOT p.is_void AND p.post IN ({marks})
AND (p.from_on IS NULL OR p.from_on <= ?) AND (p.to_on IS NULL OR p.to_on >= ?)
GROUP BY p.org_id
"""


def members(connection: Connection) -> list[tuple[Any, ...]]:
    """Id, name, kind, status, joined, reported, cell, branch and work unit of every member."""
    return [tuple(row) for row in connection.exec_driver_sql(_MEMBERS)]


def cells(connection: Connection, end: date) -> list[tuple[Any, ...]]:
    """Id, name, branch and leader of the cells there are before day `end`."""
    return [tuple(row) for row in connection.exec_driver_sql(_CELLS, {"end": _day(end)})]


def counts(connection: Connection, end: date) -> dict[str, int]:
    """Buildings, those with a cell, and households looked after, before day `end`."""
    bound = {"end": _day(end)}
    return {
        name: int(connection.exec_driver_sql(sql, bound if ":end" in sql else {}).scalar() or 0)
        for name, sql in _COUNTS.items()
    }


def served(connection: Connection, begin: date, end: date) -> dict[int, tuple[int, float]]:
    """Times and hours of each member who served from `begin` to before `end`."""
    bound = {"begin": _day(begin), "end": _day(end)}
    found = connection.exec_driver_sql(_SERVED, bound)
    return {member: (times, round(float(hours), 2)) for member, times, hours in found}


def leaders(connection: Connection) -> dict[int, tuple[str, str]]:
    """Name and telephone of the cell leader of every building that has one."""
    found = connection.exec_driver_sql(_LEADERS)
    return {building: (name, phone) for building, name, phone in found}


def organizations(connection: Connection) -> list[tuple[Any, ...]]:
    """Id, name, level and parent of every organisation, the upper levels first."""
    return [tuple(row) for row in connection.exec_driver_sql(_ORGS)]


def leader_terms_over(connection: Connection, today: date) -> dict[int, date]:
    """The cells whose leader's last term has ended, and when."""
    found = connection.exec_driver_sql(_TERMS_OVER, {"today": _day(today)})
    return {cell: date.fromisoformat(until) for cell, until in found}


def committees(connection: Connection, today: date, posts: Sequence[str]) -> dict[int, int]:
    """How many members hold one of these posts, by organisation."""
    sql = _COMMITTEES.format(marks=",".join("?" * len(posts)))
    found = connection.exec_driver_sql(sql, (*posts, _day(today), _day(today)))
    return {int(row[0]): int(row[1]) for row in found}


def terms(connection: Connection) -> dict[int, date]:
    """Until when the terms of the organisations run, where that is written."""
    found = connection.exec_driver_sql(
        "SELECT id, term_to FROM party_organization WHERE NOT is_void AND term_to IS NOT NULL"
    )
    return {org: date.fromisoformat(until) for org, until in found}


def day_of(text: str | None) -> date | None:
    """A day as it is stored."""
    return date.fromisoformat(text) if text else None


def _day(day: date) -> str:
    return day.isoformat()[:10]
