"""Who leads a cell or an organisation: one at a time, the one before ends the day before."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select

from db.tables.households import Resident
from db.tables.party import BuildingPartyGroup, PartyMember, PartyOrganization, PostAssignment
from wenming_desktop.party.organisation_model import NoMemberError, OrderOfDaysError
from wenming_desktop.party.rules import DEPUTY, LEADER, STATUSES
from wenming_desktop.work import Work

Led = BuildingPartyGroup | PartyOrganization
_NEVER = "当天改派，没有任过职"


def lead(work: Work, led: Led, post: str, member: int, on: date) -> int:
    """Let a member lead from day `on`; returns the assignment. He joins a cell he leads."""
    person = member_of(work, member)
    if on > work.now.date():
        raise OrderOfDaysError(later="今天", earlier="开始日期", field="from_on")
    kept: PostAssignment | None = None
    for held in live(work, led, post):
        if held.member_id == member:
            kept = held
        else:
            end_before(held, on)
    if kept is None:
        kept = PostAssignment(post=post, member_id=member, from_on=on, **place_of(led))
        work.session.add(kept)
    _show(work, led, post, person)
    work.session.flush()
    return kept.id


def end_lead(work: Work, led: Led, post: str, on: date) -> None:
    """Let nobody lead after day `on`."""
    for held in live(work, led, post):
        held.to_on = max(on, held.from_on or on)
    _show(work, led, post, None)


def end_before(held: PostAssignment, on: date) -> None:
    """End a post the day before `on`; one that began that very day never was."""
    if held.from_on is not None and held.from_on > on:
        raise OrderOfDaysError(later="新的开始日期", earlier="现任的开始日期", field="from_on")
    if held.from_on == on:
        held.is_void, held.void_reason = True, _NEVER
    held.to_on = on - timedelta(days=1)


def live(work: Work, led: Led, post: str) -> Sequence[PostAssignment]:
    """The assignments of a post that have not ended."""
    column = "group_id" if isinstance(led, BuildingPartyGroup) else "org_id"
    rows = select(PostAssignment).where(
        getattr(PostAssignment, column) == led.id,
        PostAssignment.post == post,
        ~PostAssignment.is_void,
        PostAssignment.to_on.is_(None) | (PostAssignment.to_on >= work.now.date()),
    )
    return work.session.scalars(rows.order_by(PostAssignment.id)).all()


def place_of(led: Led) -> dict[str, int]:
    """The columns of an assignment that name this cell or organisation."""
    column = "group_id" if isinstance(led, BuildingPartyGroup) else "org_id"
    return {column: led.id}


def member_of(work: Work, row_id: int) -> PartyMember:
    """A member who counts as one."""
    member = work.session.get(PartyMember, row_id)
    gone = member is None or member.is_void or (member.member_status or "1") not in STATUSES
    if member is None or gone:
        raise NoMemberError
    return member


def _show(work: Work, led: Led, post: str, member: PartyMember | None) -> None:
    """Write on the cell or organisation who leads it."""
    if isinstance(led, PartyOrganization):
        led.secretary_id = member.id if member else None
    elif post == DEPUTY:
        led.deputy_id = member.id if member else None
    elif post == LEADER:
        _public_phone(work, led, member)
        led.leader_id = member.id if member else None
    if isinstance(led, BuildingPartyGroup) and member is not None and member.group_id is None:
        member.group_id = led.id


def _public_phone(work: Work, cell: BuildingPartyGroup, leader: PartyMember | None) -> None:
    """The public number follows the leader's own; one that is nobody's own stays."""
    former = work.session.get(PartyMember, cell.leader_id) if cell.leader_id else None
    if cell.public_phone is None or (former and cell.public_phone in _phones(work, former)):
        cell.public_phone = next(iter(_phones(work, leader)), None) if leader else None


def _phones(work: Work, member: PartyMember) -> list[str]:
    person = work.session.get(Resident, member.resident_id) if member.resident_id else None
    return [phone for phone in (member.phone, person.phone if person else None) if phone]
