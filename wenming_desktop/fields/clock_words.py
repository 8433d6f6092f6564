"""The hour of a day as people write it: 下午3点半, 17:30:00, 1520, 24时, 晚上一点.

A night belongs to the day it began on: 晚上十二点 and 晚上一点 lie in the day after, as 24:00 does;
凌晨十二点半 is half past midnight of its own day.
"""

import re
from datetime import time
from typing import Final, NamedTuple

_FIGURES: Final = re.compile(r"[〇零一二两三四五六七八九十]+(?=\s*[点时分秒刻号日月])")
_ONES: Final = {char: at for at, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PART: Final = (
    r"(?P<part>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|夜晚|半夜|早|晨|晚|夜|AM|PM)?\s*"
)
_CLOCK: Final = re.compile(
    rf"[T\s]*{_PART}(?P<hour>\d{{1,2}})\s*[:点时]\s*"
    r"(?:(?P<half>半)|(?P<quarter>[13])刻|[整正]"
    r"|(?P<minute>\d{1,2})\s*分?(?:(?::|(?<=分))\s*(?P<second>\d{1,2})(?:\.\d+)?\s*秒?)?)?"
    r"\s*(?P<after>AM|PM)?Z?$",
    re.IGNORECASE,
)
_RUN: Final = re.compile(rf"\s*{_PART}(?<![\d\-/.年月:])(?P<hour>\d{{1,2}})(?P<minute>\d\d)$")
_BARE: Final = re.compile(rf"\s*{_PART}(?<![\d\-/.年月:])(?P<hour>\d{{1,2}})$")
_LATER: Final = frozenset("中下傍晚夜半P")
_NIGHT: Final = frozenset("晚夜半")
_NIGHT_ENDS: Final = 5
_NOON: Final = 12


class Clock(NamedTuple):
    """An hour; `over` when it lies in the day after the one it is said of."""

    at: time
    over: bool = False


def in_figures(text: str) -> str:
    """Write spoken numbers before 点, 分, 月 … in figures: 八点 is 8点."""
    return _FIGURES.sub(lambda found: str(_figure(found[0])), text)


def clock_at_end(text: str) -> tuple[str, Clock | None]:
    """Part a text in half-width figures into what stands before its clock, and the clock."""
    return _parted(text, _CLOCK)


def loose_clock_at_end(text: str, *, bare: bool) -> tuple[str, Clock | None]:
    """Read the clock as typed in haste too: 1520, 905 and, where `bare`, 15."""
    for shape in (_CLOCK, _RUN, _BARE) if bare else (_CLOCK, _RUN):
        before, clock = _parted(text, shape)
        if clock is not None:
            return before, clock
    return text, None


def _parted(text: str, shape: re.Pattern[str]) -> tuple[str, Clock | None]:
    found = shape.search(text)
    clock = _read(found.groupdict()) if found else None
    if found is None or clock is None:
        return text, None
    return text[: found.start()].strip(), clock


def _read(said: dict[str, str | None]) -> Clock | None:
    minute, second = int(said.get("minute") or 0), int(said.get("second") or 0)
    if said.get("half") or said.get("quarter"):
        minute = 15 * int(said.get("quarter") or 2)
    hour, over = _hour(said["part"] or said.get("after") or "", int(said["hour"] or 0))
    if hour == 24 and not (minute or second):
        return Clock(time(), over=True)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return Clock(time(hour, minute, second), over)


def _hour(part: str, hour: int) -> tuple[int, bool]:
    """The hour of the day: 下午三点 is 15; 晚上十二点 and 半夜两点 are of the next day."""
    first = part[:1].upper()
    if first in _NIGHT and (hour < _NIGHT_ENDS or hour == _NOON):
        return hour % _NOON, True
    if first in {"凌", "A"} and hour == _NOON:
        return 0, False
    late = first in _LATER and hour < _NOON and not (part == "中午" and hour == _NOON - 1)
    return (hour + _NOON if late else hour), False


def _figure(spoken: str) -> int:
    """十二 is 12, 二零 is 20."""
    left, ten, right = spoken.partition("十")
    if not ten:
        return int("".join(str(_ONES[char]) for char in left))
    return _ONES.get(left, 1) * 10 + _ONES.get(right, 0)
