"""W01 and W02: wishes of a period, counted here and nowhere else."""

from datetime import date, timedelta

from wenming_desktop.wishes import rows
from wenming_desktop.wishes.model import WishFigures, WishFilter
from wenming_desktop.wishes.rules import FULFILLED, OLD_DAYS
from wenming_desktop.work import Work, use_case

_OF_MEMBERS = """
SELECT claimed_member_id, sum(claimed_on >= :begin AND claimed_on < :end),
 sum(coalesce(fulfilled_on >= :begin AND fulfilled_on < :end AND status = :done, 0)) FROM wish
WHERE NOT is_void AND claimed_member_id IS NOT NULL AND claimed_on < :end
GROUP BY claimed_member_id
"""


@use_case("wishes.figures", "统计微心愿", right="party.read")
def figures(work: Work, begin: date, end: date, level: str = "", node: int = 0) -> WishFigures:
    """The figures from `begin` to before `end`, of the whole office or a node of the tree."""
    first, after = begin.isoformat()[:10], end.isoformat()[:10]
    old = (end - timedelta(days=OLD_DAYS)).isoformat()[:10]
    fulfilled = f"w.status = '{FULFILLED}' AND w.fulfilled_on"
    columns = (
        _sum(f"w.collected_on >= '{first}' AND w.collected_on < '{after}'"),
        _sum(f"w.claimed_on >= '{first}' AND w.claimed_on < '{after}'"),
        _sum(f"{fulfilled} >= '{first}' AND w.fulfilled_on < '{after}'"),
        _sum(f"w.collected_on <= '{old}'"),
        _sum(f"w.collected_on <= '{old}' AND {fulfilled} < '{after}'"),
    )
    where = rows.of_filter(work, WishFilter(level, node))
    (found,) = rows.select(work, ", ".join(columns), where)
    return WishFigures(*found)


@use_case("wishes.of_members", "统计微心愿", right="party.read")
def of_members(work: Work, begin: date, end: date) -> dict[int, tuple[int, int]]:
    """Wishes claimed and fulfilled in a period by each member who claimed any."""
    bound = {"begin": begin.isoformat()[:10], "end": end.isoformat()[:10], "done": FULFILLED}
    found = work.connection.exec_driver_sql(_OF_MEMBERS, bound)
    return {member: (claimed, done) for member, claimed, done in found}


def _sum(condition: str) -> str:
    return f"coalesce(sum({condition}), 0)"
