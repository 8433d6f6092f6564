"""Fills the doors of the sample community with households."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

from tests.samples.office import BUILDINGS, ESTATES
from tests.samples.people import (
    DOUBLE_SURNAMES,
    OTHER_HEADS,
    PEOPLES,
    RARE_HEADS,
    Families,
    Household,
    Person,
    Registry,
    check_character,
)

TODAY = date(2026, 10, 20)
HOUSEHOLDS = 600
SHARED_DOORS = 4
KINDS = (
    ("alone_elder", 13),
    ("alone", 6),
    ("elders", 15),
    ("couple", 6),
    ("parents", 32),
    ("grown", 13),
    ("three", 11),
    ("lone_parent", 4),
)
HEAD_AGES = {
    "alone_elder": (66, 99),
    "alone": (24, 59),
    "elders": (62, 97),
    "couple": (24, 58),
    "parents": (29, 46),
    "grown": (54, 70),
    "three": (38, 54),
    "lone_parent": (30, 48),
}
Door = tuple[str, str, int, str]


@dataclass(frozen=True, slots=True)
class Cast:
    """A person whom the pictures and the manual show by name."""

    door: Door
    name: str
    sex: str
    born: str
    kind: str
    care: str = ""
    phone: str = ""
    note: str = ""
    ethnicity: str = "汉族"


A = "槐荫一院"
CAST = (
    Cast((A, "3", 2, "501"), "王秀兰", "女", "1942", "alone", "独居老人、高龄、低保", "2046"),
    Cast((A, "3", 2, "502"), "赵立新", "男", "1961-04-18", "three", "党员", "3118"),
    Cast((A, "3", 2, "602"), "汪月娥", "女", "1952-07-02", "elders", "党员", "6620"),
    Cast((A, "3", 2, "601"), "宋玉梅", "女", "1958-12-25", "elders", "党员", "4471"),
    Cast((A, "3", 2, "401"), "魏晓琴", "女", "1960-01-30", "three", "", "1204"),
    Cast((A, "3", 2, "402"), "陈国栋", "男", "1955-05-16", "elders", "低保", "5530"),
    Cast((A, "3", 2, "301"), "何玉芳", "女", "1963-08-09", "grown", "", "8092"),
    Cast(
        (A, "3", 2, "201"),
        "马桂英",
        "女",
        "1939-03-11",
        "alone",
        "独居老人、高龄",
        "7015",
        "",
        "回族",
    ),
    Cast((A, "3", 2, "202"), "吴学礼", "男", "1957-10-04", "elders", "残疾", "8810"),
    Cast((A, "3", 2, "101"), "刘洋", "男", "1990-06-21", "parents", "", "9306", "出租"),
    Cast((A, "3", 2, "102"), "孙福顺", "男", "1956-11-20", "elders", "退役军人、党员", "7712"),
    Cast((A, "3", 3, "501"), "黄志远", "男", "1984-09-13", "parents", "", "2257"),
    Cast((A, "3", 3, "502"), "林桂芝", "女", "1941-02-17", "elders", "高龄、残疾", "1633"),
    Cast((A, "3", 3, "402"), "曹永年", "男", "1948-05-05", "alone", "独居老人", "4409"),
    Cast((A, "3", 3, "602"), "邓永康", "男", "1971-12-01", "couple", "", "3527"),
    Cast((A, "3", 1, "601"), "田秀英", "女", "1950-08-23", "elders", "", "9941"),
    Cast((A, "3", 1, "202"), "罗建平", "男", "1979-03-27", "parents", "", "5083"),
    Cast((A, "3", 1, "302"), "杨春梅", "女", "1985-04-06", "parents", "", "2716"),
    Cast((A, "3", 1, "501"), "方远", "男", "1988-10-10", "couple", "", "6104"),
    Cast((A, "3", 1, "401"), "邵明", "男", "1982-01-19", "parents", "", "7748"),
    Cast(("纺织院", "4", 2, "301"), "段有富", "男", "1953-06-06", "elders", "", "3380"),
    Cast(
        ("文澜苑", "6", 1, "202"), "钱凤仙", "女", "1936-11-20", "alone", "独居老人、高龄", "1936"
    ),
    Cast(("文澜苑", "12", 2, "601"), "高敏", "女", "1986-02-08", "parents", "", "6612"),
)
EMPTY: set[Door] = {(A, "3", 2, "302")}


class Town:
    """All households, in the order of their doors."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.registry = Registry(self.rng, {f"1390000{one.phone}" for one in CAST if one.phone})
        self.families = Families(self.rng, self.registry, TODAY)
        self.households = self._fill()
        self._care()

    def of(self, estate: str) -> list[Household]:
        """The households of one estate."""
        return [one for one in self.households if one.estate == estate]

    def _doors(self) -> list[Door]:
        return [
            (estate, no, unit, f"{floor}{room:02d}")
            for estate in ESTATES
            for no, (units, floors, rooms) in BUILDINGS[estate].items()
            for floor in range(1, floors + 1)
            for unit in range(1, units + 1)
            for room in range(1, rooms + 1)
        ]

    def _fill(self) -> list[Household]:
        cast = {one.door: one for one in CAST}
        doors = [door for door in self._doors() if door not in EMPTY]
        free = [door for door in doors if door not in cast]
        lived = set(self.rng.sample(free, HOUSEHOLDS - SHARED_DOORS - len(cast))) | set(cast)
        named = self._named_heads(sorted(lived - set(cast)))
        shared = set(self.rng.sample(sorted(lived - set(cast) - set(named)), SHARED_DOORS))
        households = []
        for door in doors:
            if door in cast:
                households.append(self._cast(cast[door]))
            elif door in lived:
                households.append(self._household(door, named.get(door)))
            if door in shared:
                households[-1].note = "合住"
                households.append(self._household(door, None, "alone"))
                households[-1].note = "合住、租住"
        return households

    def _named_heads(self, doors: list[Door]) -> dict[Door, tuple[str, str, str]]:
        heads = [(name, sex, "汉族") for name, sex in RARE_HEADS] + list(OTHER_HEADS)
        return dict(zip(self.rng.sample(doors, len(heads)), heads, strict=True))

    def _household(
        self, door: Door, named: tuple[str, str, str] | None, kind: str = ""
    ) -> Household:
        kinds = [name for name, _ in KINDS]
        kind = kind or self.rng.choices(kinds, [weight for _, weight in KINDS])[0]
        birth = self.families.birth(*HEAD_AGES[kind])
        sex = named[1] if named else self.rng.choice("男男女")
        head = Person(named[0] if named else "", sex, birth, "户主")
        head.ethnicity = named[2] if named else self.rng.choice(PEOPLES)
        if not named:
            double = self.rng.random() < 0.008
            surname = self.rng.choice(DOUBLE_SURNAMES) if double else ""
            head.name = self.families.name(sex, birth, surname)
        self.families.complete(head)
        household = Household(*door, self.families.around(head, kind))
        if kind in ("alone", "couple", "parents") and self.rng.random() < 0.16:
            household.note = "出租"
        return household

    def _cast(self, one: Cast) -> Household:
        birth, number = self._birth(one)
        head = Person(one.name, one.sex, birth, "户主", one.ethnicity, number)
        head.phone = f"1390000{one.phone}"
        head.care = one.care.split("、") if one.care else []
        self.families.complete(head)
        household = Household(*one.door, self.families.around(head, one.kind), one.note)
        if one.name in ("魏晓琴", "段有富"):
            household.people.append(self._grandchild(household))
        return household

    def _birth(self, one: Cast) -> tuple[date, str]:
        """The pictures show 王秀兰's number as 9901…182X: find her birthday for it."""
        if len(one.born) > 4:
            return date.fromisoformat(one.born), ""
        for ordinal in range(date(1942, 3, 1).toordinal(), date(1942, 11, 1).toordinal()):
            birth = date.fromordinal(ordinal)
            body = f"990100{birth:%Y%m%d}182"
            if check_character(body) == "X":
                self.registry.ids.add(body + "X")
                return birth, body + "X"
        raise AssertionError(one.name)

    def _grandchild(self, household: Household) -> Person:
        child = self.families.person("孙子", "男", date(2016, 9, 3), household.head.name[0])
        child.name = "段小宝" if household.head.name == "段有富" else child.name
        child.care = ["留守儿童"]
        child.phone = ""
        return child

    def _care(self) -> None:
        cast = {one.name for one in CAST}
        for household in self.households:
            elders = [one for one in household.people if self.families.age(one) >= 60]
            pair = len(household.people) == 2 and len(elders) == 2
            for person in household.people:
                if person.name in cast and person.care:
                    continue
                person.care += self._words(person, len(household.people) == 1, pair)

    def _words(self, person: Person, alone: bool, pair: bool) -> list[str]:
        age = self.families.age(person)
        odds = (
            ("高龄", 0.85 if age >= 80 else 0),
            ("独居老人", 0.9 if alone and age >= 60 else 0),
            ("空巢老人", 0.3 if pair else 0),
            ("低保", 0.035 if age >= 30 else 0),
            ("残疾", 0.03),
            ("退役军人", 0.06 if person.sex == "男" and 22 <= age <= 85 else 0),
            ("困境儿童", 0.02 if age < 16 else 0),
        )
        return [word for word, chance in odds if self.rng.random() < chance]
