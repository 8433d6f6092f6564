"""工单列表和详情的说法: deadlines, moments and log lines in the words of a clerk. Pure of data."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from wenming_desktop.tickets.clock import Calendar
from wenming_desktop.tickets.model import SUSPENDED, LogRow
from wenming_desktop.tickets.rules import lamp

WAITING = {
    "00": "待登记",
    "10": "待受理",
    "20": "待派单",
    "60": "待回访",
    "70": "待归档",
    "80": "已归档",
    SUSPENDED: "挂账",
}
"""What a ticket waits for where no clock has to be shown."""
_WEEK = "一二三四五六日"
_HOUR, _DAY = 3600, 86_400


class Names(Protocol):
    """Gives the name of a code (`wenming_desktop.fields.codes.CodeBook`)."""

    def name(self, listed: str, code: str | None, /) -> str:
        """The name of a code of a list."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the history: when and who, then what; `undone` was taken back."""

    seq: int
    head: str
    text: str
    undone: bool = False


def due_words(
    status: str,
    status_name: str,
    due: datetime | None,
    now: datetime,
    days: Calendar,
    review: date | None = None,
) -> tuple[str, str]:
    """The lamp of a ticket and the words beside it; suspended, its day of review speaks."""
    if status == SUSPENDED and review is not None:
        return _review_words(review, now.date())
    kind = lamp(status, due, now, days)
    if due is None or not kind or (status == "20" and kind == "green"):
        return "", WAITING.get(status, status_name)
    if kind == "red":
        return kind, "超期 " + _late(due, now, days)
    if kind == "amber":
        return kind, day_words(due, now)
    return kind, f"剩 {days.workdays(now.date(), due.date())} 天"


def _review_words(review: date, today: date) -> tuple[str, str]:
    """No clock runs: the days are those of the wall calendar."""
    if review < today:
        return "red", f"复查超 {(today - review).days} 天"
    if review == today:
        return "amber", "今天复查"
    # At most 90 days ahead: the year goes without saying.
    return "", f"{review:%m-%d} 复查"


def _late(due: datetime, now: datetime, days: Calendar) -> str:
    seconds = (now - due).total_seconds()
    if seconds < _HOUR:
        return f"{max(1, int(seconds // 60))} 分钟"
    if seconds < _DAY:
        return f"{int(seconds // _HOUR)} 小时"
    return f"{max(1, days.workdays(due.date(), now.date()))} 天"


def day_words(at: datetime, now: datetime) -> str:
    """A moment as it is said: 今天 17:30, 明天 9:00, 周一 17:30, 11-18 09:05."""
    off = (at.date() - now.date()).days
    near = {-1: "昨天", 0: "今天", 1: "明天", 2: "后天"}
    if off in near:
        return f"{near[off]} {at:%H:%M}"
    if 2 < off < 7:
        return f"周{_WEEK[at.weekday()]} {at:%H:%M}"
    return f"{at:%m-%d %H:%M}" if at.year == now.year else f"{at:%Y-%m-%d}"


def stamp(at: datetime, now: datetime) -> str:
    """A moment by its day: 11-24 17:30, another year with it."""
    return f"{at:%m-%d %H:%M}" if at.year == now.year else f"{at:%Y-%m-%d %H:%M}"


def verdict(finished: datetime | None, due: datetime | None) -> tuple[str, str] | None:
    """Whether the work was finished in time, as (tone, words); None while it is not finished."""
    if finished is None or due is None:
        return None
    if finished <= due:
        return "ok", f"按时办结，提前 {span(due - finished)}"
    return "danger", f"超期 {span(finished - due)}办结"


def span(length: timedelta) -> str:
    """A stretch of time, rounded down: 3 天, 15 小时, 20 分钟."""
    seconds = int(length.total_seconds())
    if seconds >= 2 * _DAY:
        return f"{seconds // _DAY} 天"
    if seconds >= _HOUR:
        return f"{seconds // _HOUR} 小时"
    return f"{seconds // 60} 分钟"


def said(row: LogRow, beside: dict[str, Any], names: Names, now: datetime) -> str:
    """What one row of the log says."""
    words = _SAID.get(row.action)
    facts = words(row, beside, names, now) if words else ""
    text = row.text.strip()
    if row.action == "PRG" and text:
        return text
    start = _VERB.get(row.action) or names.name("ticket_action", row.action)
    return f"{start}{facts}" + (f"：{text}" if text else "")


def _whistled(row: LogRow, beside: dict[str, Any], names: Names, now: datetime) -> str:
    cell, needed = beside.get("cell"), beside.get("needed")
    return (f"给{cell}" if cell else "") + (f"，要 {needed} 人" if needed else "")


def _sent(row: LogRow, beside: dict[str, Any], names: Names, now: datetime) -> str:
    whom = " ".join(part for part in (beside.get("unit"), beside.get("handler")) if part)
    return f"给{whom}" if whom else ""


def _due(row: LogRow, beside: dict[str, Any], names: Names, now: datetime) -> str:
    return f"，时限 {stamp(row.due_at, now)}" if row.due_at else ""


def _days(row: LogRow, beside: dict[str, Any], names: Names, now: datetime) -> str:
    return f" {row.days} 个工作日" if row.days else ""


def _outcome(row: LogRow, beside: dict[str, Any], names: Names, now: datetime) -> str:
    solved = f"，{names.name('resolution_outcome', row.outcome)}" if row.outcome else ""
    came = beside.get("came")
    return solved + (f"，到场{came}" if came else "")


def _answer(row: LogRow, beside: dict[str, Any], names: Names, now: datetime) -> str:
    contact = names.name("callback_contact_result", row.contact_result)
    rating = names.name("satisfaction", row.satisfaction)
    parts = [part for part in (contact, rating) if part]
    return "，" + "，".join(parts) if parts else ""


def _level(row: LogRow, beside: dict[str, Any], names: Names, now: datetime) -> str:
    return f"，{names.name('supervision_level', row.level)}" if row.level else ""


def _review(row: LogRow, beside: dict[str, Any], names: Names, now: datetime) -> str:
    return f"，{row.review_on:%m-%d} 复查" if row.review_on else ""


def _to(row: LogRow, beside: dict[str, Any], names: Names, now: datetime) -> str:
    return f"给{row.to_unit}" if row.to_unit else ""


def _into(row: LogRow, beside: dict[str, Any], names: Names, now: datetime) -> str:
    return f"，并入 {beside['into']}" if beside.get("into") else ""


def _worse(row: LogRow, beside: dict[str, Any], names: Names, now: datetime) -> str:
    return "，反弹了" if row.rebound else "，没有反弹"


def _round(row: LogRow, beside: dict[str, Any], names: Names, now: datetime) -> str:
    return f"，第 {row.round_no} 轮" + _due(row, beside, names, now)


_SAID: dict[str, Callable[[LogRow, dict[str, Any], Names, datetime], str]] = {
    "ACC": _due,
    "DSP": _sent,
    "COH": _whistled,
    "RDS": _sent,
    "EXA": _days,
    "EXY": _due,
    "FIN": _outcome,
    "CBK": _answer,
    "SUP": _level,
    "SUS": _review,
    "TRF": _to,
    "MRG": _into,
    "RCK": _worse,
    "RWK": _round,
    "RES": _due,
}
_VERB = {"COH": "吹哨", "PRG": "记一笔", "APV": "审核通过", "RCK": "回头看", "COR": "撤回上一步"}
