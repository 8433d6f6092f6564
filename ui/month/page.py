"""月度统计: the month's tables and charts, the tickets behind each figure, workbook and paper.

Everything comes from one report, the same that the workbook and the paper are made of.
"""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog
from typing_extensions import override

from ui.common.buttons import on_click
from ui.common.frames import column
from ui.common.table_model import PagedModel, PageSource
from ui.jobs import Job, Reply
from ui.month import held, out, shown
from ui.month.behind import Behind, behind
from ui.month.register import SHOWING, RegisterPart
from ui.month.register_hand import LISTS, PICK, RegisterHand
from ui.month.view import LIST, TABLE, MonthView
from ui.page import Page, Services
from ui.printing import Preview, PrintPlace
from wenming_desktop.errors import UserError
from wenming_desktop.households.model import Choice
from wenming_desktop.households.queries import grids
from wenming_desktop.tallies.model import Sheet
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.register_table import FIRST_FIGURE
from wenming_desktop.tallies.register_table import KEY as REGISTER
from wenming_desktop.tallies.service import MonthReport, month_report
from wenming_desktop.tallies.tickets_behind import TicketBehind, behind_count, behind_page

_TABLES = frozenset({"ticket", "ticket_action", "service_card_event", "service_record", "workday"})
_SLOW_MS = 300


class MonthPage(Page):
    """The page; one report at a time."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, "month")
        self.report: MonthReport | None = None
        self._behind: Behind | None = None
        self._job: Job | None = None
        model: PagedModel[TicketBehind] = PagedModel(self.jobs, self._columns(), self)
        self._model = model
        self._register = RegisterPart(self.jobs, self)
        self._view = MonthView(model, self._register.model)
        self._hand = RegisterHand(services, self._view, self._register)
        column(self).addWidget(self._view)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_SLOW_MS)
        self._slow.timeout.connect(self._view.say_waiting)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(400)
        self._again.timeout.connect(self._count)
        self._connect()

    def _columns(self) -> tuple["shown.BehindColumn", ...]:
        return shown.behind_columns(lambda: self._behind)

    def _connect(self) -> None:
        view = self._view
        view.picker.chosen.connect(self._count)
        view.tabs.chosen.connect(self._show_sheet)
        view.table.picked.connect(self._picked)
        view.table.opened.connect(self._open_cell)
        on_click(view.all_behind, self._open_behind)
        on_click(view.back, self._leave_list)
        on_click(view.people_back, self._leave_list)
        self._hand.turned.connect(self._show_in_sight)
        self._register.refused.connect(self._register_refused)
        on_click(view.recount, self._count)
        on_click(view.export, self.ask_where)
        on_click(view.print, self.print_month)
        on_click(view.to_checks, partial(self._go_sheet, "tickets_checks"))
        scope = Qt.ShortcutContext.WidgetWithChildrenShortcut
        keys = {"Ctrl+E": self.ask_where, "Ctrl+P": self.print_month, "F5": self._count}
        for key, action in keys.items():
            QShortcut(QKeySequence(key), self, action, context=scope)

    @override
    def start(self) -> None:
        held.take_up(self.services.memory, self._view)
        if "register.read" in self.services.office.rights:
            self.jobs.read(self, self._grids_known, grids)
        else:
            self._grids_known(())
        self._view.table.setFocus()

    def _grids_known(self, known: tuple[Choice, ...]) -> None:
        self._view.picker.offer_grids(known)
        held.take_up_grid(self.services.memory, self._view)
        self._count()

    @override
    def keep(self) -> None:
        held.keep(self.services.memory, self._view)

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if tables & _TABLES:
            self._again.start()
        self._register.changed(tables)

    def show_period(self, period: Period) -> None:
        """Show another period."""
        self._view.picker.show_period(period)

    def _count(self) -> None:
        if self._job is not None:
            self._job.drop()
        self._slow.start()
        reply = Reply(self._counted, self._not_counted, self._failed)
        picker = self._view.picker
        self._job = self.jobs.read(self, reply, month_report, picker.period(), picker.grid_name())

    def _counted(self, report: MonthReport) -> None:
        self._slow.stop()
        self.report = report
        first = f"，{report.notes[0]}" if report.notes else ""
        self.subtitled.emit(f"截至 {report.made_at:%m-%d %H:%M}{first}".removesuffix("。"))
        view = self._view
        view.say_notes(report.mark, report.notes)
        view.say_sums(shown.sums(report), fine=report.figures.reconciled)
        months = shown.by_month(report)
        fact = f"件，1–{len(months)}月" if len(months) > 1 else "件"
        view.months.show_points(months, len(months) - 1, fact)
        kinds = shown.by_category(report)
        total = len(report.figures.accepted)
        view.kinds.show_points(kinds, 0 if kinds else -1, f"{total:,} 件")
        for button in (view.export, view.print):
            button.setEnabled(True)
        stacked = view.stacked()
        self._show_in_sight()
        if stacked in LISTS:
            view.show_stack(stacked)

    def _not_counted(self, error: UserError) -> None:
        self._failed(error.message)

    def _failed(self, text: str) -> None:
        """No figures: none of before stand about as if they were these."""
        self._slow.stop()
        self.report, self._behind = None, None
        self._hand.drop()
        self._register.forget()
        self.subtitled.emit("")
        self._view.say_refused(text)
        self._view.recount.setFocus()

    # the tables

    def _sheet(self) -> Sheet | None:
        if self.report is None:
            return None
        key = self._view.tabs.value()
        sheets = self._register.joined(self.report).sheets
        return next((sheet for sheet in sheets if sheet.key == key), None)

    def _show_in_sight(self) -> None:
        self._show_sheet(self._view.tabs.value())

    def _show_sheet(self, key: str) -> None:
        if self.report is None:
            return
        if key in SHOWING:
            self._register.want(self.report.period, self.report.grid)
        sheet = self._sheet()
        if sheet is None:
            return
        self._view.show_stack(TABLE)
        rows = shown.cells(sheet, may_open=self._may_open(sheet.key))
        self._view.say_sheet(sheet.title, sheet.notes)
        row, at = self._view.table.in_hand()
        if rows:
            first = FIRST_FIGURE if key == REGISTER else 1
            self._view.table.show_figures(sheet.heads, rows, (row, max(at, first)))
        else:
            self._view.say_empty(self.report.period.title)

    def _may_open(self, key: str) -> bool:
        right = "register.read" if key == REGISTER else "ticket.read"
        return right in self.services.office.rights

    def _go_sheet(self, key: str) -> None:
        self._view.tabs.choose(key)
        self._show_sheet(key)
        self._view.table.setFocus()

    def _picked(self, row: int, at: int) -> None:
        sheet = self._sheet()
        if sheet is None or self.report is None or row >= len(sheet.rows):
            return
        name, kind = str(sheet.rows[row][0]), sheet.formats[row][at]
        figure = shown.words_of(sheet.rows[row][at], kind)
        self._behind = None
        self._hand.drop()
        if sheet.key == REGISTER:
            self._hand.pick(sheet, (row, at), figure)
            return
        self._behind = behind(self.report, sheet.key, name, (at, sheet.heads[at]))
        if self._behind is None:
            self._view.explain("", PICK, may_open=False)
            return
        title = f"“{self._behind.label} {figure}”怎么来的"
        may_open = self._may_open(sheet.key) and bool(self._behind.ids)
        self._view.explain(title, shown.explained(self._behind), may_open=may_open)

    def _register_refused(self, text: str) -> None:
        if self._view.tabs.value() == REGISTER:
            self._failed(text)

    # the tickets behind a figure

    def _open_cell(self, row: int, at: int) -> None:
        self._picked(row, at)
        self._open_behind()

    def _open_behind(self) -> None:
        found = self._behind
        if self.report is not None:
            self._hand.open_behind(self.report.period)
        if found is None or not found.ids or not self._may_open(""):
            return
        self._model.load(PageSource(behind_count, behind_page, found.ids))
        title = f"{found.label}　{len(found.ids):,} 件"
        self._view.say_list(title, of_rate=found.counted is not None)
        self._view.show_stack(LIST)
        self._view.list.go_to(0)
        self._view.list.setFocus()

    def _leave_list(self) -> None:
        if self._view.stacked() in LISTS:
            self._view.show_stack(TABLE)
            self._view.table.setFocus()
            self._hand.show_again()

    # workbook and paper

    def ask_where(self) -> None:
        """Ask for a file and export the tables."""
        if self.report is None:
            return
        offered = f"{self.report.period.title}{self.report.grid}统计报表.xlsx"
        name, _ = QFileDialog.getSaveFileName(self, "导出 Excel", offered, "Excel (*.xlsx)")
        if name:
            self.export(Path(name))

    def export(self, path: Path) -> None:
        """Write the tables into a workbook."""
        if self.report is None:
            return
        again = partial(self.export, path)
        reply: Reply[None] = Reply(
            lambda _none: self._view.strip.say_saved(path),
            lambda error: self._view.strip.say_refused(error.message, again, self.ask_where),
        )
        self.jobs.paper(self, reply, out.write, self._register.joined(self.report), path)

    def print_month(self) -> None:
        """Draw the report and show it."""
        if self.report is None:
            return
        period, grid = self.report.period, self.report.grid or None
        self.jobs.paper(self, self._drawn, out.draw, period, grid)

    def _drawn(self, pdf: bytes) -> None:
        if self.report is not None:
            title = f"{self.report.period.title}{self.report.grid}社区工作月报"
            place = PrintPlace(self.jobs, self.services.memory, "month_report")
            Preview(title, pdf, self.jobs.messages, self.window(), place).show()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave_list()
        else:
            super().keyPressEvent(event)
