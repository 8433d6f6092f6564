"""统计数: counts a period's figures out of a book, their rates, and the command line's JSON."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from math import floor
from statistics import median

from wenming_desktop.tallies.model import (
    UNASSIGNED,
    UNCLASSIFIED,
    Book,
    Figures,
    Ids,
    Key,
    Names,
    TicketFact,
)
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.replay import Life, matters, phase
from wenming_desktop.tickets.clock import Calendar
from wenming_desktop.tickets.model import OPEN, PRAISE, SUSPENDED

_BY_ACTION = {
    "RWK": "reworked",
    "RTN": "returned",
    "DSP": "dispatched",
    "EXY": "extended",
    "SUP": "supervised",
    "RCK": "rechecked",
}
_BY_RATING = {"1": "satisfied", "2": "basically_satisfied", "3": "dissatisfied"}
_COUNTS = (
    "open_at_start",
    "accepted",
    "reopened",
    "completed",
    "out",
    "open_at_end",
    "completed_of_accepted",
    "due",
    "due_on_time",
    "overdue_open",
    "rated",
    "satisfied",
    "basically_satisfied",
    "dissatisfied",
)


def count(book: Book, period: Period, calendar: Calendar) -> Figures:
    """The figures of a period, by replaying the logs up to its end, or to now while it runs."""
    tally = _Tally(period, calendar, book)
    for ticket in book.tickets.values():
        log = book.logs.get(ticket.id, ())
        if matters(ticket, log, period):
            tally.add(ticket, Life(log, period))
    return tally.figures()


def percent(part: int, whole: int) -> float | None:
    """Per cent with one decimal, half up; None where there is nothing to divide by."""
    return (2000 * part + whole) // (2 * whole) / 10 if whole > 0 else None


def mean(values: Iterable[float]) -> float | None:
    """The mean with one decimal, half up; None of nothing."""
    known = list(values)
    if not known:
        return None
    # Exact, so that 6.45 goes up though no float is 6.45.
    return floor(Fraction(sum(known)) / len(known) * 10 + Fraction(1, 2)) / 10


def middle(values: Iterable[float]) -> float | None:
    """The median; None of nothing."""
    known = list(values)
    return float(median(known)) if known else None


def rates(f: Figures) -> dict[str, float | None]:
    """Every rate of the dossier's 6.2 by its name on the command line."""
    rated, good = len(f.rated), len(f.satisfied) + len(f.basically_satisfied)
    finished = len(f.finished)
    return {
        "completion_rate": percent(len(f.completed_of_accepted), len(f.accepted_here)),
        "cumulative_completion_rate": percent(len(f.completed), f.to_close),
        "on_time_rate": percent(len(f.due_on_time), len(f.due)),
        "callback_rate": percent(len(f.called_back), finished),
        "valid_callback_rate": percent(rated, finished),
        "satisfaction_rate": percent(good, rated),
        "strict_satisfaction_rate": percent(len(f.satisfied), rated),
        "first_callback_satisfaction_rate": percent(len(f.first_satisfied), rated),
        "resolution_rate": percent(len(f.solved), len(f.judged)),
        "rework_rate": percent(len(f.reworked), finished),
        "return_rate": percent(len(f.returned), len(f.dispatched)),
        "extension_rate": percent(len(f.extended), len(f.due)),
        "rebound_rate": percent(len(f.rebounded), len(f.rechecked)),
    }


def group(f: Figures, name: Callable[[int], str], ids: Iterable[int]) -> dict[str, Ids]:
    """Ticket ids by a name, most tickets first; of equals, those without a name last."""
    found: dict[str, set[int]] = defaultdict(set)
    for ticket_id in ids:
        found[name(ticket_id)].add(ticket_id)

    def place(key: str) -> tuple[int, bool, str]:
        return -len(found[key] & f.accepted), key in (UNCLASSIFIED, UNASSIGNED), key

    return {key: frozenset(found[key]) for key in sorted(found, key=place)}


def namers(f: Figures, names: Names) -> dict[str, Callable[[int], str]]:
    """How a ticket is named on each side a report is split by."""
    facts = f.facts
    return {
        "by_source": lambda i: names.source(facts[i].source),
        "by_category": lambda i: names.category(facts[i].category),
        "by_handling_unit": lambda i: names.unit(f.units.get(i)),
        "by_grid": lambda i: names.grid(facts[i].grid),
    }


def as_json(f: Figures, names: Names) -> dict[str, object]:
    """The document of `tally PERIOD --json`."""
    sides: dict[str, Mapping[str, int]] = {
        side: dict(sorted(Counter(map(name, f.accepted)).items()))
        for side, name in namers(f, names).items()
    }
    return {
        "period": f.period.text,
        "figures": {name: len(getattr(f, name)) for name in _COUNTS},
        "rates": rates(f),
        **sides,
        "praise": len(f.praise),
        "reconciled": f.reconciled,
    }


class _Tally:
    """Collects ids ticket by ticket; each method settles one family of figures."""

    def __init__(self, period: Period, calendar: Calendar, book: Book) -> None:
        self._period, self._calendar = period, calendar
        self._grid_units = book.grid_units
        self._until = min(period.end, book.seen_at or period.end)
        self._sets: dict[str, list[int]] = defaultdict(list)
        self._durations: dict[int, int] = {}
        self._responses: dict[int, float] = {}
        self._levels: dict[int, str] = {}
        self._units: dict[int, Key] = {}
        self._facts: dict[int, TicketFact] = {}

    def add(self, ticket: TicketFact, life: Life) -> None:
        """Put one ticket where it belongs."""
        is_new = ticket.accepted_at >= self._period.begin
        if ticket.nature == PRAISE:
            if is_new:
                self._put("praise", ticket)
            return
        self._stock(ticket, life, is_new)
        self._flow(ticket, life, is_new)
        self._timeliness(ticket, life)
        self._actions(ticket, life)
        self._ratings(ticket, life)
        if is_new and life.responded_at is not None:
            hours = self._calendar.working_hours(ticket.accepted_at, life.responded_at)
            self._responses[ticket.id] = hours
        if life.unit is not None:
            self._units[ticket.id] = life.unit

    def figures(self) -> Figures:
        """What came together."""
        return Figures(
            period=self._period,
            durations=self._durations,
            responses=self._responses,
            levels=self._levels,
            units=self._units,
            facts=self._facts,
            **{name: frozenset(ids) for name, ids in self._sets.items()},
        )

    def _put(self, name: str, ticket: TicketFact) -> None:
        self._sets[name].append(ticket.id)
        self._facts[ticket.id] = ticket

    def _stock(self, ticket: TicketFact, life: Life, is_new: bool) -> None:
        if life.said_before in OPEN and not is_new:
            self._put("open_at_start", ticket)
        if life.broken:
            self._put("broken", ticket)
        if life.said not in OPEN:
            return
        self._put("open_at_end", ticket)
        if life.said == SUSPENDED:
            self._put("suspended", ticket)
        elif life.due_at is not None and life.due_at < self._until:
            self._put("overdue_open", ticket)

    def _flow(self, ticket: TicketFact, life: Life, is_new: bool) -> None:
        was, now = phase(life.status_before), phase(life.status)
        again = was == "closed" and "RWK" in life.seen
        if again:
            self._put("reopened", ticket)
        if is_new:
            self._put("accepted", ticket)
            if (ticket.repeat_seq or 1) > 1:
                self._put("repeated", ticket)
        if now == "out" and was != "out":
            self._put("out", ticket)
        if now == "closed" and (was != "closed" or again):
            self._completed(ticket, life)
        if now == "closed" and is_new:
            self._put("completed_of_accepted", ticket)

    def _completed(self, ticket: TicketFact, life: Life) -> None:
        self._put("completed", ticket)
        if life.units and life.units <= self._grid_units and len(life.units) == 1:
            self._put("settled", ticket)
        if life.outcome in ("1", "2", "3", "4"):
            self._put("judged", ticket)
        if life.outcome == "1":
            self._put("solved", ticket)
        if life.last_finish is None:
            return
        accepted, finished = ticket.accepted_at.date(), life.last_finish.date()
        self._durations[ticket.id] = self._calendar.workdays(accepted, finished)

    def _timeliness(self, ticket: TicketFact, life: Life) -> None:
        due, finish = life.first_due_at, life.first_finish
        if due is None:
            return
        if finish is not None and finish > due and ticket.id in self._durations:
            self._put("completed_late", ticket)
        if not self._period.begin <= due < self._until or phase(life.status) == "out":
            return
        self._put("due", ticket)
        if finish is not None and finish <= due:
            self._put("due_on_time", ticket)

    def _actions(self, ticket: TicketFact, life: Life) -> None:
        for action, name in _BY_ACTION.items():
            if action in life.seen:
                self._put(name, ticket)
        if "closed" in life.seen:
            self._put("finished", ticket)
            if "CBK" in life.seen:
                self._put("called_back", ticket)
        if life.rebound:
            self._put("rebounded", ticket)
        if life.level is not None:
            self._levels[ticket.id] = life.level

    def _ratings(self, ticket: TicketFact, life: Life) -> None:
        if not life.ratings:
            return
        self._put(_BY_RATING[life.ratings[-1]], ticket)
        if life.ratings[0] != "3":
            self._put("first_satisfied", ticket)
