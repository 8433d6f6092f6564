"""What the dialogs of the three cards offer and list."""

from sqlalchemy import select

from db.tables.office import Staff
from wenming_desktop.party.card_states import valid_cards
from wenming_desktop.party.page_model import NodeFilter
from wenming_desktop.three_cards.contact import contact_cards
from wenming_desktop.three_cards.model import ContactLine, DeskChoices, RegistrationLine
from wenming_desktop.three_cards.people import cell_names, in_node
from wenming_desktop.three_cards.queries import contact_mark
from wenming_desktop.three_cards.rules import Span
from wenming_desktop.three_cards.templates import COMMENTS, COMMITMENTS, templates
from wenming_desktop.work import Work, use_case

_SPANS = 4
"""How many half-years the desk offers, that which runs among them."""


@use_case("three_cards.registrations", "查看登记卡", right="party.read")
def registration_lines(
    work: Work, wanted: NodeFilter | None = None
) -> tuple[RegistrationLine, ...]:
    """The members of a node with their valid registration cards."""
    held, cells = valid_cards(work), cell_names(work)
    found = []
    for person in in_node(work, wanted):
        kind = work.codes.name("party_member_kind", person.kind) if person.kind else ""
        cell = cells.get(person.group_id or 0, "")
        card = held.get(person.id)
        if card is None:
            found.append(RegistrationLine(person.id, person.name, kind, cell))
            continue
        found.append(
            RegistrationLine(
                person.id,
                person.name,
                kind,
                cell,
                card.id,
                card.card_no or "",
                card.registered_on,
                card.commitment or "",
                card.signed_on,
            )
        )
    return tuple(found)


@use_case("three_cards.contact_lines", "查看联系卡", right="party.read")
def contact_lines(work: Work, wanted: NodeFilter | None = None) -> tuple[ContactLine, ...]:
    """The members of a node who carry a contact card, with that of this year."""
    today = work.now.date()
    held, cells = contact_cards(work, today.year), cell_names(work)
    staff = {row_id: name or "" for row_id, name in work.session.execute(_STAFF)}
    found = []
    for person in in_node(work, wanted):
        card = held.get(person.id)
        mark = contact_mark(person, card, today)
        cell = cells.get(person.group_id or 0, "")
        if mark.state == "not_needed":
            continue
        if card is None:
            found.append(ContactLine(person.id, person.name, cell, mark))
            continue
        found.append(
            ContactLine(
                id=person.id,
                name=person.name,
                cell=cell,
                mark=mark,
                card_id=card.id,
                card_no=card.card_no or "",
                contact=staff.get(card.staff_id or 0, ""),
                phone=card.phone or "",
                issued_on=card.issued_on,
                first_half_on=card.first_half_on,
                second_half_on=card.second_half_on,
            )
        )
    return tuple(found)


@use_case("three_cards.choices", "查看三卡", right="party.read")
def desk_choices(work: Work) -> DeskChoices:
    """Grades, channels, sentences, staff and half-years to choose from; the last one first."""
    today = work.now.date()
    staff = work.session.execute(
        select(Staff.id, Staff.name, Staff.phone)
        .where(~Staff.is_void, Staff.is_active)
        .order_by(Staff.id)
    )
    spans, span = [Span.half_of(today)], Span.last_half(today)
    for _ in range(_SPANS - 1):
        spans.append(span)
        span = Span.last_half(span.begin)
    return DeskChoices(
        grades=tuple((one.code, one.name) for one in work.codes.items("appraisal_grade")),
        channels=tuple((one.code, one.name) for one in work.codes.items("feedback_channel")),
        comments=templates(work, COMMENTS),
        commitments=templates(work, COMMITMENTS),
        staff=tuple((row_id, name or "", phone or "") for row_id, name, phone in staff),
        me=work.actor.staff_id,
        today=today,
        spans=tuple(spans),
    )


_STAFF = select(Staff.id, Staff.name)
