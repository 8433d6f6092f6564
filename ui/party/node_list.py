"""A tab that is one list of a node: rows, what stands where there are none, keys below."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLayout, QStackedWidget, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import row
from ui.common.columns import Column
from ui.common.frames import EmptyState, column, frame
from ui.common.labels import Elided
from ui.common.restyle import OnRestyle
from ui.common.search_field import SearchField
from ui.common.table_model import PagedModel, PageSource
from ui.common.table_view import RecordTable
from ui.page import Services
from ui.party.node_panel import NodePanel
from wenming_desktop.party.page_model import NodeFilter

WIDER: Final = "只查了左边选中的这一级，选上面一级可以查得更宽。"


@dataclass(frozen=True)
class Shape:
    """What a list is: its name, columns, keys, what it says when empty, its two services.

    `tables`: a write to one of them has it read again; `kept`: the name its widths and order
    are remembered by.
    """

    key: str
    label: str
    columns: tuple[Column[Any], ...]
    keys: str
    nothing: tuple[str, str]
    count: Any
    page: Any
    tables: frozenset[str]
    kept: str
    orders: frozenset[str] = frozenset()
    icon: str = "ri.flag-line"
    narrowed: str = WIDER


class NodeList(OnRestyle, NodePanel):
    """Reads the list of the node in hand; a subclass says what it asks for and shows beside it."""

    def __init__(self, services: Services, shape: Shape) -> None:
        super().__init__(services)
        self.shape = shape
        self._node = ("", 0)
        self._sought: int | None = None
        self._may_write = "party.write" in services.office.rights
        self.model: PagedModel[Any] = PagedModel(self.jobs, shape.columns, self)
        self.table = RecordTable(shape.key, shape.label, self.model)
        self.empty = EmptyState(f"empty_{shape.key}")
        self._foot = Elided("", "sm2")
        self._stack = QStackedWidget()
        self._strip = frame("foot")
        self._line = row(self._foot)

    def _put_together(self, *above: QLayout | QWidget) -> None:
        """Lay out what stands above, the rows and the foot; called when all parts are made."""
        inside = column(self)
        for part in above:
            if isinstance(part, QLayout):
                inside.addLayout(part)
            else:
                inside.addWidget(part)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        inside.addWidget(self._stack, 1)
        self._line.setContentsMargins(14, 0, 14, 0)
        self._line.setStretch(0, 1)
        self._strip.setLayout(self._line)
        inside.addWidget(self._strip)
        self.model.loaded.connect(self._loaded)
        self.table.opened.connect(self.open_row)
        self.table.sort_asked.connect(self._sort)
        self._restore()
        self.restyle()

    def _bind(self, key: str, act: Callable[[], object], within: QWidget | None = None) -> None:
        """Let a key do something while the cursor is inside."""
        near = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence(key), within or self, act, context=near)

    @override
    def restyle(self) -> None:
        self._strip.setFixedHeight(theme.px("foot"))

    @override
    def show_node(self, level: str, row_id: int) -> None:
        self._node = (level, row_id)
        self.load()

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if tables & self.shape.tables:
            self.load()

    def asked(self) -> Any:
        """Return the filter of the rows to read."""
        return NodeFilter(*self._node)

    def text_asked(self) -> str:
        """Return the text the rows must answer; empty where all are shown."""
        return ""

    def load(self) -> None:
        """Read the list of the node in hand."""
        if self._node[0]:
            asked = self.asked()
            self.model.load(PageSource(self.shape.count, self.shape.page, asked))
            self._read_beside(asked)

    def _read_beside(self, asked: Any) -> None:
        """Read what stands beside the rows."""

    def open_row(self, at: int) -> None:
        """Open what a row is about (Enter)."""

    @override
    def keep(self) -> None:
        memory, name = self.services.memory, self.shape.kept
        memory.keep_columns(name, self.table.horizontalHeader())
        sort, down = self.model.sorted_by
        if sort:
            memory.keep_sort(name, sort, down)

    def _restore(self) -> None:
        memory, name = self.services.memory, self.shape.kept
        memory.restore_columns(name, self.table.horizontalHeader())
        sort = memory.sort(name)
        if sort is not None and sort[0] in self.shape.orders:
            self.model.mark_sorted(sort[0], descending=sort[1])

    def _sort(self, key: str, descending: bool) -> None:
        self.model.mark_sorted(key, descending=descending)
        self.load()

    def _loaded(self, total: int) -> None:
        self._foot.setText(self.shape.keys if total else "")
        if total:
            self._stack.setCurrentWidget(self.table)
            if self.table.current() < 0:
                self.table.go_to(0)
        else:
            self._say_nothing()
            self._stack.setCurrentWidget(self.empty)
        if self._sought is not None:
            self._take_sought()

    def _take_sought(self) -> None:
        at = self.model.place_of(lambda line: line.id == self._sought)
        if at >= 0:
            self._sought = None
            self.table.go_to(at)
            self.table.setFocus()

    def _say_nothing(self) -> None:
        text = self.text_asked()
        if text:
            self.empty.say(f"没有找到“{text}”", self.shape.narrowed)
        else:
            self.empty.say(*self.shape.nothing, icon=self.shape.icon, tone="ink")


class SearchedList(NodeList):
    """A list with a search box of its own."""

    def __init__(self, services: Services, shape: Shape, search: SearchField) -> None:
        super().__init__(services, shape)
        self.setObjectName(f"panel_{shape.key}")
        self.search = search
        search.setMinimumWidth(140)
        search.asked.connect(self.load)
        search.left_down.connect(self.table.setFocus)

    @override
    def text_asked(self) -> str:
        return self.search.wanted()

    @override
    def go_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()
