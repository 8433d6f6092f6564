"""`init`, `demo`, `backup`, `restore`, `check`, `accounts`: the office itself."""

import os
import sys
from datetime import datetime
from pathlib import Path
from shutil import rmtree
from typing import Annotated

import typer

from wenming_desktop import checks
from wenming_desktop.backup import Check, backup, restore, verify
from wenming_desktop.cli.common import give, opened, password, writable
from wenming_desktop.forms import recovery_sheet
from wenming_desktop.forms.page import Pdf
from wenming_desktop.forms.recovery_sheet import RecoverySheet
from wenming_desktop.lock import take
from wenming_desktop.options import Globals
from wenming_desktop.papers.files import save_pdf
from wenming_desktop.security.accounts import AddAccount, accounts, add_account, disable_account
from wenming_desktop.security.passwords import (
    may_change,
    password_changed,
    password_reset,
    recovery_made,
)
from wenming_desktop.settings import Office
from wenming_desktop.settings.office import read_office
from wenming_desktop.start import NewOffice, create
from wenming_desktop.work import DataFileTroubleError

Name = Annotated[str, typer.Argument(help="账号")]
NEW_PASSWORD = "WENMING_NEW_PASSWORD"  # noqa: S105 - the variable's name

DAMAGED = frozenset({"storage.corrupt", "storage.io", "storage.wrong_key"})


def add_to(app: typer.Typer) -> None:
    """Put the commands into the tree."""
    app.command("init", help="建立本社区")(init)
    app.command("demo", help="用样例社区把主要的活办一遍")(demo)
    app.command("backup", help="备份；backup verify 文件 = 核对一份备份")(backup_command)
    app.command("restore", help="从备份恢复")(restore_command)
    app.command("check", help="检查数据文件")(check)
    group = typer.Typer(no_args_is_help=True, help="账号")
    group.command("list")(list_accounts)
    group.command("add")(add)
    group.command("password")(change_password)
    group.command("disable")(disable)
    app.add_typer(group, name="accounts")
    paper = typer.Typer(no_args_is_help=True, help="恢复码")
    paper.command("print")(print_recovery)
    app.add_typer(paper, name="recovery")


def init(
    community: Annotated[str, typer.Option("--community", help="社区全称")],
    admin: Annotated[str, typer.Option("--admin", help="第一个账号")],
    subdistrict: Annotated[str, typer.Option("--subdistrict", help="街道")] = "",
) -> None:
    """Make a new office in an empty data folder."""
    folder = Globals.current.data
    office = Office(
        full_name=community,
        short_name=community.removesuffix("居民委员会"),
        subdistrict_name=subdistrict,
    )
    with create(folder, NewOffice(office, admin, password())) as place:
        paper = place.paper_key
    sys.stderr.write(f"恢复码（打印两份，分开存放，不要存在电脑里）：\n{paper}\n")
    give({"data": folder, "account": admin}, f"{community}已建好，数据在 {folder}。")


def demo(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="空文件夹")],
    out: Annotated[Path | None, typer.Option("--out", help="打印件和报表放哪里")] = None,
) -> None:
    """Build the sample office and do the main job."""
    from wenming_desktop.demo import build_demo, new_password

    account = Globals.current.account or "demo"
    given = os.environ.get("WENMING_PASSWORD")
    secret = given or new_password()
    facts = build_demo(folder, out or folder / "out", account, secret)
    document = {"account": account, **({} if given else {"password": secret}), **facts}
    files = "\n".join(str(file) for file in facts["files"])
    shown = "" if given else f"，密码 {secret}"
    give(document, f"样例社区已建好：账号 {account}{shown}。\n{files}")


def backup_command(
    words: Annotated[list[str], typer.Argument(metavar="文件 | verify 文件")],
) -> None:
    """Write a backup, or verify one."""
    if words[0] == "verify" and len(words) == 2:
        with opened() as place:
            info = verify(Path(words[1]), place.folder, place.account, password())
        give(info, f"备份完好：{words[1]}。")
    elif len(words) == 1:
        with opened() as place:
            info = backup(place.engine, place.folder, Path(words[0]))
        give(info, f"已备份并核对：{words[0]}。")
    else:
        raise typer.BadParameter("backup 文件，或 backup verify 文件")


def restore_command(file: Annotated[Path, typer.Argument(help="备份文件 .wmbak")]) -> None:
    """Put a backup in place of the data; what was there is set aside."""
    settings = Globals.current
    secret = password()
    new = not settings.data.exists()
    settings.data.mkdir(parents=True, exist_ok=True)
    try:
        with take(settings.data):
            info = restore(file, settings.data, settings.account, secret)
    except BaseException:
        if new:
            rmtree(settings.data)
        raise
    give(info, f"已从 {file} 恢复。原来的数据收在 {settings.data / 'backup'} 里。")


def check() -> int:
    """Check the data file, the index, the history and the figures."""
    try:
        with opened() as place:
            found = checks.run(place)
    except DataFileTroubleError as trouble:
        if trouble.code not in DAMAGED:
            raise
        found = [Check("打开数据文件", ok=False, detail=trouble.message)]
    ok = all(one.ok for one in found)
    give(
        {"ok": ok, "checks": found},
        "\n".join(f"{'√' if one.ok else '×'} {one.name}　{one.detail}" for one in found),
    )
    return 0 if ok else 4


def list_accounts() -> None:
    """List the accounts."""
    with opened() as place:
        found = place.desk.read(accounts)
    give(
        [{"name": a.login, "roles": list(a.roles), "disabled": a.disabled} for a in found],
        "\n".join(
            f"{a.login}　{'、'.join(a.roles)}{'　已停用' if a.disabled else ''}" for a in found
        ),
    )


def add(
    name: Name, role: Annotated[list[str], typer.Option("--role", help="角色，可多个")]
) -> None:
    """Add an account; its password from WENMING_NEW_PASSWORD."""
    with opened() as place:
        key = place.vault.unlock(place.account, password())
        place.vault.add_account(name, password(NEW_PASSWORD, "新账号的密码："), key)
        try:
            public = place.vault.fingerprint(name)
            place.desk.write(add_account, AddAccount(name, tuple(role), name, public))
        except BaseException:
            place.vault.remove(name)
            raise
    give({"name": name, "roles": role}, f"账号 {name} 已加好。")


def change_password(name: Name) -> None:
    """Give an account a new password."""
    with opened() as place:
        new = password(NEW_PASSWORD, "新密码：")
        if name == place.account:
            place.vault.change_password(name, password(), new)
            place.desk.write(password_changed)
        else:
            place.desk.read(may_change, name)
            key = place.vault.unlock(place.account, password())
            place.vault.reset_password(name, new, key)
            place.desk.write(password_reset, name, place.vault.fingerprint(name))
    give({"name": name}, f"账号 {name} 的密码已换。")


def disable(name: Name) -> None:
    """Stop an account from signing in."""
    with opened() as place:
        place.desk.read(may_change, name)
        place.desk.write(disable_account, name)
    give({"name": name, "disabled": True}, f"账号 {name} 已停用。")


def print_recovery(
    out: Annotated[Path, typer.Option("--out", help="存成哪个 PDF")],
) -> None:
    """Make a new recovery code and print it; the old sheets are void once the new one is kept."""
    writable(out)
    with opened() as place:
        place.desk.read(may_change, place.account)
        key = place.vault.unlock(place.account, password())
        office = place.desk.read(read_office)
        name = office.short_name or office.full_name

        drawn: list[Pdf] = []

        def keep(code: str) -> None:
            sheet = RecoverySheet(name, code, datetime.now(), place.account)
            pdf = recovery_sheet.draw(sheet)
            save_pdf(out, pdf)
            drawn.append(pdf)

        try:
            place.vault.new_paper(key, keep)
        except BaseException:
            # A sheet whose code never took effect must not go into a safe.
            if drawn:
                out.unlink()
            raise
        place.desk.write(recovery_made)
    give({"pages": drawn[0].pages, "file": out}, f"恢复码存在 {out}。打印两份，以前的纸作废。")
