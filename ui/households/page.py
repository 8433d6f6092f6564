"""住户: the list, found as one types, and beside it the household in hand."""

from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn, on_click, row
from ui.common.choice import Choice
from ui.common.frames import EmptyState, column, frame
from ui.common.labels import Words
from ui.common.search_field import SearchField
from ui.common.table_model import PagedModel, PageSource
from ui.common.table_view import RecordTable
from ui.households.chips import ChipRow
from ui.households.columns import COLUMNS
from ui.households.detail import DetailPane
from ui.households.nothing import say_nothing
from ui.jobs import Job
from ui.page import Page, Services
from wenming_desktop.households import queries
from wenming_desktop.households.detail import household_detail
from wenming_desktop.households.model import Chip as ChipCount
from wenming_desktop.households.model import Choice as PlaceChoice
from wenming_desktop.households.model import HouseholdDetail, HouseholdFilter, HouseholdRow
from wenming_desktop.security.service import reveal

_NARROW: Final = 1200
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
        self._search = SearchField("search", "姓名、拼音首字母、门牌、电话尾号")
        self._estate = Choice("estate_id", "小区")
        self._grid = Choice("grid_id", "网格")
        self._estate.offer([(None, "全部小区")])
        self._grid.offer([(None, "全部网格")])
        self._chips = ChipRow()
        self._model: PagedModel[HouseholdRow] = PagedModel(self.jobs, COLUMNS, self)
        self._model.mark_sorted("door", descending=False)
        self._table = RecordTable("households", "住户列表", self._model)
        self._empty = EmptyState("empty_households")
        self._everywhere = Btn("在全部住户里找", name="search_everywhere")
        self._empty.buttons.addWidget(self._everywhere)
        rights = self.services.office.rights
        self._pane = DetailPane(
            may_register="ticket.write" in rights, may_reveal="register.reveal" in rights
        )
        self._foot_left = Words("还没有选住户")
        self._foot_right = Words("↑↓ 选择　Ctrl+F 查找　回车看详情")

    def _lay_out(self) -> None:
        layout = column(self, margins=(16, 12, 16, 12), gap=10)
        self._search.setFixedWidth(352)
        for choice in (self._estate, self._grid):
            choice.setFixedWidth(134)
        layout.addLayout(row(self._search, self._estate, self._grid, None))
        layout.addWidget(self._chips)
        card = frame("card")
        inside = column(card, margins=(1, 1, 1, 1))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)
        inside.addWidget(self._stack, 1)
        inside.addWidget(self._foot())
        self._card = card
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setObjectName("split_households")
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(8)
        self._split.addWidget(card)
        self._split.addWidget(self._pane)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 0)
        self._split.setSizes([5000, theme.px("detail_w")])
        layout.addWidget(self._split, 1)

    def _foot(self) -> QFrame:
        foot = frame("foot")
        foot.setFixedHeight(theme.px("foot"))
        line = QHBoxLayout(foot)
        line.setContentsMargins(14, 0, 14, 0)
        line.addWidget(self._foot_left)
        line.addStretch(1)
        line.addWidget(self._foot_right)
        return foot

    def _connect(self) -> None:
        self._search.asked.connect(self._ask_for)
        self._search.left_down.connect(self._table.setFocus)
        self._estate.activated.connect(self._narrowed)
        self._grid.activated.connect(self._narrowed)
        self._chips.chosen.connect(self._narrowed)
        self._model.loaded.connect(self._loaded)
        self._table.settled.connect(self._settled)
        self._table.opened.connect(self._opened)
        self._table.sort_asked.connect(self._sort)
        on_click(self._everywhere, self._search_everywhere)
        self._pane.phone_asked.connect(self._show_phone)
        self._pane.register_asked.connect(self._register)
        self._pane.print_asked.connect(self.services.print_asked.emit)
        self._pane.left.connect(self._leave_detail)

    @override
    def start(self) -> None:
        self.services.memory.restore_splitter(self._split)
        self.services.memory.restore_columns("households", self._table.horizontalHeader())
        self.jobs.read(self, partial(_offer, self._estate, "全部小区"), queries.estates)
        self.jobs.read(self, partial(_offer, self._grid, "全部网格"), queries.grids)
        self._load()
        self._count_chips()
        self._search.setFocus()

    @override
    def keep(self) -> None:
        if not self._narrow:
            self.services.memory.keep_splitter(self._split)
        self.services.memory.keep_columns("households", self._table.horizontalHeader())

    @override
    def go_search(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if tables & _TABLES:
            self._load(top=max(0, self._table.rowAt(0)))
            self._counting.start()
            self._read_detail(self._pane.shown_id())

    def open_household(self, household: int) -> None:
        """Bring one household to hand from anywhere; the list stays as it was left."""
        self._wanted = household
        self._table.clearSelection()
        self._read_detail(household)
        self._opened(-1)

    def _load(self, top: int = 0) -> None:
        source = PageSource(queries.household_count, queries.household_page, self._filter)
        self._model.load(source, top)

    def _narrowed(self, _at: int = 0) -> None:
        self._ask_for()

    def _ask_for(self, text: str | None = None) -> None:
        estate, grid = self._estate.value(), self._grid.value()
        self._filter = HouseholdFilter(
            text=self._filter.text if text is None else text,
            estate_id=estate if isinstance(estate, int) else None,
            grid_id=grid if isinstance(grid, int) else None,
            tags=self._chips.value(),
            sort=self._filter.sort,
            descending=self._filter.descending,
        )
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
        self._chips.show_counts(counts)
        if counts and not self._filter.text:
            self.counted.emit(f"{counts[0].count:,} 户")

    def _loaded(self, total: int) -> None:
        self.subtitled.emit(f"{total:,} 户")
        self._stack.setCurrentIndex(0 if total else 1)
        if not total:
            self._everywhere.setVisible(say_nothing(self._empty, self._filter))
            self._pane.clear()
            self._foot_left.setText("没有住户")
            return
        shown = self._pane.shown_id()
        at = self._model.place_of(lambda line: line.id == shown)
        if self._wanted is None or at >= 0:
            self._table.go_to(max(at, 0))

    def _search_everywhere(self) -> None:
        self._estate.choose(None)
        self._grid.choose(None)
        self._chips.clear()
        self._ask_for()

    def _settled(self, at: int) -> None:
        line = self._model.row(at)
        if line is None:
            return
        self._wanted = None
        self._foot_left.setText(f"第 {at + 1:,} 户，共 {self._model.rowCount():,} 户")
        if line.id != self._pane.shown_id():
            self._read_detail(line.id)

    def _read_detail(self, household: int | None) -> None:
        if self._detail_job is not None:
            self._detail_job.drop()
        if household is not None:
            self._detail_job = self.jobs.read(self, self._show_detail, household_detail, household)

    def _show_detail(self, detail: HouseholdDetail) -> None:
        self._pane.show_household(detail)

    def _show_phone(self, resident: int) -> None:
        self.jobs.write(
            self, self._pane.show_phone, reveal, "resident", resident, "phone", "查看电话"
        )

    def _register(self, household: int) -> None:
        self.services.register_asked.emit(("household", household))

    def _opened(self, _at: int) -> None:
        if self._narrow:
            self._card.hide()
            self._pane.show()
            self._pane.offer_back(offered=True)
        self._pane.setFocus()

    def _leave_detail(self) -> None:
        if self._narrow:
            self._pane.hide()
        self._card.show()
        self._pane.offer_back(offered=False)
        self._table.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave_detail()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.window().width() < _NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._card.show()
            self._pane.setVisible(not narrow)
            self._pane.offer_back(offered=False)


def _offer(choice: Choice, everything: str, places: tuple[PlaceChoice, ...]) -> None:
    choice.offer([(None, everything), *((place.id, place.name) for place in places)])
