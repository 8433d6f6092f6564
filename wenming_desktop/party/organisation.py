"""党组织: made, renamed, given a term, put away when nothing is below it any more."""

from datetime import date

from sqlalchemy import select

from db.tables.party import BuildingPartyGroup, PartyMember, PartyOrganization
from db.tables.places import Grid
from wenming_desktop.errors import NotFoundError
from wenming_desktop.fields import clean_text
from wenming_desktop.party import posts, typed
from wenming_desktop.party.organisation_model import (
    CloseNode,
    NodeTakenError,
    OrgSheet,
    StillBelowError,
    WrongParentError,
)
from wenming_desktop.party.rules import (
    BRANCH,
    COMMITTEE,
    SECRETARIES,
    TYPE_BRANCH,
    TYPE_COMMITTEE,
    TYPE_SUPERIOR,
)
from wenming_desktop.party.tree import make_committee
from wenming_desktop.work import Work, use_case

_TYPES = {COMMITTEE: TYPE_COMMITTEE, BRANCH: TYPE_BRANCH}


@use_case("party.save_organisation", "保存党组织", right="party.write")
def save_organisation(work: Work, sheet: OrgSheet) -> int:
    """Make an organisation or change one; returns its id. A branch gets its committee made."""
    org = _one(work, sheet.id) if sheet.id else PartyOrganization(level=sheet.level)
    name = typed.filled(sheet.name, 60, "党组织的名称", "name")
    _free(work, name, sheet.id)
    _check_days(sheet)
    org.name, org.short_name = name, typed.maybe(sheet.short_name, 30)
    org.org_code = typed.maybe(sheet.org_code, 20)
    org.established_on = sheet.established_on
    org.term_from, org.term_to = sheet.term_from, sheet.term_to
    org.phone = typed.phone(work, sheet.phone)
    org.grid_id = _grid(work, sheet.grid_id)
    org.parent_id = _parent(work, org, sheet.parent_id)
    if not sheet.id:
        org.type, org.sort = _TYPES.get(sheet.level, TYPE_SUPERIOR), _last(work, sheet.level) + 1
        work.session.add(org)
    work.session.flush()
    _put_secretary(work, org, sheet.secretary_id or None)
    work.note(f"party_organization:{org.id}", level=org.level)
    return org.id


@use_case("party.close_organisation", "撤销党组织", right="party.write")
def close_organisation(work: Work, command: CloseNode) -> int:
    """Put an organisation away; refused while anything is below it."""
    org = _one(work, command.id)
    below = _below(work, org.id)
    if below:
        raise StillBelowError(name=org.name or "", what=below)
    day = command.on or work.now.date()
    posts.end_all(work, "org_id", org.id, day)
    org.is_void = True
    why = clean_text(command.reason, 180).strip()
    org.void_reason = f"{day:%Y-%m-%d} 撤销" + (f"：{why}" if why else "")
    work.note(f"party_organization:{org.id}", level=org.level)
    return org.id


def _one(work: Work, row_id: int) -> PartyOrganization:
    org = work.session.get(PartyOrganization, row_id)
    if org is None or org.is_void:
        raise NotFoundError(what="这个党组织")
    return org


def _free(work: Work, name: str, own: int) -> None:
    rows = select(PartyOrganization.id).where(
        PartyOrganization.name == name, ~PartyOrganization.is_void, PartyOrganization.id != own
    )
    if work.session.scalars(rows).first() is not None:
        raise NodeTakenError(name=name, field="name")


def _check_days(sheet: OrgSheet) -> None:
    typed.in_order(("任期起", sheet.term_from), ("任期止", sheet.term_to), "term_to")
    typed.in_order(("成立日期", sheet.established_on), ("任期止", sheet.term_to), "term_to")


def _grid(work: Work, grid: int) -> int | None:
    if not grid:
        return None
    row = work.session.get(Grid, grid)
    if row is None or row.is_void:
        raise NotFoundError(what="这个网格")
    return row.id


def _parent(work: Work, org: PartyOrganization, wanted: int) -> int | None:
    """The organisation above; a branch without one hangs below the committee."""
    if not wanted:
        return _committee(work) if org.level == BRANCH else org.parent_id if org.id else None
    parent = work.session.get(PartyOrganization, wanted)
    if parent is None or parent.is_void:
        raise NotFoundError(what="这个上级党组织")
    if parent.id == org.id or (parent.level or "") >= (org.level or ""):
        raise WrongParentError(name=org.name or "", field="parent_id")
    return parent.id


def _committee(work: Work) -> int:
    rows = select(PartyOrganization.id).where(
        PartyOrganization.level == COMMITTEE, ~PartyOrganization.is_void
    )
    found = work.session.scalars(rows.order_by(PartyOrganization.id)).first()
    return found if found is not None else make_committee(work)


def _last(work: Work, level: str) -> int:
    rows = select(PartyOrganization.sort).where(
        PartyOrganization.level == level, ~PartyOrganization.is_void
    )
    return max(work.session.scalars(rows), default=0)


def _put_secretary(work: Work, org: PartyOrganization, member: int | None) -> None:
    """Who leads it, with the post where its level has one."""
    if member == org.secretary_id:
        return
    today: date = work.now.date()
    post = next((post for post, level in SECRETARIES.items() if level == org.level), None)
    if post is None:
        org.secretary_id = member
    elif member is None:
        posts.end_lead(work, org, post, today)
    else:
        posts.lead(work, org, post, member, today)


def _below(work: Work, org: int) -> str:
    """What is below an organisation, in words; empty when nothing is."""
    session = work.session
    orgs = session.query(PartyOrganization).filter_by(parent_id=org, is_void=False).count()
    cells = (
        session.query(BuildingPartyGroup)
        .filter_by(branch_id=org, is_void=False, closed_on=None)
        .count()
    )
    members = session.query(PartyMember).filter_by(branch_id=org, is_void=False).count()
    counted = ((orgs, "个党组织"), (cells, "个党小组"), (members, "名党员"))
    return "、".join(f"{count} {what}" for count, what in counted if count)
