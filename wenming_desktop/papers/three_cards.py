"""The three cards and the letters on paper: for chosen members, or a whole period at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from wenming_desktop.forms import contact_card, feedback_card, feedback_letter, registration_card
from wenming_desktop.forms.card_facts import Flip
from wenming_desktop.forms.gather_three_cards import (
    feedback_facts,
    gather_contact,
    gather_registration,
    letter_facts,
)
from wenming_desktop.forms.letter_facts import FeedbackLetter
from wenming_desktop.forms.member_card_facts import (
    ContactCard,
    FeedbackCard,
    FeedbackSheets,
    RegistrationCard,
    RegistrationSheets,
)
from wenming_desktop.forms.page import Pdf
from wenming_desktop.papers.archive import Paper, keep
from wenming_desktop.papers.binding import bind
from wenming_desktop.party.page_model import NodeFilter
from wenming_desktop.three_cards.cards import feedback_lines
from wenming_desktop.three_cards.desk_queries import contact_lines, registration_lines
from wenming_desktop.three_cards.letters import letter_lines, note_printed, whole_letters
from wenming_desktop.three_cards.model import FeedbackLine
from wenming_desktop.three_cards.people import in_node
from wenming_desktop.three_cards.refusals import NothingChosenError
from wenming_desktop.three_cards.rules import Span
from wenming_desktop.work import Desk, Work, use_case

Kind = Literal["registration", "contact", "feedback"]


@dataclass(frozen=True)
class DrawThree:
    """Cards of one kind for these members, one on a sheet or two, for a printer that turns so.

    `span` is the period of feedback cards.
    """

    kind: Kind
    member_ids: tuple[int, ...]
    span: Span | None = None
    two_up: bool = True
    flip: Flip = "short"


@dataclass(frozen=True)
class FeedbackPaper:
    """The cards and letters of a period, and what they say."""

    pdf: Pdf
    lines: tuple[FeedbackLine, ...]
    units: int
    letters: int


@dataclass(frozen=True)
class Drawn:
    """One document to print, and the papers in it that the archive keeps once it was printed."""

    pdf: Pdf
    papers: tuple[Paper, ...]


@use_case("papers.three_cards", "打印三卡", right="party.read")
def gather_cards(
    work: Work, command: DrawThree
) -> tuple[RegistrationCard | ContactCard | FeedbackCard, ...]:
    """The facts of the cards asked for, in the order asked."""
    if command.kind == "registration":
        return tuple(gather_registration(work, member) for member in command.member_ids)
    if command.kind == "contact":
        return tuple(gather_contact(work, member) for member in command.member_ids)
    if command.span is None:
        raise ValueError("feedback cards need a period")
    lines = {line.id: line for line in feedback_lines(work, command.span, command.member_ids)}
    chosen = [lines[member] for member in command.member_ids if member in lines]
    return feedback_facts(work, chosen, command.span)


@use_case("papers.letters", "打印反馈函", right="party.read")
def gather_letters(work: Work, ids: Sequence[int], span: Span) -> tuple[FeedbackLetter, ...]:
    """The facts of these letters of a period."""
    lines = {line.id: line for line in letter_lines(work, span)}
    return letter_facts(work, [lines[row_id] for row_id in ids if row_id in lines])


@use_case("papers.feedback", "打印反馈卡和函", right="party.read")
def gather_period(
    work: Work, span: Span
) -> tuple[tuple[FeedbackLine, ...], tuple[FeedbackCard, ...], tuple[FeedbackLetter, ...]]:
    """A whole period as it stands: issued papers frozen, the others as they would be now."""
    lines = feedback_lines(work, span)
    letters = letter_facts(work, whole_letters(work, span))
    return lines, feedback_facts(work, lines, span), letters


@use_case("papers.feedback_rows", "打印三卡", right="party.read")
def _rows(work: Work, command: DrawThree) -> tuple[int | None, ...]:
    """The feedback cards that are drawn, by their rows; None where there is none yet."""
    if command.span is None:
        return ()
    lines = {line.id: line for line in feedback_lines(work, command.span, command.member_ids)}
    return tuple(lines[i].card_id or None for i in command.member_ids if i in lines)


def draw_three(desk: Desk, command: DrawThree) -> Drawn:
    """Draw the cards of these members."""
    cards = desk.read(gather_cards, command)
    if not cards:
        raise NothingChosenError(why="选中的人没有这种卡")
    pdf = draw_facts(cards, command)
    form = f"{command.kind}_card"
    rows = desk.read(_rows, command) if command.kind == "feedback" else command.member_ids
    return Drawn(
        pdf,
        tuple(
            Paper(form, card, pdf, row, number=card.card_no)
            for card, row in zip(cards, rows, strict=True)
        ),
    )


@use_case("papers.cards_of_node", "打印三卡", right="party.read")
def cards_of_node(work: Work, wanted: NodeFilter, kind: Kind, span: Span | None) -> tuple[int, ...]:
    """The members of a node who have a card of this kind."""
    if kind == "registration":
        return tuple(line.id for line in registration_lines(work, wanted) if line.card_id)
    if kind == "contact":
        return tuple(line.id for line in contact_lines(work, wanted) if line.card_id)
    inside = {person.id for person in in_node(work, wanted, span.end if span else None)}
    lines = feedback_lines(work, span) if span else ()
    return tuple(line.id for line in lines if line.id in inside and line.card_id)


def draw_node(desk: Desk, wanted: NodeFilter, command: DrawThree) -> Drawn:
    """Draw the cards of a node; `command` says how, its members are not asked."""
    ids = desk.read(cards_of_node, wanted, command.kind, command.span)
    if not ids:
        raise NothingChosenError(why="这里还没有人有这种卡，先登记或备卡")
    return draw_three(desk, replace(command, member_ids=ids))


def draw_facts(
    cards: Sequence[RegistrationCard | ContactCard | FeedbackCard], command: DrawThree
) -> Pdf:
    """Draw facts that were gathered."""
    registrations = tuple(card for card in cards if isinstance(card, RegistrationCard))
    contacts = tuple(card for card in cards if isinstance(card, ContactCard))
    feedbacks = tuple(card for card in cards if isinstance(card, FeedbackCard))
    if registrations and command.two_up:
        return registration_card.draw_sheets(RegistrationSheets(registrations, command.flip))
    if registrations:
        return registration_card.draw_cards(registrations)
    if contacts:
        return contact_card.draw_cards(contacts, command.flip)
    if command.two_up:
        return feedback_card.draw_sheets(FeedbackSheets(feedbacks))
    return feedback_card.draw_cards(feedbacks)


def draw_letters(desk: Desk, ids: Sequence[int], span: Span) -> Drawn:
    """Draw letters one after another, each with pages counted for itself."""
    facts = desk.read(gather_letters, ids, span)
    if not facts:
        raise NothingChosenError(why="没有选反馈函")
    drawn = [feedback_letter.draw(letter) for letter in facts]
    return Drawn(
        bind(drawn),
        tuple(
            Paper("feedback_letter", letter, pdf, row, number=letter.letter_no)
            for letter, pdf, row in zip(facts, drawn, ids, strict=True)
        ),
    )


def keep_printed(desk: Desk, drawn: Drawn) -> int:
    """Put into the archive what was printed of it; how many papers that are."""
    kept = [paper for paper in drawn.papers if paper.is_kept]
    for paper in kept:
        keep(desk, paper)
    letters = [paper.row for paper in kept if paper.form == "feedback_letter" and paper.row]
    if letters:
        desk.write(note_printed, letters)
    return len(kept)


def draw_period(desk: Desk, span: Span) -> FeedbackPaper:
    """The feedback cards and letters of a period in one document; no data changes."""
    lines, cards, letters = desk.read(gather_period, span)
    if not cards:
        raise NothingChosenError(why=f"{span.title}没有报到党员")
    pdf = bind([feedback_card.draw_cards(cards), *map(feedback_letter.draw, letters)])
    units = {line.unit for line in lines if line.unit}
    return FeedbackPaper(pdf, lines, len(units), len(letters))
