"""What people are most dissatisfied with, who and where calls again: as a paper and a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wenming_desktop.forms import top_grievances
from wenming_desktop.forms.top_grievances import ListLine, TopList
from wenming_desktop.papers.archive import Paper
from wenming_desktop.settings import office
from wenming_desktop.tallies.period import Period
from wenming_desktop.tickets.grievances import (
    RULE,
    Again,
    Grievance,
    Span,
    moved,
    repeat_callers,
    repeat_places,
)
from wenming_desktop.tickets.grievances import (
    top_grievances as ranked,
)
from wenming_desktop.work import Desk, Work, use_case
from wenming_desktop.workbooks.writer import Sheet, write_workbook

KEY = "top_grievances"
TEN, CALLERS, PLACES = "ten", "callers", "places"
CALLERS_RULE = "同一个电话受理两件以上的，按件数排前十。电话只显示头尾，匿名和保密的不列。"
PLACES_RULE = "同一栋楼或同一处地点受理两件以上的，按件数排前十。"
_AGAIN = "受理", "重复诉求"
_MARK = 40


@dataclass(frozen=True, slots=True)
class WantedList:
    """One of the three lists of a time."""

    which: str
    span: Span


def draw_list(desk: Desk, wanted: WantedList) -> Paper:
    """Draw one of the lists; nothing is kept until it is printed."""
    facts = desk.read(gather_list, wanted)
    return Paper(KEY, facts, top_grievances.draw(facts), title=f"{facts.title} {facts.period}")


def save_lists(desk: Desk, path: Path, span: Span) -> None:
    """Write all three lists as a workbook."""
    lists = [desk.read(gather_list, WantedList(which, span)) for which in (TEN, CALLERS, PLACES)]
    write_workbook(path, [_sheet(one) for one in lists])


@use_case("forms.top_grievances", "打印最不满意的十件事", right="ticket.read")
def gather_list(work: Work, wanted: WantedList) -> TopList:
    """The facts of a list; a telephone stands on it by its ends."""
    community, period, today = office(work).short_name, _period(wanted.span), work.now.date()
    if wanted.which == CALLERS:
        lines = _again(repeat_callers(work, wanted.span))
        words = ("反复来电", "来电人", _AGAIN, "电话")
        return TopList(community, period, CALLERS_RULE, lines, *words, today)
    if wanted.which == PLACES:
        lines = _again(repeat_places(work, wanted.span))
        words = ("反复发生的地点", "地点", _AGAIN, "最多的事")
        return TopList(community, period, PLACES_RULE, lines, *words, today)
    ten = tuple(_grievance(one) for one in ranked(work, wanted.span))
    return TopList(community, period, RULE, ten, drawn_on=today)


def _grievance(one: Grievance) -> ListLine:
    figures = one.dissatisfied, one.repeats, one.accepted, one.reworks
    return ListLine(one.name, figures, moved(one))


def _again(found: Sequence[Again]) -> tuple[ListLine, ...]:
    return tuple(ListLine(one.name, (one.accepted, one.repeats), one.detail) for one in found)


def _period(span: Span) -> str:
    """A month, quarter or year by its name, else its days."""
    year, month = span.begin.year, span.begin.month
    last = date.fromordinal(span.end.toordinal() - 1)
    named = f"{year}-{month:02}", f"{year}-Q{(month + 2) // 3}", f"{year}"
    known = map(Period.parse, (*named, f"{span.begin}..{last}"))
    days = span.begin, span.end
    return next(one.title for one in known if (one.begin.date(), one.end.date()) == days)


def _sheet(facts: TopList) -> Sheet:
    rows = [
        (at, line.name, *line.figures, line.detail) for at, line in enumerate(facts.lines, start=1)
    ]
    heads = ("名次", facts.thing, *facts.figures, facts.detail)
    widths = (8, _MARK, *[10] * len(facts.figures), 24)
    title = f"{facts.community}{facts.title}（{facts.period}）"
    return Sheet(facts.title, heads, rows, widths, title, (facts.rule,))
