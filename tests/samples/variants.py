"""The same ledger as other offices would have kept it: for tests of the importer's reading.

Each function takes a resident ledger (.xlsx, .xls or .csv as in tests/data/ledgers) and a folder,
writes one file there and returns its path. Households and residents stay those of the ledger.
"""

from __future__ import annotations

import csv
import random
import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import xlsxwriter
from python_calamine import CalamineWorkbook

from tests.samples.ods import content

Row = dict[str, Any]
Home = list[Row]
PLACE = ("estate", "building", "unit", "room")
# What a heading of the ledgers means; the first of each is how the variants head it.
MEANING = {
    "estate": ("小区",),
    "building": ("楼号", "楼栋"),
    "unit": ("单元",),
    "room": ("室", "门牌号", "房号"),
    "address": ("家庭住址", "住址"),
    "name": ("姓名",),
    "sex": ("性别",),
    "relation": ("与户主关系", "关系"),
    "id": ("身份证号", "身份证号码", "证件号码"),
    "ethnicity": ("民族",),
    "born": ("出生日期",),
    "phone": ("联系电话", "电话", "手机号"),
    "status": ("政治面貌",),
    "care": ("人员类别", "类别", "特殊类别"),
    "remark": ("备注",),
}
# Other words for the same columns, as street offices head them.
ALTERNATIVES: tuple[dict[str, str], ...] = (
    {
        "estate": "小区名称",
        "building": "栋号",
        "unit": "单元号",
        "room": "房间号",
        "name": "居民姓名",
        "relation": "户主关系",
        "id": "公民身份号码",
        "phone": "联系方式",
        "care": "特殊人群",
        "remark": "说明",
    },
    {
        "estate": "院落",
        "building": "幢号",
        "unit": "门洞",
        "room": "室号",
        "name": "姓 名",
        "relation": "与户主的关系",
        "id": "身份证",
        "born": "出生年月日",
        "phone": "手机号码",
        "care": "重点人群",
    },
    {
        "estate": "家属院",
        "building": "楼栋",
        "room": "房号",
        "name": "人员姓名",
        "relation": "家庭关系",
        "id": "证件号",
        "born": "生日",
        "phone": "本人电话",
        "care": "人员类型",
    },
)
ADDRESS = re.compile(r"^(\D+?)(甲?\d+)(?:号楼|-)(\d+)(?:单元|-)(\w+?)室?$")


def households(ledger: Path) -> list[Home]:
    """The ledger's rows, one list a household, places filled in on every row."""
    table = _table(ledger)
    top = next(number for number, row in enumerate(table) if _keys(row).count("") < len(row) - 2)
    keys = _keys(table[top])
    body = table[top + 1 :]
    if "name" not in keys:
        keys = [first or second for first, second in zip(keys, _keys(body[0]), strict=True)]
        body = body[1:]
    homes: list[Home] = []
    for values in body:
        row = {key: value for key, value in zip(keys, values, strict=True) if key}
        if row.get("relation") in ("", "关系", "与户主关系"):
            continue
        _place(row, homes)
        if row["relation"] == "户主":
            homes.append([])
        homes[-1].append(row)
    return homes


def _table(ledger: Path) -> list[list[Any]]:
    if ledger.suffix == ".csv":
        raw = ledger.read_bytes()
        text = raw.decode("utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") else "gb18030")
        return [list(row) for row in csv.reader(text.splitlines())]
    return CalamineWorkbook.from_path(ledger).get_sheet_by_index(0).to_python()


def _keys(row: Iterable[Any]) -> list[str]:
    words = {word: key for key, heads in MEANING.items() for word in heads}
    return [words.get(str(cell), "") for cell in row]


def _place(row: Row, homes: list[Home]) -> None:
    if "address" in row:
        found = ADDRESS.match(row.pop("address"))
        assert found is not None
        row.update(zip(PLACE, found.groups(), strict=True))
    if not row["estate"]:
        row.update({key: homes[-1][0][key] for key in PLACE})


def _columns(homes: list[Home]) -> list[str]:
    return [key for key in MEANING if key in homes[0][0]]


def _lines(homes: list[Home], keys: list[str]) -> list[list[Any]]:
    return [[row[key] for key in keys] for home in homes for row in home]


def _write(
    path: Path,
    sheets: dict[str, list[list[Any]]],
    merges: Iterable[tuple[int, int, int]] = (),
) -> Path:
    """Plain sheets; a merge is (first row, last row, column) of the first sheet."""
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    made = [(book.add_worksheet(name), lines) for name, lines in sheets.items()]
    for sheet, lines in made:
        for number, line in enumerate(lines):
            for column, value in enumerate(line):
                dated = hasattr(value, "year")
                sheet.write(number, column, value, day if dated else None)
    sheet, lines = made[0]
    for first, last, column in merges:
        sheet.merge_range(first, column, last, column, lines[first][column])
    book.close()
    return path


def _flat(
    path: Path,
    homes: list[Home],
    keys: list[str] | None = None,
    heads: dict[str, str] | None = None,
) -> Path:
    keys = keys or _columns(homes)
    top = [(heads or {}).get(key, MEANING[key][0]) for key in keys]
    return _write(path, {"台账": [top, *_lines(homes, keys)]})


def shuffled(ledger: Path, folder: Path, seed: int = 1) -> Path:
    """Households in another order; the rows of one stay together."""
    homes = households(ledger)
    random.Random(seed).shuffle(homes)
    return _flat(folder / "打乱次序.xlsx", homes)


def renamed(ledger: Path, folder: Path) -> Path:
    """The very bytes under a name that says nothing."""
    return Path(shutil.copy(ledger, folder / f"新建文件夹 (2) 最终版{ledger.suffix}"))


def sheet_renamed(ledger: Path, folder: Path) -> Path:
    """An unhelpful sheet name, with an empty sheet before it and a note after it."""
    homes = households(ledger)
    keys = _columns(homes)
    lines = [[MEANING[key][0] for key in keys], *_lines(homes, keys)]
    sheets: dict[str, list[list[Any]]] = {
        "Sheet3": [],
        "10月(改)": lines,
        "说明": [["请各网格员于月底前报送"]],
    }
    return _write(folder / "表名变了.xlsx", sheets)


def swapped(ledger: Path, folder: Path) -> Path:
    """Name and number have changed places, and so have phone and relation."""
    homes = households(ledger)
    keys = _columns(homes)
    for one, two in (("name", "id"), ("phone", "relation")):
        left, right = keys.index(one), keys.index(two)
        keys[left], keys[right] = keys[right], keys[left]
    return _flat(folder / "换了列.xlsx", homes, keys)


def other_headings(ledger: Path, folder: Path, choice: int = 0) -> Path:
    """Another office's words in the head row."""
    return _flat(folder / f"别的表头{choice}.xlsx", households(ledger), heads=ALTERNATIVES[choice])


def sheet_per_building(ledger: Path, folder: Path) -> Path:
    """One sheet a building, each with its own head row."""
    homes = households(ledger)
    keys = _columns(homes)
    top = [MEANING[key][0] for key in keys]
    sheets: dict[str, list[list[Any]]] = {}
    for home in homes:
        no = str(home[0]["building"]).removesuffix("号楼")
        name = f"{home[0]['estate']}{no}号楼"
        sheets.setdefault(name, [top]).extend(_lines([home], keys))
    return _write(folder / "一楼一表.xlsx", sheets)


def merged_cells(ledger: Path, folder: Path) -> Path:
    """A title over the table and the four place cells merged down each household."""
    homes = households(ledger)
    keys = _columns(homes)
    lines: list[list[Any]] = [["居民登记表"], [MEANING[key][0] for key in keys]]
    merges = []
    for home in homes:
        first = len(lines)
        lines += _lines([home], keys)
        for line in lines[first + 1 :]:
            line[: len(PLACE)] = [None] * len(PLACE)
        if len(home) > 1:
            merges += [(first, len(lines) - 1, column) for column in range(len(PLACE))]
    return _write(folder / "合并单元格.xlsx", {"台账": lines}, merges)


def two_phones(ledger: Path, folder: Path) -> Path:
    """Every third phone cell holds a fixed line too, parted in four ways."""
    homes = households(ledger)
    for number, row in enumerate(row for home in homes for row in home):
        if number % 3 == 0 and row["phone"]:
            own = row["phone"]
            own = str(int(own)) if isinstance(own, float) else str(own)
            row["phone"] = f"{own}{'、/ ;'[number // 3 % 4]}0399-8801{number % 9000 + 1000}"
    return _flat(folder / "两个电话.xlsx", homes)


def fifteen_digits(ledger: Path, folder: Path) -> Path:
    """Everybody born before 2000 still has the number of the first generation."""
    homes = households(ledger)
    for row in (row for home in homes for row in home):
        number = str(row["id"]).replace(" ", "").lstrip("'")
        if len(number) == 18 and number[6:8] == "19":
            row["id"] = number[:6] + number[8:17]
    return _flat(folder / "十五位号码.xlsx", homes)


def ods(ledger: Path, folder: Path) -> Path:
    """An OpenDocument sheet, as LibreOffice and some WPS offices keep it."""
    homes = households(ledger)
    keys = _columns(homes)
    path = folder / "开放文档.ods"
    lines = [[MEANING[key][0] for key in keys], *_lines(homes, keys)]
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        package.writestr("mimetype", kind, ZIP_STORED)
        package.writestr("content.xml", content("台账", lines))
        package.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
            'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" '
            'manifest:media-type="text/xml"/></manifest:manifest>',
        )
    return path


ALL: dict[str, Callable[[Path, Path], Path]] = {
    "shuffled": shuffled,
    "renamed": renamed,
    "sheet_renamed": sheet_renamed,
    "swapped": swapped,
    "other_headings": other_headings,
    "sheet_per_building": sheet_per_building,
    "merged_cells": merged_cells,
    "two_phones": two_phones,
    "fifteen_digits": fifteen_digits,
    "ods": ods,
}
