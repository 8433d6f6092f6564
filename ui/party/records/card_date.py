"""The day of a line of a paper card: as everywhere, or the bare day of the month above it."""

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from typing_extensions import override

from ui.common.date_field import DateField
from ui.common.day_words import read_day

_BARE: Final = re.compile(r"\d{1,2}")
_YEAR: Final = re.compile(r"\d{4}")


def card_day(text: str, above: date | None, today: date) -> date | None:
    """Return the day meant: 5 is the 5th of the month above; a day to come is of the year before.

    A card is written up afterwards, so nothing on it lies in the future.
    """
    text = text.strip()
    if _BARE.fullmatch(text):
        return _of_month(int(text), above, today)
    day = read_day(text, today)
    if day is None or day <= today or _YEAR.search(text):
        return day
    back = _built(day.year - 1, day.month, day.day)
    return back if re.search(r"[-/.月]", text) and back is not None else day


def _of_month(number: int, above: date | None, today: date) -> date | None:
    month = above or today
    day = _built(month.year, month.month, number)
    if above is not None or day is None or day <= today:
        return day
    before = (today.year - 1, 12) if today.month == 1 else (today.year, today.month - 1)
    return _built(*before, number)


def _built(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


class CardDate(DateField):
    """A day on a card; `above` gives the day of the line before."""

    def __init__(self, name: str, label: str, above: Callable[[], date | None]) -> None:
        super().__init__(name, label)
        self._above = above
        self.line.setPlaceholderText("")
        # Fourteen buttons would take the room of what was done; Alt+↓ opens the calendar.
        self.pick.hide()
        self.line.setAccessibleDescription("写 3.5、5 或 2026-03-05 都行，Alt+↓ 打开日历")

    @override
    def value(self) -> date | None:
        return card_day(self.text(), self._above(), self._today()) if self.text() else None
