"""The command line: the same services without a window, a contract that scripts rely on."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import platformdirs
import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException
from typer.main import get_command

from wenming_desktop.cli import cards, forms, office, party, register, tally, tickets
from wenming_desktop.cli.common import fail, give
from wenming_desktop.errors import UserError
from wenming_desktop.log import LOGGER, log_bug, start_log
from wenming_desktop.options import APP, Globals, split_globals
from wenming_desktop.progress import CancelledError
from wenming_desktop.security.files import file_trouble

OK, BUG, USAGE, CANCELLED = 0, 1, 2, 130
ROOMS = (office, register, cards, tickets, party, tally, forms)


def run(argv: Sequence[str]) -> int:
    """Run one command line; returns the exit code of the contract."""
    Globals.current, rest = split_globals(argv)
    try:
        return _run(rest)
    except (Exception, KeyboardInterrupt) as error:
        return _failed(error)


def command() -> Any:
    """The whole command tree."""
    app = typer.Typer(
        add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False,
        help="文明社区工作台：不开窗口也能办的事。",
    )  # fmt: skip
    for room in ROOMS:
        room.add_to(app)
    return get_command(app)


def _without_help(tree: Any) -> None:
    """Let a command group without a command fail, not print its help where JSON is read."""
    if isinstance(tree, TyperGroup):
        tree.no_args_is_help = False
        for child in tree.commands.values():
            _without_help(child)


def _run(rest: list[str]) -> int:
    if rest == ["--selftest"]:
        from wenming_desktop.selftest import selftest

        return give(selftest())
    tree = command()
    if Globals.current.json:
        _without_help(tree)
    result = tree.main(rest, prog_name="wenming-desktop", standalone_mode=False)
    if result == CANCELLED:  # what Ctrl+C in a command comes out as
        return _stopped()
    return result if isinstance(result, int) else OK


def _failed(error: BaseException) -> int:
    """Tell what went wrong; a clerk sees a sentence or a number, never a traceback."""
    if isinstance(error, UserError):
        return fail(error, error.exit_code)
    if isinstance(error, CancelledError | KeyboardInterrupt | typer.Abort):
        return _stopped()
    if isinstance(error, TyperException):
        said = getattr(error, "format_message", error.__str__)()
        return fail_code("usage", f"命令写得不对：{said or '后面还要写上要办的事'}", USAGE)
    if isinstance(error, OSError) and error.filename:
        trouble = file_trouble(error, Path(str(error.filename)))
        return fail(trouble, trouble.exit_code)
    number = _logged(error)
    return fail_code("bug", f"程序出错，编号 {number}。数据没有变，请把编号告诉维护人员。", BUG)


def _stopped() -> int:
    return fail_code("cancelled", "已停止，没有保存。", CANCELLED)


def _logged(error: BaseException) -> str:
    """Log a bug beside the data it happened on; returns its number."""
    data = Globals.current.data
    of_user = Path(platformdirs.user_log_dir(APP, appauthor=False))
    try:
        start_log(data / "log" if (data / "vault.json").exists() else of_user)
    except OSError as trouble:
        sys.stderr.write(f"日志写不进去（{type(trouble).__name__}）。\n")
    try:
        return log_bug(error)
    finally:
        for handler in tuple(LOGGER.handlers):
            LOGGER.removeHandler(handler)
            handler.close()


def fail_code(code: str, message: str, exit_code: int) -> int:
    """Tell a failure that is no `UserError`."""
    if Globals.current.json:
        give({"error": {"code": code, "message": message}})
    sys.stderr.write(message + "\n")
    return exit_code
