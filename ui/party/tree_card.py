"""The card at the left: the tree, how many branches and cells it has, what one can do to it."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtWidgets import QFrame, QHBoxLayout
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn
from ui.common.frames import column, frame
from ui.common.labels import Elided, Words
from ui.common.restyle import OnRestyle
from ui.party.tree import PartyTree
from wenming_desktop.party.model import TreeNode
from wenming_desktop.party.rules import BRANCH, GROUP

_LEAST: Final = 200


class TreeCard(OnRestyle, QFrame):
    """Holds `tree` and the two buttons below it."""

    def __init__(self, *, may_write: bool) -> None:
        super().__init__()
        self.setProperty("k", "card")
        self.tree = PartyTree()
        self._summary = Elided("", "sm3")
        self.new_node = Btn("新建党小组", name="new_node", icon="ri.add-line", k="link")
        self.print_tree = Btn("打印架构图", name="print_tree", k="link")
        if not may_write:
            self.new_node.hide()
        self._strip = frame("foot")
        self._lay_out()
        self.restyle()

    def _lay_out(self) -> None:
        inside = column(self, margins=(1, 1, 1, 1))
        title = QHBoxLayout()
        title.setContentsMargins(14, 8, 10, 6)
        title.setSpacing(8)
        title.addWidget(Words("五级网格", "strong"))
        title.addWidget(self._summary, 1)
        inside.addLayout(title)
        inside.addWidget(self.tree, 1)
        line = QHBoxLayout(self._strip)
        line.setContentsMargins(14, 0, 14, 0)
        line.addWidget(self.new_node)
        line.addStretch(1)
        line.addWidget(self.print_tree)
        inside.addWidget(self._strip)

    @override
    def restyle(self) -> None:
        self._strip.setFixedHeight(theme.px("foot"))
        self.setMinimumWidth(max(_LEAST, self._strip.sizeHint().width() + 2))

    def offer(self, level: str) -> None:
        """Offer what is made below a level: a branch below the committee, else a cell."""
        words = "新建党小组" if level in (BRANCH, GROUP) else "新建党支部"
        self.new_node.setText(words)
        self.new_node.setAccessibleName(words)

    def show_nodes(self, nodes: tuple[TreeNode, ...]) -> None:
        """Show the tree and its summary."""
        branches, cells = _count(nodes, BRANCH), _count(nodes, GROUP)
        self._summary.setText(f"{branches} 支部 {cells} 组")
        self.print_tree.setVisible(bool(nodes))
        self.tree.show_nodes(nodes)


def _count(nodes: Iterable[TreeNode], level: str) -> int:
    return sum((node.level == level) + _count(node.children, level) for node in nodes)
