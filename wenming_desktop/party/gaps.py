"""Coverage gaps: buildings without a cell, households nobody looks after, members with too many."""

from typing import Any

from db.derived import short_address
from wenming_desktop.party import queries
from wenming_desktop.party.gaps_model import (
    BUILDINGS,
    HOUSEHOLDS,
    OVERLOADED,
    GapCounts,
    GapFilter,
    GapLine,
)
from wenming_desktop.party.page_queries import below_of, building_name, number_list
from wenming_desktop.party.rules import GROUP, MOST_HOMES
from wenming_desktop.work import Work, use_case

_CELL = """
LEFT JOIN building_party_group g ON g.id = b.party_group_id AND NOT g.is_void
 AND g.closed_on IS NULL
"""
_BUILDINGS = f"""
FROM building b JOIN estate e ON e.id = b.estate_id LEFT JOIN grid gr ON gr.id = b.grid_id
{_CELL} WHERE NOT b.is_void AND g.id IS NULL
"""
_COVERED = """
SELECT l.{column} FROM household_liaison l JOIN party_member m ON m.id = l.member_id
WHERE l.{column} IS NOT NULL AND NOT l.is_void AND NOT m.is_void
AND coalesce(m.member_status, '1') IN ('1', '2')
AND (l.from_on IS NULL OR l.from_on <= :today) AND (l.to_on IS NULL OR l.to_on >= :today)
"""
_HOUSEHOLDS = f"""
FROM household h JOIN house ho ON ho.id = h.house_id
JOIN building_unit u ON u.id = ho.building_unit_id JOIN building b ON b.id = u.building_id
JOIN estate e ON e.id = b.estate_id {_CELL}
WHERE NOT h.is_void AND coalesce(h.status, 'active') = 'active' AND coalesce(h.people, 1) > 0
AND h.id NOT IN ({_COVERED.format(column="household_id")})
AND b.id NOT IN ({_COVERED.format(column="building_id")})
"""
_LOADED = """
FROM (SELECT l.member_id AS id, count(DISTINCT l.household_id) AS homes FROM household_liaison l
 JOIN household h ON h.id = l.household_id AND NOT h.is_void
 AND coalesce(h.status, 'active') = 'active'
 WHERE NOT l.is_void AND (l.from_on IS NULL OR l.from_on <= :today)
 AND (l.to_on IS NULL OR l.to_on >= :today)
 GROUP BY l.member_id HAVING count(DISTINCT l.household_id) > :most) x
JOIN party_member m ON m.id = x.id AND NOT m.is_void
LEFT JOIN resident r ON r.id = m.resident_id
LEFT JOIN building_party_group g ON g.id = m.group_id AND NOT g.is_void
WHERE coalesce(m.member_status, '1') IN ('1', '2')
"""
_LISTS = {
    BUILDINGS: (
        _BUILDINGS,
        "b.id, e.name, b.building_no, gr.name",
        "e.id, b.sort_key, b.id",
    ),
    HOUSEHOLDS: (
        _HOUSEHOLDS,
        "h.id, e.name, b.building_no, u.unit_no, ho.room_no, h.head_name, g.id, g.name",
        "e.id, b.sort_key, ho.sort_key, h.id",
    ),
    OVERLOADED: (
        _LOADED,
        "m.id, coalesce(r.full_name, m.full_name, ''), g.name, x.homes, g.id",
        "x.homes DESC, m.id",
    ),
}
Places = tuple[str, dict[str, Any]]


@use_case("party.gap_counts", "查看未覆盖", right="party.read")
def gap_counts(work: Work, level: str, row_id: int) -> GapCounts:
    """How many buildings, households and members below a node want looking at."""
    counted = (
        gap_count(work, GapFilter(kind, level, row_id))
        for kind in (BUILDINGS, HOUSEHOLDS, OVERLOADED)
    )
    return GapCounts(*counted)


@use_case("party.gap_count", "查看未覆盖", right="party.read")
def gap_count(work: Work, wanted: GapFilter) -> int:
    """How long one list of gaps is."""
    condition, values = _where(work, wanted)
    sql = f"SELECT count(*) {_LISTS[wanted.kind][0]} AND {condition}"
    return int(work.connection.exec_driver_sql(sql, values).scalar() or 0)


@use_case("party.gap_page", "查看未覆盖", right="party.read")
def gap_page(work: Work, wanted: GapFilter, offset: int, limit: int) -> tuple[GapLine, ...]:
    """`limit` of them from `offset` on, door by door; members with the most homes first."""
    condition, values = _where(work, wanted)
    source, columns, order = _LISTS[wanted.kind]
    rows = work.connection.exec_driver_sql(
        f"SELECT {columns} {source} AND {condition} ORDER BY {order} LIMIT :limit OFFSET :offset",
        {**values, "limit": limit, "offset": offset},
    )
    make = {BUILDINGS: _building, HOUSEHOLDS: _household, OVERLOADED: _member}[wanted.kind]
    return tuple(make(row) for row in rows)


def _building(row: Any) -> GapLine:
    text = "还没有党小组。回车新建，或编辑邻近的党小组把它划进去。"
    return GapLine(BUILDINGS, row[0], building_name(row[1], row[2]), row[3] or "未划网格", text)


def _household(row: Any) -> GapLine:
    door = short_address(row[1], row[2], row[3] or "0", row[4] or "")
    text = "还没有联户党员。" if row[6] else "还没有联户党员，这栋楼也没有党小组。"
    return GapLine(HOUSEHOLDS, row[0], door, row[5] or "（未定户主）", text, row[6] or 0)


def _member(row: Any) -> GapLine:
    text = f"包联 {row[3]} 户，一般 5 至 {MOST_HOMES} 户。可分给本组别的党员。"
    return GapLine(OVERLOADED, row[0], row[1], row[2] or "还没有党小组", text, row[4] or 0)


def _where(work: Work, wanted: GapFilter) -> Places:
    """What lies below the node: by its cells, and by its grid where there is no cell."""
    values: dict[str, Any] = {"today": work.now.date().isoformat(), "most": MOST_HOMES}
    bound = {k: v for k, v in values.items() if f":{k}" in _LISTS[wanted.kind][0]}
    parts = [_inside(work, wanted)]
    if wanted.kind != OVERLOADED and work.actor.grid_ids is not None:
        parts.append(f"b.grid_id IN ({number_list(work.actor.grid_ids)})")
    return " AND ".join(parts), bound


def _inside(work: Work, wanted: GapFilter) -> str:
    if wanted.level == GROUP:
        return f"g.id = {int(wanted.id)}"
    below, home = below_of(queries.organizations(work.connection), wanted.id)
    if home:
        return "1"
    listed = number_list(below)
    if wanted.kind == OVERLOADED:
        return f"coalesce(g.branch_id, m.branch_id) IN ({listed})"
    grids = f"SELECT grid_id FROM party_organization WHERE id IN ({listed}) AND grid_id > 0"
    return f"(g.branch_id IN ({listed}) OR (g.id IS NULL AND b.grid_id IN ({grids})))"
