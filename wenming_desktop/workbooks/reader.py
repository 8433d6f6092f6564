"""Reads a workbook or a text table without ever opening it in this process."""

import gc
import io
import pickle
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from wenming_desktop.progress import SILENT, Progress
from wenming_desktop.spawn import spawned
from wenming_desktop.workbooks import child, halt
from wenming_desktop.workbooks.book import Book, SheetGrid
from wenming_desktop.workbooks.refusals import (
    BY_CODE,
    FileDamagedError,
    FileEmptyError,
    FileKindError,
    FileLimitsError,
    FileMissingError,
    FileRefusedError,
    FileSlowError,
    FileTooLargeError,
)

_START_SECONDS = 30
_QUIET_SECONDS = 8
_SECONDS_PER_MEGABYTE = 4
_TICK = 0.1
_PLAIN = frozenset({"date", "datetime", "time", "timedelta"})


def read(path: Path, progress: Progress = SILENT) -> Book:
    """Read every sheet of a file; a `FileRefusedError` says why not.

    The file is opened in a process of its own with memory and time limits. A `CancelledError`
    from `progress` ends that process at once.
    """
    size = _checked_size(path)
    with spawned(child.run, str(path.resolve())) as ours, uncollected():
        return _Listener(path.name, size, ours).listen(progress)


def _checked_size(path: Path) -> int:
    try:
        if path.is_dir():
            raise FileKindError(file=path.name, what="文件夹")
        size = path.stat().st_size
    except (OSError, ValueError) as error:
        raise FileMissingError(file=path.name) from error
    if size == 0:
        raise FileEmptyError(file=path.name)
    if size > halt.MAX_FILE_BYTES:
        raise _refusal("file.too_large", path.name, {"megabytes": size >> 20})
    return size


@contextmanager
def uncollected() -> Iterator[None]:
    """Let the collector rest: walking the growing rows again and again took a third of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _refusal(code: str, name: str, facts: dict[str, Any]) -> FileRefusedError:
    if code == FileTooLargeError.code:
        facts = {"limit": halt.MAX_FILE_BYTES >> 20, **facts}
    return BY_CODE[code](file=name, **facts)


class _PlainUnpickler(pickle.Unpickler):
    """Takes plain values only: a child that fell to its file must not reach this process."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "datetime" and name in _PLAIN:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


class _Listener:
    """Gathers what the child sends, within its time."""

    def __init__(self, name: str, size: int, pipe: Connection) -> None:
        self.name, self.pipe = name, pipe
        self.budget = min(halt.SECONDS, _QUIET_SECONDS + _SECONDS_PER_MEGABYTE * size / 2**20)
        self.started = time.monotonic()
        self.until = self.started + _START_SECONDS
        self.sha256 = ""
        self.sheets: list[SheetGrid] = []
        self.expected = 0
        self.done = 0

    def listen(self, progress: Progress) -> Book:
        """Wait for the child's last message, telling `progress` on the way."""
        while True:
            self._tell(progress)
            if not self.pipe.poll(_TICK):
                self._check_time()
                continue
            message = self._next()
            if message[0] == "done":
                return Book(self.name, self.sha256, tuple(self.sheets))
            self._take(message)

    def _tell(self, progress: Progress) -> None:
        note = f"正在读取「{self.sheets[-1].name}」" if self.sheets else "正在打开文件"
        progress.step(self.done, max(self.expected, self.done, 1), note)

    def _check_time(self) -> None:
        now = time.monotonic()
        if now > self.until:
            raise FileSlowError(file=self.name, seconds=round(now - self.started))

    def _next(self) -> tuple[Any, ...]:
        try:
            packed = self.pipe.recv_bytes(halt.MAX_TEXT_BYTES)
        except (EOFError, OSError) as error:
            # The reader ended its own process: room it could not get, or a fault of its own.
            raise FileLimitsError(
                file=self.name, what="内容多到装不下，或者文件已经损坏"
            ) from error
        try:
            message = tuple(_PlainUnpickler(io.BytesIO(packed)).load())
        except (pickle.UnpicklingError, EOFError, TypeError, ValueError) as error:
            raise FileDamagedError(file=self.name) from error
        return message

    def _take(self, message: tuple[Any, ...]) -> None:
        match message:
            case ("rows", list(rows)):
                self.sheets[-1].rows.extend(rows)
                self.done += len(rows)
                self._check_time()
            case ("sheet", str(name), int(height), list(merged), bool(hidden)):
                self.sheets.append(SheetGrid(name, [], merged, hidden))
                self.expected += height
            case ("cut",):
                last = self.sheets.pop()
                self.sheets.append(
                    SheetGrid(last.name, last.rows, last.merged, last.hidden, len(last.rows))
                )
            case ("opened", str(sha256)):
                self.sha256 = sha256
                self.until = time.monotonic() + self.budget
            case ("ready",):
                self.until = time.monotonic() + _START_SECONDS
            case ("refused", str(code), dict(facts)):
                raise _refusal(code, self.name, facts)
            case _:
                raise FileDamagedError(file=self.name)
