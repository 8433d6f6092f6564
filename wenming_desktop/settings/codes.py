"""代码表: words a clerk chooses from; renamed or put out of use, never deleted."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from db.tables.office import CodeItem
from wenming_desktop.errors import NotFoundError
from wenming_desktop.settings.clean import cleaned
from wenming_desktop.settings.lists import NameMissingError, NameTakenError
from wenming_desktop.work import Work, use_case

LISTS: Final = {
    "ticket_category": "诉求类别",
    "ticket_source": "诉求来源",
    "ticket_return_reason": "退回原因",
    "dissatisfaction_reason": "不满意原因",
    "errand_type": "代办事项",
    "visit_type": "走访类型",
    "wish_category": "微心愿类别",
    "volunteer_activity_type": "志愿活动类型",
}
"""The lists an office may word its own way; those of national standards stay as they are."""
_TERMS: Final = frozenset({"ticket_category", "errand_type"})
_DAYS: Final = "default_workdays"
MOST_DAYS: Final = 365


@dataclass(frozen=True)
class CodeRow:
    """One word of a list; `workdays` is its term, None where it has none of its own."""

    id: int
    list: str
    code: str
    name: str
    workdays: int | None = None
    enabled: bool = True

    @property
    def has_term(self) -> bool:
        """Whether a term may be set."""
        return self.list in _TERMS


class DaysWrongError(NameMissingError):
    """A term that cannot be."""

    code = "settings.workdays"
    text = "办理时限要写 1 到 365 个工作日，或者空着。没有保存。"


@use_case("settings.code_rows", "查看类别和时限", right="settings.read")
def code_rows(work: Work) -> tuple[CodeRow, ...]:
    """The words of all lists of `LISTS`, in their order."""
    order = list(LISTS)
    rows = work.session.scalars(
        select(CodeItem).where(CodeItem.list.in_(order), ~CodeItem.is_void)
    ).all()
    ordered = sorted(rows, key=lambda row: (order.index(row.list), row.sort, row.code))
    return tuple(
        CodeRow(row.id, row.list, row.code, row.name, _days(row), row.enabled) for row in ordered
    )


@use_case("settings.code", "修改类别和时限", right="settings.write")
def save_code(work: Work, command: CodeRow) -> int:
    """Rename a word, change its term, take it out of use or into use again."""
    command = cleaned(command)
    row = work.session.get(CodeItem, command.id)
    if row is None or row.is_void or row.list not in LISTS:
        raise NotFoundError(what=f"“{command.name}”")
    if not command.name:
        raise NameMissingError(field="name")
    if command.workdays is not None and not 1 <= command.workdays <= MOST_DAYS:
        raise DaysWrongError(field="workdays")
    same = select(CodeItem.id).where(
        CodeItem.list == row.list,
        CodeItem.parent.is_not_distinct_from(row.parent),
        CodeItem.name == command.name,
        CodeItem.id != row.id,
    )
    if row.name != command.name and work.session.scalar(same) is not None:
        raise NameTakenError(field="name", name=command.name)
    row.name, row.enabled = command.name, command.enabled
    if row.list in _TERMS and command.workdays != _days(row):
        days = "" if command.workdays is None else str(command.workdays)
        row.extra = {**(row.extra or {}), _DAYS: days}
    work.session.flush()
    work.note(f"code_item:{row.id}")
    return row.id


def _days(row: CodeItem) -> int | None:
    text = str((row.extra or {}).get(_DAYS) or "")
    return int(text) if text.isdigit() and int(text) > 0 else None
