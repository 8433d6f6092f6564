"""`import`, `undo`, `search`, `export`: ledgers in, people found, ledgers out."""

from pathlib import Path
from typing import Annotated, Any

import typer

from wenming_desktop.cli.common import give, opened, writable
from wenming_desktop.search.model import KINDS
from wenming_desktop.search.service import find
from wenming_desktop.workbooks.batches import undo_batch
from wenming_desktop.workbooks.everything_out import ExportEverything, export_everything
from wenming_desktop.workbooks.files import import_file
from wenming_desktop.workbooks.outcome import ImportOptions, Outcome
from wenming_desktop.workbooks.problems_out import write_problems
from wenming_desktop.workbooks.residents_out import ExportResidents, export_residents

File = Annotated[Path, typer.Argument(help="台账文件（.xlsx .xls .et .ods .csv）")]
Estate = Annotated[str, typer.Option("--estate", help="表里没写小区时，算作哪个小区")]
SheetName = Annotated[str, typer.Option("--sheet", help="只读这一张表")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只看结果，不写入")]
Problems = Annotated[Path | None, typer.Option("--problems", help="把问题行另存成一张表")]


def add_to(app: typer.Typer) -> None:
    """Put the commands into the tree."""
    group = typer.Typer(no_args_is_help=True, help="导入台账、花名册、服务记录、工单")
    for kind in ("residents", "members", "services", "tickets"):
        group.command(kind)(_importer(kind))
    app.add_typer(group, name="import")
    app.command("undo", help="撤销一批导入")(undo)
    app.command("search", help="按姓名、拼音、门牌、电话、卡号查找")(search)
    out = typer.Typer(no_args_is_help=True, help="导出")
    out.command("residents", help="导出居民台账")(export)
    out.command("everything", help="导出全部数据，号码完整，要写明用途")(everything)
    app.add_typer(out, name="export")


def _importer(kind: str) -> Any:
    def take(
        file: File,
        estate: Estate = "",
        sheet: SheetName = "",
        dry_run: DryRun = False,
        problems: Problems = None,
    ) -> None:
        if problems is not None and writable(problems).resolve() == file.resolve():
            raise typer.BadParameter("问题行要存成另一个文件，不能盖住台账。")
        options = ImportOptions(estate=estate, sheet=sheet)
        with opened() as place:
            outcome = import_file(place.desk, kind, file, options, dry_run=dry_run)
        if problems is not None:
            write_problems(problems, outcome)
        give(_document(outcome), _words(outcome))

    take.__doc__ = f"导入 {kind}"
    return take


def undo(batch: Annotated[int, typer.Argument(help="批次号")]) -> None:
    """Take an import back."""
    with opened() as place:
        undone = place.desk.write(undo_batch, batch)
    kept = [{"kind": k.kind, "id": k.id, "title": k.title, "reason": k.reason} for k in undone.kept]
    give(
        {"removed": undone.removed, "restored": undone.restored, "kept": kept},
        f"已撤销第 {batch} 批：取出 {undone.removed} 条，还原 {undone.restored} 条，"
        f"留下 {len(kept)} 条后来改过或用到的。",
    )


def search(
    text: Annotated[str, typer.Argument(help="要找的内容")],
    limit: Annotated[int, typer.Option("--limit", min=1, max=200)] = 20,
) -> None:
    """Find people, doors, phones, tickets and cards."""
    with opened() as place:
        hits = place.desk.read(find, text, limit)
    document = []
    for hit in hits:
        entry: dict[str, Any] = {"kind": hit.kind, "id": hit.id, "title": hit.title}
        document.append({**entry, "address": hit.address, "match": hit.match})
    lines = (f"{KINDS[hit.kind]}　{hit.title}　{hit.address}".rstrip() for hit in hits)
    give(document, "\n".join(lines) or "没有找到。换个说法再试。")


def export(
    out: Annotated[Path, typer.Option("--out", help="存成哪个文件")],
    building: Annotated[str, typer.Option("--building", help="小区 楼号")] = "",
    care: Annotated[str, typer.Option("--care", help="关爱类别代码")] = "",
    full: Annotated[bool, typer.Option("--full", help="号码不打码，要写明用途")] = False,
    reason: Annotated[str, typer.Option("--reason", help="用途")] = "",
) -> None:
    """Write a ledger that imports again without a change."""
    with opened() as place:
        command = ExportResidents(writable(out), building, care, full, reason)
        rows = export_residents(place.desk, command)
    give({"rows": rows, "file": out}, f"导出 {rows} 人，存在 {out}。")


def everything(
    out: Annotated[Path, typer.Option("--out", help="存成哪个文件")],
    reason: Annotated[str, typer.Option("--reason", help="用途")],
) -> None:
    """Write every register into one workbook."""
    with opened() as place:
        rows = export_everything(place.desk, ExportEverything(writable(out), reason))
    give({"rows": rows, "file": out}, f"导出 {rows} 行，存在 {out}。号码是完整的，用完删掉。")


def _document(outcome: Outcome) -> dict[str, Any]:
    return {
        "batch": outcome.batch,
        "rows": outcome.rows,
        **outcome.counts,
        "problems": [
            {
                "sheet": p.sheet,
                "row": p.row,
                "field": p.field,
                "code": p.code,
                "severity": p.severity,
                "message": p.message,
            }
            for p in outcome.problems
        ],
    }


def _words(outcome: Outcome) -> str:
    said = "、".join(f"{NAMES[name]} {n}" for name, n in outcome.counts.items() if name in NAMES)
    batch = f"第 {outcome.batch} 批，" if outcome.batch else ""
    lines = [f"{batch}读了 {outcome.rows} 行：{said}，要核对的 {len(outcome.problems)} 处。"]
    lines += [f"{p.sheet} 第 {p.row} 行：{p.message}" for p in outcome.problems]
    return "\n".join(lines)


NAMES = {
    "households_added": "新增户",
    "households_updated": "更新户",
    "residents_added": "新增人",
    "residents_updated": "更新人",
    "members_added": "新增党员",
    "members_updated": "更新党员",
    "cells_added": "新增党小组",
    "records_added": "新增服务记录",
    "tickets_added": "新增工单",
    "unchanged": "没有变化",
}
