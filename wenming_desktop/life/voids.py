"""作废: a household or person entered by mistake counts no more, and can come back for a while."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from db.tables.cards import ServiceCard
from db.tables.households import Household, HouseholdMembership, Resident, SpecialCare
from db.tables.party import HouseholdLiaison, PartyMember
from wenming_desktop.cards import rules as card_rules
from wenming_desktop.cards.service import void as void_cards
from wenming_desktop.errors import NotFoundError
from wenming_desktop.fields import clean_text
from wenming_desktop.households import rules, stays
from wenming_desktop.households.refusals import (
    CannotVoidError,
    ReasonMissingError,
    TooLateError,
)
from wenming_desktop.households.rules import Home
from wenming_desktop.households.tidy_model import Voided
from wenming_desktop.work import Work, use_case

DAYS = 30
WITH_HOUSEHOLD, WITH_PERSON = "随户作废", "随人作废"
_VOIDED = """
SELECT 'household', h.id, coalesce(h.head_name, h.household_no, ''), ho.full_address,
       h.void_reason, h.updated_at
FROM household h LEFT JOIN house ho ON ho.id = h.house_id WHERE h.is_void AND h.updated_at >= :since
UNION ALL
SELECT 'resident', r.id, r.full_name, (SELECT ho.full_address FROM household_membership m
         JOIN household h ON h.id = m.household_id JOIN house ho ON ho.id = h.house_id
         WHERE m.resident_id = r.id ORDER BY m.id DESC LIMIT 1), r.void_reason, r.updated_at
FROM resident r WHERE r.is_void AND r.updated_at >= :since AND coalesce(r.lifecycle, '1') <> '5'
AND coalesce(r.void_reason, '') NOT LIKE :along
ORDER BY 6 DESC, 2
"""


@use_case("households.void", "作废住户", right="register.write")
def void_household(work: Work, household_id: int, reason: str) -> int:
    """The household, its stays, and who has no other home here count no more; its card is void."""
    household, why = stays.own_household(work, household_id), _reason(reason)
    people = [work.session.get_one(Resident, row.resident_id) for row in _open_of(work, household)]
    for row in _open_of(work, household):
        row.is_void, row.void_reason = True, WITH_HOUSEHOLD
    work.session.flush()
    for who in people:
        where = stays.home_of(work, who.id)
        if where == Home():
            who.is_void, who.void_reason = True, f"{WITH_HOUSEHOLD} {household.id}"
        who.residence_status = rules.state(where, who.residence_status)
    household.is_void, household.void_reason = True, why
    for liaison in work.session.scalars(
        select(HouseholdLiaison).where(
            HouseholdLiaison.household_id == household.id, HouseholdLiaison.to_on.is_(None)
        )
    ):
        liaison.to_on = max(work.now.date(), liaison.from_on or date.min)
    work.session.flush()
    cards = select(ServiceCard.id).where(
        ServiceCard.household_id == household.id,
        ServiceCard.status.in_(card_rules.LIVE),
        ~ServiceCard.is_void,
    )
    void_cards(work, list(work.session.scalars(cards)), why)
    work.note(f"household:{household.id}", voided=True)
    return household.id


@use_case("households.restore", "恢复作废的住户", right="register.write")
def restore_household(work: Work, household_id: int) -> int:
    """The household with its people is back; its card stays void and has to be made anew."""
    household = work.session.get(Household, household_id)
    if household is None or not household.is_void:
        raise NotFoundError(what="这一户作废的记录")
    if not stays.in_own_grids(work, household.house_id):
        raise NotFoundError(what="这一户作废的记录")
    _in_time(work, household.updated_at)
    household.is_void, household.void_reason = False, None
    mark = f"{WITH_HOUSEHOLD} {household.id}"
    for who in work.session.scalars(select(Resident).where(Resident.void_reason == mark)):
        who.is_void, who.void_reason = False, None
    rows = select(HouseholdMembership).where(
        HouseholdMembership.household_id == household.id,
        HouseholdMembership.void_reason == WITH_HOUSEHOLD,
    )
    _bring_back(work, list(work.session.scalars(rows)))
    stays.set_head(work, household)
    work.note(f"household:{household.id}", restored=True)
    return household.id


@use_case("residents.void", "作废居民", right="register.write")
def void_resident(work: Work, resident_id: int, reason: str) -> int:
    """A person who never should have been in the register counts no more."""
    who, why = stays.resident(work, resident_id), _reason(reason)
    _refuse_needed(work, who)
    touched = []
    for row in stays.open_rows(work, who.id):
        touched.append(stays.own_household(work, row.household_id or 0))
        row.is_void, row.void_reason = True, WITH_PERSON
    for care in work.session.query(SpecialCare).filter_by(
        resident_id=who.id, is_void=False, end_on=None
    ):
        care.is_void, care.void_reason = True, WITH_PERSON
    who.is_void, who.void_reason = True, why
    work.session.flush()
    for household in touched:
        stays.set_head(work, household)
    work.note(f"resident:{who.id}", voided=True)
    return who.id


@use_case("residents.restore", "恢复作废的居民", right="register.write")
def restore_resident(work: Work, resident_id: int) -> int:
    """The person is back where he was."""
    who = work.session.get(Resident, resident_id)
    if who is None or not who.is_void or who.lifecycle == rules.MERGED:
        raise NotFoundError(what="这个人作废的记录")
    _in_time(work, who.updated_at)
    who.is_void, who.void_reason = False, None
    for care in work.session.query(SpecialCare).filter_by(
        resident_id=who.id, void_reason=WITH_PERSON
    ):
        care.is_void, care.void_reason = False, None
    rows = work.session.query(HouseholdMembership).filter_by(
        resident_id=who.id, void_reason=WITH_PERSON
    )
    back = list(rows)
    _bring_back(work, back)
    for row in back:
        household = work.session.get_one(Household, row.household_id)
        if household.head_resident_id is None:
            stays.set_head(work, household)
    work.note(f"resident:{who.id}", restored=True)
    return who.id


@use_case("households.voided", "查看作废记录", right="register.read")
def voided(work: Work) -> tuple[Voided, ...]:
    """What can still come back, newest first."""
    since = (work.now - timedelta(days=DAYS)).isoformat(timespec="seconds")
    bound = {"since": since, "along": f"{WITH_HOUSEHOLD}%"}
    found = work.connection.exec_driver_sql(_VOIDED, bound)
    return tuple(_voided(work, row) for row in found)


def _voided(work: Work, row: Any) -> Voided:
    table, row_id, name, door, reason, at = row
    when = datetime.fromisoformat(at)
    left = DAYS - (work.now - when).days
    return Voided(table, row_id, name or "", door or "", reason or "", when, left)


def _reason(said: str) -> str:
    reason = clean_text(said, 200)
    if not reason:
        raise ReasonMissingError(field="reason")
    return reason


def _in_time(work: Work, at: datetime | None) -> None:
    if at is None or work.now - at > timedelta(days=DAYS):
        raise TooLateError(days=DAYS)


def _open_of(work: Work, household: Household) -> list[HouseholdMembership]:
    return stays.members(work, household.id)


def _refuse_needed(work: Work, who: Resident) -> None:
    member = select(PartyMember).where(PartyMember.resident_id == who.id, ~PartyMember.is_void)
    if work.session.scalars(member).first() is not None:
        raise CannotVoidError(why="有党员档案，请先在党建里处理")
    for row in stays.open_rows(work, who.id):
        household = stays.own_household(work, row.household_id or 0)
        alone = {one.resident_id for one in stays.members(work, household.id)} == {who.id}
        if household.head_resident_id == who.id and not alone:
            raise CannotVoidError(why="是户主，请先换一位户主")


def _bring_back(work: Work, rows: list[HouseholdMembership]) -> None:
    """Stays come back unless the person was registered or settled elsewhere meanwhile."""
    for row in rows:
        where = stays.home_of(work, row.resident_id or 0)
        row.is_hukou = row.is_hukou and where.hukou is None
        row.is_living = row.is_living and where.living is None
        if row.is_hukou or row.is_living:
            row.is_void, row.void_reason = False, None
        work.session.flush()
        who = work.session.get_one(Resident, row.resident_id)
        where = stays.home_of(work, who.id)
        who.residence_status = rules.state(where, who.residence_status)
