"""The command line: the same services without a window, a contract that scripts rely on."""

import logging
import sys
from collections.abc import Callable, Sequence

import typer
from typer.exceptions import TyperException
from typer.main import get_command

from wenming_desktop.cli import cards, forms, office, party, register, tally, tickets
from wenming_desktop.cli.common import fail, give
from wenming_desktop.errors import UserError
from wenming_desktop.log import log_bug
from wenming_desktop.options import Globals, split_globals
from wenming_desktop.progress import CancelledError

OK, BUG, USAGE, CANCELLED = 0, 1, 2, 130
ROOMS = (office, register, cards, tickets, party, tally, forms)


def run(argv: Sequence[str]) -> int:
    """Run one command line; returns the exit code of the contract."""
    settings, rest = split_globals(argv)
    if rest == ["--selftest"]:
        from wenming_desktop.selftest import selftest

        return give(selftest())
    return _guarded(settings, rest)


def command() -> Callable[..., object]:
    """The whole command tree."""
    app = typer.Typer(
        add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False,
        help="文明社区工作台：不开窗口也能办的事。",
    )  # fmt: skip
    for room in ROOMS:
        room.add_to(app)
    return get_command(app).main


def _guarded(settings: Globals, rest: list[str]) -> int:
    Globals.current = settings
    try:
        result = command()(rest, prog_name="wenming-desktop", standalone_mode=False)
    except typer.Exit as stop:
        return int(stop.exit_code)
    except (Exception, KeyboardInterrupt) as error:
        return _failed(error)
    return result if isinstance(result, int) else OK


def _failed(error: BaseException) -> int:
    """Tell what went wrong; a clerk sees a sentence or a number, never a traceback."""
    if isinstance(error, UserError):
        return fail(error, error.exit_code)
    if isinstance(error, CancelledError | KeyboardInterrupt | typer.Abort):
        return fail_code("cancelled", "已停止，没有保存。", CANCELLED)
    if isinstance(error, TyperException):
        said = getattr(error, "format_message", error.__str__)()
        return fail_code("usage", f"命令写得不对：{said}", USAGE)
    number = log_bug(error)
    return fail_code("bug", f"程序出错，编号 {number}。数据没有变，请把编号告诉维护人员。", BUG)


def fail_code(code: str, message: str, exit_code: int) -> int:
    """Tell a failure that is no `UserError`."""
    if Globals.current.json:
        give({"error": {"code": code, "message": message}})
    sys.stderr.write(message + "\n")
    logging.shutdown()
    return exit_code
