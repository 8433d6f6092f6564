"""The report as the page shows it: cells in words, points of the charts, the line of sums."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Final

from ui.common.columns import Column
from ui.common.paint import Lamp
from ui.common.report_table import Cell
from ui.month.behind import TOTAL, Behind, can_open
from wenming_desktop.tallies.figures import group, namers
from wenming_desktop.tallies.model import Sheet, Value
from wenming_desktop.tallies.register_table import FIRST_FIGURE
from wenming_desktop.tallies.register_table import KEY as REGISTER
from wenming_desktop.tallies.service import MonthReport
from wenming_desktop.tallies.tickets_behind import TicketBehind

BehindColumn = Column[TicketBehind]
NONE: Final = "—"
MOST_BARS: Final = 7
OTHERS: Final = "其他"
_COUNTED: Final = ("count", "amount")
_MAIN: Final = {"tickets_overview": 1, REGISTER: FIRST_FIGURE}
"""The column a reader looks for first."""


def words_of(value: Value, kind: str) -> str:
    """Say a figure: thousands parted, per cents with their sign, — for none."""
    if value is None:
        return NONE
    if isinstance(value, str):
        return value.replace("-", "−") if kind == "change" else value
    if kind == "percent":
        return f"{value:.1f}%"
    if kind == "change":
        return f"{value:+.1f}%".replace("-", "−")
    return f"{value:,.1f}" if kind == "decimal" else f"{value:,}"


def cells(sheet: Sheet, *, may_open: bool) -> list[list[Cell]]:
    """Return the rows of a table; a figure with tickets behind it is live."""
    return [
        [_cell(sheet, (at, column), may_open=may_open) for column in range(len(sheet.heads))]
        for at in range(len(sheet.rows))
    ]


def _cell(sheet: Sheet, at: tuple[int, int], *, may_open: bool) -> Cell:
    row, column = sheet.rows[at[0]], at[1]
    kind = sheet.formats[at[0]][column]
    text, total = words_of(row[column], kind), row[0] == TOTAL
    if column == 0:
        return Cell(text, bold=total)
    nothing = row[column] is None or (kind in _COUNTED and row[column] == 0)
    figure = can_open(sheet.key, str(row[0]), (column, sheet.heads[column]))
    main = total or _MAIN.get(sheet.key) == column
    return Cell(text, bold=main, quiet=not main, live=may_open and figure and not nothing)


def by_month(report: MonthReport) -> tuple[tuple[str, int], ...]:
    """Accepted month by month, from New Year to the period's last month."""
    year = report.told.year_so_far
    found = Counter(year.facts[i].accepted_at.month for i in year.accepted)
    return tuple((str(month), found[month]) for month in range(1, report.period.last_day.month + 1))


def by_category(report: MonthReport) -> tuple[tuple[str, int], ...]:
    """What was accepted is about: the commonest kinds, the rest in one."""
    now = report.told.now
    found = group(now, namers(now, report.names)["by_category"], now.accepted)
    counts = [(name, len(ids)) for name, ids in found.items()]
    if len(counts) <= MOST_BARS:
        return tuple(counts)
    rest = sum(count for _, count in counts[MOST_BARS - 1 :])
    return (*counts[: MOST_BARS - 1], (OTHERS, rest))


def sums(report: MonthReport) -> str:
    """The 勾稽 of the period in one line."""
    f = report.told.now
    flow = (
        f"期初 {len(f.open_at_start):,} + 受理 {len(f.accepted):,} + 重启 {len(f.reopened):,}"
        f" − 办结 {len(f.completed):,} − 转出 {len(f.out):,}"
    )
    sign = "=" if f.reconciled else "≠"
    left = f"期末在办 {len(f.open_at_end):,} {sign} {flow}"
    if f.reconciled:
        return f"勾稽相符：{left}"
    broken = f"，{len(f.broken):,} 件的办理记录对不上" if f.broken else ""
    return f"勾稽不符：{left}{broken}"


def explained(found: Behind) -> str:
    """Say how a figure comes about, a rate with both its numbers."""
    if found.counted is None:
        return f"{found.words}共 {len(found.ids):,} 件。"
    return f"{found.words}{len(found.counted):,} 件 ÷ {len(found.ids):,} 件。"


def behind_columns(found: Callable[[], Behind | None]) -> tuple[BehindColumn, ...]:
    """Return the columns of the tickets behind a figure; the last is for rates alone."""

    def counts(row: TicketBehind) -> Lamp | None:
        now = found()
        if now is None or now.counted is None:
            return None
        return Lamp("ok", "计入") if row.id in now.counted else Lamp("none", "没计入")

    def said(row: TicketBehind) -> str:
        lamp = counts(row)
        return "" if lamp is None else lamp.text

    return (
        BehindColumn("number", "编号", lambda row: row.number, 150),
        BehindColumn("title", "事项", lambda row: row.title, stretch=True),
        BehindColumn("accepted", "受理", lambda row: _moment(row.accepted_at), 110),
        BehindColumn("due", "时限", lambda row: _moment(row.due_at), 110, quiet=True),
        BehindColumn("finished", "办结", lambda row: _moment(row.finished_at), 110, quiet=True),
        BehindColumn("counted", "算不算", said, 84, lamp=counts),
    )


def _moment(at: datetime | None) -> str:
    if at is None:
        return ""
    return f"{at:%m-%d %H:%M}" if at.year == datetime.now().year else f"{at:%Y-%m-%d}"
