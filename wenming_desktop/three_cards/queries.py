"""How members stand with their three cards: node by node, one by one, and what is to be done."""

from collections.abc import Callable, Collection, Sequence
from datetime import date

from sqlalchemy import select

from db.tables.three_cards import PartyContactCard, PartyFeedbackCard
from wenming_desktop.party.card_states import registered
from wenming_desktop.party.page_model import NodeFilter
from wenming_desktop.three_cards.cards import due_people, sent
from wenming_desktop.three_cards.contact import checked_dates, contact_cards
from wenming_desktop.three_cards.homes import liaison_tile
from wenming_desktop.three_cards.letters import unreturned
from wenming_desktop.three_cards.model import (
    CardMarks,
    Mark,
    MissingLine,
    Progress,
    Reminders,
    Tile,
)
from wenming_desktop.three_cards.people import Person, cell_names, in_node, people
from wenming_desktop.three_cards.rules import (
    Span,
    contact_state,
    needs_contact,
    needs_feedback,
    receipt_missing,
)
from wenming_desktop.work import Work, use_case

NOT_NEEDED = Mark("not_needed", "不需要")
REGISTERED, UNREGISTERED = Mark("ok", "已登记"), Mark("none", "没有卡")
HANDED_IN, NOT_HANDED_IN = Mark("ok", "已交"), Mark("due", "待交")
HANDED_OUT = Mark("ok", "已发")
"""The card is out and no half of the year is due yet."""
NO_CARD, TOLD, NOT_TOLD = Mark("none", "没有卡"), Mark("ok", "已反馈"), Mark("due", "待反馈")
OVERDUE = Mark("due", "超期")


@use_case("three_cards.progress", "查看三卡进度", right="party.read")
def progress(work: Work, wanted: NodeFilter) -> Progress:
    """The tiles of a node: how many of those who need a card have it, and what is left."""
    who = in_node(work, wanted)
    marks = _Marks(work)
    each = {person.id: marks.of(person) for person in who}

    def tile(pick: Callable[[CardMarks], Mark], words: Callable[[list[Person]], str]) -> Tile:
        need = [person for person in who if pick(each[person.id]) != NOT_NEEDED]
        lacking = [person for person in need if pick(each[person.id]).state != "ok"]
        said = words(lacking) if need else "没有人需要"
        return Tile(len(need) - len(lacking), len(need), said, tuple(p.id for p in lacking))

    return Progress(
        registration=tile(
            lambda m: m.registration, lambda left: _left(left, "全部登记", "还没登记")
        ),
        contact=tile(lambda m: m.contact, lambda left: _left(left, "全部交齐", "还没交")),
        feedback=tile(
            lambda m: m.feedback,
            lambda left: f"{len(left)} 人待反馈" if left else "全部反馈",
        ),
        liaison=liaison_tile(work, wanted, who),
        span=marks.span,
    )


@use_case("three_cards.marks", "查看三卡进度", right="party.read")
def card_marks(work: Work, member_ids: Collection[int]) -> dict[int, CardMarks]:
    """How each of these members stands with the three cards, for a list of members."""
    marks, known = _Marks(work), people(work)
    return {i: marks.of(known[i]) for i in member_ids if i in known}


@use_case("three_cards.missing", "查看缺的卡", right="party.read")
def missing_cards(work: Work, wanted: NodeFilter | None = None) -> tuple[MissingLine, ...]:
    """Who of a node (of all) lacks a card or has one due, cell by cell."""
    marks, cells = _Marks(work), cell_names(work)
    found = []
    for person in in_node(work, wanted):
        has = marks.of(person)
        if any(m.state in ("due", "none") for m in (has.registration, has.contact, has.feedback)):
            cell = cells.get(person.group_id or 0, "")
            found.append(MissingLine(person.id, person.name, cell, person.unit, has))
    return tuple(sorted(found, key=lambda line: (line.cell, line.name, line.member_id)))


@use_case("three_cards.reminders", "查看三卡提醒", right="party.read")
def reminders(work: Work) -> Reminders:
    """What waits today: cards of the last half-year not sent, receipts not come back."""
    today = work.now.date()
    span = Span.last_half(today)
    told = sent(work, span)
    waiting = [person for person in due_people(work, span) if person.id not in told]
    late = span.is_overdue(today)
    rows = work.session.execute(
        select(PartyFeedbackCard.sent_on, PartyFeedbackCard.unit_name).where(
            ~PartyFeedbackCard.is_void,
            PartyFeedbackCard.sent_on.is_not(None),
            PartyFeedbackCard.receipt_on.is_(None),
        )
    )
    open_cards = [unit or "" for on, unit in rows if receipt_missing(on, None, today)]
    units = set(open_cards)
    return Reminders(
        span=span,
        due=0 if late else len(waiting),
        overdue=len(waiting) if late else 0,
        unreturned_cards=len(open_cards),
        unreturned_letters=len(unreturned(work, today)),
        units=tuple(sorted(unit for unit in units if unit)),
    )


class _Marks:
    """The cards of everybody, read once."""

    def __init__(self, work: Work) -> None:
        self.today = work.now.date()
        self.span = Span.last_half(self.today)
        self._valid = registered(work)
        self._contact = contact_cards(work, self.today.year)
        self._told_to = sent(work, self.span)

    def of(self, person: Person) -> CardMarks:
        """How one member stands."""
        return CardMarks(
            REGISTERED if person.id in self._valid else UNREGISTERED,
            contact_mark(person, self._contact.get(person.id), self.today),
            self._told(person),
        )

    def _told(self, person: Person) -> Mark:
        if not needs_feedback(person.kind, person.reported_on, self.span):
            return NOT_NEEDED
        if person.id in self._told_to:
            return TOLD
        return OVERDUE if self.span.is_overdue(self.today) else NOT_TOLD


def contact_mark(person: Person, card: PartyContactCard | None, today: date) -> Mark:
    """How a member stands with the contact card of this year."""
    if not needs_contact(person.kind):
        return NOT_NEEDED
    if card is None:
        return NO_CARD
    dates = checked_dates(card)
    if contact_state(today.year, dates, today) == "due":
        return NOT_HANDED_IN
    return HANDED_IN if any(dates[1:]) else HANDED_OUT


def _left(lacking: Sequence[Person], done: str, missing: str) -> str:
    """Who is left, by name where it is one."""
    if not lacking:
        return done
    if len(lacking) == 1:
        return f"{lacking[0].name}{missing}"
    return f"{len(lacking)} 人{missing}"
