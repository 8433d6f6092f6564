"""Counts a month of requests from the sheet alone, plainly, sharing nothing with the product."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

HEADS = ("工单编号", "受理时间", "来源", "诉求类别", "小区", "楼栋", "承办单位")
TIMES = ("办理期限", "办结时间", "满意度")
Ticket = dict[str, Any]


def read(path: Path) -> list[Ticket]:
    """The rows that stand: a time, a first number, no finish before the start."""
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    top = next(number for number, row in enumerate(rows) if "工单编号" in row)
    places = {name: rows[top].index(name) for name in HEADS + TIMES}
    standing: list[Ticket] = []
    seen: set[str] = set()
    for row in rows[top + 1 :]:
        ticket = {name: row[place] for name, place in places.items()}
        start, end = _moment(ticket["受理时间"]), _moment(ticket["办结时间"])
        if start is None or str(ticket["工单编号"]) in seen or (end is not None and end < start):
            continue
        seen.add(str(ticket["工单编号"]))
        standing.append(ticket | {"start": start, "end": end, "due": _moment(ticket["办理期限"])})
    return standing


def month(
    tickets: list[Ticket],
    first: datetime,
    after: datetime,
    categories: set[str],
    grids: dict[tuple[str, str], str] | None = None,
) -> dict[str, Any]:
    """Every figure of domain 6.1 that a plain list can give, for [first, after)."""
    accepted = [one for one in tickets if first <= one["start"] < after]
    open_then = [one for one in tickets if one["start"] < first and not _closed(one, first)]
    still_open = [one for one in tickets if one["start"] < after and not _closed(one, after)]
    completed = [one for one in tickets if one["end"] and first <= one["end"] < after]
    due = [one for one in tickets if one["due"] and first <= one["due"] < after]
    in_time = [one for one in due if _closed(one, after) and one["end"] <= one["due"]]
    rated = Counter(one["满意度"] for one in completed)
    figures: dict[str, Any] = {
        "open_at_start": len(open_then),
        "accepted": len(accepted),
        "completed": len(completed),
        "open_at_end": len(still_open),
        "completed_of_accepted": sum(_closed(one, after) for one in accepted),
        "due": len(due),
        "due_on_time": len(in_time),
        "overdue_open": sum(one["due"] is not None and one["due"] < after for one in still_open),
        "rated": rated["满意"] + rated["基本满意"] + rated["不满意"],
        "satisfied": rated["满意"],
        "basically_satisfied": rated["基本满意"],
        "dissatisfied": rated["不满意"],
        "by_source": _count(one["来源"] for one in accepted),
        "by_category": _count(
            one["诉求类别"] if one["诉求类别"] in categories else "未分类" for one in accepted
        ),
        "by_handling_unit": _count(one["承办单位"] for one in accepted),
    }
    if grids is not None:
        figures["by_grid"] = _count(grids[one["小区"], one["楼栋"]] for one in accepted)
    return figures


def rates(figures: dict[str, Any]) -> dict[str, float | None]:
    """Per cent, one decimal, half up."""
    good = figures["satisfied"] + figures["basically_satisfied"]
    return {
        "completion_rate": _rate(figures["completed_of_accepted"], figures["accepted"]),
        "cumulative_completion_rate": _rate(
            figures["completed"], figures["open_at_start"] + figures["accepted"]
        ),
        "on_time_rate": _rate(figures["due_on_time"], figures["due"]),
        "valid_callback_rate": _rate(figures["rated"], figures["completed"]),
        "satisfaction_rate": _rate(good, figures["rated"]),
        "strict_satisfaction_rate": _rate(figures["satisfied"], figures["rated"]),
    }


def _rate(part: int, whole: int) -> float | None:
    return (part * 2000 + whole) // (2 * whole) / 10 if whole else None


def _closed(ticket: Ticket, at: datetime) -> bool:
    return ticket["end"] is not None and ticket["end"] < at


def _count(names: Any) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))


def _moment(value: Any) -> datetime | None:
    if isinstance(value, str):
        return datetime.strptime(value, "%Y-%m-%d %H:%M") if value else None
    if isinstance(value, datetime):
        return value
    # The reader hands a moment of midnight over as a bare day.
    return datetime(value.year, value.month, value.day) if isinstance(value, date) else None
