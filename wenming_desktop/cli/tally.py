"""`tally`: a period's figures, as a document, a workbook and a report on paper."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from wenming_desktop.cli.common import give, opened
from wenming_desktop.papers.files import CannotWriteError, save_pdf
from wenming_desktop.papers.month import print_month
from wenming_desktop.papers.month_book import save_month
from wenming_desktop.security.files import write_atomically
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.register_table import register_table
from wenming_desktop.tallies.service import month_document, ticket_log, whole_report
from wenming_desktop.work import Desk

Wanted = Annotated[
    str, typer.Argument(metavar="PERIOD", help="2026-10、2026-Q4、2026-H2、2026 或 日..日")
]
Grid = Annotated[str, typer.Option("--grid", help="只算这个网格（名称或编号）")]
Xlsx = Annotated[Path | None, typer.Option("--xlsx", help="报表另存成这个 Excel")]
Paper = Annotated[Path | None, typer.Option("--pdf", help="月报另存成这个 PDF")]
Log = Annotated[Path | None, typer.Option("--log", hidden=True, help="导出工单和办理记录")]


def add_to(app: typer.Typer) -> None:
    """Put the command into the tree."""
    app.command("tally", help="统计一个月、一季、半年、一年或几天")(tally)


def tally(
    period: Wanted, grid: Grid = "", xlsx: Xlsx = None, pdf: Paper = None, log: Log = None
) -> None:
    """Count a period."""
    wanted = Period.parse(period)
    files = [file for file in (xlsx, pdf, log) if file is not None]
    for file in files:
        if not file.parent.is_dir():
            raise CannotWriteError(name=file.name)
    with opened() as place:
        if xlsx is None and pdf is None:
            document = place.desk.read(month_document, wanted, grid or None)
            told = place.desk.read(register_table, wanted, grid or None)
            document = {**document, "register": told.document}
        else:
            document = _report(place.desk, (wanted, grid or None), xlsx, pdf)
        if log is not None:
            plain = place.desk.read(ticket_log, wanted)
            write_atomically(log, json.dumps(plain, ensure_ascii=False).encode())
    give(document, _words(wanted, document))


def _report(
    desk: Desk, wanted: tuple[Period, str | None], xlsx: Path | None, pdf: Path | None
) -> dict[str, Any]:
    """Count once; workbook and paper come from the same report."""
    told: dict[str, Any] = {"files": [file for file in (xlsx, pdf) if file is not None]}
    if pdf is None:
        report = desk.read(whole_report, *wanted)
    else:
        paper, report = print_month(desk, *wanted)
        save_pdf(pdf, paper)
        missing = [{"text": m.text, "chars": m.chars} for m in paper.missing]
        told |= {"pages": paper.pages, "missing_glyphs": missing}
    if xlsx is not None:
        save_month(xlsx, report)
    return {**report.document, **told}


def _words(period: Period, document: dict[str, Any]) -> str:
    """The figures for a person at a terminal."""
    said = document["figures"]
    homes, people = (line["count"] for line in document["register"]["lines"][:2])
    lines = [
        f"{period.title}：受理 {said['accepted']} 件，办结 {said['completed']} 件，"
        f"期末在办 {said['open_at_end']} 件，超期未结 {said['overdue_open']} 件。",
        f"按时办结率 {_rate(document, 'on_time_rate')}，"
        f"当期办结率 {_rate(document, 'completion_rate')}，"
        f"满意率 {_rate(document, 'satisfaction_rate')}。",
        f"总户数 {homes} 户，实有人口 {people} 人。",
        "勾稽相符。" if document["reconciled"] else "勾稽不符，请看报表的“校验”一张。",
    ]
    lines += [
        f"{one['category']}：{one['amount']:,} {one['measure']}（{one['tickets']} 件）。"
        for one in document["quantities"]
    ]
    lines += [f"存在 {file}。" for file in document.get("files", ())]
    return "\n".join(lines)


def _rate(document: dict[str, Any], name: str) -> str:
    rate = document["rates"][name]
    return "—" if rate is None else f"{rate:.1f}%"
