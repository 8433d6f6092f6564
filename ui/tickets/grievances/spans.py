"""The times a clerk asks about, each with the one before it."""

from datetime import date
from typing import Final

from wenming_desktop.tickets.grievances import Span

SPANS: Final = (
    ("month", "本月"),
    ("last_month", "上月"),
    ("quarter", "本季度"),
    ("last_quarter", "上季度"),
    ("year", "今年"),
    ("last_year", "去年"),
)
_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}


def span_of(key: str, today: date) -> Span:
    """Return the month, quarter or year a day lies in, or the one before."""
    back = key.startswith("last_")
    months = _MONTHS[key.removeprefix("last_")]
    month = today.year * 12 + today.month - 1
    begin = month - month % months - (months if back else 0)
    return Span(_first(begin), _first(begin + months), _first(begin - months))


def _first(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
