"""楼栋党小组: made for its buildings, led, changed, and closed with nobody left hanging."""

from collections.abc import Iterable

from sqlalchemy import select

from db.tables.party import BuildingPartyGroup, PartyMember, PartyOrganization
from db.tables.places import Building, Estate
from wenming_desktop.errors import NotFoundError
from wenming_desktop.party import posts, typed
from wenming_desktop.party.organisation_model import (
    CellSheet,
    CloseNode,
    NodeTakenError,
    NotFilledError,
)
from wenming_desktop.party.rules import DEPUTY, LEADER, cell_name
from wenming_desktop.party.tree import level_names
from wenming_desktop.work import Work, use_case


@use_case("party.save_cell", "保存党小组", right="party.write")
def save_cell(work: Work, sheet: CellSheet) -> int:
    """Make a cell or change one; its buildings leave the cells they were of. Returns its id."""
    cell = _one(work, sheet.id) if sheet.id else BuildingPartyGroup()
    buildings = _buildings(work, sheet.buildings)
    name = typed.maybe(sheet.name, 40) or _default_name(work, buildings)
    _free(work, typed.filled(name, 40, "党小组的名称", "name"), sheet.id)
    cell.name, cell.branch_id = name, _branch(work, sheet.branch_id)
    cell.venue = typed.maybe(sheet.venue, 40)
    cell.activity_day = typed.maybe(sheet.activity_day, 40)
    cell.public_phone = typed.phone(work, sheet.public_phone, "public_phone")
    cell.established_on = sheet.established_on
    work.session.add(cell)
    work.session.flush()
    _cover(work, cell.id, buildings)
    _led_by(work, cell, sheet)
    work.note(f"building_party_group:{cell.id}", buildings=len(buildings))
    return cell.id


@use_case("party.close_cell", "撤销党小组", right="party.write")
def close_cell(work: Work, command: CloseNode) -> int:
    """Close a cell: its buildings have none, its members stay in the branch, its posts end."""
    cell = _one(work, command.id)
    day = command.on or work.now.date()
    typed.in_order(("成立日期", cell.established_on), ("撤销日期", day), "on")
    posts.end_all(work, "group_id", cell.id, day)
    for building in work.session.scalars(
        select(Building).where(Building.party_group_id == cell.id)
    ):
        building.party_group_id = None
    members = 0
    for member in work.session.scalars(
        select(PartyMember).where(PartyMember.group_id == cell.id, ~PartyMember.is_void)
    ):
        member.group_id = None
        member.branch_id = cell.branch_id or member.branch_id
        members += 1
    cell.closed_on = day
    work.note(f"building_party_group:{cell.id}", members=members)
    return cell.id


def _one(work: Work, row_id: int) -> BuildingPartyGroup:
    cell = work.session.get(BuildingPartyGroup, row_id)
    if cell is None or cell.is_void or cell.closed_on is not None:
        raise NotFoundError(what="这个党小组")
    return cell


def _buildings(work: Work, ids: Iterable[int]) -> list[tuple[Building, str]]:
    """The buildings and the names of their estates, as one walks."""
    wanted = set(ids)
    rows = work.session.execute(
        select(Building, Estate.name)
        .join(Estate, Estate.id == Building.estate_id)
        .where(Building.id.in_(wanted), ~Building.is_void)
        .order_by(Estate.id, Building.sort_key, Building.id)
    )
    found = [(building, estate or "") for building, estate in rows]
    if len(found) < len(wanted):
        raise NotFoundError(what="这栋楼")
    return found


def _default_name(work: Work, buildings: list[tuple[Building, str]]) -> str:
    if not buildings:
        raise NotFilledError(what="党小组的名称和负责的楼栋", field="buildings")
    places = [(estate, building.building_no or "") for building, estate in buildings]
    return cell_name(places, level_names(work)[-1])[:40]


def _free(work: Work, name: str, own: int) -> None:
    rows = select(BuildingPartyGroup.id).where(
        BuildingPartyGroup.name == name,
        ~BuildingPartyGroup.is_void,
        BuildingPartyGroup.closed_on.is_(None),
        BuildingPartyGroup.id != own,
    )
    if work.session.scalars(rows).first() is not None:
        raise NodeTakenError(name=name, field="name")


def _branch(work: Work, branch: int) -> int:
    row = work.session.get(PartyOrganization, branch) if branch else None
    if row is None or row.is_void:
        raise NotFilledError(what="所属的党支部", field="branch_id")
    return row.id


def _cover(work: Work, cell: int, buildings: list[tuple[Building, str]]) -> None:
    """Let the cell cover these buildings and no others."""
    wanted = {building.id for building, _ in buildings}
    for building in work.session.scalars(select(Building).where(Building.party_group_id == cell)):
        if building.id not in wanted:
            building.party_group_id = None
    for building, _ in buildings:
        building.party_group_id = cell


def _led_by(work: Work, cell: BuildingPartyGroup, sheet: CellSheet) -> None:
    today = work.now.date()
    for post, held, wanted in (
        (LEADER, cell.leader_id, sheet.leader_id or None),
        (DEPUTY, cell.deputy_id, sheet.deputy_id or None),
    ):
        if wanted == held:
            continue
        if wanted is None:
            posts.end_lead(work, cell, post, today)
        else:
            posts.lead(work, cell, post, wanted, today)
