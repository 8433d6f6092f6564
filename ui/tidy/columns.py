"""The columns of the four lists."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from ui.common.columns import Column
from ui.common.paint import Chip
from wenming_desktop.households.tidy_model import CheckLine, TidyLine, Twins, Unconfirmed, Voided

WHY: Final = {
    "number": Chip("身份证号相同", "bad"),
    "birth": Chip("姓名、出生相同", "warn"),
    "phone": Chip("姓名、电话相同", "info"),
}
KINDS: Final = {"household": "住户", "resident": "居民"}


@dataclass(frozen=True)
class Stale:
    """A household nobody has gone through for a while, to be ticked."""

    id: int
    door: str
    head: str
    last: date | None

    @classmethod
    def of(cls, line: Unconfirmed) -> "Stale":
        """Return the line with the id that ticks go by."""
        return cls(line.household_id, line.door, line.head, line.last)


CHECKS: Final[tuple[Column[CheckLine], ...]] = (
    Column("title", "查什么", lambda line: line.title, stretch=True, bold=True),
    Column("count", "处", lambda line: f"{line.count:,}", width=84, right=True),
)
LINES: Final[tuple[Column[TidyLine], ...]] = (
    Column("name", "谁", lambda line: line.name, width=180, bold=True),
    Column("door", "在哪里", lambda line: line.door or "不在任何一户", stretch=True),
    Column("note", "现在", lambda line: line.note, width=170, quiet=True),
)
TWINS: Final[tuple[Column[Twins], ...]] = (
    Column("why", "为什么", lambda p: WHY[p.why].label, width=130, chips=lambda p: (WHY[p.why],)),
    Column("left", "一份", lambda p: p.left.name, width=98, bold=True),
    Column("left_door", "住在", lambda p: p.left.door or "不在任何一户", stretch=True),
    Column("left_id", "身份证号", lambda p: p.left.id_masked or "—", width=142, quiet=True),
    Column("right", "另一份", lambda p: p.right.name, width=98, bold=True),
    Column("right_door", "住在", lambda p: p.right.door or "不在任何一户", stretch=True),
    Column("right_id", "身份证号", lambda p: p.right.id_masked or "—", width=142, quiet=True),
)
STALE: Final[tuple[Column[Stale], ...]] = (
    Column("pick", "", lambda _line: "", width=44),
    Column("door", "门牌", lambda line: line.door, stretch=True, bold=True),
    Column("head", "户主", lambda line: line.head or "（未定户主）", width=200),
    Column(
        "last",
        "上次核对",
        lambda line: line.last.isoformat() if line.last else "还没有核对过",
        width=150,
        quiet=True,
    ),
)
VOIDED: Final[tuple[Column[Voided], ...]] = (
    Column("table", "什么", lambda line: KINDS[line.table], width=80, quiet=True),
    Column("name", "名字", lambda line: line.name or "（没有名字）", width=150, bold=True),
    Column("door", "门牌", lambda line: line.door or "—", stretch=True),
    Column("reason", "为什么作废", lambda line: line.reason or "—", stretch=True),
    Column("at", "作废时间", lambda line: f"{line.at:%m-%d %H:%M}", width=124, quiet=True),
    Column("left", "还能恢复", lambda line: _left(line.days_left), width=104, right=True),
)


def _left(days: int) -> str:
    return f"{days} 天" if days > 0 else "今天最后一天"
