"""Ledgers no rule was written for, each with its truth as counted while it is written.

Write them to look at: python -m tests.corpus.holdouts FOLDER. The truth never comes from the
program: a household is a door (with a head, where two families share one), a resident is a line
that an office would take, a problem is what the line was spoilt with.
"""

# ruff: noqa: T201
import argparse
import csv
from collections.abc import Callable, Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import xlwt

from tests.corpus.crowded import crowded_xlsx, heads_only, homes_and_members, two_sheets_one_home
from tests.corpus.folk import Folk, Truth, wide

_ET_HEADS = (
    "单元(门)", "户门号", "户主（房主）", "成员名单", "同户主关系", "公民身份证编码",
    "出生（年月日）", "族 别", "联络电话", "情况备注",
)  # fmt: skip


def et_of_buildings(folder: Path) -> tuple[Path, Truth]:
    """WPS's own ending, BIFF inside: a sheet a building, merged doors, two-row heads, subtotals."""
    folk, truth = Folk(11), Truth()
    book = xlwt.Workbook(encoding="utf-8")
    for building in ("2", "7", "11"):
        sheet = book.add_sheet(f"{building}号楼")
        sheet.write_merge(0, 0, 0, 9, "槐荫四院居民住户情况摸底表")
        sheet.write_merge(
            1, 1, 0, 9, "说明：请各楼长于月底前报送，一人一行，不得漏项，电话务必核实。"
        )
        sheet.write_merge(2, 2, 0, 1, "户址")
        sheet.write_merge(2, 2, 2, 9, "成员情况")
        for column, head in enumerate(_ET_HEADS):
            sheet.write(3, column, head)
        at = 4
        for unit in (1, 2):
            first = at
            for floor in range(1, 5):
                truth.home("槐荫四院", building, str(unit), f"{floor}0{unit}")
                at = _et_family(sheet, at, folk, truth, floor * 100 + unit)
            sheet.write_merge(first, at - 1, 0, 0, f"{unit}单元")
            sheet.write(at, 0, "小计")
            sheet.write(at, 3, f"{at - first}人")
            at += 1
        sheet.write(at, 0, "本楼合计")
        sheet.write(at + 1, 0, "填表人：楼长")
    path = folder / "四院摸底.et"
    book.save(str(path))
    return path, truth


def _et_family(sheet: Any, at: int, folk: Folk, truth: Truth, room: int) -> int:
    """One to three people whose door and head stand in merged cells; the next free row."""
    day, first, head = xlwt.easyxf(num_format_str="yyyy/m/d"), at, folk.name()
    for relation in ("本人", "之妻", "长子")[: 1 + room // 100 % 3]:
        name, born, phone = folk.name() if at > first else head, folk.born(), folk.phone()
        truth.take(name)
        truth.births[name] = f"{born[0]:04}-{born[1]:02}-{born[2]:02}"
        truth.phones[name] = (phone, "")
        for column, value in enumerate((name, relation, folk.number(born)), 3):
            sheet.write(at, column, value)
        sheet.write(at, 6, _serial(born), day)
        sheet.write(at, 7, "汉")
        sheet.write(at, 8, float(phone))
        at += 1
    sheet.write_merge(first, at - 1, 1, 1, float(room))
    sheet.write_merge(first, at - 1, 2, 2, head)
    return at


def _serial(born: tuple[int, int, int]) -> float:
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
