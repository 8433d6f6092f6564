"""Writes the three resident ledgers the way three grid workers would keep them."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
import xlwt  # type: ignore[import-untyped]

from tests.samples.people import Household, Person

BUILT = datetime(2026, 10, 20, 9, 0)
Row = list[Any]


class Found:
    """What a ledger holds, for truth.json: counted while the rows are written."""

    def __init__(self, file: str, sheet: str | None) -> None:
        self.file = file
        self.sheet = sheet
        self.rows = 0
        self.households = 0
        self.residents = 0
        self.problems: list[dict[str, Any]] = []

    def row(self, person: Person, number: int, refused: bool) -> None:
        """Count one data row at its place in the sheet."""
        self.rows += 1
        self.residents += not refused
        if person.trap:
            self.problems.append({"row": number, "codes": [person.trap], "refused": refused})

    def plain(self) -> dict[str, Any]:
        """As it stands in truth.json."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "rows": self.rows,
            "households": self.households,
            "residents": self.residents,
            "problems": self.problems,
        }


class Hand:
    """The spellings a person's hand falls into."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def day(self, value: date) -> str | date:
        """A date in one of seven spellings, one of them a true date."""
        spellings: tuple[str | date, ...] = (
            f"{value:%Y-%m-%d}",
            f"{value:%Y/%m/%d}",
            f"{value:%Y%m%d}",
            f"{value:%Y.%m.%d}",
            f"{value.year}.{value.month}.{value.day}",
            f"{value:%Y年%m月%d日}",
            value,
        )
        return self.rng.choice(spellings)

    def phone(self, person: Person, numeric: bool) -> str | float:
        """A phone: as text, as a number, with gaps, or with a fixed line beside it."""
        if person.phone_cell is not None:
            return person.phone_cell
        if not person.phone:
            return ""
        draw = self.rng.random()
        if draw < 0.18 and numeric:
            return float(person.phone)
        if draw < 0.21:
            return f"{person.phone[:3]} {person.phone[3:7]} {person.phone[7:]}"
        if draw < 0.22 and person.relation == "户主":
            return f"{person.phone}、8801{self.rng.randrange(9000, 9999)}"
        return person.phone

    def id_number(self, person: Person) -> str | float:
        """The number, now and then with gaps or a small x."""
        if person.id_cell is not None:
            return person.id_cell
        draw = self.rng.random()
        number = person.id_number
        if draw < 0.02 and number:
            return f"{number[:6]} {number[6:14]} {number[14:]}"
        if draw < 0.12:
            return number.lower()
        if draw < 0.15 and number:
            return f" {number} "
        if draw < 0.16 and number:
            return f"'{number}"
        return number


def building_name(no: str) -> str:
    """`3` is spoken 3号楼."""
    return f"{no}号楼"


def write_xlsx(
    path: Path, households: list[Household], rng: random.Random, refused: set[str]
) -> Found:
    """Two header rows, a merged block for each household, subtotals and a total."""
    found = Found(path.name, "居民台账")
    hand = Hand(rng)
    book = xlsxwriter.Workbook(path)
    book.set_properties({"created": BUILT, "author": "槐荫里社区"})
    sheet = book.add_worksheet("居民台账")
    style = book.add_format({"align": "center", "valign": "vcenter", "border": 1})
    day = book.add_format({"num_format": "yyyy/m/d", "align": "center", "border": 1})
    _head(sheet, style)
    line = 4
    for no, homes in _by_building(households):
        first = found.residents
        for home in homes:
            line = _block((sheet, style, day), (line, home), hand, found, refused)
        count = found.residents - first
        _sum(sheet, style, line, "小计", len(homes), count)
        line += 1
        if no == "3":
            line += 1
    _sum(sheet, style, line, "合计", found.households, found.residents)
    sheet.set_column(0, 13, 11)
    sheet.set_column(8, 8, 22)
    book.close()
    return found


def _head(sheet: Any, style: Any) -> None:
    sheet.merge_range(0, 0, 0, 13, "槐荫里社区居民家庭信息台账(槐荫一院)", style)
    sheet.write(1, 0, "填报单位(盖章):槐荫里社区居民委员会")
    sheet.write(1, 12, "填表日期:2026年10月")
    outer = {
        0: "序号",
        1: "小区",
        2: "楼号",
        3: "单元",
        4: "门牌号",
        5: "户主",
        12: "人员类别",
        13: "备注",
    }
    for column, text in outer.items():
        sheet.merge_range(2, column, 3, column, text, style)
    sheet.merge_range(2, 6, 2, 11, "家庭成员情况", style)
    inner = ("姓名", "与户主关系", "身份证号", "民族", "出生日期", "联系电话")
    for column, text in enumerate(inner, 6):
        sheet.write(3, column, text, style)


def _by_building(households: list[Household]) -> Iterator[tuple[str, list[Household]]]:
    for no in dict.fromkeys(one.building for one in households):
        yield no, [one for one in households if one.building == no]


def _block(
    paper: tuple[Any, Any, Any],
    place: tuple[int, Household],
    hand: Hand,
    found: Found,
    refused: set[str],
) -> int:
    sheet, style, day = paper
    line, home = place
    found.households += 1
    unit = f"{home.unit}单元" if home.building == "2" else home.unit
    room = int(home.room) if home.building == "5" else home.room
    left = (found.households, home.estate, building_name(home.building), unit, room, home.head.name)
    last = line + len(home.people) - 1
    for column, value in enumerate(left):
        if last > line:
            sheet.merge_range(line, column, last, column, value, style)
        else:
            sheet.write(line, column, value, style)
    for number, person in enumerate(home.people, line):
        values = (person.name, person.relation, hand.id_number(person), person.ethnicity)
        for column, text in enumerate(values, 6):
            sheet.write(number, column, text, style)
        born = hand.day(person.birth)
        sheet.write(number, 10, born, day if isinstance(born, date) else style)
        sheet.write(number, 11, hand.phone(person, numeric=True), style)
        sheet.write(number, 12, "、".join(person.care), style)
        sheet.write(number, 13, home.note if person.relation == "户主" else "", style)
        found.row(person, number + 1, person.trap in refused)
    return last + 1


def _sum(sheet: Any, style: Any, line: int, word: str, homes: int, people: int) -> None:
    sheet.write(line, 0, word, style)
    sheet.write(line, 4, f"{homes}户", style)
    sheet.write(line, 5, f"{people}人", style)


def write_xls(
    path: Path, households: list[Household], rng: random.Random, refused: set[str]
) -> Found:
    """An old binary roster: one address cell, the header once more in the middle."""
    found = Found(path.name, "Sheet1")
    hand = Hand(rng)
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet1")
    head = ("姓名", "性别", "身份证号码", "电话", "家庭住址", "民族", "关系", "政治面貌", "类别")
    sheet.write_merge(0, 0, 0, len(head) - 1, "纺织院居民花名册")
    _write_row(sheet, 1, head)
    line = 2
    for no, homes in _by_building(households):
        if no == "4":
            line += 1
            _write_row(sheet, line, head)
            line += 1
        for home in homes:
            found.households += 1
            address = _address(home, rng)
            for person in home.people:
                _write_row(sheet, line, _roster_row(person, address, hand))
                line += 1
                found.row(person, line, person.trap in refused)
    book.save(str(path))
    return found


def _write_row(sheet: Any, line: int, values: tuple[Any, ...]) -> None:
    for column, value in enumerate(values):
        sheet.write(line, column, value)


def _address(home: Household, rng: random.Random) -> str:
    no = home.building
    spellings = (
        f"{home.estate}{no}号楼{home.unit}单元{home.room}",
        f"{home.estate}{no}号楼{home.unit}单元{home.room}室",
        f"{home.estate}{no}-{home.unit}-{home.room}",
    )
    return rng.choices(spellings, (80, 12, 8))[0]


def _roster_row(person: Person, address: str, hand: Hand) -> tuple[Any, ...]:
    care = [word for word in person.care if word != "党员"]
    status = "党员" if "党员" in person.care else "群众"
    number, phone = hand.id_number(person), hand.phone(person, numeric=False)
    facts = (person.name, person.sex, number, phone, address, person.ethnicity)
    return (*facts, person.relation, status, "、".join(care))


def write_csv(
    path: Path, households: list[Household], rng: random.Random, refused: set[str]
) -> Found:
    """What an old Excel saves as CSV: GB18030, a quote mark before some numbers."""
    found = Found(path.name, None)
    hand = Hand(rng)
    head = ["姓名", "与户主关系", "证件号码", "手机号", "住址", "民族", "特殊类别"]
    lines: list[Row] = [head]
    for home in households:
        found.households += 1
        address = _address(home, rng)
        for person in home.people:
            number = hand.id_number(person)
            quoted = f"'{number}" if number and rng.random() < 0.15 else number
            phone = hand.phone(person, numeric=False)
            facts: Row = [person.name, person.relation, quoted, phone, address]
            lines.append([*facts, person.ethnicity, " ".join(person.care)])
            found.row(person, len(lines), person.trap in refused)
    lines.append([""] * len(head))
    with path.open("w", encoding="gb18030", newline="") as out:
        csv.writer(out).writerows(lines)
    return found
