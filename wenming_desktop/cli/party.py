"""`party tree`, `party coverage`, `party feedback`."""

from pathlib import Path
from typing import Annotated, Any

import typer

from wenming_desktop.cli.common import give, opened, writable
from wenming_desktop.papers.files import save_pdf
from wenming_desktop.papers.three_cards import draw_period
from wenming_desktop.party.model import TreeNode
from wenming_desktop.party.service import coverage as read_coverage
from wenming_desktop.party.service import tree as read_tree
from wenming_desktop.tallies.period import Period
from wenming_desktop.three_cards.rules import Span


def add_to(app: typer.Typer) -> None:
    """Put the commands into the tree."""
    group = typer.Typer(no_args_is_help=True, help="党建")
    group.command("tree")(tree)
    group.command("coverage")(coverage)
    group.command("feedback")(feedback)
    app.add_typer(group, name="party")


def tree() -> None:
    """The five levels with their members."""
    with opened() as place:
        nodes = place.desk.read(read_tree)
    give([_document(node) for node in nodes], "\n".join(_lines(nodes, 0)))


def coverage(period: Annotated[str, typer.Argument(help="2026-H2、2026-10 …")]) -> None:
    """Cells, liaison households and services of a period."""
    wanted = Period.parse(period)
    with opened() as place:
        found = place.desk.read(read_coverage, wanted.begin.date(), wanted.end.date())
    give(
        found,
        f"党员 {found.members} 名（在册 {found.on_roll}，双报到 {found.dual_registered}），"
        f"党小组 {found.cells} 个，有党小组的楼栋 {found.buildings_with_cell}/{found.buildings}，"
        f"包联 {found.liaison_households} 户；{wanted.title}服务 {found.times} 人次 "
        f"{found.people} 人 {found.hours:g} 小时。",
    )


def feedback(
    period: Annotated[str, typer.Argument(help="2026-H2、2026-Q4 …")],
    out: Annotated[Path, typer.Option("--out", help="存成哪个 PDF")],
) -> None:
    """Feedback cards and letters of a period as they stand now; nothing is issued by it."""
    wanted = Period.parse(period)
    writable(out)
    span = Span(wanted.begin.date(), wanted.end.date())
    with opened() as place:
        paper = draw_period(place.desk, span)
    save_pdf(out, paper.pdf)
    members = [
        {
            "name": line.name,
            "unit": line.unit,
            "times": line.figures.times,
            "hours": line.figures.hours,
        }
        for line in paper.lines
    ]
    give(
        {"members": members, "units": paper.units, "letters": paper.letters, "file": out},
        f"{wanted.title}反馈卡 {len(members)} 张，涉及 {paper.units} 个单位，"
        f"反馈函 {paper.letters} 份，存在 {out}。",
    )


def _document(node: TreeNode) -> dict[str, Any]:
    return {
        "id": node.id,
        "name": node.name,
        "level": node.level,
        "members": node.members,
        "children": [_document(child) for child in node.children],
    }


def _lines(nodes: tuple[TreeNode, ...], depth: int) -> list[str]:
    lines = []
    for node in nodes:
        lines.append(f"{'　' * depth}{node.name}　{node.members} 人")
        lines += _lines(node.children, depth + 1)
    return lines
