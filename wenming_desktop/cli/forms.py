"""`forms list`, `forms print`."""

from pathlib import Path
from typing import Annotated

import typer

from wenming_desktop.cli.common import give, opened, writable
from wenming_desktop.errors import NotFoundError
from wenming_desktop.forms.catalogue import FORMS
from wenming_desktop.papers.files import save_pdf
from wenming_desktop.papers.forms import PrintForm, print_form


def add_to(app: typer.Typer) -> None:
    """Put the commands into the tree."""
    group = typer.Typer(no_args_is_help=True, help="表单")
    group.command("list")(list_forms)
    group.command("print")(print_)
    app.add_typer(group, name="forms")


def list_forms() -> None:
    """Every printable form."""
    found = [{"key": f.key, "title": f.title, "subject": f.subject} for f in FORMS.values()]
    give({"forms": found}, "\n".join(f"{f['key']}　{f['title']}" for f in found))


def print_(
    key: Annotated[str, typer.Argument(help="表单")],
    out: Annotated[Path, typer.Option("--out", help="存成哪个 PDF")],
    row: Annotated[int | None, typer.Option("--id", help="哪一条记录")] = None,
    blank: Annotated[bool, typer.Option("--blank", help="空白表")] = False,
) -> None:
    """Print a form for a row, or empty for handwriting."""
    if key not in FORMS:
        raise NotFoundError(what=f"表单“{key}”")
    if blank == (row is not None):
        raise typer.BadParameter("选一个：--id 记录，或 --blank 空白表")
    writable(out)
    with opened() as place:
        pdf = print_form(place.desk, PrintForm(key, row))
    save_pdf(out, pdf)
    missing = [{"text": m.text, "chars": m.chars} for m in pdf.missing]
    give(
        {"pages": pdf.pages, "file": out, "missing_glyphs": missing},
        f"{FORMS[key].title} {pdf.pages} 页，存在 {out}。",
    )
