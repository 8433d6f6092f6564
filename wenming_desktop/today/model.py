"""今日工作台 as its page shows it: what is due, birthdays, cards, the month so far. Pure."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from wenming_desktop.tallies.figures import rates
from wenming_desktop.tallies.model import Figures
from wenming_desktop.tallies.period import Period

ALL, LATE, TODAY, UNSENT, CALLING = "all", "late", "today", "unsent", "calling"
TABS = {
    ALL: "今天要办",
    LATE: "超期",
    TODAY: "今天到期",
    UNSENT: "待派单",
    CALLING: "待回访",
}
MOST = 50
"""How many tickets a tab lists; the rest is a matter for 诉求工单."""
MOST_COMING = 20
AGED = 80
DAYS = 7
_WAITING_FOR_US = frozenset({"00", "10", "20"})
_OUTSIDE = frozenset({"30", "40"})
_NEXT = {"10": "ACC", "20": "DSP", "30": "SGN", "40": "FIN", "50": "APV", "60": "CBK"}
_MINUS = "\N{MINUS SIGN}"
_FAR = datetime(9999, 1, 1)


@dataclass(frozen=True, slots=True)
class Pending:
    """What of an open ticket decides where it is listed; `number` breaks ties."""

    id: int
    status: str
    due_at: datetime | None
    number: str = ""


@dataclass(frozen=True, slots=True)
class TodoLine:
    """One ticket to see to; `action` is the step that is next, empty where there is none."""

    id: int
    number: str
    status: str
    lamp: str
    lamp_text: str
    title: str
    place: str
    unit: str
    action: str


@dataclass(frozen=True, slots=True)
class Todo:
    """The tabs: how many each has, the first `MOST` of it; `next_due` is the deadline after.

    `coming` are the first of those due in the days after today.
    """

    counts: Mapping[str, int]
    lines: Mapping[str, tuple[TodoLine, ...]]
    next_due: str
    coming: tuple[TodoLine, ...] = ()
    coming_count: int = 0


@dataclass(frozen=True, slots=True)
class Birthday:
    """An elder whose birthday is near; `when` is 今天, 明天 or the day."""

    household_id: int
    when: str
    name: str
    age: int
    door: str


@dataclass(frozen=True, slots=True)
class CardsLeft:
    """Cards that wait for the printer, why, and how many households have signed for theirs."""

    waiting: int
    reasons: tuple[tuple[str, int], ...]
    without: int
    received: int
    households: int


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure of the month so far, beside the same day of last month.

    `tone` says whether the change is good (ok), bad (warn) or neither. `bars` are days,
    `share` a part of a whole.
    """

    key: str
    title: str
    figure: str
    unit: str
    change: str = ""
    tone: str = ""
    fact: str = ""
    bars: tuple[int, ...] = ()
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """The whole page; None stands for what this account may not see.

    `party` is what waits of the feedback to employers, in short and in a sentence.
    """

    now: datetime
    is_new: bool
    todo: Todo
    birthdays: tuple[Birthday, ...] | None
    cards: CardsLeft | None
    party: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class MonthSoFar:
    """The figures below the page; they take longest and come in a read of their own."""

    period: Period
    tiles: tuple[Tile, ...]


def spans(now: datetime) -> tuple[Period, Period]:
    """This month up to today, and last month up to the same day."""
    today = now.date()
    first = today.replace(day=1)
    last = first - timedelta(days=1)
    same = last.replace(day=min(today.day, last.day))
    return _days(first, today), _days(last.replace(day=1), same)


def _days(first: date, last: date) -> Period:
    return Period.parse(f"{first.isoformat()}..{last.isoformat()}")


def sort_out(
    tickets: Sequence[Pending], running: frozenset[str], now: datetime
) -> dict[str, list[int]]:
    """Ticket ids by tab, what is most pressing first; what is not for today is in none."""
    end = datetime.combine(now.date() + timedelta(days=1), datetime.min.time())
    found: dict[str, list[int]] = {key: [] for key in TABS}

    def tabs(ticket: Pending) -> list[str]:
        due = ticket.due_at if ticket.status in running else None
        late, today = due is not None and due < now, due is not None and now <= due < end
        unsent, calling = ticket.status in _WAITING_FOR_US, ticket.status == "60"
        told = zip((LATE, TODAY, UNSENT, CALLING), (late, today, unsent, calling), strict=True)
        return [key for key, fits in told if fits]

    listed = [(tabs(ticket), ticket) for ticket in tickets]
    order = list(TABS)
    pressing = sorted(
        ((keys, ticket) for keys, ticket in listed if keys),
        key=lambda one: (order.index(one[0][0]), one[1].due_at or _FAR, one[1].number, one[1].id),
    )
    for keys, ticket in pressing:
        for key in (ALL, *keys):
            found[key].append(ticket.id)
    return found


def coming_up(tickets: Sequence[Pending], running: frozenset[str], now: datetime) -> list[int]:
    """Ids of what is due in the `DAYS` after today, by deadline; it is in no tab yet."""
    first = datetime.combine(now.date() + timedelta(days=1), datetime.min.time())
    last = first + timedelta(days=DAYS)
    found = [
        (ticket.due_at, ticket.number, ticket.id)
        for ticket in tickets
        if ticket.status in running - _WAITING_FOR_US
        and ticket.due_at is not None
        and first <= ticket.due_at < last
    ]
    return [row for _, _, row in sorted(found)]


def next_step(status: str, *, late: bool, may: Callable[[str], bool]) -> str:
    """The step a row offers: who is late outside is urged, else what its stage waits for."""
    action = "URG" if late and status in _OUTSIDE else _NEXT.get(status, "")
    return action if action and may(action) else ""


def month_days(today: date, days: int = DAYS) -> dict[str, date]:
    """The next birthdays as MM-DD; whoever was born on 29 February has his on the 28th."""
    found = {}
    for off in range(days):
        day = today + timedelta(days=off)
        found[f"{day:%m-%d}"] = day
        if (day.month, day.day) == (2, 28) and (day + timedelta(days=1)).month == 3:
            found["02-29"] = day
    return found


def day_said(day: date, today: date) -> str:
    """A day of the coming week: 今天, 明天, 23日, in another month 12月2日."""
    near = {0: "今天", 1: "明天"}.get((day - today).days)
    return near or (f"{day.day}日" if day.month == today.month else f"{day.month}月{day.day}日")


def tiles(
    now: Figures, then: Figures, signed: tuple[int, int] | None, cards: CardsLeft | None
) -> tuple[Tile, ...]:
    """The figures of the month so far beside those of last month up to the same day."""
    made = [
        Tile(
            "accepted",
            "本月受理",
            f"{len(now.accepted):,}",
            "件",
            _more(len(now.accepted), len(then.accepted)),
            bars=_by_day(now),
        ),
        _rate("on_time_rate", "按时办结率", (now, then), (len(now.due_on_time), len(now.due))),
        _rate("satisfaction_rate", "回访满意率", (now, then), (_good(now), len(now.rated))),
        Tile(
            "open_at_end",
            "期末在办",
            f"{len(now.open_at_end):,}",
            "件",
            _more(len(now.open_at_end), len(then.open_at_end)),
            fact=f"超期 {len(now.overdue_open):,} 件" if now.overdue_open else "没有超期",
        ),
    ]
    if signed is not None:
        made.append(_signed(signed, cards))
    return tuple(made)


def _rate(key: str, title: str, sides: tuple[Figures, Figures], parts: tuple[int, int]) -> Tile:
    now, then = (rates(figures)[key] for figures in sides)
    if now is None:
        none = "还没有到期的" if key == "on_time_rate" else "还没有评价"
        return Tile(key, title, "—", "", fact=none)
    change, tone = "", ""
    if then is not None:
        points = round(now - then, 1)
        change = "持平" if not points else f"{_signed_number(points, '.1f')} 点"
        tone = "ok" if points > 0 else "warn" if points < 0 else ""
    return Tile(key, title, f"{now:.1f}", "%", change, tone, f"{parts[0]:,} / {parts[1]:,} 件")


def _signed(signed: tuple[int, int], cards: CardsLeft | None) -> Tile:
    share, fact = None, ""
    if cards is not None and cards.households:
        share = cards.received / cards.households
        fact = f"共 {cards.received:,} / {cards.households:,} 户"
    return Tile(
        "signed", "连心卡签收", f"{signed[0]:,}", "张", _more(*signed), fact=fact, share=share
    )


def _good(figures: Figures) -> int:
    return len(figures.satisfied) + len(figures.basically_satisfied)


def _more(now: int, then: int) -> str:
    return "持平" if now == then else _signed_number(now - then, ",")


def _signed_number(value: float, shape: str) -> str:
    return f"{'+' if value > 0 else _MINUS}{format(abs(value), shape)}"


def _by_day(figures: Figures) -> tuple[int, ...]:
    found = Counter(figures.facts[ticket].accepted_at.day for ticket in figures.accepted)
    return tuple(found[day] for day in range(1, figures.period.last_day.day + 1))
