"""A moment said or written without all its parts: 昨晚八点, 11.19 9:05, 下周一, 11月25日前.

One reader for what is typed at a desk and for what superiors write into their lists; whoever asks
says on which side of a moment a day without its year lies.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Final, NamedTuple

from .clock_words import Clock, clock_at_end, in_figures, loose_clock_at_end
from .days import written_day

END_OF_DAY: Final = time(23, 59)
_NEAR: Final = re.compile(r"(?:([今昨前明后])[天日]?|([jzqmh])t?)")
_OFF: Final = {"前": -2, "昨": -1, "今": 0, "明": 1, "后": 2} | dict(
    zip("qzjmh", range(-2, 3), strict=True)
)
_WEEKDAY: Final = re.compile(r"\s*\(?(上|本|这|下)?个?(?:星期|周|礼拜)([一二三四五六日天])\)?\s*")
_WEEKDAYS: Final = "一二三四五六日天"
_WEEKS: Final = {"上": -7, "本": 0, "这": 0, "下": 7}
_MONTH_DAY: Final = re.compile(r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_DAY_ONLY: Final = re.compile(r"(\d{1,2})\s*[日号]")
_SOLID: Final = re.compile(r"(\d{8})(\d\d)(\d\d)(\d\d)?")
_LEAD: Final = re.compile(r"^请?(?:务必)?(?:于|在|限|截止到?|截至)\s*:?\s*")
_TAIL: Final = re.compile(r"(?:之前|以前|前|止|内)(?:办结|办理|完成|反馈|回复|答复)?[。.]?$")


class Side(Enum):
    """Where a day without its year lies, seen from the moment one looks from."""

    PAST = -1
    NEAREST = 0
    AHEAD = 1


class Said(NamedTuple):
    """The parts that were said; the day has its year."""

    day: date | None
    clock: Clock | None

    def on(self, day: date, until: time | None = None) -> datetime:
        """The moment on a day; a deadline's (`until`) midnight is the end of its own day."""
        clock = self.clock or Clock(time(), over=until is not None)
        if until is not None and clock == (time(), True):
            return datetime.combine(day, until)
        return datetime.combine(day + timedelta(days=clock.over), clock.at)


def hear(
    text: str, now: datetime, side: Side, *, spoken: bool = True, bare: bool = False
) -> Said | None:
    """Read a moment, or a day or an hour alone; None when it is none.

    `spoken` knows 昨天, 下周一 and 1520 too, which a list kept for weeks cannot mean; `bare` takes
    figures alone for an hour.
    """
    said = in_figures(unicodedata.normalize("NFKC", text).strip().lower())
    if side is not Side.PAST:
        said = _LEAD.sub("", _TAIL.sub("", said)).strip()
    if solid := _SOLID.fullmatch(said):
        said = f"{solid[1]} {solid[2]}:{solid[3]}:{solid[4] or '00'}"
    before, clock = loose_clock_at_end(said, bare=bare) if spoken else clock_at_end(said)
    if clock is not None and not before:
        return Said(None, clock)
    look = _Look(now, side, spoken)
    if clock is not None and (day := look.day(before, clock)):
        return Said(day, clock)
    # What looked like an hour may be the end of a day: 2026 11 25.
    whole = look.day(said) if len(said) > 1 else None
    return Said(whole, None) if whole else None


class _Look(NamedTuple):
    """From when, to which side, and whether as one speaks."""

    now: datetime
    side: Side
    spoken: bool

    def day(self, text: str, clock: Clock | None = None) -> date | None:
        """The day a text names."""
        today = self.now.date()
        if self.spoken and (near := _NEAR.fullmatch(text)):
            return today + timedelta(days=_OFF[near[1] or near[2]])
        if week := _WEEKDAY.fullmatch(text):
            return self._weekday(week, clock) if self.spoken else None
        plain = _WEEKDAY.sub(" ", text).strip(" ,、")
        if found := _MONTH_DAY.fullmatch(plain):
            month, day = int(found[1]), int(found[2])
            return self._sided(_built(today.year + step, month, day) for step in (-1, 0, 1))
        if self.spoken and (only := _DAY_ONLY.fullmatch(plain)):
            months = (today.year * 12 + today.month - 1 + step for step in (-1, 0, 1))
            return self._sided(_built(at // 12, at % 12 + 1, int(only[1])) for at in months)
        return written_day(plain, today)

    def _weekday(self, week: re.Match[str], clock: Clock | None) -> date:
        """周五 is the one on that side of now; 下周一 counts weeks from Monday."""
        today = self.now.date()
        day = today + timedelta(days=min(_WEEKDAYS.index(week[2]), 6) - today.weekday())
        if week[1]:
            return day + timedelta(days=_WEEKS[week[1]])
        ahead = self.side is Side.AHEAD
        at = Said(day, clock).on(day, END_OF_DAY if ahead else None)
        if ahead:
            return day + timedelta(days=7 if at < self.now else 0)
        return day - timedelta(days=7 if at > self.now else 0)

    def _sided(self, days: Iterable[date | None]) -> date | None:
        """The day on that side of today, today itself counted to both."""
        today, real = self.now.date(), [day for day in days if day is not None]
        if self.side is Side.PAST:
            return max((day for day in real if day <= today), default=None)
        if self.side is Side.AHEAD:
            return min((day for day in real if day >= today), default=None)
        return min(real, key=lambda day: abs(day - today), default=None)


def _built(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
