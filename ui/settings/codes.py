"""时限与类别: the words a clerk chooses from; renamed or put out of use, never deleted."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from typing_extensions import override

from ui.common.columns import Column
from ui.common.paint import Chip
from ui.page import Services
from ui.settings.form import ON, Form, Values
from ui.settings.rows import RowsSection
from wenming_desktop.settings.codes import LISTS, MOST_DAYS, CodeRow, code_rows, save_code
from wenming_desktop.settings.new_code import MAY_GROW, NewCode, add_code
from wenming_desktop.settings.rules import wrong_fields

_STOPPED: Final = (Chip("已停用", "rent"),)
_COLUMNS: Final[tuple[Column[CodeRow], ...]] = (
    Column("list", "哪一类", lambda line: LISTS[line.list], width=120, quiet=True),
    Column("code", "编号", lambda line: line.code, width=76),
    Column("name", "名称", lambda line: line.name, stretch=True, bold=True),
    Column(
        "workdays",
        "时限",
        lambda line: f"{line.workdays} 个工作日" if line.workdays else "—",
        width=110,
        right=True,
    ),
    Column(
        "state",
        "状态",
        lambda line: "在用" if line.enabled else "已停用",
        width=84,
        chips=lambda line: () if line.enabled else _STOPPED,
    ),
)


class CodesSection(RowsSection[CodeRow]):
    """The lists an office may word its own way."""

    what = "时限与类别"
    icon = "ri.time-line"
    empty_words = ("没有可改的类别", "这份数据里没有代码表。")

    def __init__(self, services: Services) -> None:
        super().__init__(services, "codes", _COLUMNS)
        self._new.setText(" 加类别")
        self._new.setAccessibleName("加类别")

    @override
    def fill(self, form: Form) -> None:
        self._list = form.choice("list", "加到哪一类")
        form.line("name", "名称", longest=60, required=True)
        form.line("workdays", "办理时限，几个工作日", longest=3, hint="空着照上一级或 5 个工作日")
        form.tick("enabled", "在用。停用后不再给选，以前记的照样认得")

    @override
    def showing(self, line: CodeRow | None) -> None:
        lists = MAY_GROW if line is None else (line.list,)
        self._list.offer([(key, LISTS[key]) for key in lists])
        self.form.show_field("list", shown=line is None)
        self.form.show_field("enabled", shown=line is not None)
        self.form.show_field("workdays", shown=line is None or line.has_term)

    @override
    def read(self) -> None:
        self.jobs.read(self, self.show_rows, code_rows)

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if "code_item" in tables:
            self.read()

    @override
    def key(self, line: CodeRow) -> int:
        return line.id

    @override
    def values_of(self, line: CodeRow | None) -> Values:
        if line is None:
            return {"list": MAY_GROW[0], "name": "", "workdays": "", "enabled": ON}
        days = "" if line.workdays is None else str(line.workdays)
        enabled = ON if line.enabled else ""
        return {"list": line.list, "name": line.name, "workdays": days, "enabled": enabled}

    @override
    def command(
        self, line: CodeRow | None, values: Values
    ) -> tuple[Callable[..., Any], Any, Values]:
        wrong = wrong_fields(values, {"name": "名称"})
        typed = values["workdays"]
        days = int(typed) if typed.isascii() and typed.isdigit() else None
        if typed and (days is None or not 1 <= days <= MOST_DAYS):
            wrong["workdays"] = "写 1 到 365 的整数，或者空着"
        if line is None:
            timed = CodeRow(0, values["list"], "", "").has_term
            if days is not None and not timed:
                wrong["workdays"] = "这一类没有时限，空着"
            return add_code, NewCode(values["list"], values["name"], days), wrong
        wanted = replace(line, name=values["name"], workdays=days, enabled=bool(values["enabled"]))
        return save_code, wanted, wrong
