"""Registered here and living here: stays with their days, the state they add up to. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

HEADS = frozenset({"01", "02", "03"})
"""Relations of a head: 本人 as ledgers write it, 户主, head of a collective household."""
SPOUSES = frozenset({"10", "11", "12"})
CHILDREN = frozenset(str(code) for code in (*range(20, 28), 29, *range(30, 38), 39))
PARENTS = frozenset({"50", "51", "52", "57", "58"})
YOUNGEST_HEAD, PARENT_YEARS = 16, 15
ALIVE, MOVED_OUT, LEFT, DEAD, MERGED = "1", "2", "3", "4", "5"
"""Codes of resident_lifecycle."""
TOGETHER, LIVES, REGISTERED, FLOATING, ABROAD, UNCHECKED = "1", "2", "3", "4", "5", "9"
"""Codes of residence_status: both here, lives only, registered only, floating, from abroad."""


class Change:
    """What a line of 人口变动 says; the codes its column holds."""

    BIRTH, MOVE_IN, FLOW_IN, SETTLE, MOVE_OUT, FLOW_OUT, LEAVE, DEATH, WITHIN, MERGE = (
        "1", "2", "3", "4", "5", "6", "7", "8", "9", "10",
    )  # fmt: skip
    MARRIAGE, SPLIT, HEAD, CONFIRM = "11", "12", "13", "20"


CHANGES: Mapping[str, str] = {
    Change.BIRTH: "出生",
    Change.MOVE_IN: "迁入",
    Change.FLOW_IN: "流入",
    Change.SETTLE: "搬入",
    Change.MOVE_OUT: "迁出",
    Change.FLOW_OUT: "流出",
    Change.LEAVE: "搬离",
    Change.DEATH: "死亡",
    Change.WITHIN: "户内变更",
    Change.MERGE: "合并",
    Change.MARRIAGE: "结婚",
    Change.SPLIT: "分户",
    Change.HEAD: "户主变更",
    Change.CONFIRM: "核对",
}
COMING = (Change.BIRTH, Change.MOVE_IN, Change.FLOW_IN, Change.SETTLE)
GOING = (Change.DEATH, Change.MOVE_OUT, Change.FLOW_OUT, Change.LEAVE)


class Stay(NamedTuple):
    """A membership: from its first day on, up to but without `to_on`; None is open."""

    household: int
    hukou: bool
    living: bool
    from_on: date | None = None
    to_on: date | None = None

    @property
    def open(self) -> bool:
        """Whether it lasts."""
        return self.to_on is None


@dataclass(frozen=True, slots=True)
class Home:
    """Where a person is registered and where he lives; None is nowhere in this community."""

    hukou: int | None = None
    living: int | None = None

    def wanted(self) -> dict[int, tuple[bool, bool]]:
        """The open stays that say just this, by household."""
        found: dict[int, tuple[bool, bool]] = {}
        if self.hukou is not None:
            found[self.hukou] = (True, self.living == self.hukou)
        if self.living is not None:
            found.setdefault(self.living, (False, True))
        return found


def home(stays: Iterable[Stay]) -> Home:
    """What the open stays of a person say."""
    hukou = living = None
    for stay in stays:
        if stay.open and stay.hukou:
            hukou = stay.household
        if stay.open and stay.living:
            living = stay.household
    return Home(hukou, living)


def state(where: Home, before: str | None) -> str | None:
    """The 人户状态 of a person; floating and abroad are kinds of living here only."""
    if where.hukou is not None:
        return TOGETHER if where.living is not None else REGISTERED
    if where.living is None:
        return before
    return before if before in (FLOATING, ABROAD) else LIVES


def flags(status: str | None) -> tuple[bool, bool] | None:
    """Registered and living as a typed 人户状态 means them; None where it leaves them open."""
    if status in (None, UNCHECKED):
        return None
    return status in (TOGETHER, REGISTERED), status != REGISTERED


def leaving(was: Home, now: Home) -> str | None:
    """The line of 人口变动 when somebody goes from `was` to `now`; None when he stays."""
    if was.hukou is not None and now.hukou is None:
        return Change.MOVE_OUT
    if was.living is not None and now.living is None:
        return Change.FLOW_OUT if was.hukou is not None else Change.LEAVE
    return None


def coming(was: Home, now: Home, status: str | None) -> str | None:
    """The line of 人口变动 when somebody comes; None when he was here already."""
    if was.hukou is None and now.hukou is not None:
        return Change.MOVE_IN
    if was.living is None and now.living is not None:
        return Change.FLOW_IN if status in (FLOATING, ABROAD) else Change.SETTLE
    return None


def lifecycle(was: Home, now: Home, before: str | None) -> str | None:
    """在册 while anything here lasts, else how he went; the dead and merged stay so."""
    if before in (DEAD, MERGED):
        return before
    if now != Home():
        return ALIVE
    if was == Home():
        return before
    return MOVED_OUT if was.hukou is not None else LEFT


def overlapping(stays: Sequence[Stay]) -> list[tuple[Stay, Stay]]:
    """Stays of one person that say registered (or living) twice for the same day."""
    found = []
    for at, one in enumerate(stays):
        for other in stays[at + 1 :]:
            same = (one.hukou and other.hukou) or (one.living and other.living)
            if same and _meet(one, other):
                found.append((one, other))
    return found


def _meet(one: Stay, other: Stay) -> bool:
    first, last = date.min, date.max
    begin = max(one.from_on or first, other.from_on or first)
    return begin < min(one.to_on or last, other.to_on or last)


def day_fault(on: date, today: date, birth: date | None, since: date | None) -> str:
    """Why an event cannot be on that day: in the future, before birth, before the stay."""
    if on > today:
        return "不能晚于今天"
    if birth is not None and on < birth:
        return f"早于出生日期 {birth.isoformat()}"
    if since is not None and on < since:
        return f"早于入户日期 {since.isoformat()}"
    return ""


def age(birth: date, today: date) -> int:
    """Full years at a day."""
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def relation_doubt(relation: str, birth: date | None, head_birth: date | None) -> str:
    """What is odd about the ages of a member and the head; never more than a doubt."""
    if birth is None or head_birth is None:
        return ""
    if relation in CHILDREN and birth <= head_birth:
        return "子女的出生日期早于户主，请核对关系或出生日期。"
    if relation in PARENTS and age(birth, head_birth) < PARENT_YEARS:
        return f"父母比户主大不到 {PARENT_YEARS} 岁，请核对关系或出生日期。"
    return ""
