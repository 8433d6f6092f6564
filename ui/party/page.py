"""党建: the tree at the left, beside it the node in hand, its members and their households."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QWidget
from typing_extensions import override

from ui.common.buttons import Btn, on_click
from ui.common.frames import EmptyState, column, frame
from ui.common.goes import go_to
from ui.common.labels import Elided, Words
from ui.common.waiting import SLOW_MS, Skeleton
from ui.jobs import Job, Reply
from ui.page import Page, Services
from ui.party.head import Figures, NodeHead
from ui.party.lists import ListsCard
from ui.party.tree import PartyTree
from wenming_desktop.errors import UserError
from wenming_desktop.party.model import CellWarning, TreeNode
from wenming_desktop.party.page_model import HalfYear, NodeFilter, NodeSheet
from wenming_desktop.party.page_node import half_year, node_of_member, node_sheet
from wenming_desktop.party.service import tree, warnings
from wenming_desktop.security.service import reveal

_CELL: Final = "5"
_BRANCH: Final = "4"
_TREE_WIDTH: Final = 264
_WAITING: Final = 2
_OPEN, _NODE = "party/open", "party/node"
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
        self._again = Btn("再读一遍", name="read_again", icon="ri.refresh-line")
        self._ledger = Btn("导入台账", name="first_import", icon="ri.file-upload-line", k="pri")
        for button in (self._again, self._ledger):
            self._nobody.buttons.addWidget(button)
        self._may_import = "register.import" in services.office.rights
        self._named = False
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(self._say_waiting)
        self._lay_out()
        self._tree.chosen.connect(self._chosen)
        self._head.phone_asked.connect(self._show_phone)
        self._lists.cell_asked.connect(self._go_to_cell)
        self._lists.household_asked.connect(partial(services.open_asked.emit, "household"))
        on_click(self._again, self._read)
        on_click(self._ledger, partial(go_to, self, "imports"))

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
        self._stack.addWidget(Skeleton("wait_party"))
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
        kept = self.services.memory.get_text(_OPEN)
        if kept:
            self._tree.take_up(frozenset(map(_key, kept.split())))
            node = self.services.memory.get_text(_NODE)
            if node and not self._named:
                self._tree.seek(_key(node))
        self._read()
        self._tree.setFocus()

    @override
    def keep(self) -> None:
        self.services.memory.keep_splitter(self._split)
        self._lists.keep(self.services.memory)
        opened, here = self._tree.open_nodes(), self._tree.current()
        self.services.memory.keep_text(_OPEN, " ".join(map(_text, opened)))
        self.services.memory.keep_text(_NODE, _text(here) if here else "")

    @override
    def open_item(self, kind: str, item: int) -> None:
        # Whatever was in hand the last time gives way to what is named now.
        self._named = True
        if kind == "cell":
            self._tree.seek((_CELL, item))
        elif kind == "member":
            self.jobs.read(self, self._tree.seek, node_of_member, item)
            self._lists.seek(item)

    @override
    def go_search(self) -> None:
        self._lists.search.setFocus()
        self._lists.search.selectAll()

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if tables & _TABLES:
            self._read()

    def _read(self) -> None:
        self._slow.start()
        self.jobs.read(self, self._show_warnings, warnings)
        shown = Reply(self._show_tree, self._refused, self._say_refused)
        self.jobs.read(self, shown, tree)
        self.jobs.read(self, self._show_half, half_year)

    def _say_waiting(self) -> None:
        if not self._nodes:
            self._stack.setCurrentIndex(_WAITING)

    def _refused(self, error: UserError) -> None:
        self._say_refused(error.message)

    def _say_refused(self, text: str) -> None:
        self._slow.stop()
        self._nobody.say("党组织没有读出来", text, icon="ri.error-warning-line", tone="danger")
        self._offer(again=True)

    def _offer(self, *, again: bool) -> None:
        self._again.setVisible(again)
        self._ledger.setVisible(not again and self._may_import)
        self._stack.setCurrentIndex(1)

    def _show_warnings(self, found: tuple[CellWarning, ...]) -> None:
        self._warnings = found
        self._lists.show_warnings(found)
        self._tree.mark(frozenset(one.group_id for one in found))

    def _show_tree(self, nodes: tuple[TreeNode, ...]) -> None:
        self._slow.stop()
        self._nodes = nodes
        self._stack.setCurrentIndex(0)
        if not nodes:
            self._nobody.say(
                "还没有党组织",
                "到“导入台账”把党员花名册导进来，支部、党小组和包联户会自动建好。",
                icon="ri.flag-line",
                tone="ink",
            )
            self._offer(again=False)
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


def _text(key: tuple[str, int]) -> str:
    return f"{key[0]}:{key[1]}"


def _key(text: str) -> tuple[str, int]:
    level, _, row_id = text.partition(":")
    return level, int(row_id) if row_id.isdecimal() else 0


def _count(nodes: tuple[TreeNode, ...], level: str) -> int:
    return sum((node.level == level) + _count(node.children, level) for node in nodes)
