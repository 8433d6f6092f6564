"""What the dialogs of organisations, cells and posts begin with."""

from datetime import date
from typing import Any

from wenming_desktop.errors import NotFoundError
from wenming_desktop.party import rules
from wenming_desktop.party.organisation_model import (
    BuildingChoice,
    CellForm,
    CellSheet,
    OrgForm,
    OrgSheet,
    Pairs,
    PostForm,
)
from wenming_desktop.party.page_model import NodeFilter
from wenming_desktop.party.page_queries import below_of, building_name
from wenming_desktop.party.queries import day_of, organizations
from wenming_desktop.party.rules import BRANCH, COMMITTEE, GROUP
from wenming_desktop.party.tree import level_names
from wenming_desktop.work import Work, use_case

_ORG = """
SELECT id, name, level, short_name, parent_id, org_code, established_on, term_from, term_to,
 secretary_id, phone, grid_id FROM party_organization WHERE id = ? AND NOT is_void
"""
_CELL = """
SELECT id, name, branch_id, leader_id, deputy_id, public_phone, venue, activity_day, established_on
FROM building_party_group WHERE id = ? AND NOT is_void AND closed_on IS NULL
"""
_BUILDINGS = """
SELECT b.id, e.name, b.building_no, g.id, g.name, b.grid_id FROM building b
JOIN estate e ON e.id = b.estate_id LEFT JOIN building_party_group g
ON g.id = b.party_group_id AND NOT g.is_void AND g.closed_on IS NULL
WHERE NOT b.is_void ORDER BY e.id, b.sort_key, b.id
"""
_MEMBERS = """
SELECT m.id, coalesce(r.full_name, m.full_name, ''), m.member_status, m.member_kind, m.group_id,
 g.name, coalesce(g.branch_id, m.branch_id) FROM party_member m
LEFT JOIN resident r ON r.id = m.resident_id
LEFT JOIN building_party_group g ON g.id = m.group_id AND NOT g.is_void
WHERE NOT m.is_void AND coalesce(m.member_status, '1') IN ('1', '2')
ORDER BY coalesce(m.member_status, '1'), 2, m.id
"""


@use_case("party.organisation_form", "查看党组织", right="party.read")
def org_form(work: Work, row_id: int, level: str = BRANCH) -> OrgForm:
    """An organisation to change, or a new one of a level (`row_id` 0)."""
    orgs = organizations(work.connection)
    return OrgForm(
        sheet=_org_sheet(work, row_id) if row_id else OrgSheet("", level, parent_id=_home(orgs)),
        today=work.now.date(),
        levels=_levels(work),
        parents=tuple((row[0], row[2] or "", row[1] or "") for row in orgs),
        grids=_pairs(work, "SELECT id, name FROM grid WHERE NOT is_void ORDER BY sort, id"),
        members=_members(work, None),
    )


@use_case("party.cell_form", "查看党小组", right="party.read")
def cell_form(work: Work, row_id: int, branch: int = 0, building: int = 0) -> CellForm:
    """A cell to change, or a new one (`row_id` 0) in a branch, for a building."""
    sheet = _cell_sheet(work, row_id) if row_id else CellSheet(branch_id=branch)
    buildings = tuple(_building(row) for row in work.connection.exec_driver_sql(_BUILDINGS))
    if row_id:
        own = tuple(one.id for one in buildings if one.group_id == row_id)
    else:
        own = (building,) if building else ()
    rows = list(work.connection.exec_driver_sql(_MEMBERS))
    orgs = organizations(work.connection)
    return CellForm(
        sheet=_with_buildings(sheet, own),
        today=work.now.date(),
        level_name=level_names(work)[-1],
        branches=tuple((row[0], row[1] or "") for row in orgs if row[2] == BRANCH),
        buildings=buildings,
        members=_members(work, row_id or None),
        on_trial=frozenset(row[0] for row in rows if row[2] == "2"),
        size=sum(row[4] == row_id for row in rows) if row_id else 0,
    )


@use_case("party.today", "查看今天", right="party.read")
def today(work: Work) -> date:
    """The day of the office's clock, for a dialog that asks for nothing but a day."""
    return work.now.date()


@use_case("party.contact_choices", "查看联户党员", right="party.read")
def contact_choices(work: Work, cell: int) -> Pairs:
    """Whoever may look after a household, those of its cell first."""
    return _members(work, cell or None)


@use_case("party.post_form", "查看岗位", right="party.read")
def post_form(work: Work, node: NodeFilter) -> PostForm:
    """The places of a node, the posts held there, and who may be put on them."""
    posts = tuple(
        (item.code, item.name, rules.held_at(item.code), rules.members_only(item.code))
        for item in work.codes.items("party_post")
        if item.enabled and item.code not in rules.KEPT_ELSEWHERE
    )
    return PostForm(
        today=work.now.date(),
        places=tuple(_places(work, node)),
        posts=posts,
        members=_members(work, node.id if node.level == GROUP else None),
        staff=_pairs(
            work, "SELECT id, name FROM staff WHERE NOT is_void AND is_active ORDER BY id"
        ),
    )


def _org_sheet(work: Work, row_id: int) -> OrgSheet:
    row = work.connection.exec_driver_sql(_ORG, (row_id,)).first()
    if row is None:
        raise NotFoundError(what="这个党组织")
    return OrgSheet(
        id=row[0],
        name=row[1] or "",
        level=row[2] or "",
        short_name=row[3] or "",
        parent_id=row[4] or 0,
        org_code=row[5] or "",
        established_on=day_of(row[6]),
        term_from=day_of(row[7]),
        term_to=day_of(row[8]),
        secretary_id=row[9] or 0,
        phone=row[10] or "",
        grid_id=row[11] or 0,
    )


def _cell_sheet(work: Work, row_id: int) -> CellSheet:
    row = work.connection.exec_driver_sql(_CELL, (row_id,)).first()
    if row is None:
        raise NotFoundError(what="这个党小组")
    return CellSheet(
        id=row[0],
        name=row[1] or "",
        branch_id=row[2] or 0,
        leader_id=row[3] or 0,
        deputy_id=row[4] or 0,
        public_phone=row[5] or "",
        venue=row[6] or "",
        activity_day=row[7] or "",
        established_on=day_of(row[8]),
    )


def _with_buildings(sheet: CellSheet, buildings: tuple[int, ...]) -> CellSheet:
    values = {name: getattr(sheet, name) for name in CellSheet.__slots__}
    return CellSheet(**{**values, "buildings": buildings})


def _building(row: Any) -> BuildingChoice:
    row_id, estate, number, group, group_name, grid = row
    place = (estate or "", number or "")
    return BuildingChoice(
        row_id,
        building_name(*place),
        *place,
        group or 0,
        group_name or "",
        grid or 0,
    )


def _levels(work: Work) -> tuple[tuple[str, str], ...]:
    """Codes and names of the levels an organisation may have: all but the cell's."""
    names = level_names(work)[:-1]
    codes = [*rules.superior_levels(len(names) - 2), COMMITTEE, BRANCH]
    return tuple(zip(codes, names, strict=True))


def _home(orgs: list[tuple[Any, ...]]) -> int:
    return next((row[0] for row in orgs if row[2] == COMMITTEE), 0)


def _members(work: Work, cell: int | None) -> Pairs:
    """Whoever counts as a member, those of the cell before the others."""
    rows = work.connection.exec_driver_sql(_MEMBERS)
    kind = work.codes.name
    found = []
    for row_id, name, status, member_kind, group, group_name, _ in rows:
        parts = [name or "—", group_name or "还没有党小组"]
        if status == "2":
            parts.append("预备党员")
        elif member_kind and member_kind not in rules.ON_ROLL:
            parts.append(kind("party_member_kind", member_kind))
        found.append((cell is None or group != cell, row_id, "　".join(parts)))
    found.sort(key=lambda one: one[0])
    return tuple((row_id, words) for _, row_id, words in found)


def _places(work: Work, node: NodeFilter) -> list[tuple[str, int, str]]:
    """The node itself, then its grid, cells and buildings: kind for the rules, id, words."""
    connection = work.connection
    if node.level == GROUP:
        row = connection.exec_driver_sql(_CELL, (node.id,)).first()
        if row is None:
            raise NotFoundError(what="这个党小组")
        found = [(rules.AT_CELL, node.id, row[1] or "")]
        return found + _place_buildings(work, {node.id})
    sheet = _org_sheet(work, node.id)
    kind = rules.AT_BRANCH if sheet.level == BRANCH else rules.AT_COMMITTEE
    below, home = below_of(organizations(connection), node.id)
    found = [(kind, sheet.id, sheet.name)]
    grids = connection.exec_driver_sql(
        "SELECT id, name FROM grid WHERE NOT is_void AND (? OR id = ?) ORDER BY sort, id",
        (home, sheet.grid_id),
    )
    found += [(rules.AT_GRID, row[0], row[1] or "") for row in grids]
    cells = connection.exec_driver_sql(
        "SELECT id, name, branch_id FROM building_party_group WHERE NOT is_void"
        " AND closed_on IS NULL ORDER BY id"
    )
    own = [(row[0], row[1] or "") for row in cells if home or row[2] in below]
    found += [(rules.AT_CELL, row_id, name) for row_id, name in own]
    return found + _place_buildings(work, None if home else {row_id for row_id, _ in own})


def _place_buildings(work: Work, cells: set[int] | None) -> list[tuple[str, int, str]]:
    return [
        (rules.AT_BUILDING, row[0], building_name(row[1], row[2]))
        for row in work.connection.exec_driver_sql(_BUILDINGS)
        if cells is None or row[3] in cells
    ]


def _pairs(work: Work, sql: str) -> Pairs:
    return tuple((row[0], row[1] or "") for row in work.connection.exec_driver_sql(sql))
