"""时限重算: what the list of deadlines shows that a changed calendar would move. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from wenming_desktop.errors import UserError
from wenming_desktop.tickets.clock import Calendar

_MOST_NAMED = 3
UNKNOWN = "工作日历变动"


class DeadlinesStandError(UserError):
    """Nothing of a recalculation can be taken back any more."""

    code = "ticket.recalculation_stands"
    text = "这几件后来都办结了，或者又定了新的时限，重算撤不回去了，数据没有变。"


@dataclass(frozen=True, slots=True)
class DueChange:
    """An open ticket whose stored deadline is not what calendar and hours give now.

    `last_seq` is the last row of its log as the list saw it: a ticket that went on since is not
    touched.
    """

    id: int
    number: str
    title: str
    status_name: str
    old: datetime
    new: datetime
    why: str
    last_seq: int

    @property
    def shift(self) -> str:
        """How far the deadline moves: 推后 1 天, 提前 30 分钟."""
        way = "推后" if self.new > self.old else "提前"
        days = abs((self.new.date() - self.old.date()).days)
        if days:
            return f"{way} {days} 天"
        minutes = int(abs(self.new - self.old) / timedelta(minutes=1))
        whole, rest = divmod(minutes, 60)
        hours = f" {whole} 小时" if whole else ""
        return f"{way}{hours}" + (f" {rest} 分钟" if rest or not whole else "")


@dataclass(frozen=True, slots=True)
class Recalculate:
    """Which of the list as it was shown; None stands for all that is on it now."""

    chosen: tuple[DueChange, ...] | None = None


@dataclass(frozen=True, slots=True)
class Recalculated:
    """How many got their new deadline, and of those left as they were number and reason."""

    done: int
    skipped: tuple[tuple[str, str], ...] = ()


def moment_words(at: datetime, now: datetime) -> str:
    """A deadline as the history names it: 11月25日17:30, another year with it."""
    year = f"{at.year}年" if at.year != now.year else ""
    return f"{year}{at.month}月{at.day}日{at:%H:%M}"


def moved_words(old: datetime, new: datetime, now: datetime) -> str:
    """A deadline and the one that takes its place."""
    return f"{moment_words(old, now)} → {moment_words(new, now)}"


def why_words(then: Calendar, now: Calendar, begin: date, end: date) -> str:
    """What of the calendar changed in between, from `begin` to `end`."""
    span = map(date.fromordinal, range(begin.toordinal(), end.toordinal() + 1))
    changed = [day for day in span if then.is_workday(day) != now.is_workday(day)]
    parts = []
    if len(changed) > _MOST_NAMED:
        parts.append(f"其间 {len(changed)} 天的放假安排改了")
    else:
        parts += _days(changed, now, works=False) + _days(changed, now, works=True)
    if then.hours.on(end) != now.hours.on(end):
        parts.append("上班时间改了")
    return "，".join(parts) or UNKNOWN


def _days(changed: Iterable[date], now: Calendar, *, works: bool) -> list[str]:
    named = [f"{d.month}月{d.day}日" for d in changed if now.is_workday(d) == works]
    return ["、".join(named) + ("改为上班" if works else "改为放假")] if named else []
