"""The window of what people are most dissatisfied with, and who and where calls again.

Above one of three lists, below the tickets behind the line in hand; Enter goes down and opens.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from ui.common import theme
from ui.common.buttons import Btn, on_click, row
from ui.common.choice import Choice
from ui.common.frames import EmptyState, column, frame
from ui.common.held_rows import AtHand, held
from ui.common.labels import Words
from ui.common.table_model import PagedModel, PageSource
from ui.common.table_view import RecordTable
from ui.common.tabs import CountTabs, Tab
from ui.common.whole_file import CannotSaveError
from ui.jobs import Job, Reply
from ui.page import Services
from ui.printing import Preview, PrintPlace
from ui.printing.keeping import Keeping
from ui.saving import ask_where, tell_refused, tell_saved
from ui.tickets.grievances import out
from ui.tickets.grievances.columns import BEHIND, CALLERS, GRIEVANCES, PLACES
from ui.tickets.grievances.spans import SPANS, span_of
from wenming_desktop.errors import UserError
from wenming_desktop.tallies.tickets_behind import TicketBehind, behind_count, behind_page
from wenming_desktop.tickets.grievances import (
    RULE,
    Span,
    repeat_callers,
    repeat_places,
    top_grievances,
)

if TYPE_CHECKING:
    from wenming_desktop.papers.archive import Paper

_TABLES: Final = frozenset({"ticket", "ticket_action"})
_WIDE, _HIGH = 62, 44
"""In letters of the body type."""
_CALLERS_NOTE: Final = "同一个电话受理两件以上的，按件数排前十。电话只显示头尾。"
_PLACES_NOTE: Final = "同一栋楼或同一处地点受理两件以上的，按件数排前十。"
_NOTHING: Final = {
    "ten": ("这段时间没有进榜的事", "没有不满意、重复来的和重办的诉求。"),
    "callers": ("没有反复来电的", "这段时间没有同一个电话来过两次以上。"),
    "places": ("没有反复发生的地点", "这段时间没有同一处来过两次以上。"),
}
_KEY: Final = "grievances/span"


class _List:
    """One of the three lists: its service, its table and what is said below it."""

    def __init__(
        self, key: str, parts: tuple[str, Any, str], service: Callable[..., Any], over: QWidget
    ) -> None:
        label, columns, self.note = parts
        self.key, self.service = key, service
        self.model: PagedModel[Any] = PagedModel(AtHand(), columns, over)
        self.table = RecordTable(f"grievances_{key}", label, self.model)


class GrievancesWindow(QDialog):
    """Modeless; reads itself again whenever a ticket changed."""

    def __init__(self, services: Services, over: QWidget | None = None) -> None:
        super().__init__(over)
        self.setObjectName("dlg_grievances")
        self.setWindowTitle("最不满意的十件事")
        self.setWindowModality(Qt.WindowModality.NonModal)
        self._services, self._jobs = services, services.jobs
        self._job: Job | None = None
        self.span = Choice("grievance_span", "统计哪段时间")
        self.span.offer(SPANS)
        self.lists = (
            _List("ten", ("最不满意的十件事", GRIEVANCES, RULE), top_grievances, self),
            _List("callers", ("反复来电", CALLERS, _CALLERS_NOTE), repeat_callers, self),
            _List("places", ("反复发生的地点", PLACES, _PLACES_NOTE), repeat_places, self),
        )
        tabs = [Tab(one.key, one.table.accessibleName()) for one in self.lists]
        self.tabs = CountTabs("grievances", "看什么", tabs)
        self._behind: PagedModel[TicketBehind] = PagedModel(self._jobs, BEHIND, self)
        self.tickets = RecordTable("grievance_tickets", "这一行的工单", self._behind)
        self.paper = Btn("打印", name="print_grievances", icon="ri.printer-line", key="Ctrl+P")
        self.export = Btn("导出 Excel", name="export_grievances", key="Ctrl+E")
        self._empty = EmptyState("empty_grievances")
        self._note = Words("", "sm2")
        self._note.setObjectName("lbl_grievance_rule")
        self._note.setWordWrap(True)
        self._below = Words("", "head")
        self._below.setObjectName("lbl_grievance_line")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        layout = column(self, gap=8)
        upper = frame("card")
        lines = column(upper, margins=(1, 1, 1, 1))
        head = row(self.tabs, None, Words("统计", "t2"), self.span)
        head.setContentsMargins(8, 4, 12, 0)
        lines.addLayout(head)
        self._stack = QStackedWidget()
        for one in self.lists:
            self._stack.addWidget(one.table)
        self._stack.addWidget(self._empty)
        lines.addWidget(self._stack, 1)
        note = row(self._note)
        note.setContentsMargins(14, 6, 12, 6)
        lines.addLayout(note)
        lower = frame("card")
        under = column(lower, margins=(1, 1, 1, 1))
        named = row(self._below, None)
        named.setContentsMargins(14, 6, 12, 6)
        under.addLayout(named)
        under.addWidget(self.tickets, 1)
        whole = column(holder := QWidget(), margins=(12, 12, 12, 0), gap=8)
        whole.addWidget(upper, 3)
        whole.addWidget(lower, 2)
        layout.addWidget(holder, 1)
        foot = frame("dlgfoot")
        close = on_click(Btn("关上", name="grievances_close", key="Esc"), self.reject)
        said = Words("↑↓ 选　回车看工单，再回车打开　Ctrl+←→ 换一张表", "sm2")
        line = row(said, self.export, self.paper, close)
        line.setStretch(0, 1)
        column(foot, margins=(16, 10, 16, 10)).addLayout(line)
        layout.addWidget(foot)

    def _connect(self) -> None:
        self.span.activated.connect(self._turned)
        self.tabs.chosen.connect(self._turned)
        for one in self.lists:
            one.table.settled.connect(partial(self._settled, one))
            one.table.opened.connect(self._go_down)
        self.tickets.opened.connect(self._open)
        self._jobs.changed.connect(self._changed)
        on_click(self.paper, self.print_list)
        on_click(self.export, self.ask_where)
        for keys, do in (("Ctrl+P", self.print_list), ("Ctrl+E", self.ask_where)):
            QShortcut(QKeySequence(keys), self, do)
        for key, step in (("Ctrl+Right", 1), ("Ctrl+Left", -1)):
            QShortcut(QKeySequence(key), self, partial(self._step, step))

    def begin(self) -> None:
        """Bring it to the front, on the time of last time."""
        kept = self._services.memory.get_text(_KEY)
        self.span.choose(kept if kept in dict(SPANS) else "last_month")
        size, screen = theme.px("f_body"), self.screen().availableGeometry()
        self.resize(min(size * _WIDE, screen.width() - 20), min(size * _HIGH, screen.height() - 40))
        self._read()
        self.show()
        self.raise_()
        self.activateWindow()

    def _step(self, by: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % len(self.lists))
        self._read()

    def _turned(self, _what: object) -> None:
        self._services.memory.keep_text(_KEY, str(self.span.value()))
        self._read()

    def _changed(self, tables: frozenset[str]) -> None:
        if self.isVisible() and tables & _TABLES:
            self._read()

    def _list(self) -> _List:
        return next(one for one in self.lists if one.key == self.tabs.value())

    def _days(self) -> Span:
        return span_of(str(self.span.value()), date.today())

    def print_list(self) -> None:
        """Draw the list in hand and show it."""
        self._jobs.paper(self, self._show_paper, out.draw, self._list().key, self._days())

    def _show_paper(self, paper: "Paper") -> None:
        place = PrintPlace(self._jobs, self._services.memory, out.FORM)
        preview = Preview(paper.title, paper.pdf, self._jobs.messages, self, place)
        Keeping(self._jobs, preview, paper)
        preview.show()

    def ask_where(self) -> None:
        """Ask for a file and write the three lists into it."""
        label = dict(SPANS)[str(self.span.value())]
        ask_where(self, Path.home() / f"{label}最不满意的十件事.xlsx", "Excel", self.write)

    def write(self, path: Path) -> None:
        """Write the three lists of the time in hand."""
        messages = self._jobs.messages
        elsewhere = partial(ask_where, self, path, "Excel", self.write)
        reply: Reply[None] = Reply(
            lambda _none: tell_saved(messages, path),
            lambda error: (
                tell_refused(messages, error, partial(self.write, path), elsewhere)
                if isinstance(error, CannotSaveError)
                else messages.warn(error.message)
            ),
        )
        self._jobs.paper(self, reply, out.write, self._days(), path)

    def _read(self) -> None:
        if self._job is not None:
            self._job.drop()
        shown = self._list()
        self._note.setText(shown.note)
        reply = Reply(partial(self._show, shown), self._refused)
        self._job = self._jobs.read(self, reply, shown.service, self._days())

    def _show(self, shown: _List, found: tuple[Any, ...]) -> None:
        at = max(0, shown.table.current())
        shown.model.load(held(found))
        if found:
            self._stack.setCurrentWidget(shown.table)
            shown.table.go_to(min(at, len(found) - 1))
            if not self.tickets.hasFocus():
                shown.table.setFocus()
            return
        self._empty.say(*_NOTHING[shown.key], icon="ri.checkbox-circle-line", tone="ok")
        self._stack.setCurrentWidget(self._empty)
        self._below.setText("")
        self._behind.load(PageSource(behind_count, behind_page, ()))

    def _refused(self, error: UserError) -> None:
        self._empty.say("没有读出来", error.message, icon="ri.error-warning-line", tone="danger")
        self._stack.setCurrentWidget(self._empty)

    def _settled(self, shown: _List, at: int) -> None:
        line = shown.model.row(at)
        if line is not None:
            self._below.setText(f"{line.name}　{len(line.tickets):,} 件工单")
            self._behind.load(PageSource(behind_count, behind_page, line.tickets))

    def _go_down(self, _at: int) -> None:
        self.tickets.go_to(0)
        self.tickets.setFocus()

    def _open(self, at: int) -> None:
        line = self._behind.row(at)
        if line is not None:
            self._services.open_asked.emit("ticket", line.id)
