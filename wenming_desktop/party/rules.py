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
LEAST_MEMBERS = 3


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
