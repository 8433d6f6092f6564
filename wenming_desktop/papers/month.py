"""社区工作月报 on paper: what the report says, put into the words and shapes of its form."""

from collections import Counter

from wenming_desktop.forms import month_report as form
from wenming_desktop.forms.month_facts import Figure, MonthPaper, SheetFacts
from wenming_desktop.forms.page import Pdf
from wenming_desktop.papers.month_words import last_word, paragraph, side_words
from wenming_desktop.tallies.figures import group, mean, namers, rates
from wenming_desktop.tallies.model import Figures, Sheet, Value
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.registers import CARDS, Line
from wenming_desktop.tallies.service import MonthReport, whole_report
from wenming_desktop.work import Desk

HOTLINE = "11"
"""The code of 12345 in `ticket_source`."""
NUMBERS = {
    "tickets_overview": "表1",
    "tickets_by_grid": "表2",
    "tickets_by_category": "表3",
    "tickets_by_leaf": "表3 续",
    "tickets_by_source": "表4",
    "tickets_quantities": "表3 续二",
    "register": "表14",
    "tickets_checks": "校验",
}
_Row = tuple[object, ...]


def print_month(desk: Desk, period: Period, grid: str | None = None) -> tuple[Pdf, MonthReport]:
    """The report of a period as a document, and what it was drawn from."""
    report = desk.read(whole_report, period, grid)
    return form.draw(facts(report)), report


def facts(report: MonthReport) -> MonthPaper:
    """What the form says of a report; whoever signs does so in ink."""
    now, before = side_words(report.period)
    office = report.office
    return MonthPaper(
        community=office.short_name + report.grid,
        period=report.period.title,
        figures=_headlines(report),
        paragraph=paragraph(report),
        heads=("指标", "单位", now, before, f"比{last_word(report.period)}", "今年累计"),
        rows=tuple(_rows(report)),
        by_category=_by_category(report),
        by_month=_by_month(report),
        tables=tuple(_table(sheet) for sheet in report.sheets),
        sent_to=office.subdistrict_name,
        reported_on=f"{report.made_at.year}年{report.made_at.month}月{report.made_at.day}日",
        prepared_by=report.made_by,
        printed_at=report.made_at,
        seal=report.mark,
    )


def compared(last: str, now: float, before: float, unit: str) -> str:
    """Against the period before, in words: 比上月多 6 件, 比上月高 3.1 点, 与上月持平."""
    if now == before:
        return f"与{last}持平"
    size = abs(now - before)
    if unit == "点":
        return f"比{last}{'高' if now > before else '低'} {size:.1f} 点"
    return f"比{last}{'多' if now > before else '少'} {size:,} {unit}"


def _headlines(report: MonthReport) -> tuple[Figure, ...]:
    now, before = report.told.now, report.told.before
    last = last_word(report.period)
    accepted = compared(last, len(now.accepted), len(before.accepted), "件")
    mine, theirs = rates(now), rates(before)
    unhappy = len(now.dissatisfied)
    return (
        Figure("受理诉求", f"{len(now.accepted):,}", "件", accepted),
        Figure(
            "按时办结", _shown(mine["on_time_rate"]), "%",
            _against(last, mine["on_time_rate"], theirs["on_time_rate"]),
        ),
        Figure(
            "居民满意", _shown(mine["satisfaction_rate"]), "%",
            f"不满意 {unhappy} 件" if unhappy else f"有效评价 {len(now.rated)} 件",
        ),
        _fourth(report),
    )  # fmt: skip


def _fourth(report: MonthReport) -> Figure:
    """The cards signed for, where there are cards; else what is still open."""
    for line in report.lines:
        if line.label == CARDS:
            return Figure(line.label, f"{line.now:,}", line.unit, f"累计 {line.ever:,} {line.unit}")
    now = report.told.now
    late = f"超期 {len(now.overdue_open):,} 件" if now.overdue_open else "没有超期"
    return Figure("期末在办", f"{len(now.open_at_end):,}", "件", late)


def _against(last: str, now: float | None, before: float | None) -> str:
    if now is None or before is None:
        return ""
    return compared(last, now, before, "点")


def _shown(rate: float | None) -> str:
    return "—" if rate is None else f"{rate:.1f}"


def _rows(report: MonthReport) -> list[_Row]:
    """The cover's own table: tickets, then every other register there is."""
    spans = (report.told.now, report.told.before, report.told.year_so_far)

    def counted(label: str, name: str) -> _Row:
        return _count_row(label, "件", *(len(getattr(f, name)) for f in spans))

    def rated(label: str, name: str) -> _Row:
        return _rate_row(label, *(rates(f)[name] for f in spans))

    hotline = [sum(f.facts[i].source == HOTLINE for i in f.accepted) for f in spans]
    rows = [counted("诉求受理", "accepted")]
    if any(hotline):
        rows.append(_count_row("　其中 12345 转办", "件", *hotline))
    rows += [
        counted("诉求办结", "completed"),
        _count_row("期末在办", "件", len(spans[0].open_at_end), len(spans[1].open_at_end), None),
        rated("当期办结率", "completion_rate"),
        rated("按时办结率", "on_time_rate"),
        rated("满意率", "satisfaction_rate"),
        _days_row(*(mean(f.durations.values()) for f in spans)),
    ]
    return rows + [_line(line) for line in report.lines]


def _line(line: Line) -> _Row:
    return _count_row(line.label, line.unit, line.now, line.before, line.year_so_far)


def _count_row(label: str, unit: str, now: int, before: int, year: int | None) -> _Row:
    grown = None if not before else _signed((now - before) * 100 / before, "%")
    return (label, unit, now, before, grown, year)


def _rate_row(label: str, now: float | None, before: float | None, year: float | None) -> _Row:
    moved = None if now is None or before is None else _signed(now - before, " 点")
    return (label, "%", now, before, moved, year)


def _days_row(now: float | None, before: float | None, year: float | None) -> _Row:
    moved = None if now is None or before is None else _signed(now - before, " 日")
    return ("平均办理时长", "工作日", now, before, moved, year)


def _signed(value: float, unit: str) -> str:
    said = f"{value:+.1f}".replace("-", "−")
    return (said[1:] if said[1:] == "0.0" else said) + unit


def _by_category(report: MonthReport) -> tuple[tuple[str, int], ...]:
    now = report.told.now
    groups = group(now, namers(now, report.names)["by_category"], now.accepted)
    return tuple((name, len(ids)) for name, ids in groups.items())


def _by_month(report: MonthReport) -> tuple[tuple[str, int], ...]:
    """Accepted month by month, from the year's first ticket to the period's end or today."""
    year: Figures = report.told.year_so_far
    found = Counter(year.facts[i].accepted_at.month for i in year.accepted)
    first = next((month for month in range(1, 13) if found[month]), 1)
    last = min(report.period.last_day, max(report.made_at.date(), year.period.begin.date()))
    return tuple((f"{month}月", found[month]) for month in range(first, last.month + 1))


def _table(sheet: Sheet) -> SheetFacts:
    number = NUMBERS.get(sheet.key, "")
    rows = (
        tuple(_printed(value, kind) for value, kind in zip(row, formats, strict=True))
        for row, formats in zip(sheet.rows, sheet.formats, strict=True)
    )
    # One line of notes: a second would go over to a page of its own under the longest table.
    notes = ("".join(sheet.notes),) if sheet.notes else ()
    return SheetFacts(f"{number}　{sheet.title}", sheet.heads, tuple(rows), notes, sheet.unit)


def _printed(value: Value, kind: str) -> object:
    """Per cents with their sign; counts and durations as they are."""
    if isinstance(value, int | float) and kind in ("percent", "change"):
        return _signed(value, "%") if kind == "change" else f"{value:.1f}%"
    if isinstance(value, int | float) and kind == "amount":
        return f"{value:,}"
    return float(value) if isinstance(value, int | float) and kind == "decimal" else value
