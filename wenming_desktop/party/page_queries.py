"""Reads for the party page: the members of a node of the tree, the households they look after."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from db import search, search_docs
from db.derived import short_address
from wenming_desktop.party import queries
from wenming_desktop.party.page_model import LiaisonLine, MemberLine, NodeFilter
from wenming_desktop.party.rules import COMMITTEE, GROUP
from wenming_desktop.work import Work, use_case

SEARCH_LIMIT = 500
Where = tuple[str, tuple[object, ...]]
_FROM = """
FROM party_member m LEFT JOIN resident r ON r.id = m.resident_id
LEFT JOIN building_party_group g ON g.id = m.group_id AND NOT g.is_void
LEFT JOIN work_unit u ON u.id = m.work_unit_id
"""
_COUNTS = (
    "NOT m.is_void AND coalesce(m.member_status, '1') IN ('1', '2') AND coalesce("
    "CASE WHEN m.member_kind = '2' THEN m.reported_on ELSE m.joined_on END, '') < ?"
)
_BRANCH = "coalesce(g.branch_id, m.branch_id)"
_LIVE = (
    "NOT l.is_void AND (l.from_on IS NULL OR l.from_on < ?) AND (l.to_on IS NULL OR l.to_on >= ?)"
)
_LIAISONS = """
FROM household_liaison l JOIN party_member m ON m.id = l.member_id
LEFT JOIN resident r ON r.id = m.resident_id
LEFT JOIN building_party_group g ON g.id = m.group_id AND NOT g.is_void
LEFT JOIN household h ON h.id = l.household_id LEFT JOIN house ho ON ho.id = h.house_id
LEFT JOIN building_unit bu ON bu.id = ho.building_unit_id
JOIN building b ON b.id = coalesce(bu.building_id, l.building_id)
JOIN estate e ON e.id = b.estate_id
"""
_TARGET = "CASE WHEN l.household_id IS NULL THEN -l.building_id ELSE l.household_id END"
"""What is looked after: one line, however many members look after it."""
_STANDS = " AND (h.id IS NULL OR (NOT h.is_void AND coalesce(h.status, 'active') = 'active'))"


MEMBER_ORDERS = {
    "name": "coalesce(r.full_name, m.full_name, '')",
    "kind": "coalesce(m.member_kind, '')",
    "unit": "coalesce(u.name, '')",
}
LIAISON_ORDERS = {"door": "e.id {way}, b.sort_key {way}, ho.sort_key", "head": "h.head_name"}
"""By what a clerk may sort; cell by cell, or door by door, where nothing is chosen."""


@use_case("party.member_count", "查看党员", right="party.read")
def member_count(work: Work, wanted: NodeFilter) -> int:
    """How many members of a node answer the text."""
    condition, values = members_of(work, wanted)
    return _one(work, f"SELECT count(*) {_FROM} WHERE {condition}", values)


@use_case("party.member_page", "查看党员", right="party.read")
def member_page(work: Work, wanted: NodeFilter, offset: int, limit: int) -> tuple[MemberLine, ...]:
    """`limit` members from `offset` on: cell by cell, who leads a cell before the others."""
    condition, values = members_of(work, wanted)
    rows = work.connection.exec_driver_sql(
        "SELECT m.id, coalesce(r.full_name, m.full_name, ''), m.member_kind, coalesce(u.name, ''),"
        f" coalesce(g.name, ''), g.leader_id = m.id, g.deputy_id = m.id {_FROM} WHERE {condition}"
        f" ORDER BY {_chosen(wanted, MEMBER_ORDERS)}{_BRANCH}, g.id IS NULL, g.id,"
        " coalesce(g.leader_id = m.id, 0) DESC,"
        " coalesce(g.deputy_id = m.id, 0) DESC, m.id LIMIT ? OFFSET ?",
        (*values, limit, offset),
    ).all()
    ids = [row[0] for row in rows]
    posts, homes, claims = _posts(work, ids), _homes_of(work, ids), _claims(work, ids)
    kind = work.codes.name
    return tuple(
        MemberLine(
            row[0],
            row[1],
            kind("party_member_kind", row[2]) if row[2] else "",
            "、".join(posts.get(row[0], ())) or ("副组长" if row[6] else ""),
            row[3],
            row[4],
            homes.get(row[0], 0),
            bool(row[5]),
            "、".join(claims.get(row[0], ())),
        )
        for row in rows
    )


@use_case("party.liaison_count", "查看包联户", right="party.read")
def liaison_count(work: Work, wanted: NodeFilter) -> int:
    """How many households and buildings the members of a node look after."""
    condition, values = _liaisons_of(work, wanted)
    sql = f"SELECT count(DISTINCT {_TARGET}) {_LIAISONS} WHERE {condition}"
    return _one(work, sql, values)


@use_case("party.liaison_page", "查看包联户", right="party.read")
def liaison_page(
    work: Work, wanted: NodeFilter, offset: int, limit: int
) -> tuple[LiaisonLine, ...]:
    """`limit` of them from `offset` on, in the order of the doors."""
    condition, values = _liaisons_of(work, wanted)
    rows = work.connection.exec_driver_sql(
        "SELECT min(l.id), e.name, b.building_no, bu.unit_no, ho.room_no, h.head_name,"
        " group_concat(DISTINCT nullif(coalesce(r.full_name, m.full_name), '')),"
        f" group_concat(DISTINCT nullif(g.name, '')), min(h.id) {_LIAISONS} WHERE {condition}"
        f" GROUP BY {_TARGET} ORDER BY {_chosen(wanted, LIAISON_ORDERS)}"
        "e.id, b.sort_key, ho.sort_key, 1 LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return tuple(
        LiaisonLine(row[0], *_door(row), _list(row[6]), _list(row[7]), row[8] or 0) for row in rows
    )


def _chosen(wanted: NodeFilter, orders: Mapping[str, str]) -> str:
    """The order a clerk chose, to stand before the usual one."""
    if not wanted.sort:
        return ""
    way = "DESC" if wanted.descending else "ASC"
    return f"{orders[wanted.sort].format(way=way)} {way}, "


def _list(joined: str | None) -> str:
    """Several members of one household, as words."""
    return "、".join(joined.split(",")) if joined else ""


def _door(row: Sequence[Any]) -> tuple[str, str]:
    """The door and who lives behind it; a whole building has no door of its own."""
    if row[4] is None:
        return building_name(row[1], row[2]), "整栋"
    return short_address(row[1], row[2], row[3] or "0", row[4]), row[5] or "（未定户主）"


def building_name(estate: str | None, number: str | None) -> str:
    """A building as the page names it: 一院 3号楼."""
    number = number or ""
    return f"{estate or ''} {number}号楼" if number[-1:].isdigit() else f"{estate or ''} {number}"


def below_of(orgs: Iterable[Sequence[Any]], top: int) -> tuple[set[int], bool]:
    """The organisations from `top` down; whether the office's own committee is among them."""
    rows = list(orgs)
    found, grown = {top}, True
    while grown:
        more = {row[0] for row in rows if row[3] in found} - found
        found, grown = found | more, bool(more)
    home = next((row[0] for row in rows if row[2] == COMMITTEE), None)
    return found, home in found


def in_node(work: Work, level: str, node: int) -> Where:
    """Which members are in a node, as `party.tree` counts: no branch, then the committee's.

    For a statement that calls the member m and its cell g.
    """
    if level == GROUP:
        return "m.group_id = ?", (node,)
    orgs = queries.organizations(work.connection)
    below, home = below_of(orgs, node)
    inside = f"{_BRANCH} IN ({number_list(below)})"
    if home:
        known = number_list(row[0] for row in orgs)
        inside = f"({inside} OR {_BRANCH} IS NULL OR {_BRANCH} NOT IN ({known}))"
    return inside, ()


def members_of(work: Work, wanted: NodeFilter) -> Where:
    """The condition for the members of a node who answer the text, with its values."""
    inside, values = in_node(work, wanted.level, wanted.id)
    condition = f"{_COUNTS} AND {inside}"
    values = (_end(work), *values)
    text = wanted.text.strip()
    if text:
        condition += f" AND ({meant_by(work, text)} OR u.name LIKE ? ESCAPE '\\')"
        values = (*values, like(text))
    return condition, values


def _liaisons_of(work: Work, wanted: NodeFilter) -> Where:
    inside, values = in_node(work, wanted.level, wanted.id)
    end = _end(work)
    condition = f"{_LIVE}{_STANDS} AND {_COUNTS} AND {inside}"
    values = (end, end, end, *values)
    if work.actor.grid_ids is not None:
        condition += f" AND b.grid_id IN ({number_list(work.actor.grid_ids)})"
    text = wanted.text.strip()
    if text:
        homes = number_list(refs_of(work, text, "household"))
        condition += f" AND ({meant_by(work, text)} OR h.id IN ({homes})"
        condition += " OR h.head_name LIKE ? ESCAPE '\\')"
        values = (*values, like(text))
    return condition, values


def meant_by(work: Work, text: str) -> str:
    """The members m a text means: by name, initials or telephone, as everywhere else."""
    members, people = (number_list(refs_of(work, text, kind)) for kind in ("member", "resident"))
    return f"(m.id IN ({members}) OR m.resident_id IN ({people}))"


def refs_of(work: Work, text: str, kind: str) -> list[int]:
    """The rows of a kind that a text means: by name, initials, door or telephone."""
    connection = work.connection

    def look(of: str, refs: Sequence[int]) -> Iterable[search.Doc]:
        return search_docs.some(connection, of, refs)

    return [ref for _, ref in search.find(connection, text, SEARCH_LIMIT, (kind,), look)]


def _posts(work: Work, ids: Sequence[int]) -> dict[int, list[str]]:
    rows = work.connection.exec_driver_sql(
        f"SELECT member_id, post FROM post_assignment WHERE member_id IN ({number_list(ids)})"
        " AND NOT is_void AND (to_on IS NULL OR to_on >= ?) ORDER BY post, id",
        (work.now.date().isoformat(),),
    )
    found: dict[int, list[str]] = {}
    for member, post in rows:
        name = work.codes.name("party_post", post) if post else ""
        if name and name not in found.setdefault(member, []):
            found[member].append(name)
    return found


def _claims(work: Work, ids: Sequence[int]) -> dict[int, list[str]]:
    """The service posts members have claimed and still keep, by name or as written."""
    rows = work.connection.exec_driver_sql(
        f"SELECT member_id, post, item FROM post_claim WHERE member_id IN ({number_list(ids)})"
        " AND NOT is_void AND coalesce(status, '1') = '1'"
        " AND (ended_on IS NULL OR ended_on >= ?) ORDER BY claimed_on, id",
        (work.now.date().isoformat(),),
    )
    found: dict[int, list[str]] = {}
    for member, post, item in rows:
        name = item or (work.codes.name("service_post", post) if post else "")
        if name and name not in found.setdefault(member, []):
            found[member].append(name)
    return found


def _homes_of(work: Work, ids: Sequence[int]) -> dict[int, int]:
    end = _end(work)
    rows = work.connection.exec_driver_sql(
        "SELECT l.member_id, count(DISTINCT h.id) FROM household_liaison l"
        " JOIN household h ON h.id = l.household_id AND NOT h.is_void"
        " AND coalesce(h.status, 'active') = 'active'"
        f" WHERE {_LIVE} AND l.member_id IN ({number_list(ids)}) GROUP BY l.member_id",
        (end, end),
    )
    return {row[0]: row[1] for row in rows}


def _one(work: Work, sql: str, values: Sequence[object]) -> int:
    return int(work.connection.exec_driver_sql(sql, tuple(values)).scalar() or 0)


def _end(work: Work) -> str:
    return (work.now.date() + timedelta(days=1)).isoformat()


def like(text: str) -> str:
    """A text to be found anywhere within another, for LIKE with ESCAPE."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def number_list(ids: Iterable[int]) -> str:
    """Row numbers as SQL text; only integers ever pass."""
    return ",".join(str(int(i)) for i in ids) or "-1"
