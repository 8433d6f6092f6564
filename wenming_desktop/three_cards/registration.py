"""党员登记卡: one valid card per member, kept for good, closed when the member leaves."""

from datetime import date, datetime

from db.tables.three_cards import PartyRegistrationCard
from wenming_desktop.errors import NotFoundError
from wenming_desktop.fields import clean_text
from wenming_desktop.party.card_states import VALID, valid_cards
from wenming_desktop.party.page_model import NodeFilter
from wenming_desktop.settings import take_numbers
from wenming_desktop.three_cards.orders import AmendCard, RegisterCard
from wenming_desktop.three_cards.people import Person, in_node, people
from wenming_desktop.three_cards.refusals import CommitmentError, DayAheadError, HasCardError
from wenming_desktop.three_cards.rules import COMMITMENT, said
from wenming_desktop.three_cards.templates import COMMITMENTS, templates
from wenming_desktop.work import Work, use_case

KIND = "registration_card"


@use_case("three_cards.register", "登记党员", right="party.write")
def register_card(work: Work, command: RegisterCard) -> int:
    """A member's registration card with his commitment; returns its id."""
    person = people(work).get(command.member_id)
    if person is None:
        raise NotFoundError(what="这名党员")
    held = valid_cards(work).get(person.id)
    if held is not None:
        raise HasCardError(name=person.name, card_no=held.card_no, field="member_id")
    day = not_ahead(work, command.registered_on, "登记日期") or work.now.date()
    signed = not_ahead(work, command.signed_on, "签字日期")
    (card,) = _make(work, [(person, day, _commitment(command.commitment), signed)])
    work.session.flush()
    work.note(f"party_registration_card:{card.id}")
    return card.id


@use_case("three_cards.register_all", "补建登记卡", right="party.write")
def register_all(work: Work, wanted: NodeFilter | None = None, commitment: str = "") -> int:
    """Cards for everybody of a node (of all) who has none, not signed yet; how many."""
    held = valid_cards(work)
    text = _commitment(commitment or templates(work, COMMITMENTS)[0])
    lacking = [person for person in in_node(work, wanted) if person.id not in held]
    made = _make(work, [(person, work.now.date(), text, None) for person in lacking])
    work.note("party_registration_card", count=len(made))
    return len(made)


@use_case("three_cards.amend", "修改登记卡", right="party.write")
def amend_card(work: Work, command: AmendCard) -> int:
    """What a member commits himself to, and the day he signed it."""
    card = work.session.get(PartyRegistrationCard, command.card_id)
    if card is None or card.is_void:
        raise NotFoundError(what="这张登记卡")
    card.commitment = _commitment(command.commitment)
    card.signed_on = not_ahead(work, command.signed_on, "签字日期")
    work.note(f"party_registration_card:{card.id}")
    return card.id


def not_ahead(work: Work, day: date | None, what: str) -> date | None:
    """The day as given; one that has not come yet is refused."""
    if day is not None and day > work.now.date():
        raise DayAheadError(what=what, day=said(day), field="on")
    return day


Made = tuple[Person, date, str, date | None]


def _make(work: Work, wanted: list[Made]) -> list[PartyRegistrationCard]:
    asked: list[tuple[datetime, dict[str, str]]] = [
        (datetime(day.year, day.month, day.day), {}) for _, day, _, _ in wanted
    ]
    cards = []
    for (person, day, text, signed), number in zip(
        wanted, take_numbers(work, KIND, asked), strict=True
    ):
        card = PartyRegistrationCard(
            card_no=number,
            member_id=person.id,
            registered_on=day,
            registrar_id=work.actor.staff_id,
            commitment=text,
            signed_on=signed,
            status=VALID,
        )
        work.session.add(card)
        cards.append(card)
    return cards


def _commitment(text: str) -> str:
    cleaned = clean_text(text, COMMITMENT)
    if not cleaned:
        raise CommitmentError(field="commitment")
    return cleaned
