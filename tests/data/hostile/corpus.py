"""Files that mean harm, or that offices mistake for ledgers, made on the spot.

`make_one` writes one and gives its path and the code it must be refused with; `NAMES` are all.
"""

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import xlwt

_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="xml" ContentType="application/xml"/><Default '
    'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_PARTS = {
    "[Content_Types].xml": _TYPES,
    "_rels/.rels": f'<Relationships {_PACKAGE}><Relationship Id="a" Type="{_REL}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook {_NS} xmlns:r="{_REL}"><sheets><sheet name="表" sheetId="1" '
    'r:id="s1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships {_PACKAGE}><Relationship Id="s1" '
    f'Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="s2" '
    f'Type="{_REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
}


def xlsx(data: str, extra: dict[str, str | bytes] | None = None, tail: str = "") -> bytes:
    """The bytes of a workbook whose sheet holds these rows, as they stand."""
    sheet = f"<worksheet {_NS}><sheetData>{data}</sheetData>{tail}</worksheet>"
    return packed({**_PARTS, "xl/worksheets/sheet1.xml": sheet, **(extra or {})})


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as pack:
        for name, content in parts.items():
            pack.writestr(name, content)
    return out.getvalue()


def ods(rows: str, manifest: str = "<manifest/>") -> bytes:
    """The bytes of an OpenDocument sheet with these table rows."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet><table:table "
        f'table:name="表">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }
    )


def cell(place: str, value: str = "1") -> str:
    """One numeric cell at a place."""
    return f'<row><c r="{place}"><v>{value}</v></c></row>'


def xls(rows: list[list[object]]) -> bytes:
    """The bytes of a BIFF8 workbook."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("表")
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            sheet.write(r, c, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


_LEDGER: list[list[object]] = [
    ["姓名", "身份证号"],
    *([f"张{n}", f"63010019900101{n:04d}"] for n in range(300)),
]


def _with_password(data: bytes) -> bytes:
    """Turn the record after the first into the mark of an encrypted stream."""
    start = data.index(b"\x09\x08\x10\x00")
    second = start + 4 + 16
    return data[:second] + b"\x2f\x00" + data[second + 2 :]


def _lying(data: bytes) -> bytes:
    """Claim one byte for every part, in both places a zip tells sizes."""
    out = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.find(mark)
        while start >= 0:
            out[start + at : start + at + 4] = (1).to_bytes(4, "little")
            start = data.find(mark, start + 4)
    return bytes(out)


def _flagged(data: bytes) -> bytes:
    """Mark every part as encrypted."""
    out = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            out[start + at] |= 1
            start = data.find(mark, start + 4)
    return bytes(out)


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
_DTD = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
_FAR_ODS = '<table:table-cell office:value-type="float" office:value="1"'

_MAKERS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "零字节.xlsx": ("file.empty", lambda: b""),
    "只有分隔符.csv": ("file.empty", lambda: b",,,\r\n,,,\r\n"),
    "有密码.xlsx": ("file.password", lambda: _OLE + "EncryptedPackage".encode("utf-16-le")),
    "有密码.xls": ("file.password", lambda: _with_password(xls(_LEDGER))),
    "压缩密码.xlsx": ("file.password", lambda: _flagged(xlsx(cell("A1")))),
    "有密码.ods": ("file.password", lambda: ods("", "<m:encryption-data/>")),
    "截断.xlsx": ("file.damaged", lambda: xlsx(cell("A1"))[:600]),
    "截断.xls": ("file.damaged", lambda: xls(_LEDGER)[:700]),
    "缺目录.xlsx": ("file.damaged", lambda: packed({"xl/styles.xml": "<a/>"})),
    "乱码.xls": ("file.damaged", lambda: random.Random(3).randbytes(5000)),
    "全零.xlsx": ("file.damaged", lambda: b"\0" * 4096),
    "空壳.xls": ("file.damaged", lambda: _OLE),
    "断字.csv": ("file.damaged", lambda: "姓名,电话\n张三".encode()[:-1]),
    "坏编码.csv": ("file.damaged", lambda: b"\xef\xbb\xbfa,b\n\xff\xfe,1"),
    "含零.csv": ("file.damaged", lambda: b"a,\0\n"),
    "图片.xlsx": ("file.kind", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 64),
    "照片.csv": ("file.kind", lambda: b"\xff\xd8\xff\xe0" + b"\0" * 64),
    "文档.xls": ("file.kind", lambda: b"%PDF-1.7 ..."),
    "网页.xls": ("file.kind", lambda: "<html><table><tr><td>姓名".encode("gb18030")),
    "网页2.xls": ("file.kind", lambda: b"\xef\xbb\xbf \r\n<!DOCTYPE html><table>"),
    "文字.xlsx": ("file.kind", lambda: "请查收附件。\n谢谢".encode("utf-8-sig")),
    "文档.xlsx": ("file.kind", lambda: packed({"word/document.xml": "<a/>"})),
    "幻灯片.xlsx": ("file.kind", lambda: packed({"ppt/presentation.xml": "<a/>"})),
    "压缩包.xlsx": ("file.kind", lambda: packed({"a.txt": "a"})),
    "文档.et": ("file.kind", lambda: _OLE + "WordDocument".encode("utf-16-le")),
    "压缩.rar.xls": ("file.kind", lambda: b"Rar!\x1a\x07\x00" + b"\0" * 50),
    "远处一格.xlsx": ("file.limits", lambda: xlsx(cell("A1") + cell("XFD1048576"))),
    "远处单引号.xlsx": ("file.limits", lambda: xlsx("<row><c r='XFD1048576'><v>1</v></c></row>")),
    "远处空格.xlsx": (
        "file.limits",
        lambda: xlsx('<row><c r = "XFD1048576"><v>1</v></c></row>' + cell("A1")),
    ),
    "远处小写.xlsx": ("file.limits", lambda: xlsx(cell("xfd1048576"))),
    "两角.xlsx": ("file.limits", lambda: xlsx(cell("A1") + cell("ZZ299999"))),
    "列数.xlsx": ("file.limits", lambda: xlsx("<row>" + "<c><v>1</v></c>" * 20_000 + "</row>")),
    "列名.xlsx": ("file.limits", lambda: xlsx(cell("XFE1"))),
    "列名太长.xlsx": ("file.limits", lambda: xlsx(cell("AAAA1"))),
    "行数.xlsx": (
        "file.limits",
        lambda: xlsx(
            "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 300_003))
        ),
    ),
    "实体.xlsx": ("file.limits", lambda: xlsx(cell("A1"), {"xl/styles.xml": _DTD + "<a>&b;</a>"})),
    "外部实体.xlsx": (
        "file.limits",
        lambda: xlsx("", {"xl/sharedStrings.xml": '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'}),
    ),
    "压缩炸弹.xlsx": ("file.limits", lambda: xlsx("", {"xl/styles.xml": b" " * (400 << 20)})),
    "谎报大小.xlsx": (
        "file.limits",
        lambda: _lying(xlsx("", {"xl/styles.xml": b" " * (20 << 20)})),
    ),
    "部件太多.xlsx": (
        "file.limits",
        lambda: xlsx("", {f"xl/media/{n}.xml": "" for n in range(2_100)}),
    ),
    "长文重复.xlsx": (
        "file.limits",
        lambda: xlsx(
            "".join(f'<row><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 5000)),
            {"xl/sharedStrings.xml": f"<sst {_NS}><si><t>{'字' * 900_000}</t></si></sst>"},
        ),
    ),
    "重复列.ods": (
        "file.limits",
        lambda: ods(
            f'<table:table-row>{_FAR_ODS} table:number-columns-repeated="16384"/></table:table-row>'
        ),
    ),
    "重复行.ods": (
        "file.limits",
        lambda: ods(
            f'<table:table-row table:number-rows-repeated="1048576">{_FAR_ODS}/></table:table-row>'
        ),
    ),
    "列数.csv": ("file.limits", lambda: b"a," * 2000 + b"b\n"),
    "长格.csv": ("file.limits", lambda: b"a,b\n1," + b"x" * 100_000 + b"\n"),
    "少引号.csv": ("file.limits", lambda: b'a,b\n1,"x' + b"y,z\n" * 30_000),
}


NAMES = tuple(_MAKERS)


def make_one(folder: Path, name: str) -> tuple[Path, str]:
    """Write one file of the corpus."""
    code, data = _MAKERS[name]
    path = folder / name
    path.write_bytes(data())
    return path, code


def mutations(data: bytes, count: int, seed: int) -> Iterator[bytes]:
    """Spoil a good file in `count` ways: bytes changed, pieces lost, doubled or moved."""
    chance = random.Random(seed)
    for _ in range(count):
        spoiled = bytearray(data)
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(spoiled))
            match chance.randrange(4):
                case 0:
                    spoiled[at] = chance.randrange(256)
                case 1:
                    spoiled[at : at + 4] = chance.randbytes(4)
                case 2:
                    spoiled[at : at + 2] = b"\xff\xff"
                case _:
                    spoiled[at : at + chance.randint(1, 64)] = b""
        yield bytes(spoiled)
