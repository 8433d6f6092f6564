"""Trouble with the data file, named: what is wrong and what a clerk does next.

This floor knows nobody above it, so the family stands on its own; the middle floor
turns each into its storage error by `code`, `text` and `next_step`.
"""

from typing import ClassVar


class DataFileError(Exception):
    """The data file cannot be used as asked; the root of the family."""

    code: ClassVar[str] = "storage"
    text: ClassVar[str] = "数据文件出了问题，这一步没有保存。"
    next_step: ClassVar[str] = "请停止录入，退出程序后重新打开；再出现时请用最近的备份恢复。"

    def __init__(self, detail: str = "") -> None:
        """`detail` is for the log (an SQLite error name), never a value of a record."""
        self.detail = detail
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """The sentence and the next step."""
        return self.text + self.next_step


class MissingFileError(DataFileError):
    """There is no data file, or only an empty one."""

    code = "storage.missing"
    text = "没有找到数据文件，或者文件是空的。"
    next_step = "请核对数据文件夹；确实丢失时请用最近的备份恢复。"


class FileExistsHereError(DataFileError):
    """A new data file was to be made where one already stands."""

    code = "storage.exists"
    text = "这个文件夹里已经有数据文件，没有覆盖它。"
    next_step = "请换一个空文件夹，或直接打开原来的数据。"


class FullDiskError(DataFileError):
    """No room left on the disk."""

    code = "storage.full"
    text = "磁盘空间不够，这一步没有保存，已经保存的内容都在。"
    next_step = "请清理出磁盘空间后再试一次；查看和查询不受影响。"


class LockedError(DataFileError):
    """Somebody else holds the file."""

    code = "storage.locked"
    text = "数据文件正被另一项操作占用，这一步没有保存。"
    next_step = "请稍等片刻再试；如果另开了一个窗口，请先关掉它。"


class CorruptError(DataFileError):
    """Pages of the file are damaged or the disk cannot be read."""

    code = "storage.corrupt"
    text = "数据文件有损坏，已停止写入。"
    next_step = "请不要再录入，保留现有文件，用最近一次核对过的备份恢复。"


class DiskTroubleError(DataFileError):
    """The operating system could not read or write."""

    code = "storage.io"
    text = "磁盘读写出错，这一步没有保存。"
    next_step = "请检查硬盘或 U 盘是否插好，退出程序后重新打开；再出现时请用备份恢复。"


class WrongKeyError(DataFileError):
    """The file belongs to another vault."""

    code = "storage.wrong_key"
    text = "这个数据文件和钥匙文件不是一套，打不开。"
    next_step = "请把数据文件和同一个文件夹里的钥匙文件放在一起，或用备份恢复。"


class NewerFileError(DataFileError):
    """A newer program wrote the file."""

    code = "storage.newer"
    text = "数据文件是用更新版本的程序保存的，这个版本不能打开。"
    next_step = "请先升级本程序，再打开数据。"


class ReadOnlyError(DataFileError):
    """The file or its folder cannot be written."""

    code = "storage.readonly"
    text = "数据文件或所在文件夹不能写入，这一步没有保存。"
    next_step = "请检查文件夹权限，或把数据文件夹移到可以写入的磁盘。"


class ClosedError(DataFileError):
    """The file was closed (locked or being restored) and is asked for again."""

    code = "storage.closed"
    text = "数据文件已经关闭，这一步没有保存。"
    next_step = "请重新登录后再试。"


# The longest prefix decides: SQLITE_IOERR_WRITE is an SQLITE_IOERR.
_BY_NAME: dict[str, type[DataFileError]] = {
    "SQLITE_FULL": FullDiskError,
    "SQLITE_BUSY": LockedError,
    "SQLITE_LOCKED": LockedError,
    "SQLITE_PROTOCOL": LockedError,
    "SQLITE_CORRUPT": CorruptError,
    "SQLITE_NOTADB": CorruptError,
    "SQLITE_IOERR": DiskTroubleError,
    # The file was seen before it was opened: what cannot be made is its journal.
    "SQLITE_CANTOPEN": ReadOnlyError,
    "SQLITE_READONLY": ReadOnlyError,
    "SQLITE_PERM": ReadOnlyError,
}


def translate(exc: BaseException) -> DataFileError | None:
    """Name a storage trouble, or None when `exc` is none (a constraint, a bug)."""
    if isinstance(exc, DataFileError):
        return exc
    name = _errorname(exc)
    for prefix, kind in _BY_NAME.items():
        if name.startswith(prefix):
            return kind(name)
    return None


def _errorname(exc: BaseException) -> str:
    """SQLite's own name of the trouble; SQLAlchemy carries the driver's error in `orig`."""
    seen: BaseException | None = exc
    while seen is not None:
        name = getattr(seen, "sqlite_errorname", None)
        if isinstance(name, str):
            return name
        inner = getattr(seen, "orig", None)
        seen = inner if isinstance(inner, BaseException) else seen.__cause__
    return ""
