"""The options before or after any command: where the data is, who works, how to answer.

And how the program starts itself anew with the same ones.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import platformdirs

from wenming_desktop.portable import portable_folder, program_folder

APP = "wenming-desktop"
LOCKED = "WENMING_LOCKED"
"""Tells the program that starts anew why: idle minutes, 0 for by hand."""


@dataclass(frozen=True)
class Globals:
    """The options before or after any command."""

    data: Path
    account: str | None = None
    json: bool = False

    current: ClassVar["Globals"]


def split_globals(argv: Sequence[str]) -> tuple[Globals, list[str]]:
    """Take `--data`, `--account` and `--json` out of a command line, wherever they stand.

    What follows `--` is left alone. An option without its value stays in the rest, which refuses
    it: a script with an empty variable must not reach the data of the usual folder.
    """
    found: dict[str, str] = {}
    rest: list[str] = []
    words = iter(argv)
    for word in words:
        name, equals, value = word.partition("=")
        if word == "--":
            rest += [word, *words]
        elif name in {"--data", "--account"}:
            found[name] = value if equals else next(words, "")
            rest += () if found[name] else (name,)
        elif word == "--json":
            found[word] = "1"
        else:
            rest.append(word)
    data = found.get("--data") or os.environ.get("WENMING_DATA")
    account = found.get("--account") or os.environ.get("WENMING_ACCOUNT") or None
    carried = portable_folder(program_folder())
    usual = carried or Path(platformdirs.user_data_dir(APP, appauthor=False))
    folder = Path(data) if data else usual
    return Globals(folder, account, "--json" in found), rest


def same_window(settings: Globals) -> list[str]:
    """The command line of this program's window on the same data."""
    frozen = bool(getattr(sys, "frozen", False))
    program = [sys.executable] if frozen else [sys.executable, "-m", "wenming_desktop"]
    account = ["--account", settings.account] if settings.account else []
    return [*program, "--data", str(settings.data), *account]


def start_anew(command: list[str], locked: str) -> None:
    """Become a new process, so that no key and no name stays in this one's memory."""
    environment = {**os.environ, LOCKED: locked} if locked else dict(os.environ)
    if sys.platform == "win32":
        flags = subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP
        subprocess.Popen(command, env=environment, creationflags=flags)  # noqa: S603
    else:
        os.execve(command[0], command, environment)  # noqa: S606 - our own program


def has_screen() -> bool:
    """Whether a window can be shown here."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
