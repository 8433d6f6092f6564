"""Texts that mean harm or that programs stumble over, and a ledger that is full of them."""

import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl

TEXTS = (
    "=1+1",
    "@SUM(A1:A9)",
    "+8613900001234",
    "-2+3",
    '=HYPERLINK("http://127.0.0.1/?"&A1,"点这里")',
    "=cmd|' /C calc'!A0",
    "<img src=x onerror=alert(1)>",
    "<b>粗</b>",
    "</para><font color=red>红",
    "&amp;&lt;&#x41;",
    "{{x}}",
    "{0}{name}{",
    "%s%d%n",
    "${jndi:ldap://127.0.0.1/a}",
    "'; DROP TABLE resident; --",
    '" OR 1=1',
    'a" OR "b',
    "NEAR(王 李, 2) AND NOT x*",
    "100%_王",
    "../../etc/passwd",
    "..\\..\\Windows\\win.ini",
    "CON",
    "王\u202e秀兰\u202c",
    "\u2067李\u2069",
    "张\u200d三\u200b",
    "👨\u200d👩\u200d👧",
    "王_x0007_兰",
    "_x0000_",
    "_x000D_换行",
    "长" * 2000,
    "a" * 2000,
    "⽼⼈⼥",
    "王\ue000某\uf8ff",
    "𠅤𬎆䶮",
    "e\u0301\u0301\u0301" * 9,
    "吐尔逊·买买提",
    "\\n\\r\\0",
    "第一行\n第二行\r\n第三行",
    "\ufeff王\ufeff",
    "１２３４５６",
    "NULL",
    "true",
    "1e309",
    "null\ttab",
)
"""What a workbook can hold; `_x0000_` is how it spells NUL."""
UNWRITABLE = ("王\x00秀兰", "\ud800", "李\udfff四", "\x00", "\x1b[31m红", "\ufffe王\uffff")
"""What no workbook can, but a person may paste."""
EMPTY = frozenset({"_x0000_"})
"""Of these nothing is left that could be a name, of a person or of an estate."""
FOLDED = frozenset({"长" * 2000, "a" * 2000, '=HYPERLINK("http://127.0.0.1/?"&A1,"点这里")'})
"""No name of an estate is as long; their people are taken in without a door."""
HEADS = (
    "小区", "楼号", "单元", "房号", "户主", "姓名", "与户主关系", "身份证号", "联系电话",
    "工作单位", "特殊人群", "备注",
)  # fmt: skip
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})


def all_rows() -> list[tuple[str, ...]]:
    """A row for each text as what a person says of himself, and one as the name of an estate."""
    said = [
        ("槐荫一院", str(at), "1", "101", t, t, "户主", "", t, t, t, t)
        for at, t in enumerate(TEXTS, 1)
    ]
    marks = "甲乙丙丁戊己庚辛壬癸"
    homes = [
        (t, "1", "1", str(101 + at), "", f"王{marks[at // 10]}{marks[at % 10]}", *[""] * 6)
        for at, t in enumerate(TEXTS)
        if t not in EMPTY
    ]
    return [*said, *homes]


def ledger(path: Path, rows: Iterable[Sequence[str]] = ()) -> Path:
    """Rows as a workbook in which every cell is text, as a person typed it."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for number, row in enumerate((HEADS, *(rows or all_rows())), 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.value, cell.data_type = text, "s"
    book.save(path)
    return path


def is_plain(text: str) -> bool:
    """Whether a text is one line that shows all it holds."""
    return not any(unicodedata.category(char) in _UNSEEN for char in text)
