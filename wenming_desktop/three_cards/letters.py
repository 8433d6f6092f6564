"""党员表现反馈函: one per employer and period, from the cards that were issued."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Final

from sqlalchemy import select

from db.tables.party import WorkUnit
from db.tables.three_cards import FeedbackLetter, PartyFeedbackCard
from wenming_desktop.errors import NotFoundError
from wenming_desktop.fields import clean_text
from wenming_desktop.fields.text import scrub
from wenming_desktop.settings import office, take_number
from wenming_desktop.settings.office import Office
from wenming_desktop.three_cards.cards import feedback_cards, feedback_lines
from wenming_desktop.three_cards.feedback import choice_of, reason
from wenming_desktop.three_cards.model import FeedbackLine, LetterLine
from wenming_desktop.three_cards.orders import EditLetter, Receipt, Send, VoidPaper
from wenming_desktop.three_cards.refusals import (
    IssuedError,
    LetterEmptyError,
    NothingChosenError,
    NotIssuedError,
    NotSentError,
)
from wenming_desktop.three_cards.registration import not_ahead
from wenming_desktop.three_cards.rules import BODY, OPINION, Span, stage
from wenming_desktop.three_cards.wording import letter_body, letter_title
from wenming_desktop.work import Work, use_case

KIND: Final = "letter"
_SIGNATORY: Final = 20


@use_case("letters.list", "查看反馈函", right="party.read")
def letter_lines(work: Work, span: Span) -> tuple[LetterLine, ...]:
    """Every letter of a period, employer by employer; a draft follows its cards."""
    lines = feedback_lines(work, span)
    drafts, found = _open_cards(lines), []
    for letter in _letters(work, span):
        if letter.issued_on is None:
            cards = drafts.get(letter.work_unit_id or 0, [])
        else:
            cards = [line for line in lines if line.letter_id == letter.id]
        found.append(letter_line(work, letter, tuple(cards), span))
    return tuple(sorted(found, key=lambda line: (line.unit, line.id)))


@use_case("letters.whole", "查看反馈函", right="party.read")
def whole_letters(work: Work, span: Span) -> tuple[LetterLine, ...]:
    """The letters of a period as they would be were every card issued now, to be printed."""
    rows, lines = _letters(work, span), feedback_lines(work, span)
    issued = {row.id: row for row in rows if row.issued_on is not None}
    drafts = {row.work_unit_id: row for row in rows if row.issued_on is None}
    by_unit: dict[int, list[FeedbackLine]] = defaultdict(list)
    by_letter: dict[int, list[FeedbackLine]] = defaultdict(list)
    for line in lines:
        if line.letter_id in issued:
            by_letter[line.letter_id or 0].append(line)
        elif line.unit_id is not None:
            by_unit[line.unit_id].append(line)
    found = [letter_line(work, row, tuple(by_letter[row.id]), span) for row in issued.values()]
    for unit, cards in by_unit.items():
        letter = drafts.get(unit) or FeedbackLetter(work_unit_id=unit, period=span.text)
        found.append(letter_line(work, letter, tuple(cards), span))
    return tuple(sorted(found, key=lambda line: (line.unit, line.id)))


@use_case("letters.prepare", "拟反馈函", right="party.write")
def prepare_letters(work: Work, span: Span) -> int:
    """A draft for every employer with issued cards that no letter speaks of; how many."""
    waiting = _open_cards(feedback_lines(work, span))
    drafted = {row.work_unit_id for row in _letters(work, span) if row.issued_on is None}
    lacking = [unit for unit in waiting if unit and unit not in drafted]
    for unit in lacking:
        work.session.add(FeedbackLetter(work_unit_id=unit, period=span.text))
    work.note("feedback_letter", count=len(lacking), period=span.text)
    return len(lacking)


@use_case("letters.edit", "改反馈函", right="party.write")
def edit_letter(work: Work, command: EditLetter) -> int:
    """A draft's words; an empty body follows the cards again."""
    letter = _letter(work, command.letter_id)
    if letter.issued_on is not None:
        raise IssuedError(what=f"反馈函 {letter.letter_no} ")
    paragraphs = (scrub(line)[0].strip() for line in command.body.splitlines())
    letter.body = "\n".join(line for line in paragraphs if line)[:BODY] or None
    letter.signatory = clean_text(command.signatory, _SIGNATORY) or None
    work.note(f"feedback_letter:{letter.id}")
    return letter.id


@use_case("letters.issue", "发反馈函", right="party.write")
def issue_letters(work: Work, ids: Sequence[int], span: Span) -> int:
    """These drafts get their numbers and stand with the cards they speak of; how many."""
    lines = {line.id: line for line in letter_lines(work, span)}
    drafts = [lines[i] for i in dict.fromkeys(ids) if i in lines and not lines[i].issued_on]
    if not drafts:
        raise NothingChosenError(why="选中的反馈函都已经发文")
    held = feedback_cards(work, span)
    for line in drafts:
        if not line.members:
            raise LetterEmptyError(unit=line.unit)
        letter = _letter(work, line.id)
        letter.letter_no = take_number(work, KIND, work.now, word=letter_word(office(work)))
        letter.issued_on, letter.body = work.now.date(), line.body
        letter.signatory = line.signatory
        for member in line.members:
            held[member.id].letter_id = letter.id
    work.note("feedback_letter", count=len(drafts))
    return len(drafts)


@use_case("letters.send", "寄出反馈函", right="party.write")
def send_letters(work: Work, command: Send) -> int:
    """These letters went out, and with them the cards that were not sent before; how many."""
    day = not_ahead(work, command.on, "寄出日期") or work.now.date()
    channel = choice_of(work, "feedback_channel", command.channel, "channel")
    letters = _chosen(work, command.ids)
    for letter in letters:
        if letter.issued_on is None:
            raise NotIssuedError(what="这份反馈函")
        letter.sent_on, letter.channel = day, channel
        for card in _cards_of(work, letter.id):
            if card.sent_on is None:
                card.sent_on, card.channel, card.sent_by = day, channel, work.actor.staff_id
    work.note("feedback_letter", count=len(letters))
    return len(letters)


@use_case("letters.receipt", "登记反馈函回执", right="party.write")
def receive_letters(work: Work, command: Receipt) -> int:
    """The employers' receipts are back; how many."""
    day = not_ahead(work, command.on, "回执日期") or work.now.date()
    letters = _chosen(work, command.ids)
    for letter in letters:
        if letter.sent_on is None:
            raise NotSentError(what=f"反馈函 {letter.letter_no or ''}")
        letter.receipt_on = day
        letter.receipt_opinion = clean_text(command.opinion, OPINION) or None
    work.note("feedback_letter", count=len(letters))
    return len(letters)


@use_case("letters.printed", "打印反馈函", right="party.write")
def note_printed(work: Work, ids: Sequence[int]) -> int:
    """These letters came out of the printer; how many."""
    letters = _chosen(work, ids)
    for letter in letters:
        letter.printed_count += 1
    work.note("feedback_letter", count=len(letters))
    return len(letters)


@use_case("letters.void", "作废反馈函", right="party.write")
def void_letter(work: Work, command: VoidPaper) -> int:
    """An issued letter is taken out of use; its cards may go into another one."""
    letter = _letter(work, command.id)
    for card in _cards_of(work, letter.id):
        card.letter_id = None
    letter.is_void, letter.void_reason = True, reason(command)
    work.note(f"feedback_letter:{letter.id}")
    return letter.id


def letter_line(
    work: Work, letter: FeedbackLetter, cards: tuple[FeedbackLine, ...], span: Span
) -> LetterLine:
    """A letter with the cards it speaks of; words nobody typed are written from the cards."""
    unit = work.session.get(WorkUnit, letter.work_unit_id or 0)
    name = cards[0].unit if cards else (unit.name or "" if unit else "")
    grades = {item.code: item.name for item in work.codes.items("appraisal_grade")}
    body = letter.body or (letter_body(cards, grades, span) if cards else "")
    return LetterLine(
        id=letter.id or 0,
        unit_id=letter.work_unit_id,
        unit=name,
        addressee=(unit.party_org_name if unit else "") or f"{name}党组织",
        span=span,
        title=letter_title([card.name for card in cards], span),
        body=body,
        members=cards,
        edited=letter.issued_on is None and letter.body is not None,
        letter_no=letter.letter_no or "",
        signatory=letter.signatory or signatory(office(work)),
        issued_on=letter.issued_on,
        sent_on=letter.sent_on,
        channel=letter.channel or "",
        receipt_on=letter.receipt_on,
        receipt_opinion=letter.receipt_opinion or "",
        printed_count=letter.printed_count or 0,
        stage=stage(letter.issued_on, letter.sent_on, letter.receipt_on, work.now.date()),
    )


def signatory(sheet: Office) -> str:
    """Who signs: the committee by its name, else as the community is called."""
    return sheet.party_full_name or f"中共{sheet.short_name or sheet.full_name}委员会"


def letter_word(sheet: Office) -> str:
    """The 代字 of the office's letters."""
    return sheet.letter_word or f"{sheet.short_name or sheet.full_name}党函"


def unreturned(work: Work, today: date) -> list[FeedbackLetter]:
    """Letters sent whose receipts have not come back."""
    found = work.session.scalars(
        select(FeedbackLetter).where(
            ~FeedbackLetter.is_void,
            FeedbackLetter.sent_on.is_not(None),
            FeedbackLetter.receipt_on.is_(None),
        )
    )
    return [row for row in found if stage(row.issued_on, row.sent_on, None, today) == "late"]


def _open_cards(lines: Sequence[FeedbackLine]) -> dict[int, list[FeedbackLine]]:
    """Issued cards that no letter speaks of, by employer."""
    found: dict[int, list[FeedbackLine]] = defaultdict(list)
    for line in lines:
        if line.issued_on is not None and line.letter_id is None:
            found[line.unit_id or 0].append(line)
    return found


def _letters(work: Work, span: Span) -> list[FeedbackLetter]:
    found = select(FeedbackLetter).where(
        FeedbackLetter.period == span.text, ~FeedbackLetter.is_void
    )
    return list(work.session.scalars(found.order_by(FeedbackLetter.id)))


def _cards_of(work: Work, letter_id: int) -> list[PartyFeedbackCard]:
    found = select(PartyFeedbackCard).where(
        PartyFeedbackCard.letter_id == letter_id, ~PartyFeedbackCard.is_void
    )
    return list(work.session.scalars(found))


def _chosen(work: Work, ids: Sequence[int]) -> list[FeedbackLetter]:
    if not ids:
        raise NothingChosenError(why="没有选反馈函")
    return [_letter(work, row_id) for row_id in dict.fromkeys(ids)]


def _letter(work: Work, row_id: int) -> FeedbackLetter:
    letter = work.session.get(FeedbackLetter, row_id)
    if letter is None or letter.is_void:
        raise NotFoundError(what="这份反馈函")
    return letter
