"""What every kind of field can do: parse, show, mask, write to a cell, name its editor."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar, Generic, NamedTuple, TypeVar

from .codes import EMPTY, CodeBook
from .problem import Problem

T = TypeVar("T")
Cell = str | int | float | Decimal | date | datetime | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known while a value is read: the day, the code lists, the phone area code."""

    today: date
    codes: CodeBook
    area_code: str = ""


class Parsed(NamedTuple, Generic[T]):
    """A value as read; `None` is nothing, or nothing that can be used.

    `note` keeps what came along: the old fifteen digits of an identity number, words and
    further numbers beside a phone, `month` or `year` for a day known only so far, `day` for a
    moment without a clock time, the `list:code` pairs of a care cell that belong elsewhere.
    """

    value: T | None
    problems: tuple[Problem, ...] = ()
    note: str = ""


class Kind(ABC, Generic[T]):
    """A kind of value. Values are what the data file stores."""

    __slots__ = ()
    editor: ClassVar[str] = "line"

    @abstractmethod
    def parse(self, raw: object, field_key: str, reading: Reading) -> Parsed[T]:
        """Read what a person typed or a workbook holds; never raises."""

    def show(self, value: T | None, codes: CodeBook = EMPTY) -> str:
        """The value as the clerk reads it."""
        return "" if value is None else self._shown(value, codes)

    def mask(self, value: T | None, codes: CodeBook = EMPTY) -> str:
        """The value for those who may not see all of it."""
        return "" if value is None else self._masked(value, codes)

    def cell(self, value: T | None, codes: CodeBook = EMPTY) -> Cell:
        """The value for a cell of a workbook: text as text, numbers and days as such."""
        return None if value is None else self._shown(value, codes)

    def _shown(self, value: T, codes: CodeBook) -> str:
        return str(value)

    def _masked(self, value: T, codes: CodeBook) -> str:
        return self._shown(value, codes)
