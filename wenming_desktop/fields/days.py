"""Days and moments as people write them and as workbooks keep them."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import ClassVar

from .clock_words import clock_at_end, in_figures
from .codes import EMPTY, CodeBook
from .kind import Cell, Kind, Parsed, Reading
from .problem import Problem
from .text import is_nothing, scrub
from .values import unknown

_EPOCH = datetime(1899, 12, 30)
# The serials a workbook can mean: 1905 (below, a number is a year) to 2173.
_SERIALS = (2101, 99_999)
_SEP = r"\s*[-/.年,，、\s]\s*"
_FULL = re.compile(rf"(\d{{4}}){_SEP}(\d{{1,2}})\s*[-/.月,，、\s]\s*(\d{{1,2}})\s*[日号.]?")
_MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[月.]?(?:份)?")
_SHORT = re.compile(r"(\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号.]?")
_SHORT_MONTH = re.compile(r"(\d{2})\s*年\s*(\d{1,2})\s*月(?:份)?")
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_YEAR = re.compile(r"(\d{4})\s*年?")
_WEEKDAY = re.compile(r"\s*[(]?(?:星期|周|礼拜)[一二三四五六日天][)]?\s*")
_NUMERALS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_HAN_YEAR = re.compile("^[〇零一二三四五六七八九]{4}年")
_DAY_EMPTY: Parsed[date] = Parsed(None)
_MOMENT_EMPTY: Parsed[datetime] = Parsed(None)
_OFF = "要一个日期，比如 2026-10-03"
_OFF_MOMENT = "要日期和时间，比如 2026-10-03 09:30"


def _built(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1800 <= year <= 2200 else None
    except ValueError:
        return None


def _century(two_digits: str, today: date) -> int:
    year = 2000 + int(two_digits)
    return year if year <= today.year else year - 100


def _from_number(number: float) -> tuple[date | None, str]:
    """A day from a number: serial, 20261003, 198606, 1986, or 1986.06 kept as a number."""
    whole = int(number)
    if whole != number:
        if 1800 <= whole <= 2200:
            # A workbook drops the zero of 1986.10, so a decimal is always two digits of month.
            month = round((number - whole) * 100)
            return _built(whole, month, 1), "month"
        return (_serial(number), "")
    if _SERIALS[0] <= whole <= _SERIALS[1]:
        return _serial(number), ""
    return _from_text(str(whole), None) if 1800 <= whole <= 99_999_999 else (None, "")


def _serial(number: float) -> date | None:
    moment = _moment_of_serial(number)
    return moment.date() if moment else None


def _moment_of_serial(number: float) -> datetime | None:
    if not _SERIALS[0] <= number <= _SERIALS[1]:
        return None
    return _EPOCH + timedelta(seconds=round(number * 86_400))


def _from_text(text: str, today: date | None) -> tuple[date | None, str]:
    """A day from text in half-width digits, and how exactly it is known."""
    if match := _FULL.fullmatch(text):
        return _built(*map(int, match.groups())), ""
    if match := _SOLID.fullmatch(text):
        year, month, day = match.groups()
        return _built(int(year), int(month), int(day or 1)), "" if day else "month"
    if match := _MONTH.fullmatch(text):
        return _built(int(match.group(1)), int(match.group(2)), 1), "month"
    if match := _YEAR.fullmatch(text):
        return _built(int(match.group(1)), 1, 1), "year"
    return _from_two_digits(text, today) if today else (None, "")


def _from_two_digits(text: str, today: date) -> tuple[date | None, str]:
    if match := _SHORT.fullmatch(text):
        year, month, day = match.groups()
        return _built(_century(year, today), int(month), int(day)), ""
    if match := _SHORT_MONTH.fullmatch(text):
        return _built(_century(match.group(1), today), int(match.group(2)), 1), "month"
    return None, ""


def _folded(text: str) -> str:
    """The text in half-width digits, without the day of the week."""
    folded = unicodedata.normalize("NFKC", text).replace("—", "-").replace("–", "-")
    if _HAN_YEAR.match(folded):
        folded = folded[:4].translate(_NUMERALS) + _han_rest(folded[4:])
    return _WEEKDAY.sub(" ", folded).strip()


def _han_rest(text: str) -> str:
    """年十月二十一日 in digits."""

    def digits(match: re.Match[str]) -> str:
        left, ten, right = match.group().partition("十")
        if not ten:
            return left.translate(_NUMERALS)
        return (left.translate(_NUMERALS) or "1") + (right.translate(_NUMERALS) or "0")

    return re.sub("[〇零一二三四五六七八九十]+", digits, text)


def written_day(text: str, today: date) -> date | None:
    """A day written with its year, as a text; a month or a year alone is none."""
    day, note = _from_text(_folded(text), today)
    return None if note else day


def _faulty(parts: Sequence[str], text: str, needed: str) -> str:
    if len(parts) == 3 and not 1 <= int(parts[1]) <= 12:
        return f"现在写的是“{text[:20]}”，没有 {parts[1]} 月。"
    if len(parts) == 3:
        return f"现在写的是“{text[:20]}”，没有这一天。"
    return f"现在写的是“{text[:20]}”，{needed}。"


def _problem(field_key: str, text: str, needed: str) -> Problem:
    match = _FULL.fullmatch(_folded(text))
    if match is None:
        return unknown(field_key, text, needed)
    return Problem("value.unknown", field_key, _faulty(match.groups(), text, needed))


class Day(Kind[date]):
    """A day; one known only by month or year is the first of it, with the note saying so."""

    __slots__ = ()
    editor: ClassVar[str] = "day"

    def parse(self, raw: object, field_key: str, reading: Reading) -> Parsed[date]:
        """Read a day in any of the usual ways of writing."""
        if isinstance(raw, datetime):
            return Parsed(raw.date())
        if isinstance(raw, date):
            return Parsed(raw)
        text = scrub(raw)[0]
        if is_nothing(text):
            return _DAY_EMPTY
        value, note = _read_day(raw, text, reading.today)
        if value is None:
            return Parsed(None, (_problem(field_key, text, _OFF),))
        return Parsed(value, (), note)

    def cell(self, value: date | None, codes: CodeBook = EMPTY) -> Cell:
        """The day itself."""
        return value

    def _shown(self, value: date, codes: CodeBook) -> str:
        return value.isoformat()

    def _masked(self, value: date, codes: CodeBook) -> str:
        return f"{value.year:04d}-**-**"


def _read_day(raw: object, text: str, today: date) -> tuple[date | None, str]:
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return _from_number(raw) if abs(raw) < 1e9 else (None, "")
    folded = _folded(text)
    value, note = _from_text(folded, today)
    if value is None and (before := clock_at_end(folded)[0]) not in ("", folded):
        value, note = _from_text(before, today)
    if value is None and re.fullmatch(r"\d{4,5}(\.\d{1,12})?", folded):
        value, note = _serial(float(folded)), ""
    return value, note


class Moment(Kind[datetime]):
    """A day and a time, local and naive, to the second."""

    __slots__ = ()
    editor: ClassVar[str] = "moment"

    def parse(self, raw: object, field_key: str, reading: Reading) -> Parsed[datetime]:
        """Read a moment; a day alone is its midnight, with the note `day`."""
        if isinstance(raw, datetime):
            return Parsed(_local(raw))
        text = scrub(raw)[0]
        if is_nothing(text):
            return _MOMENT_EMPTY
        if isinstance(raw, float) and isfinite(raw) and not raw.is_integer():
            exact = _moment_of_serial(raw)
            return Parsed(exact) if exact else self._from_day(raw, text, field_key, reading)
        before, clock = clock_at_end(in_figures(_folded(text)))
        if clock is None or not before:
            return self._from_day(raw, text, field_key, reading)
        day, _ = _from_text(before, reading.today)
        if day is None:
            return Parsed(None, (_problem(field_key, text, _OFF_MOMENT),))
        return Parsed(datetime.combine(day + timedelta(days=clock.over), clock.at))

    def _from_day(
        self, raw: object, text: str, field_key: str, reading: Reading
    ) -> Parsed[datetime]:
        if isinstance(raw, date):
            return Parsed(datetime.combine(raw, time()), (), "day")
        day, note = _read_day(raw, text, reading.today)
        if day is None or note:
            return Parsed(None, (_problem(field_key, text, _OFF_MOMENT),))
        return Parsed(datetime.combine(day, time()), (), "day")

    def cell(self, value: datetime | None, codes: CodeBook = EMPTY) -> Cell:
        """The moment itself."""
        return value

    def _shown(self, value: datetime, codes: CodeBook) -> str:
        return f"{value:%Y-%m-%d %H:%M}"


def _local(value: datetime) -> datetime:
    if value.tzinfo is not None:
        try:
            value = value.astimezone().replace(tzinfo=None)
        except (OverflowError, ValueError):
            value = value.replace(tzinfo=None)
    return value.replace(microsecond=0)
