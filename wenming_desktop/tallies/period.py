"""统计期: a month, quarter, half-year, year or any days, and what each is compared with."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, Self

from wenming_desktop.errors import UserError

Kind = Literal["month", "quarter", "half", "year", "days"]
_MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_FORM = re.compile(r"(\d{4})(?:-(?:(\d{2})|Q([1-4])|H([12])))?", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1950, 2199


class PeriodError(UserError):
    """A period nobody can read."""

    code = "tally.period"
    text = (
        "看不懂统计期“{period}”。请写成 2026-10、2026-Q4、2026-H2、2026 或 2026-10-01..2026-10-15。"
    )


@dataclass(frozen=True)
class Period:
    """`[begin, end)` in office time; `text` is the form it is written in."""

    kind: Kind
    begin: datetime
    end: datetime

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2026-10`, `2026-Q4`, `2026-H2`, `2026` or `DAY..DAY` (both days count)."""
        try:
            found = cls._read(text.strip())
        except ValueError:
            found = None
        if found is None or not _FIRST_YEAR <= found.begin.year <= found.end.year <= _LAST_YEAR:
            raise PeriodError(period=text[:40])
        return found

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        """A calendar month."""
        return cls._of("month", year, month)

    @property
    def text(self) -> str:
        """The form `parse` reads."""
        year, month = self.begin.year, self.begin.month
        match self.kind:
            case "month":
                return f"{year}-{month:02}"
            case "quarter":
                return f"{year}-Q{(month + 2) // 3}"
            case "half":
                return f"{year}-H{(month + 5) // 6}"
            case "year":
                return f"{year}"
            case "days":
                return f"{self.begin:%Y-%m-%d}..{self.last_day:%Y-%m-%d}"

    @property
    def title(self) -> str:
        """As a report's heading says it."""
        year, month = self.begin.year, self.begin.month
        match self.kind:
            case "month":
                return f"{year}年{month}月"
            case "quarter":
                return f"{year}年第{'一二三四'[(month - 1) // 3]}季度"
            case "half":
                return f"{year}年{'上' if month == 1 else '下'}半年"
            case "year":
                return f"{year}年"
            case "days":
                return f"{_day(self.begin)}至{_day(self.last_day)}"

    @property
    def last_day(self) -> date:
        """The last day that counts."""
        return (self.end - timedelta(days=1)).date()

    def before(self) -> Self:
        """The period just before, of the same kind or length (环比)."""
        if self.kind == "days":
            return self._days(self.begin - (self.end - self.begin), self.begin)
        index = self.begin.year * 12 + self.begin.month - 1 - _MONTHS[self.kind]
        return self._of(self.kind, index // 12, index % 12 + 1)

    def year_ago(self) -> Self:
        """The same period of the year before (同比)."""
        if self.kind == "days":
            return self._days(_year_back(self.begin), _year_back(self.end))
        return self._of(self.kind, self.begin.year - 1, self.begin.month)

    def year_so_far(self) -> Self:
        """From New Year to this period's end (本年累计)."""
        return self._days(datetime(self.begin.year, 1, 1), self.end)

    @classmethod
    def _read(cls, text: str) -> Self | None:
        first, dots, last = text.partition("..")
        if dots:
            begin, end = date.fromisoformat(first), date.fromisoformat(last)
            whole = cls._days(_midnight(begin), _midnight(end) + timedelta(days=1))
            return whole if begin <= end else None
        found = _FORM.fullmatch(text)
        if not found:
            return None
        year, month, quarter, half = found.groups()
        if quarter:
            return cls._of("quarter", int(year), int(quarter) * 3 - 2)
        if half:
            return cls._of("half", int(year), int(half) * 6 - 5)
        return cls._of("month", int(year), int(month)) if month else cls._of("year", int(year), 1)

    @classmethod
    def _of(cls, kind: Kind, year: int, month: int) -> Self:
        index = year * 12 + month - 1 + _MONTHS[kind]
        return cls(kind, datetime(year, month, 1), datetime(index // 12, index % 12 + 1, 1))

    @classmethod
    def _days(cls, begin: datetime, end: datetime) -> Self:
        return cls("days", begin, end)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _year_back(moment: datetime) -> datetime:
    last = calendar.monthrange(moment.year - 1, moment.month)[1]
    return moment.replace(year=moment.year - 1, day=min(moment.day, last))
