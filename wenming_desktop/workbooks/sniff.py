"""What a file is, by its bytes: names and endings lie."""

from wenming_desktop.workbooks.halt import HaltError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ALIENS = (
    (b"%PDF", "PDF 文档"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"RIFF", "图片或音视频"),
    (b"II*\0", "图片"),
    (b"MM\0*", "图片"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"{\\rtf", "Word 文档"),
    (b"MZ", "程序"),
    (b"\x7fELF", "程序"),
    (b"SQLite format 3", "数据库"),
)
_OLD_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")
_STREAM_STARTS = (b"\x09\x08\x10\x00", b"\x09\x08\x08\x00\x00\x05")
"""How a book's stream begins in Excel 97 and later, and in Excel 5 and 95."""
_ENCRYPTED = b"\x2f\x00"
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def kind_of(data: bytes) -> str:
    """Say "zip", "ole" or "text"; refuse what can hold no table."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if data.startswith(_OLE):
        _check_ole(data)
        return "ole"
    _refuse_alien(data)
    _refuse_markup(data)
    if not data.startswith(_BOMS) and b"\0" in data[:65536]:
        raise HaltError("file.damaged")
    return "text"


def _check_ole(data: bytes) -> None:
    """Look for the stream names of the directory; they are UTF-16 text."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise HaltError("file.password")
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        if _is_locked(data):
            raise HaltError("file.password")
        return
    if "WordDocument".encode("utf-16-le") in data:
        raise HaltError("file.kind", what="Word 文档")
    if "PowerPoint".encode("utf-16-le") in data:
        raise HaltError("file.kind", what="演示文稿")
    raise HaltError("file.damaged")


def _is_locked(data: bytes) -> bool:
    """Look for the mark of an encrypted stream among the first records after its beginning."""
    at = max(map(data.find, _STREAM_STARTS))
    for _ in range(4):
        if at < 0 or at + 4 > len(data):
            break
        if data[at : at + 2] == _ENCRYPTED:
            return True
        at += 4 + int.from_bytes(data[at + 2 : at + 4], "little")
    return False


def _refuse_alien(data: bytes) -> None:
    for start, what in _ALIENS:
        if data.startswith(start):
            raise HaltError("file.kind", what=what)
    if data.startswith(_OLD_BIFF):
        raise HaltError("file.kind", what="很早以前的 Excel 格式")


def _refuse_markup(data: bytes) -> None:
    """Web pages named .xls are common; they are not workbooks."""
    head = data[:2048].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if not head.startswith(b"<"):
        return
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        raise HaltError("file.kind", what="XML 表格")
    if head.startswith((b"<html", b"<table", b"<!doctype", b"<meta", b"<?xml", b"<head", b"<!--")):
        raise HaltError("file.kind", what="网页")
