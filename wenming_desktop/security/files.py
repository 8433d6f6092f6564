"""Files we own are replaced whole: a reader finds the old one or the new one, never half."""

import errno
import os
import time
from pathlib import Path

from wenming_desktop.errors import StorageTroubleError

WINDOWS = os.name == "nt"


class FileTroubleError(StorageTroubleError):
    """The operating system could not read or write a file of ours."""

    code = "storage.io"
    text = "读写文件“{file}”出错，这一步没有保存。请检查硬盘或 U 盘是否插好，再试一次。"


class NoRoomError(FileTroubleError):
    """The disk is full."""

    code = "storage.full"
    text = "磁盘空间不够，“{file}”没有写成，原有数据没有变。请清理出空间后再试。"


class NotWritableError(FileTroubleError):
    """The folder or the file may not be written."""

    code = "storage.readonly"
    text = "“{file}”所在的文件夹不能写入。请检查文件夹权限，或换一个位置再试。"


def file_trouble(error: OSError, path: Path) -> FileTroubleError:
    """Name an operating system error for the clerk, by file name only."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return NoRoomError(file=path.name)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return NotWritableError(file=path.name)
    return FileTroubleError(file=path.name)


def write_atomically(path: Path, data: bytes) -> None:
    """Replace `path` by `data`, on the disk when this returns."""
    part = path.with_name(path.name + ".tmp")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise file_trouble(error, path) from error


def replace(source: Path, target: Path) -> None:
    """Rename over `target` and make the rename lasting."""
    deadline = time.monotonic() + 5
    while True:
        try:
            source.replace(target)
            break
        except PermissionError:
            # A virus scanner may hold a file for a moment; elsewhere it is a real refusal.
            if not WINDOWS or time.monotonic() > deadline:
                raise
            time.sleep(0.1)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make new names in a folder lasting (Windows does so by itself)."""
    if WINDOWS:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Make what another library wrote into a file lasting."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())
