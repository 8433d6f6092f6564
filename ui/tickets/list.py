"""The list of tickets: search, filters, stage tabs, the table, what may be done with the chosen."""

from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import on_click
from ui.common.frames import column, frame
from ui.common.opening import OpeningReads, Questions
from ui.common.restyle import OnRestyle
from ui.common.tab_order import in_reading_order
from ui.common.table_model import PagedModel, PageSource
from ui.common.table_view import RecordTable
from ui.common.tabs import CountTabs
from ui.common.waiting import Skeleton
from ui.jobs import Reply
from ui.page import Services
from ui.tickets import many, remember
from ui.tickets.columns import COLUMNS, KEYS, hidden, legend, stage_tabs
from ui.tickets.filter_bar import FilterBar
from ui.tickets.foot import ListFoot
from ui.tickets.lists.desk import InBulk
from ui.tickets.nothing import NoTickets
from wenming_desktop.tickets import board
from wenming_desktop.tickets.board import BoardChoices, BoardCounts, BoardFilter, BoardLine

_WIDE, _NARROW = 1600, 1200
_QUESTIONS: Final = Questions(board.board_count, board.board_page, board.board_opening)
_BY_DEADLINE: Final = frozenset(board.STAGES) - {"closing", "archived", "all"}


class TicketList(OnRestyle, QWidget):
    """The list; `settled` carries the ticket the arrow keys came to rest on."""

    opened = Signal(object)
    settled = Signal(object)
    step_asked = Signal(str)
    many_asked = Signal(object)
    told = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services, self._jobs = services, services.jobs
        self.filter, self._held = remember.remembered(services.memory)
        self.counts: BoardCounts | None = None
        self.whole: BoardCounts | None = None
        self._at = 0
        self._counting = QTimer(self, singleShot=True, interval=150)
        self._counting.timeout.connect(self.count)
        self._make_parts()
        self._show_filter()
        self._lay_out()
        self._connect()
        self.in_bulk = InBulk(self, services, self._bar.deeds)
        in_reading_order(self._bar, self.card)

    def _make_parts(self) -> None:
        self._bar = FilterBar(self._jobs)
        self.search = self._bar.search
        self.tabs = CountTabs("stages", "环节", stage_tabs())
        self._reads = OpeningReads(self._jobs, Reply, _QUESTIONS, self)
        self.model: PagedModel[BoardLine] = PagedModel(self._reads, COLUMNS, self)
        self.table = RecordTable("tickets", "工单列表", self.model)
        self._empty = NoTickets(may_register="ticket.write" in self._services.office.rights)
        self.foot = ListFoot()

    def _lay_out(self) -> None:
        layout = column(self, gap=10)
        layout.addWidget(self._bar)
        self.card = frame("card")
        inside = column(self.card, margins=(1, 1, 1, 1))
        inside.addWidget(self._head())
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(Skeleton("wait_tickets"))
        inside.addWidget(self._stack, 1)
        inside.addWidget(self.foot)
        # The pane of a wide window joins the card in this line.
        self.body = QHBoxLayout()
        self.body.setSpacing(8)
        self.body.addWidget(self.card, 1)
        layout.addLayout(self.body, 1)
        self.restyle()

    @override
    def restyle(self) -> None:
        self.fit(self.window().width())

    def _head(self) -> QFrame:
        head = frame("cardhead")
        line = QHBoxLayout(head)
        line.setContentsMargins(8, 0, 12, 0)
        line.setSpacing(8)
        line.addWidget(self.tabs)
        line.addStretch(1)
        self._legend = legend()
        line.addWidget(self._bar.unpaired)
        line.addWidget(self._legend)
        return head

    def _connect(self) -> None:
        self.search.asked.connect(self._ask_for)
        self.search.left_down.connect(self._down)
        self._bar.narrowed.connect(lambda: self._ask_for(self.filter.text))
        self.tabs.chosen.connect(self._stage_chosen)
        self.model.loaded.connect(self._loaded)
        self.table.settled.connect(self._settled)
        self.table.opened.connect(self._opened)
        self.table.sort_asked.connect(self._sort)
        on_click(self._empty.everywhere, self.search_everywhere)
        on_click(self._empty.register, partial(self._services.register_asked.emit, None))
        on_click(self.foot.send, self.ask_dispatch)
        on_click(self.foot.urge, partial(self.step_asked.emit, "URG"))
        on_click(self.foot.extend, partial(self.step_asked.emit, "EXA"))
        on_click(self.foot.archive, self._archive)
        self._reads.slow.connect(self._say_waiting)
        self._reads.refused.connect(self._say_refused)
        self.table.selectionModel().selectionChanged.connect(self._say_chosen)

    def offer(self, choices: BoardChoices) -> None:
        """Offer these categories and units to the filters."""
        self._bar.offer(choices, self.filter)

    def fit(self, width: int) -> None:
        """Show the columns a window of this width has room for."""
        large = theme.current().large
        wide, narrow = width >= _WIDE, width < _NARROW
        gone = hidden(wide=wide, large=large, narrow=narrow)
        for at, key in enumerate(KEYS):
            self.table.setColumnHidden(at, key in gone)
        self._legend.setVisible(not narrow and (wide or not large))
        self.tabs.tighten(narrow + large)
        self._bar.fit(narrow=narrow, cramped=narrow or (large and not wide))
        self.foot.say_right(fewer=large and not wide, shown=not narrow)

    def load(self, top: int = 0) -> None:
        """Read the list anew."""
        self.model.mark_sorted(self.filter.sort, descending=self.filter.descending)
        self.model.load(PageSource(board.board_count, board.board_page, self.filter), top)

    def reload(self) -> None:
        """Read the list again after a write, where it stands."""
        self.load(top=max(0, self.table.rowAt(0)))
        self._counting.start()

    def count(self) -> None:
        """Read the counts of tabs and chips."""
        self._jobs.read(self, self._show_counts, board.board_counts, self.filter)

    def _show_counts(self, counts: BoardCounts) -> None:
        self.counts = counts
        wanted = self.filter
        if not (wanted.text or wanted.category or wanted.unit_id or wanted.mine):
            self.whole = counts
        self.tabs.show_counts(counts.stages)
        self._bar.show_counts(counts)
        if not self.model.rowCount():
            self._say_empty()
        self.told.emit()

    def current(self) -> BoardLine | None:
        """Return the line in hand."""
        return self.model.row(self.table.current())

    def line_at(self, at: int) -> BoardLine | None:
        """Return the line at a place; one that is not here yet is sent for."""
        line = self.model.row(at)
        if line is None and 0 <= at < self.model.rowCount():
            self.model.data(self.model.index(at, 0))
            line = self.model.row(at)
        return line

    def place_of(self, ticket: int) -> int:
        """Return where a ticket stands among the rows that are here, or -1."""
        return self.model.place_of(lambda line: line.id == ticket)

    def hold(self, ticket: int) -> None:
        """Keep this ticket chosen when the list is read again."""
        self._held = ticket

    def take_focus(self) -> None:
        """Go to the rows, or to the search box where there are none."""
        (self.table if self.model.rowCount() else self.search).setFocus()

    def _down(self) -> None:
        if self.model.rowCount():  # Out of sight it would take the keys once it came back.
            self.table.setFocus()

    def ask_dispatch(self) -> None:
        """Ask for the dispatch of the chosen ticket, or for another unit where it has one."""
        if self.foot.send.isEnabled():
            line = self.current()
            sent = line is not None and line.status in ("30", "40")
            self.step_asked.emit("RDS" if sent else "DSP")

    def offer_steps(self, steps: frozenset[str]) -> None:
        """Switch the buttons below on for what may be done with the chosen ticket."""
        self.foot.offer_steps(steps, closing=self.filter.stage == "closing")
        self.foot.paper.setEnabled(self.current() is not None)

    def search_everywhere(self) -> None:
        """Drop every filter but the text."""
        self.show_filtered(BoardFilter("all", self.filter.text, sort="number", descending=True))

    def show_filtered(self, wanted: BoardFilter) -> None:
        """Show what this filter leaves."""
        self.filter = wanted
        self._show_filter()
        self.load()
        self.count()

    def keep(self) -> None:
        """Remember what is shown and in hand, but not what was searched for."""
        remember.keep(self._services.memory, self.filter, self._held)

    def _show_filter(self) -> None:
        """Make chips, choices and tabs say what the filter says."""
        self._bar.show_filter(self.filter)
        self.tabs.choose(self.filter.stage)
        many.let_choose(self.table, several=self.filter.stage == "closing")

    def _stage_chosen(self, stage: str) -> None:
        # Where no clock runs any more the newest comes first.
        by_deadline = stage in _BY_DEADLINE
        self.filter = replace(
            self.filter,
            stage=stage,
            sort="due" if by_deadline else "number",
            descending=not by_deadline,
        )
        many.let_choose(self.table, several=stage == "closing")
        self.load()

    def _ask_for(self, text: str) -> None:
        self.filter = self._bar.read_into(replace(self.filter, text=text))
        self._show_filter()
        self.load()
        self._counting.start()

    def _sort(self, key: str, descending: bool) -> None:
        self.filter = replace(self.filter, sort=key, descending=descending)
        self.load()

    def _archive(self) -> None:
        order = many.order(self.table, self.model, self.filter)
        if order is None:
            self.step_asked.emit("ARC")
        else:
            self.many_asked.emit(order)

    def _say_chosen(self) -> None:
        """Say how many are chosen, and on the button how many would go."""
        count = many.count(self.table, self.model)
        if self.model.rowCount():
            self.foot.chosen.setText(f"选中 {max(1, count):,} 件")
        self.foot.say_archive(count)

    def _say_waiting(self) -> None:
        """Show grey bars where nothing has been shown yet."""
        if not self.model.rowCount():
            self._stack.setCurrentIndex(2)
            self.foot.chosen.setText("正在读工单")

    def _say_refused(self, why: str) -> None:
        self._empty.say_refused(why)
        self.foot.chosen.setText("没有读出来")
        self._stack.setCurrentIndex(1)
        self.settled.emit(None)

    def _loaded(self, total: int) -> None:
        self._stack.setCurrentIndex(0 if total else 1)
        self.told.emit()
        if not total:
            self._say_empty()
            self.foot.chosen.setText("没有工单")
            self.settled.emit(None)
            return
        at = self.place_of(self._held) if self._held is not None else -1
        self.table.go_to(at if at >= 0 else min(self._at, total - 1))

    def _settled(self, at: int) -> None:
        line = self.model.row(at)
        if line is not None:
            self._held, self._at = line.id, at
            self._say_chosen()
            self.settled.emit(line)

    def _opened(self, at: int) -> None:
        line = self.line_at(at)
        if line is not None:
            self.opened.emit(line)

    def _say_empty(self) -> None:
        self._empty.say_for(self.filter, self.counts, self._bar.words())
