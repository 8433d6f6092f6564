"""名单回填: what is asked, what would be written where, which rows stay open."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from wenming_desktop.errors import UserError

UNKNOWN, UNFINISHED = "unknown", "unfinished"
ENDING: Final = ".xlsx"


class AnswersNoNumberError(UserError):
    """A list whose rows cannot be told apart."""

    code = "answers.no_number"
    text = "“{file}”里没有找到单号一列，没有回填。请核对是不是上级发来的那份名单。"


class AnswersNoColumnError(UserError):
    """A list that asks nothing."""

    code = "answers.no_column"
    text = "“{file}”里没有要填的列，像“办理结果”“办结时间”“承办单位”。没有回填。"


class AnswersTargetError(UserError):
    """Written over the list itself, or under a name that lies about its kind."""

    code = "answers.target"
    text = "回填要另存成一个 .xlsx 文件，不能盖住原来的名单。请换个名字。"


@dataclass(frozen=True, slots=True)
class FillAnswers:
    """The superior's list, where the filled copy goes; `columns` are keys (empty = all)."""

    file: Path
    out: Path
    columns: tuple[str, ...] = ()


class Fill(NamedTuple):
    """One cell: sheet, row from 1, column from 0, what to write; `like` has the look of a time."""

    sheet: str
    row: int
    column: int
    value: str | datetime
    like: int | None = None


@dataclass(frozen=True, slots=True)
class RowLeft:
    """A row that stays open: where, which order, why in words; `kind` is one of the two."""

    sheet: str
    row: int
    number: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class AnswerPlan:
    """What filling a list would do; `columns` are the heads as the superior wrote them."""

    rows: int
    fills: tuple[Fill, ...]
    columns: tuple[str, ...]
    left: tuple[RowLeft, ...] = ()
    keys: tuple[str, ...] = ()

    @property
    def filled(self) -> int:
        """Rows that get at least one answer."""
        return len({(fill.sheet, fill.row) for fill in self.fills})

    def numbers(self, kind: str) -> tuple[str, ...]:
        """The orders that stay open for one reason."""
        return tuple(row.number for row in self.left if row.kind == kind)


@dataclass(frozen=True, slots=True)
class Answered:
    """The filled copy and what it holds."""

    plan: AnswerPlan
    file: Path
