"""Codes that the counting of party work turns on, and how the tree's names are put together."""

from collections.abc import Sequence
from datetime import date

COMMITTEE, BRANCH, GROUP = "3", "4", "5"
"""Levels of `party_org_level` that the office itself writes; what stands above is only shown."""
TYPE_SUPERIOR, TYPE_COMMITTEE, TYPE_BRANCH = "01", "02", "04"
ON_ROLL, DUAL = frozenset({"1", "4"}), "2"
FULL, STATUSES = "1", frozenset({"1", "2"})
LEADER, DEPUTY = "21", "22"
OF_COMMITTEE, OF_BRANCH, OF_CELL = "0", "1", "2"
"""First figure of a post's code: whose post it is; what follows is of buildings and grids."""
SECRETARIES = {"01": COMMITTEE, "11": BRANCH}
LEADING = frozenset({LEADER, DEPUTY, *SECRETARIES})
"""One person at a time at each place."""
LEAST_MEMBERS = 3
LEAST_FULL, MOST_MEMBERS = 3, 50
"""A branch: at least so many full members, at most so many in all."""
COMMITTEE_FROM, COMMITTEE_SIZE, COMMITTEE_MOST = 7, 3, 7
"""From so many full members on a branch has a committee of 3 to 5, never more than 7."""
OF_BRANCH_COMMITTEE = frozenset({"11", "12", "13", "14", "15"})
MOST_HOMES = 10
"""A member looks after 5 to 10 households; more is too many."""
TERM_NOTICE_MONTHS = 6
PART_TIME, INSTRUCTOR, GROUP_HEAD = "04", "36", "35"
_OF_GRID = frozenset({"33", "34"})
KEPT_ELSEWHERE = _OF_GRID
"""Who is chief and worker of a grid is written with the grid itself."""
_ANYWHERE = frozenset({"38", "39", "40", "41"})
AT_COMMITTEE, AT_BRANCH, AT_CELL, AT_BUILDING, AT_GRID = (
    "committee",
    "branch",
    "cell",
    "building",
    "grid",
)
EVERYWHERE = (AT_COMMITTEE, AT_BRANCH, AT_CELL, AT_BUILDING, AT_GRID)
Fault = tuple[str, str]
"""A code and the sentence that gives the reason and what helps."""


def counts_as_member(kind: str | None, status: str | None, since: date | None, end: date) -> bool:
    """Whether somebody is a member before day `end`; what is not written down does not exclude.

    `since` is the day he joined or, checked in from his work unit, the day he reported.
    """
    return (status is None or status in STATUSES) and (since is None or since < end)


def joined(place: str, level: str) -> str:
    """A place and a level's name without saying twice what they share: 文澜街道 + 街道工委."""
    if not place or level.startswith(place):
        return level
    for size in range(min(len(place), len(level)), 0, -1):
        if place.endswith(level[:size]):
            return place + level[size:]
    return place + level


def superior_levels(count: int) -> list[str]:
    """The level codes of `count` names above the community's committee, from the top."""
    return [str(max(1, int(COMMITTEE) - count + at)) for at in range(count)]


def suffixes(names: Sequence[str]) -> list[str]:
    """Every ending of the names, the longest first: 楼栋党小组, 栋党小组, 党小组 ..."""
    found = {name[at:] for name in names for at in range(len(name))}
    return sorted(found, key=lambda ending: (-len(ending), ending))


def cell_faults(size: int, *, led: bool, leader_full: bool) -> list[Fault]:
    """What the rules say of a cell of so many members."""
    found: list[Fault] = []
    if size < LEAST_MEMBERS:
        said = f"党员 {size} 人，不足 {LEAST_MEMBERS} 人。可与邻近楼栋联合。"
        found.append(("cell.too_small", said))
    if not led:
        found.append(("cell.no_leader", "还没有组长。请点“编辑”，在党员里选一名组长。"))
    elif not leader_full:
        said = "组长不是正式党员。组长要由正式党员担任，请点“编辑”换一名。"
        found.append(("cell.leader_not_full", said))
    return found


def branch_faults(full: int, members: int, committee: int) -> list[Fault]:
    """What the rules say of a branch: full members, members in all, people on its committee."""
    found: list[Fault] = []
    if full < LEAST_FULL:
        said = f"正式党员 {full} 人，不足 {LEAST_FULL} 人。可与邻近支部成立联合支部。"
        found.append(("branch.too_small", said))
    if members > MOST_MEMBERS:
        said = f"党员 {members} 人，超过 {MOST_MEMBERS} 人。可分设支部。"
        found.append(("branch.too_big", said))
    if full >= COMMITTEE_FROM and committee < COMMITTEE_SIZE:
        said = (
            f"正式党员 {full} 人，满 {COMMITTEE_FROM} 人要设 3 至 5 人的支委会，"
            f"现在登记了 {committee} 人。请在“岗位”里写上书记和委员。"
        )
        found.append(("branch.no_committee", said))
    elif committee > COMMITTEE_MOST:
        said = f"支委会登记了 {committee} 人，最多 {COMMITTEE_MOST} 人。请核对“岗位”。"
        found.append(("branch.committee_too_big", said))
    return found


def term_fault(until: date | None, today: date) -> Fault | None:
    """Whether a term is over, or will be within half a year."""
    if until is None or until > months_after(today, TERM_NOTICE_MONTHS):
        return None
    if until < today:
        return (
            "org.term_over",
            f"任期已在 {until:%Y-%m-%d} 届满。请安排换届，再点“编辑”写上新任期。",
        )
    return "org.term_ends", f"任期 {until:%Y-%m-%d} 届满，不到半年。请准备换届。"


def leader_term_fault(until: date) -> Fault:
    """The term of a cell's leader is over and nobody followed."""
    said = f"组长任期已在 {until:%Y-%m-%d} 届满。改选后点“编辑”换组长，连任就在“岗位”里再安排一次。"
    return "cell.leader_term_over", said


def months_after(day: date, months: int) -> date:
    """The same day so many months on, or the month's last."""
    years, month = divmod(day.month - 1 + months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(day.year + years, month + 1, last)
        except ValueError:
            continue
    return date(day.year + years, month + 1, day.day)


def held_at(post: str) -> tuple[str, ...]:
    """The kinds of place a post is held at, by its code; one of the office's own, anywhere."""
    if post in _ANYWHERE:
        return (AT_COMMITTEE, AT_BRANCH, AT_BUILDING, AT_GRID)
    if post == INSTRUCTOR:
        return (AT_COMMITTEE, AT_BRANCH, AT_CELL)
    if post == GROUP_HEAD:
        return (AT_BUILDING, AT_GRID)
    if post in _OF_GRID:
        return (AT_GRID,)
    first = {OF_COMMITTEE: AT_COMMITTEE, OF_BRANCH: AT_BRANCH, OF_CELL: AT_CELL, "3": AT_BUILDING}
    return (first[post[:1]],) if len(post) == 2 and post[:1] in first else EVERYWHERE


def members_only(post: str) -> bool:
    """Whether only a party member holds this post."""
    own = len(post) == 2 and post[:1] in (OF_COMMITTEE, OF_BRANCH, OF_CELL)
    return own and post != PART_TIME


def cell_name(places: Sequence[tuple[str, str]], level: str) -> str:
    """What a cell of these buildings (estate, number) is called: 一院4-5号楼党小组."""
    if not places:
        return ""
    estate, ending = places[0][0], level.removeprefix("楼栋")
    numbers = [number for of, number in places if of == estate]
    if len(numbers) > 1 and all(number.isdecimal() for number in numbers):
        order = sorted(int(number) for number in numbers)
        row = order[-1] - order[0] == len(order) - 1
        words = f"{order[0]}-{order[-1]}" if row else "、".join(map(str, order))
        return f"{estate}{words}号楼{ending}"
    words = "、".join(f"{n}号楼" if n[-1:].isdigit() else n for n in numbers)
    return f"{estate}{words}{ending}"
