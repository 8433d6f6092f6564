"""The tree of party organisations brought to paper."""

from dataclasses import dataclass

from wenming_desktop.forms.page import Pdf
from wenming_desktop.forms.party_tree import BranchBox, NodeBox, PartyChart, draw
from wenming_desktop.party.model import TreeNode
from wenming_desktop.party.node_leaders import leaders_of
from wenming_desktop.party.rules import BRANCH, COMMITTEE, GROUP
from wenming_desktop.party.service import tree
from wenming_desktop.settings import office
from wenming_desktop.work import Desk, Work, use_case


@dataclass(frozen=True)
class PrintTree:
    """On which paper."""

    paper: str = "A4"


def print_tree(desk: Desk, command: PrintTree) -> Pdf:
    """Draw the chart of all organisations; that it was printed is logged."""
    return draw(desk.write(_take_out, command))


@use_case("party.print_tree", "打印党组织架构图", right="party.read", undo="none")
def _take_out(work: Work, command: PrintTree) -> PartyChart:
    nodes = tree(work)
    leaders = leaders_of(work)
    branches = tuple(_branch(node, leaders) for node in _level(nodes, BRANCH))
    cells = sum(len(branch.cells) for branch in branches)
    members = sum(node.members for node in nodes)
    work.note("print:party_tree", branches=len(branches), cells=cells)
    return PartyChart(
        title=f"{office(work).short_name or office(work).full_name}党组织架构图",
        above=tuple(_box(node, leaders) for node in _chain(nodes)),
        branches=branches,
        facts=f"党支部 {len(branches)} 个　楼栋党小组 {cells} 个　党员 {members:,} 人",
        paper=command.paper,
        printed_by=work.actor.name,
        printed_at=work.now,
    )


Leaders = dict[tuple[str, int], str]


def _chain(nodes: tuple[TreeNode, ...]) -> list[TreeNode]:
    """The organisations from the top down to the committee, the first of each level."""
    found: list[TreeNode] = []
    while nodes and nodes[0].level <= COMMITTEE:
        found.append(nodes[0])
        nodes = nodes[0].children
    return found


def _level(nodes: tuple[TreeNode, ...], level: str) -> list[TreeNode]:
    """Every node of a level, and every cell that stands above it on its own."""
    found: list[TreeNode] = []
    for node in nodes:
        found += [node] if node.level == level else _level(node.children, level)
    return found


def _branch(node: TreeNode, leaders: Leaders) -> BranchBox:
    cells = tuple(_box(cell, leaders) for cell in node.children if cell.level == GROUP)
    return BranchBox(_box(node, leaders), cells)


def _box(node: TreeNode, leaders: Leaders) -> NodeBox:
    # What stands above the community is only named: its members are not this office's to count.
    own = node.level >= COMMITTEE
    return NodeBox(node.name, leaders.get((node.level, node.id), ""), node.members if own else 0)
