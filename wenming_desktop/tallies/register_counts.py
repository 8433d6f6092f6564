"""居民户与人口 (R01-R11): stock on the last day of a period and flow in it, counted from the rows.

A figure is the ids of those behind it, so that every cell can open its list. A stay counts on a
day from its first day on, up to but without its last. Pure; `register_fetch` brings the rows.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from wenming_desktop.households.rules import (
    CHANGES,
    COMING,
    GOING,
    Change,
    age,
)
from wenming_desktop.tallies.figures import percent
from wenming_desktop.tallies.register_model import ChangeFact, RegisterFacts, StayFact

HOUSEHOLD, PERSON, HOUSE = "household", "resident", "house"
UNITS = {HOUSEHOLD: "户", PERSON: "人", HOUSE: "套"}
Ids = Collection[int]
BANDS = ((0, 2), (3, 5), (6, 17), (18, 59), (60, 69), (70, 79), (80, 89), (90, 99), (100, None))
ALONE, EMPTY_NEST, DISABLED = "A02", "A03", "A05"
USAGES = {"own": "1", "rent": "2", "empty": "3", "business": "4", "unchecked": "8"}
FLOWS = (
    Change.BIRTH, Change.DEATH, Change.MOVE_IN, Change.MOVE_OUT, Change.FLOW_IN, Change.SETTLE,
    Change.FLOW_OUT, Change.LEAVE,
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One figure of the report, and what it counts."""

    code: str
    name: str
    kind: str
    ids: Ids

    @property
    def count(self) -> int:
        """The figure."""
        return len(self.ids)


@dataclass(frozen=True)
class RegisterFigures:
    """R01-R11; `entered`/`left` are who began or ceased to live here, told or not.

    Flows name a person as often as he came or went.
    """

    households: Ids
    living: Ids
    registered: Ids
    together: Ids
    registered_only: Ids
    living_only: Ids
    split_within: Ids
    floating: Ids
    unchecked: Ids
    ages: tuple[tuple[str, Ids], ...]
    age_unknown: Ids
    over_60: Ids
    over_80: Ids
    care_people: Ids
    cares: Mapping[str, Ids]
    flows: Mapping[str, Ids]
    living_before: Ids
    entered: Ids
    left: Ids
    entered_untold: Ids
    left_untold: Ids
    houses: Mapping[str, Ids]

    @property
    def balanced(self) -> bool:
        """R02(T1) = R02(T0) + in - out."""
        return len(self.living) == len(self.living_before) + len(self.entered) - len(self.left)

    @property
    def checked_rate(self) -> float | None:
        """入户核查率: houses with a known usage out of all; None without houses."""
        total = len(self.houses["total"])
        return percent(total - len(self.houses["unchecked"]), total)

    def lines(self, categories: Mapping[str, str]) -> tuple[Line, ...]:
        """Every figure in the order of the report; `categories` are those of 关爱 to show."""
        return (
            Line("R01", "总户数", HOUSEHOLD, self.households),
            Line("R02", "实有人口", PERSON, self.living),
            Line("R02", "期初实有人口", PERSON, self.living_before),
            Line("R03", "户籍人口", PERSON, self.registered),
            Line("R04", "人户一致", PERSON, self.together),
            Line("R05", "户在人不在", PERSON, self.registered_only),
            Line("R05", "人在户不在", PERSON, self.living_only),
            Line("R05", "本社区内人户分离", PERSON, self.split_within),
            Line("R05", "人户状态待核实", PERSON, self.unchecked),
            Line("R06", "流动人口", PERSON, self.floating),
            *(Line("R07", f"{name} 岁", PERSON, ids) for name, ids in self.ages),
            Line("R07", "年龄不详", PERSON, self.age_unknown),
            Line("R08", "60 岁以上", PERSON, self.over_60),
            Line("R08", "80 岁以上", PERSON, self.over_80),
            *(Line("R08", name, PERSON, self.cares.get(key, ())) for key, name in _WEAK),
            Line("R09", "关爱对象（去重）", PERSON, self.care_people),
            *(
                Line("R09", f"　其中 {name}", PERSON, self.cares.get(key, ()))
                for key, name in categories.items()
            ),
            *(Line("R10", CHANGES[kind], PERSON, self.flows.get(kind, ())) for kind in FLOWS),
            Line("R10", "登记补录", PERSON, self.entered_untold),
            Line("R10", "登记核减", PERSON, self.left_untold),
            Line("R10", "实有人口增加", PERSON, self.entered),
            Line("R10", "实有人口减少", PERSON, self.left),
            *(Line("R11", name, HOUSE, self.houses[key]) for key, name in _HOUSES),
        )


_WEAK = ((ALONE, "独居"), (EMPTY_NEST, "空巢"), (DISABLED, "失能"))
_HOUSES = (
    ("total", "房屋总数"),
    ("own", "自住"),
    ("rent", "出租"),
    ("empty", "空置"),
    ("business", "商用"),
    ("unchecked", "待查"),
)


def count(facts: RegisterFacts, begin: date, end: date) -> RegisterFigures:
    """The figures of the days from `begin` to before `end`."""
    last, before = end - timedelta(days=1), begin - timedelta(days=1)
    there = [stay for stay in facts.stays if stay.begin <= last < stay.end]
    entered, left = _turns(facts.stays, begin, end)
    changes = [change for change in facts.changes if begin <= change.on < end]
    return RegisterFigures(
        households={i for i, (first, gone) in facts.households.items() if first <= last < gone},
        **_homes(there),
        **_states(facts, {stay.resident for stay in there if stay.living}),
        **_ages(facts, {stay.resident for stay in there if stay.living}, last),
        **_cares(facts, {stay.resident for stay in there}, last),
        flows=_gathered((change.kind, change.resident or 0) for change in changes),
        living_before={s.resident for s in facts.stays if s.living and s.begin <= before < s.end},
        entered=[who for who, _ in entered],
        left=[who for who, _ in left],
        entered_untold=_untold(entered, changes, COMING),
        left_untold=_untold(left, changes, GOING),
        houses=_houses(facts.houses),
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


def _homes(there: list[StayFact]) -> dict[str, Any]:
    """Who lives here, who is registered here, and where both agree."""
    living = {stay.resident: stay.household for stay in there if stay.living}
    hukou = {stay.resident: stay.household for stay in there if stay.hukou}
    both = living.keys() & hukou.keys()
    together = {who for who in both if living[who] == hukou[who]}
    return {
        "living": living.keys(),
        "registered": hukou.keys(),
        "together": together,
        "registered_only": hukou.keys() - living.keys(),
        "living_only": living.keys() - hukou.keys(),
        "split_within": both - together,
    }


def _turns(
    stays: Sequence[StayFact], begin: date, end: date
) -> tuple[list[tuple[int, date]], list[tuple[int, date]]]:
    """Who began to live here in the period, and who ceased, with the day."""
    entered, left = [], []
    moved = {s.resident for s in stays if begin <= s.begin < end or begin <= s.end < end}
    for who, first, last in spells(stay for stay in stays if stay.resident in moved):
        if begin <= first < end:
            entered.append((who, first))
        if begin <= last < end:
            left.append((who, last))
    return entered, left


def _untold(
    turns: list[tuple[int, date]], changes: list[ChangeFact], kinds: tuple[str, ...]
) -> list[int]:
    """Turns that no line of 人口变动 tells: people entered into or taken off the register."""
    told = {(change.resident, change.on) for change in changes if change.kind in kinds}
    return [turn[0] for turn in turns if turn not in told]


def _gathered(pairs: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def _cares(facts: RegisterFacts, here: set[int], last: date) -> dict[str, Any]:
    """Who of those here is cared for, and by category."""
    cares = [c for c in facts.cares if c.begin <= last < c.end and c.resident in here]
    pairs = sorted({(care.category, care.resident) for care in cares})
    return {"care_people": {care.resident for care in cares}, "cares": _gathered(pairs)}


def _states(facts: RegisterFacts, living: set[int]) -> dict[str, Any]:
    """Those who live here by what they are to the register."""
    return {
        "floating": living.intersection(facts.floating),
        "unchecked": living.intersection(facts.unknown),
    }


def _ages(facts: RegisterFacts, living: set[int], day: date) -> dict[str, Any]:
    """Those who live here by their age on a day."""
    by_age: dict[int | None, list[int]] = {}
    by_birth: dict[date | None, list[int]] = {}
    for who in living:
        by_birth.setdefault(facts.births.get(who), []).append(who)
    for birth, ids in by_birth.items():
        by_age.setdefault(None if birth is None else age(birth, day), []).extend(ids)
    unknown = by_age.pop(None, [])

    def between(low: int, high: int | None) -> list[int]:
        return [
            who
            for years, ids in by_age.items()
            if years is not None and low <= years and (high is None or years <= high)
            for who in ids
        ]

    names = [f"{low}–{high}" if high is not None else f"{low}+" for low, high in BANDS]
    return {
        "ages": tuple((name, between(*band)) for name, band in zip(names, BANDS, strict=True)),
        "age_unknown": unknown,
        "over_60": between(60, None),
        "over_80": between(80, None),
    }


def _houses(usages: Mapping[int, str | None]) -> dict[str, Ids]:
    by_code = _gathered((usage or "", house) for house, usage in usages.items())
    return {"total": usages.keys(), **{k: by_code.get(code, []) for k, code in USAGES.items()}}
