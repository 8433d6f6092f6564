"""取数: the tickets and logs of a span out of the data file, as narrow rows for the replay.

What has to come is said in `replay`. Every figure on screen, in a workbook and on paper is
counted from what `book` hands over.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from itertools import starmap
from typing import Any

from wenming_desktop.errors import NotFoundError
from wenming_desktop.fields.text import search_key
from wenming_desktop.tallies.model import ActionFact, Book, Names, TicketFact
from wenming_desktop.tallies.period import Period
from wenming_desktop.tickets.model import OPEN
from wenming_desktop.work import Work

SOURCES, CATEGORIES = "ticket_source", "ticket_category"
_TURNS = "('ACC', 'FIN', 'APV', 'RWK', 'MRG', 'WDR', 'TRF', 'COR')"
_OPEN = "('" + "', '".join(sorted(OPEN)) + "')"
# A ticket accepted inside the span comes even without a single action: its log is damaged,
# and the count shall say so.
_IDS = f"""
SELECT ticket_id FROM ticket_action WHERE at >= :begin AND at < :end
UNION SELECT ticket_id FROM ticket_action
WHERE round_no = 1 AND due_at >= :begin AND due_at < :end
UNION SELECT id FROM ticket WHERE accepted_at >= :begin AND accepted_at < :end
UNION SELECT ticket_id FROM (
  SELECT ticket_id, to_status, max(seq) FROM ticket_action
  WHERE action IN {_TURNS} AND at < :begin GROUP BY ticket_id)
WHERE to_status IN {_OPEN}
"""
_TICKETS = f"""
SELECT t.id, t.accepted_at, t.nature, t.source, t.category, t.grid_id, t.building_id, t.repeat_seq
FROM ticket t WHERE t.id IN ({_IDS}) AND NOT t.is_void AND t.accepted_at < :end
"""
_ACTIONS = """
SELECT a.ticket_id, a.seq, a.action, a.at, a.from_status, a.to_status, a.round_no, a.due_at,
       a.handling_unit_id, a.satisfaction, a.outcome, a.corrects_seq, a.rebound,
       CASE WHEN a.action = 'SUP' THEN a.payload ->> '$.level' END
FROM json_each(:ids) w CROSS JOIN ticket_action a ON a.ticket_id = w.value
WHERE NOT a.is_void ORDER BY a.ticket_id, a.seq
"""
_Row = tuple[Any, ...]


def book(work: Work, span: Period, grid: int | None = None) -> Book:
    """The tickets of a span with their whole logs; one grid's, if one is named."""
    tickets = [_ticket(row) for row in _wanted(work, span, grid)]
    rows = _rows(work, _ACTIONS, ids=json.dumps([ticket.id for ticket in tickets]))
    return Book.of(tickets, starmap(_action, rows))


def names(work: Work, tickets: Iterable[TicketFact]) -> Names:
    """Words for all that the tickets name, what is out of use by now included."""
    facts = list(tickets)
    codes = work.codes
    categories, parents = dict[str, str](), dict[str, str | None]()
    waiting = {fact.category for fact in facts if fact.category}
    while waiting:
        code = waiting.pop()
        item = codes.item(CATEGORIES, code)
        categories[code], parents[code] = codes.name(CATEGORIES, code), (item and item.parent) or None
        if (above := parents[code]) and above not in parents:
            waiting.add(above)
    return Names(
        sources={key: codes.name(SOURCES, key) for key in {fact.source for fact in facts} if key},
        categories=categories,
        parents=parents,
        grids=dict(_pairs(work, "SELECT id, name FROM grid")),
        units=dict(_pairs(work, "SELECT id, name FROM handling_unit")),
        levels={item.code: item.name for item in codes.items("supervision_level")},
    )


def grid_named(work: Work, text: str | None) -> tuple[int, str] | None:
    """Id and name of the grid a clerk means by its name or code; None for the whole community."""
    if not text:
        return None
    for row in _rows(work, "SELECT id, name, code FROM grid WHERE NOT is_void ORDER BY sort, id"):
        if search_key(text) in (search_key(row[1] or ""), search_key(row[2] or "")):
            return int(row[0]), str(row[1] or row[2])
    raise NotFoundError(what=f"网格“{text}”")


def _wanted(work: Work, span: Period, grid: int | None) -> Iterable[_Row]:
    sql = _TICKETS
    if grid is not None:
        sql += " AND t.grid_id = :grid"
    if work.actor.grid_ids is not None:
        sql += " AND t.grid_id IN (SELECT value FROM json_each(:own))"
    own = json.dumps(sorted(work.actor.grid_ids or ()))
    begin, end = _text(span.begin), _text(span.end)
    return _rows(work, sql + " ORDER BY t.id", begin=begin, end=end, grid=grid, own=own)


def _rows(work: Work, sql: str, **bound: Any) -> Iterable[_Row]:
    # Straight from the driver's cursor: wrapping half a million rows costs more than counting.
    used = {name: value for name, value in bound.items() if f":{name}" in sql}
    return work.connection.exec_driver_sql(sql, used)  # type: ignore[return-value]


def _pairs(work: Work, sql: str) -> Iterable[tuple[Any, str]]:
    return ((key, name or "") for key, name in _rows(work, sql))


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _ticket(row: _Row) -> TicketFact:
    return TicketFact(row[0], datetime.fromisoformat(row[1]), *row[2:])


def _action(*row: Any) -> ActionFact:
    at, due = datetime.fromisoformat(row[3]), row[7]
    due_at = datetime.fromisoformat(due) if due else None
    return ActionFact(*row[:3], at, *row[4:7], due_at, *row[8:])
