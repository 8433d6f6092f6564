"""The options before or after any command: where the data is, who works, how to answer."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import platformdirs

APP = "wenming-desktop"


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
    folder = Path(data) if data else Path(platformdirs.user_data_dir(APP, appauthor=False))
    return Globals(folder, account, "--json" in found), rest


def has_screen() -> bool:
    """Whether a window can be shown here."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
