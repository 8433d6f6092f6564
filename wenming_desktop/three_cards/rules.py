"""When each of the three cards is due, and how its codes and numbers are read. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Self

DUAL, FLOWED_OUT = "2", "4"
FIRST, SECOND = "first", "second"
Half = Literal["first", "second"]
State = Literal["ok", "due", "none", "not_needed"]
GRACE_DAYS = 15
"""So long after a period its feedback card may take before it is overdue."""
RECEIPT_DAYS = 30
TABLE_FROM = 4
"""From so many members on, a letter lists them in a table."""
COMMITMENT, COMMENT, OPINION, BODY = 200, 300, 200, 4000
_CHECK_DAY = 15
_LENGTHS = {3: "Q", 6: "H", 12: ""}


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a feedback period, from `begin` to before `end`."""

    begin: date
    end: date

    @classmethod
    def half_of(cls, day: date) -> Self:
        """The half-year a day lies in."""
        first = day.month < 7
        begin = date(day.year, 1 if first else 7, 1)
        return cls(begin, date(day.year, 7, 1) if first else date(day.year + 1, 1, 1))

    @classmethod
    def last_half(cls, day: date) -> Self:
        """The half-year that was over last, seen from a day."""
        return cls.half_of(cls.half_of(day).begin - timedelta(days=1))

    @classmethod
    def of_days(cls, first: date, last: date) -> Self:
        """The period of these days, both counted."""
        return cls(first, last + timedelta(days=1))

    @property
    def last(self) -> date:
        """The last day that counts."""
        return self.end - timedelta(days=1)

    @property
    def part(self) -> str:
        """What a number says of the period within its year: H1, Q3; nothing for other days."""
        letter = _LENGTHS.get(self._months(), "")
        return f"{letter}{self._which()}" if letter else ""

    @property
    def text(self) -> str:
        """As the command line writes it: 2026-H2, 2026-Q3, 2026, DAY..DAY."""
        if self._months() == 12 and self.begin.month == 1:
            return f"{self.begin.year}"
        if self.part:
            return f"{self.begin.year}-{self.part}"
        return f"{self.begin.isoformat()}..{self.last.isoformat()}"

    @property
    def title(self) -> str:
        """As a letter says it."""
        year = f"{self.begin.year}年"
        if self.part.startswith("H"):
            return f"{year}{'上' if self._which() == 1 else '下'}半年"
        if self.part:
            return f"{year}第{'一二三四'[self._which() - 1]}季度"
        if self.text == f"{self.begin.year}":
            return year
        return f"{said(self.begin)}至{said(self.last)}"

    def _months(self) -> int:
        """Months of a period that begins and ends as a quarter, half-year or year does; else 0."""
        if self.begin.day != 1 or self.end.day != 1:
            return 0
        months = (self.end.year - self.begin.year) * 12 + self.end.month - self.begin.month
        return months if months in _LENGTHS and (self.begin.month - 1) % months == 0 else 0

    def _which(self) -> int:
        return (self.begin.month - 1) // (self._months() or 12) + 1

    def is_over(self, today: date) -> bool:
        """Whether its last day has come to an end."""
        return today >= self.end

    def is_overdue(self, today: date) -> bool:
        """Whether its feedback should have gone out by now."""
        return today >= self.end + timedelta(days=GRACE_DAYS)


def said(day: date) -> str:
    """A day as paper says it: 2026年7月5日."""
    return f"{day.year}年{day.month}月{day.day}日"


def half_due(year: int, issued_on: date | None, today: date) -> Half | None:
    """The half of a contact card's year that must have been checked by now.

    The community checks from 15 June and from 15 December on; a card given out in the second
    half has no first half to show.
    """
    if today >= date(year, 12, _CHECK_DAY):
        return "second"
    if today >= date(year, 6, _CHECK_DAY) and (issued_on is None or issued_on < date(year, 7, 1)):
        return "first"
    return None


def contact_state(
    year: int, dates: tuple[date | None, date | None, date | None], today: date
) -> State:
    """How a contact card stands that was issued, checked and checked again on these days."""
    issued, first, second = dates
    due = half_due(year, issued, today)
    checked = second if due == SECOND else first
    return "due" if due is not None and checked is None else "ok"


def receipt_missing(sent_on: date | None, receipt_on: date | None, today: date) -> bool:
    """Whether an employer has had a paper for 30 days without sending its receipt back."""
    return (
        sent_on is not None
        and receipt_on is None
        and today > sent_on + timedelta(days=RECEIPT_DAYS)
    )


def needs_contact(kind: str | None) -> bool:
    """Whether a member carries a contact card: who flowed out serves elsewhere."""
    return kind != FLOWED_OUT


def needs_feedback(kind: str | None, reported_on: date | None, span: Span) -> bool:
    """Whether a member's employer is told: only of those checked in before the period ended."""
    return kind == DUAL and (reported_on is None or reported_on < span.end)


NONE, DRAFT, ISSUED, SENT, LATE, RETURNED = "none", "draft", "issued", "sent", "late", "returned"
STAGES = {
    NONE: "没有卡",
    DRAFT: "草稿",
    ISSUED: "已出，待寄",
    SENT: "已寄，待回执",
    LATE: "回执超 30 天",
    RETURNED: "已回执",
}
"""Where a feedback card or a letter is on its way."""


def stage(
    issued_on: date | None, sent_on: date | None, receipt_on: date | None, today: date
) -> str:
    """How far a card or letter has come that was issued, sent and answered on these days."""
    if issued_on is None:
        return DRAFT
    if sent_on is None:
        return ISSUED
    if receipt_on is not None:
        return RETURNED
    return LATE if receipt_missing(sent_on, receipt_on, today) else SENT
