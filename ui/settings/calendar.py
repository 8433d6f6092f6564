"""节假日: days off and make-up days; warns while a year has none, for deadlines count on them."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from typing_extensions import override

from ui.common.columns import Column
from ui.common.frames import Banner
from ui.common.paint import Chip
from ui.page import Services
from ui.settings.form import Form, Values
from ui.settings.recalculation import DeadlinesBar
from ui.settings.rows import RowsSection
from wenming_desktop.settings.rules import day_of, unknown_year, wrong_fields
from wenming_desktop.settings.workdays import DayList, DaySheet, day_list, save_day

_WEEK: Final = "一二三四五六日"
_NAMED: Final = {"day": "日期", "name": "名称"}
_OFF: Final = (Chip("放假", "ok"),)
_ON: Final = (Chip("上班", "warn"),)
_COLUMNS: Final[tuple[Column[DaySheet], ...]] = (
    Column("day", "日期", lambda line: line.day.isoformat(), width=120, bold=True),
    Column("week", "星期", lambda line: f"周{_WEEK[line.day.weekday()]}", width=76, quiet=True),
    Column(
        "is_workday",
        "上不上班",
        lambda line: "上班" if line.is_workday else "放假",
        width=96,
        chips=lambda line: _ON if line.is_workday else _OFF,
    ),
    Column("name", "名称", lambda line: line.name or "—", stretch=True),
)


class CalendarSection(RowsSection[DaySheet]):
    """The days that are not what their weekday says."""

    what = "节假日"
    icon = "ri.calendar-todo-line"
    empty_words = ("还没有节假日", "在右边写上日期和名称，按 Ctrl+S 保存。")

    def __init__(self, services: Services) -> None:
        super().__init__(services, "calendar", _COLUMNS)

    @override
    def fill(self, form: Form) -> None:
        self._missing = Banner("warn", "")
        self._missing.setObjectName("banner_year")
        self._missing.hide()
        form.part(self._missing)
        form.line("day", "日期", longest=12, hint="如 2027-01-01", required=True)
        form.segment("is_workday", "这一天", [("0", "放假"), ("1", "上班")])
        form.line("name", "名称", longest=40, hint="如 元旦、春节调休上班", required=True)
        form.part(DeadlinesBar(self.services))

    @override
    def read(self) -> None:
        self.jobs.read(self, self._show_all, day_list)

    def _show_all(self, found: DayList) -> None:
        year = unknown_year(found.years, found.today)
        self._missing.setVisible(year is not None)
        if year is not None:
            self._missing.words.setText(
                f"{year} 年的节假日还没有，办理时限会把放假也算成工作日。"
                "照国务院的通知一天一天加上。"
            )
        self.show_rows(found.days)

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if "workday" in tables:
            self.read()

    @override
    def key(self, line: DaySheet) -> int:
        return line.id or 0

    @override
    def values_of(self, line: DaySheet | None) -> Values:
        if line is None:
            return {"day": "", "is_workday": "0", "name": ""}
        day, works = line.day.isoformat(), "1" if line.is_workday else "0"
        return {"day": day, "is_workday": works, "name": line.name}

    @override
    def command(
        self, line: DaySheet | None, values: Values
    ) -> tuple[Callable[..., Any], Any, Values]:
        wrong = wrong_fields(values, _NAMED)
        day = day_of(values["day"])
        if day is None and "day" not in wrong:
            wrong["day"] = f"“{values['day']}”不像日期，写成 2027-01-01"
        works = values["is_workday"] == "1"
        wanted = DaySheet(day or date.min, works, values["name"], line.id if line else None)
        return save_day, wanted, wrong
