"""What the lists of grievances and of repeats show."""

from collections.abc import Callable
from typing import Final

from ui.common.columns import Column
from wenming_desktop.tallies.tickets_behind import TicketBehind
from wenming_desktop.tickets.board import short_number
from wenming_desktop.tickets.grievances import Again, Grievance, moved

GRIEVANCES: Final[tuple[Column[Grievance], ...]] = (
    Column("rank", "名次", lambda line: str(line.id), 56, right=True, bold=True),
    Column("name", "事情（二级类别）", lambda line: line.name, stretch=True, bold=True),
    Column("dissatisfied", "不满意", lambda line: f"{line.dissatisfied:,}", 76, right=True),
    Column("repeats", "重复", lambda line: f"{line.repeats:,}", 66, right=True),
    Column("accepted", "受理", lambda line: f"{line.accepted:,}", 66, right=True),
    Column("reworks", "重办", lambda line: f"{line.reworks:,}", 66, right=True),
    Column("last", "和上期比", moved, 124, quiet=True),
)


def _again(name: str, detail: str) -> tuple[Column[Again], ...]:
    return (
        Column("rank", "名次", lambda line: str(line.id), 56, right=True, bold=True),
        Column("name", name, lambda line: line.name, stretch=True, bold=True),
        Column("detail", detail, lambda line: line.detail, 260, quiet=True),
        Column("accepted", "受理", lambda line: f"{line.accepted:,}", 76, right=True),
        Column("repeats", "其中重复诉求", lambda line: f"{line.repeats:,}", 120, right=True),
    )


CALLERS: Final = _again("来电人", "电话")
PLACES: Final = _again("地点", "最多的事")


def _day(of: Callable[[TicketBehind], object]) -> Callable[[TicketBehind], str]:
    return lambda line: f"{of(line):%m-%d %H:%M}" if of(line) else ""


BEHIND: Final[tuple[Column[TicketBehind], ...]] = (
    Column("number", "编号", lambda line: short_number(line.number), 116, bold=True),
    Column("title", "事项", lambda line: line.title, stretch=True),
    Column("accepted", "受理", _day(lambda line: line.accepted_at), 110, quiet=True),
    Column("finished", "办结", _day(lambda line: line.finished_at), 110, quiet=True),
)
