"""What every command shares: global options, the open office, one JSON document, errors."""

import getpass
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from wenming_desktop.errors import UserError
from wenming_desktop.options import Globals
from wenming_desktop.papers.files import CannotWriteError
from wenming_desktop.start import Workplace, open_office


class PasswordMissingError(UserError):
    """No password and nobody to ask."""

    code = "password.missing"
    text = "没有密码。请设置环境变量 {name}，或在终端里运行后输入。"
    exit_code = 2


def password(name: str = "WENMING_PASSWORD", prompt: str = "密码：") -> str:
    """The password from the environment, else asked for on a terminal."""
    given = os.environ.get(name)
    if given:
        return given
    if not sys.stdin or not sys.stdin.isatty():
        raise PasswordMissingError(name=name)
    return getpass.getpass(prompt)


@contextmanager
def opened() -> Iterator[Workplace]:
    """The office of the global options, unlocked."""
    settings = Globals.current
    place = open_office(settings.data, settings.account, password())
    with place:
        place.desk = place.desk.watched_by(Telling())
        yield place


def writable(out: Path) -> Path:
    """A file to write, refused before any work is done for it when its folder is not there."""
    if out.is_dir() or not out.absolute().parent.is_dir():
        raise CannotWriteError(name=out.name)
    return out


class Telling:
    """Progress as lines on standard error, at most one a second's worth of steps."""

    def __init__(self) -> None:
        self._said = ""

    def step(self, done: int, total: int, note: str = "") -> None:
        """Say a new stage once."""
        if note and note != self._said and sys.stderr is not None:
            self._said = note
            sys.stderr.write(f"{note} …\n")


def give(document: Any, words: str = "") -> int:
    """Print the answer: one JSON document, or words for a human; returns 0."""
    if Globals.current.json or not words:
        text = json.dumps(document, ensure_ascii=False, indent=2, default=_plain)
        _write(text)
    else:
        _write(words)
    return 0


def fail(error: UserError, exit_code: int) -> int:
    """Tell a refusal; returns its exit code."""
    said: dict[str, Any] = {"code": error.code, "message": error.message}
    for name in ("file", "sheet", "row", "field"):
        value = getattr(error, name)
        if value is not None:
            said[name] = value
    if Globals.current.json:
        give({"error": said})
    sys.stderr.write(error.message + "\n")
    return exit_code


def _write(text: str) -> None:
    sys.stdout.buffer.write((text + "\n").encode("utf-8", "replace"))
    sys.stdout.flush()


def _plain(value: object) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, Path):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
