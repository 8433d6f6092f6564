"""办理时限 of this office: its calendar, its hours, what a category is promised."""

from collections.abc import Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from wenming_desktop.settings import office
from wenming_desktop.tickets.clock import Calendar, OfficeHours, Terms, category_workdays
from wenming_desktop.tickets.intake import DuePreview
from wenming_desktop.tickets.rules import is_sudden, urgency_of
from wenming_desktop.work import Work

CATEGORIES = "ticket_category"
_WEEK = "一二三四五六日"
_MOST_NAMED = 4


def calendar(work: Work) -> Calendar:
    """The office's working days and hours."""
    days = work.connection.exec_driver_sql(
        "SELECT group_concat(day || is_workday) FROM workday WHERE NOT is_void"
    ).scalar()
    return _calendar(days or "", hours(office(work).work_hours))


@lru_cache(maxsize=4)
def _calendar(days: str, worked: OfficeHours) -> Calendar:
    """The calendar of `2026-11-210,2026-11-221`; every list and every step asks for it anew."""
    known = {date.fromisoformat(one[:10]): one[10:] == "1" for one in days.split(",") if one}
    return Calendar(known, worked)


def hours(stored: Any) -> OfficeHours:
    """Office hours as they were saved: by periods, by morning and afternoon, or by seasons."""
    if isinstance(stored, list):
        return _seasons(stored)
    if not isinstance(stored, Mapping) or not stored:
        return OfficeHours()
    if "periods" in stored:
        return OfficeHours.from_json(stored)
    return OfficeHours(_spans(stored.values()))


def _seasons(stored: list[Any]) -> OfficeHours:
    if not stored:
        return OfficeHours()
    usual = OfficeHours(_spans(stored[0]["spans"]))
    if len(stored) == 1:
        return usual
    other = stored[1]
    return OfficeHours(
        usual.periods, _spans(other["spans"]), _month_day(other["from"]), _month_day(other["to"])
    )


def _spans(pairs: Any) -> tuple[tuple[time, time], ...]:
    return tuple((time.fromisoformat(a), time.fromisoformat(b)) for a, b in pairs)


def _month_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)


def terms(
    work: Work,
    category: str | None,
    urgency: str | None = None,
    external_due_at: datetime | None = None,
    known: Calendar | None = None,
) -> Terms:
    """What a ticket is promised; `known` saves reading the calendar again."""
    return Terms(known or calendar(work), workdays(work, category), urgency or "1", external_due_at)


def workdays(work: Work, category: str | None) -> int:
    """Working days of a category, by the leaf, its parent or the default."""
    items = {item.code: item for item in work.codes.items(CATEGORIES)}
    own = {code: int(item.extra.get("default_workdays") or 0) for code, item in items.items()}
    parents = {code: item.parent or None for code, item in items.items()}
    return category_workdays(category, own, parents)


def preview(
    work: Work, category: str, urgency: str, external_due_at: datetime | None = None
) -> DuePreview:
    """The deadline of a ticket accepted now, and how it comes about."""
    ours = _preview(work, category, urgency_of(category, urgency))
    if external_due_at is None or ours.due_at is None or external_due_at >= ours.due_at:
        return ours
    asked = f"{external_due_at.month}月{external_due_at.day}日 {external_due_at:%H:%M}"
    return DuePreview(external_due_at, f"按转办要求 {asked} 前办结。本来是：{ours.words}")


def _preview(work: Work, category: str, urgency: str) -> DuePreview:
    promised = terms(work, category, urgency)
    due = promised.first(work.now)
    if urgency in ("3", "4"):
        name = work.codes.name("ticket_urgency", urgency).partition("(")[0]
        if urgency == "3" and is_sudden(category):
            name = "突发事件至少按紧急办"
        return DuePreview(due, f"{name}：{promised.on_call_hours} 小时内办结。")
    days = promised.calendar
    start = days.start(work.now).date()
    count = days.workdays(start, due.date())
    half = "较急，减半后 " if urgency == "2" else " "
    words = f"{work.codes.name(CATEGORIES, category)}{half}{count} 个工作日。"
    words += f"今天周{_WEEK[work.now.weekday()]}，"
    if start != work.now.date():
        words += f"从{_named(start)}起算，"
    words += f"{_skipped(days, start, due)}到 {_named(due)} {due:%H:%M}。"
    unknown = days.unknown_years(work.now.date(), due.date())
    if unknown:
        years = "、".join(str(year) for year in unknown)
        words += f"{years} 年的放假安排还没有录入，先按周末算。"
    return DuePreview(due, words)


def _named(day: date) -> str:
    return f"{day.month}月{day.day}日 周{_WEEK[day.weekday()]}"


def _skipped(days: Calendar, start: date, due: datetime) -> str:
    span = range(start.toordinal() + 1, due.date().toordinal())
    off = [day for day in map(date.fromordinal, span) if not days.is_workday(day)]
    if not off:
        return ""
    if len(off) > _MOST_NAMED:
        return f"跳过 {len(off)} 天休息日，"
    return "跳过" + "、".join(f"周{_WEEK[day.weekday()]}" for day in off) + "，"
