"""党员服务社区联系卡: one per member and year, seen by the community twice a year."""

from datetime import date, datetime

from sqlalchemy import select

from db.tables.office import Staff
from db.tables.three_cards import PartyContactCard
from wenming_desktop.errors import NotFoundError
from wenming_desktop.settings import office, take_numbers
from wenming_desktop.settings.rules import phone_wrong
from wenming_desktop.three_cards.orders import CheckContacts, IssueContacts
from wenming_desktop.three_cards.people import people
from wenming_desktop.three_cards.refusals import (
    NothingChosenError,
    PhoneMissingError,
    StaffMissingError,
)
from wenming_desktop.three_cards.registration import not_ahead
from wenming_desktop.three_cards.rules import FIRST, needs_contact
from wenming_desktop.work import Work, use_case

KIND = "contact_card"


@use_case("three_cards.contacts", "建联系卡", right="party.write")
def issue_contacts(work: Work, command: IssueContacts) -> int:
    """Contact cards of the year for those of these members who have none; how many."""
    day = not_ahead(work, command.issued_on, "发卡日期") or work.now.date()
    year = command.year or day.year
    staff_id, phone = _contact(work, command)
    held, known = contact_cards(work, year), people(work)
    wanted = [known[i] for i in dict.fromkeys(command.member_ids) if i in known and i not in held]
    lacking = [person for person in wanted if needs_contact(person.kind)]
    if not lacking:
        raise NothingChosenError(why=f"选中的人 {year} 年都有联系卡，或者不用联系卡")
    at = datetime(year, 1, 1)
    numbers = take_numbers(work, KIND, [(at, {}) for _ in lacking])
    for person, number in zip(lacking, numbers, strict=True):
        work.session.add(
            PartyContactCard(
                card_no=number,
                year=str(year),
                member_id=person.id,
                staff_id=staff_id,
                phone=phone,
                issued_on=day,
            )
        )
    work.note("party_contact_card", count=len(lacking))
    return len(lacking)


@use_case("three_cards.check", "核验联系卡", right="party.write")
def check_contacts(work: Work, command: CheckContacts) -> int:
    """The community has seen these cards for the first or second half; how many."""
    day = not_ahead(work, command.on, "核验日期") or work.now.date()
    cards = [_card(work, card_id) for card_id in command.card_ids]
    if not cards:
        raise NothingChosenError(why="没有选联系卡")
    for card in cards:
        if command.half == FIRST:
            card.first_half_on = day
        else:
            card.second_half_on = day
    work.note("party_contact_card", count=len(cards))
    return len(cards)


def contact_cards(work: Work, year: int) -> dict[int, PartyContactCard]:
    """The contact card of the year of every member who has one."""
    found = work.session.scalars(
        select(PartyContactCard)
        .where(PartyContactCard.year == str(year), ~PartyContactCard.is_void)
        .order_by(PartyContactCard.id)
    )
    return {card.member_id: card for card in found if card.member_id is not None}


def _contact(work: Work, command: IssueContacts) -> tuple[int, str]:
    """Whom the cards name: as asked, else who makes them, with his telephone or the office's."""
    staff = work.session.get(Staff, command.staff_id or work.actor.staff_id or 0)
    if staff is None or staff.is_void:
        raise StaffMissingError(field="staff_id")
    phone = (command.phone or staff.phone or office(work).duty_phone).strip()
    wrong = phone_wrong(phone) if phone else "还没有写联系电话"
    if wrong:
        raise PhoneMissingError(said=wrong, field="phone")
    return staff.id, phone[:20]


def _card(work: Work, card_id: int) -> PartyContactCard:
    card = work.session.get(PartyContactCard, card_id)
    if card is None or card.is_void:
        raise NotFoundError(what="这张联系卡")
    return card


def checked_dates(card: PartyContactCard) -> tuple[date | None, date | None, date | None]:
    """When a card was given out, checked and checked again."""
    return card.issued_on, card.first_half_on, card.second_half_on
