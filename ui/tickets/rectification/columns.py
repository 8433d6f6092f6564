"""整改清单 as a table: the number, what and where, how far, and how much time is left."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from ui.common.columns import Column
from ui.common.paint import Chip, Lamp
from wenming_desktop.rectification.model import CLOSED, FAILED, REBOUND, SHELVED, ItemLine

_CHIPS: Final = {CLOSED: "ok", FAILED: "danger", REBOUND: "danger", SHELVED: "rent"}


def lamp_words(line: ItemLine, now: datetime) -> str:
    """How much time an item has: 超期 2 天, 今天 17:30, 剩 3 天."""
    if line.deadline is None or line.lamp == "none":
        return "不计时"
    days = (line.deadline.date() - now.date()).days
    if line.lamp == "red":
        return f"超期 {max(1, -days)} 天"
    return f"今天 {line.deadline:%H:%M}" if line.lamp == "amber" else f"剩 {days} 天"


def status_chip(line: ItemLine) -> Chip:
    """The state of an item on its tint."""
    return Chip(line.status_name, _CHIPS.get(line.status, "aged"))


def columns(now: Callable[[], datetime]) -> tuple[Column[ItemLine], ...]:
    """The columns; time left is counted from when the list was read."""

    def lamp(line: ItemLine) -> Lamp:
        return Lamp(line.lamp if line.lamp != "none" else "", lamp_words(line, now()))

    return (
        Column("number", "编号", _number, width=116, quiet=True),
        Column("problem", "问题", lambda line: " ".join(line.problem.split()), stretch=True,
               bold=True),
        Column("place", "点位", lambda line: line.location, width=140),
        Column("status", "状态", lambda line: line.status_name, width=96,
               chips=lambda line: (status_chip(line),)),
        Column("deadline", "期限", lambda line: lamp_words(line, now()), width=108, lamp=lamp),
    )  # fmt: skip


def _number(line: ItemLine) -> str:
    return line.number.removeprefix("ZG")
