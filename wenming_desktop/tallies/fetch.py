"""取数: the tickets and logs of a span out of the data file, as narrow rows for the replay.

What has to come is said in `replay`. Every figure on screen, in a workbook and on paper is
counted from what `book` hands over.
"""

import gc
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from operator import itemgetter
from typing import Any

from wenming_desktop.errors import NotFoundError
from wenming_desktop.fields.text import search_key
from wenming_desktop.tallies.model import ActionFact, Book, Key, Names, TicketFact
from wenming_desktop.tallies.period import Period
from wenming_desktop.tickets.model import OPEN
from wenming_desktop.work import Work

SOURCES, CATEGORIES = "ticket_source", "ticket_category"
_TURNS = "('ACC', 'FIN', 'APV', 'RWK', 'MRG', 'WDR', 'TRF', 'COR')"
_OPEN = "('" + "', '".join(sorted(OPEN)) + "')"
# A ticket accepted inside the span comes even without a single action: its log is damaged,
# and the count shall say so. The last part finds the turns that no later turn follows, out of
# the partial index over them alone, by its name: in a file that was never analysed, as no
# office's is, the planner walks the eight ranges of another index. As GROUP BY with max() it
# takes eight times as long, since every group costs an allocation and the cipher library locks
# and wipes each one.
_IDS = f"""
SELECT ticket_id FROM ticket_action WHERE at >= :begin AND at < :end
UNION ALL SELECT ticket_id FROM ticket_action
WHERE round_no = 1 AND due_at >= :begin AND due_at < :end
UNION ALL SELECT id FROM ticket WHERE accepted_at >= :begin AND accepted_at < :end
UNION ALL SELECT o.ticket_id FROM ticket_action o INDEXED BY ix_ticket_action_turns
WHERE o.action IN {_TURNS} AND o.ticket_id > 0 AND +o.at < :begin AND o.to_status IN {_OPEN}
AND NOT EXISTS (
  SELECT 1 FROM ticket_action n WHERE n.action IN {_TURNS}
  AND n.ticket_id = o.ticket_id AND n.seq > o.seq AND n.at < :begin)
"""
_TICKETS = f"""
SELECT t.id, t.accepted_at, t.nature, t.source, t.category, t.grid_id, t.building_id, t.repeat_seq
FROM ticket t WHERE t.id IN ({_IDS}) AND NOT t.is_void AND t.accepted_at < :end {{own}}
ORDER BY t.id
"""
_ACTIONS = """
SELECT a.ticket_id, a.seq, a.action, a.at, a.from_status, a.to_status, a.round_no, a.due_at,
       a.handling_unit_id, a.satisfaction, a.outcome, a.corrects_seq, a.rebound,
       CASE WHEN a.action = 'SUP' THEN a.payload ->> '$.level' END
FROM json_each(:ids) w CROSS JOIN ticket_action a ON a.ticket_id = w.value
WHERE NOT a.is_void
"""
Row = tuple[Any, ...]


def book(work: Work, span: Period, grid: int | None = None) -> Book:
    """The tickets of a span with their whole logs; one grid's, if one is named."""
    tickets = [ticket(row) for row in _wanted(work, span, grid)]
    ids = json.dumps([fact.id for fact in tickets])
    with _uncollected():
        facts = sorted(_facts(rows(work, _ACTIONS, ids=ids)), key=itemgetter(0, 1))
        told = Book.of(tickets, facts)
    grids = rows(work, "SELECT id FROM handling_unit WHERE is_grid")
    units = frozenset(row[0] for row in grids)
    return replace(told, grid_units=units, seen_at=work.now)


def names(work: Work, tickets: Iterable[TicketFact]) -> Names:
    """Words for all that the tickets name, what is out of use by now included."""
    facts = list(tickets)
    codes = work.codes
    categories, parents = dict[str, str](), dict[str, str | None]()
    waiting = {fact.category for fact in facts if fact.category}
    while waiting:
        code = waiting.pop()
        item = codes.item(CATEGORIES, code)
        categories[code], parents[code] = (
            codes.name(CATEGORIES, code),
            (item and item.parent) or None,
        )
        if (above := parents[code]) and above not in parents:
            waiting.add(above)
    return Names(
        sources={key: codes.name(SOURCES, key) for key in {fact.source for fact in facts} if key},
        categories=categories,
        parents=parents,
        grids=_names(work, "grid"),
        units=_names(work, "handling_unit"),
        levels={item.code: item.name for item in codes.items("supervision_level")},
    )


def grid_named(work: Work, text: str | None) -> tuple[int, str] | None:
    """Id and name of the grid a clerk means by its name or code; None for the whole community."""
    if not text:
        return None
    for row in rows(work, "SELECT id, name, code FROM grid WHERE NOT is_void ORDER BY sort, id"):
        if search_key(text) in (search_key(row[1] or ""), search_key(row[2] or "")):
            return int(row[0]), str(row[1] or row[2])
    raise NotFoundError(what=f"网格“{text}”")


def rows(work: Work, sql: str, **bound: Any) -> Iterable[Row]:
    """What a statement finds; `{own}` in it stands for what the actor may see of `ticket t`."""
    if "{own}" in sql:
        sql, bound = sql.format(own=_own(work)), {**bound, "own": _grids(work)}
    used = {
        name: value.isoformat(timespec="seconds") if isinstance(value, datetime) else value
        for name, value in bound.items()
        if f":{name}" in sql
    }
    return work.connection.exec_driver_sql(sql, used)


def ticket(row: Row) -> TicketFact:
    """A row that begins with the columns of `TicketFact`."""
    return TicketFact(row[0], datetime.fromisoformat(row[1]), *row[2:8])


def _names(work: Work, table: str) -> dict[Key, str]:
    return {row[0]: row[1] or "" for row in rows(work, f"SELECT id, name FROM {table}")}


def _wanted(work: Work, span: Period, grid: int | None) -> Iterable[Row]:
    sql = _TICKETS
    if grid is not None:
        sql = sql.replace("{own}", "AND t.grid_id = :grid {own}")
    return rows(work, sql, begin=span.begin, end=span.end, grid=grid)


def _own(work: Work) -> str:
    if work.actor.grid_ids is None:
        return ""
    return "AND t.grid_id IN (SELECT value FROM json_each(:own))"


def _grids(work: Work) -> str:
    return json.dumps(sorted(work.actor.grid_ids or ()))


def _facts(found: Iterable[Row]) -> Iterable[ActionFact]:
    moment = datetime.fromisoformat
    for ticket_id, seq, action, at, was, to, round_no, due, *rest in found:
        due_at = moment(due) if due else None
        yield ActionFact(ticket_id, seq, action, moment(at), was, to, round_no, due_at, *rest)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without garbage collection: so many new rows would be walked again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
