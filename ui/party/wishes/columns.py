"""The columns of the claims and of the wishes of a node, and the words of their states."""

from typing import Final

from ui.common.columns import Column
from ui.common.paint import Chip, Lamp
from wenming_desktop.party.duty_model import ClaimLine
from wenming_desktop.wishes import rules
from wenming_desktop.wishes.model import ANY, OVERDUE, WishLine

STATES: Final[dict[str, str]] = {
    ANY: "全部",
    OVERDUE: "对接超期",
    rules.COLLECTED: "征集",
    rules.PUBLISHED: "公示中",
    rules.CLAIMED: "已认领",
    rules.FULFILLED: "已实现",
    rules.CARRIED: "转下期",
    rules.DECLINED: "不予采纳",
    rules.CANCELLED: "取消",
}
_TONES: Final = {
    rules.COLLECTED: "warn",
    rules.PUBLISHED: "info",
    rules.CLAIMED: "info",
    rules.FULFILLED: "ok",
}
_UNSIGNED: Final = "已实现·未签收"
_SHORT: Final = {rules.PUBLISHED: "公示中", rules.CARRIED: "转下期"}


def state_word(line: WishLine) -> str:
    """The state of a wish in a word."""
    return _SHORT.get(line.status, line.status_name)


def _state(line: WishLine) -> str:
    if line.late:
        return f"对接超期 {line.late} 天"
    return _UNSIGNED if line.unsigned else state_word(line)


def _chips(line: WishLine) -> tuple[Chip, ...]:
    if line.late:
        return ()
    if line.unsigned:
        return (Chip(_UNSIGNED, "warn"),)
    return (Chip(state_word(line), _TONES.get(line.status, "rent")),)


def _lamp(line: WishLine) -> Lamp | None:
    return Lamp("red", f"超期 {line.late} 天") if line.late else None


def _door(line: WishLine) -> str:
    return line.door or "—"


def _item(line: ClaimLine) -> str:
    return "　".join(part for part in (line.item, line.target) if part) or "—"


def _times(line: ClaimLine) -> str:
    return f"每年 {line.plan_times_per_year} 次" if line.plan_times_per_year else "—"


WISHES: Final[tuple[Column[WishLine], ...]] = (
    Column("name", "谁的心愿", lambda line: line.name or "—", width=112, bold=True, sortable=True),
    Column("door", "门牌", _door, width=136, quiet=True),
    Column("content", "心愿", lambda line: line.content, stretch=True),
    Column("category", "类别", lambda line: line.category, width=84, quiet=True, sortable=True),
    Column("claimant", "认领人", lambda line: line.claimant or "—", width=112),
    Column("status", "状态", _state, width=136, chips=_chips, lamp=_lamp, sortable=True),
)
CLAIMS: Final[tuple[Column[ClaimLine], ...]] = (
    Column("member", "党员", lambda line: line.member or "—", width=96, bold=True),
    Column("post", "认领岗位", lambda line: line.post_name, width=150),
    Column("item", "做什么、为谁", _item, stretch=True, quiet=True),
    Column("times", "计划", _times, width=96, quiet=True),
    Column("status", "状态", lambda line: line.status_name, width=84, quiet=True),
)
