"""Plain text, numbers, money and yes-or-no."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from typing import ClassVar

from .codes import EMPTY, CodeBook
from .kind import Cell, Kind, Parsed, Reading
from .problem import Problem
from .text import is_nothing, scrub

INVISIBLE = "里面有看不见的控制字符，已经去掉。请核对一遍。"
_TEXT_EMPTY: Parsed[str] = Parsed(None)
_NUMBER_EMPTY: Parsed[float] = Parsed(None)
_MONEY_EMPTY: Parsed[Decimal] = Parsed(None)
_TRUE: Parsed[bool] = Parsed(True)
_FALSE: Parsed[bool] = Parsed(False)
_UNSAID: Parsed[bool] = Parsed(None)
# A figure may carry words: 约20人次, 1,234 元, 3小时. Two figures in one cell are not one.
_FIGURE = re.compile(r"[^\d.+-]{0,8}([+-]?(?:\d{1,12}(?:,\d{3})*)(?:\.\d{1,9})?)[^\d]{0,12}")
_HALF = re.compile(r"半(?:个)?(?:小时|天|日|年|月)?")
_TEN_THOUSAND = re.compile("[万萬]")
_BIG = Decimal(10) ** 12
_YES = "是 有 √ ✓ ✔ ☑ y yes true t 1 对 已 在 ● ★ v"
_NO = "否 无 没有 × ✗ ✘ ☒ x n no false f 0 错 未 不是 不 ○ 空"
_YES_WORDS = frozenset(_YES.split())
_NO_WORDS = frozenset(_NO.split())


def unknown(field_key: str, text: str, needed: str) -> Problem:
    """A value that nobody can read: what is there, what is needed."""
    shown = text if len(text) <= 20 else text[:20] + "…"
    return Problem("value.unknown", field_key, f"现在写的是“{shown}”，{needed}。")


class Text(Kind[str]):
    """Free text, on one line unless `lines`."""

    __slots__ = ("limit", "lines")

    def __init__(self, limit: int = 200, *, lines: bool = False) -> None:
        self.limit = limit
        self.lines = lines

    @property
    def editor(self) -> str:  # type: ignore[override]
        """`text` for several lines, else `line`."""
        return "text" if self.lines else "line"

    def parse(self, raw: object, field_key: str, reading: Reading) -> Parsed[str]:
        """Read text; whatever is written is kept as written."""
        text, lost = scrub(raw, lines=self.lines)
        if not lost and len(text) <= self.limit:
            return Parsed(text) if text else _TEXT_EMPTY
        problems: tuple[Problem, ...] = ()
        if lost:
            problems = (Problem("text.control_characters", field_key, INVISIBLE),)
        if len(text) > self.limit:
            said = f"现在 {len(text)} 个字，最多存 {self.limit} 个字，后面的没有存。"
            problems = (*problems, Problem("text.too_long", field_key, said))
        return Parsed(text[: self.limit].rstrip() or None, problems)


def figure(raw: object) -> Decimal | None:
    """The one number a cell holds, with its words taken off; None when there is none."""
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int):
        return Decimal(raw) if abs(raw) < _BIG else None
    if isinstance(raw, (float, Decimal)):
        return _exact(raw)
    text = unicodedata.normalize("NFKC", scrub(raw)[0]).replace(" ", "")
    if _HALF.fullmatch(text):
        return Decimal("0.5")
    match = _FIGURE.fullmatch(text) if len(text) < 60 else None
    if match is None:
        return None
    value = Decimal(match.group(1).replace(",", ""))
    return value * 10_000 if _TEN_THOUSAND.search(text, match.end(1)) else value


def _exact(raw: float | Decimal) -> Decimal | None:
    value = raw if isinstance(raw, Decimal) else Decimal(repr(raw))
    return value if value.is_finite() and abs(value) < _BIG else None


class Number(Kind[float]):
    """A whole number, or one with `places` decimals, between `low` and `high`."""

    __slots__ = ("high", "low", "places")
    editor: ClassVar[str] = "number"

    def __init__(self, places: int = 0, low: float | None = 0, high: float | None = None) -> None:
        self.places = places
        self.low = low
        self.high = high

    def parse(self, raw: object, field_key: str, reading: Reading) -> Parsed[float]:
        """Read a number, from words too (28人次)."""
        if type(raw) is int and self.low == 0 and self.high is None and 0 <= raw < _BIG:
            return Parsed(raw)
        value = figure(raw)
        if value is None:
            text = scrub(raw)[0]
            if is_nothing(text):
                return _NUMBER_EMPTY
            return Parsed(None, (unknown(field_key, text, "要一个数"),))
        number = self._stored(value)
        if number is None:
            needed = f"最多 {self.places} 位小数" if self.places else "要整数"
            return Parsed(None, (unknown(field_key, f"{value:f}", needed),))
        if (self.low is not None and number < self.low) or (
            self.high is not None and number > self.high
        ):
            return Parsed(None, (unknown(field_key, f"{number:g}", self._bounds()),))
        return Parsed(number)

    def _stored(self, value: Decimal) -> float | None:
        rounded = round(value, self.places)
        # A float's tail (0.30000000000000004) is noise, a written 1.25 in a whole field is not.
        if abs(rounded - value) > Decimal("1e-6"):
            return None
        return float(rounded) if self.places else int(rounded)

    def _bounds(self) -> str:
        if self.high is None:
            return f"不能小于 {self.low:g}"
        if self.low is None:
            return f"不能大于 {self.high:g}"
        return f"要在 {self.low:g} 到 {self.high:g} 之间"

    def cell(self, value: float | None, codes: CodeBook = EMPTY) -> Cell:
        """The number itself."""
        return value

    def _shown(self, value: float, codes: CodeBook) -> str:
        if not self.places:
            return f"{value:,.0f}"
        return f"{value:,.{self.places}f}".rstrip("0").rstrip(".")


class Money(Kind[Decimal]):
    """Yuan and fen, never negative."""

    __slots__ = ()
    editor: ClassVar[str] = "money"

    def parse(self, raw: object, field_key: str, reading: Reading) -> Parsed[Decimal]:
        """Read an amount: 1,234.50, ￥200, 300元, 1.2万."""
        value = figure(raw)
        if value is None:
            text = scrub(raw)[0]
            if is_nothing(text):
                return _MONEY_EMPTY
            return Parsed(None, (unknown(field_key, text, "要一个金额，比如 200 或 35.50"),))
        if value < 0:
            return Parsed(None, (unknown(field_key, f"{value:f}", "金额不能小于 0"),))
        return Parsed(value.quantize(Decimal("0.01"), ROUND_HALF_UP))

    def cell(self, value: Decimal | None, codes: CodeBook = EMPTY) -> Cell:
        """The amount as a number."""
        return value

    def _shown(self, value: Decimal, codes: CodeBook) -> str:
        return f"{value:,.2f}"


class Flag(Kind[bool]):
    """Yes or no; nothing said is neither."""

    __slots__ = ()
    editor: ClassVar[str] = "flag"

    def parse(self, raw: object, field_key: str, reading: Reading) -> Parsed[bool]:
        """Read 是, √, 有, Y, 1 and their contraries."""
        text = scrub(raw)[0]
        word = unicodedata.normalize("NFKC", text).lower()
        if not word:
            return _UNSAID
        if word in _YES_WORDS:
            return _TRUE
        if word in _NO_WORDS:
            return _FALSE
        if is_nothing(text):
            return _UNSAID
        return Parsed(None, (unknown(field_key, text, "这里只填“是”或“否”"),))

    def _shown(self, value: bool, codes: CodeBook) -> str:
        return "是" if value else "否"
