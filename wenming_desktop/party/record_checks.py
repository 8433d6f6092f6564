"""What a service record must say before it is written; each refusal names the field."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from db.tables.office import Staff
from wenming_desktop.errors import UserError
from wenming_desktop.fields import clean_text
from wenming_desktop.party.record_model import MOST_HOURS, RecordRow
from wenming_desktop.work import Work

LONG_CONTENT, LONG_PLACE = 200, 40
_MOST_BENEFICIARIES: Final = 9999


class RecordRefusedError(UserError):
    """A value of a record that cannot stand; `field` names it, in a card as `row.name`."""

    code = "record.refused"
    text = "{where}{said}"

    def __init__(self, name: str, said: str, row: int | None = None) -> None:
        where = f"第 {row} 行：" if row is not None else ""
        field = f"{row}.{name}" if row is not None else name
        super().__init__(field=field, row=row, where=where, said=said)


class NoRowsError(UserError):
    """A card without a line, or with more than it has."""

    code = "record.no_rows"
    text = "一次记 1 到 {most} 行，现在是 {count} 行，没有保存。"


class ContactAgainError(UserError):
    """The same member, household and day stand already."""

    code = "record.contact_again"
    text = "{day} {name}联系这一户已经记过一次，没有再记。要改请打开那一条。"


class VoidReasonError(UserError):
    """A record is taken out with its reason in writing."""

    code = "record.void_reason"
    text = "请写明为什么作废，这一条还没有动。"


def listed(work: Work, name: str, code: str) -> bool:
    """Whether a code is one of its list."""
    return any(item.code == code for item in work.codes.items(name))


def checked(work: Work, row: RecordRow, at: int | None = None, *, timed: bool = True) -> RecordRow:
    """The line with its words cleaned, or the first thing in it that cannot stand.

    `at` is its number on a card; without `timed` the hours may be missing.
    """

    def no(name: str, said: str) -> RecordRefusedError:
        return RecordRefusedError(name, said, at)

    row = replace(row, content=clean_text(row.content, 1000), place=clean_text(row.place, 1000))
    for name, wrong in _CHECKS:
        said = wrong(row, work.now.date())
        if said and (timed or name != "hours" or row.hours is not None):
            raise no(name, said)
    if row.post and not listed(work, "service_post", row.post):
        raise no("post", "列表里没有这个岗位，请重新选。")
    if row.confirmed_by is not None and work.session.get(Staff, row.confirmed_by) is None:
        raise no("confirmed_by", "没有这名工作人员，请重新选确认人。")
    return row


def _wrong_date(row: RecordRow, today: date) -> str:
    if row.date is None:
        return "没有写日期，像 3.5 或 2026-03-05 这样写。"
    late = row.date > today
    return f"{row.date:%Y-%m-%d} 还没有到，请核对日期。" if late else ""


def _wrong_content(row: RecordRow, _today: date) -> str:
    if not row.content:
        return "没有写做了什么。"
    count = len(row.content)
    over = count > LONG_CONTENT
    return f"服务内容现在 {count} 个字，最多写 {LONG_CONTENT} 个字。" if over else ""


def _wrong_place(row: RecordRow, _today: date) -> str:
    count = len(row.place)
    return f"地点现在 {count} 个字，最多写 {LONG_PLACE} 个字。" if count > LONG_PLACE else ""


def _wrong_hours(row: RecordRow, _today: date) -> str:
    return hours_wrong(row.hours)


def hours_wrong(hours: float | None) -> str:
    """What is wrong with the hours of one service; nothing where they can stand."""
    if hours is None:
        return "没有写时长，半小时写 0.5。"
    if not 0 < hours <= MOST_HOURS or hours * 2 != int(hours * 2):
        return f"时长 {hours:g} 不对，要在 0.5 到 {MOST_HOURS:g} 之间，按半小时写。"
    return ""


def _wrong_count(row: RecordRow, _today: date) -> str:
    many = row.beneficiaries
    if many is not None and not 0 <= many <= _MOST_BENEFICIARIES:
        return f"受益人数 {many} 不对，请核对。"
    return ""


_CHECKS: Final[tuple[tuple[str, Callable[[RecordRow, date], str]], ...]] = (
    ("date", _wrong_date),
    ("content", _wrong_content),
    ("place", _wrong_place),
    ("hours", _wrong_hours),
    ("beneficiaries", _wrong_count),
)
