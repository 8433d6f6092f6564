"""A clerk's own file is written whole or not at all: beside its name first, then in its place."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from secrets import token_hex
from typing import TypeVar

from wenming_desktop.errors import StorageTroubleError, UserError

T = TypeVar("T")
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS)


class CannotSaveError(UserError):
    """A file of the clerk's own could not be written; the data file is not concerned."""

    code = "file.cannot_write"
    text = (
        "存不进“{name}”。它可能正在 WPS 里开着，或者这个文件夹不让写。"
        "关掉它再点重试，或者换个名字存。数据没有丢。"
    )


class FileInUseError(CannotSaveError):
    """Another program has the file open."""

    code = "file.in_use"
    text = "存不进“{name}”。这个文件正在 WPS 里开着。关掉它再点重试，或换个名字存。数据没有丢。"


class FolderRefusesError(CannotSaveError):
    """The folder is not there, or may not be written."""

    code = "file.folder_refuses"
    text = "存不进“{name}”。这个文件夹不让写，或者 U 盘拔掉了。换个地方存。数据没有丢。"


class NoRoomLeftError(CannotSaveError):
    """The disk of the clerk's own file is full."""

    code = "file.no_room"
    text = "存不进“{name}”，磁盘满了。清出空间再点重试，或者存到别的盘。数据没有丢。"


def saving(path: Path, write: Callable[[Path], T]) -> T:
    """Write a clerk's file in a lane; trouble with it is told beside the page, not as a fault."""
    part = path.with_name(f"~{token_hex(4)}{path.suffix}")
    if not path.parent.is_dir():
        raise FolderRefusesError(name=path.name)
    try:
        try:
            done = write(part)
            _make_lasting(part)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except (OSError, StorageTroubleError) as error:
        raise _refusal(error, path) from error
    except UserError as error:
        # A writer of the middle floor names the file it was given: that is our own `part`.
        if not isinstance(error.__cause__, OSError):
            raise
        raise _refusal(error.__cause__, path) from error
    return done


def _make_lasting(part: Path) -> None:
    with part.open("r+b") as file:
        os.fsync(file.fileno())


def _refusal(error: OSError | StorageTroubleError, path: Path) -> CannotSaveError:
    number = getattr(error, "errno", None)
    if number in _FULL or getattr(error, "code", "") == "storage.full":
        return NoRoomLeftError(name=path.name)
    if not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
        return FolderRefusesError(name=path.name)
    if number in _REFUSED and path.exists():
        return FileInUseError(name=path.name)
    return CannotSaveError(name=path.name)
