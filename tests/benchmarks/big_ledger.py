"""Writes big residents' ledgers of invented people: `write(path, rows)`.

Three people a household; the first sheet gives the door in parts on the head's row, as clerks
keep it, the second in one cell on every row.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import xlsxwriter

from tests.samples.people import SURNAMES, check_character

GIVEN = (
    "秀兰英华玉桂芳红梅建国志强伟明丽军平文金海涛勇杰敏静娟霞玲春生云龙飞鹏辉斌超波刚健俊宇浩然"
    "子轩雨涵"
)
PEOPLES = ("汉族",) * 8 + ("回族", "藏族", "土族", "撒拉族")
CARE = ("",) * 17 + ("高龄", "残疾", "低保、残疾")
REMARKS = ("",) * 15 + ("常年在外务工",)
RELATIONS = ("户主", "配偶", "子", "户主", "女", "母亲")
"""Two households in turn."""
PEOPLE = ("姓名", "与户主关系", "身份证号", "民族", "出生日期", "联系电话", "人员类别", "备注")
IN_PARTS = ("序号", "小区", "楼号", "单元", "房号", "户主", *PEOPLE)
IN_ONE = ("序号", "住址", "户主", *PEOPLE)
HOMES_A_BUILDING, BUILDINGS_AN_ESTATE = 96, 30
ESTATES = "一二三四五六七八九十"
Door = tuple[str, int, int, int]


def write(path: Path, rows: int) -> Path:
    """Write a ledger of so many people."""
    people = _people(random.Random(rows), rows)
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        _sheet(book, "一片", IN_PARTS, map(_in_parts, islice(people, rows // 6 * 3)))
        _sheet(book, "二片", IN_ONE, map(_in_one, people))
    return path


def _sheet(
    book: xlsxwriter.Workbook, name: str, head: tuple[str, ...], rows: Iterator[list[object]]
) -> None:
    sheet = book.add_worksheet(name)
    sheet.write_row(0, 0, head)
    for at, row in enumerate(rows, 1):
        sheet.write_row(at, 0, [at, *row])


def _people(rng: random.Random, rows: int) -> Iterator[tuple[Door, int, str, list[object]]]:
    """Door, place in the household, head's name and the person's cells."""
    numbers: set[str] = set()
    head = ""
    for at in range(rows):
        place = at % 3
        name = rng.choice(SURNAMES) + "".join(rng.choices(GIVEN, k=2 if rng.random() < 0.85 else 1))
        head = head if place else name
        birth = date(1935, 1, 1) + timedelta(days=rng.randrange(80 * 365))
        cells = [
            name,
            RELATIONS[at % 6],
            _number(rng, birth, numbers),
            rng.choice(PEOPLES),
            rng.choice((f"{birth:%Y-%m-%d}", f"{birth:%Y%m%d}", f"{birth:%Y/%m/%d}")),
            f"1390000{rng.randrange(10**4):04}",
            rng.choice(CARE),
            rng.choice(REMARKS),
        ]
        yield _door(at // 3), place, head, cells


def _number(rng: random.Random, birth: date, taken: set[str]) -> str:
    while True:
        body = f"990100{birth:%Y%m%d}{rng.randrange(1000):03}"
        if body not in taken:
            taken.add(body)
            return body + check_character(body)


def _door(home: int) -> Door:
    building, inside = divmod(home, HOMES_A_BUILDING)
    estate, number = divmod(building, BUILDINGS_AN_ESTATE)
    unit, flat = divmod(inside, 24)
    name = ESTATES[estate % 10] * (1 + estate // 10) + "院"
    return name, number + 1, unit + 1, (flat // 4 + 1) * 100 + flat % 4 + 1


def _in_parts(person: tuple[Door, int, str, list[object]]) -> list[object]:
    (estate, building, unit, room), place, head, cells = person
    return ["" if place else part for part in (estate, f"{building}号楼", unit, room, head)] + cells


def _in_one(person: tuple[Door, int, str, list[object]]) -> list[object]:
    (estate, building, unit, room), _, head, cells = person
    return [f"{estate}{building}号楼{unit}单元{room}", head, *cells]
