"""月报的一段话: the paragraph on the cover, put together from the figures alone."""

from collections import Counter

from wenming_desktop.tallies.figures import group, namers, rates
from wenming_desktop.tallies.model import UNASSIGNED, UNCLASSIFIED, Figures
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.service import MonthReport

_NOW = {"month": "本月", "quarter": "本季度", "year": "本年"}
_SIDES = {"quarter": ("本季", "上季"), "year": ("本年", "上年")}
_LAST = {"month": "上月", "quarter": "上季", "year": "上年"}


def side_words(period: Period) -> tuple[str, str]:
    """Heads of the period and of the one before: 10月 and 9月."""
    if period.kind == "month":
        return f"{period.begin.month}月", f"{period.before().begin.month}月"
    return _SIDES.get(period.kind, ("本期", "上期"))


def last_word(period: Period) -> str:
    """What the period before is called: 上月."""
    return _LAST.get(period.kind, "上期")


def paragraph(report: MonthReport) -> str:
    """What happened, in three or four sentences."""
    now = report.told.now
    if not now.accepted and not now.open_at_start:
        return f"{_NOW.get(report.period.kind, '本期')}没有受理居民诉求，也没有结转的工单。"
    said = (_work(report, now), _most(report, now), _late(report, now), _unhappy(now))
    return "".join(said)


def _work(report: MonthReport, now: Figures) -> str:
    parts = [
        f"{_NOW.get(report.period.kind, '本期')}共受理居民诉求 {len(now.accepted):,} 件",
        f"办结 {len(now.completed):,} 件",
        f"期末在办 {len(now.open_at_end):,} 件",
    ]
    if now.suspended:
        parts[-1] += f"（其中挂账 {len(now.suspended):,} 件）"
    for label, name in (("按时办结率", "on_time_rate"), ("满意率", "satisfaction_rate")):
        rate = rates(now)[name]
        if rate is not None:
            parts.append(f"{label} {rate:.1f}%")
    return "，".join(parts) + "。"


def _most(report: MonthReport, now: Figures) -> str:
    """The category with most tickets, how it moved, and where it gathers."""
    side = namers(now, report.names)
    groups = group(now, side["by_category"], now.accepted)
    name = next((name for name in groups if name != UNCLASSIFIED), None)
    if name is None:
        return ""
    before = report.told.before
    then = sum(namers(before, report.names)["by_category"](i) == name for i in before.accepted)
    moved = len(groups[name]) - then
    said = f"{name}类 {len(groups[name]):,} 件，最多"
    if before.accepted:
        last = last_word(report.period)
        said += f"，比{last}{'增加' if moved > 0 else '减少'} {abs(moved):,} 件" if moved else ""
    grids = Counter(side["by_grid"](i) for i in groups[name])
    place, there = grids.most_common(1)[0]
    if place != UNASSIGNED and not report.grid and len(grids) > 1:
        said += f"，其中{place} {there:,} 件"
    return said + "。"


def _late(report: MonthReport, now: Figures) -> str:
    if not now.overdue_open:
        return "没有超期未结的工单。" if now.open_at_end else ""
    units = Counter(namers(now, report.names)["by_handling_unit"](i) for i in now.overdue_open)
    said = f"超期未结 {len(now.overdue_open):,} 件"
    named = [(unit, n) for unit, n in units.most_common() if unit != UNASSIGNED][:2]
    if named:
        said += "，其中" + "、".join(f"{unit} {n:,} 件" for unit, n in named)
    return said + "。"


def _unhappy(now: Figures) -> str:
    if not now.dissatisfied:
        return ""
    again = len(now.dissatisfied & now.reworked)
    said = f"回访不满意 {len(now.dissatisfied):,} 件"
    return said + (f"，已重办 {again:,} 件。" if again else "。")
