"""定人定岗定责: people put on posts with a term and a duty, and taken off again."""

from datetime import date
from typing import Any

from sqlalchemy import select

from db.tables.households import Resident
from db.tables.office import Staff
from db.tables.party import BuildingPartyGroup, PartyOrganization, PostAssignment
from db.tables.places import Building, Grid
from wenming_desktop.errors import NotFoundError
from wenming_desktop.fields import clean_text
from wenming_desktop.party import rules, typed
from wenming_desktop.party.leading import end_lead, lead, member_of
from wenming_desktop.party.organisation_model import (
    AssignPost,
    EndPost,
    NotFilledError,
    OrderOfDaysError,
    PostNotHereError,
    PostTwiceError,
)
from wenming_desktop.work import Work, use_case

__all__ = ["assign_post", "end_all", "end_lead", "end_post", "lead"]
Place = BuildingPartyGroup | PartyOrganization | Building | Grid
_PLACES: dict[str, tuple[Any, str, str]] = {
    "org": (PartyOrganization, "org_id", "这个党组织"),
    "cell": (BuildingPartyGroup, "group_id", "这个党小组"),
    "building": (Building, "building_id", "这栋楼"),
    "grid": (Grid, "grid_id", "这个网格"),
}
_HOLDERS = {"member": "member_id", "staff": "staff_id", "resident": "resident_id"}
_CAPTAIN = "31"


@use_case("party.assign_post", "安排岗位", right="party.write")
def assign_post(work: Work, command: AssignPost) -> int:
    """Put somebody on a post; a leader or secretary follows the one before. Returns its id."""
    place = _place(work, command.place)
    name = _fits(work, command, place)
    since = command.from_on or work.now.date()
    typed.in_order(("开始日期", since), ("结束日期", command.to_on), "to_on")
    _not_twice(work, command, name)
    if _leads(command.post, place) and isinstance(place, BuildingPartyGroup | PartyOrganization):
        row_id = lead(work, place, command.post, command.person[1], since)
        held = work.session.get(PostAssignment, row_id)
        if held is None:
            raise NotFoundError(what="这个岗位")
    else:
        held = _new(work, command, place, since)
    held.to_on, held.duty = command.to_on, clean_text(command.duty, 2000).strip() or None
    if isinstance(place, Building) and command.post == _CAPTAIN and command.person[0] == "resident":
        place.captain_id = command.person[1]
    work.session.flush()
    work.note(f"post_assignment:{held.id}", post=command.post)
    return held.id


@use_case("party.end_post", "结束岗位", right="party.write")
def end_post(work: Work, command: EndPost) -> int:
    """End a post after a day; who led a cell or organisation leads it no more."""
    held = work.session.get(PostAssignment, command.id)
    if held is None or held.is_void:
        raise NotFoundError(what="这个岗位")
    day = command.on or work.now.date()
    typed.in_order(("开始日期", held.from_on), ("结束日期", day), "on")
    if day > work.now.date() and held.post in rules.LEADING:
        raise OrderOfDaysError(later="今天", earlier="结束日期", field="on")
    _take_off(work, held, day)
    work.note(f"post_assignment:{held.id}", post=held.post)
    return held.id


def end_all(work: Work, column: str, row_id: int, on: date) -> None:
    """End every post of a place after day `on`."""
    rows = select(PostAssignment).where(
        getattr(PostAssignment, column) == row_id,
        ~PostAssignment.is_void,
        PostAssignment.to_on.is_(None) | (PostAssignment.to_on > on),
    )
    for held in work.session.scalars(rows):
        held.to_on = max(on, held.from_on or on)


def _take_off(work: Work, held: PostAssignment, day: date) -> None:
    session = work.session
    cell = session.get(BuildingPartyGroup, held.group_id) if held.group_id else None
    org = session.get(PartyOrganization, held.org_id) if held.org_id else None
    building = session.get(Building, held.building_id) if held.building_id else None
    held.to_on = day
    if cell is not None and held.post == rules.LEADER and cell.leader_id == held.member_id:
        end_lead(work, cell, rules.LEADER, day)
    elif cell is not None and held.post == rules.DEPUTY and cell.deputy_id == held.member_id:
        end_lead(work, cell, rules.DEPUTY, day)
    elif org is not None and held.post in rules.SECRETARIES and org.secretary_id == held.member_id:
        end_lead(work, org, held.post, day)
    elif building is not None and held.post == _CAPTAIN and building.captain_id == held.resident_id:
        building.captain_id = None


def _place(work: Work, place: tuple[str, int]) -> Place:
    table, _, what = _PLACES[place[0]]
    row: Place | None = work.session.get(table, place[1])
    if row is None or row.is_void or getattr(row, "closed_on", None) is not None:
        raise NotFoundError(what=what)
    return row


def _kind(place: Place) -> str:
    """What kind of place this is to the rules."""
    if isinstance(place, PartyOrganization):
        return rules.AT_BRANCH if place.level == rules.BRANCH else rules.AT_COMMITTEE
    if isinstance(place, BuildingPartyGroup):
        return rules.AT_CELL
    return rules.AT_BUILDING if isinstance(place, Building) else rules.AT_GRID


def _leads(post: str, place: Place) -> bool:
    if isinstance(place, PartyOrganization):
        return rules.SECRETARIES.get(post) == place.level
    return isinstance(place, BuildingPartyGroup) and post in (rules.LEADER, rules.DEPUTY)


def _fits(work: Work, command: AssignPost, place: Place) -> str:
    """Refuse a post that is not of this place or person; returns the person's name."""
    post = work.codes.name("party_post", command.post) if command.post else ""
    if not post:
        raise NotFilledError(what="岗位", field="post")
    if _kind(place) not in rules.held_at(command.post):
        raise PostNotHereError(why=f"“{post}”不设在这一级", field="post")
    if rules.members_only(command.post) and command.person[0] != "member":
        raise PostNotHereError(why=f"“{post}”要由党员担任", field="person")
    return _name_of(work, command)


def _name_of(work: Work, command: AssignPost) -> str:
    kind, row_id = command.person
    if not kind:
        return typed.filled(command.name, 50, "姓名", "name")
    if kind == "member":
        member = member_of(work, row_id)
        person = work.session.get(Resident, member.resident_id) if member.resident_id else None
        return (person.full_name if person else member.full_name) or ""
    if kind == "staff":
        staff = work.session.get(Staff, row_id)
        if staff is None or staff.is_void:
            raise NotFoundError(what="这名工作人员")
        return staff.name or ""
    resident = work.session.get(Resident, row_id)
    if resident is None or resident.is_void:
        raise NotFoundError(what="这位居民")
    return resident.full_name or ""


def _not_twice(work: Work, command: AssignPost, name: str) -> None:
    column = _PLACES[command.place[0]][1]
    kind, row_id = command.person
    rows = select(PostAssignment).where(
        getattr(PostAssignment, column) == command.place[1],
        PostAssignment.post == command.post,
        ~PostAssignment.is_void,
        PostAssignment.to_on.is_(None) | (PostAssignment.to_on >= work.now.date()),
    )
    for held in work.session.scalars(rows):
        same = getattr(held, _HOLDERS[kind]) == row_id if kind else held.person_name == name
        if same:
            post = work.codes.name("party_post", command.post)
            since = held.from_on.isoformat() if held.from_on else "以前"
            raise PostTwiceError(name=name, post=post, since=since)


def _new(work: Work, command: AssignPost, place: Place, since: date) -> PostAssignment:
    held = PostAssignment(post=command.post, from_on=since)
    setattr(held, _PLACES[command.place[0]][1], place.id)
    kind, row_id = command.person
    if kind:
        setattr(held, _HOLDERS[kind], row_id)
    else:
        held.person_name = typed.filled(command.name, 50, "姓名", "name")
        held.phone = typed.phone(work, command.phone)
    work.session.add(held)
    return held
