"""人口: the register's table, counted when somebody wants to see it, and who stands behind it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from ui.common.columns import Column
from ui.common.table_model import PagedModel, PageSource
from ui.jobs import Job, Jobs, Reply
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.register_behind import (
    BehindAsked,
    RegisterBehind,
    RegisterRow,
    register_behind,
    register_listed,
    register_rows,
)
from wenming_desktop.tallies.register_table import KEY, RATE, RegisterTable, register_table
from wenming_desktop.tallies.service import MonthReport

SHOWING: Final = frozenset({KEY, "tickets_checks"})
"""Tabs that say something of the register."""
WORDS: Final = {
    "总户数": "统计期最后一天在册的户。",
    "实有人口": "统计期最后一天住在本社区的人，不论户口在哪里。",
    "期初实有人口": "统计期开始前一天住在本社区的人。",
    "户籍人口": "统计期最后一天户口在本社区的人，不论住在哪里。",
    "人户一致": "户口和居住在同一户的人。",
    "户在人不在": "户口在本社区、人不住在这里的。",
    "人在户不在": "人住在本社区、户口不在这里的。",
    "本社区内人户分离": "户口和居住都在本社区，但不在同一户的人。",
    "人户状态待核实": "住在本社区、还没有核实户口在哪里的人。",
    "流动人口": "住在本社区、人户状态登记为流动人口的。",
    "年龄不详": "住在本社区、没有登记出生日期的人。",
    "关爱对象（去重）": "统计期最后一天至少有一种人员类别的人；有几种类别的只算一次。",
    "登记补录": "统计期内登记进来、没有办人口变动的人。",
    "登记核减": "统计期内从登记里去掉、没有办人口变动的人。",
    "实有人口增加": "统计期内开始住在本社区的，来一次算一次。",
    "实有人口减少": "统计期内不再住在本社区的，走一次算一次。",
    RATE: "已核实用途的房屋占全部房屋的多少。",
}
_AGES, _FLOWS, _HOUSES = "岁", "统计期内登记的人口变动，一次算一次。", "现在登记在册的房屋。"
_TABLES: Final = frozenset(
    {"household", "household_membership", "resident", "resident_change", "special_care"}
    | {"house", "building_unit", "building", "grid"}
)
_SLOW_MS, _REST_MS = 300, 400


class RegisterPart(QObject):
    """Reads the table for one period and grid and keeps it until the register changes."""

    arrived = Signal()
    waiting = Signal()
    refused = Signal(str)
    listed = Signal()

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self.table: RegisterTable | None = None
        self.model: PagedModel[RegisterRow] = PagedModel(jobs, columns(), self)
        self._jobs = jobs
        self._job: Job | None = None
        self._for: tuple[Period, str] | None = None
        self._listing: Job | None = None
        self._slow = _once(self, _SLOW_MS, self.waiting.emit)
        self._rest = _once(self, _REST_MS, self.arrived.emit)

    def want(self, period: Period, grid: str) -> None:
        """Have the table of a period and grid; `arrived` tells when it was not there before."""
        if self._for == (period, grid):
            return
        self.forget()
        self._for = (period, grid)
        self._slow.start()
        reply = Reply(self._counted, lambda error: self._failed(error.message), self._failed)
        self._job = self._jobs.read(self, reply, register_table, period, grid or None)

    def joined(self, report: MonthReport) -> MonthReport:
        """The report with the register's table, if that is here."""
        fits = self.table is not None and self._for == (report.period, report.grid)
        return report.with_register(self.table) if self.table is not None and fits else report

    def forget(self) -> None:
        """Count anew when it is wanted again."""
        if self._job is not None:
            self._job.drop()
        self.table, self._for, self._job = None, None, None
        self._slow.stop()

    def changed(self, tables: frozenset[str]) -> None:
        """Take note of a write; who shows the table asks for it again after a moment."""
        if tables & _TABLES:
            self.forget()
            self._rest.start()

    def list_behind(self, period: Period, place: tuple[str, int | None]) -> None:
        """Count once more who stands behind a figure; `listed` tells when the list is asked."""
        if self._listing is not None:
            self._listing.drop()
        asked = BehindAsked(period, *place)
        self._listing = self._jobs.read(self, self._named, register_behind, asked)

    def _named(self, behind: RegisterBehind) -> None:
        self.model.load(PageSource(register_listed, register_rows, behind))
        self.listed.emit()

    def _counted(self, table: RegisterTable) -> None:
        self._slow.stop()
        self.table = table
        self.arrived.emit()

    def _failed(self, text: str) -> None:
        self.forget()
        self.refused.emit(text)


def explained(name: str) -> str:
    """Say how a figure of the register comes about."""
    found = WORDS.get(name)
    if found is not None:
        return found
    if _AGES in name:
        return "统计期最后一天住在本社区、按那天满几岁算。"
    if name in _OF_HOUSES:
        return _HOUSES
    if name.startswith("　") or name in _OF_CARE:
        return "统计期最后一天在册、有这种人员类别的人。"
    return _FLOWS


_OF_HOUSES = frozenset({"房屋总数", "自住", "出租", "空置", "商用", "待查"})
_OF_CARE = frozenset({"独居", "空巢", "失能"})


def columns() -> tuple[Column[RegisterRow], ...]:
    """Return the columns of the people, households or houses behind a figure."""
    return (
        Column("title", "姓名、户主或房屋", lambda row: row.title, 240),
        Column("door", "住址", lambda row: row.door, stretch=True),
        Column("told", "年龄、人数或用途", lambda row: row.told, 150, quiet=True),
    )


def _once(parent: QObject, wait: int, call: Callable[[], object]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(wait)
    timer.timeout.connect(call)
    return timer
