"""The party roster, cell by cell, and the year's service records."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.samples.ledgers import BUILT
from tests.samples.office import WORK_UNITS, branch_of
from tests.samples.people import Household, Person
from tests.samples.town import Town

# Members the pictures name, with the cell of 槐荫一院 3号楼: (name, kind, employer)
CAST_CELL = (
    ("孙福顺", "在册党员", ""),
    ("赵立新", "在册党员", ""),
    ("汪月娥", "在册党员", ""),
    ("宋玉梅", "在册党员", ""),
    ("罗建平", "双报到在职党员", "市第二机床厂"),
    ("杨春梅", "双报到在职党员", "青河区实验小学"),
    ("方远", "双报到在职党员", "区市场监管局"),
    ("邵明", "双报到在职党员", "云岭供电公司"),
)
MORE_HEAD = ("职务", "工作单位", "联系电话", "报到时间", "包联户")
NO_CELL = ("槐荫一院", "甲3")
SMALL_CELLS = {("纺织院", "5"): 2, ("文澜苑", "15"): 2}
POSTS = {
    "政策宣传岗": ("送政策到户", "讲医保缴费", "讲反诈骗"),
    "扶贫帮困与结对岗": ("陪老人看病", "看望独居老人", "帮换灯泡、查燃气软管"),
    "治安巡逻与安全岗": ("楼道飞线劝导", "消防通道巡查", "夜间巡楼"),
    "环境卫生监督岗": ("楼道清扫", "清理小广告", "文明劝导"),
    "法律援助与调解岗": ("调解噪声", "调解漏水赔偿"),
    "信息技术岗": ("帮老人做资格认证", "教手机挂号"),
    "应急突击岗": ("夜里查积水", "停电时挨户送手电"),
}


@dataclass(slots=True)
class Member:
    """One line of the roster."""

    person: Person
    home: Household
    kind: str
    employer: str = ""
    post: str = ""
    status: str = "正式党员"
    joined: str = ""
    reported: date | None = None
    liaison: list[str] = field(default_factory=list)
    trap: str = ""

    @property
    def cell(self) -> str:
        """The building's party group."""
        return f"{self.home.estate}{self.home.building}号楼党小组"


class Party:
    """Sixty-odd members picked among the residents."""

    def __init__(self, town: Town, rng: random.Random) -> None:
        self.town = town
        self.rng = rng
        self.members: list[Member] = []
        for key in dict.fromkeys((one.estate, one.building) for one in town.households):
            if key != NO_CELL:
                self._cell(*key)
        self._liaisons()
        self.records = self._records()

    def secretaries(self) -> dict[str, str]:
        """Each branch is led by the leader of its first cell."""
        found: dict[str, str] = {}
        for member in self.members:
            found.setdefault(
                branch_of(member.home.estate, member.home.building), member.person.name
            )
        return found

    def _cell(self, estate: str, building: str) -> None:
        homes = [one for one in self.town.of(estate) if one.building == building]
        if (estate, building) == ("槐荫一院", "3"):
            by_name = {person.name: (person, home) for home in homes for person in home.people}
            cell = [Member(*by_name[name], kind, unit) for name, kind, unit in CAST_CELL]
        else:
            cell = self._drawn(homes, SMALL_CELLS.get((estate, building), self.rng.randint(3, 5)))
        cell[0].post = "组长"
        for member in cell:
            self._complete(member)
        self.members += cell

    def _drawn(self, homes: list[Household], count: int) -> list[Member]:
        age = self.town.families.age
        adults = [
            (person, home)
            for home in homes
            for person in home.people
            if 26 <= age(person) <= 88
            and not person.trap
            and person.phone
            and "·" not in person.name
        ]
        cell = [Member(*one, "在册党员") for one in self.rng.sample(adults, count)]
        for member in cell[1:]:
            working = age(member.person) < 60
            member.kind = self.rng.choices(
                ("在册党员", "双报到在职党员", "流出党员", "流入党员"),
                (55, 40 if working else 0, 6, 5),
            )[0]
            if member.kind == "双报到在职党员":
                member.employer = self.rng.choice(WORK_UNITS)[0]
        return cell

    def _complete(self, member: Member) -> None:
        born = member.person.birth.year
        joined = min(born + self.rng.randrange(20, 34), 2024)
        if member.kind == "在册党员" and not member.post and self.rng.random() < 0.06:
            member.status, joined = "预备党员", 2026
        member.joined = f"{joined}.{self.rng.randrange(1, 10):02d}"
        if member.kind == "双报到在职党员":
            member.reported = date(2025, 9, 1) + timedelta(days=self.rng.randrange(390))
        if "党员" not in member.person.care and self.rng.random() < 0.5:
            member.person.care.append("党员")

    def _liaisons(self) -> None:
        """Single-family doors only: a door with two families would not say which is meant."""
        doors: dict[tuple[str, str], list[str]] = {}
        for home in self.town.households:
            if "合住" not in home.note:
                door = f"{home.building}-{home.unit}-{home.room}"
                doors.setdefault((home.estate, home.building), []).append(door)
        for member in self.members:
            if member.post or self.rng.random() < 0.8:
                near = doors[member.home.estate, member.home.building]
                member.liaison = self.rng.sample(near, self.rng.randint(3, 6))
        last = self.members[-1]
        last.liaison = [*last.liaison[:3], f"{last.home.building}-9-901"]
        last.trap = "member.unknown_household"

    def _records(self) -> list[list[Any]]:
        active = [one for one in self.members if one.kind != "流出党员"]
        active = active[:3] + self.rng.sample(active[3:], len(active) - 12)
        drawn: list[list[Any]] = []
        busy: set[tuple[date, str]] = set()
        while len(drawn) < 200:
            member = self.rng.choice(active)
            start = max(date(2026, 1, 4), member.reported or date(2026, 1, 4))
            day = start + timedelta(days=self.rng.randrange((date(2026, 11, 16) - start).days))
            if (day, member.person.phone) in busy:
                continue
            busy.add((day, member.person.phone))
            post = self.rng.choice(list(POSTS))
            facts = [day, member.person.name, member.person.phone, post]
            work = self.rng.choice(POSTS[post])
            hours = self.rng.choice((0.5, 1, 1, 1.5, 2, 2, 3))
            drawn.append([*facts, work, hours, self.rng.randrange(0, 26)])
        return sorted(drawn, key=lambda row: (row[0], row[1], row[4]))


def write_members(path: Path, members: list[Member]) -> dict[str, Any]:
    """The roster of members; a problem is told with its sheet row."""
    book = xlsxwriter.Workbook(path)
    book.set_properties({"created": BUILT, "author": "槐荫里社区"})
    sheet = book.add_worksheet("党员")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.merge_range(0, 0, 0, 14, "槐荫里社区党员花名册")
    head = "序号 姓名 性别 身份证号 民族 人员类别 入党时间 党员类型 所在党支部 所在党小组"
    for column, text in enumerate([*head.split(), *MORE_HEAD]):
        sheet.write(1, column, text)
    for line, one in enumerate(members, 2):
        person = one.person
        branch = branch_of(one.home.estate, one.home.building)
        facts = (line - 1, person.name, person.sex, person.id_number, person.ethnicity, one.status)
        rest = (one.joined, one.kind, branch, one.cell, one.post, one.employer, person.phone)
        for column, value in enumerate(facts + rest):
            sheet.write(line, column, value)
        if one.reported:
            sheet.write_datetime(line, 13, one.reported, day)
        sheet.write(line, 14, "、".join(one.liaison))
    book.close()
    traps = [(line, one) for line, one in enumerate(members, 3) if one.trap]
    return {
        "file": path.name,
        "sheet": "党员",
        "rows": len(members),
        "problems": [{"row": line, "codes": [one.trap], "refused": False} for line, one in traps],
    }


def write_records(path: Path, records: list[list[Any]]) -> dict[str, Any]:
    """The service records as the branch keeps them."""
    book = xlsxwriter.Workbook(path)
    book.set_properties({"created": BUILT, "author": "槐荫里社区"})
    sheet = book.add_worksheet("服务记录")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    head = ("日期", "姓名", "手机号", "服务岗位", "服务内容", "时长(小时)", "服务人次")
    for column, text in enumerate(head):
        sheet.write(0, column, text)
    for line, row in enumerate(records, 1):
        sheet.write_datetime(line, 0, row[0], day)
        for column, value in enumerate(row[1:], 1):
            sheet.write(line, column, value)
    book.close()
    return {"file": path.name, "sheet": "服务记录", "rows": len(records), "problems": []}
