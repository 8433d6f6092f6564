"""Ledgers whose cells hold too much, and ledgers that spread a household over sheets."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.corpus.folk import Folk, Truth


def crowded_xlsx(folder: Path) -> tuple[Path, Truth]:
    """Hidden rows and columns, two telephones a cell, old numbers, several people in one cell."""
    folk, truth = Folk(13), Truth()
    book = openpyxl.Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = "常住"
    sheet.append(["填报社区：槐荫里", None, None, None, "填报日期：2026.11.3"])
    sheet.append(
        ["院落", "楼幢号", "门栋号", "户室号", "内部码", "居民", "与户主系", "身份证编码",
         "联系方式（手机/座机）", "政治情况", "文化水平", "独居老人", "是否残疾"]
    )  # fmt: skip
    row = 2

    def put(*cells: Any) -> int:
        nonlocal row
        row += 1
        for column, value in enumerate(cells, 1):
            if value is not None:
                sheet.cell(row, column, value)
        return row

    for n in range(12):
        home = ("槐荫五院", str(1 + n // 6), "甲乙丙"[n // 2 % 3], f"{1 + n}01")
        truth.home(*home)
        name, born, phones = folk.name(), folk.born(), (folk.phone(), folk.phone())
        cell: Any = (
            "、".join(phones), f"{phones[0]}/{phones[1]}", f"{phones[0]} {phones[1]}",
            f"本人{phones[0]}；儿子{phones[1]}", f"{phones[0]}\n{phones[1]}", float(phones[0]),
        )[n % 6]  # fmt: skip
        truth.phones[name] = (phones[0], "" if n % 6 == 5 else phones[1])
        ticks = ("√" if n % 3 == 0 else "", "是" if n % 4 == 0 else "否")
        number = folk.number(born)
        at = put(*home[:2], f"{home[2]}单元", home[3], f"X{n}", name, "户主", number, cell,
                 "群众", "初中", *ticks)  # fmt: skip
        truth.care[name] = ({"A02"} if n % 3 == 0 else set()) | ({"C01"} if n % 4 == 0 else set())
        truth.take(name)
        if n % 5 == 0:
            sheet.row_dimensions[at].hidden = True  # hidden is not absent
    sheet.column_dimensions["E"].hidden = True
    _spoilt(folk, truth, put)
    put("合计", None, None, None, None, f"{len(truth.names)}人")
    path = folder / "常住拥挤.xlsx"
    book.save(path)
    return path, truth


def _spoilt(folk: Folk, truth: Truth, put: Callable[..., int]) -> None:
    """Lines each with one thing to name, and lines that look odd and are right."""
    home = ("槐荫五院", "9", "1单元", "101")
    truth.home("槐荫五院", "9", "1", "101")
    name, born = folk.name(), (1961, 5, 8)
    old = f"630100{born[0] % 100:02}{born[1]:02}{born[2]:02}311"
    truth.take(name, "常住", put(*home, None, name, "户主", old), "id.fifteen_digits")
    name = folk.name()
    kept_as_number = float("630100610509312")
    truth.take(name, "常住", put(*home, None, name, "妻", kept_as_number), "id.fifteen_digits")
    several = f"{folk.name()}、{folk.name()}、{folk.name()}"
    truth.refuse("常住", put(*home, None, several, "子女"), "name.several")
    pair = f"{folk.name()}\n{folk.name()}"  # three characters each
    truth.refuse("常住", put(*home, None, pair, "子女"), "name.several")
    number = folk.number((1990, 2, 3))
    wrong = number[:17] + ("1" if number[17] != "1" else "2")
    truth.refuse("常住", put(*home, None, folk.name(), "子", wrong), "id.checksum")
    lost = float(folk.number((1990, 2, 3))[:15] + "000")
    truth.refuse("常住", put(*home, None, folk.name(), "子", lost), "id.precision_lost")
    truth.refuse("常住", put(*home, None, None, "子", folk.number((1991, 2, 3))), "name.missing")
    name = folk.name()
    line = put(*home, None, name, "子", None, "1390000123")
    truth.take(name, "常住", line, "phone.malformed")
    name = folk.name()
    line = put(*home, None, name, "远房的谁", None)
    truth.take(name, "常住", line, "value.unknown")
    for room in ("商铺", "商铺2", "商铺-3", "门面1号"):
        truth.home("槐荫五院", "9", "0", room.replace("-", "").removesuffix("号"))
        name = folk.name()
        truth.take(name)
        put("槐荫五院", "9号楼", None, room, None, name, "户主")


def homes_and_members(folder: Path) -> tuple[Path, Truth]:
    """Households split over sheets: doors in one, people in the other, joined by 户号."""
    folk, truth = Folk(15), Truth()
    book = openpyxl.Workbook()
    homes: Worksheet = book.worksheets[0]
    homes.title = "住户"
    people: Worksheet = book.create_sheet("成员")
    homes.append(["户号", "小区名称", "楼号", "单元", "房号", "户主姓名", "联系电话"])
    people.append(["户号", "成员姓名", "与户主关系", "身份证号码", "人员类别"])
    for n in range(10):
        head, home = folk.name(), ("槐荫六院", "1", str(1 + n % 2), f"{1 + n // 2}0{1 + n % 2}")
        key: Any = f"H{n:03}" if n % 2 else float(n + 1)
        truth.home(*home)
        homes.append([key, *home, head, folk.phone()])
        for relation in ("户主", "配偶", "长女")[: 1 + n % 3]:
            name = head if relation == "户主" else folk.name()
            truth.take(name)
            people.append([key, name, relation, folk.number(folk.born()), None])
    stranger = folk.name()
    people.append(["H999", stranger, "户主", folk.number((1980, 1, 1)), None])
    truth.take(stranger, "成员", people.max_row, "address.unclear")
    truth.homeless += 1
    path = folder / "分表.xlsx"
    book.save(path)
    return path, truth


def two_sheets_one_home(folder: Path) -> tuple[Path, Truth]:
    """The head on one sheet, the rest of the family on another, by the door."""
    folk, truth = Folk(16), Truth()
    book = openpyxl.Workbook()
    settled: Worksheet = book.worksheets[0]
    settled.title = "户籍人口"
    away: Worksheet = book.create_sheet("流动人口")
    heads = ["现居住地", "户主", "姓 名", "关 系", "身份证号码"]
    settled.append(heads)
    away.append(heads)
    for n in range(8):
        door = ("槐荫七院", "2", str(1 + n % 2), f"{1 + n // 2}01")
        address = f"槐荫七院2号楼{door[2]}单元{door[3]}"
        owner, tenant = folk.name(), folk.name()
        truth.home(*door)
        truth.take(owner)
        settled.append([address, owner, owner, "户主", folk.number(folk.born())])
        for _ in range(n % 3):
            name = folk.name()
            truth.take(name)
            away.append([address, owner, name, "其他亲属", folk.number(folk.born())])
        if n == 3:  # a second family at the same door
            truth.home(*door)
            truth.take(tenant)
            away.append([address, tenant, tenant, "户主", folk.number(folk.born())])
    path = folder / "两表一户.xlsx"
    book.save(path)
    return path, truth


def heads_only(folder: Path) -> tuple[Path, Truth]:
    """A line a household: only the head is named."""
    folk, truth = Folk(17), Truth()
    book = openpyxl.Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = "住户册"
    sheet.append(["序号", "小区名称", "楼号", "单元", "房号", "户主姓名", "身份证号码", "联系电话"])
    for n in range(9):
        home = ("槐荫八院", "1", str(1 + n % 3), f"{1 + n // 3}02")
        name, phone = folk.name(), folk.phone()
        truth.home(*home)
        truth.take(name)
        truth.phones[name] = (phone, "")
        sheet.append([n + 1, *home, name, folk.number(folk.born()), int(phone)])
    path = folder / "住户册.xlsx"
    book.save(path)
    return path, truth
