"""A moment as on paper: 昨天 15:20, 11.19 9:05, or 1520 on the day of the row above."""

import re
import unicodedata
from datetime import date, datetime, time
from typing import Final

from ui.common.day_words import read_day

_CLOCK: Final = re.compile(
    r"(凌晨|早上|上午|中午|下午|晚上)?\s*"
    r"(?:(\d{1,2})\s*[:点时]\s*(?:(\d{1,2})\s*分?|(半))?|(\d{1,2})(\d{2})|(\d{1,2}))$"
)
_NEAR: Final = re.compile(r"^(前天|昨天|今天|今日|[qzj]t)(.+)$")
_LATER: Final = frozenset({"中午", "下午", "晚上"})
_YEAR: Final = re.compile(r"\d{4}[-/.年]")


def read_moment(text: str, above: datetime | None, now: datetime) -> datetime | None:
    """Return the moment meant, or None; without a day it is that of the row above, else today.

    Paper is typed in afterwards: a day without a year that is still to come was last year's.
    """
    folded = unicodedata.normalize("NFKC", text).strip().lower()
    day_text, clock_text = _parted(folded)
    clock = _clock(clock_text)
    if clock is None:
        return None
    if not day_text:
        return datetime.combine((above or now).date(), clock)
    day = _day(day_text, now.date())
    return datetime.combine(day, clock) if day is not None else None


def shown(at: datetime, now: datetime) -> str:
    """Return a moment as the grid shows it, and as `read_moment` reads it again."""
    return f"{at:%m-%d %H:%M}" if at.year == now.year else f"{at:%Y-%m-%d %H:%M}"


def _parted(text: str) -> tuple[str, str]:
    """The words of the day and those of the clock."""
    if near := _NEAR.match(text):
        return near[1], near[2].strip()
    head, _, tail = text.rpartition(" ")
    if head and _CLOCK.fullmatch(tail) and not _CLOCK.fullmatch(text):
        return head.strip(), tail
    return "", text


def _clock(text: str) -> time | None:
    found = _CLOCK.fullmatch(text)
    if found is None:
        return None
    part, hour, minute, half, run, rest, bare = found.groups()
    hours = int(hour or run or bare)
    minutes = 30 if half else int(minute or rest or 0)
    if part in _LATER and hours < 12 and not (part == "中午" and hours == 11):
        hours += 12
    return time(hours, minutes) if hours < 24 and minutes < 60 else None


def _day(text: str, today: date) -> date | None:
    day = read_day(text, today)
    if day is None or day <= today or _YEAR.search(text):
        return day
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return None
