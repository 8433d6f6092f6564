"""What the import page says in words: what came of a file, when a batch was."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from wenming_desktop.workbooks.desk_imports import Checked, SheetSeen

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


class Foot(NamedTuple):
    """The foot of a step: what the next one means, its button, whether it may be taken."""

    said: str = "到“完成”之前不会改动台账"
    label: str = "选文件"
    enabled: bool = True


def foot_of_mapping(checked: Checked, *, changed: bool) -> Foot:
    """Say what comes after the columns."""
    label = f"下一步：检查 {checked.outcome.rows:,} 行"
    return Foot("对应改过了，下一步会重新检查", label) if changed else Foot(label=label)


def foot_of_check(checked: Checked | None) -> Foot:
    """Say what an import would leave out; None while answers are being put in."""
    if checked is None:
        return Foot("正在重新检查", "导入", enabled=False)
    label = f"导入 {checked.taken_rows:,} 行"
    if not checked.changes:
        said = "没有要写入的。换一份文件，或者回上一步看看是不是选错了种类。"
        return Foot(said, label, enabled=False)
    if checked.refused_rows:
        said = f"还有 {checked.refused_rows:,} 行要改。不改也能继续，这几行不导入，别的行照样导入。"
        return Foot(said, label)
    if checked.outcome.problems:
        return Foot("要核对的行也会导入，认不出的地方先空着。", label)
    return Foot("点“导入”才会写进台账", label)


def facts(sheets: Sequence[SheetSeen]) -> tuple[str, str]:
    """Say where the head of a file was found and how large it is."""
    first = sheets[0]
    found = f"“{first.name}”第 {first.header_row} 行是表头"
    if len(sheets) > 1:
        found = f"{len(sheets)} 张表，头一张第 {first.header_row} 行是表头"
    return found, f"{sum(sheet.rows for sheet in sheets):,} 行，{first.columns} 列"
