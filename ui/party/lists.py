"""The card with the lists of a node: members, the households they look after, cells to look at."""

from dataclasses import replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import row
from ui.common.frames import EmptyState, column, frame
from ui.common.held_rows import AtHand, held
from ui.common.labels import Elided
from ui.common.memory import Memory
from ui.common.restyle import OnRestyle
from ui.common.search_field import SearchField
from ui.common.table_model import PagedModel, PageSource
from ui.common.table_view import RecordTable
from ui.common.tabs import CountTabs, Tab
from ui.jobs import Jobs
from ui.party.columns import LIAISONS, MEMBERS, WARNINGS
from wenming_desktop.party.model import CellWarning
from wenming_desktop.party.page_model import LiaisonLine, MemberLine, NodeFilter
from wenming_desktop.party.page_queries import (
    LIAISON_ORDERS,
    MEMBER_ORDERS,
    liaison_count,
    liaison_page,
    member_count,
    member_page,
)

_MEMBERS, _LIAISONS, _WARNINGS = "members", "liaisons", "warnings"
_CELL: Final = "5"
_CELL_COLUMN: Final = 4
_FEET: Final[dict[str, str]] = {
    _MEMBERS: "↑↓ 选择　回车看这名党员包联的住户　Ctrl+F 查找",
    _LIAISONS: "↑↓ 选择　回车打开这一户　Ctrl+F 查找",
    _WARNINGS: "↑↓ 选择　回车到这个党小组",
}
_ORDERS: Final[dict[str, dict[str, str]]] = {_MEMBERS: MEMBER_ORDERS, _LIAISONS: LIAISON_ORDERS}
_TAB: Final = "party/tab"
_NOTHING: Final[dict[str, tuple[str, str]]] = {
    _MEMBERS: ("这里还没有党员", "党员花名册里写上所在党小组，导入后就在这里。"),
    _LIAISONS: ("这里还没有包联户", "党员花名册的包联户一栏写上门牌，导入后就在这里。"),
}


class ListsCard(OnRestyle, QFrame):
    """Shows what belongs to the node in hand; a cell or a household may be asked for."""

    cell_asked = Signal(int)
    household_asked = Signal(int)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.setProperty("k", "card")
        self._filter: NodeFilter | None = None
        self._sought: int | None = None
        self._tabs = CountTabs(
            "party",
            "党员、包联户、提醒",
            (Tab(_MEMBERS, "党员"), Tab(_LIAISONS, "包联户"), Tab(_WARNINGS, "提醒")),
        )
        self.search = SearchField("search", "姓名、拼音、单位、门牌")
        self._members: PagedModel[MemberLine] = PagedModel(jobs, MEMBERS, self)
        self._liaisons: PagedModel[LiaisonLine] = PagedModel(jobs, LIAISONS, self)
        self._warned: PagedModel[CellWarning] = PagedModel(AtHand(), WARNINGS, self)
        self._models: dict[str, PagedModel[Any]] = {
            _MEMBERS: self._members,
            _LIAISONS: self._liaisons,
            _WARNINGS: self._warned,
        }
        labels = {_MEMBERS: "党员列表", _LIAISONS: "包联户列表", _WARNINGS: "党小组提醒"}
        self._tables = {key: RecordTable(key, labels[key], self._models[key]) for key in labels}
        self._empty = EmptyState("empty_party")
        self._foot = Elided("", "sm2")
        self._lay_out()
        self._connect()
        self.restyle()

    def _lay_out(self) -> None:
        inside = column(self, margins=(1, 1, 1, 1))
        top = QHBoxLayout()
        top.setContentsMargins(8, 0, 8, 0)
        top.addWidget(self._tabs)
        top.addStretch(1)
        self.search.setMinimumWidth(160)
        self.search.setMaximumWidth(288)
        top.addWidget(self.search, 3)
        inside.addLayout(top)
        line = frame("line")
        line.setFixedHeight(1)
        inside.addWidget(line)
        self._lists = QStackedWidget()
        for table in self._tables.values():
            self._lists.addWidget(table)
        self._lists.addWidget(self._empty)
        inside.addWidget(self._lists, 1)
        self._strip = frame("foot")
        words = row(self._foot)
        words.setContentsMargins(14, 0, 14, 0)
        self._strip.setLayout(words)
        inside.addWidget(self._strip)

    @override
    def restyle(self) -> None:
        self._strip.setFixedHeight(theme.px("foot"))

    def _connect(self) -> None:
        self._tabs.chosen.connect(self._turn)
        self.search.asked.connect(self._ask_for)
        self.search.left_down.connect(self._into_table)
        for model in self._models.values():
            model.loaded.connect(self._loaded)
        self._tables[_MEMBERS].opened.connect(self._open_member)
        self._tables[_LIAISONS].opened.connect(self._open_home)
        self._tables[_WARNINGS].opened.connect(self._open_warning)
        for key in _ORDERS:
            self._tables[key].sort_asked.connect(partial(self._sort, key))

    def restore(self, memory: Memory) -> None:
        """Give the tables their last widths and order, and the card its tab."""
        for key, table in self._tables.items():
            memory.restore_columns(f"party_{key}", table.horizontalHeader())
            sort = memory.sort(f"party_{key}")
            if sort is not None and sort[0] in _ORDERS.get(key, {}):
                self._models[key].mark_sorted(sort[0], descending=sort[1])
        tab = memory.get_text(_TAB)
        if tab in self._tables:
            self._tabs.choose(tab)

    def keep(self, memory: Memory) -> None:
        """Remember the widths, the order and the tab."""
        for key, table in self._tables.items():
            memory.keep_columns(f"party_{key}", table.horizontalHeader())
            sort, down = self._models[key].sorted_by
            if sort:
                memory.keep_sort(f"party_{key}", sort, down)
        memory.keep_text(_TAB, self._tabs.value())

    def show_node(self, level: str, row_id: int) -> None:
        """Show the members and households of a node; what is looked for stays."""
        self._filter = NodeFilter(level, row_id, self.search.wanted())
        self._tables[_MEMBERS].setColumnHidden(_CELL_COLUMN, level == _CELL)
        self._load()

    def show_warnings(self, found: tuple[CellWarning, ...]) -> None:
        """Show the cells that want looking at."""
        self._warned.load(held(found))

    def turn_to_members(self) -> None:
        """Bring the members to the front."""
        self._tabs.setCurrentIndex(0)

    def seek(self, member: int) -> None:
        """Take a member in hand as soon as the list names him."""
        self._sought = member
        self.turn_to_members()
        self._take_sought()

    def _take_sought(self) -> None:
        at = self._members.place_of(lambda line: line.id == self._sought)
        if at >= 0:
            self._sought = None
            self._tables[_MEMBERS].go_to(at)
            self._tables[_MEMBERS].setFocus()

    def _load(self) -> None:
        if self._filter is not None:
            members, liaisons = self._sorted(_MEMBERS), self._sorted(_LIAISONS)
            self._members.load(PageSource(member_count, member_page, members))
            self._liaisons.load(PageSource(liaison_count, liaison_page, liaisons))

    def _sorted(self, key: str) -> NodeFilter | None:
        sort, down = self._models[key].sorted_by
        return self._filter and replace(self._filter, sort=sort, descending=down)

    def _sort(self, key: str, column: str, descending: bool) -> None:
        self._models[key].mark_sorted(column, descending=descending)
        self._load()

    def _ask_for(self, text: str) -> None:
        if self._filter is not None:
            self._filter = NodeFilter(self._filter.level, self._filter.id, text)
            self._load()

    def _loaded(self, _total: int) -> None:
        self._tabs.show_counts({key: model.rowCount() for key, model in self._models.items()})
        self._turn(self._tabs.value())
        if self._sought is not None:
            self._take_sought()

    def _turn(self, key: str) -> None:
        table, model = self._tables[key], self._models[key]
        self.search.setVisible(key != _WARNINGS)
        self._foot.setText(_FEET[key] if model.rowCount() else "")
        if model.rowCount():
            self._lists.setCurrentWidget(table)
            if table.current() < 0:
                table.go_to(0)
        else:
            self._say_nothing(key)
            self._lists.setCurrentWidget(self._empty)

    def _say_nothing(self, key: str) -> None:
        text = self._filter.text if self._filter is not None else ""
        if key == _WARNINGS:
            title, words = "没有要看的", "每个党小组都有三名以上党员，组长都是正式党员。"
            self._empty.say(title, words, icon="ri.checkbox-circle-fill", tone="ok")
        elif text:
            words = "只查了左边选中的这一级，选上面一级可以查得更宽。"
            self._empty.say(f"没有找到“{text}”", words)
        else:
            self._empty.say(*_NOTHING[key], icon="ri.flag-line", tone="ink")

    def _into_table(self) -> None:
        self._tables[self._tabs.value()].setFocus()

    def _open_member(self, at: int) -> None:
        """From a member to the households that member looks after."""
        line = self._members.row(at)
        if line is not None:
            self._tabs.setCurrentIndex(1)
            self.search.setText(line.name)
            self.search.setFocus()

    def _open_home(self, at: int) -> None:
        line = self._liaisons.row(at)
        if line is not None and line.household_id:
            self.household_asked.emit(line.household_id)

    def _open_warning(self, at: int) -> None:
        line = self._warned.row(at)
        if line is not None:
            self.cell_asked.emit(line.group_id)
