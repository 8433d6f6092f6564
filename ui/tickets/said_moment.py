"""A moment as a caller says it: 昨晚八点, 今早7点半, 11.19 9:05; told back by day and clock."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Final

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from ui.common.day_words import read_day
from ui.common.restyle import restyle_one

_NUMBERS: Final = re.compile(r"[零一二两三四五六七八九十]+(?=[点时分刻号日月])")
_ONES: Final = {char: at for at, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_NEAR: Final = re.compile(r"^(今|昨|前|明|后)(?:[天日]|(?=[早晨晚夜上中下凌半傍清]))")
_OFF: Final = {"前": -2, "昨": -1, "今": 0, "明": 1, "后": 2}
_DATE: Final = re.compile(
    r"^((?:\d{4}\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?|\d{1,2}[日号])(?=\D|$)"
)
_CLOCK: Final = re.compile(
    r"(?P<part>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|夜晚|半夜|早|晨|晚|夜)?\s*"
    r"(?:(?P<hour>\d{1,2})\s*[:点时]\s*"
    r"(?:(?P<minute>\d{1,2})\s*分?|(?P<half>半)|(?P<quarter>[13])刻|整)?"
    r"|(?P<run>\d{4}))"
)
_DAY_ONLY: Final = re.compile(r"^\d{1,2}[日号]$")
_LATER: Final = frozenset("中下傍晚夜半")
_NIGHT: Final = frozenset("晚夜半")
_YEAR: Final = re.compile(r"^\d{4}\D")
_NIGHT_ENDS: Final = 5


def read_said(text: str, now: datetime, *, ahead: bool = False) -> datetime | None:
    """Return the moment meant, or None.

    Without a day it is the last such hour, `ahead` the next one; a day alone is its first
    moment, `ahead` its last. A day without a year lies on that side of now too.
    """
    said = unicodedata.normalize("NFKC", text).strip().lower()
    if said in ("刚才", "刚刚", "现在"):
        return now.replace(second=0, microsecond=0)
    said = _NUMBERS.sub(lambda found: str(_figure(found[0])), said)
    day, rest = _day(said, now.date(), ahead)
    if not rest:
        if day is None:
            return None
        return datetime.combine(day, time(23, 59) if ahead else time())
    clock = _clock(rest)
    if clock is None or (day is None and rest != said):
        return None
    if day is None:
        return _nearest(clock, now, ahead)
    # 昨晚一点 is what today began with.
    after = clock.hour < _NIGHT_ENDS and rest[0] in _NIGHT
    return datetime.combine(day + timedelta(days=after), clock)


def shown(at: datetime, now: datetime) -> str:
    """Return a moment as the field shows it, and as `read_said` reads it again."""
    day = f"{at:%m-%d}" if at.year == now.year else f"{at:%Y-%m-%d}"
    return day if at.time() == time() else f"{day} {at:%H:%M}"


def _figure(spoken: str) -> int:
    """十二 -> 12."""
    left, ten, right = spoken.partition("十")
    if not ten:
        return int("".join(str(_ONES[char]) for char in left))
    return (_ONES[left] if left else 1) * 10 + (_ONES[right] if right else 0)


def _day(said: str, today: date, ahead: bool) -> tuple[date | None, str]:
    """The day named at the beginning, and what is said after it."""
    if near := _NEAR.match(said):
        return today + timedelta(days=_OFF[near[1]]), said[near.end() :].strip()
    if named := _DATE.match(said):
        day = read_day(re.sub(r"\s", "", named[1]), today)
        if day is not None and not _YEAR.match(named[1]):
            monthly = _DAY_ONLY.match(named[1]) is not None
            day = _this_side(day, today, ahead=ahead, monthly=monthly)
        return day, said[named.end() :].strip()
    return None, said


def _this_side(day: date, today: date, *, ahead: bool, monthly: bool) -> date | None:
    """The day in the year (the month) that puts it before today, `ahead` after it."""
    step = int(ahead and day < today) - int(not ahead and day > today)
    months = day.year * 12 + day.month - 1 + step * (1 if monthly else 12)
    try:
        return day.replace(year=months // 12, month=months % 12 + 1)
    except ValueError:
        return None


def _clock(said: str) -> time | None:
    found = _CLOCK.fullmatch(said)
    if found is None:
        return None
    run, part = found["run"], found["part"] or ""
    hours = int(run[:2] if run else found["hour"])
    minutes = int(run[2:] if run else found["minute"] or 0)
    if found["half"] or found["quarter"]:
        minutes = 30 if found["half"] else 15 * int(found["quarter"])
    hours = _of_day(part, hours)
    return time(hours, minutes) if hours < 24 and minutes < 60 else None


def _of_day(part: str, hours: int) -> int:
    """The hour of the day: 下午三点 is 15, 晚上十二点 is 0, 半夜两点 stays 2."""
    first = part[:1]
    if first in _NIGHT and hours in (*range(1, _NIGHT_ENDS), 12):
        return hours % 12
    late = first in _LATER and hours < 12 and not (part == "中午" and hours == 11)
    return hours + 12 if late else hours


def _nearest(clock: time, now: datetime, ahead: bool) -> datetime:
    at = datetime.combine(now.date(), clock)
    if ahead and at < now:
        return at + timedelta(days=1)
    return at - timedelta(days=1) if not ahead and at > now else at


class MomentLine(QLineEdit):
    """A line for a moment; on leaving it the moment is told by day and clock."""

    def __init__(
        self,
        name: str,
        label: str,
        hint: str,
        *,
        ahead: bool = False,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        super().__init__()
        self._ahead, self._now = ahead, now
        self.setObjectName(f"fld_{name}")
        self.setAccessibleName(label)
        self.setAccessibleDescription(hint)
        self.setPlaceholderText(hint)
        self.setMaxLength(30)

    def value(self) -> datetime | None:
        """Return the moment, or None when nothing or no moment is written."""
        return read_said(self.text(), self._now(), ahead=self._ahead)

    def unread(self) -> bool:
        """Whether something is written that is no moment, or one on the wrong side of now."""
        at, now = self.value(), self._now()
        if not self.text().strip():
            return False
        return at is None or (not self._ahead and at > now)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        at = self.value()
        if at is not None:
            self.setText(shown(at, self._now()))
        restyle_one(self, "state", "error" if self.unread() else "")
