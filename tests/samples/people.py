"""Invented people for the sample office: names by era, identity numbers, families."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

AREAS = ("990100",) * 12 + ("980100", "970000")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)

SURNAMES = (
    "王王王李李李张张张刘刘刘陈陈陈杨杨赵赵黄周周吴吴徐孙孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈"
    "曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段"
    "雷钱汤尹黎易常武乔贺赖龚文"
)
DOUBLE_SURNAMES = ("欧阳", "司马", "上官", "诸葛")
GIVEN = {
    ("男", 0): "德福寿荣贵富有永长生学礼志明文清国栋振海廷树家兴宝玉成祥万和庆余",
    ("女", 0): "秀兰桂英淑珍玉梅凤仙素琴月娥惠芳翠莲金花瑞香彩云春荷慧贞",
    ("男", 1): "建国建华志强国庆卫东援朝红军爱民永刚跃进光明立新学军保平福顺振华",
    ("女", 1): "秀英玉芳丽华桂兰红梅爱华建英春燕淑敏晓琴小兰金凤慧玲美荣彩霞",
    ("男", 2): "伟强磊军洋勇超刚涛鹏飞辉斌志远海涛俊杰文博建平",
    ("女", 2): "静丽敏艳娟霞燕倩雪婷梦琳晓燕春梅丹萍慧洁莉娜玉珍海燕",
    ("男", 3): "浩然子轩宇航梓睿俊熙博文奕辰泽宇铭远嘉树以诺思源",
    ("女", 3): "梓涵欣怡诗涵雨桐可馨佳琪语嫣若曦思彤以诺静姝沐晴",
}
# Heads whose names test fonts, encodings and search; two of them are mandated by nobody but life.
RARE_HEADS = (
    ("李䶮", "男"),
    ("王𬎆", "男"),
    ("张㛃", "女"),
    ("陈𠅤", "男"),
    ("郭喆", "男"),
    ("周堃", "男"),
    ("何𫖯", "男"),
    ("赵𬱖", "男"),
    ("邵𬭚", "女"),
    ("秦翀", "男"),
    ("龚犇", "男"),
)
OTHER_HEADS = (
    ("阿依古丽·吐尔逊", "女", "维吾尔族"),
    ("买买提江·卡德尔", "男", "维吾尔族"),
    ("热依汗古丽·阿不都热合曼", "女", "维吾尔族"),
    ("叶尔兰·巴合提", "男", "哈萨克族"),
    ("才让卓玛", "女", "藏族"),
    ("索南达杰", "男", "藏族"),
    ("萨日娜", "女", "蒙古族"),
    ("欧阳静怡", "女", "汉族"),
    ("司马长青", "男", "汉族"),
    ("上官玉兰", "女", "汉族"),
    ("诸葛明远", "男", "汉族"),
)
PEOPLES = ("汉族",) * 30 + ("回族",) * 4 + ("藏族", "土族", "撒拉族", "蒙古族", "满族")


@dataclass(slots=True, eq=False)
class Person:
    """One resident as the ledgers will hold them."""

    name: str
    sex: str
    birth: date
    relation: str
    ethnicity: str = "汉族"
    id_number: str = ""
    phone: str = ""
    care: list[str] = field(default_factory=list)
    remark: str = ""
    trap: str = ""
    id_cell: str | float | None = None
    phone_cell: str | None = None


@dataclass(slots=True, eq=False)
class Household:
    """One family behind one door; a door may hold two."""

    estate: str
    building: str
    unit: int
    room: str
    people: list[Person]
    note: str = ""

    @property
    def head(self) -> Person:
        """The first person is the head."""
        return self.people[0]


def check_character(first_seventeen: str) -> str:
    """The MOD 11-2 check character of GB 11643."""
    total = sum(int(digit) * weight for digit, weight in zip(first_seventeen, WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


class Registry:
    """Hands out identity numbers and phones that nobody else has."""

    def __init__(self, rng: random.Random, taken: set[str]) -> None:
        self.rng = rng
        self.ids: set[str] = set()
        self.phones = set(taken)

    def id_number(self, birth: date, sex: str, area: str = "") -> str:
        """A fresh number for a birth date and sex."""
        while True:
            sequence = self.rng.randrange(1, 499) * 2 + (1 if sex == "男" else 0)
            body = f"{area or self.rng.choice(AREAS)}{birth:%Y%m%d}{sequence:03d}"
            number = body + check_character(body)
            if number not in self.ids:
                self.ids.add(number)
                return number

    def phone(self) -> str:
        """A fresh number of the 139 0000 range."""
        while True:
            number = f"1390000{self.rng.randrange(10_000):04d}"
            if number not in self.phones:
                self.phones.add(number)
                return number


class Families:
    """Makes families of the usual shapes around a head."""

    def __init__(self, rng: random.Random, registry: Registry, today: date) -> None:
        self.rng = rng
        self.registry = registry
        self.today = today

    def birth(self, low: int, high: int) -> date:
        """A birth date for an age between two bounds."""
        days = self.rng.randrange(low * 365 + 30, high * 365)
        return self.today - timedelta(days=days)

    def name(self, sex: str, birth: date, surname: str = "") -> str:
        """A name of the time; the old and the middle-aged mostly carry two characters."""
        era = min(3, max(0, (birth.year - 1930) // 25))
        pool = GIVEN[sex, era]
        family = surname or self.rng.choice(SURNAMES)
        if self.rng.random() < 0.22:
            return family + self.rng.choice(pool)
        start = self.rng.randrange(0, len(pool) - 1, 2)
        if self.rng.random() < 0.8:
            return family + pool[start : start + 2]
        first, second = self.rng.sample(pool, 2)
        return family + first + second

    def person(self, relation: str, sex: str, birth: date, surname: str = "") -> Person:
        """A whole person, phone and number included."""
        made = Person(self.name(sex, birth, surname), sex, birth, relation)
        self.complete(made)
        return made

    def complete(self, person: Person) -> None:
        """Fill in number and phone where the person has none."""
        person.id_number = person.id_number or self.registry.id_number(person.birth, person.sex)
        if not person.phone and self.age(person) >= 12:
            person.phone = self.registry.phone()

    def age(self, person: Person) -> int:
        """Full years at the day of the sample."""
        had = (self.today.month, self.today.day) >= (person.birth.month, person.birth.day)
        return self.today.year - person.birth.year - (not had)

    def around(self, head: Person, kind: str) -> list[Person]:
        """The head and whoever lives there."""
        people = [head]
        if kind in ("elders", "couple", "parents", "grown", "three"):
            people.append(self._spouse(head))
        if kind in ("parents", "three", "lone_parent"):
            people += self._children(people, 1 + (self.rng.random() < 0.55))
        if kind == "grown":
            people += self._grown(people)
        if kind == "three":
            people.append(self._elder(people))
        for person in people[1:]:
            person.ethnicity = person.ethnicity if person.ethnicity != "汉族" else head.ethnicity
        return people

    def _spouse(self, head: Person) -> Person:
        sex = "女" if head.sex == "男" else "男"
        birth = head.birth + timedelta(days=self.rng.randrange(-1200, 1200))
        word = self.rng.choice(("配偶", "配偶", "妻" if sex == "女" else "丈夫"))
        return self.person(word, sex, birth)

    def _surname(self, people: list[Person]) -> str:
        father = next((one for one in people if one.sex == "男"), people[0])
        if "·" in father.name or father.ethnicity in ("藏族", "蒙古族"):
            return ""
        return father.name[:2] if father.name[:2] in DOUBLE_SURNAMES else father.name[0]

    def _children(self, people: list[Person], count: int) -> list[Person]:
        mother = max(one.birth for one in people[:2])
        born: list[Person] = []
        for number in range(count):
            birth = mother + timedelta(days=365 * (25 + 3 * number) + self.rng.randrange(700))
            birth = min(birth, self.today - timedelta(days=300 + number * 700))
            sex = self.rng.choice("男女")
            words = ("子", "长子", "儿子") if sex == "男" else ("女", "长女", "女儿")
            word = self.rng.choice(words)
            if born and born[0].sex == sex:
                word = "次子" if sex == "男" else "二女"
            born.append(self.person(word, sex, birth, self._surname(people)))
        return born

    def _grown(self, people: list[Person]) -> list[Person]:
        child = self._children(people, 1)[0]
        if child.sex == "女" or self.rng.random() < 0.45:
            return [child]
        wife = self.person("儿媳", "女", child.birth + timedelta(days=self.rng.randrange(900)))
        sex = self.rng.choice("男女")
        birth = min(wife.birth + timedelta(days=365 * 27), self.today - timedelta(days=400))
        grand = self.person("孙子" if sex == "男" else "孙女", sex, birth, self._surname([child]))
        return [child, wife, grand]

    def _elder(self, people: list[Person]) -> Person:
        sex = self.rng.choice("男女女")
        birth = people[0].birth - timedelta(days=365 * self.rng.randrange(22, 33))
        head = people[0]
        surname = self._surname([head]) if sex == "男" else ""
        return self.person("父亲" if sex == "男" else "母亲", sex, birth, surname)
