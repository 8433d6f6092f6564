"""Brings what the register says of members and their service into the three cards and letters."""

from collections.abc import Iterable
from datetime import date

from db.tables.office import Staff
from db.tables.three_cards import FeedbackLetter, PartyFeedbackCard
from wenming_desktop.errors import NotFoundError
from wenming_desktop.fields.identity import mask
from wenming_desktop.forms.gather_member import Who
from wenming_desktop.forms.letter_facts import FeedbackLetter as LetterFacts
from wenming_desktop.forms.letter_facts import LetterRow
from wenming_desktop.forms.member_card_facts import (
    ContactCard,
    FeedbackCard,
    RegistrationCard,
    ServiceLine,
)
from wenming_desktop.party.card_states import valid_cards
from wenming_desktop.settings import office
from wenming_desktop.three_cards.cards import feedback_lines, span_of
from wenming_desktop.three_cards.contact import contact_cards
from wenming_desktop.three_cards.letters import letter_lines, signatory
from wenming_desktop.three_cards.model import FeedbackLine, LetterLine
from wenming_desktop.three_cards.periods import read_span
from wenming_desktop.three_cards.rules import Span
from wenming_desktop.three_cards.wording import number, performance
from wenming_desktop.work import Work, use_case

_RECORDS = """
SELECT s.date, s.content, s.hours, s.beneficiaries, f.name FROM service_record s
LEFT JOIN staff f ON f.id = s.confirmed_by
WHERE s.member_id = ? AND NOT s.is_void AND s.date >= ? AND s.date < ? ORDER BY s.date, s.id
"""


@use_case("forms.registration_card", "打印登记卡", right="party.read")
def gather_registration(work: Work, member_id: int) -> RegistrationCard:
    """A member's registration card; without one the number and commitment are left for the pen."""
    who = Who(work, member_id)
    member, card = who.member, valid_cards(work).get(member_id)
    events: list[tuple[date | None, str]] = []
    if member.reported_on:
        events.append((member.reported_on, "到社区报到"))
    if card is not None:
        events.append((card.registered_on, f"登记，卡号 {card.card_no}"))
    return RegistrationCard(
        party=signatory(office(work)),
        card_no=(card.card_no or "") if card else "",
        name=who.said("full_name"),
        sex=who.word("gender", "gender"),
        ethnicity=who.word("ethnicity", "ethnicity"),
        birth=who.value("birth_date"),
        education=who.word("education", "education"),
        joined_on=member.joined_on,
        confirmed_on=member.confirmed_on,
        id_number=mask(who.said("id_number")) if who.said("id_number") else "",
        employment="　".join(part for part in (who.unit, member.job_title) if part),
        unit_party=member.home_org_name or who.unit_party,
        phone=who.said("phone"),
        address=who.address(),
        branch=who.branch,
        cell=who.cell,
        kind=work.codes.name("party_member_kind", member.member_kind),
        specialty=member.specialty or "",
        times=member.available_time or "",
        claims=who.posts(),
        commitment=(card.commitment or "") if card else "",
        signed_on=card.signed_on if card else None,
        homes=who.homes(),
        changes=tuple(events),
        kinds=_names(work, "party_member_kind"),
        posts=_names(work, "service_post"),
    )


@use_case("forms.contact_card", "打印联系卡", right="party.read")
def gather_contact(work: Work, member_id: int) -> ContactCard:
    """A member's contact card of this year with the records of the year."""
    who, sheet, year = Who(work, member_id), office(work), work.now.year
    card = contact_cards(work, year).get(member_id)
    staff = work.session.get(Staff, card.staff_id) if card and card.staff_id else None
    return ContactCard(
        party=signatory(sheet),
        address=sheet.address,
        contact=(staff.name or "") if staff else "",
        phone=(card.phone or "") if card else sheet.duty_phone,
        secretary=who.secretary(),
        leader=who.leader(),
        name=who.said("full_name"),
        unit=who.unit,
        card_no=(card.card_no or "") if card else "",
        year=str(year),
        claims=who.posts(),
        homes=who.homes(),
        records=_records(work, member_id, Span(date(year, 1, 1), date(year + 1, 1, 1))),
        first_half_on=card.first_half_on if card else None,
        second_half_on=card.second_half_on if card else None,
    )


@use_case("forms.feedback_card", "打印反馈卡", right="party.read")
def gather_feedback(work: Work, card_id: int) -> FeedbackCard:
    """A feedback card: as it was issued, or a draft as it would be now."""
    card = work.session.get(PartyFeedbackCard, card_id)
    if card is None or card.is_void or card.member_id is None:
        raise NotFoundError(what="这张反馈卡")
    span = span_of(card)
    (line,) = feedback_lines(work, span, (card.member_id,))
    return feedback_facts(work, (line,), span)[0]


@use_case("forms.feedback_letter", "打印反馈函", right="party.read")
def gather_letter(work: Work, letter_id: int) -> LetterFacts:
    """A letter: as it was issued, or a draft as it would be now."""
    letter = work.session.get(FeedbackLetter, letter_id)
    span = read_span(letter.period or "") if letter is not None and not letter.is_void else None
    if span is None:
        raise NotFoundError(what="这份反馈函")
    line = next(line for line in letter_lines(work, span) if line.id == letter_id)
    return letter_facts(work, (line,))[0]


def feedback_facts(
    work: Work, lines: Iterable[FeedbackLine], span: Span
) -> tuple[FeedbackCard, ...]:
    """Cards of a period as they are drawn."""
    party = signatory(office(work))
    grades, posts = _names(work, "appraisal_grade"), _names(work, "service_post")
    return tuple(
        FeedbackCard(
            party=party,
            card_no=line.card_no,
            name=line.name,
            unit=line.unit,
            period_from=span.begin,
            period_to=span.last,
            reported_on=line.figures.reported_on,
            claims=line.figures.posts,
            homes=line.figures.households,
            times=line.figures.times,
            hours=line.figures.hours,
            wishes=line.figures.wishes,
            performance=performance(line.figures),
            resident_rating=_grade(work, line.resident_rating),
            grade=_grade(work, line.grade),
            opinion=line.comment,
            issued_on=line.issued_on,
            grades=grades,
            posts=posts,
        )
        for line in lines
    )


def letter_facts(work: Work, lines: Iterable[LetterLine]) -> tuple[LetterFacts, ...]:
    """Letters as they are drawn."""
    sheet = office(work)
    staff = work.session.get(Staff, work.actor.staff_id or 0)
    return tuple(
        LetterFacts(
            letter_no=line.letter_no,
            office=signatory(sheet),
            addressee=line.addressee,
            members=tuple(card.name for card in line.members),
            period=line.span.title,
            body=tuple(line.body.splitlines()),
            signatory=line.signatory,
            issued_on=line.issued_on,
            unit=line.unit,
            rows=tuple(_row(work, card) for card in line.members),
            attachments=len(line.members),
            contact=(staff.name or "") if staff else "",
            phone=sheet.duty_phone,
        )
        for line in lines
    )


def _row(work: Work, card: FeedbackLine) -> LetterRow:
    return LetterRow(
        name=card.name,
        reported_on=card.figures.reported_on,
        posts="、".join(card.figures.posts),
        times=card.figures.times,
        hours=number(card.figures.hours),
        grade=_grade(work, card.grade),
    )


def _grade(work: Work, code: str) -> str:
    return work.codes.name("appraisal_grade", code) if code else ""


def _names(work: Work, listed: str) -> tuple[str, ...]:
    return tuple(item.name for item in work.codes.items(listed))


def _records(work: Work, member_id: int, span: Span) -> tuple[ServiceLine, ...]:
    bound = (member_id, span.begin.isoformat(), span.end.isoformat())
    return tuple(
        ServiceLine(
            date.fromisoformat(on),
            content or "",
            float(hours) if hours is not None else None,
            str(helped) if helped else "",
            by or "",
        )
        for on, content, hours, helped, by in work.connection.exec_driver_sql(_RECORDS, bound)
    )
