"""办理时限: the working calendar and every deadline that is computed from it.

A day the table does not name follows the weekend rule; `Calendar.unknown_years` tells which
years of a span the table says nothing about, so that a page can warn about them.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from typing import Self

DEFAULT_WORKDAYS = 5
ON_CALL_HOURS = 24
"""Natural hours of urgency 3 and 4 unless the office says otherwise."""

Span = tuple[time, time]
_HALVED, _BY_HOURS = "2", ("3", "4")


@dataclass(frozen=True)
class OfficeHours:
    """Working periods of a day; `summer` replaces them between two days of the year."""

    periods: tuple[Span, ...] = ((time(8, 30), time(12)), (time(14), time(17, 30)))
    summer: tuple[Span, ...] = ()
    summer_from: tuple[int, int] = (6, 1)
    summer_to: tuple[int, int] = (9, 30)

    def on(self, day: date) -> tuple[Span, ...]:
        """Periods worked on a working day of that season."""
        season = self.summer_from <= (day.month, day.day) <= self.summer_to
        return self.summer if self.summer and season else self.periods

    @classmethod
    def from_json(cls, stored: Mapping[str, object]) -> Self:
        """Hours as the settings keep them: `as_json` the other way round."""
        hours = cls(_spans(stored["periods"]))
        summer = stored.get("summer")
        if not isinstance(summer, Mapping):
            return hours
        return replace(
            hours,
            summer=_spans(summer["periods"]),
            summer_from=_month_day(summer["from"]),
            summer_to=_month_day(summer["to"]),
        )

    def as_json(self) -> dict[str, object]:
        """`{"periods": [["08:30", "12:00"], ...], "summer"?: {"from", "to", "periods"}}`."""
        stored: dict[str, object] = {"periods": _texts(self.periods)}
        if self.summer:
            stored["summer"] = {
                "from": "{:02}-{:02}".format(*self.summer_from),
                "to": "{:02}-{:02}".format(*self.summer_to),
                "periods": _texts(self.summer),
            }
        return stored

    def closing(self, day: date) -> datetime:
        """When the office closes that day."""
        return datetime.combine(day, self.on(day)[-1][1])


class Calendar:
    """Working days and hours of the office."""

    def __init__(self, days: Mapping[date, bool], hours: OfficeHours | None = None) -> None:
        self.hours = hours or OfficeHours()
        self._days = dict(days)
        self._years = {day.year for day in self._days}
        odd = sorted(d for d, works in self._days.items() if works != (d.weekday() < 5))
        self._odd = [d.toordinal() for d in odd]
        self._shift = [0, *accumulate(1 if self._days[d] else -1 for d in odd)]

    def is_workday(self, day: date) -> bool:
        """Whether the office works that day."""
        return self._days.get(day, day.weekday() < 5)

    def workdays(self, after: date, through: date) -> int:
        """Working days of (after, through], in time that does not grow with the span."""
        return self._upto(through.toordinal()) - self._upto(after.toordinal())

    def nth_workday(self, after: date, n: int) -> date:
        """The n-th working day after `after` (n = 0 is `after` itself)."""
        day = after
        while n > 0:
            day += timedelta(days=1)
            n -= self.is_workday(day)
        return day

    def start(self, at: datetime) -> datetime:
        """`at` if it lies in a working period, else the beginning of the next one."""
        day = at.date()
        if self.is_workday(day):
            for begin, end in self.hours.on(day):
                if at.time() <= end:
                    return max(at, datetime.combine(day, begin))
        day = self.nth_workday(day, 1)
        return datetime.combine(day, self.hours.on(day)[0][0])

    def working_hours(self, begin: datetime, end: datetime) -> float:
        """Hours of work between two moments."""
        seconds, day = 0.0, begin.date()
        while day <= end.date():
            for opens, closes in self.hours.on(day) if self.is_workday(day) else ():
                low = max(begin, datetime.combine(day, opens))
                high = min(end, datetime.combine(day, closes))
                seconds += max(0.0, (high - low).total_seconds())
            day += timedelta(days=1)
        return seconds / 3600

    def unknown_years(self, begin: date, end: date) -> tuple[int, ...]:
        """Years of the span without one row in the table: their holidays are not known."""
        years = range(begin.year, end.year + 1)
        return tuple(year for year in years if year not in self._years)

    def _upto(self, ordinal: int) -> int:
        # Day 1 of the proleptic calendar is a Monday, so weeks divide evenly.
        weeks, rest = divmod(ordinal, 7)
        return weeks * 5 + min(rest, 5) + self._shift[bisect_right(self._odd, ordinal)]


@dataclass(frozen=True)
class Terms:
    """What one ticket is promised; every deadline of its life comes from here."""

    calendar: Calendar = field(repr=False)
    default_workdays: int = DEFAULT_WORKDAYS
    urgency: str = "1"
    external_due_at: datetime | None = None
    on_call_hours: int = ON_CALL_HOURS

    def first(self, accepted_at: datetime) -> datetime:
        """The deadline of the first round; the superior's earlier one wins."""
        due = self._due(accepted_at, self.default_workdays, self.on_call_hours)
        return min(due, self.external_due_at) if self.external_due_at else due

    def rework(self, at: datetime) -> datetime:
        """The deadline of a new round: half of what the first one had."""
        return self._due(at, _half(self.default_workdays), _half(self.on_call_hours))

    def extended(self, due_at: datetime, days: int) -> datetime:
        """The deadline after so many more working days."""
        if days <= 0:
            return due_at
        return self.calendar.hours.closing(self.calendar.nth_workday(due_at.date(), days))

    def granted(self, due_at: datetime, days: int) -> datetime:
        """The same for an approved extension: the superior's deadline is not passed by it."""
        due = self.extended(due_at, days)
        cap = self.external_due_at
        # A round that already runs beyond it is no longer bound by it.
        return due if cap is None or due_at > cap else min(due, cap)

    def resumed(self, due_at: datetime, since: datetime, until: datetime) -> datetime:
        """The deadline after the clock stood: the working days spent are given back."""
        return self.extended(due_at, self.calendar.workdays(since.date(), until.date()))

    def _due(self, at: datetime, workdays: int, hours: int) -> datetime:
        if self.urgency in _BY_HOURS:
            return at + timedelta(hours=hours)
        days = _half(workdays) if self.urgency == _HALVED else max(workdays, 1)
        calendar = self.calendar
        return calendar.hours.closing(calendar.nth_workday(calendar.start(at).date(), days))


def category_workdays(
    category: str | None, own: Mapping[str, int | None], parents: Mapping[str, str | None]
) -> int:
    """Working days of a category: the leaf's own, else its parent's, else the default."""
    code = category
    while code:
        days = own.get(code)
        if days:
            return days
        code = parents.get(code)
    return DEFAULT_WORKDAYS


def seed_days() -> list[tuple[date, bool, str]]:
    """Rows (day, is_workday, name) of every holiday and make-up day the package knows."""
    # Imported here: only a new office and its yearly refresh ever need the package.
    from chinese_calendar import Holiday, holidays, workdays  # noqa: PLC0415

    def rows(table: Mapping[date, str], works: bool, suffix: str) -> Iterable[_Row]:
        return ((day, works, Holiday(name).chinese + suffix) for day, name in table.items())

    return sorted([*rows(holidays, False, ""), *rows(workdays, True, "调休上班")])


_Row = tuple[date, bool, str]


def _spans(stored: object) -> tuple[Span, ...]:
    if not isinstance(stored, Sequence) or not stored:
        raise ValueError(stored)
    return tuple((time.fromisoformat(begin), time.fromisoformat(end)) for begin, end in stored)


def _texts(spans: tuple[Span, ...]) -> list[list[str]]:
    return [[f"{begin:%H:%M}", f"{end:%H:%M}"] for begin, end in spans]


def _month_day(stored: object) -> tuple[int, int]:
    month, day = str(stored).split("-")
    return int(month), int(day)


def _half(number: int) -> int:
    return max(1, -(-number // 2))
