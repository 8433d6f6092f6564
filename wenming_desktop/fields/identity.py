"""Identity numbers (GB 11643): the check, what a number tells, and its mask."""

import re
import unicodedata
from datetime import date
from operator import mul
from typing import ClassVar

from .codes import CodeBook
from .kind import Kind, Parsed, Reading
from .problem import Problem
from .text import is_nothing, plain, scrub

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
EARLIEST_YEAR = 1890
# ord("0") times every weight, so that the digits need not be made numbers one by one.
_ASCII_SHARE = 48 * sum(WEIGHTS)
_SHAPE = re.compile(r"[0-9]{17}[0-9X]")
_FIFTEEN = re.compile(r"[0-9]{15}")
_FOREIGN_OLD = re.compile(r"[A-Z]{3}[0-9]{12}")
_POWER = re.compile(r"[0-9](?:\.[0-9]+)?E\+?1[4-8]")
_SEPARATORS = re.compile("[\\s'`\u2018\u2019\u00b4\"\u201c\u201d\\-\u2010-\u2015\u2212_]+")
_TAIL_ZERO = re.compile(r"([0-9]{15,18})\.0+")
_EMPTY: Parsed[str] = Parsed(None)


def check_digit(first_seventeen: str) -> str:
    """The eighteenth character for seventeen digits."""
    total = sum(map(mul, WEIGHTS, first_seventeen.encode("ascii"))) - _ASCII_SHARE
    return CHECKS[total % 11]


def is_valid(number: str, today: date) -> bool:
    """Whether eighteen characters are a number that can exist; the county never matters."""
    if len(number) != 18 or not _SHAPE.fullmatch(number):
        return False
    born = birth_date(number)
    return (
        born is not None
        and born.year >= EARLIEST_YEAR
        and born <= today
        and check_digit(number[:17]) == number[17]
    )


def birth_date(number: str) -> date | None:
    """The day of birth a stored number tells; None when it tells none."""
    if len(number) != 18:
        return None
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def gender(number: str) -> str | None:
    """The code of gender.csv that a stored number tells."""
    if len(number) != 18 or not number[16].isdecimal():
        return None
    return "1" if int(number[16]) % 2 else "2"


def upgrade(fifteen: str) -> str:
    """The eighteen characters of an old number of fifteen digits."""
    longer = f"{fifteen[:6]}19{fifteen[6:]}"
    return longer + check_digit(longer)


def normalise(raw: object) -> str:
    """The number without spaces, quotes and hyphens, in half-width capitals."""
    text = unicodedata.normalize("NFKC", scrub(raw)[0])
    text = _SEPARATORS.sub("", text).upper()
    tail = _TAIL_ZERO.fullmatch(text)
    return tail.group(1) if tail else text


def mask(number: str) -> str:
    """The first and the last character; what is between is stars."""
    if len(number) < 3:
        return "*" * len(number)
    return number[0] + "*" * (len(number) - 2) + number[-1]


class IdNumber(Kind[str]):
    """An identity number, upper case."""

    __slots__ = ()
    editor: ClassVar[str] = "id"

    def parse(self, raw: object, field_key: str, reading: Reading) -> Parsed[str]:
        """Read a number as `identity.is_valid` allows, an old one of fifteen digits upgraded."""
        if type(raw) is str and is_valid(raw, reading.today):
            return Parsed(raw)
        number = normalise(raw)
        if is_nothing(number) or is_nothing(plain(raw).strip()):
            return _EMPTY
        if is_valid(number, reading.today) and not _rounded(raw, number):
            return Parsed(number)
        if _FOREIGN_OLD.fullmatch(number):
            return Parsed(number)
        if _FIFTEEN.fullmatch(number) and (upgraded := _upgraded(number)):
            said = "是 15 位的老号码，已经按规则补成 18 位。请对着证件核对。"
            return Parsed(upgraded, (Problem("id.fifteen_digits", field_key, said),), number)
        code, message = _fault(raw, number, reading.today)
        return Parsed(None, (Problem(code, field_key, message),))

    def _masked(self, value: str, codes: CodeBook) -> str:
        return mask(value)


def _upgraded(fifteen: str) -> str | None:
    number = upgrade(fifteen)
    return number if birth_date(number) else None


def _rounded(raw: object, number: str) -> bool:
    """Whether a workbook kept the number as a number, which ends after fifteen digits."""
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        return bool(_POWER.fullmatch(number))
    return isinstance(raw, float) or number.endswith("000")


def _fault(raw: object, number: str, today: date) -> tuple[str, str]:
    long_number = isinstance(raw, (int, float)) and abs(raw) >= 1e15
    if long_number or _POWER.fullmatch(number) or _zeros_for_digits(number):
        return (
            "id.precision_lost",
            "原表把号码存成了数字，后三位已经丢了。请用原表的文本格式，对着证件重填。",
        )
    if not _SHAPE.fullmatch(number):
        if _FIFTEEN.fullmatch(number):
            return _no_such_date(f"19{number[6:8]}", number[8:10], number[10:12])
        return "id.malformed", _shape_fault(number)
    born = birth_date(number)
    if born is None or born.year < EARLIEST_YEAR:
        return _no_such_date(number[6:10], number[10:12], number[12:14])
    if born > today:
        said = f"出生日期是 {born.isoformat()}，这一天还没有到，请再看一遍证件。"
        return "id.birth_in_future", said
    return "id.checksum", "身份证最后一位对不上，请再看一遍证件。"


def _zeros_for_digits(number: str) -> bool:
    return (
        number.endswith("000")
        and _SHAPE.fullmatch(number) is not None
        and check_digit(number[:17]) != number[17]
    )


def _no_such_date(year: str, month: str, day: str) -> tuple[str, str]:
    if int(year) < EARLIEST_YEAR:
        said = f"出生年份是 {year}，早于 {EARLIEST_YEAR} 年，请再看一遍证件。"
    elif not 1 <= int(month) <= 12:
        said = f"出生月份是 {month}，没有这个月，请再看一遍证件。"
    else:
        said = f"出生日期是 {year}-{month}-{day}，没有这一天，请再看一遍证件。"
    return "id.no_such_date", said


def _shape_fault(number: str) -> str:
    if "*" in number:
        return "号码里有星号，是打了码的。要完整的 18 位身份证号。"
    if number.isdecimal() or len(number) != 18:
        return f"现在 {len(number)} 位，身份证号要 18 位。"
    at = next(i for i, char in enumerate(number) if not char.isdecimal() or not char.isascii())
    hint = {"O": "，是不是数字 0", "I": "，是不是数字 1", "L": "，是不是数字 1"}.get(number[at], "")
    if hint or at < 17:
        return f"第 {at + 1} 位是“{number[at]}”{hint}？身份证号前 17 位都要是数字。"
    return f"最后一位是“{number[at]}”，要是数字或 X。"
