"""今日工作台: tickets to see to, birthdays and cards in one read, the month so far in another."""

from datetime import date, datetime
from typing import Any, Final

from db.derived import short_address
from wenming_desktop.cards import rules as card_rules
from wenming_desktop.cards.queues import WHY, card_queues
from wenming_desktop.tallies import fetch, registers
from wenming_desktop.tallies.figures import count
from wenming_desktop.tallies.period import Period
from wenming_desktop.three_cards.queries import reminders
from wenming_desktop.three_cards.wording import reminder_words
from wenming_desktop.tickets import deadlines
from wenming_desktop.tickets import queries as tickets
from wenming_desktop.tickets.board import STAGES, caller_words, short_number
from wenming_desktop.tickets.board_facts import headline
from wenming_desktop.tickets.board_query import ASKED
from wenming_desktop.tickets.board_words import day_words, due_words
from wenming_desktop.tickets.facts import REOPEN_RIGHT
from wenming_desktop.tickets.filters import RUNNING, where
from wenming_desktop.tickets.model import SUSPENDED, TicketRow
from wenming_desktop.tickets.orders import TicketFilter
from wenming_desktop.tickets.service import RIGHTS
from wenming_desktop.today import model
from wenming_desktop.today.model import (
    Birthday,
    Board,
    CardsLeft,
    MonthSoFar,
    Pending,
    Tile,
    Todo,
    TodoLine,
)
from wenming_desktop.today.tiles import tiles
from wenming_desktop.work import Actor, Work, use_case

# Read out of the index; a row is opened only of the few that are suspended.
_OPEN: Final = f"""
SELECT t.id, t.status, t.due_at, t.ticket_no,
 CASE t.status WHEN '{SUSPENDED}' THEN
  (SELECT s.review_on FROM ticket s WHERE s.id = t.id) END,
 {ASKED}
FROM ticket t INDEXED BY ix_ticket_board WHERE t.is_void = 0 AND {{where}}
"""
_FINISHED: Final = "50"
_NEEDS: Final = {**RIGHTS, "RES": REOPEN_RIGHT}
_CALLERS: Final = """
SELECT t.id, t.complainant_name, t.is_anonymous, t.is_confidential
FROM json_each(?) w JOIN ticket t ON t.id = w.value
"""
# Born before a day is a range of its index, where the day of the year is looked at too: only of
# the few whose birthday is near a row is opened (CROSS JOIN: the planner would begin with every
# member of a household). Known by year or month alone it is no birthday, unless the identity
# number tells the day.
_ELDERS: Final = """
SELECT h.id, r.full_name, r.birth_date, e.name, b.building_no, u.unit_no, ho.room_no
FROM resident r INDEXED BY ix_resident_birth_date
CROSS JOIN household_membership m ON m.resident_id = r.id AND m.to_on IS NULL AND NOT m.is_void
JOIN household h ON h.id = m.household_id AND NOT h.is_void
LEFT JOIN house ho ON ho.id = h.house_id
LEFT JOIN building_unit u ON u.id = ho.building_unit_id
LEFT JOIN building b ON b.id = u.building_id
LEFT JOIN estate e ON e.id = b.estate_id
WHERE r.birth_date <= ? AND substr(r.birth_date, 6, 5) IN ({days})
AND (coalesce(r.birth_precision, '') NOT IN ('Y', 'M') OR length(r.id_number) = 18)
AND m.is_living
AND NOT r.is_void AND coalesce(r.lifecycle, '1') = '1' {own}
ORDER BY h.sort_key, r.id
"""
_ANYTHING: Final = "SELECT EXISTS (SELECT 1 FROM household) OR EXISTS (SELECT 1 FROM ticket)"


@use_case("today.board", "查看今日工作台", right="ticket.read")
def board(work: Work) -> Board:
    """What the first page shows at once; what the account may not see is None."""
    rights = work.actor.rights
    return Board(
        now=work.now,
        is_new=not work.connection.exec_driver_sql(_ANYTHING).scalar(),
        todo=_todo(work),
        birthdays=_birthdays(work) if "register.read" in rights else None,
        cards=_cards(work) if "card.read" in rights else None,
        party=reminder_words(reminders(work)) if "party.read" in rights else ("", ""),
    )


@use_case("today.month", "查看本月数字", right="tally.read")
def month_so_far(work: Work) -> MonthSoFar:
    """The month up to today beside last month up to the same day: a replay of both."""
    cards = _cards(work) if "card.read" in work.actor.rights else None
    whole = work.actor.grid_ids is None
    return MonthSoFar(model.spans(work.now)[0], _tiles(work, cards, whole=whole))


def _todo(work: Work) -> Todo:
    pending = _pending(work)
    tabs = model.sort_out(pending, frozenset(RUNNING), work.now)
    coming = model.coming_up(pending, frozenset(RUNNING), work.now)
    first = coming[: model.MOST_COMING]
    listed_first = [row for ids in tabs.values() for row in ids[: model.MOST]]
    known = {ticket.id: ticket for ticket in pending}
    wanted = [known[row] for row in dict.fromkeys([*listed_first, *first])]
    lines = _lines(work, wanted, frozenset(tabs[model.LATE]))
    listed = frozenset(tabs[model.ALL])
    later = [t.due_at for t in pending if t.status in RUNNING and t.due_at and t.id not in listed]
    return Todo(
        {key: len(ids) for key, ids in tabs.items()},
        {key: tuple(lines[row] for row in ids[: model.MOST]) for key, ids in tabs.items()},
        day_words(min(later), work.now) if later else "",
        tuple(lines[row] for row in first),
        len(coming),
    )


def _pending(work: Work) -> list[Pending]:
    condition, values = where(work, TicketFilter(statuses=STAGES["open"][1]))
    rows = work.connection.exec_driver_sql(_OPEN.format(where=condition), values)
    decides = _may(work.actor, "APV")
    return [
        Pending(
            row[0],
            row[1],
            datetime.fromisoformat(row[2]) if row[2] else None,
            row[3] or "",
            date.fromisoformat(row[4]) if row[4] else None,
            decides and bool(row[1] == _FINISHED or row[5]),
        )
        for row in rows
    ]


def _lines(work: Work, wanted: list[Pending], late: frozenset[int]) -> dict[int, TodoLine]:
    days = deadlines.calendar(work)
    known = {ticket.id: ticket for ticket in wanted}
    ids = list(known)
    callers = {row[0]: row[1:] for row in work.connection.exec_driver_sql(_CALLERS, (str(ids),))}
    found = {}
    for row in tickets.rows_of(work, ids, days):
        ticket = known[row.id]
        lamp, words = due_words(
            row.status, row.status_name, row.due_at, work.now, days, ticket.review_on
        )
        found[row.id] = TodoLine(
            id=row.id,
            number=short_number(row.number),
            status=row.status,
            lamp=lamp,
            lamp_text=words,
            title=headline(row.title),
            place=_place(row, callers[row.id]),
            unit=" ".join(part for part in (row.handling_unit, row.handler) if part),
            action=model.next_step(
                row.status,
                late=row.id in late,
                may=lambda action: _may(work.actor, action),
                asked=ticket.decides and row.status != _FINISHED,
            ),
        )
    return found


def _place(row: TicketRow, caller: Any) -> str:
    name = caller_words((*caller, row.source_name)) if caller[0] else ""
    return " ".join(part for part in (row.location_text, name) if part)


def _may(actor: Actor, action: str) -> bool:
    return {"ticket.write", _NEEDS.get(action, "ticket.write")} <= actor.rights


def _birthdays(work: Work) -> tuple[Birthday, ...]:
    today = work.now.date()
    days = model.month_days(today)
    last = max(days.values())
    own = ""
    if work.actor.grid_ids is not None:
        own = f"AND b.grid_id IN ({','.join(map(str, sorted(work.actor.grid_ids))) or '-1'})"
    sql = _ELDERS.format(days=",".join("?" * len(days)), own=own)
    # At most the last day of the week decides the year; each one's age is looked at below.
    rows = work.connection.exec_driver_sql(sql, (f"{last.year - model.AGED}-12-31", *days))
    found = []
    for household, name, born, *door in rows:
        birth = date.fromisoformat(born)
        day = days[f"{birth:%m-%d}"]
        age = day.year - birth.year
        if age >= model.AGED:
            when, where_to = model.day_said(day, today), short_address(*door) if door[0] else ""
            found.append((day, Birthday(household, when, name or "", age, where_to)))
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))


def _cards(work: Work) -> CardsLeft:
    queues = card_queues(work)
    reasons = tuple(
        (words, queues.reasons[key]) for key, words in WHY.items() if queues.reasons.get(key)
    )
    waiting = queues.states.get(card_rules.WAITING, 0)
    return CardsLeft(waiting, reasons, queues.without, queues.received, queues.households)


def _tiles(work: Work, cards: CardsLeft | None, *, whole: bool) -> tuple[Tile, ...]:
    now, then = model.spans(work.now)
    signed = (_signed(work, now), _signed(work, then)) if whole else None
    # Fetched once for both: the figures are those the tallies count of either alone.
    book = fetch.book(work, Period("days", then.begin, now.end))
    days = deadlines.calendar(work)
    return tiles(count(book, now, days), count(book, then, days), signed, cards)


def _signed(work: Work, period: Period) -> int:
    found = (line.now for line in registers.lines(work, period) if line.label == registers.CARDS)
    return next(found, 0)
