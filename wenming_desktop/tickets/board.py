"""诉求工单 as the list page shows it: stages with counts, lamps, what to do first on top."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from db.rows import chunks
from wenming_desktop.tickets import board_query, deadlines, queries
from wenming_desktop.tickets.board_facts import headline
from wenming_desktop.tickets.board_model import (
    APPROVING,
    STAGES,
    BoardChoices,
    BoardCounts,
    BoardFilter,
    BoardLine,
    BoardOpening,
)
from wenming_desktop.tickets.board_query import Question
from wenming_desktop.tickets.board_words import day_words, due_words
from wenming_desktop.tickets.clock import Calendar
from wenming_desktop.tickets.filters import RUNNING, marks
from wenming_desktop.tickets.intake import CodeChoice
from wenming_desktop.tickets.model import OPEN, PRAISE, TicketRow
from wenming_desktop.tickets.offers import intake_choices
from wenming_desktop.tickets.whistle_queries import waiting_of
from wenming_desktop.work import Work, use_case

__all__ = ["STAGES", "BoardChoices", "BoardCounts", "BoardFilter", "BoardLine", "BoardOpening"]
__all__ += ["board_choices", "board_count", "board_counts", "board_opening", "board_page"]
__all__ += ["caller_words", "ids_of", "short_number"]

_FAR: Final = 1000
"""From this row on it pays to count first and to come from the nearer end."""
_DENSE: Final = 300
"""Fewer than so many are faster put in order than met one by one in the order of all."""
_MAY_BE_FEW: Final = frozenset({"closing"})
_COUNTS: Final = "SELECT t.status, count(*) FROM {table} WHERE {where} GROUP BY t.status"
_LAMPS: Final = f"""
SELECT sum(t.due_at < ?), sum(t.due_at >= ? AND t.due_at < ?), sum({board_query.ASKED})
FROM ticket t INDEXED BY ix_ticket_board WHERE {{where}} AND t.status IN ({marks(RUNNING)})
"""
# As the tallies count them: of their own grids alone, praise left out.
_COUNTED: Final = f"NOT t.is_void AND coalesce(t.nature, '') <> '{PRAISE}'"
_IN_HAND: Final = f"""
SELECT count(*) FROM ticket t INDEXED BY ix_ticket_board
WHERE t.is_void = 0 AND t.status IN ({marks(OPEN)}) AND {_COUNTED}
"""
_ACCEPTED: Final = f"""
SELECT count(*) FROM ticket t INDEXED BY ix_ticket_counts WHERE t.accepted_at >= ? AND {_COUNTED}
"""
_BESIDE: Final = f"""
SELECT t.id, t.complainant_name, t.is_anonymous, t.is_confidential, t.review_on, {board_query.ASKED}
FROM ticket t WHERE t.id IN ({{marks}})
"""


@use_case("tickets.board_count", "查看工单", right="ticket.read")
def board_count(work: Work, wanted: BoardFilter) -> int:
    """How many tickets the filter leaves."""
    return _count(work, board_query.ask(work, wanted, deadlines.calendar(work)))


@use_case("tickets.board_page", "查看工单", right="ticket.read")
def board_page(work: Work, wanted: BoardFilter, offset: int, limit: int) -> tuple[BoardLine, ...]:
    """`limit` lines from `offset` on; by default 超期, 快到期, 待派单, 剩 n 天, 挂账, 待回访."""
    days = deadlines.calendar(work)
    asked = board_query.ask(work, wanted, days)
    counts = offset >= _FAR or wanted.stage in _MAY_BE_FEW
    total = _count(work, asked) if counts else None
    return _page(work, asked, (offset, limit, total), days)


@use_case("tickets.board_opening", "查看工单", right="ticket.read")
def board_opening(work: Work, wanted: BoardFilter, offset: int, limit: int) -> BoardOpening:
    """How many the filter leaves and `limit` of them from `offset` on."""
    days = deadlines.calendar(work)
    asked = board_query.ask(work, wanted, days)
    total = _count(work, asked)
    return BoardOpening(total, _page(work, asked, (offset, limit, total), days))


def ids_of(work: Work, wanted: BoardFilter) -> tuple[int, ...]:
    """The tickets the filter leaves, oldest first."""
    asked = board_query.ask(work, wanted, deadlines.calendar(work))
    sql = f"SELECT t.id FROM ticket t WHERE {asked.sql} ORDER BY t.id"
    return tuple(row[0] for row in work.connection.exec_driver_sql(sql, asked.values))


@use_case("tickets.board_counts", "查看工单", right="ticket.read")
def board_counts(work: Work, wanted: BoardFilter) -> BoardCounts:
    """The counts beside the tabs and chips; stage and lamps of the filter do not narrow them."""
    days = deadlines.calendar(work)
    base = BoardFilter("all", wanted.text, wanted.category, wanted.unit_id, mine=wanted.mine)
    asked = board_query.ask(work, base, days)
    now, soon = board_query.moments(work.now, days)
    rows = work.connection.exec_driver_sql(
        _COUNTS.format(table=asked.table(), where=asked.sql), asked.values
    ).fetchall()
    # A lamp burns in the few that run: they are looked at once more, not every ticket for it.
    lamps = work.connection.exec_driver_sql(
        _LAMPS.format(where=asked.sql), (now, now, soon, *asked.values, *RUNNING)
    ).one()
    counted = {row[0] or "": row[1] for row in rows}
    stages = {
        key: sum(n for status, n in counted.items() if not statuses or status in statuses)
        for key, (_, statuses) in STAGES.items()
    }
    stages[APPROVING] += lamps[2] or 0
    month = work.now.replace(day=1, hour=0, minute=0, second=0).isoformat(timespec="seconds")
    accepted = _counted(work, _ACCEPTED, (month,))
    in_hand = _counted(work, _IN_HAND, tuple(sorted(OPEN)))
    return BoardCounts(stages, lamps[0] or 0, lamps[1] or 0, accepted, in_hand)


def _counted(work: Work, sql: str, values: tuple[Any, ...]) -> int:
    grids = work.actor.grid_ids
    if grids is not None:
        sql, values = f"{sql} AND t.grid_id IN ({marks(grids)})", (*values, *sorted(grids))
    return int(work.connection.exec_driver_sql(sql, values).scalar() or 0)


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
        listed("quantity_measure"),
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
    beside: dict[int, Any] = {}
    for part in chunks(ids):
        found = work.connection.exec_driver_sql(_BESIDE.format(marks=marks(part)), tuple(part))
        beside.update((row[0], row[1:]) for row in found)
    rows = queries.rows_of(work, ids, days)
    waiting = waiting_of(work, ids)
    return tuple(
        replace(_line(row, beside[row.id], work.now, days), waits=row.id in waiting) for row in rows
    )


def _line(row: TicketRow, beside: Any, now: datetime, days: Calendar) -> BoardLine:
    name, anonymous, confidential, review, asked = beside
    caller = caller_words((name, bool(anonymous), bool(confidential), row.source_name))
    day = date.fromisoformat(review) if review else None
    lamp, words = due_words(row.status, row.status_name, row.due_at, now, days, day)
    return BoardLine(
        id=row.id,
        number=short_number(row.number),
        status=row.status,
        status_name=row.status_name,
        lamp=lamp,
        lamp_text=words,
        title=headline(row.title),
        caller=caller,
        place=row.location_text,
        category=row.category_name.partition("(")[0],
        unit=row.handling_unit or "",
        handler=row.handler or "",
        accepted=day_words(row.accepted_at, now) if row.accepted_at else "",
        asked=bool(asked),
    )


def _count(work: Work, asked: Question) -> int:
    sql = f"SELECT count(*) FROM {asked.table()} WHERE {asked.sql}"
    return int(work.connection.exec_driver_sql(sql, asked.values).scalar() or 0)


def _page(
    work: Work, asked: Question, window: tuple[int, int, int | None], days: Calendar
) -> tuple[BoardLine, ...]:
    """The lines of (offset, limit, total); a far page is reached from the nearer end.

    Skipping costs by the row. Without a total it is counted from the top, and they may be many.
    """
    offset, limit, total = window
    if total == 0:
        return ()
    ordered = total is None or total >= _DENSE
    turned = total is not None and offset > total // 2 > 0
    if total is not None and turned:
        limit = max(0, min(limit, total - offset))
        offset = max(0, total - offset - limit)
    by, more = board_query.order(asked.wanted, work.now, days, turned=turned)
    rows = work.connection.exec_driver_sql(
        f"SELECT t.id FROM {asked.table(ordered=ordered)}"
        f" WHERE {asked.page_sql() if ordered else asked.sql}"
        f" ORDER BY {by} LIMIT ? OFFSET ?",
        (*asked.values, *more, limit, offset),
    )
    ids = [row[0] for row in rows]
    return _lines(work, ids[::-1] if turned else ids, days)
