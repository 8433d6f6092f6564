"""党建: the tree at the left, beside it the node in hand, its members and their households."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QWidget
from typing_extensions import override

from ui.common.frames import EmptyState, column, frame
from ui.common.labels import Elided, Words
from ui.jobs import Job
from ui.page import Page, Services
from ui.party.head import Figures, NodeHead
from ui.party.lists import ListsCard
from ui.party.tree import PartyTree
from wenming_desktop.party.model import CellWarning, TreeNode
from wenming_desktop.party.page_model import HalfYear, NodeFilter, NodeSheet
from wenming_desktop.party.page_node import half_year, node_sheet
from wenming_desktop.party.service import tree, warnings
from wenming_desktop.security.service import reveal

_CELL: Final = "5"
_BRANCH: Final = "4"
_TREE_WIDTH: Final = 264
_TABLES: Final = frozenset(
    {
        "party_organization",
        "building_party_group",
        "party_member",
        "post_assignment",
        "household_liaison",
        "service_record",
        "work_unit",
        "resident",
        "household",
        "building",
        "house",
    }
)


class PartyPage(Page):
    """The organisations, to read and to search."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, "party")
        self._nodes: tuple[TreeNode, ...] = ()
        self._warnings: tuple[CellWarning, ...] = ()
        self._sheet_job: Job | None = None
        self._tree = PartyTree()
        self._summary = Elided("", "sm3")
        self._head = NodeHead(may_reveal="register.reveal" in services.office.rights)
        self._figures = Figures()
        self._lists = ListsCard(self.jobs)
        self._nobody = EmptyState("empty_tree")
        self._lay_out()
        self._tree.chosen.connect(self._chosen)
        self._head.phone_asked.connect(self._show_phone)
        self._lists.cell_asked.connect(self._go_to_cell)

    def _lay_out(self) -> None:
        whole = column(self, margins=(16, 12, 16, 12))
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setObjectName("split_party")
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(8)
        self._split.addWidget(self._left())
        self._split.addWidget(self._right())
        self._split.setStretchFactor(0, 0)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([_TREE_WIDTH, 1 << 12])
        self._stack = QStackedWidget()
        self._stack.addWidget(self._split)
        self._stack.addWidget(self._nobody)
        whole.addWidget(self._stack)

    def _left(self) -> QFrame:
        card = frame("card")
        card.setMinimumWidth(200)
        inside = column(card, margins=(1, 1, 1, 6))
        title = QHBoxLayout()
        title.setContentsMargins(14, 8, 10, 6)
        title.setSpacing(8)
        title.addWidget(Words("五级网格", "strong"))
        title.addWidget(self._summary, 1)
        inside.addLayout(title)
        inside.addWidget(self._tree, 1)
        return card

    def _right(self) -> QWidget:
        right = QWidget()
        layout = column(right, gap=10)
        layout.addWidget(self._head)
        layout.addWidget(self._figures)
        layout.addWidget(self._lists, 1)
        return right

    @override
    def start(self) -> None:
        self.services.memory.restore_splitter(self._split)
        self._lists.restore(self.services.memory)
        self._read()
        self._tree.setFocus()

    @override
    def keep(self) -> None:
        self.services.memory.keep_splitter(self._split)
        self._lists.keep(self.services.memory)

    @override
    def go_search(self) -> None:
        self._lists.search.setFocus()
        self._lists.search.selectAll()

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if tables & _TABLES:
            self._read()

    def _read(self) -> None:
        self.jobs.read(self, self._show_warnings, warnings)
        self.jobs.read(self, self._show_tree, tree)
        self.jobs.read(self, self._show_half, half_year)

    def _show_warnings(self, found: tuple[CellWarning, ...]) -> None:
        self._warnings = found
        self._lists.show_warnings(found)
        self._tree.mark(frozenset(one.group_id for one in found))

    def _show_tree(self, nodes: tuple[TreeNode, ...]) -> None:
        self._nodes = nodes
        self._stack.setCurrentIndex(0 if nodes else 1)
        if not nodes:
            self._nobody.say(
                "还没有党组织",
                "到“导入台账”把党员花名册导进来，支部、党小组和包联户会自动建好。",
                icon="ri.flag-line",
                tone="ink",
            )
            self.subtitled.emit("")
        branches, cells = _count(nodes, _BRANCH), _count(nodes, _CELL)
        self._summary.setText(f"{branches} 支部 {cells} 组")
        self._tree.show_nodes(nodes)
        self._tree.mark(frozenset(one.group_id for one in self._warnings))

    def _show_half(self, half: HalfYear) -> None:
        self._figures.show_half(half)
        is_ = half.coverage
        if is_.members or is_.cells:
            self.subtitled.emit(f"党员 {is_.members:,} 人·在职报到 {is_.dual_registered:,} 人")

    def _chosen(self, level: str, row_id: int) -> None:
        if self._sheet_job is not None:
            self._sheet_job.drop()
        wanted = NodeFilter(level, row_id)
        self._sheet_job = self.jobs.read(self, self._show_sheet, node_sheet, wanted)
        self._lists.show_node(level, row_id)

    def _show_sheet(self, sheet: NodeSheet) -> None:
        self._head.show_sheet(sheet)

    def _go_to_cell(self, cell: int) -> None:
        if self._tree.go_to((_CELL, cell)):
            self._lists.turn_to_members()
            self._tree.setFocus()

    def _show_phone(self, kind: str, row_id: int) -> None:
        self.jobs.write(self, self._head.show_phone, reveal, kind, row_id, "phone", "查看电话")


def _count(nodes: tuple[TreeNode, ...], level: str) -> int:
    return sum((node.level == level) + _count(node.children, level) for node in nodes)
