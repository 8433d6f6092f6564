"""时限重算: what a log's deadline would be by another calendar. Pure.

The deadline of a round is computed from its beginning: acceptance or rework, then every approved
extension and every resumption on top. The days promised are those of that step, by its category
and urgency at the time, so that only calendar and hours can move it. What was not computed, the
deadline a superior's sheet brought along, stays; what is built upon it moves.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from wenming_desktop.tickets.clock import Terms
from wenming_desktop.tickets.life import is_recalculation, standing
from wenming_desktop.tickets.model import LogRow

BEGINNINGS = frozenset({"ACC", "RWK"})


@dataclass(frozen=True)
class Promise:
    """The terms a round began with, by the calendar of that day and by the one in force.

    `guess`: whether the days of its category may have been changed since.
    """

    then: Terms
    now: Terms
    guess: bool = True


@dataclass
class _Clock:
    due: datetime | None = None
    hung: datetime | None = None


def beginning(log: Sequence[LogRow]) -> LogRow | None:
    """The step that set the clock of the round in hand."""
    return next((row for row in reversed(standing(log)) if row.action in BEGINNINGS), None)


def due_now(log: Sequence[LogRow], promise: Promise) -> datetime | None:
    """The deadline by the calendar in force; `promise` is what the round in hand began with."""
    first, clock = beginning(log), _Clock()
    if first is None or first.due_at is None:
        return None
    for row in standing(log):
        if row.action == "SUS":
            clock.hung = row.at
        if row.seq >= first.seq and row.due_at is not None and not is_recalculation(row):
            _follow(clock, row, promise)
    return clock.due


def _follow(clock: _Clock, row: LogRow, promise: Promise) -> None:
    if row.action in BEGINNINGS:
        clock.due = _begun(row, promise)
    elif row.action == "EXY" and clock.due:
        clock.due = promise.now.granted(clock.due, row.days or 0)
    elif row.action == "RES" and clock.due and clock.hung:
        clock.due = promise.now.resumed(clock.due, clock.hung, row.at)


def _begun(row: LogRow, promise: Promise) -> datetime | None:
    compute: Callable[[Terms, datetime], datetime]
    compute = Terms.first if row.action == "ACC" else Terms.rework
    for days in _promised_days(row, promise):
        then = replace(promise.then, default_workdays=days)
        if compute(then, row.at) == row.due_at:
            return compute(replace(promise.now, default_workdays=days), row.at)
    return row.due_at


def _promised_days(row: LogRow, promise: Promise) -> Iterable[int]:
    """Working days that may have been promised: the category's own, then what the clock shows."""
    yield promise.then.default_workdays
    if not promise.guess or row.due_at is None:
        return
    calendar = promise.then.calendar
    shown = calendar.workdays(calendar.start(row.at).date(), row.due_at.date())
    if shown > 0:
        # Urgency 2 halves, a rework halves, both together do so twice.
        yield from (shown, 2 * shown, 4 * shown)
