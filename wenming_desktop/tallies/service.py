"""统计: a period's figures and its whole report, counted from the log whenever they are asked.

Screen, command line, workbook and paper all show what `_counted` gives.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from db.tables.office import Staff
from wenming_desktop.settings import Office, office
from wenming_desktop.tallies import fetch, log, registers
from wenming_desktop.tallies.figures import as_json, count
from wenming_desktop.tallies.model import Book, Figures, Names, Sheet
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.quantities import Quantities, quantities
from wenming_desktop.tallies.quantities import sheet as quantity_sheet
from wenming_desktop.tallies.register_table import RegisterTable, register_table
from wenming_desktop.tallies.registers import Line
from wenming_desktop.tallies.sheets import Report, also_checked, cover, report, sheets
from wenming_desktop.tickets import deadlines
from wenming_desktop.tickets.clock import Calendar
from wenming_desktop.work import Work, use_case

TITLE = "查看统计"
RIGHT = "tally.read"


@dataclass(frozen=True)
class MonthReport:
    """All that a period's report says; `grid` is empty for the whole community.

    `lines` are the figures of the other registers there are. `mark` says how final it is.
    """

    period: Period
    grid: str
    office: Office
    told: Report
    names: Names
    sheets: tuple[Sheet, ...]
    lines: tuple[Line, ...]
    mark: str
    notes: tuple[str, ...]
    made_at: datetime
    made_by: str
    quantities: Quantities
    register: RegisterTable | None = None

    @property
    def figures(self) -> Figures:
        """The period's own figures."""
        return self.told.now

    @property
    def document(self) -> dict[str, object]:
        """The figures as the command line gives them."""
        told = {**as_json(self.told.now, self.names), "quantities": self.quantities.document}
        return told if self.register is None else {**told, "register": self.register.document}

    def with_register(self, table: RegisterTable) -> "MonthReport":
        """The same report with 居民户与人口 before its checks, and what that must agree in."""
        *tables, checks = self.sheets
        checked = also_checked(checks, table.checks)
        return replace(self, sheets=(*tables, table.sheet, checked), register=table)


@use_case("tallies.figures", TITLE, right=RIGHT)
def month_figures(work: Work, period: Period, grid: str | None = None) -> Figures:
    """The figures of a period, of the whole community or of one grid by name or code."""
    return _counted(work, period, grid)[1]


@use_case("tallies.document", TITLE, right=RIGHT)
def month_document(work: Work, period: Period, grid: str | None = None) -> dict[str, object]:
    """The same figures with their rates, and the accepted ones by name."""
    book, figures, names = _counted(work, period, grid)
    achieved = quantities(work, book, figures, names)
    return {**as_json(figures, names), "quantities": achieved.document}


@use_case("tallies.report", TITLE, right=RIGHT)
def month_report(work: Work, period: Period, grid: str | None = None) -> MonthReport:
    """The whole report of a period: figures, what they are laid beside, every table."""
    place = fetch.grid_named(work, grid)
    days = deadlines.calendar(work)
    book = fetch.book(work, cover(period), place and place[0])
    told = report(book, period, days)
    names = fetch.names(work, book.tickets.values())
    achieved = quantities(work, book, told.now, names)
    *tables, sources, checks = sheets(told, names)
    return MonthReport(
        period=period,
        grid=place[1] if place else "",
        office=office(work),
        told=told,
        names=names,
        sheets=(*tables, quantity_sheet(achieved), sources, checks),
        lines=() if place or work.actor.grid_ids is not None else registers.lines(work, period),
        mark="草稿",
        notes=_notes(period, days, work.now),
        made_at=work.now,
        made_by=_author(work),
        quantities=achieved,
    )


@use_case("tallies.whole", TITLE, right=RIGHT)
def whole_report(work: Work, period: Period, grid: str | None = None) -> MonthReport:
    """The report with 居民户与人口, which takes its own while to count: for paper and workbook."""
    return month_report(work, period, grid).with_register(register_table(work, period, grid))


@use_case("tallies.log", TITLE, right=RIGHT)
def ticket_log(work: Work, period: Period) -> dict[str, object]:
    """The tickets and actions up to a period's end as plain rows, for a count by others."""
    return log.document(work, period)


def _counted(work: Work, period: Period, grid: str | None) -> tuple[Book, Figures, Names]:
    place = fetch.grid_named(work, grid)
    book = fetch.book(work, period, place and place[0])
    figures = count(book, period, deadlines.calendar(work))
    return book, figures, fetch.names(work, book.tickets.values())


def _author(work: Work) -> str:
    staff = work.actor.staff_id
    name = work.session.scalar(select(Staff.name).where(Staff.id == staff)) if staff else None
    return name or work.actor.name


def _notes(period: Period, days: Calendar, now: datetime) -> tuple[str, ...]:
    """What a reader has to know before he trusts the figures."""
    notes = ["本期还没有月结，数字会随补录变动。"]
    if period.end > now:
        notes.append(f"统计期还没有过完，数字截至 {now:%Y-%m-%d %H:%M}。")
    unknown = days.unknown_years(period.begin.date(), period.last_day)
    if unknown:
        years = "、".join(str(year) for year in unknown)
        notes.append(f"{years} 年的放假安排还没有录入，工作日先按周一至周五算。")
    return tuple(notes)
