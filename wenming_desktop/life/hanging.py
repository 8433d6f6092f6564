"""What hangs on people who go and on households left empty: care, party duties, cards, posts."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from db.tables.cards import ServiceCard
from db.tables.households import Household, Resident, SpecialCare
from db.tables.party import BuildingPartyGroup, HouseholdLiaison, PartyMember, PostAssignment
from db.tables.places import Building, BuildingUnit
from wenming_desktop.cards import rules as card_rules
from wenming_desktop.cards.service import void as void_cards
from wenming_desktop.life.script import Script
from wenming_desktop.party import leaving, liaisons
from wenming_desktop.party.card_states import close_cards
from wenming_desktop.settings import office
from wenming_desktop.tickets.model import OPEN
from wenming_desktop.work import Work

MEMBER_DEAD = "7"
_ON_PAPER = (card_rules.PRINTED, card_rules.OUT, card_rules.SIGNED)


def release(script: Script, who: Resident, why: str, *, dead: bool) -> None:
    """End what a person who goes or died can no longer have or do here."""
    _care(script, who, why)
    _party(script, who, dead=dead)
    _posts(script, who)
    _remind_guardian(script, who)
    _remind_tickets(script, who)


def empty(script: Script, household: Household, why: str) -> None:
    """Nobody belongs to the household any more: it is closed, its card and liaison end."""
    on = script.event.on

    def close() -> None:
        household.status, household.moved_out_on = "moved", on
        household.head_resident_id = None

    script.do("stay", f"{script.title(household.id)}没有人了，户档转为已迁离", close, "household",
              household.id)  # fmt: skip
    _liaison_of(script, household)
    for card in _cards(script, household, card_rules.LIVE):
        number, card_id = card.card_no or "", card.id
        script.do(
            "card",
            f"连心卡 {number} 作废",
            lambda card_id=card_id: _void(script, card_id, why),  # type: ignore[misc]
            "service_card",
            card_id,
        )


def remind_card(script: Script, household: Household, why: str) -> None:
    """A card on paper that will no longer say the truth: it turns up among the 应换发 by itself."""
    if why == "户主" and office(script.work).card_name == "none":
        return
    for card in _cards(script, household, _ON_PAPER):
        text = f"连心卡 {card.card_no} 上的{why}会变，到“应换发”里换一张"
        script.remind("card", text, "service_card", card.id)


def _void(script: Script, card_id: int, why: str) -> None:
    script.work.session.flush()
    void_cards(script.work, [card_id], why)


def _cards(script: Script, household: Household, states: tuple[str, ...]) -> list[ServiceCard]:
    rows = select(ServiceCard).where(
        ServiceCard.household_id == household.id,
        ServiceCard.status.in_(states),
        ~ServiceCard.is_void,
    )
    return list(script.work.session.scalars(rows))


def _care(script: Script, who: Resident, why: str) -> None:
    rows = select(SpecialCare).where(
        SpecialCare.resident_id == who.id, SpecialCare.end_on.is_(None), ~SpecialCare.is_void
    )
    for care in script.work.session.scalars(rows):
        name = script.work.codes.name("special_care_category", care.category)

        def end(care: SpecialCare = care) -> None:
            care.end_on, care.remark = script.event.on, why

        script.do("care", f"{who.full_name}的关爱“{name}”终止", end, "special_care", care.id)


def _party(script: Script, who: Resident, *, dead: bool) -> None:
    rows = select(PartyMember).where(PartyMember.resident_id == who.id, ~PartyMember.is_void)
    for member in script.work.session.scalars(rows):
        if dead:

            def die(member: PartyMember = member) -> None:
                member.member_status = MEMBER_DEAD
                close_cards(script.work, (member.id,), moved=False)

            script.do("party", f"{who.full_name}的党员状态改为死亡", die, "party_member", member.id)
        else:
            text = f"{who.full_name}是党员，组织关系要不要转出请核对"
            script.remind("party", text, "party_member", member.id)
        _duties(script, who, member)


def _duties(script: Script, who: Resident, member: PartyMember) -> None:
    session, on = script.work.session, script.event.on
    for liaison in session.scalars(_open(HouseholdLiaison, HouseholdLiaison.member_id, member.id)):
        text = f"{who.full_name}的包栋联户到此为止"
        script.do("party", text, _ending(liaison, on), "household_liaison", liaison.id)
    for post in session.scalars(_open(PostAssignment, PostAssignment.member_id, member.id)):
        name = script.work.codes.name("party_post", post.post)
        text = f"{who.full_name}的任职“{name}”到此为止"
        script.do("party", text, _ending(post, on), "post_assignment", post.id)
    _homes(script, member)
    _leads(script, who, member)


def _homes(script: Script, member: PartyMember) -> None:
    """Each household goes to a member who stays: as said, else as the balanced proposal has it."""
    work, gone = script.work, set(script.event.residents)
    going = set(
        work.session.scalars(select(PartyMember.id).where(PartyMember.resident_id.in_(gone)))
    )
    helpers = [one for one in leaving.helpers_of(work, member) if one.id not in going]
    names = {one.id: one.name for one in helpers}
    for home in leaving.homes_left(work, member.id, helpers):
        chosen = script.event.successors.get(home.household_id, home.proposal)
        if chosen in names:
            text = f"{home.door} {home.head}一户改由{names[chosen]}联系"
            script.do("party", text, _taking(script, home.household_id, chosen), "household",
                      home.household_id)  # fmt: skip
        else:
            left = f"还有{home.others}联系" if home.others else "没有联户党员了"
            text = f"{home.door} {home.head}一户{left}"
            script.do("party", text, _following(work, home.household_id), "household",
                      home.household_id)  # fmt: skip


def _taking(script: Script, household: int, member: int) -> Callable[[], None]:
    return lambda: leaving.take_over(script.work, household, member, script.event.on)


def _following(work: Work, household: int) -> Callable[[], None]:
    return lambda: liaisons.follow(work, [household])


def _leads(script: Script, who: Resident, member: PartyMember) -> None:
    for column, post in (("leader_id", "组长"), ("deputy_id", "副组长")):
        groups = select(BuildingPartyGroup).where(
            getattr(BuildingPartyGroup, column) == member.id, ~BuildingPartyGroup.is_void
        )
        for group in script.work.session.scalars(groups):
            text = f"{group.name}没有{post}了，要另选"
            script.do("party", text, _clearing(group, column), "building_party_group", group.id)


def _liaison_of(script: Script, household: Household) -> None:
    rows = _open(HouseholdLiaison, HouseholdLiaison.household_id, household.id)
    for liaison in script.work.session.scalars(rows):
        ending = _ending(liaison, script.event.on)
        script.do("party", "这一户的联户到此为止", ending, "household_liaison", liaison.id)
    if household.liaison_member_id is not None:
        script.do("party", "这一户不再有联户党员", _clearing(household, "liaison_member_id"),
                  "household", household.id)  # fmt: skip


def _posts(script: Script, who: Resident) -> None:
    for table, name in ((Building, "楼栋长"), (BuildingUnit, "单元长")):
        rows = select(table).where(table.captain_id == who.id)
        for place in script.work.session.scalars(rows):
            text = f"{who.full_name}不再是{name}，要另选"
            script.do("place", text, _clearing(place, "captain_id"), table.__tablename__, place.id)


def _remind_guardian(script: Script, who: Resident) -> None:
    wards = select(Resident).where(Resident.guardian_id == who.id, ~Resident.is_void)
    for ward in script.work.session.scalars(wards):
        text = f"{ward.full_name}的监护人是{who.full_name}，要另定"
        script.remind("person", text, "resident", ward.id)


def _remind_tickets(script: Script, who: Resident) -> None:
    phones = [phone for phone in (who.phone, who.phone2) if phone]
    marks = ",".join("?" * len(phones)) or "NULL"
    states = ",".join(f"'{state}'" for state in sorted(OPEN))
    found = script.work.connection.exec_driver_sql(
        f"SELECT id, coalesce(ticket_no, '') FROM ticket WHERE complainant_phone IN ({marks})"
        f" AND status IN ({states}) AND NOT is_void AND NOT is_confidential ORDER BY id",
        tuple(phones),
    )
    for ticket_id, number in found:
        text = f"{who.full_name}反映的工单 {number} 还没有办结"
        script.remind("ticket", text, "ticket", ticket_id)


def _open(table: Any, column: Any, value: int) -> Any:
    return select(table).where(column == value, table.to_on.is_(None), ~table.is_void)


def _ending(row: Any, on: Any) -> Any:
    def end() -> None:
        # A duty that began after the day is over on the day it began.
        row.to_on = max(on, row.from_on) if row.from_on else on

    return end


def _clearing(row: Any, column: str) -> Any:
    def clear() -> None:
        setattr(row, column, None)

    return clear
