"""代码表: a word of the office's own added to a list; its code is the next free one."""

import re
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from db.tables.office import CodeItem
from wenming_desktop.errors import NotFoundError, UserError
from wenming_desktop.settings.clean import cleaned
from wenming_desktop.settings.codes import LISTS, CodeRow, save_code
from wenming_desktop.settings.lists import NameMissingError, NameTakenError
from wenming_desktop.work import Work, use_case

MAY_GROW: Final = (
    "errand_type",
    "visit_type",
    "wish_category",
    "volunteer_activity_type",
    "ticket_return_reason",
)
"""Lists that no report and no rule counts by code, so that an office may add to them."""
_CODE: Final = re.compile("([A-Z]*)([0-9]+)")


@dataclass(frozen=True)
class NewCode:
    """A word to add; `workdays` where the list has terms."""

    list: str
    name: str
    workdays: int | None = None


class ListFullError(UserError):
    """Every code of a list is taken."""

    code = "settings.list_full"
    text = "“{name}”的编号用完了。把不用的停用，改个名字接着用。"


@use_case("settings.add_code", "加类别", right="settings.write")
def add_code(work: Work, command: NewCode) -> int:
    """Add a word before the list's last one (其他); returns its id."""
    command = cleaned(command)
    if command.list not in MAY_GROW:
        raise NotFoundError(what="能加的类别")
    if not command.name:
        raise NameMissingError(field="name")
    rows = work.session.scalars(select(CodeItem).where(CodeItem.list == command.list)).all()
    if any(row.name == command.name for row in rows):
        raise NameTakenError(field="name", name=command.name)
    code, sort = _next([(row.code, row.sort) for row in rows], LISTS[command.list])
    row = CodeItem(
        list=command.list, code=code, name=command.name, sort=sort, is_standard=False, extra={}
    )
    work.session.add(row)
    work.session.flush()
    if command.workdays is not None:
        save_code(work, CodeRow(row.id, row.list, code, command.name, command.workdays))
    work.note(f"code_item:{row.id}", added=code)
    return row.id


def _next(taken: list[tuple[str, int]], name: str) -> tuple[str, int]:
    """The code after the highest, and the place of that one; all nines (其他) stay the last."""
    found = [(match, sort) for code, sort in taken if (match := _CODE.fullmatch(code))]
    own = [(match, sort) for match, sort in found if set(match[2]) != {"9"}]
    highest, sort = max(own, key=lambda pair: int(pair[0][2]))
    number = str(int(highest[2]) + 1).zfill(len(highest[2]))
    if len(number) > len(highest[2]) or set(number) == {"9"}:
        raise ListFullError(name=name, field="name")
    return highest[1] + number, sort
