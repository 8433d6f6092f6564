"""A look into a zipped workbook before any reader sets memory aside for it.

Part sizes in the directory can lie, so every part is unpacked once, in pieces, and counted.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import chain

from wenming_desktop.workbooks.halt import MAX_COLUMNS, MAX_ROWS, HaltError, column_letters

MAX_PARTS = 2_000
MAX_PART_BYTES = 300 * 1024 * 1024
MAX_ALL_BYTES = 600 * 1024 * 1024
MAX_RATIO = 100
_RATIO_FROM = 4 * 1024 * 1024
"""Small parts may be as dense as they like: a blank sheet of one style packs 300 to 1."""
_PIECE = 1 << 20
_MANIFEST = "META-INF/manifest.xml"
"""Looked at before the rest: it says that what follows is under a password."""
_OVERLAP = 256

_FAR_PLACE = rb"([A-Za-z]{3,}[0-9]+|[A-Za-z]+(?:[3-9][0-9]{5}|[0-9]{7,}))"
_FAR = re.compile(b'r="' + _FAR_PLACE + b'"')
_FAR_QUOTED = re.compile(b"r='" + _FAR_PLACE + b"'")
"""The fixed start makes the search nine times as fast as one pattern for both quotes."""
_REFERENCE = re.compile(rb"([A-Za-z]+)([0-9]+)")
_CELL_HEAD = re.compile(rb"<(?:\w+:)?c\s(?:[^<>]*\s)?$")
_CELL_BODY = re.compile(rb"""[^<>]*?(/?)>(</)?""")
_REPEATS = re.compile(
    rb"<table:table-cell\b(?=[^<>]*value-type=)[^<>]*number-columns-repeated=\"([0-9]{4,})\""
)
_ROW_REPEATS = re.compile(
    rb"<table:table-row\b[^<>]*number-rows-repeated=\"([0-9]{4,})\"[^<>]*>(.{0,4096}?)</table:table-row>",
    re.DOTALL,
)


def check(data: bytes) -> str:
    """Refuse a zip that is no workbook or that would not fit; else say which kind it is."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as pack:
            parts = [part for part in pack.infolist() if not part.is_dir()]
            mime = _mime(pack)
    except (
        zipfile.BadZipFile,
        ValueError,
        EOFError,
        NotImplementedError,
        OSError,
        zlib.error,
    ) as error:
        raise HaltError("file.damaged") from error
    if len(parts) > MAX_PARTS:
        raise HaltError("file.limits", what=f"文件里有 {len(parts)} 个部件")
    if any(part.flag_bits & 1 for part in parts):
        raise HaltError("file.password")
    kind = _kind({part.filename for part in parts}, mime)
    _check_parts(data, parts, kind)
    return kind


def _mime(pack: zipfile.ZipFile) -> bytes:
    """Read how an OpenDocument file calls itself."""
    if "mimetype" not in pack.namelist() or pack.getinfo("mimetype").flag_bits & 1:
        return b""
    with pack.open("mimetype") as part:
        return part.read(100)


def _kind(names: set[str], mime: bytes) -> str:
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "content.xml" in names and b"opendocument.spreadsheet" in mime:
        return "ods"
    if any(name.startswith("word/") for name in names):
        raise HaltError("file.kind", what="Word 文档")
    if any(name.startswith("ppt/") for name in names):
        raise HaltError("file.kind", what="演示文稿")
    if any(name.startswith("xl/") for name in names):
        raise HaltError("file.damaged")
    raise HaltError("file.kind", what="压缩包")


def _check_parts(data: bytes, parts: list[zipfile.ZipInfo], kind: str) -> None:
    total = 0
    for part in sorted(parts, key=lambda part: part.filename != _MANIFEST):
        if not part.filename.endswith((".xml", ".rels", ".bin")):
            continue  # pictures and the like: no reader opens them
        size, tail, first = 0, b"", True
        is_sheet = kind == "xlsx" and "worksheets/" in part.filename
        for piece in _unpacked(data, part):
            size += len(piece)
            total += len(piece)
            _check_size(size, total, part)
            if part.filename.endswith(".bin"):
                continue
            window = tail + piece
            _check_markup(window, first=first)
            if is_sheet:
                _check_cells(window)
            elif kind == "ods":
                _check_ods(window, part.filename)
            tail, first = piece[-_OVERLAP:], False


def _check_size(size: int, total: int, part: zipfile.ZipInfo) -> None:
    if size > MAX_PART_BYTES or total > MAX_ALL_BYTES:
        raise HaltError("file.limits", what="解开后的内容太大")
    if size > _RATIO_FROM and size > MAX_RATIO * max(part.compress_size, 1):
        raise HaltError("file.limits", what="解开后的内容比文件大一百倍以上")


def _unpacked(data: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the part's true contents, whatever size its header claims."""
    start = part.header_offset + 30
    head = data[part.header_offset : start]
    if len(head) < 30 or head[:4] != b"PK\x03\x04":
        raise HaltError("file.damaged")
    start += int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
    packed = memoryview(data)[start : start + part.compress_size]
    if len(packed) < part.compress_size:
        raise HaltError("file.damaged")
    if part.compress_type == zipfile.ZIP_STORED:
        for at in range(0, len(packed), _PIECE):
            yield bytes(packed[at : at + _PIECE])
    elif part.compress_type == zipfile.ZIP_DEFLATED:
        yield from _inflated(packed)
    else:
        raise HaltError("file.limits", what="用了少见的压缩方法")


def _inflated(packed: memoryview) -> Iterator[bytes]:
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    waiting: bytes | memoryview = packed
    try:
        while not engine.eof:
            piece = engine.decompress(waiting, _PIECE)
            if not piece and not engine.eof:
                raise HaltError("file.damaged")
            waiting = engine.unconsumed_tail
            yield piece
    except zlib.error as error:
        raise HaltError("file.damaged") from error


def _check_markup(window: bytes, *, first: bool) -> None:
    """No document types: they are for entities, and no spreadsheet program writes one."""
    if b"<!DOCTYPE" in window:
        raise HaltError("file.limits", what="含有不许用的定义")
    if first and b"\0" in window[:64]:
        raise HaltError("file.damaged")


def _check_cells(window: bytes) -> None:
    """Refuse a sheet with something written far outside any ledger."""
    found_far: Iterator[re.Match[bytes]] = _FAR.finditer(window)
    if b"r='" in window:
        found_far = chain(found_far, _FAR_QUOTED.finditer(window))
    for found in found_far:
        reference = _REFERENCE.fullmatch(found.group(1))
        if reference is None or not _is_written_cell(window, found):
            continue
        letters, row = reference.group(1).upper(), int(reference.group(2)[:9])
        column = 0
        for letter in letters[:8]:
            column = column * 26 + letter - 64
        if column > MAX_COLUMNS or row > MAX_ROWS:
            where = found.group(1).decode().upper()[:20]
            raise HaltError(
                "file.limits",
                what=f"{where} 格有内容，最多读到第 {MAX_ROWS} 行、"
                f"{column_letters(MAX_COLUMNS - 1)} 列",
            )


def _is_written_cell(window: bytes, found: re.Match[bytes]) -> bool:
    """Tell a cell with a value from a blank styled one and from other attributes.

    A cell cut off by the window's end is left to the next window, which overlaps this one.
    """
    if not _CELL_HEAD.search(window, max(0, found.start() - 120), found.start()):
        return False
    body = _CELL_BODY.match(window, found.end())
    return body is not None and not (body.group(1) or body.group(2))


def _check_ods(window: bytes, name: str) -> None:
    if name == _MANIFEST and b"encryption-data" in window:
        raise HaltError("file.password")
    for found in _REPEATS.finditer(window):
        if int(found.group(1)[:9]) > MAX_COLUMNS:
            raise HaltError("file.limits", what=f"有一行重复了 {found.group(1).decode()[:9]} 格")
    for found in _ROW_REPEATS.finditer(window):
        if b"value-type=" in found.group(2) and int(found.group(1)[:9]) > MAX_COLUMNS:
            raise HaltError("file.limits", what=f"有一行重复了 {found.group(1).decode()[:9]} 次")
