"""`cards issue`, `cards print`, `cards register`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from wenming_desktop.cards.queries import building_named
from wenming_desktop.cards.service import issue_cards
from wenming_desktop.cli.common import give, opened, writable
from wenming_desktop.papers.cards import PrintCards, print_cards, print_register
from wenming_desktop.papers.files import save_pdf

Out = Annotated[Path, typer.Option("--out", help="存成哪个 PDF")]


class LayoutName(StrEnum):
    """The layouts of commands.md."""

    TEN = "10up"
    EIGHT = "8up"
    A6 = "a6"


class BackName(StrEnum):
    """Which edge the printer turns sheets over."""

    LONG = "long"
    SHORT = "short"


def add_to(app: typer.Typer) -> None:
    """Put the commands into the tree."""
    group = typer.Typer(no_args_is_help=True, help="服务连心卡")
    group.command("issue")(issue)
    group.command("print")(print_)
    group.command("register")(register)
    app.add_typer(group, name="cards")


def issue(
    every: Annotated[bool, typer.Option("--all", help="全社区")] = False,
    building: Annotated[str, typer.Option("--building", help="只做这一栋，如 一院3号楼")] = "",
) -> None:
    """Make numbered cards for households without a live one."""
    if every == bool(building):
        raise typer.BadParameter("选一个：--all，或 --building 楼栋")
    with opened() as place:
        wanted = place.desk.read(building_named, building) if building else None
        made = place.desk.write(issue_cards, wanted)
    give({"cards": made}, f"新做 {made} 张卡，待印。")


def print_(
    layout: Annotated[LayoutName, typer.Option("--layout", help="10up、8up 或 a6")],
    out: Out,
    back: Annotated[
        BackName | None, typer.Option("--back", help="背面：long 长边翻转，short 短边翻转")
    ] = None,
    start: Annotated[int, typer.Option("--from", min=1, help="从第几张的位置开始")] = 1,
    again: Annotated[bool, typer.Option("--again", help="已印待发的再印一遍")] = False,
) -> None:
    """Print what is 待印 and mark it printed."""
    writable(out)
    with opened() as place:
        command = PrintCards(layout.value, back.value if back else None, start, again)
        printed = print_cards(place.desk, command, lambda pdf: save_pdf(out, pdf))
    missing = [{"text": m.text, "chars": m.chars} for m in printed.pdf.missing]
    give(
        {
            "cards": printed.cards,
            "pages": printed.pdf.pages,
            "file": out,
            "missing_glyphs": missing,
        },
        f"印了 {printed.cards} 张卡，{printed.pdf.pages} 页，存在 {out}。"
        + "".join(f"\n“{m['text']}”里的“{m['chars']}”没有字形，请手写补上。" for m in missing),
    )


def register(out: Out) -> None:
    """Print the delivery register."""
    writable(out)
    with opened() as place:
        pdf, cards = print_register(place.desk)
    save_pdf(out, pdf)
    missing = [{"text": m.text, "chars": m.chars} for m in pdf.missing]
    give(
        {"cards": cards, "pages": pdf.pages, "file": out, "missing_glyphs": missing},
        f"发放登记册 {pdf.pages} 页，{cards} 张卡，存在 {out}。",
    )
