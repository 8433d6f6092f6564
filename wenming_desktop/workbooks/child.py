"""The process that opens a stranger's file: it may hang, run out of memory or die.

It starts for one file, sends what it reads down the pipe in pieces and ends. It imports only
what one reading needs, since its start is part of every import. Messages are tuples:
("ready",), ("opened", sha256), ("sheet", name, rows, merged, hidden), ("rows", [row, ...]),
("cut", row), ("done",) or ("refused", code, facts).
"""

import gc
import hashlib
import pickle
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from wenming_desktop import confine
from wenming_desktop.workbooks import halt, sniff
from wenming_desktop.workbooks.halt import HaltError

_CHUNK = 2_000
_TEXT_ENDINGS = (".csv", ".txt", ".tsv")


class _Outlet:
    """The pipe, and what went through it so far."""

    def __init__(self, pipe: Connection) -> None:
        self.pipe, self.sent, self.rows, self.cells = pipe, 0, 0, 0

    def send(self, *message: object) -> None:
        packed = pickle.dumps(message, protocol=5)
        self.sent += len(packed)
        if self.sent > halt.MAX_TEXT_BYTES:
            raise HaltError("file.limits", what="文字总量太大")
        self.pipe.send_bytes(packed)


def run(pipe: Connection, path: str) -> None:
    """Read `path` and tell the other end of the pipe; every end is told, a crash is not."""
    outlet = _Outlet(pipe)
    try:
        confine.confine(halt.MEMORY_BYTES, halt.SECONDS)
        gc.disable()  # rows hold no circles, and the process ends soon
        outlet.send("ready")
        _read(outlet, path)
        outlet.send("done")
    except HaltError as halted:
        _last_word(outlet, halted.code, halted.facts)
    except MemoryError:
        _last_word(outlet, "file.limits", {"what": "内容多到内存装不下"})
    except OSError:
        _last_word(outlet, "file.missing", {})
    except BaseException as error:  # the reader's panics are no `Exception`
        _last_word(outlet, _code_of(error), {})


def _last_word(outlet: _Outlet, code: str, facts: dict[str, object]) -> None:
    outlet.sent = 0
    outlet.send("refused", code, facts)


def _code_of(error: BaseException) -> str:
    return "file.password" if "password" in type(error).__name__.lower() else "file.damaged"


def _read(outlet: _Outlet, path: str) -> None:
    data = Path(path).read_bytes()
    if not data:
        raise HaltError("file.empty")
    if len(data) > halt.MAX_FILE_BYTES:
        raise HaltError("file.too_large", megabytes=len(data) >> 20)
    outlet.send("opened", hashlib.sha256(data).hexdigest())
    kind = sniff.kind_of(data)
    if kind == "text":
        _read_text(outlet, data, path)
        return
    if kind == "zip":
        from wenming_desktop.workbooks import archive  # noqa: PLC0415 - most of the start cost

        archive.check(data)
    _read_workbook(outlet, data)


def _read_text(outlet: _Outlet, data: bytes, path: str) -> None:
    from wenming_desktop.workbooks import csv_in  # noqa: PLC0415

    text = csv_in.decode(data)
    if not text.strip("\ufeff \t\r\n,;"):
        raise HaltError("file.empty")
    if "\0" in text:
        raise HaltError("file.damaged")
    if not path.lower().endswith(_TEXT_ENDINGS) and not csv_in.is_table(text):
        raise HaltError("file.kind", what="一段文字")
    outlet.send("sheet", Path(path).stem, text.count("\n") + 1, [], False)
    _send_rows(outlet, csv_in.rows(text))


def _read_workbook(outlet: _Outlet, data: bytes) -> None:
    from io import BytesIO  # noqa: PLC0415

    from python_calamine import (  # noqa: PLC0415
        CalamineWorkbook,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    book = CalamineWorkbook.from_filelike(BytesIO(data))
    sheets = [s for s in book.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
    if len(sheets) > halt.MAX_SHEETS:
        raise HaltError("file.limits", what=f"有 {len(sheets)} 张工作表")
    for about in sheets:
        sheet = book.get_sheet_by_name(about.name)
        _check_area(about.name, sheet.total_height, sheet.total_width, outlet.cells)
        left = sheet.start[1] if sheet.start else 0
        merged = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
        if len(merged) > halt.MAX_MERGED:
            raise HaltError("file.limits", what=f"「{about.name}」有 {len(merged)} 处合并格")
        hidden = about.visible != SheetVisibleEnum.Visible
        outlet.send("sheet", about.name, sheet.total_height, merged, hidden)
        blank = [""] * left
        rows: Iterator[list[object]] = map(list, sheet.iter_rows())
        _send_rows(outlet, (blank + row for row in rows) if left else rows)


def _check_area(name: str, height: int, width: int, before: int) -> None:
    if height > halt.MAX_ROWS:
        raise HaltError("file.limits", what=f"「{name}」有 {height} 行，最多 {halt.MAX_ROWS} 行")
    if width > halt.MAX_COLUMNS:
        raise HaltError("file.limits", what=f"「{name}」有 {width} 列，最多 {halt.MAX_COLUMNS} 列")
    if before + height * width > halt.MAX_AREA:
        raise HaltError("file.limits", what=f"「{name}」有 {height} 行 {width} 列，格子太多")


def _send_rows(outlet: _Outlet, rows: Iterator[list[object]]) -> None:
    """Send until the end, or until a long stretch of blank rows; trailing ones are left off."""
    chunk: list[list[object]] = []
    blank = 0
    for row in _counted(outlet, rows):
        if any(cell != "" for cell in row):
            chunk.extend([""] * len(row) for _ in range(blank))
            blank = 0
            chunk.append(row)
        else:
            blank += 1
            if blank >= halt.BLANK_ROWS:
                break
        if len(chunk) >= _CHUNK:
            outlet.send("rows", _shared(chunk))
            chunk = []
    if chunk:
        outlet.send("rows", _shared(chunk))
    if blank >= halt.BLANK_ROWS and any(any(c != "" for c in row) for row in rows):
        outlet.send("cut")


def _shared(chunk: list[list[object]]) -> list[list[object]]:
    """Make equal texts one text: ledgers repeat themselves, and the pipe keeps what is one."""
    texts: dict[str, str] = {}
    share = texts.setdefault
    return [[share(cell, cell) if cell.__class__ is str else cell for cell in row] for row in chunk]


def _counted(outlet: _Outlet, rows: Iterator[list[object]]) -> Iterator[list[object]]:
    for row in rows:
        outlet.rows += 1
        outlet.cells += len(row)
        if outlet.cells > halt.MAX_AREA:
            raise HaltError("file.limits", what="格子太多")
        if outlet.rows > halt.MAX_ROWS:
            raise HaltError("file.limits", what=f"各表合计超过 {halt.MAX_ROWS} 行")
        yield row
