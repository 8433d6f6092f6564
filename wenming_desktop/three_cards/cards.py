"""The feedback cards of a period as they stand: issued ones frozen, the others counted now."""

from collections.abc import Sequence

from sqlalchemy import select

from db.tables.office import Staff
from db.tables.three_cards import PartyFeedbackCard
from wenming_desktop.party import queries
from wenming_desktop.three_cards.figures import figures
from wenming_desktop.three_cards.model import FeedbackLine, MemberFigures
from wenming_desktop.three_cards.people import Person, cell_names, people, unit_ids
from wenming_desktop.three_cards.rules import NONE, Span, needs_feedback, stage
from wenming_desktop.work import Work, use_case


@use_case("three_cards.feedback", "查看反馈卡", right="party.read")
def feedback_lines(
    work: Work, span: Span, member_ids: Sequence[int] | None = None
) -> tuple[FeedbackLine, ...]:
    """Every card of a period and every member who should have one, employer by employer."""
    held = feedback_cards(work, span)
    due = {p.id: p for p in due_people(work, span)}
    wanted = [i for i in {**due, **held} if member_ids is None or i in member_ids]
    counted = figures(work, span, wanted)
    looks = _Looks(work)
    lines = [
        looks.line(member, due.get(member), held.get(member), counted.get(member), span)
        for member in wanted
    ]
    return tuple(sorted(lines, key=lambda line: (line.unit, line.name, line.id)))


def feedback_cards(work: Work, span: Span) -> dict[int, PartyFeedbackCard]:
    """The card of the period of every member who has one."""
    found = work.session.scalars(
        select(PartyFeedbackCard)
        .where(
            PartyFeedbackCard.period_from == span.begin,
            PartyFeedbackCard.period_to == span.last,
            ~PartyFeedbackCard.is_void,
        )
        .order_by(PartyFeedbackCard.id)
    )
    return {card.member_id: card for card in found if card.member_id is not None}


def sent(work: Work, span: Span) -> frozenset[int]:
    """The members whose card of a period went to the employer."""
    found = select(PartyFeedbackCard.member_id).where(
        PartyFeedbackCard.period_from == span.begin,
        PartyFeedbackCard.period_to == span.last,
        PartyFeedbackCard.sent_on.is_not(None),
        ~PartyFeedbackCard.is_void,
    )
    return frozenset(member for member in work.session.scalars(found) if member is not None)


def due_people(work: Work, span: Span) -> list[Person]:
    """Whose employers are told of a period."""
    return [
        person
        for person in people(work, span.end).values()
        if needs_feedback(person.kind, person.reported_on, span)
    ]


def span_of(card: PartyFeedbackCard) -> Span:
    """The period a card speaks of."""
    if card.period_from is None or card.period_to is None:
        raise ValueError("a feedback card without its period")
    return Span.of_days(card.period_from, card.period_to)


def differ(issued: MemberFigures, now: MemberFigures) -> bool:
    """Whether what is counted now is no longer what was issued."""
    return (issued.times, issued.hours, issued.wishes, issued.record_ids) != (
        now.times,
        now.hours,
        now.wishes,
        now.record_ids,
    )


class _Looks:
    """What every line needs to be named by."""

    def __init__(self, work: Work) -> None:
        self._today = work.now.date()
        self._cells, self._units = cell_names(work), unit_ids(work)
        self._cell_of = {row[0]: row[6] for row in queries.members(work.connection)}
        rows = work.session.execute(select(Staff.id, Staff.name))
        self._staff = {row_id: name or "" for row_id, name in rows}

    def line(
        self,
        member: int,
        person: Person | None,
        card: PartyFeedbackCard | None,
        now: MemberFigures | None,
        span: Span,
    ) -> FeedbackLine:
        """A member with his card, if there is one."""
        cell = self._cells.get(self._cell_of.get(member) or 0, "")
        blank = MemberFigures(member, "", "", None, span.begin, span.end)
        live = now or blank
        if card is None:
            return FeedbackLine(
                id=member,
                card_id=0,
                name=person.name if person else live.name,
                unit=live.unit,
                unit_id=self._units.get(member),
                cell=cell,
                figures=live,
                stage=NONE,
            )
        frozen = MemberFigures.from_json(card.figures) if card.figures else None
        return FeedbackLine(
            id=member,
            card_id=card.id,
            name=card.member_name or live.name,
            unit=card.unit_name or live.unit,
            unit_id=card.work_unit_id if frozen else self._units.get(member),
            cell=cell,
            figures=frozen or live,
            card_no=card.card_no or "",
            resident_rating=card.resident_rating or "",
            grade=card.grade or "",
            comment=card.comment or "",
            issued_on=card.issued_on,
            sent_on=card.sent_on,
            sent_by=self._staff.get(card.sent_by or 0, ""),
            channel=card.channel or "",
            receipt_on=card.receipt_on,
            receipt_opinion=card.receipt_opinion or "",
            letter_id=card.letter_id,
            differs=frozen is not None and now is not None and differ(frozen, now),
            stage=stage(card.issued_on, card.sent_on, card.receipt_on, self._today),
        )


def named(cards: Sequence[PartyFeedbackCard | FeedbackLine], most: int = 3) -> str:
    """A few names, and how many there are in all."""
    names = [
        (card.name if isinstance(card, FeedbackLine) else card.member_name) or "" for card in cards
    ]
    shown = "、".join(names[:most])
    return shown if len(names) <= most else f"{shown}等 {len(names)} 人"
