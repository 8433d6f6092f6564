"""Ledgers no rule was written for, each with its truth as counted while it is written.

Write them to look at: python -m tests.corpus.holdouts FOLDER. The truth never comes from the
program: a household is a door (with a head, where two families share one), a resident is a line
that an office would take, a problem is what the line was spoilt with.
"""

# ruff: noqa: T201
import argparse
import csv
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

import openpyxl
import xlwt
from openpyxl.worksheet.worksheet import Worksheet

from tests.samples.people import check_character

Door = tuple[str, str, str, str]


@dataclass
class Truth:
    """What a ledger holds: households by door, residents by name, problems by their place."""

    doors: dict[Door, int] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    homeless: int = 0
    problems: set[tuple[str, int, str]] = field(default_factory=set)
    phones: dict[str, tuple[str, str]] = field(default_factory=dict)
    births: dict[str, str] = field(default_factory=dict)
    care: dict[str, set[str]] = field(default_factory=dict)

    @property
    def households(self) -> int:
        """How many families there are."""
        return sum(self.doors.values())

    def home(self, *door: str) -> None:
        """Count one more family at a door."""
        estate, building, unit, room = door
        self.doors[estate, building, unit, room] = self.doors.get(door, 0) + 1  # type: ignore[call-overload]

    def refuse(self, sheet: str, row: int, code: str) -> None:
        """Note a line that must be named and not taken."""
        self.problems.add((sheet, row, code))

    def take(self, name: str, sheet: str = "", row: int = 0, code: str = "") -> None:
        """Count a resident, with the remark his line deserves."""
        self.names.append(name)
        if code:
            self.problems.add((sheet, row, code))


class Folk:
    """Invented people, the same ones every time."""

    def __init__(self, seed: int) -> None:
        self.random, self.serial = random.Random(seed), 0

    def name(self) -> str:
        """A name nobody else in the ledger has."""
        self.serial += 1
        family = "王李张刘陈杨赵黄周吴徐孙马朱胡"[self.serial % 15]
        given = "文明安康福寿春秋平和宁顺嘉乐善"
        return family + given[self.serial // 15 % 15] + given[self.serial * 7 % 15]

    def born(self) -> tuple[int, int, int]:
        """A day of birth."""
        draw = self.random.randint
        return draw(1935, 2015), draw(1, 12), draw(1, 28)

    def number(self, born: tuple[int, int, int], area: str = "630100") -> str:
        """An identity number of nowhere."""
        self.serial += 1
        body = f"{area}{born[0]:04}{born[1]:02}{born[2]:02}{self.serial % 1000:03}"
        return body + check_character(body)

    def phone(self) -> str:
        """A telephone of nobody."""
        self.serial += 1
        return f"1390000{self.serial % 10_000:04}"


def wide(text: str) -> str:
    """The text in full-width digits and letters."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def et_of_buildings(folder: Path) -> tuple[Path, Truth]:
    """WPS's own ending, BIFF inside: a sheet a building, merged doors, two-row heads, subtotals."""
    folk, truth = Folk(11), Truth()
    book = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str="yyyy/m/d")
    for building in ("2", "7", "11"):
        sheet = book.add_sheet(f"{building}号楼")
        sheet.write_merge(0, 0, 0, 9, "槐荫四院居民住户情况摸底表")
        sheet.write_merge(1, 1, 0, 9, "说明：请各楼长于月底前报送，一人一行，不得漏项，电话务必核实。")
        sheet.write_merge(2, 2, 0, 1, "户址")
        sheet.write_merge(2, 2, 2, 9, "成员情况")
        heads = (
            "单元(门)", "户门号", "户主（房主）", "成员名单", "同户主关系",
            "公民身份证编码", "出生（年月日）", "族 别", "联络电话", "情况备注",
        )  # fmt: skip
        for column, head in enumerate(heads):
            sheet.write(3, column, head)
        at = 4
        for unit in (1, 2):
            first = at
            for floor in range(1, 5):
                head = folk.name()
                room = floor * 100 + unit
                truth.home("槐荫四院", building, str(unit), str(room))
                for member, relation in enumerate(("本人", "之妻", "长子")[: 1 + floor % 3]):
                    name = folk.name() if member else head
                    born = folk.born()
                    truth.take(name)
                    truth.births[name] = f"{born[0]:04}-{born[1]:02}-{born[2]:02}"
                    cells: list[Any] = [name, relation, folk.number(born), None, "汉"]
                    sheet.write(at, 3, cells[0])
                    sheet.write(at, 4, cells[1])
                    sheet.write(at, 5, cells[2])
                    serial = _serial(born)
                    sheet.write(at, 6, serial, day)
                    sheet.write(at, 7, cells[4])
                    phone = folk.phone()
                    sheet.write(at, 8, float(phone))
                    truth.phones[name] = (phone, "")
                    at += 1
                start = at - 1 - floor % 3
                sheet.write_merge(start, at - 1, 1, 1, float(room))
                sheet.write_merge(start, at - 1, 2, 2, head)
            sheet.write_merge(first, at - 1, 0, 0, f"{unit}单元")
            sheet.write(at, 0, "小计")
            sheet.write(at, 3, f"{at - first}人")
            at += 1
        sheet.write(at, 0, "本楼合计")
        sheet.write(at + 1, 0, "填表人：楼长")
    path = folder / "四院摸底.et"
    book.save(str(path))
    return path, truth


def _serial(born: tuple[int, int, int]) -> float:
    from datetime import date

    return float((date(*born) - date(1899, 12, 30)).days)


def rare_csv(folder: Path) -> tuple[Path, Truth]:
    """GB 18030 with characters of four bytes, whole addresses, two estates told by brackets."""
    folk, truth = Folk(12), Truth()
    spellings: tuple[Callable[[int, int, int], tuple[str, str]], ...] = (
        lambda y, m, d: (f"{y}年{m}月{d}日", f"{y:04}-{m:02}-{d:02}"),
        lambda y, m, d: (f"{y}.{m:02}.{d:02}", f"{y:04}-{m:02}-{d:02}"),
        lambda y, m, d: (f"{y}{m:02}{d:02}", f"{y:04}-{m:02}-{d:02}"),
        lambda y, m, d: (f"{y}/{m}/{d}", f"{y:04}-{m:02}-{d:02}"),
        lambda y, m, d: (wide(f"{y}-{m}-{d}"), f"{y:04}-{m:02}-{d:02}"),
        lambda y, m, d: (f"{y}年{m}月", f"{y:04}-{m:02}-01"),
        lambda y, m, d: (f"{y}、{m}、{d}", f"{y:04}-{m:02}-{d:02}"),
        lambda y, m, d: (f"{y}-{m:02}-{d:02} 00:00:00", f"{y:04}-{m:02}-{d:02}"),
    )
    rare = ["李䶮", "王𬭚", "张㛃", "陈𠅤", "何𫖯", "赵𬱖", "阿依古丽·吐尔逊", "周𣇉"]
    lines = [["家庭所在地址", "居民名称", "性 别", "证件编码", "生 日", "联络方式", "和户主关系"]]
    for n in range(24):
        estate = ("槐荫里（西区）", "槐荫里（东区）", "槐荫里")[n % 3]
        building, unit, room = str(1 + n // 6), "甲乙1"[n // 3 % 3], f"{1 + n % 5}0{1 + n % 2}"
        home = (estate.replace("（", "(").replace("）", ")"), building, unit, room)
        truth.home(*home)
        address = f"{estate}{wide(building)}号楼{unit}单元{room}室"
        for relation in ("户主", "配偶")[: 1 + n % 2]:
            name = rare.pop() if rare and n % 2 == 0 else folk.name()
            born = folk.born()
            text, day = spellings[n % len(spellings)](*born)
            number = folk.number(born) if n % 4 == 0 else ""
            truth.births[name] = day if not number else f"{born[0]:04}-{born[1]:02}-{born[2]:02}"
            phone = folk.phone()
            truth.phones[name] = (phone, "")
            truth.take(name)
            shown = wide(number) if n % 8 == 0 else number
            lines.append([address, name, "男", shown, text, wide(phone), relation])
    for line in lines[1:]:
        if line[3]:  # the number knows better than any column
            line[2] = ""
    out = StringIO()
    csv.writer(out).writerows(lines)
    path = folder / "东西区.csv"
    path.write_bytes(out.getvalue().encode("gb18030"))
    return path, truth


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
        at = put(*home[:2], f"{home[2]}单元", home[3], f"X{n}", name, "户主", folk.number(born),
                 cell, "群众", "初中", "√" if n % 3 == 0 else "", "是" if n % 4 == 0 else "否")  # fmt: skip
        marks = ({"A03", "A02"} if n % 3 == 0 else set()) | ({"C01"} if n % 4 == 0 else set())
        truth.care[name] = marks - {"A03"}
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
    pair = f"{folk.name()}\n{folk.name()}"
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


def shops_csv(folder: Path) -> tuple[Path, Truth]:
    """Addresses in one cell: units 甲 and 乙, shops, notes above the head, parted by semicolons."""
    folk, truth = Folk(14), Truth()
    lines = [["槐荫里社区门店及住户登记", "", ""], ["注：空项请写无", "", ""]]
    lines.append(["居住场所", "经营者或住户姓名", "联络号码"])
    places = (
        ("棉纺小区3号楼甲单元501", ("棉纺小区", "3", "甲", "501")),
        ("棉纺小区3号楼乙单元501", ("棉纺小区", "3", "乙", "501")),
        ("棉纺小区3号楼商铺2", ("棉纺小区", "3", "0", "商铺2")),
        ("棉纺小区3号楼1单元商铺", ("棉纺小区", "3", "1", "商铺")),
        ("棉纺小区（二期）3号楼1单元501", ("棉纺小区(二期)", "3", "1", "501")),
        ("棉纺小区（一期）3-1-501", ("棉纺小区(一期)", "3", "1", "501")),
        ("棉纺小区(二期)3#1-502", ("棉纺小区(二期)", "3", "1", "502")),
        ("棉纺小区４号楼２单元３０１（租）", ("棉纺小区", "4", "2", "301")),
    )
    for text, door in places:
        name, phone = folk.name(), folk.phone()
        truth.home(*door)
        truth.take(name)
        truth.phones[name] = (phone, "")
        lines.append([text, name, phone])
    name = folk.name()
    truth.take(name, "门店", len(lines) + 1, "address.unclear")
    truth.homeless += 1
    lines.append(["菜市场东门第二家", name, folk.phone()])
    path = folder / "门店.csv"
    path.write_text("\r\n".join(";".join(line) for line in lines), encoding="utf-8-sig")
    return path, truth


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


ALL: dict[str, Callable[[Path], tuple[Path, Truth]]] = {
    made.__name__: made
    for made in (
        et_of_buildings, rare_csv, crowded_xlsx, shops_csv, homes_and_members,
        two_sheets_one_home, heads_only,
    )
}  # fmt: skip


def _write(folder: Path) -> Iterator[str]:
    folder.mkdir(parents=True, exist_ok=True)
    for made in ALL.values():
        path, truth = made(folder)
        yield f"{path.name}: {truth.households} households, {len(truth.names)} residents"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    print("\n".join(_write(parser.parse_args().folder)))
