"""What is refused and what is worth a look of members, and who takes over households. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from wenming_desktop.party.duty_model import Helper

ON_ROLL, DUAL, FLOW_IN, FLOW_OUT, DELEGATE = "1", "2", "3", "4", "5"
"""Kinds of `party_member_kind`; only the first and the fourth are on the roll."""
FULL, ON_TRIAL = "1", "2"
LEAVING: Mapping[str, str] = {"5": "停止党籍", "6": "转出", "7": "死亡", "8": "除名"}
TRANSFERRED = "6"
"""Who leaves with his membership: his card is 转出, everybody else's 注销."""
MOST_HOMES, FEWEST_HOMES = 10, 5
BLOCK, HOME = "1", "2"
"""Roles of a liaison: a whole building, a household."""
_EMPLOYED = frozenset({DUAL, DELEGATE})


class Facts(NamedTuple):
    """What the rules want to know of a member."""

    kind: str | None
    status: str | None
    joined_on: date | None = None
    confirmed_on: date | None = None
    reported_on: date | None = None
    birth_date: date | None = None
    unit: bool = False
    flow_to: str = ""


def faults(is_: Facts, today: date) -> dict[str, str]:
    """Why a member cannot be saved as he is, by field."""
    found: dict[str, str] = {}
    days = (
        ("joined_on", "入党日期", is_.joined_on),
        ("confirmed_on", "转正日期", is_.confirmed_on),
        ("reported_on", "报到日期", is_.reported_on),
    )
    for name, label, day in days:
        if day is not None and day > today:
            found[name] = f"{label} {day.isoformat()} 还没有到，请核对。"
    if is_.joined_on and is_.birth_date and years_after(is_.birth_date, 18) > is_.joined_on:
        found.setdefault("joined_on", "入党时还不满 18 周岁，请核对入党日期和出生日期。")
    if is_.joined_on and is_.confirmed_on and is_.confirmed_on < is_.joined_on:
        found.setdefault("confirmed_on", "转正日期早于入党日期，请核对。")
    if is_.kind in _EMPLOYED and not is_.unit:
        found["work_unit_id"] = "工作单位还空着，双报到党员和选派委员要填。"
    if is_.kind == DUAL and is_.reported_on is None:
        found["reported_on"] = "报到日期还空着，双报到党员要填。"
    return found


def doubts(is_: Facts) -> tuple[str, ...]:
    """What is worth a look, although it is saved."""
    found = []
    if is_.joined_on and is_.confirmed_on and is_.confirmed_on >= is_.joined_on:
        due = years_after(is_.joined_on, 1)
        if is_.confirmed_on < due:
            found.append(f"入党到转正不满一年（满一年是 {due.isoformat()}），请核对。")
    if is_.status == ON_TRIAL and is_.confirmed_on is not None:
        found.append("人员类别还是预备党员，转正日期却写上了，请核对。")
    if is_.kind in (FLOW_IN, FLOW_OUT) and not is_.flow_to:
        found.append("流动党员还没有写流动去向（流入的写从哪里来）。")
    return tuple(found)


def homes_doubt(name: str, homes: int) -> str:
    """More households than one member can look after: told, not refused."""
    if homes <= MOST_HOMES:
        return ""
    return (
        f"{name}联系 {homes} 户，多于 {MOST_HOMES} 户。一般每人 {FEWEST_HOMES} 到 {MOST_HOMES} 户。"
    )


def years_after(day: date, years: int) -> date:
    """The same day some years later; the 29th of February becomes the 1st of March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def years_since(day: date, today: date) -> int:
    """Whole years from a day to today."""
    return today.year - day.year - ((today.month, today.day) < (day.month, day.day))


def propose(
    homes: Iterable[int], helpers: Sequence[Helper], most: int = MOST_HOMES
) -> dict[int, int | None]:
    """Who might take over each household: his own cell first, the fewest households first.

    Nobody is brought above `most` while somebody, of whatever cell, is below it.
    """
    loads = {helper.id: helper.homes for helper in helpers}

    def weight(helper: Helper) -> tuple[bool, bool, int, int]:
        load = loads[helper.id]
        return (load >= most, not helper.same_cell, load, helper.id)

    found: dict[int, int | None] = {}
    for home in homes:
        chosen = min(helpers, key=weight, default=None)
        found[home] = chosen.id if chosen else None
        if chosen is not None:
            loads[chosen.id] += 1
    return found


def half_year_of(day: date) -> tuple[date, date]:
    """The half-year a day is in, from its first day to before the next one's."""
    if day.month < 7:
        return date(day.year, 1, 1), date(day.year, 7, 1)
    return date(day.year, 7, 1), date(day.year + 1, 1, 1)
