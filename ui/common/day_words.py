"""A day as one types it at a desk: 3.5, 昨天, 5日, or in full; told back with its weekday."""

import re
import unicodedata
from datetime import date, timedelta
from typing import Final

from wenming_desktop.fields.codes import EMPTY
from wenming_desktop.fields.days import Day
from wenming_desktop.fields.kind import Reading

_NEAR: Final = {"前天": -2, "昨天": -1, "今天": 0, "今日": 0, "明天": 1, "后天": 2}
_NEAR_LETTERS: Final = {"qt": -2, "zt": -1, "jt": 0, "mt": 1, "ht": 2}
_MONTH_DAY: Final = re.compile(r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_DAY_ONLY: Final = re.compile(r"(\d{1,2})\s*[日号]")
_WEEKDAYS: Final = "一二三四五六日"


def read_day(text: str, today: date) -> date | None:
    """Return the day meant, or None; without a year it is a day of this year."""
    folded = unicodedata.normalize("NFKC", text).strip().lower()
    near = _NEAR.get(folded, _NEAR_LETTERS.get(folded))
    if near is not None:
        return today + timedelta(days=near)
    if match := _MONTH_DAY.fullmatch(folded):
        return _built(today.year, int(match[1]), int(match[2]))
    if match := _DAY_ONLY.fullmatch(folded):
        return _built(today.year, today.month, int(match[1]))
    found = Day().parse(text, "day", Reading(today, EMPTY))
    # A month or a year alone is no day.
    return found.value if not found.note else None


def day_words(day: date) -> str:
    """Return a day as a form shows it: 2026-11-20 周五."""
    return f"{day.isoformat()} 周{_WEEKDAYS[day.weekday()]}"


def without_weekday(text: str) -> str:
    """Return the text of a day without the weekday `day_words` put behind it."""
    return re.sub(rf"\s*周[{_WEEKDAYS}]$", "", text)


def _built(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
