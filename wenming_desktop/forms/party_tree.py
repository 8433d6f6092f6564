"""党组织架构图: the five levels on one landscape sheet, A4 or A3; many branches go on to more."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from wenming_desktop.forms.catalogue import form
from wenming_desktop.forms.marks import HAIR, INK, SHADE, SOFT
from wenming_desktop.forms.page import Paper, Pdf
from wenming_desktop.forms.text import Style, one_line

TITLE: Final = "党组织架构图"
PAPERS: Final = {"A4": (297.0, 210.0), "A3": (420.0, 297.0)}
MARGIN: Final = 12.0
TOP: Final = 30.0
FOOT: Final = 12.0
BOX: Final = (88.0, 12.0)
"""An organisation above the branches, in millimetres."""
DROP: Final = 5.0
BRANCH_HIGH: Final = 17.0
CELL_HIGH: Final = 13.0
GAP: Final = 2.5
NARROWEST, WIDEST = 40.0, 62.0
"""A column of a branch and its cells."""
_LINE: Final = 0.3


@dataclass(frozen=True)
class NodeBox:
    """An organisation or cell as drawn: who leads it, how many members, what it covers."""

    name: str
    leader: str = ""
    members: int = 0
    covers: str = ""


@dataclass(frozen=True)
class BranchBox:
    """A branch and its cells."""

    box: NodeBox
    cells: tuple[NodeBox, ...] = ()


@dataclass(frozen=True)
class PartyChart:
    """The chart: `above` from the top down to the community's own committee."""

    title: str
    above: tuple[NodeBox, ...]
    branches: tuple[BranchBox, ...]
    facts: str = ""
    paper: str = "A4"
    printed_by: str = ""
    printed_at: datetime | None = None


def sample() -> PartyChart:
    """Six branches; a rare character, a long name, a cell without a leader among them."""
    leaders = ("孙福顺", "阿卜杜拉·吐尔逊·买买提江", "䶮小满", "", "梁𬎆", "宋玉梅")
    branches = tuple(
        BranchBox(
            NodeBox(f"第{number}网格党支部", leaders[(at + 1) % 6], 30 + at, f"第{number}网格"),
            tuple(
                NodeBox(
                    f"槐荫一院{at * 5 + cell + 1}号楼党小组",
                    leaders[(at + cell) % 6],
                    3 + (at + cell) % 9,
                    f"槐荫一院 {at * 5 + cell + 1}号楼",
                )
                for cell in range(3 + at % 3)
            ),
        )
        for at, number in enumerate("一二三四五六")
    )
    above = (
        NodeBox("青河区委"),
        NodeBox("文澜街道工委"),
        NodeBox("槐荫里社区大党委", "何建平", 214),
    )
    return PartyChart(
        "槐荫里社区党组织架构图",
        above,
        branches,
        "党支部 6 个　楼栋党小组 24 个　党员 214 人",
        printed_by="林晓燕",
        printed_at=datetime(2026, 11, 20, 10, 42),
    )


@form("party_tree", TITLE, "party_organization", sample=sample)
def draw(chart: PartyChart) -> Pdf:
    """Draw the chart; a branch with more cells than a column holds goes on in the next."""
    paper = Paper(one_line(chart.title), size=PAPERS[chart.paper])
    paper.footer = lambda page, at, of: _foot(page, chart, at, of)
    columns = list(_columns(chart))
    most = int((paper.size[0] - 2 * MARGIN + GAP) // (NARROWEST + GAP))
    pages = max(1, -(-len(columns) // most))
    size = max(1, -(-len(columns) // pages))
    for at in range(0, max(1, len(columns)), size):
        paper.page()
        _head(paper, chart)
        _page(paper, chart.above, columns[at : at + size])
    return paper.finish()


def _columns(chart: PartyChart) -> Iterator[BranchBox]:
    """One column for each branch; what does not fit below it stands in a column of its own."""
    most = _cells_that_fit(chart)
    for branch in chart.branches:
        yield BranchBox(branch.box, branch.cells[:most])
        for at in range(most, len(branch.cells), most):
            again = NodeBox(f"{branch.box.name}（续）")
            yield BranchBox(again, branch.cells[at : at + most])


def _cells_that_fit(chart: PartyChart) -> int:
    room = PAPERS[chart.paper][1] - _branches_at(len(chart.above)) - BRANCH_HIGH - MARGIN - FOOT
    return max(1, int(room // (CELL_HIGH + GAP)))


def _branches_at(above: int) -> float:
    """Where the branches begin, below the chain of so many organisations."""
    return TOP + above * (BOX[1] + DROP) + DROP


def _head(paper: Paper, chart: PartyChart) -> None:
    width = paper.size[0] - 2 * MARGIN
    box = (MARGIN, MARGIN + 8, width)
    paper.fit(box, one_line(chart.title), Style("songb", 20, 26, INK, 1), align="center")
    paper.fit((MARGIN, MARGIN + 14, width), chart.facts, Style("hei", 10, 14, SOFT), align="center")


def _page(paper: Paper, above: Sequence[NodeBox], columns: Sequence[BranchBox]) -> None:
    middle, y = paper.size[0] / 2, TOP
    for at, node in enumerate(above):
        _organisation(paper, middle - BOX[0] / 2, y, node)
        y += BOX[1]
        if at < len(above) - 1 or columns:
            paper.down(middle, y, DROP, _LINE)
        y += DROP
    if not columns:
        return
    room = paper.size[0] - 2 * MARGIN
    wide = min(WIDEST, (room - GAP * (len(columns) - 1)) / len(columns))
    left = middle - (wide * len(columns) + GAP * (len(columns) - 1)) / 2
    centres = [left + at * (wide + GAP) + wide / 2 for at in range(len(columns))]
    first, last = min(centres[0], middle), max(centres[-1], middle)
    if last > first:
        paper.across(first, y, last - first, _LINE)
    for centre, column in zip(centres, columns, strict=True):
        paper.down(centre, y, DROP, _LINE)
        _column(paper, centre - wide / 2, y + DROP, wide, column)


def _organisation(paper: Paper, x: float, y: float, node: NodeBox) -> None:
    wide, high = BOX
    paper.fill(x, y, wide, high, SHADE)
    paper.frame(x, y, wide, high, 0.35)
    small = Style("hei", 9, 12, SOFT)
    said = _said(node, "书记", small, wide - 4)
    baseline = y + (high / 2 - 0.6 if said else high / 2 + 1.6)
    box = (x + 2, baseline, wide - 4)
    paper.fit(box, node.name, Style("heib", 12, 16, INK), align="center")
    if said:
        paper.fit((x + 2, y + high - 2.2, wide - 4), said, small, align="center")


def _column(paper: Paper, x: float, y: float, wide: float, column: BranchBox) -> None:
    box = column.box
    paper.fill(x, y, wide, BRANCH_HIGH, SHADE)
    paper.frame(x, y, wide, BRANCH_HIGH, 0.35)
    small = Style("hei", 8.5, 12, SOFT)
    centred = (x + 1.5, y + 5.6, wide - 3)
    paper.fit(centred, box.name, Style("heib", 10.5, 14, INK), align="center")
    led = _said(box, "书记", small, wide - 3)
    paper.fit((x + 1.5, y + 10.4, wide - 3), led, small, align="center")
    paper.fit((x + 1.5, y + 14.8, wide - 3), box.covers, small, align="center")
    top = y + BRANCH_HIGH
    for cell in column.cells:
        paper.down(x + wide / 2, top, GAP, _LINE)
        top += GAP
        paper.frame(x, top, wide, CELL_HIGH, 0.2)
        name = Style("heib", 9.5, 13, INK)
        paper.fit((x + 1.5, top + 5.2, wide - 3), cell.name, name, align="center")
        said = _said(cell, "组长", small, wide - 3) or "还没有组长"
        paper.fit((x + 1.5, top + 10.2, wide - 3), said, small, align="center")
        top += CELL_HIGH


def _said(node: NodeBox, title: str, style: Style, room: float) -> str:
    """Who leads it and how many members; a long name drops the words around it first."""
    count = f"党员 {node.members:,} 人" if node.members else ""
    if not node.leader:
        return count
    ways = (f"{title} {node.leader}　{count}", f"{node.leader}　{node.members:,} 人", node.leader)
    return next((way.strip() for way in ways if style.width(way) <= room), node.leader)


def _foot(paper: Paper, chart: PartyChart, page: int, pages: int) -> None:
    y = paper.size[1] - MARGIN - 1
    width = paper.size[0] - 2 * MARGIN
    paper.across(MARGIN, y - 5, width, 0.15, HAIR)
    at = f"{chart.printed_at:%Y-%m-%d %H:%M} " if chart.printed_at else ""
    printed = f"打印 {at}{chart.printed_by}　第 {page} 页　共 {pages} 页"
    paper.fit((MARGIN, y, width), printed, Style("hei", 9, 12, INK), align="right")
