"""住户: the list, found as one types, and beside it the household in hand."""

from dataclasses import replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSplitter
from typing_extensions import override

from ui.common import theme
from ui.common.covered import Covered
from ui.common.frames import column
from ui.common.goes import go_to
from ui.common.table_model import PagedModel, PageSource
from ui.households.bar import FilterBar
from ui.households.columns import COLUMNS
from ui.households.deeds_life import add_life_deeds
from ui.households.detail import DetailPane
from ui.households.editor.way import EditorWay
from ui.households.export import Exporting
from ui.households.listing import ListCard
from ui.households.reads import OpeningReads
from ui.jobs import Job
from ui.page import Page, Services
from wenming_desktop.households import queries
from wenming_desktop.households.detail import household_detail
from wenming_desktop.households.model import Chip as ChipCount
from wenming_desktop.households.model import HouseholdDetail, HouseholdFilter, HouseholdRow
from wenming_desktop.security.service import reveal

_NARROW: Final = 1200
_NAME, _ROW = "households", "households/row"
_SORTS: Final = frozenset(queries.ORDERS)
_TABLES: Final = frozenset(
    {
        "household",
        "household_membership",
        "resident",
        "special_care",
        "house",
        "building",
        "grid",
        "service_card",
        "ticket",
        "ticket_action",
        "household_liaison",
        "party_member",
    }
)


class HouseholdsPage(Page):
    """The register."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, "households")
        self._filter = HouseholdFilter()
        self._narrow = False
        self._wanted: int | None = None
        self._last_row = (0, 0)
        self._detail_job: Job | None = None
        self._chips_job: Job | None = None
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(150)
        self._counting.timeout.connect(self._count_chips)
        self._make_parts()
        self._lay_out()
        self._connect()

    def _make_parts(self) -> None:
        self.bar = FilterBar()
        self._reads = OpeningReads(self.jobs, self)
        self._model: PagedModel[HouseholdRow] = PagedModel(self._reads, COLUMNS, self)
        self._model.mark_sorted("door", descending=False)
        rights = self.services.office.rights
        self.list = ListCard(self._model, may_import="register.import" in rights)
        self._table = self.list.table
        self._pane = DetailPane(
            may_register="ticket.write" in rights, may_reveal="register.reveal" in rights
        )

    def _lay_out(self) -> None:
        self.editing = EditorWay(self, self.bar, self._pane)
        layout = column(self.editing.front, margins=(16, 12, 16, 12), gap=10)
        layout.addWidget(self.bar)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setObjectName("split_households")
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(8)
        self._split.addWidget(self.list)
        self._split.addWidget(self._pane)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 0)
        self._split.setSizes([5000, theme.px("detail_w")])
        layout.addWidget(self._split, 1)

    def _connect(self) -> None:
        self.bar.typed.connect(self._ask_for)
        self.bar.narrowed.connect(self._ask_for)
        self.bar.search.left_down.connect(self._table.setFocus)
        self._model.loaded.connect(self._loaded)
        self._reads.slow.connect(self.list.say_waiting)
        self._reads.refused.connect(self.list.say_refused)
        self._table.settled.connect(self._settled)
        self._table.opened.connect(self._opened)
        self._table.sort_asked.connect(self._sort)
        self.list.everywhere.connect(self._search_everywhere)
        self.list.again.connect(self._load)
        self.list.ledger.connect(partial(go_to, self, "imports"))
        self._pane.reveal_asked.connect(self._reveal)
        ask = self.services.register_asked
        self._pane.register_asked.connect(lambda household: ask.emit(("household", household)))
        self._pane.print_asked.connect(self.services.print_asked)
        self._pane.open_asked.connect(self.services.open_asked)
        self._pane.left.connect(self._leave_detail)
        add_life_deeds(self, self._pane)
        Exporting(self, self.bar, self._model, lambda: self._filter)
        # As a shortcut, for a button takes the arrow for itself.
        back = QShortcut(QKeySequence("Alt+Left"), self._pane, self.go_back)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @override
    def start(self) -> None:
        memory = self.services.memory
        memory.restore_splitter(self._split)
        memory.restore_columns(_NAME, self._table.horizontalHeader())
        self.bar.restore(memory)
        self.bar.fill(self.jobs)
        self._filter = self.bar.narrow(self._filter)
        sort = memory.sort(_NAME)
        if sort is not None and sort[0] in _SORTS:
            self._filter = replace(self._filter, sort=sort[0], descending=sort[1])
            self._model.mark_sorted(sort[0], descending=sort[1])
        at, _, held = memory.get_text(_ROW).partition(" ")
        if at.isdecimal() and held.isdecimal():
            self._last_row = (int(at), int(held))
        self._load(top=self._last_row[0])
        self._count_chips()
        if self._wanted is None:
            self.bar.search.setFocus()

    @override
    def keep(self) -> None:
        memory = self.services.memory
        if not self._narrow:
            memory.keep_splitter(self._split)
        memory.keep_columns(_NAME, self._table.horizontalHeader())
        memory.keep_sort(_NAME, self._filter.sort, self._filter.descending)
        self.bar.keep(memory)
        line = self._model.row(self._table.current())
        # A place among the answers to a search would tell what was looked for.
        told = line is not None and not self._filter.text
        memory.keep_text(_ROW, f"{self._table.current()} {line.id}" if told and line else "")

    @override
    def go_search(self) -> None:
        self._leave_detail()
        self.bar.search.setFocus()
        self.bar.search.selectAll()

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if tables & _TABLES:
            self._load(top=max(0, self._table.rowAt(0)))
            self._counting.start()
            self._read_detail(self._pane.shown_id())

    @override
    def open_item(self, kind: str, item: int) -> None:
        if kind == "household":
            self.open_household(item)
        elif kind == "resident":
            self.jobs.read(self, self.open_household, queries.home_of, item)

    def open_household(self, household: int) -> None:
        """Bring one household to hand from anywhere; the list stays as it was left."""
        self._wanted = household
        self._table.clearSelection()
        self._read_detail(household)
        self._opened(-1)

    def _load(self, top: int = 0) -> None:
        source = PageSource(queries.household_count, queries.household_page, self._filter)
        self._model.load(source, top)

    def _ask_for(self, text: str | None = None) -> None:
        text = self._filter.text if text is None else text
        self._filter = self.bar.narrow(replace(self._filter, text=text))
        self._load()
        self._counting.start()

    def _sort(self, key: str, descending: bool) -> None:
        self._filter = replace(self._filter, sort=key, descending=descending)
        self._model.mark_sorted(key, descending=descending)
        self._load()

    def _count_chips(self) -> None:
        if self._chips_job is not None:
            self._chips_job.drop()
        self._chips_job = self.jobs.read(self, self._show_chips, queries.chip_counts, self._filter)

    def _show_chips(self, counts: tuple[ChipCount, ...]) -> None:
        self.bar.chips.show_counts(counts)
        if counts and not self._filter.text:
            self.counted.emit(f"{counts[0].count:,} 户")

    def _loaded(self, total: int) -> None:
        self.subtitled.emit(f"{total:,} 户")
        if not total:
            self.list.say_nothing(self._filter, self.bar.words())
            self._pane.clear()
            return
        self.list.show_rows()
        shown = self._pane.shown_id()
        held = shown if shown is not None else self._last_row[1]
        at = self._model.place_of(lambda line: line.id == held)
        if self._wanted is None or at >= 0:
            self._take_row(max(at, 0), at_once=shown is None)

    def _take_row(self, at: int, *, at_once: bool) -> None:
        """Take a row in hand; while one types the pane follows only when the keys rest."""
        self.list.tell(at, self._model.rowCount())
        if at_once:
            self._table.go_to(at)
        else:
            self._table.setCurrentIndex(self._model.index(at, 0))

    def _search_everywhere(self) -> None:
        self.bar.clear_all()
        self._ask_for()

    def _settled(self, at: int) -> None:
        line = self._model.row(at)
        if line is None:
            return
        self._wanted = None
        self.list.tell(at, self._model.rowCount())
        if line.id != self._pane.shown_id():
            self._pane.cover()
            self._read_detail(line.id)

    def _read_detail(self, household: int | None) -> None:
        if self._detail_job is not None:
            self._detail_job.drop()
        if household is not None:
            self._detail_job = self.jobs.read(self, self._show_detail, household_detail, household)

    def _show_detail(self, detail: HouseholdDetail) -> None:
        self._pane.show_household(detail)

    def _reveal(self, part: Covered, resident: int, field: str, reason: str) -> None:
        # The part is the owner: once another household stands there the answer is dropped.
        self.jobs.write(part, part.show_whole, reveal, "resident", resident, field, reason)

    def _opened(self, _at: int) -> None:
        if self._narrow:
            self.list.hide()
            self._pane.show()
            self._pane.offer_back(offered=True)
        self._pane.take_focus()

    def _leave_detail(self) -> None:
        if self._narrow:
            self._pane.hide()
        self.list.show()
        self._pane.offer_back(offered=False)
        self._table.setFocus()

    def go_back(self) -> bool:
        """Go from the household to the list; False when the list is in hand already."""
        inside: Any = self.focusWidget()
        away = self.list.isHidden() or (inside is not None and self._pane.isAncestorOf(inside))
        if away or self._pane.hasFocus():
            self._leave_detail()
            return True
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (event.key() == Qt.Key.Key_Escape and self.go_back()):
            super().keyPressEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pane.cover()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.window().width() < _NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self.list.show()
            self._pane.setVisible(not narrow)
            self._pane.offer_back(offered=False)
