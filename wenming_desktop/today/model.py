"""今日工作台 as its page shows it: what is due, birthdays, cards, the month so far. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from wenming_desktop.tallies.period import Period
from wenming_desktop.tickets.model import SUSPENDED

ALL, LATE, TODAY, UNSENT, CALLING = "all", "late", "today", "unsent", "calling"
REVIEW, APPROVING = "review", "approving"
TABS = {
    ALL: "今天要办",
    LATE: "超期",
    TODAY: "今天到期",
    UNSENT: "待派单",
    APPROVING: "待审核",
    CALLING: "待回访",
    REVIEW: "待复查",
}
MOST = 50
"""How many tickets a tab lists; the rest is a matter for 诉求工单."""
MOST_COMING = 20
AGED = 80
DAYS = 7
_WAITING_FOR_US = frozenset({"00", "10", "20"})
_OUTSIDE = frozenset({"30", "40"})
_NEXT = {"10": "ACC", "20": "DSP", "30": "SGN", "40": "FIN", "50": "APV", "60": "CBK"}
_NEXT[SUSPENDED] = "RES"
_FAR = datetime(9999, 1, 1)


@dataclass(frozen=True, slots=True)
class Pending:
    """What of an open ticket decides where it is listed; `number` breaks ties.

    `review_on` is the day a suspended one is looked at again; `decides` says that a finish or a
    request for more time waits for the answer of the one who looks at the page.
    """

    id: int
    status: str
    due_at: datetime | None
    number: str = ""
    review_on: date | None = None
    decides: bool = False

    @property
    def until(self) -> datetime | None:
        """The moment it is in order by: the deadline, of a suspended one the day of review."""
        if self.status == SUSPENDED and self.review_on is not None:
            return datetime.combine(self.review_on, datetime.min.time())
        return self.due_at


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
    found: dict[str, list[int]] = {key: [] for key in TABS}
    listed = [(_tabs(ticket, running, now), ticket) for ticket in tickets]
    order = list(TABS)

    def place(one: tuple[list[str], Pending]) -> tuple[int, datetime, str, int]:
        keys, ticket = one
        first = keys[0]
        if first == REVIEW:
            # Its day past it stands among the late ones, on its day among those due today.
            first = LATE if ticket.review_on and ticket.review_on < now.date() else TODAY
        return order.index(first), ticket.until or _FAR, ticket.number, ticket.id

    for keys, ticket in sorted((one for one in listed if one[0]), key=place):
        for key in (ALL, *keys):
            found[key].append(ticket.id)
    return found


def _tabs(ticket: Pending, running: frozenset[str], now: datetime) -> list[str]:
    """The tabs a ticket is in beside the first, in their order."""
    end = datetime.combine(now.date() + timedelta(days=1), datetime.min.time())
    due = ticket.due_at if ticket.status in running else None
    review = ticket.review_on if ticket.status == SUSPENDED else None
    fits = {
        LATE: due is not None and due < now,
        TODAY: due is not None and now <= due < end,
        REVIEW: review is not None and review <= now.date(),
        UNSENT: ticket.status in _WAITING_FOR_US,
        APPROVING: ticket.decides,
        CALLING: ticket.status == "60",
    }
    return [key for key, so in fits.items() if so]


def coming_up(tickets: Sequence[Pending], running: frozenset[str], now: datetime) -> list[int]:
    """Ids of what is due or to be reviewed in the `DAYS` after today, soonest first."""
    first = datetime.combine(now.date() + timedelta(days=1), datetime.min.time())
    last = first + timedelta(days=DAYS)
    listed = running - _WAITING_FOR_US
    found = [
        (ticket.until, ticket.number, ticket.id)
        for ticket in tickets
        if (ticket.review_on if ticket.status == SUSPENDED else ticket.status in listed)
        and not ticket.decides
        and ticket.until is not None
        and first <= ticket.until < last
    ]
    return [row for _, _, row in sorted(found)]


def next_step(status: str, *, late: bool, may: Callable[[str], bool], asked: bool = False) -> str:
    """The step a row offers: an answer where more time was asked for and one may give it.

    Else who is late outside is urged, and any other gets what its stage waits for.
    """
    if asked and may("EXY"):
        return "EXY"
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
