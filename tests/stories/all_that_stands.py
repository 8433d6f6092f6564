"""Everything an office holds that a step of a ticket may touch, to be laid beside itself later.

What is voided does not stand; what stands has its values, not who wrote them when.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.wenming_desktop.tickets.conftest import raw
from wenming_desktop.party.service import coverage
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.service import month_document
from wenming_desktop.tickets import store
from wenming_desktop.tickets.life import effective, replay
from wenming_desktop.work import Desk, Work, use_case

SIDE_TABLES = (
    "ticket", "ticket_extension", "ticket_quantity", "ticket_whistle", "whistle_claim",
    "service_record", "attachment", "recheck_sample", "recheck_item", "rectification_item",
    "ticket_keyword", "routing_rule", "standard_reply",
)  # fmt: skip
_HOUSEKEEPING = frozenset({
    "created_at", "created_by", "updated_at", "updated_by", "row_version", "is_void", "void_reason",
})  # fmt: skip
_STANDING_LOG = """
SELECT a.ticket_id, a.seq, a.action, a.at, a.by_id, a.from_status, a.to_status, a.text, a.payload
FROM ticket_action a JOIN ticket t ON t.id = a.ticket_id AND NOT t.is_void
WHERE a.action <> 'COR' AND NOT EXISTS (SELECT 1 FROM ticket_action c WHERE
  c.ticket_id = a.ticket_id AND c.corrects_seq = a.seq) ORDER BY a.ticket_id, a.seq
"""
MARCH = Period.month(2026, 3)


@use_case("probe.stands", "试看", right="ticket.read", undo="none")
def stands(work: Work, ticket: int) -> tuple[list[Any], list[Any]]:
    """The rows of a log that stand, with what they keep beside their columns."""
    history = store.read_log(work, ticket)
    status = store.find(work, ticket).status
    assert replay(history.rows).status == status, f"ticket {ticket} is not where its log says"
    rows = effective(history.rows)
    return rows, [history.payloads[row.seq] for row in rows]


def standing(desk: Desk, month: Period = MARCH) -> dict[str, Any]:
    """Rows of every table, the logs that stand, the month, what members did; by name."""
    found: dict[str, Any] = {"month": desk.read(month_document, month)}
    assert found["month"]["reconciled"]
    found["coverage"] = desk.read(coverage, date(2026, 1, 1), date(2027, 1, 1))
    with raw(desk) as ask:
        found |= {table: _rows(ask, table) for table in SIDE_TABLES}
        found["log"] = [tuple(row) for row in ask(_STANDING_LOG)]
    return found


def _rows(ask: Callable[..., list[Any]], table: str) -> list[dict[str, Any]]:
    rows = ask(f"SELECT * FROM {table} WHERE NOT is_void ORDER BY id")
    return [
        {name: value for name, value in row._mapping.items() if name not in _HOUSEKEEPING}
        for row in rows
    ]


def unlike(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """What is not as it was: name to (before, after)."""
    return {name: (was, after[name]) for name, was in before.items() if was != after[name]}
