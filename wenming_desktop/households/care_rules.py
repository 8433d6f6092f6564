"""Rules of care: the rhythm of visits, who comes into question for a category. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from wenming_desktop.households.rules import SPOUSES, age

WEEK, FORTNIGHT, MONTH, QUARTER, HALF, YEAR, ONCE, AGREED = (
    "W", "2W", "M", "Q", "H", "Y", "1", "A",
)  # fmt: skip
RHYTHMS: Mapping[str, str] = {
    WEEK: "每周",
    FORTNIGHT: "每两周",
    MONTH: "每月",
    QUARTER: "每季",
    HALF: "每半年",
    YEAR: "每年",
    ONCE: "一次",
    AGREED: "按约定",
}
"""Codes of `visit_frequency` with their names."""
_STARTS = (
    ("周", WEEK),
    ("月2", FORTNIGHT),
    ("月", MONTH),
    ("季", QUARTER),
    ("半年", HALF),
    ("年", YEAR),
    ("一次", ONCE),
)
OLD, VERY_OLD, ELDER = 80, 100, 60
HIGH_AGE, ALONE, EMPTY_NEST, CENTENARIAN, POOR = "A01", "A02", "A03", "A08", "B01"
REVIEW_YEARS = 1


class Person(NamedTuple):
    """Somebody who lives in a household, as the rules see him."""

    id: int
    birth: date | None
    relation: str
    categories: frozenset[str]


def rhythm_of(text: str) -> str:
    """The rhythm a category's default says (周1次 -> W, 月2次 -> 2W, 按个案 -> A)."""
    return next((code for start, code in _STARTS if text.startswith(start)), AGREED)


def first_review(start: date) -> date:
    """The day a record is looked at again unless somebody says another."""
    try:
        return start.replace(year=start.year + REVIEW_YEARS)
    except ValueError:
        return start + timedelta(days=365)


def suggestions(people: Sequence[Person], today: date) -> list[tuple[int, str, str]]:
    """Who of a household comes into question: (person, category, why); never the confirmed."""
    found = []
    for one in people:
        years = age(one.birth, today) if one.birth else None
        found += [
            (one.id, category, why)
            for category, why in (*_by_age(years), *_by_home(one, years, people, today))
            if category not in one.categories
        ]
    return found


def _by_age(years: int | None) -> list[tuple[str, str]]:
    if years is None:
        return []
    found = [(HIGH_AGE, f"{years} 周岁")] if years >= OLD else []
    return [*found, (CENTENARIAN, f"{years} 周岁")] if years >= VERY_OLD else found


def _by_home(
    one: Person, years: int | None, people: Sequence[Person], today: date
) -> list[tuple[str, str]]:
    if years is not None and years >= ELDER:
        if len(people) == 1:
            return [(ALONE, f"{years} 周岁，一个人住")]
        return _empty_nest(one, years, people, today)
    if any(POOR in other.categories for other in people) and POOR not in one.categories:
        return [(POOR, "同户已有低保，没有登记在内")]
    return []


def _empty_nest(
    one: Person, years: int, people: Sequence[Person], today: date
) -> list[tuple[str, str]]:
    if len(people) != 2:
        return []
    other = next(p for p in people if p.id != one.id)
    couple = SPOUSES & {one.relation, other.relation}
    elder = other.birth is not None and age(other.birth, today) >= ELDER
    return [(EMPTY_NEST, f"{years} 周岁，夫妻二人住")] if couple and elder else []
