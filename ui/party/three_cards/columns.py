"""What the tables of the three cards show."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from ui.common.columns import Column
from ui.common.paint import Chip
from ui.party.three_cards.pick_list import tick_column
from wenming_desktop.three_cards.model import (
    ContactLine,
    FeedbackLine,
    LetterLine,
    RecordLine,
    RegistrationLine,
)
from wenming_desktop.three_cards.rules import STAGES

_STAGE_KIND: Final = {
    "none": "rent",
    "draft": "info",
    "issued": "warn",
    "sent": "info",
    "late": "bad",
    "returned": "ok",
}
_MARK_KIND: Final = {"ok": "ok", "due": "warn", "none": "bad"}


def short(day: date | None) -> str:
    """A day as a table shows it: 11-20, and the year where it is another one's."""
    return f"{day:%m-%d}" if day else ""


def _stage(row: FeedbackLine | LetterLine) -> tuple[Chip, ...]:
    return (Chip(STAGES[row.stage], _STAGE_KIND[row.stage]),)


def _mark(row: ContactLine) -> tuple[Chip, ...]:
    return (Chip(row.mark.words, _MARK_KIND[row.mark.state]),)


def _registered(row: RegistrationLine) -> tuple[Chip, ...]:
    if not row.card_id:
        return (Chip("没有卡", "bad"),)
    return (Chip("已签字", "ok"),) if row.signed_on else (Chip("没签字", "warn"),)


def _letter_stage_words(row: FeedbackLine | LetterLine) -> str:
    return STAGES[row.stage]


def registrations(picked: dict[int, None]) -> Sequence[Column[RegistrationLine]]:
    """Who is registered."""
    return (
        tick_column(picked),
        Column("name", "姓名", lambda row: row.name, width=104, bold=True),
        Column("kind", "类型", lambda row: row.kind, width=128, quiet=True),
        Column("cell", "党小组", lambda row: row.cell or "—", stretch=True, quiet=True),
        Column("card", "卡号", lambda row: row.card_no or "—", width=118),
        Column(
            "state",
            "状态",
            lambda row: _registered(row)[0].label,
            width=92,
            chips=_registered,
        ),
    )


def contacts(picked: dict[int, None]) -> Sequence[Column[ContactLine]]:
    """The contact cards of the year."""
    return (
        tick_column(picked),
        Column("name", "姓名", lambda row: row.name, width=104, bold=True),
        Column("cell", "党小组", lambda row: row.cell or "—", stretch=True, quiet=True),
        Column("card", "卡号", lambda row: row.card_no or "—", width=118),
        Column("contact", "联系人", lambda row: row.contact or "—", width=92, quiet=True),
        Column("first", "上半年核验", lambda row: short(row.first_half_on) or "—", width=96),
        Column("second", "下半年核验", lambda row: short(row.second_half_on) or "—", width=96),
        Column("state", "状态", lambda row: row.mark.words, width=84, chips=_mark),
    )


def feedbacks(picked: dict[int, None]) -> Sequence[Column[FeedbackLine]]:
    """The feedback cards of a period, employer by employer."""
    return (
        tick_column(picked),
        Column("unit", "单位", lambda row: row.unit or "（没有写单位）", stretch=True),
        Column("name", "姓名", lambda row: row.name, width=96, bold=True),
        Column("times", "服务", lambda row: f"{row.figures.times} 次", width=64, right=True),
        Column("hours", "时长", lambda row: f"{row.figures.hours:g} 小时", width=88, right=True),
        Column("state", "状态", _letter_stage_words, width=118, chips=_stage),
    )


def letters(picked: dict[int, None]) -> Sequence[Column[LetterLine]]:
    """The letters of a period."""
    return (
        tick_column(picked),
        Column("unit", "单位", lambda row: row.unit or "—", stretch=True, bold=True),
        Column("members", "党员", lambda row: f"{len(row.members)} 名", width=64, right=True),
        Column("number", "文号", lambda row: row.letter_no or "—", width=224, quiet=True),
        Column("state", "状态", _letter_stage_words, width=118, chips=_stage),
    )


RECORDS: Final[tuple[Column[RecordLine], ...]] = (
    Column("on", "日期", lambda row: f"{row.on:%Y-%m-%d}" if row.on else "—", width=104),
    Column("words", "内容", lambda row: row.words, stretch=True),
    Column(
        "hours",
        "时长",
        lambda row: f"{row.hours:g} 小时" if row.hours is not None else "",
        width=84,
        right=True,
    ),
    Column("origin", "来处", lambda row: row.origin, width=200, quiet=True),
)
