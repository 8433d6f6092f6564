"""The posts of a node: who holds them, where, since when, answering for what."""

from typing import Any

from wenming_desktop.fields.phones import mask
from wenming_desktop.party import queries
from wenming_desktop.party.organisation_model import PostLine
from wenming_desktop.party.page_model import NodeFilter
from wenming_desktop.party.page_queries import (
    Where,
    below_of,
    building_name,
    like,
    number_list,
)
from wenming_desktop.party.rules import GROUP
from wenming_desktop.work import Work, use_case

_NAME = "coalesce(rm.full_name, m.full_name, s.name, r.full_name, p.person_name, '')"
_FROM = """
FROM post_assignment p LEFT JOIN party_member m ON m.id = p.member_id
LEFT JOIN resident rm ON rm.id = m.resident_id
LEFT JOIN staff s ON s.id = p.staff_id LEFT JOIN resident r ON r.id = p.resident_id
LEFT JOIN party_organization o ON o.id = p.org_id
LEFT JOIN building_party_group g ON g.id = p.group_id
LEFT JOIN grid gr ON gr.id = p.grid_id
LEFT JOIN building b ON b.id = p.building_id LEFT JOIN estate e ON e.id = b.estate_id
"""
_LIVE = "NOT p.is_void AND (p.to_on IS NULL OR p.to_on >= ?)"
_COLUMNS = f"""
p.id, {_NAME}, p.post, o.name, g.name, gr.name, e.name, b.building_no, p.member_id, p.staff_id,
p.resident_id, m.phone, m.resident_id, rm.phone, s.phone, r.phone, p.phone, p.from_on, p.to_on,
p.duty
"""


@use_case("party.post_count", "查看岗位", right="party.read")
def post_count(work: Work, wanted: NodeFilter) -> int:
    """How many posts of a node are held."""
    condition, values = _where(work, wanted)
    sql = f"SELECT count(*) {_FROM} WHERE {condition}"
    return int(work.connection.exec_driver_sql(sql, values).scalar() or 0)


@use_case("party.post_page", "查看岗位", right="party.read")
def post_page(work: Work, wanted: NodeFilter, offset: int, limit: int) -> tuple[PostLine, ...]:
    """`limit` posts from `offset` on: of the organisation first, then cells, buildings, grids."""
    condition, values = _where(work, wanted)
    rows = work.connection.exec_driver_sql(
        f"SELECT {_COLUMNS} {_FROM} WHERE {condition} ORDER BY p.org_id IS NULL, o.level,"
        " p.group_id IS NULL, p.group_id, e.id, b.sort_key, p.post, p.id LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return tuple(_line(work, row) for row in rows)


def _where(work: Work, wanted: NodeFilter) -> Where:
    condition, values = _LIVE, (work.now.date().isoformat(),)
    inside = _inside(work, wanted)
    text = wanted.text.strip()
    found = f"{condition} AND {inside}"
    if not text:
        return found, values
    codes = [c.code for c in work.codes.items("party_post") if text in c.name]
    listed = ",".join("?" * len(codes)) or "''"
    found += f" AND ({_NAME} LIKE ? ESCAPE '\\' OR p.post IN ({listed}))"
    return found, (*values, like(text), *codes)


def _inside(work: Work, wanted: NodeFilter) -> str:
    """The posts of a node and of all below it; the committee's are all there are."""
    if wanted.level == GROUP:
        return _of_cells(number_list([wanted.id]))
    orgs = queries.organizations(work.connection)
    below, home = below_of(orgs, wanted.id)
    if home:
        return "1"
    listed = number_list(below)
    cells = f"SELECT id FROM building_party_group WHERE branch_id IN ({listed})"
    grids = f"SELECT grid_id FROM party_organization WHERE id IN ({listed}) AND grid_id > 0"
    return f"(p.org_id IN ({listed}) OR p.grid_id IN ({grids}) OR {_of_cells(cells)})"


def _of_cells(cells: str) -> str:
    return f"(p.group_id IN ({cells}) OR b.party_group_id IN ({cells}))"


def _line(work: Work, row: Any) -> PostLine:
    number, of, who = _phone(row)
    return PostLine(
        id=row[0],
        name=row[1],
        post=work.codes.name("party_post", row[2]) if row[2] else "",
        place=_place(row),
        who=who,
        phone_masked=mask(number) if number else "",
        phone_of=of if number else None,
        from_on=queries.day_of(row[17]),
        to_on=queries.day_of(row[18]),
        duty=row[19] or "",
        member_id=row[8] or 0,
    )


def _place(row: Any) -> str:
    if row[7] is not None:
        return building_name(row[6], row[7])
    return row[3] or row[4] or row[5] or ""


def _phone(row: Any) -> tuple[str, tuple[str, int] | None, str]:
    """The number, whose row it stands in, and what kind of person it is."""
    if row[8]:
        of = ("party_member", row[8]) if row[11] else ("resident", row[12])
        return row[11] or row[13] or "", of, "党员"
    if row[9]:
        return row[14] or "", None, "工作人员"
    if row[10]:
        return row[15] or "", ("resident", row[10]), "居民"
    return row[16] or "", ("post_assignment", row[0]), "外单位"
