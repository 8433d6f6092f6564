"""党员服务社区反馈卡: drafted for all at once, graded, issued and frozen, sent, answered."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from db.tables.three_cards import FeedbackLetter, PartyFeedbackCard
from wenming_desktop.errors import NotFoundError
from wenming_desktop.fields import clean_text
from wenming_desktop.settings import take_numbers
from wenming_desktop.three_cards.cards import (
    due_people,
    feedback_cards,
    feedback_lines,
    named,
    span_of,
)
from wenming_desktop.three_cards.model import FeedbackLine
from wenming_desktop.three_cards.orders import GradeFeedback, Receipt, Send, VoidPaper
from wenming_desktop.three_cards.people import unit_ids
from wenming_desktop.three_cards.refusals import (
    GradeMissingError,
    InLetterError,
    IssuedError,
    NothingChosenError,
    NotIssuedError,
    NotOverError,
    NotSentError,
    ReasonMissingError,
    UnknownChoiceError,
)
from wenming_desktop.three_cards.registration import not_ahead
from wenming_desktop.three_cards.rules import COMMENT, OPINION, Span, said
from wenming_desktop.work import Work, use_case

KIND = "feedback_card"
REASON = 200


@use_case("feedback.prepare", "备反馈卡", right="party.write")
def prepare_feedback(work: Work, span: Span) -> int:
    """Drafts for every member checked in who has no card of the period yet; how many."""
    held, units = feedback_cards(work, span), unit_ids(work)
    lacking = [person for person in due_people(work, span) if person.id not in held]
    for person in lacking:
        work.session.add(
            PartyFeedbackCard(
                member_id=person.id,
                work_unit_id=units.get(person.id),
                period_from=span.begin,
                period_to=span.last,
            )
        )
    work.note("party_feedback_card", count=len(lacking), period=span.text)
    return len(lacking)


@use_case("feedback.grade", "评反馈卡", right="party.write")
def grade_feedback(work: Work, command: GradeFeedback) -> int:
    """What the community says of a member; only until the card is issued."""
    card = _card(work, command.card_id)
    if card.issued_on is not None:
        raise IssuedError(what=f"{card.member_name}的反馈卡")
    card.grade = _grade(work, command.grade, "grade")
    card.resident_rating = _grade(work, command.resident_rating, "resident_rating")
    card.comment = clean_text(command.comment, COMMENT) or None
    work.note(f"party_feedback_card:{card.id}")
    return card.id


@use_case("feedback.issue", "出反馈卡", right="party.write")
def issue_feedback(work: Work, card_ids: Sequence[int]) -> int:
    """These drafts get their numbers; names and figures stand from now on; how many."""
    cards = [_card(work, card_id) for card_id in dict.fromkeys(card_ids)]
    drafts = [card for card in cards if card.issued_on is None]
    if not drafts:
        raise NothingChosenError(why="选中的反馈卡都已经出了")
    for span in dict.fromkeys(span_of(card) for card in drafts):
        _issue(work, span, [card for card in drafts if span_of(card) == span])
    work.note("party_feedback_card", count=len(drafts))
    return len(drafts)


def _issue(work: Work, span: Span, drafts: Sequence[PartyFeedbackCard]) -> None:
    if not span.is_over(work.now.date()):
        raise NotOverError(period=span.title, day=said(span.last + timedelta(days=1)))
    members = [card.member_id for card in drafts if card.member_id is not None]
    lines = {line.card_id: line for line in feedback_lines(work, span, members)}
    ungraded = [lines[card.id] for card in drafts if not card.grade]
    if ungraded:
        raise GradeMissingError(names=named(ungraded), field="grade")
    at = datetime(span.begin.year, span.begin.month, span.begin.day)
    ordered = sorted(drafts, key=lambda card: (lines[card.id].unit, lines[card.id].name, card.id))
    numbers = take_numbers(work, KIND, [(at, {"half": span.part}) for _ in ordered])
    for card, number in zip(ordered, numbers, strict=True):
        _freeze(work, card, lines[card.id], number)


def _freeze(work: Work, card: PartyFeedbackCard, line: FeedbackLine, number: str) -> None:
    card.card_no, card.issued_on = number, work.now.date()
    card.member_name, card.unit_name = line.name[:100], line.unit[:60]
    card.work_unit_id, card.figures = line.unit_id, line.figures.as_json()


@use_case("feedback.send", "寄出反馈卡", right="party.write")
def send_feedback(work: Work, command: Send) -> int:
    """These cards went to the employers; how many."""
    day = not_ahead(work, command.on, "寄出日期") or work.now.date()
    cards = _chosen(work, command.ids)
    channel = choice_of(work, "feedback_channel", command.channel, "channel")
    for card in cards:
        if card.issued_on is None:
            raise NotIssuedError(what=_what(work, card))
        card.sent_on, card.channel, card.sent_by = day, channel, work.actor.staff_id
    work.note("party_feedback_card", count=len(cards))
    return len(cards)


@use_case("feedback.receipt", "登记反馈卡回执", right="party.write")
def receive_receipt(work: Work, command: Receipt) -> int:
    """The employers' receipts are back; how many."""
    day = not_ahead(work, command.on, "回执日期") or work.now.date()
    cards = _chosen(work, command.ids)
    for card in cards:
        if card.sent_on is None:
            raise NotSentError(what=_what(work, card))
        card.receipt_on = day
        card.receipt_opinion = clean_text(command.opinion, OPINION) or None
    work.note("party_feedback_card", count=len(cards))
    return len(cards)


@use_case("feedback.void", "作废反馈卡", right="party.write")
def void_feedback(work: Work, command: VoidPaper) -> int:
    """An issued card is taken out of use, with a reason; a new one may be made."""
    card = _card(work, command.id)
    letter = work.session.get(FeedbackLetter, card.letter_id) if card.letter_id else None
    if letter is not None and not letter.is_void:
        raise InLetterError(what=_what(work, card), letter=letter.letter_no or "")
    card.is_void, card.void_reason = True, reason(command)
    work.note(f"party_feedback_card:{card.id}")
    return card.id


def reason(command: VoidPaper) -> str:
    """Why something is taken out of use."""
    text = clean_text(command.reason, REASON)
    if not text:
        raise ReasonMissingError(field="reason")
    return text


def _chosen(work: Work, ids: Sequence[int]) -> list[PartyFeedbackCard]:
    if not ids:
        raise NothingChosenError(why="没有选反馈卡")
    return [_card(work, card_id) for card_id in dict.fromkeys(ids)]


def _card(work: Work, card_id: int) -> PartyFeedbackCard:
    card = work.session.get(PartyFeedbackCard, card_id)
    if card is None or card.is_void:
        raise NotFoundError(what="这张反馈卡")
    return card


def _what(work: Work, card: PartyFeedbackCard) -> str:
    name = card.member_name
    if not name and card.member_id is not None:
        lines = feedback_lines(work, span_of(card), (card.member_id,))
        name = lines[0].name if lines else ""
    return f"{name}的反馈卡"


def _grade(work: Work, code: str, field: str) -> str | None:
    return choice_of(work, "appraisal_grade", code, field) if code else None


_LISTS = {"grade": "社区评价", "resident_rating": "居民评价", "channel": "寄出方式"}


def choice_of(work: Work, list_name: str, code: str, field: str) -> str:
    """The code as given; one that the list does not have is refused."""
    if work.codes.item(list_name, code) is None:
        raise UnknownChoiceError(value=code or "空", what=_LISTS[field], field=field)
    return code
