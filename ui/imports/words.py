"""What the import page says in words: what came of a file, when a batch was."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

ADDED: Final = (
    ("residents_added", "人"),
    ("households_added", "户"),
    ("members_added", "人"),
    ("cells_added", "个党小组"),
    ("records_added", "条"),
    ("tickets_added", "件"),
)
UPDATED: Final = (
    ("residents_updated", "人"),
    ("households_updated", "户"),
    ("members_updated", "人"),
)
UNIT: Final = {"residents": "人", "members": "人", "services": "条", "tickets": "件"}
HINTS: Final = {
    "residents": "一行一个人，或者一行一户都行。要有“姓名”，还要有门牌："
    "小区、楼、单元、房号几列，或者一整串地址。",
    "members": "一行一名党员。要有“姓名”一列；党小组、职务、电话、住址会一起收。",
    "services": "一行一次服务。要有“日期”和“姓名”两列；姓名按党员花名册认人，所以请先导入花名册。",
    "tickets": "一行一件诉求。要有“受理时间”一列；来源、类别、内容、承办单位、"
    "办结时间和回访会一起收。",
}


def added(counts: Mapping[str, int]) -> str:
    """Say what is new: 14 人、6 户."""
    return _list(ADDED, counts)


def updated(counts: Mapping[str, int]) -> str:
    """Say what changes."""
    return _list(UPDATED, counts)


def _list(names: tuple[tuple[str, str], ...], counts: Mapping[str, int]) -> str:
    return "、".join(f"{counts[name]:,} {unit}" for name, unit in names if counts.get(name))


def brief(kind: str, counts: Mapping[str, int]) -> str:
    """Say it in the few words a narrow list has room for: people without their households."""
    second = {"households_added", "cells_added", "households_updated"}
    first = {name: n for name, n in counts.items() if name not in second}
    return summary(kind, first)


def summary(kind: str, counts: Mapping[str, int]) -> str:
    """Say in one line what came of an import."""
    parts = []
    if new := added(counts):
        parts.append(f"新增 {new}")
    if changed := updated(counts):
        parts.append(f"更新 {changed}")
    if not parts and counts.get("unchanged"):
        parts.append(f"不变 {counts['unchanged']:,} {UNIT.get(kind, '条')}")
    return "，".join(parts) or "没有变化"


def when(at: datetime, now: datetime) -> str:
    """Say a moment as a list does: 今天 16:20, 昨天 16:20, 11-12, 2025-11-12."""
    if at.date() == now.date():
        return f"今天 {at:%H:%M}"
    if at.date() == (now - timedelta(days=1)).date():
        return f"昨天 {at:%H:%M}"
    return f"{at:%m-%d}" if at.year == now.year else f"{at:%Y-%m-%d}"
