"""Which tickets stand behind a figure of the report, and how the figure comes about.

A cell is found by what a reader sees: the table, the row's name, the column's head. A test
holds every count of every table against the set named here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from wenming_desktop.tallies.figures import group, namers
from wenming_desktop.tallies.model import NONE, Figures, Ids
from wenming_desktop.tallies.quantities import KEY as QUANTITIES
from wenming_desktop.tallies.quantities import TICKETS
from wenming_desktop.tallies.register_table import FIRST_FIGURE, RATE
from wenming_desktop.tallies.register_table import KEY as REGISTER
from wenming_desktop.tallies.service import MonthReport

TOTAL: Final = "合计"
_Set = Callable[[Figures], Ids]


@dataclass(frozen=True)
class Behind:
    """The tickets of one figure; of a rate also those that count for it."""

    label: str
    words: str
    ids: tuple[int, ...]
    counted: Ids | None = None


@dataclass(frozen=True)
class _Said:
    words: str
    whole: _Set
    part: _Set | None = None


def _of(name: str) -> _Set:
    return lambda f: getattr(f, name)


def _good(f: Figures) -> Ids:
    return f.satisfied | f.basically_satisfied


_ACCEPTED: Final = _Said("统计期内受理的；并件也算，作废的和表扬感谢不算。", _of("accepted"))
_DONE: Final = _Said("统计期内办结的，不论哪个月受理。", _of("completed"))
_LEFT: Final = _Said("到统计期末还没有办结的。", _of("open_at_end"))
_THIS: Final = _Said(
    "统计期内受理的里面（转出的不算），到期末已经办结的占多少。",
    lambda f: f.accepted_here,
    _of("completed_of_accepted"),
)
_TIMELY: Final = _Said(
    "头一次的时限落在统计期内的里面，在时限之前办完的占多少。", _of("due"), _of("due_on_time")
)
_RATED: Final = _Said(
    "统计期内回访有评价的里面，满意和基本满意的占多少。", lambda f: f.rated, _good
)
_LASTED: Final = _Said(
    "统计期内办结的，从受理到办完一共几个工作日。", lambda f: frozenset(f.durations)
)
_AGAIN: Final = _Said("统计期内办完过、又重办的占多少。", _of("finished"), _of("reworked"))

FIGURES: Final[dict[str, _Said]] = {
    "受理件数": _ACCEPTED,
    "受理": _ACCEPTED,
    "占比": _Said("占统计期内全部受理的多少。", _of("accepted")),
    "办结件数": _DONE,
    "办结": _DONE,
    "期末在办": _LEFT,
    "其中挂账": _Said("期末在办里面，正挂着账的。", _of("suspended")),
    "当期办结率": _THIS,
    "累计办结率": _Said(
        "期初在办、新受理和重启的里面（转出的不算），统计期内办结的占多少。",
        lambda f: (f.open_at_start | f.accepted | f.reopened) - f.out,
        _of("completed"),
    ),
    "按时办结率": _TIMELY,
    "超期未结": _Said("到统计期末已经过了时限、还没有办结的。", _of("overdue_open")),
    "超期办结": _Said("统计期内办结的里面，办完时已经过了时限的。", _of("completed_late")),
    "满意率": _RATED,
    "满意率（严）": _Said(
        "统计期内回访有评价的里面，只算“满意”的占多少。", lambda f: f.rated, _of("satisfied")
    ),
    "解决率": _Said(
        "统计期内办结、有解决结果的里面，解决了的占多少。", _of("judged"), _of("solved")
    ),
    "重办率": _AGAIN,
    "退单率": _Said("统计期内派过单的里面，被退回的占多少。", _of("dispatched"), _of("returned")),
    "平均办理时长（工作日）": _LASTED,
    "办理时长中位数（工作日）": _LASTED,
    "平均时长": _LASTED,
    "平均响应小时": _Said(
        "统计期内受理的，从受理到头一次派单或签收几个工作小时。", lambda f: frozenset(f.responses)
    ),
    "重复诉求件": _Said("统计期内受理的里面，同一件事又来一次的。", _of("repeated")),
    "督办件": _Said("统计期内被督办过的。", _of("supervised")),
    "小事不出格": _Said("统计期内办结的里面，第一次就派给网格、没有出网格的。", _of("settled")),
    "小事不出格占办结": _Said(
        "统计期内办结的里面，第一次就派给网格、没有出网格的占多少。",
        _of("completed"),
        _of("settled"),
    ),
    "期初在办": _Said("统计期开始时还没有办结的。", _of("open_at_start")),
    "重启": _Said("以前办结、统计期内又重新办的。", _of("reopened")),
    "转出": _Said("统计期内并入别件、撤回或移交出去的。", _of("out")),
    "应办结": _Said("头一次的时限落在统计期内的。", _of("due")),
    "按时": _Said("头一次的时限落在统计期内、在时限之前办完的。", _of("due_on_time")),
    "有效评价": _Said("统计期内回访有评价的。", lambda f: f.rated),
    "满意": _Said("统计期内回访评价为满意或基本满意的。", _good),
    "重办": _Said("统计期内重办过的。", _of("reworked")),
}
_OVERVIEW: Final = {1: "now", 2: "before", 4: "year_ago", 6: "year_so_far"}
_SIDES: Final = {
    "tickets_by_grid": "by_grid",
    "tickets_by_category": "by_category",
    "tickets_by_source": "by_source",
}


def can_open(sheet: str, row: str, column: tuple[int, str]) -> bool:
    """Return whether something stands behind a cell, by its place alone."""
    at, head = column
    if sheet == REGISTER:
        return at >= FIRST_FIGURE and row != RATE
    if sheet == QUANTITIES:
        return at > 0
    if sheet == "tickets_overview":
        return at in _OVERVIEW and row in FIGURES
    return at > 0 and head in FIGURES and (sheet in _SIDES or sheet == "tickets_by_leaf")


def behind(report: MonthReport, sheet: str, row: str, column: tuple[int, str]) -> Behind | None:
    """Return the tickets behind a cell; None for comparisons, ranks, names and the register."""
    at, head = column
    if sheet == QUANTITIES:
        return _achieved(report, row, head) if at > 0 else None
    if sheet == "tickets_overview":
        span = _OVERVIEW.get(at)
        figures = getattr(report.told, span) if span is not None else None
        said, label = FIGURES.get(row), row if at == 1 else f"{head} {row}"
    else:
        figures, said, label = _part(report, sheet, row), FIGURES.get(head), f"{row} {head}"
    if figures is None or said is None or at == 0:
        return None
    ids = tuple(sorted(said.whole(figures)))
    counted = None if said.part is None else said.part(figures) & said.whole(figures)
    return Behind(label, said.words, ids, counted)


def _achieved(report: MonthReport, category: str, measure: str) -> Behind:
    ids = tuple(sorted(report.quantities.tickets(category, measure)))
    what = "办理数量" if measure == TICKETS else f"以“{measure}”计的数量"
    return Behind(f"{category} {measure}", f"统计期内办结、最后一次办结时填了{what}的。", ids)


def _part(report: MonthReport, sheet: str, row: str) -> Figures | None:
    now = report.told.now
    if row == TOTAL:
        return now if sheet in _SIDES or sheet == "tickets_by_leaf" else None
    if sheet == "tickets_by_leaf":
        leaves = group(now, lambda i: report.names.leaf(now.facts[i].category), _kept(now))
        return now.only(leaves.get(row, NONE))
    side = _SIDES.get(sheet)
    if side is None:
        return None
    return now.only(group(now, namers(now, report.names)[side], _kept(now)).get(row, NONE))


def _kept(f: Figures) -> Ids:
    return frozenset(f.facts.keys() - f.praise)
