"""What the random lives say and where they want to go: words of steps, strategies, the way there.

Knows the table only from `plain_life`, never from the program.
"""

import os
from collections import deque
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

from hypothesis import strategies as st

from tests.wenming_desktop.tickets.conftest import RESULT
from tests.wenming_desktop.tickets.plain_life import ACTIONS, ARROWS, STATES
from wenming_desktop.tickets.orders import Quantity

LIVES: Final = int(os.environ.get("WENMING_LIVES", "0"))
ONE: Final = (Quantity("处", Decimal(1)),)
GOOD: Final[dict[str, dict[str, Any]]] = {
    "REJ": {"reason": "不在辖区"},
    "DSP": {"handling_unit": "供热公司", "handler": "马师傅"},
    "RDS": {"handling_unit": "供热公司", "handler": None},
    "RTN": {"reason": "不属本单位"},
    "EXA": {"days": 3, "reason": "等材料"},
    "EXY": {"days": 2},
    "WDR": {"reason": "诉求人撤回"},
    "EXN": {"reason": "不等"},
    "FIN": {"result": RESULT, "outcome": "1", "came": (), "quantities": ONE},
    "CBK": {"contact_result": "1", "satisfaction": "1", "outcome": "1"},
    "COH": {"cell": "3号楼党小组", "members": ("孙福顺",)},
    "SUS": {"reason": "历史遗留", "review_on": 30},
    "MRG": {"into": None},
    "TRF": {"to_unit": "城管执法中队"},
    "UNA": {"reason": "补材料"},
    "SUP": {"level": "3"},
}
"""What lets each step pass; `review_on` in days from then, `into` is filled in."""
FREE: Final = frozenset({"at", "by", "rebound"})
"""What may be said with any step."""
BAD: Final[tuple[dict[str, Any], ...]] = (
    {"reason": " "},
    {"handling_unit": None, "handler": None},
    {"result": "已处理"},
    {"result": "太短"},
    {"outcome": None},
    {"came": None},
    {"contact_result": None},
    {"satisfaction": None},
    {"contact_result": "3"},
    {"days": 0},
    {"days": 6},
    {"days": None},
    {"to_unit": ""},
    {"cell": "没有这个党小组"},
    {"review_on": None},
    {"review_on": 0},
    {"review_on": 91},
    {"into": "itself"},
    {"into": None},
    {"by": "没有这个人"},
)
OTHERS: Final[tuple[dict[str, Any], ...]] = (
    {"satisfaction": "3"},
    {"satisfaction": "2"},
    {"contact_result": "2", "satisfaction": "9"},
    {"contact_result": "4", "satisfaction": None},
    {"outcome": "3"},
    {"outcome": "2"},
    {"handling_unit": None, "handler": "梁志勇"},
    {"rebound": True},
    {"days": 1},
    {"review_on": 90},
)
PRELUDES: Final[dict[tuple[str, str], tuple[str, dict[str, Any]]]] = {
    ("60", "ARC"): ("CBK", {"contact_result": "4", "satisfaction": None}),
    ("80", "RWK"): ("RCK", {"rebound": True}),
    **{(state, answer): ("EXA", {}) for state in ("30", "40") for answer in ("EXY", "EXN")},
}
"""What has to come before some arrows so that their guards let them pass."""
AMENDED: Final = (
    ("category", "0505"), ("urgency", "2"), ("title", "暖气不热"),
    ("status", "80"), ("content", ""),
)  # fmt: skip
PAIRS: Final = tuple((state, action) for state in STATES for action in ACTIONS)
FORBIDDEN: Final = frozenset(PAIRS) - frozenset(ARROWS)
GONE: Final = frozenset({"91", "92", "93", "94"})
"""States that no step leaves: only taking the step back does."""

CALLS: Final = st.tuples(
    st.fixed_dictionaries(
        {
            "nature": st.sampled_from("333316"),
            "urgency": st.sampled_from("11234"),
            "category": st.sampled_from(("0801", "0505", "0101", "1901")),
        }
    ),
    st.sampled_from((0, 0, 30, 100)),
    st.sampled_from((False, False, True)),
)
HOURS: Final = st.lists(st.sampled_from((0, 0, 0, 1, 2, 7, 30)), min_size=4, max_size=4)
DAYS: Final = st.sampled_from((0, 0, 0, 1, 3, 12, 31))
_GOALS: Final = (*PAIRS, *(3 * (*ARROWS, *PRELUDES)))
_PLACE: Final = st.integers(0, len(_GOALS) - 1)
GOALS: Final = st.tuples(_PLACE, _PLACE, _PLACE).map(lambda at: _GOALS[sum(at) % len(_GOALS)])
"""A sum, since a single number is drawn again and again where another one is never drawn."""
SAID: Final = st.sampled_from((*({} for _ in range(30)), *OTHERS, *OTHERS, *BAD))
NAMES: Final = st.sampled_from((None, None, "林晓燕", "梁志勇"))
WAYS: Final = st.tuples(CALLS, HOURS, NAMES, SAID)
WHAT: Final = st.one_of(
    st.tuples(
        st.just("step"),
        st.sampled_from([*ACTIONS, "COR", "XXX"]),
        st.sampled_from((*OTHERS, *BAD)),
        st.sampled_from((0, 0, 48)),
    ),
    st.tuples(st.just("back"), st.sampled_from((0, 0, 3, 4, 5, 6, 7, 8, 9))),
    st.tuples(st.just("undo")),
    st.tuples(st.just("holiday"), st.integers(0, 12), st.booleans()),
    st.tuples(st.just("amend"), st.sampled_from(AMENDED)),
    st.tuples(st.just("void"), st.sampled_from(("误录", " ", " ", " "))),
)


def words_of(action: str, said: dict[str, Any], day: Any, into: int | None, me: int) -> Any:
    """A step's whole words: what is usual, but for what was drawn."""
    usual = {**GOOD.get(action, {}), **({"into": into} if action == "MRG" else {})}
    words = {**usual, **{k: v for k, v in said.items() if k in usual or k in FREE}}
    if words.get("into") == "itself":
        words["into"] = me
    if isinstance(words.get("review_on"), int):
        words["review_on"] = day + timedelta(days=words["review_on"])
    return words


def forbidden_from(state: str, after: str) -> list[str]:
    """Four steps that the table does not know from a state, those next to another one."""
    at = ACTIONS.index(after)
    turned = (*ACTIONS[at:], *ACTIONS[:at])
    return [action for action in turned if (state, action) in FORBIDDEN][:4]


def next_step(start: str, end: str, nature: str) -> str | None:
    """The first action of a shortest way; COR where only taking back leads on; None: no way."""
    queue: deque[tuple[str, str | None]] = deque([(start, None)])
    seen = {start}
    while queue:
        state, first = queue.popleft()
        if state == end:
            return first
        for action, to in _arrows(state, nature):
            if to not in seen:
                seen.add(to)
                queue.append((to, first or action))
    return None


def _arrows(state: str, nature: str) -> list[tuple[str, str]]:
    if state in GONE:
        return [("COR", "20")]
    found = []
    for (source, action), to in ARROWS.items():
        spot = (source, action) == ("20", "FIN") and nature not in "16"
        if source != state or to == "=" or spot or (source, action) in PRELUDES:
            continue
        # Where a step leads by what was said, most of them lead here; the way is asked anew.
        found.append((action, {"CBK": "70", "RES": "40"}.get(action, to)))
    return found
