"""The states of a wish, the moves between them, and what a passer-by may read of it. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

COLLECTED, PUBLISHED, CLAIMED, FULFILLED, CARRIED, DECLINED, CANCELLED = "1234567"
"""Codes of `wish_status`."""
MOVES: dict[str, tuple[frozenset[str], str]] = {
    "change": (frozenset({COLLECTED, PUBLISHED, CARRIED}), ""),
    "publish": (frozenset({COLLECTED, CARRIED}), PUBLISHED),
    "decline": (frozenset({COLLECTED}), DECLINED),
    "claim": (frozenset({PUBLISHED}), CLAIMED),
    "give_back": (frozenset({CLAIMED}), PUBLISHED),
    "fulfil": (frozenset({CLAIMED}), FULFILLED),
    "sign": (frozenset({FULFILLED}), FULFILLED),
    "carry_over": (frozenset({PUBLISHED}), CARRIED),
    "cancel": (frozenset({COLLECTED, PUBLISHED, CLAIMED, CARRIED}), CANCELLED),
}
"""Each move: from which states, and to which one ("" leaves it where it is)."""
LONGEST = 200
CONTACT_DAYS = 7
USUAL_COST = Decimal(500)
OLD_DAYS = 60
STAGES = ("征集", "公示", "认领", "实现")
_REACHED = {COLLECTED: 1, PUBLISHED: 2, CLAIMED: 3, FULFILLED: 4, CARRIED: 2}
_ADULT, _ELDER = 18, 60
_MALE, _FEMALE = "1", "2"
_CALLED = {_MALE: ("爷爷", "叔叔"), _FEMALE: ("奶奶", "阿姨")}
_DOT = "·"
_NUMBER = re.compile(r"\d(?:[ -]?\d){6,}")


@dataclass(frozen=True, slots=True)
class Shown:
    """What the name on the door is made of."""

    name: str
    surname: str
    gender: str | None
    age: int | None
    building: str


def may(move: str, status: str | None) -> bool:
    """Whether a wish in this state can make the move."""
    return (status or COLLECTED) in MOVES[move][0]


def possible(status: str | None) -> tuple[str, ...]:
    """The moves of a state, in the order a wish makes them."""
    return tuple(move for move in MOVES if may(move, status))


def after(move: str, status: str | None) -> str:
    """The state a move leads to."""
    return MOVES[move][1] or status or COLLECTED


def called(gender: str | None, age: int | None) -> str:
    """How neighbours call somebody: 奶奶, 爷爷, 阿姨, 叔叔, 同学; "" where nothing is known."""
    if age is not None and age < _ADULT:
        return "同学"
    words = _CALLED.get(gender or "")
    if words is None:
        return "老人" if age is not None and age >= _ELDER else ""
    return words[0] if age is not None and age >= _ELDER else words[1]


def short_name(shown: Shown) -> str:
    """李奶奶; who has no surname to shorten to is 一位奶奶."""
    word = called(shown.gender, shown.age)
    whole = shown.name.strip()
    if not _shortens(whole, shown.surname):
        return f"一位{word or '居民'}"
    return f"{shown.surname}{word}" if word else f"{shown.surname}某"


def display_name(shown: Shown) -> str:
    """李奶奶（3号楼）: never the whole name."""
    place = f"（{shown.building}）" if shown.building else ""
    return short_name(shown) + place


def _shortens(name: str, surname: str) -> bool:
    whole = 0 < len(surname) < len(name) and name.startswith(surname)
    return whole and _DOT not in name and not name.isascii()


def names_somebody(text: str, name: str) -> bool:
    """Whether a text that is to be shown says the whole name, blanks inside it or not."""
    plain = "".join(name.split())
    return len(plain) > 1 and plain in "".join(text.split())


def without_name(content: str, name: str, shown: Shown) -> str:
    """A wish as it is shown: the short name for the whole one, stars for a telephone number."""
    content = _NUMBER.sub("***", content)
    if not names_somebody(content, name):
        return content
    spelled = r"\s*".join(re.escape(char) for char in "".join(name.split()))
    return re.sub(spelled, short_name(shown), content)


def contact_due(claimed_on: date) -> date:
    """Until when who claimed a wish should have been in touch."""
    return claimed_on + timedelta(days=CONTACT_DAYS)


def late_days(status: str | None, due: date | None, today: date) -> int:
    """How many days the contact is overdue; 0 where it is not."""
    if status != CLAIMED or due is None:
        return 0
    return max(0, (today - due).days)


def cost_told(cost: Decimal | None) -> str:
    """What is worth a word about a cost; it is never refused for being high."""
    if cost is None or cost <= USUAL_COST:
        return ""
    return "超过 500 元，一般的微心愿在 500 元以内。可以找单位认领，或转救助渠道。"


def date_fault(day: date, today: date, since: date | None, what: str) -> str:
    """Why something cannot have been on that day; "" when it can."""
    if day > today:
        return f"{what}写的是 {day:%Y-%m-%d}，还没到这一天。"
    if since is not None and day < since:
        return f"{what}写的是 {day:%Y-%m-%d}，早于上一步的 {since:%Y-%m-%d}。"
    return ""


def stages(status: str | None) -> tuple[str, ...]:
    """done, now or next for each of the four stages; a wish that ended early has no now."""
    reached = _REACHED.get(status or COLLECTED, 0)
    if status in (DECLINED, CANCELLED):
        return ("done", "next", "next", "next")
    states = ["done"] * reached + ["next"] * (len(STAGES) - reached)
    if reached < len(STAGES):
        states[reached] = "now"
    return tuple(states)
