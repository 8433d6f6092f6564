"""报表: the ticket tables of a month, one set of sheets for screen, workbook and paper."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from wenming_desktop.tallies.figures import (
    count,
    group,
    mean,
    middle,
    namers,
    percent,
    rates,
)
from wenming_desktop.tallies.model import Book, Figures, Ids, Names, Sheet, Value
from wenming_desktop.tallies.period import Period
from wenming_desktop.tickets.clock import Calendar

TOP_LEAVES = 20
TOTAL = "合计"
_HEADS = {
    "month": ("本月", "上月", "去年同月"),
    "quarter": ("本季", "上季", "去年同季"),
    "year": ("本年", "上年", "上年"),
}


@dataclass(frozen=True)
class Report:
    """A period's figures and what they are compared with."""

    now: Figures
    before: Figures
    year_ago: Figures
    year_so_far: Figures


def spans(period: Period) -> tuple[Period, Period, Period, Period]:
    """The periods a report needs, in the order of `Report`."""
    return period, period.before(), period.year_ago(), period.year_so_far()


def cover(period: Period) -> Period:
    """The one period whose tickets serve them all: what a query fetches."""
    begin = min(span.begin for span in spans(period))
    return Period("days", begin, period.end)


def report(book: Book, period: Period, calendar: Calendar) -> Report:
    """Count a period and the three it is laid beside."""
    return Report(*(count(book, span, calendar) for span in spans(period)))


def sheets(told: Report, names: Names) -> tuple[Sheet, ...]:
    """All ticket tables of a period, and the checks under them."""
    return (
        overview(told),
        by_grid(told.now, names),
        by_category(told, names),
        by_leaf(told, names),
        by_source(told.now, names),
        checks(told.now, names),
    )


_Count = Callable[[Figures], Value]


def _rate(name: str) -> _Count:
    return lambda f: rates(f)[name]


def _size(name: str) -> _Count:
    return lambda f: len(getattr(f, name))


# 项目 · format · figure: the rows of table 1, T01 to T23.
_ITEMS: tuple[tuple[str, str, _Count], ...] = (
    ("受理件数", "count", _size("accepted")),
    ("办结件数", "count", _size("completed")),
    ("期末在办", "count", _size("open_at_end")),
    ("其中挂账", "count", _size("suspended")),
    ("当期办结率", "percent", _rate("completion_rate")),
    ("累计办结率", "percent", _rate("cumulative_completion_rate")),
    ("按时办结率", "percent", _rate("on_time_rate")),
    ("超期未结", "count", _size("overdue_open")),
    ("超期办结", "count", _size("completed_late")),
    ("满意率", "percent", _rate("satisfaction_rate")),
    ("满意率（严）", "percent", _rate("strict_satisfaction_rate")),
    ("解决率", "percent", _rate("resolution_rate")),
    ("重办率", "percent", _rate("rework_rate")),
    ("退单率", "percent", _rate("return_rate")),
    ("平均办理时长（工作日）", "decimal", lambda f: mean(f.durations.values())),
    ("办理时长中位数（工作日）", "decimal", lambda f: middle(f.durations.values())),
    ("重复诉求件", "count", _size("repeated")),
    ("督办件", "count", _size("supervised")),
    ("小事不出格", "count", _size("settled")),
    ("小事不出格占办结", "percent", lambda f: percent(len(f.settled), len(f.completed))),
)


def overview(told: Report) -> Sheet:
    """Table 1: the period beside the one before and the year before."""
    now, before, year_ago = _HEADS.get(told.now.period.kind, ("本期", "上期", "去年同期"))
    rows, formats = [], []
    for label, kind, figure in _ITEMS:
        value, last, then = figure(told.now), figure(told.before), figure(told.year_ago)
        up, over = change(value, last, kind), change(value, then, kind)
        rows.append((label, value, last, up, then, over, figure(told.year_so_far)))
        shape = ("text", kind, kind, _change_kind(up), kind, _change_kind(over), kind)
        formats.append(shape)
    return Sheet(
        key="tickets_overview",
        title="诉求办理总体情况",
        heads=("项目", now, before, "环比", year_ago, "同比", "本年累计"),
        rows=tuple(rows),
        formats=tuple(formats),
        notes=(*_notes(told.now), "环比、同比 =（本期－对比期）÷ 对比期；对比期为 0 时只列差数。"),
    )


def change(value: Value, base: Value, kind: str) -> Value:
    """(now - then) / then in per cent; from nothing, the difference in words."""
    if not isinstance(value, int | float) or not isinstance(base, int | float):
        return None
    if base:
        tenths = round((value - base) * 10), round(base * 10)
        sign = -1 if tenths[0] < 0 else 1
        return (percent(sign * tenths[0], tenths[1]) or 0.0) * sign
    return f"—（{value - base:+d} 件）" if kind == "count" else None


_SIDE = (
    ("办结", "count", _size("completed")),
    ("当期办结率", "percent", _rate("completion_rate")),
    ("按时办结率", "percent", _rate("on_time_rate")),
    ("满意率", "percent", _rate("satisfaction_rate")),
    ("平均时长", "decimal", lambda f: mean(f.durations.values())),
)
_Columns = tuple[tuple[str, str, _Count], ...]


def by_grid(f: Figures, names: Names) -> Sheet:
    """Table 2: the whole way of a ticket, grid by grid, with a rank."""
    columns: _Columns = (
        ("期初在办", "count", _size("open_at_start")),
        ("受理", "count", _size("accepted")),
        ("重启", "count", _size("reopened")),
        ("办结", "count", _size("completed")),
        ("转出", "count", _size("out")),
        ("期末在办", "count", _size("open_at_end")),
        ("当期办结率", "percent", _rate("completion_rate")),
        ("应办结", "count", _size("due")),
        ("按时", "count", _size("due_on_time")),
        ("按时办结率", "percent", _rate("on_time_rate")),
        ("超期未结", "count", _size("overdue_open")),
        ("有效评价", "count", _size("rated")),
        ("满意", "count", lambda part: len(part.satisfied | part.basically_satisfied)),
        ("满意率", "percent", _rate("satisfaction_rate")),
        ("重办", "count", _size("reworked")),
        ("平均时长", "decimal", lambda part: mean(part.durations.values())),
    )
    groups = _active(f, namers(f, names)["by_grid"])
    timely = {name: rates(f.only(ids))["on_time_rate"] for name, ids in groups.items()}

    def rank(part: Figures) -> Value:
        mine = rates(part)["on_time_rate"]
        better = [r for r in timely.values() if r is not None and mine is not None and r > mine]
        return None if mine is None or part is f else len(better) + 1

    sheet = _split(f, groups, ("网格", (*columns, ("排名", "count", rank))))
    note = "排名按按时办结率，并列同名次；没有应办结的网格不排名。"
    return Sheet("tickets_by_grid", "分网格办理情况", *sheet, (*_notes(f), note))


def by_category(told: Report, names: Names) -> Sheet:
    """Table 3: first-level categories."""
    side = [namers(f, names)["by_category"] for f in (told.now, told.before)]
    return _categories(told, side, ("tickets_by_category", "分类别统计", "一级类别"))


def by_leaf(told: Report, names: Names) -> Sheet:
    """Table 3, second part: the twenty commonest leaves."""

    def leaves(f: Figures) -> Callable[[int], str]:
        return lambda i: names.leaf(f.facts[i].category)

    head = ("tickets_by_leaf", f"分类别统计（二级前 {TOP_LEAVES} 类）", "二级类别")
    return _categories(told, [leaves(told.now), leaves(told.before)], head, TOP_LEAVES)


def by_source(f: Figures, names: Names) -> Sheet:
    """Table 4: where the tickets come from."""
    columns: _Columns = (
        ("受理", "count", _size("accepted")),
        ("占比", "percent", _share(f)),
        ("办结", "count", _size("completed")),
        ("当期办结率", "percent", _rate("completion_rate")),
        ("满意率", "percent", _rate("satisfaction_rate")),
        ("平均响应小时", "decimal", lambda part: mean(part.responses.values())),
    )
    groups = _active(f, namers(f, names)["by_source"])
    return Sheet(
        "tickets_by_source", "分来源统计", *_split(f, groups, ("来源", columns)), _notes(f)
    )


def checks(f: Figures, names: Names) -> Sheet:
    """The sheet 校验: every sum counted a second way."""
    flow = f.to_close - len(f.completed)
    pairs = [("期末在办 = 期初在办 + 受理 + 重启 － 办结 － 转出", len(f.open_at_end), flow)]
    words = {"by_grid": "网格", "by_category": "类别", "by_source": "来源"}
    for side, word in words.items():
        groups = group(f, namers(f, names)[side], f.accepted)
        total = sum(len(ids) for ids in groups.values())
        pairs.append((f"各{word}受理之和 = 合计", total, len(f.accepted)))
    pairs.append(("办理记录与状态不符的工单", len(f.broken), 0))
    told = ("勾稽不符，不能月结。请打开“数据检查”核对工单的办理记录。",)
    notes = () if f.reconciled else told
    empty = Sheet("tickets_checks", "勾稽关系", ("关系", "左", "右", "差", "结果"), (), (), notes)
    return also_checked(empty, pairs)


def also_checked(sheet: Sheet, pairs: Iterable[tuple[str, int, int]]) -> Sheet:
    """The checks with more of them: a sentence and its two sides, which must be equal."""
    rows = tuple((t, a, b, a - b, "√" if a == b else "×") for t, a, b in pairs)
    shape = ("text", "count", "count", "count", "text")
    return replace(
        sheet, rows=(*sheet.rows, *rows), formats=(*sheet.formats, *(shape for _ in rows))
    )


def _categories(
    told: Report,
    side: list[Callable[[int], str]],
    head: tuple[str, str, str],
    most: int | None = None,
) -> Sheet:
    now, before = told.now, told.before
    groups = dict(list(_active(now, side[0]).items())[:most])
    last = group(before, side[1], before.accepted)
    current = {ids: len(last.get(name, ())) for name, ids in groups.items()}

    def growth(part: Figures) -> Value:
        base = len(before.accepted) if part is now else current[_members(part)]
        return change(len(part.accepted), base, "count")

    columns: _Columns = (
        ("受理", "count", _size("accepted")),
        ("占比", "percent", _share(now)),
        ("环比", "change", growth),
        *_SIDE,
    )
    key, title, label = head
    return Sheet(key, title, *_split(now, groups, (label, columns)), _notes(now))


def _members(part: Figures) -> Ids:
    return frozenset(part.facts)


def _active(f: Figures, name: Callable[[int], str]) -> dict[str, Ids]:
    return group(f, name, f.facts.keys() - f.praise)


def _split(
    f: Figures, groups: dict[str, Ids], head: tuple[str, _Columns]
) -> tuple[tuple[str, ...], tuple[tuple[Value, ...], ...], tuple[tuple[str, ...], ...]]:
    label, columns = head
    parts: Iterable[tuple[str, Figures]] = [
        *((name, f.only(ids)) for name, ids in groups.items()),
        (TOTAL, f),
    ]
    rows = tuple((name, *(figure(part) for _, _, figure in columns)) for name, part in parts)
    shape = ("text", *(kind for _, kind, _ in columns))
    formats = tuple(_shaped(row, shape) for row in rows)
    return (label, *(name for name, _, _ in columns)), rows, formats


def _shaped(row: tuple[Value, ...], shape: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("text" if isinstance(v, str) else s for v, s in zip(row, shape, strict=True))


def _share(whole: Figures) -> _Count:
    return lambda part: percent(len(part.accepted), len(whole.accepted))


def _change_kind(value: Value) -> str:
    return "text" if isinstance(value, str) else "change"


def _notes(f: Figures) -> tuple[str, ...]:
    return (f"表扬感谢 {len(f.praise)} 件另计，不在受理、办结、时效、满意之内。",)
