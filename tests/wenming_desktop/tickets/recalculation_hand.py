"""What tests of 时限重算 share: tickets of five days, a holiday, what the file then says."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from tests.plain_count import count as plain_count
from tests.wenming_desktop.tickets.conftest import CALL, raw
from wenming_desktop.settings.workdays import DaySheet, save_day
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.service import month_document, ticket_log
from wenming_desktop.tickets.board_view import ticket_view
from wenming_desktop.tickets.life import replay
from wenming_desktop.tickets.model import TicketRow
from wenming_desktop.tickets.recalculation import (
    due_changes,
)
from wenming_desktop.tickets.recalculation_model import (
    DueChange,
    Recalculate,
)
from wenming_desktop.tickets.service import open_ticket
from wenming_desktop.tickets.store import read_log
from wenming_desktop.work import Desk, Work, use_case

Opened = Callable[..., int]
Take = Callable[..., TicketRow]
MONDAY: Final = datetime(2026, 3, 9, 9)
FRIDAY: Final = date(2026, 3, 13)
SATURDAY: Final = date(2026, 3, 14)
DUE: Final = datetime(2026, 3, 16, 17, 30)
LATER: Final = datetime(2026, 3, 17, 17, 30)
ALL: Final = Recalculate()
FIVE_DAYS: Final = "0199"


@use_case("test.recalculated", "回放", right="ticket.read", undo="none")
def replayed(work: Work, ticket: int) -> tuple[datetime | None, datetime | None]:
    """What the program's own replay makes of a log."""
    state = replay(read_log(work, ticket).rows)
    return state.due_at, state.first_due_at


def five_days(town: Desk) -> Opened:
    """Open a ticket that has five working days, said otherwise where wanted."""
    return lambda **said: town.write(open_ticket, replace(CALL, **{"category": FIVE_DAYS, **said}))


def stored(desk: Desk, ticket: int) -> datetime:
    with raw(desk) as ask:
        return datetime.fromisoformat(ask("SELECT due_at FROM ticket WHERE id = ?", ticket)[0][0])


def holiday(desk: Desk, day: date = FRIDAY, *, works: bool = False) -> int:
    return desk.write(save_day, DaySheet(day, works, "放假" if not works else "调休上班"))


def hold(desk: Desk, *tickets: int) -> None:
    """The stored deadline is what the log says, and the month is what a plain script counts."""
    for ticket in tickets:
        assert desk.read(replayed, ticket)[0] == stored(desk, ticket)
    for month in (3, 4, 5):
        period = Period.month(2026, month)
        logged = json.loads(json.dumps(desk.read(ticket_log, period)))
        assert plain_count(logged) == desk.read(month_document, period)


def one(desk: Desk) -> DueChange:
    (change,) = desk.read(due_changes)
    return change


def texts(desk: Desk, ticket: int) -> list[str]:
    return [line.text for line in desk.read(ticket_view, ticket).lines]
