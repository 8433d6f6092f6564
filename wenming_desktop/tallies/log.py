"""工单日志: tickets and actions as plain rows with their words, so that others can count them.

No name, phone or text of a complainant is in it.
"""

from typing import Any

from wenming_desktop.tallies import fetch
from wenming_desktop.tallies.model import Names, TicketFact
from wenming_desktop.tallies.period import Period
from wenming_desktop.work import Work

_TICKETS = """
SELECT t.id, t.accepted_at, t.nature, t.source, t.category, t.grid_id, t.building_id, t.repeat_seq,
       t.ticket_no
FROM ticket t WHERE NOT t.is_void AND t.accepted_at < :end {own} ORDER BY t.id
"""
_ACTIONS = """
SELECT a.ticket_id, a.seq, a.action, a.at, a.from_status, a.to_status, a.round_no, a.due_at,
       a.satisfaction, a.outcome, a.corrects_seq, a.rebound, u.name
FROM ticket_action a JOIN ticket t ON t.id = a.ticket_id AND NOT t.is_void
LEFT JOIN handling_unit u ON u.id = a.handling_unit_id
WHERE NOT a.is_void AND t.accepted_at < :end {own} ORDER BY a.ticket_id, a.seq
"""
_QUANTITIES = """
SELECT q.ticket_id, q.action_seq, q.measure, q.amount
FROM ticket_quantity q JOIN ticket t ON t.id = q.ticket_id AND NOT t.is_void
WHERE NOT q.is_void AND t.accepted_at < :end {own} ORDER BY q.ticket_id, q.action_seq, q.id
"""
_COLUMNS = (
    "ticket_id", "seq", "action", "at", "from_status", "to_status", "round_no", "due_at",
    "satisfaction", "outcome", "corrects_seq", "rebound", "unit",
)  # fmt: skip


def document(work: Work, period: Period) -> dict[str, object]:
    """Every ticket accepted before the period's end, with its whole log and quantities."""
    rows = list(fetch.rows(work, _TICKETS, end=period.end))
    names = fetch.names(work, (fetch.ticket(row) for row in rows))
    return {
        "period": period.text,
        "begin": period.begin.isoformat(),
        "end": period.end.isoformat(),
        "seen_at": min(period.end, work.now).isoformat(timespec="seconds"),
        "tickets": [_ticket(row, names) for row in rows],
        "actions": [
            dict(zip(_COLUMNS, row, strict=True))
            for row in fetch.rows(work, _ACTIONS, end=period.end)
        ],
        "quantities": [
            {
                "ticket_id": row[0],
                "action_seq": row[1],
                "measure": work.codes.name("quantity_measure", row[2]),
                "amount": str(row[3]),
            }
            for row in fetch.rows(work, _QUANTITIES, end=period.end)
        ],
    }


def _ticket(row: tuple[Any, ...], names: Names) -> dict[str, object]:
    fact: TicketFact = fetch.ticket(row)
    return {
        "id": fact.id,
        "number": row[8],
        "accepted_at": row[1],
        "nature": fact.nature,
        "source": names.source(fact.source),
        "category": names.category(fact.category),
        "grid": names.grid(fact.grid),
        "repeat_seq": fact.repeat_seq,
    }
