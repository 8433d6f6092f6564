"""居民户与人口 (R01-R11): stock on the last day of a period and flow in it, counted from the rows.

A stay counts on a day from its first day on, up to but without its last. Pure;
`register_fetch` brings the rows.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from wenming_desktop.households.rules import (
    CHANGES,
    COMING,
    FLOATING,
    GOING,
    Change,
    age,
)

BANDS = ((0, 2), (3, 5), (6, 17), (18, 59), (60, 69), (70, 79), (80, 89), (90, 99), (100, None))
ALONE, EMPTY_NEST, DISABLED = "A02", "A03", "A05"
USAGES = {"own": "1", "rent": "2", "empty": "3", "business": "4", "unchecked": "8"}
FLOWS = (
    Change.BIRTH, Change.DEATH, Change.MOVE_IN, Change.MOVE_OUT, Change.FLOW_IN, Change.SETTLE,
    Change.FLOW_OUT, Change.LEAVE,
)  # fmt: skip


class StayFact(NamedTuple):
    """Who was registered or lived where, from when to when (without that day)."""

    resident: int
    household: int
    hukou: bool
    living: bool
    begin: date
    end: date


class PersonFact(NamedTuple):
    """What is asked of a person."""

    id: int
    birth: date | None
    status: str | None


class CareFact(NamedTuple):
    """A category a person was in."""

    resident: int
    category: str
    begin: date
    end: date


class ChangeFact(NamedTuple):
    """A line of 人口变动."""

    resident: int | None
    kind: str
    on: date


@dataclass(frozen=True)
class RegisterFacts:
    """The register of one scope (the community or one grid) as rows."""

    households: Sequence[tuple[date, date]]
    stays: Sequence[StayFact]
    people: Mapping[int, PersonFact]
    cares: Sequence[CareFact]
    changes: Sequence[ChangeFact]
    houses: Mapping[str, int]


@dataclass(frozen=True)
class RegisterCounts:
    """R01-R11; `entered`/`left` are who began or ceased to live here, told or not."""

    households: int
    living: int
    registered: int
    together: int
    registered_only: int
    living_only: int
    split_within: int
    floating: int
    ages: tuple[tuple[str, int], ...]
    age_unknown: int
    over_60: int
    over_80: int
    alone: int
    empty_nest: int
    disabled: int
    care_people: int
    care_categories: Mapping[str, int]
    flows: Mapping[str, int]
    living_before: int
    entered: int
    left: int
    entered_untold: int
    left_untold: int
    houses: Mapping[str, int]

    @property
    def balanced(self) -> bool:
        """R02(T1) = R02(T0) + in - out."""
        return self.living == self.living_before + self.entered - self.left

    @property
    def checked_rate(self) -> float | None:
        """入户核查率: houses with a known usage out of all; None without houses."""
        total = self.houses.get("total", 0)
        return (total - self.houses.get("unchecked", 0)) / total if total else None

    def lines(self) -> tuple[tuple[str, str, int], ...]:
        """Code, name and figure of every line, in the order of the report."""
        return (
            ("R01", "总户数", self.households),
            ("R02", "实有人口", self.living),
            ("R03", "户籍人口", self.registered),
            ("R04", "人户一致", self.together),
            ("R05", "户在人不在", self.registered_only),
            ("R05", "人在户不在", self.living_only),
            ("R05", "本社区内人户分离", self.split_within),
            ("R06", "流动人口", self.floating),
            *(("R07", f"{name} 岁", count) for name, count in self.ages),
            ("R07", "年龄不详", self.age_unknown),
            ("R08", "60 岁以上", self.over_60),
            ("R08", "80 岁以上", self.over_80),
            ("R08", "独居", self.alone),
            ("R08", "空巢", self.empty_nest),
            ("R08", "失能", self.disabled),
            ("R09", "关爱对象（去重）", self.care_people),
            *(("R10", CHANGES[kind], self.flows.get(kind, 0)) for kind in FLOWS),
            ("R10", "登记补录", self.entered_untold),
            ("R10", "登记核减", self.left_untold),
            *(("R11", name, self.houses.get(key, 0)) for key, name in _HOUSES),
        )


_HOUSES = (
    ("total", "房屋总数"),
    ("own", "自住"),
    ("rent", "出租"),
    ("empty", "空置"),
    ("business", "商用"),
    ("unchecked", "待查"),
)


def count(facts: RegisterFacts, begin: date, end: date) -> RegisterCounts:
    """The figures of the days from `begin` to before `end`."""
    last, before = end - timedelta(days=1), begin - timedelta(days=1)
    there = [stay for stay in facts.stays if stay.begin <= last < stay.end]
    living = {stay.resident: stay.household for stay in there if stay.living}
    hukou = {stay.resident: stay.household for stay in there if stay.hukou}
    both = living.keys() & hukou.keys()
    together = sum(living[who] == hukou[who] for who in both)
    cares = [care for care in facts.cares if care.begin <= last < care.end]
    by_category = _by_category(cares)
    ages = [_age(facts.people.get(who), last) for who in living]
    known = [years for years in ages if years is not None]
    entered, left = _turns(facts.stays, begin, end)
    changes = [change for change in facts.changes if begin <= change.on < end]
    return RegisterCounts(
        households=sum(first <= last < gone for first, gone in facts.households),
        living=len(living),
        registered=len(hukou),
        together=together,
        registered_only=len(hukou.keys() - living.keys()),
        living_only=len(living.keys() - hukou.keys()),
        split_within=len(both) - together,
        floating=sum(_status(facts, who) == FLOATING for who in living),
        ages=_bands(known),
        age_unknown=len(ages) - len(known),
        over_60=sum(years >= 60 for years in known),
        over_80=sum(years >= 80 for years in known),
        alone=by_category.get(ALONE, 0),
        empty_nest=by_category.get(EMPTY_NEST, 0),
        disabled=by_category.get(DISABLED, 0),
        care_people=len({care.resident for care in cares}),
        care_categories=by_category,
        flows=Counter(change.kind for change in changes),
        living_before=len(
            {s.resident for s in facts.stays if s.living and s.begin <= before < s.end}
        ),
        entered=len(entered),
        left=len(left),
        entered_untold=_untold(entered, changes, COMING),
        left_untold=_untold(left, changes, GOING),
        houses=facts.houses,
    )


def spells(stays: Iterable[StayFact]) -> Iterator[tuple[int, date, date]]:
    """Each unbroken time a person lived here: stays that meet or overlap are one."""
    mine: dict[int, list[tuple[date, date]]] = {}
    for stay in stays:
        if stay.living and stay.begin < stay.end:
            mine.setdefault(stay.resident, []).append((stay.begin, stay.end))
    for who, spans in mine.items():
        spans.sort()
        begin, end = spans[0]
        for first, last in spans[1:]:
            if first > end:
                yield who, begin, end
                begin, end = first, last
            end = max(end, last)
        yield who, begin, end


def _turns(
    stays: Sequence[StayFact], begin: date, end: date
) -> tuple[list[tuple[int, date]], list[tuple[int, date]]]:
    """Who began to live here in the period, and who ceased, with the day."""
    entered, left = [], []
    for who, first, last in spells(stays):
        if begin <= first < end:
            entered.append((who, first))
        if begin <= last < end:
            left.append((who, last))
    return entered, left


def _untold(
    turns: list[tuple[int, date]], changes: list[ChangeFact], kinds: tuple[str, ...]
) -> int:
    """Turns that no line of 人口变动 tells: people entered into or taken off the register."""
    told = {(change.resident, change.on) for change in changes if change.kind in kinds}
    return sum(turn not in told for turn in turns)


def _by_category(cares: list[CareFact]) -> dict[str, int]:
    pairs = {(care.category, care.resident) for care in cares}
    return dict(sorted(Counter(category for category, _ in pairs).items()))


def _status(facts: RegisterFacts, who: int) -> str | None:
    person = facts.people.get(who)
    return person.status if person else None


def _age(person: PersonFact | None, day: date) -> int | None:
    return age(person.birth, day) if person is not None and person.birth is not None else None


def _bands(ages: list[int]) -> tuple[tuple[str, int], ...]:
    found = []
    for low, high in BANDS:
        name = f"{low}–{high}" if high is not None else f"{low}+"
        found.append((name, sum(low <= one and (high is None or one <= high) for one in ages)))
    return tuple(found)
