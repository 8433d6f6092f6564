"""名单回填: what a ticket answers its superior, by the key of the column that asks."""

from collections.abc import Collection, Sequence
from typing import Any, Final, NamedTuple

from wenming_desktop.tickets.model import CLOSED
from wenming_desktop.work import Work
from wenming_desktop.workbooks.answers_out_columns import HANDLER, NUMBER, UNIT, UNIT_PHONE
from wenming_desktop.workbooks.answers_out_model import UNFINISHED, UNKNOWN

AT_ONCE: Final = 500
MERGED, STATUS, RESULT = "93", "ticket.status", "ticket.result_text"
FINISHED: Final = ("ticket.completed_at", "ticket.finish_requested_at")
_SELECT = """
SELECT t.external_no, t.status, t.completed_at, t.finish_requested_at, t.result_text, t.outcome,
       t.handling_unit_name, t.handler_name, coalesce(h.phone, u.phone), t.contact_result,
       t.satisfaction, t.callback_at,
       (SELECT s.name FROM staff s WHERE s.id = t.callback_by_id), t.callback_note,
       t.dissatisfaction_reason, t.id, t.into_ticket_id, t.ticket_no
FROM ticket t
LEFT JOIN handler h ON h.id = t.handler_id
LEFT JOIN handling_unit u ON u.id = t.handling_unit_id
WHERE NOT t.is_void AND
"""
NAMES: Final = (
    NUMBER, STATUS, *FINISHED, RESULT, "ticket.outcome", UNIT, HANDLER, UNIT_PHONE,
    "ticket.contact_result", "ticket.satisfaction", "ticket.callback_at", "ticket.callback_by",
    "ticket.callback_note", "ticket.dissatisfaction_reason", "id", "into", "number",
)  # fmt: skip
_WAY_OUT = """
SELECT at, text, payload ->> '$.to_unit' FROM ticket_action
WHERE ticket_id = ? AND action = ? AND NOT is_void ORDER BY seq DESC LIMIT 1
"""
_OUT: Final = {"91": ("REJ", "不予受理"), "92": ("WDR", "诉求人撤诉"), "94": ("TRF", "已移交")}
"""How an order leaves without being done here: its step and what a superior is told."""
Facts = dict[str, Any]


class Open(NamedTuple):
    """Why a row stays open: the kind and the words."""

    kind: str
    words: str


def facts_of(work: Work, numbers: Sequence[str]) -> dict[str, list[Facts]]:
    """The tickets of these numbers, by number."""
    found: dict[str, list[Facts]] = {}
    for at in range(0, len(numbers), AT_ONCE):
        some = tuple(numbers[at : at + AT_ONCE])
        sql = f"{_SELECT} t.external_no IN ({','.join('?' * len(some))})"
        for row in work.connection.exec_driver_sql(sql, some):
            found.setdefault(row[0], []).append(_facts(row))
    return found


def answer(work: Work, tickets: Sequence[Facts], asked: Collection[str]) -> Facts | Open:
    """What the tickets of one number answer, or why the row stays open."""
    if not tickets:
        return Open(UNKNOWN, "工单里没有这个单号")
    if len(tickets) > 1:
        return Open(UNKNOWN, f"有 {len(tickets)} 件工单都是这个单号")
    ticket = tickets[0]
    if ticket[STATUS] == MERGED:
        return _hosts(work, ticket, asked)
    return _own(work, ticket, asked)


def _own(work: Work, ticket: Facts, asked: Collection[str]) -> Facts | Open:
    if ticket[STATUS] in _OUT:
        said = _out(work, ticket)
        # Without its reason a time alone would look like work done.
        return said if RESULT in asked else Open(UNFINISHED, said[RESULT])
    if ticket[STATUS] in CLOSED:
        return dict(ticket)
    return Open(UNFINISHED, _status(work, ticket))


def _hosts(work: Work, ticket: Facts, asked: Collection[str]) -> Facts | Open:
    """The answer of the ticket this one was merged into, at the end of the chain."""
    host, seen = ticket, set[int]()
    while host[STATUS] == MERGED and host["into"] and host["id"] not in seen:
        seen.add(host["id"])
        sql = f"{_SELECT} t.id = ?"
        row = work.connection.exec_driver_sql(sql, (host["into"],)).first()
        if row is None:
            break
        host = _facts(row)
    if host[STATUS] == MERGED:
        return Open(UNFINISHED, _status(work, ticket))
    said = _own(work, host, asked)
    if isinstance(said, Open):
        return Open(said.kind, f"并入 {host['number']}，{said.words}")
    return said


def _out(work: Work, ticket: Facts) -> Facts:
    """Where the order went and why; its end is that step."""
    action, words = _OUT[ticket[STATUS]]
    row = work.connection.exec_driver_sql(_WAY_OUT, (ticket["id"], action)).first()
    at, why, to_unit = row if row is not None else (None, "", None)
    words += to_unit or ""
    said = ticket | dict.fromkeys(FINISHED, at)
    said[RESULT] = f"{words}：{why}" if why else f"{words}。"
    if to_unit:
        said |= {UNIT: to_unit, HANDLER: None, UNIT_PHONE: ""}
    return said


def _facts(row: Any) -> Facts:
    return dict(zip(NAMES, row, strict=True))


def _status(work: Work, ticket: Facts) -> str:
    return work.codes.name("ticket_status", ticket[STATUS]).partition("(")[0]
