"""工作人员 and 承办单位: who works here, whom a ticket may be sent to."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from typing_extensions import override

from ui.common.columns import Column
from ui.common.paint import Chip
from ui.page import Services
from ui.settings.form import ON, Form, Values
from ui.settings.rows import RowsSection
from wenming_desktop.settings.lists import (
    UnitSheet,
    Worker,
    save_unit,
    save_worker,
    unit_sheets,
    workers,
)
from wenming_desktop.settings.rules import lines_of, pairs_of, wrong_fields

_AWAY: Final = (Chip("不在岗", "rent"),)
_STOPPED: Final = (Chip("已停用", "rent"),)
_WORKERS: Final[tuple[Column[Worker], ...]] = (
    Column("name", "姓名", lambda line: line.name, width=120, bold=True),
    Column("posts", "职务", lambda line: "、".join(line.posts) or "—", stretch=True),
    Column("phone", "电话", lambda line: line.phone or "—", width=130),
    Column(
        "state",
        "在岗",
        lambda line: "在岗" if line.is_active else "不在岗",
        width=84,
        chips=lambda line: () if line.is_active else _AWAY,
    ),
)
_UNITS: Final[tuple[Column[UnitSheet], ...]] = (
    Column("name", "单位", lambda line: line.name, stretch=True, bold=True),
    Column("phone", "电话", lambda line: line.phone or "—", width=130),
    Column("handlers", "经办人", lambda line: f"{len(line.handlers)} 人", width=76, right=True),
    Column(
        "state",
        "派单",
        lambda line: "可派" if line.enabled else "已停用",
        width=84,
        chips=lambda line: () if line.enabled else _STOPPED,
    ),
)
_NAMED: Final = {"name": "名字"}


class StaffSection(RowsSection[Worker]):
    """Who works here."""

    what = "工作人员"
    empty_words = ("还没有工作人员", "在右边写上姓名和职务，按 Ctrl+S 保存。")

    def __init__(self, services: Services) -> None:
        super().__init__(services, "staff", _WORKERS)

    @override
    def fill(self, form: Form) -> None:
        form.line("name", "姓名", longest=50, required=True)
        form.area("posts", "职务", "一行一个，印在卡上按这个次序", lines=3)
        form.line("phone", "电话", longest=20)
        form.tick("is_active", "在岗。离岗后不再印到连心卡上")

    @override
    def read(self) -> None:
        self.jobs.read(self, self.show_rows, workers)

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if "staff" in tables:
            self.read()

    @override
    def key(self, line: Worker) -> int:
        return line.id or 0

    @override
    def values_of(self, line: Worker | None) -> Values:
        line = line or Worker("")
        return {
            "name": line.name,
            "posts": "\n".join(line.posts),
            "phone": line.phone,
            "is_active": ON if line.is_active else "",
        }

    @override
    def command(
        self, line: Worker | None, values: Values
    ) -> tuple[Callable[..., Any], Any, Values]:
        wanted = replace(
            line or Worker(""),
            name=values["name"],
            posts=lines_of(values["posts"]),
            phone=values["phone"],
            is_active=bool(values["is_active"]),
        )
        return save_worker, wanted, wrong_fields(values, _NAMED)


class UnitsSection(RowsSection[UnitSheet]):
    """Whom a ticket may be sent to."""

    what = "承办单位"
    icon = "ri.contacts-book-line"
    empty_words = ("还没有承办单位", "在右边写上单位和经办人，派单时就能选。")

    def __init__(self, services: Services) -> None:
        super().__init__(services, "units", _UNITS)

    @override
    def fill(self, form: Form) -> None:
        form.line("name", "单位", required=True)
        form.line("phone", "电话", longest=20)
        form.area("handlers", "经办人", "一行一个，姓名后空一格写电话，没有电话只写姓名", lines=6)
        form.tick("enabled", "派单时可以选")
        form.tick("is_grid", "网格。派给它办结的，月报里算小事不出格")

    @override
    def read(self) -> None:
        self.jobs.read(self, self.show_rows, unit_sheets)

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if tables & {"handling_unit", "handler"}:
            self.read()

    @override
    def key(self, line: UnitSheet) -> int:
        return line.id or 0

    @override
    def values_of(self, line: UnitSheet | None) -> Values:
        line = line or UnitSheet("")
        return {
            "name": line.name,
            "phone": line.phone,
            "handlers": "\n".join(f"{name} {phone}".strip() for name, phone in line.handlers),
            "enabled": ON if line.enabled else "",
            "is_grid": ON if line.is_grid else "",
        }

    @override
    def command(
        self, line: UnitSheet | None, values: Values
    ) -> tuple[Callable[..., Any], Any, Values]:
        handlers, said = pairs_of(values["handlers"], needs_phone=False)
        wrong = wrong_fields(values, _NAMED)
        if said:
            wrong["handlers"] = said
        wanted = replace(
            line or UnitSheet(""),
            name=values["name"],
            phone=values["phone"],
            handlers=handlers,
            enabled=bool(values["enabled"]),
            is_grid=bool(values["is_grid"]),
        )
        return save_unit, wanted, wrong
