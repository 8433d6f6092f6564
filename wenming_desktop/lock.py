"""One program at a time on a data folder: a lock of the operating system, gone when we die."""

from pathlib import Path

from filelock import FileLock, Timeout

from wenming_desktop.errors import StorageTroubleError

NAME = "wm.lock"


class InUseError(StorageTroubleError):
    """Another window or command works on this folder."""

    code = "storage.in_use"
    text = "另一个窗口或命令正在用这份数据。请到那个窗口里办，或者等它办完再试。"


def take(folder: Path) -> FileLock:
    """Lock a folder; raises `InUseError` at once when somebody holds it."""
    lock = FileLock(folder / NAME, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise InUseError from None
    return lock
