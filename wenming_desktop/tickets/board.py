"""诉求工单 as the list page shows it: stages with counts, lamps, what to do first on top."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, Final

from db.rows import chunks
from wenming_desktop.tickets import deadlines, queries
from wenming_desktop.tickets.board_words import day_words, due_words
from wenming_desktop.tickets.clock import Calendar
from wenming_desktop.tickets.filters import RUNNING, Where, marks
from wenming_desktop.tickets.filters import where as simple_where
from wenming_desktop.tickets.intake import CodeChoice, UnitChoice
from wenming_desktop.tickets.model import TicketRow
from wenming_desktop.tickets.offers import intake_choices
from wenming_desktop.tickets.orders import TicketFilter
from wenming_desktop.work import Work, use_case

STAGES: Final[dict[str, tuple[str, frozenset[str]]]] = {
    "open": ("在办", frozenset({"00", "10", "20", "30", "40", "50", "60", "95"})),
    "unsent": ("待派单", frozenset({"00", "10", "20"})),
    "working": ("处理中", frozenset({"30", "40", "50", "95"})),
    "calling": ("待回访", frozenset({"60"})),
    "closing": ("待归档", frozenset({"70"})),
    "archived": ("已归档", frozenset({"80"})),
    "all": ("全部", frozenset()),
}
_ORDERS: Final = {"accepted": "t.accepted_at", "number": "t.ticket_no"}
_SEARCHED: Final = ("ticket_no", "external_no", "title", "location_text")
_WILD: Final = {ord(char): "\\" + char for char in "\\%_"}
_RANK: Final = f"""CASE
 WHEN t.status IN ({marks(RUNNING)}) AND t.due_at < ? THEN 0
 WHEN t.status IN ({marks(RUNNING)}) AND t.due_at < ? THEN 1
 WHEN t.status IN ('00', '10', '20') THEN 2
 WHEN t.status IN ('30', '40', '50') THEN 3
 WHEN t.status = '95' THEN 4 WHEN t.status IN ('60', '70') THEN 5 ELSE 6 END"""
_COUNTS: Final = f"""
SELECT t.status, count(*),
       sum(t.status IN ({marks(RUNNING)}) AND t.due_at < ?),
       sum(t.status IN ({marks(RUNNING)}) AND t.due_at >= ? AND t.due_at < ?)
FROM ticket t WHERE {{where}} GROUP BY t.status
"""


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """What the list shows; `sort` is due (what to do first), number or accepted."""

    stage: str = "open"
    text: str = ""
    category: str | None = None
    unit_id: int | None = None
    overdue: bool = False
    soon: bool = False
    mine: bool = False
    sort: str = "due"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One ticket in the list; `lamp` as in `rules.lamp`, all else in words."""

    id: int
    number: str
    status: str
    status_name: str
    lamp: str
    lamp_text: str
    title: str
    caller: str
    place: str
    category: str
    unit: str
    handler: str
    accepted: str


@dataclass(frozen=True, slots=True)
class BoardCounts:
    """How many tickets each stage and lamp has under the filter's text, category and unit."""

    stages: dict[str, int]
    overdue: int
    soon: int
    accepted_this_month: int


@dataclass(frozen=True, slots=True)
class BoardChoices:
    """What the filters and the steps offer."""

    categories: tuple[CodeChoice, ...]
    units: tuple[UnitChoice, ...]
    outcomes: tuple[CodeChoice, ...]
    contacts: tuple[CodeChoice, ...]
    satisfactions: tuple[CodeChoice, ...]
    reasons: tuple[CodeChoice, ...]
    levels: tuple[CodeChoice, ...]


@use_case("tickets.board_count", "查看工单", right="ticket.read")
def board_count(work: Work, wanted: BoardFilter) -> int:
    """How many tickets the filter leaves."""
    condition, values = _where(work, wanted, deadlines.calendar(work))
    sql = f"SELECT count(*) FROM ticket t WHERE {condition}"
    return int(work.connection.exec_driver_sql(sql, values).scalar() or 0)


@use_case("tickets.board_page", "查看工单", right="ticket.read")
def board_page(work: Work, wanted: BoardFilter, offset: int, limit: int) -> tuple[BoardLine, ...]:
    """`limit` lines from `offset` on; by default 超期, 快到期, 待派单, 剩 n 天, 挂账, 待回访."""
    days = deadlines.calendar(work)
    condition, values = _where(work, wanted, days)
    way = "DESC" if wanted.descending else "ASC"
    order, more = _order(wanted, work.now, days)
    rows = work.connection.exec_driver_sql(
        f"SELECT t.id FROM ticket t WHERE {condition}"
        f" ORDER BY {', '.join(f'{part} {way}' for part in order)} LIMIT ? OFFSET ?",
        (*values, *more, limit, offset),
    )
    return _lines(work, [row[0] for row in rows], days)


def ids_of(work: Work, wanted: BoardFilter) -> tuple[int, ...]:
    """The tickets the filter leaves, oldest first."""
    condition, values = _where(work, wanted, deadlines.calendar(work))
    sql = f"SELECT t.id FROM ticket t WHERE {condition} ORDER BY t.id"
    return tuple(row[0] for row in work.connection.exec_driver_sql(sql, values))


@use_case("tickets.board_counts", "查看工单", right="ticket.read")
def board_counts(work: Work, wanted: BoardFilter) -> BoardCounts:
    """The counts beside the tabs and chips; stage and lamps of the filter do not narrow them."""
    days = deadlines.calendar(work)
    base = BoardFilter("all", wanted.text, wanted.category, wanted.unit_id, mine=wanted.mine)
    condition, values = _where(work, base, days)
    now, soon = _moments(work.now, days)
    rows = work.connection.exec_driver_sql(
        _COUNTS.format(where=condition), (*RUNNING, now, *RUNNING, now, soon, *values)
    ).fetchall()
    counted = {row[0] or "": row[1] for row in rows}
    stages = {
        key: sum(n for status, n in counted.items() if not statuses or status in statuses)
        for key, (_, statuses) in STAGES.items()
    }
    month = work.now.replace(day=1, hour=0, minute=0, second=0).isoformat(timespec="seconds")
    accepted = work.connection.exec_driver_sql(
        "SELECT count(*) FROM ticket t WHERE t.accepted_at >= ? AND NOT t.is_void", (month,)
    ).scalar()
    late, near = (sum(row[at] or 0 for row in rows) for at in (2, 3))
    return BoardCounts(stages, late, near, int(accepted or 0))


@use_case("tickets.board_choices", "查看工单", right="ticket.read")
def board_choices(work: Work) -> BoardChoices:
    """First-level categories, units with their people, and the code lists of the steps."""

    def listed(name: str) -> tuple[CodeChoice, ...]:
        return tuple(CodeChoice(item.code, item.name) for item in work.codes.items(name))

    items = work.codes.items("ticket_category")
    tops = tuple(CodeChoice(item.code, item.name) for item in items if not item.parent)
    return BoardChoices(
        tops,
        intake_choices(work).units,
        listed("resolution_outcome"),
        listed("callback_contact_result"),
        listed("satisfaction"),
        listed("dissatisfaction_reason"),
        listed("supervision_level"),
    )


def short_number(number: str | None) -> str:
    """A ticket's number as lists show it."""
    return (number or "").removeprefix("SQ")


def caller_words(row: tuple[str | None, bool, bool, str]) -> str:
    """Who called, from (name, anonymous, confidential, source): the source where nobody did."""
    name, anonymous, confidential, source = row
    if confidential:
        return "保密"
    if anonymous:
        return "匿名"
    spoke = "来电" in source or "来访" in source
    return name or ("没留姓名" if spoke else source.partition("(")[0])


def _lines(work: Work, ids: Sequence[int], days: Calendar) -> tuple[BoardLine, ...]:
    callers: dict[int, tuple[str | None, bool, bool]] = {}
    for part in chunks(ids):
        found = work.connection.exec_driver_sql(
            "SELECT id, complainant_name, is_anonymous, is_confidential FROM ticket"
            f" WHERE id IN ({marks(part)})",
            tuple(part),
        )
        callers.update((row[0], (row[1], bool(row[2]), bool(row[3]))) for row in found)
    rows = queries.rows_of(work, ids)
    return tuple(
        _line(row, caller_words((*callers[row.id], row.source_name)), work.now, days)
        for row in rows
    )


def _line(row: TicketRow, caller: str, now: datetime, days: Calendar) -> BoardLine:
    lamp, words = due_words(row.status, row.status_name, row.due_at, now, days)
    return BoardLine(
        id=row.id,
        number=short_number(row.number),
        status=row.status,
        status_name=row.status_name,
        lamp=lamp,
        lamp_text=words,
        title=row.title,
        caller=caller,
        place=row.location_text,
        category=row.category_name.partition("(")[0],
        unit=row.handling_unit or "",
        handler=row.handler or "",
        accepted=day_words(row.accepted_at, now) if row.accepted_at else "",
    )


def _order(
    wanted: BoardFilter, now: datetime, days: Calendar
) -> tuple[tuple[str, ...], tuple[Any, ...]]:
    column = _ORDERS.get(wanted.sort)
    if column is not None:
        return (column, "t.id"), ()
    late, soon = _moments(now, days)
    return (_RANK, "t.due_at", "t.ticket_no", "t.id"), (*RUNNING, late, *RUNNING, soon)


def _moments(now: datetime, days: Calendar) -> tuple[str, str]:
    """Now, and the first moment that is more than one working day away, as they are stored."""
    far = datetime.combine(days.nth_workday(now.date(), 2), time())
    return now.isoformat(timespec="seconds"), far.isoformat(timespec="seconds")


def _where(work: Work, wanted: BoardFilter, days: Calendar) -> Where:
    statuses = STAGES[wanted.stage][1]
    simple = TicketFilter(
        statuses=statuses, category=wanted.category, handling_unit_id=wanted.unit_id
    )
    parts = [simple_where(work, simple)]
    late, soon = _moments(work.now, days)
    if wanted.overdue or wanted.soon:
        low = () if wanted.overdue else (late,)
        high = soon if wanted.soon else late
        span = "t.due_at < ?" + (" AND t.due_at >= ?" if low else "")
        parts.append((f"t.status IN ({marks(RUNNING)}) AND {span}", (*RUNNING, high, *low)))
    if wanted.mine:
        me = work.actor.staff_id
        mine = "t.handler_id IN (SELECT id FROM handler WHERE staff_id = ?)"
        parts.append((f"(t.registrar_id = ? OR {mine})", (me, me)))
    parts += _text(wanted.text.strip())
    return " AND ".join(sql for sql, _ in parts), tuple(v for _, some in parts for v in some)


def _text(text: str) -> list[Where]:
    if not text:
        return []
    like = f"%{text.translate(_WILD)}%"
    named = (
        "(NOT t.is_confidential AND NOT t.is_anonymous AND t.complainant_name LIKE ? ESCAPE '\\')"
    )
    said = " OR ".join([*(f"t.{name} LIKE ? ESCAPE '\\'" for name in _SEARCHED), named])
    return [(f"({said})", (like,) * (len(_SEARCHED) + 1))]
