"""党建: the tree at the left, beside it the node in hand, its members and their households."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget
from typing_extensions import override

from ui.common.buttons import Btn, on_click
from ui.common.frames import EmptyState, column
from ui.common.goes import go_to
from ui.common.waiting import SLOW_MS, Skeleton
from ui.jobs import Job, Reply
from ui.page import Page, Services
from ui.party.deeds import Deeds
from ui.party.head import NodeHead
from ui.party.lists import LIAISONS, MEMBERS, ListsCard
from ui.party.three_cards.tiles import CardTiles
from ui.party.tree_card import TreeCard
from ui.party.tree_papers import TreePapers
from wenming_desktop.errors import UserError
from wenming_desktop.party.model import CellWarning, TreeNode
from wenming_desktop.party.page_model import HalfYear, NodeFilter, NodeSheet
from wenming_desktop.party.page_node import half_year, node_of_member, node_sheet
from wenming_desktop.party.service import reminders, tree
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
        "post_claim",
        "work_unit",
        "resident",
        "household",
        "building",
        "house",
        "grid",
    }
)


class PartyPage(Page):
    """The organisations: to read and to search, to make and to change."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, "party")
        self._nodes: tuple[TreeNode, ...] = ()
        self._warnings: tuple[CellWarning, ...] = ()
        self._sheet_job: Job | None = None
        rights = services.office.rights
        self._may_write = "party.write" in rights
        self._left = TreeCard(may_write=self._may_write)
        self._tree = self._left.tree
        self._head = NodeHead(may_reveal="register.reveal" in rights, may_edit=self._may_write)
        self._tiles = CardTiles(services)
        self._lists = ListsCard(services)
        self._deeds = Deeds(services, self, self._tree.current)
        self._papers = TreePapers(services, self._left.print_tree, self)
        self._begin = Btn("新建党支部", name="first_org", icon="ri.add-line")
        self._nobody = EmptyState("empty_tree")
        self._again = Btn("再读一遍", name="read_again", icon="ri.refresh-line")
        self._ledger = Btn("导入台账", name="first_import", icon="ri.file-upload-line", k="pri")
        for button in (self._again, self._begin, self._ledger):
            self._nobody.buttons.addWidget(button)
        self._may_import = "register.import" in services.office.rights
        self._named = False
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(self._say_waiting)
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self._tree.chosen.connect(self._chosen)
        self._head.phone_asked.connect(self._show_phone)
        self._head.edit_asked.connect(self._deeds.edit)
        self._deeds.made.connect(self._bring)
        self._lists.node_asked.connect(self._go_to_node)
        self._lists.building_asked.connect(self._cell_for)
        self._lists.contact_asked.connect(self._deeds.give_contact)
        self._lists.member_asked.connect(self._deeds.open_member)
        self._lists.check_in_asked.connect(self._deeds.check_in)
        self._lists.add_asked.connect(self._deeds.add_member)
        open_asked = self.services.open_asked
        self._lists.household_asked.connect(partial(open_asked.emit, "household"))
        on_click(self._again, self._read)
        self._head.print_asked.connect(partial(self._tiles.print_three, self._head.print))
        self._tiles.homes_asked.connect(partial(self._lists.turn_to, LIAISONS))
        on_click(self._left.new_node, self._make)
        on_click(self._begin, self._deeds.new_org)
        on_click(self._ledger, partial(go_to, self, "imports"))

    def _lay_out(self) -> None:
        whole = column(self, margins=(16, 12, 16, 12))
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setObjectName("split_party")
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(8)
        self._split.addWidget(self._left)
        self._split.addWidget(self._right())
        self._split.setStretchFactor(0, 0)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([_TREE_WIDTH, 1 << 12])
        self._stack = QStackedWidget()
        self._stack.addWidget(self._split)
        self._stack.addWidget(self._nobody)
        self._stack.addWidget(Skeleton("wait_party"))
        whole.addWidget(self._stack)

    def _right(self) -> QWidget:
        right = QWidget()
        layout = column(right, gap=10)
        layout.addWidget(self._head)
        layout.addWidget(self._tiles)
        layout.addWidget(self._lists, 1)
        return right

    @override
    def start(self) -> None:
        self.services.memory.restore_splitter(self._split)
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
        self._lists.keep()
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
        elif kind in {"wish", "opinion"}:
            self._lists.open_item(kind, item)

    @override
    def go_search(self) -> None:
        self._lists.go_search()

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if tables & _TABLES:
            self._read()
            self._read_sheet()
        self._tiles.changed(tables)
        self._lists.changed(tables)

    def _read(self) -> None:
        self._slow.start()
        self.jobs.read(self, self._show_warnings, reminders)
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
        self._begin.setVisible(not again and self._may_write)
        self._stack.setCurrentIndex(1)

    def _show_warnings(self, found: tuple[CellWarning, ...]) -> None:
        self._warnings = found
        self._lists.show_warnings(found)
        self._mark()

    def _show_tree(self, nodes: tuple[TreeNode, ...]) -> None:
        self._slow.stop()
        self._nodes = nodes
        self._stack.setCurrentIndex(0)
        if not nodes:
            self._nobody.say(
                "还没有党组织",
                "到“导入台账”把党员花名册导进来，支部、党小组和包联户会自动建好；"
                "也可以先建党支部，再一个一个建党小组。",
                icon="ri.flag-line",
                tone="ink",
            )
            self._offer(again=False)
            self.subtitled.emit("")
        self._left.show_nodes(nodes)
        self._mark()

    def _mark(self) -> None:
        self._tree.mark(frozenset((one.level, one.group_id) for one in self._warnings))

    def _show_half(self, half: HalfYear) -> None:
        is_ = half.coverage
        if is_.members or is_.cells:
            self.subtitled.emit(f"党员 {is_.members:,} 人·在职报到 {is_.dual_registered:,} 人")

    def _chosen(self, level: str, row_id: int) -> None:
        self._read_sheet()
        self._left.offer(level)
        self._tiles.show_node(level, row_id)
        self._lists.show_node(level, row_id)

    def _read_sheet(self) -> None:
        here = self._tree.current()
        if here is None:
            return
        if self._sheet_job is not None:
            self._sheet_job.drop()
        wanted = NodeFilter(*here)
        self._sheet_job = self.jobs.read(self, self._show_sheet, node_sheet, wanted)

    def _show_sheet(self, sheet: NodeSheet) -> None:
        self._head.show_sheet(sheet)

    def _go_to_node(self, level: str, row_id: int) -> None:
        if self._tree.go_to((level, row_id)):
            self._lists.turn_to(MEMBERS)
            self._tree.setFocus()

    def _bring(self, level: str, row_id: int) -> None:
        """Bring what was made or changed to hand as soon as the tree shows it."""
        self._tree.seek((level, row_id))
        self._tree.setFocus()

    def _make(self) -> None:
        """A cell of the branch in hand; above the branches, another branch."""
        branch = self._branch_here()
        if branch:
            self._deeds.new_cell(branch)
        else:
            self._deeds.new_org()

    def _cell_for(self, building: int) -> None:
        if self._may_write:
            self._deeds.new_cell(self._branch_here(), building)

    def _branch_here(self) -> int:
        """The branch in hand, or the one the cell in hand belongs to; 0 above them."""
        return self._tree.within(_BRANCH)

    def _show_phone(self, kind: str, row_id: int) -> None:
        self.jobs.write(self, self._head.show_phone, reveal, kind, row_id, "phone", "查看电话")


def _text(key: tuple[str, int]) -> str:
    return f"{key[0]}:{key[1]}"


def _key(text: str) -> tuple[str, int]:
    level, _, row_id = text.partition(":")
    return level, int(row_id) if row_id.isdecimal() else 0
