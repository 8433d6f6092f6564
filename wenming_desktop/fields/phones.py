"""Telephone numbers, several in one cell, with the words people write beside them."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import ClassVar, NamedTuple

from .codes import CodeBook
from .kind import Kind, Parsed, Reading
from .problem import Problem
from .text import is_nothing, scrub

LIMIT = 20
_MOBILE = re.compile(r"(?:\+?86|0086|0)?(1[3-9]\d{9})")
_FIXED = re.compile(r"(?:\+?86)?(0(?:10|2\d|[3-9]\d\d))-?(\d{7,8})(?:-(\d{1,6}))?")
_LOCAL = re.compile(r"([2-8]\d{6,7})(?:-(\d{1,6}))?")
_SERVICE = re.compile(r"(?:[48]00\d{7}|1\d{2,4}|9[56]\d{3,6})")
_SHORT = re.compile(r"\d{3,6}")
_POWER = re.compile(r"\d(?:\.\d+)?E\+?\d{1,2}", re.IGNORECASE)
_TAIL_ZERO = re.compile(r"(\d{3,})\.0+")
_STRONG = re.compile(r"[/、,，;；。|\n\\]+")
_EXTENSION = re.compile(r"(?<=\d)\s*(?:转|分机|ext\.?|x)\s*(?=\d)", re.IGNORECASE)
_WORDS = re.compile(r"[^\d+\-()\[\]【】<>{}:*\s.]+")
_FIGURES = re.compile(r"\+?\d[\d\- ().]*")
_NOT_DIGITS = re.compile(r"[^\d+-]")
_DASHES = re.compile("[\u2010-\u2015\u2212\uff0d\u30fc]")
_EMPTY: Parsed[str] = Parsed(None)


class Found(NamedTuple):
    """One number of a cell with the words beside it."""

    number: str
    note: str = ""


def number_of(text: str, area_code: str) -> str | None:
    """The stored form of one number in half-width digits; None when it is none."""
    bare = _NOT_DIGITS.sub("", text)
    digits = bare.replace("-", "")
    if mobile := _MOBILE.fullmatch(digits):
        return mobile.group(1)
    if fixed := _FIXED.fullmatch(bare) or _FIXED.fullmatch(digits):
        return "-".join(part for part in fixed.groups() if part)
    if _SERVICE.fullmatch(digits):
        return digits
    if local := _LOCAL.fullmatch(bare) or _LOCAL.fullmatch(digits):
        return "-".join(part for part in (area_code, *local.groups()) if part)
    return digits if _SHORT.fullmatch(digits) else None


# A cell of numbers is short; taking a longer one apart would cost by the square of its length.
LONGEST_CELL = 500


def numbers_in(raw: object, area_code: str) -> tuple[list[Found], list[str]]:
    """The numbers of a cell, and the pieces with digits that are no number."""
    text = _unfolded(raw)[:LONGEST_CELL]
    found: list[Found] = []
    bad: list[str] = []
    for piece in _STRONG.split(text):
        words = " ".join(_WORDS.findall(piece))
        pairs = _in_piece(piece, area_code)
        for at, (number, figures) in enumerate(pairs):
            if number is None:
                bad.append(figures.strip())
            else:
                found.append(Found(number, "" if at else words))
        if not pairs and words and found:
            found[-1] = Found(found[-1].number, f"{found[-1].note} {words}".strip())
        elif not pairs and words and not is_nothing(words):
            bad.append(words)
    return found, bad


def _unfolded(raw: object) -> str:
    if isinstance(raw, Decimal):
        raw = format(raw, "f") if raw.is_finite() and abs(raw.adjusted()) < 30 else str(raw)
    text = unicodedata.normalize("NFKC", scrub(raw, lines=True)[0])
    text = _DASHES.sub("-", text)
    if tail := _TAIL_ZERO.fullmatch(text):
        return tail.group(1)
    if _POWER.fullmatch(text):
        try:
            return f"{Decimal(text):f}".partition(".")[0]
        except InvalidOperation:
            return text
    return _EXTENSION.sub("-", text)


def _in_piece(piece: str, area_code: str) -> list[tuple[str | None, str]]:
    """Every number of one piece; spaces inside a number are tried before spaces between two."""
    pairs: list[tuple[str | None, str]] = []
    for run in _FIGURES.findall(piece):
        if whole := number_of(run, area_code):
            pairs.append((whole, run))
            continue
        tokens = run.split()
        while tokens:
            tokens = _rest(tokens, area_code, pairs)
    return pairs


def _rest(tokens: list[str], area_code: str, pairs: list[tuple[str | None, str]]) -> list[str]:
    """Take the longest number off the front; the tokens left after it."""
    for stop in range(min(len(tokens), 5), 0, -1):
        text = " ".join(tokens[:stop])
        number = number_of(text, area_code)
        # A lone group of three to six digits beside others is a piece of a number, not one.
        if number and len(number) > 6:
            pairs.append((number, text))
            return tokens[stop:]
    first = tokens[0]
    if "-" in first.strip("-") and len(first) > 13:
        return [*first.split("-"), *tokens[1:]]
    if pairs and pairs[-1][0] is None:
        pairs[-1] = (None, f"{pairs[-1][1]} {first}")
    else:
        pairs.append((None, first))
    return tokens[1:]


def mask(number: str) -> str:
    """`139****1234`; of shorter numbers less."""
    if len(number) >= 11:
        return f"{number[:3]}****{number[-4:]}"
    return number[:1] + "*" * max(len(number) - 2, 1) + number[-1:] if len(number) > 2 else "**"


class Phone(Kind[str]):
    """One number as stored; further numbers and words of the cell go to the note."""

    __slots__ = ()
    editor: ClassVar[str] = "phone"

    def parse(self, raw: object, field_key: str, reading: Reading) -> Parsed[str]:
        """Read a number; one that is none is kept as written, with its problem."""
        if type(raw) is str and len(raw) == 11 and raw.isascii() and raw.isdecimal():
            mobile = _MOBILE.fullmatch(raw)
            if mobile and mobile.group(1) == raw:
                return Parsed(raw)
        text = scrub(raw)[0]
        if is_nothing(text):
            return _EMPTY
        if "*" in text:
            said = "号码里有星号，是打了码的。要完整的号码。"
            return Parsed(None, (Problem("phone.malformed", field_key, said),))
        found, bad = numbers_in(raw, reading.area_code)
        problems = tuple(Problem("phone.malformed", field_key, _fault(piece)) for piece in bad[:1])
        if not problems and _shortened(text):
            said = "原表里显示成了科学计数，后几位可能丢了。请核对这个号码。"
            problems = (Problem("phone.malformed", field_key, said),)
        if not found:
            return Parsed(text[:LIMIT] if any(map(str.isdecimal, text)) else None, problems)
        return Parsed(found[0].number, problems, _note(found, bad))

    def _shown(self, value: str, codes: CodeBook) -> str:
        if len(value) == 11 and value.isdecimal() and value[0] == "1":
            return f"{value[:3]} {value[3:7]} {value[7:]}"
        return value

    def _masked(self, value: str, codes: CodeBook) -> str:
        return mask(value)

    def cell(self, value: str | None, codes: CodeBook | None = None) -> str | None:
        """The number as text."""
        return value


def _shortened(text: str) -> bool:
    """Whether a number was written with a power of ten and too few digits to be whole."""
    return bool(_POWER.fullmatch(text)) and sum(map(str.isdecimal, text.upper().split("E")[0])) < 9


def _note(found: list[Found], bad: list[str]) -> str:
    parts = [found[0].note] if found[0].note else []
    parts += [f"{other.number} {other.note}".strip() for other in found[1:]]
    return "；".join(parts + bad)


def _fault(piece: str) -> str:
    digits = _NOT_DIGITS.sub("", piece).replace("-", "").replace("+", "")
    if not digits:
        return f"现在写的是“{piece[:20]}”，要电话号码。"
    if len(digits) > 7 and digits[0] == "1":
        return f"现在 {len(digits)} 位，手机号要 11 位。"
    return f"现在 {len(digits)} 位，手机号要 11 位，固定电话要带区号。"
