"""上班时间 as a clerk writes it: 08:30-12:00 14:00-17:30, and in summer other ones."""

import re
from collections.abc import Sequence
from datetime import date, time
from itertools import pairwise
from typing import Any, Final

from wenming_desktop.tickets.clock import OfficeHours, Span
from wenming_desktop.tickets.deadlines import hours

_SPAN: Final = re.compile(r"(\d{1,2})[:：](\d{2})\s*[-—~～到至]+\s*(\d{1,2})[:：](\d{2})")
_DAYS: Final = re.compile(
    r"(\d{1,2})[-./月](\d{1,2})日?\s*[-—~～到至]+\s*(\d{1,2})[-./月](\d{1,2})日?(?=[\s，,])"
)
_BETWEEN: Final = " \t，,、;；和"
_LEAP: Final = 2000
WRONG: Final = "写成 08:30-12:00 14:00-17:30"
WRONG_SUMMER: Final = "写成 06-01到09-30 08:00-12:00 15:00-18:00"


def hours_texts(stored: Any) -> tuple[str, str]:
    """The usual hours and those of the summer, "" where there are none."""
    found = hours(stored)
    if not found.summer:
        return _spoken(found.periods), ""
    begin, end = ("{:02}-{:02}".format(*day) for day in (found.summer_from, found.summer_to))
    return _spoken(found.periods), f"{begin}到{end} {_spoken(found.summer)}"


def read_hours(usual: str, summer: str) -> tuple[dict[str, object] | None, dict[str, str]]:
    """The hours as they are kept, and what is wrong with either line instead."""
    periods = _spans(usual)
    if periods is None:
        return None, {"hours": WRONG}
    if not summer.strip():
        return OfficeHours(periods).as_json(), {}
    season = _season(summer.strip())
    if season is None:
        return None, {"summer_hours": WRONG_SUMMER}
    return OfficeHours(periods, *season).as_json(), {}


def _spoken(periods: Sequence[Span]) -> str:
    return " ".join(f"{begin:%H:%M}-{end:%H:%M}" for begin, end in periods)


def _season(text: str) -> tuple[tuple[Span, ...], tuple[int, int], tuple[int, int]] | None:
    found = _DAYS.match(text)
    if found is None:
        return None
    spans = _spans(text[found.end() :])
    begin, end = _day(found[1], found[2]), _day(found[3], found[4])
    if spans is None or begin is None or end is None or begin > end:
        return None
    return spans, begin, end


def _day(month: str, day: str) -> tuple[int, int] | None:
    try:
        date(_LEAP, int(month), int(day))
    except ValueError:
        return None
    return int(month), int(day)


def _spans(text: str) -> tuple[Span, ...] | None:
    """Periods in order that do not overlap; None for anything else."""
    if not _SPAN.search(text) or _SPAN.sub("", text).strip(_BETWEEN).strip():
        return None
    try:
        spans = [(time(int(a), int(b)), time(int(c), int(d))) for a, b, c, d in _SPAN.findall(text)]
    except ValueError:
        return None
    edges = [edge for span in spans for edge in span]
    return tuple(spans) if all(a < b for a, b in pairwise(edges)) else None
