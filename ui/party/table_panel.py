"""A tab that is one table of a node: rows, what stands where there are none, keys below."""

from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget
from typing_extensions import override

from ui.common import theme
from ui.common.columns import Column
from ui.common.frames import EmptyState, column, frame
from ui.common.labels import Elided
from ui.common.restyle import OnRestyle
from ui.common.table_model import PagedModel, PageSource
from ui.common.table_view import RecordTable
from ui.page import Services
from ui.party.node_panel import NodePanel
from wenming_desktop.party.page_model import NodeFilter

WIDER: Final = "只查了左边选中的这一级，选上面一级可以查得更宽。"


@dataclass(frozen=True)
class Shape:
    """What a table is: its name, columns, keys, what it says when empty, its two services."""

    key: str
    label: str
    columns: tuple[Column[Any], ...]
    keys: str
    nothing: tuple[str, str]
    count: Any
    page: Any
    orders: frozenset[str] = frozenset()


class TablePanel(OnRestyle, NodePanel):
    """Shows a table of the node in hand; searches it where the host has a text for it."""

    searchable = True

    def __init__(self, services: Services, shape: Shape) -> None:
        super().__init__(services)
        self.shape = shape
        self.wanted: NodeFilter | None = None
        self.text = ""
        self.model: PagedModel[Any] = PagedModel(self.jobs, shape.columns, self)
        self.table = RecordTable(shape.key, shape.label, self.model)
        self.empty = EmptyState(f"empty_{shape.key}")
        self._foot = Elided(shape.keys, "sm2")
        self._stack = QStackedWidget()
        self._strip = frame("foot")
        self._line = QHBoxLayout(self._strip)
        self._lay_out()
        self.model.loaded.connect(self._loaded)
        self.table.opened.connect(self.open_row)
        self.table.sort_asked.connect(self._sort)
        self._restore()
        self.restyle()

    def _lay_out(self) -> None:
        self.inside = column(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self.inside.addWidget(self._stack, 1)
        self._line.setContentsMargins(14, 0, 14, 0)
        self._line.setSpacing(12)
        self._line.addWidget(self._foot, 1)
        self.inside.addWidget(self._strip)

    @override
    def restyle(self) -> None:
        self._strip.setFixedHeight(theme.px("foot"))

    @override
    def show_node(self, level: str, row_id: int) -> None:
        self.wanted = NodeFilter(level, row_id)
        self.load()

    @override
    def changed(self, tables: frozenset[str]) -> None:
        self.load()

    def look_for(self, text: str) -> None:
        """Show only what answers a text; empty shows everything."""
        if text != self.text:
            self.text = text
            self.load()

    def load(self) -> None:
        """Read the table of the node in hand."""
        if self.wanted is not None:
            sort, down = self.model.sorted_by
            asked = replace(self.wanted, text=self.text, sort=sort, descending=down)
            self.model.load(PageSource(self.shape.count, self.shape.page, asked))

    def open_row(self, at: int) -> None:
        """Open what a row is about (Enter)."""

    @override
    def keep(self) -> None:
        memory, name = self.services.memory, f"party/{self.shape.key}"
        memory.keep_columns(name, self.table.horizontalHeader())
        sort, down = self.model.sorted_by
        if sort:
            memory.keep_sort(name, sort, down)

    def _restore(self) -> None:
        memory, name = self.services.memory, f"party/{self.shape.key}"
        memory.restore_columns(name, self.table.horizontalHeader())
        sort = memory.sort(name)
        if sort is not None and sort[0] in self.shape.orders:
            self.model.mark_sorted(sort[0], descending=sort[1])

    def _sort(self, key: str, descending: bool) -> None:
        self.model.mark_sorted(key, descending=descending)
        self.load()

    def _loaded(self, total: int) -> None:
        self.counted.emit(total)
        self._foot.setText(self.shape.keys if total else "")
        if total:
            self._stack.setCurrentWidget(self.table)
            if self.table.current() < 0:
                self.table.go_to(0)
        else:
            self._say_nothing()
            self._stack.setCurrentWidget(self.empty)

    def _say_nothing(self) -> None:
        if self.text:
            self.empty.say(f"没有找到“{self.text}”", WIDER)
        else:
            self.empty.say(*self.shape.nothing, icon="ri.flag-line", tone="ink")
