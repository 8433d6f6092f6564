"""What the lists of samples and of drawn tickets show, and the keys that enter a finding."""

from datetime import date, timedelta
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from ui.common.columns import Column, GroupRow
from ui.common.paint import Chip
from ui.common.table_view import RecordTable
from wenming_desktop.recheck.model import ItemLine, SampleLine
from wenming_desktop.tickets.board import short_number

_FOUND: Final = {True: Chip("反弹", "warn"), False: Chip("未反弹", "ok")}
_KEYS: Final = {Qt.Key.Key_1: False, Qt.Key.Key_2: True}


def _days(line: SampleLine) -> str:
    """A whole month by its name, other days by both ends."""
    begin, end = (date.fromisoformat(day) for day in line.period.split(".."))
    after = end + timedelta(days=1)
    if (begin.day, after.day) == (1, 1) and (begin.year, begin.month) == (end.year, end.month):
        return f"{begin.year}年{begin.month}月"
    return f"{begin:%m-%d} 至 {end:%m-%d}"


def _found(line: ItemLine) -> tuple[Chip, ...]:
    return () if line.rebound is None else (_FOUND[line.rebound],)


def _result(line: ItemLine) -> str:
    return "还没有去" if line.rebound is None else _FOUND[line.rebound].label


SAMPLES: Final[tuple[Column[SampleLine], ...]] = (
    Column("period", "办结日期", _days, stretch=True, bold=True),
    Column("drawn", "抽中", lambda line: f"{line.drawn:,}", 56, right=True),
    Column("checked", "已查", lambda line: f"{line.checked:,}", 56, right=True),
    Column("rebounds", "反弹", lambda line: f"{line.rebounds:,}", 56, right=True),
)
ITEMS: Final[tuple[Column[ItemLine], ...]] = (
    Column("number", "编号", lambda line: short_number(line.number), 122, bold=True),
    Column("result", "核查结果", _result, 92, chips=_found),
    Column("place", "地点", lambda line: line.place, 130),
    Column("title", "事项", lambda line: line.title, stretch=True),
    Column("closed", "办结日期", lambda line: line.closed_on[5:], 84, quiet=True),
    Column("by", "核查人", lambda line: line.checked_by, 70, quiet=True),
    Column(
        "on",
        "核查日期",
        lambda line: f"{line.checked_on:%m-%d}" if line.checked_on else "",
        84,
        quiet=True,
    ),
    Column("note", "说明", lambda line: line.note, 100, quiet=True),
)


def grouped(lines: tuple[ItemLine, ...]) -> list[Any]:
    """Put each stratum's name with its count above its tickets."""
    rows: list[Any] = []
    stratum = ""
    for line in lines:
        if line.stratum != stratum or not rows:
            stratum = line.stratum
            rows.append(GroupRow(stratum, sum(one.stratum == stratum for one in lines)))
        rows.append(line)
    return rows


class ItemsTable(RecordTable):
    """The drawn tickets; `found` carries whether it rebounded (1 no, 2 yes)."""

    found = Signal(bool)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        rebound = _KEYS.get(Qt.Key(event.key()))
        if rebound is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.found.emit(rebound)
        else:
            super().keyPressEvent(event)
