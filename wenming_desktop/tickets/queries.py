"""Reads of tickets: one by number, lists by page, the sheet, what registration is offered."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from db.rows import chunks
from wenming_desktop.errors import NotFoundError
from wenming_desktop.tickets import deadlines, store
from wenming_desktop.tickets.callers import caller_facts
from wenming_desktop.tickets.clock import Calendar
from wenming_desktop.tickets.filters import marks, where
from wenming_desktop.tickets.intake import DuePreview
from wenming_desktop.tickets.model import ActionRow, TicketRow, TicketSheet
from wenming_desktop.tickets.offers import intake_choices
from wenming_desktop.tickets.opening import code_of
from wenming_desktop.tickets.orders import TicketFilter
from wenming_desktop.tickets.rules import lamp, possible
from wenming_desktop.tickets.sheets import sheet_of
from wenming_desktop.work import Work, use_case

ORDERS = {
    "accepted": "t.accepted_at",
    "due": "t.due_at",
    "number": "t.ticket_no",
    "status": "t.status",
}
_ROW = """
SELECT t.id, t.ticket_no, t.status, t.title, t.location_text, t.source, t.category, t.nature,
       t.urgency, t.accepted_at, t.due_at, t.completed_at, g.name, t.handling_unit_name,
       t.handler_name, t.satisfaction, t.round_no, t.row_version
FROM ticket t LEFT JOIN grid g ON g.id = t.grid_id WHERE t.id IN ({marks})
"""
_ACTIONS = """
SELECT a.seq, a.action, a.at, s.name, a.payload ->> '$.by', a.from_status, a.to_status, a.text,
       trim(coalesce(a.payload ->> '$.unit', '') || ' ' || coalesce(a.payload ->> '$.handler', '')),
       a.corrects_seq
FROM ticket_action a LEFT JOIN staff s ON s.id = a.by_id
WHERE a.ticket_id = ? AND NOT a.is_void ORDER BY a.seq
"""


@use_case("tickets.find", "查看工单", right="ticket.read")
def ticket_by_number(work: Work, wanted: int | str) -> TicketRow:
    """A ticket by id or number (ours, without SQ, the superior's)."""
    return row_of(work, store.find(work, wanted).id)


@use_case("tickets.log", "查看工单", right="ticket.read")
def ticket_log(work: Work, ticket_id: int) -> tuple[ActionRow, ...]:
    """The history of a ticket, in words."""
    return actions_of(work, store.find(work, ticket_id).id)


@use_case("tickets.sheet", "查看工单", right="ticket.read")
def ticket_sheet(work: Work, ticket_id: int) -> TicketSheet:
    """All of a ticket, for the pane and for paper."""
    ticket = store.find(work, ticket_id)
    return sheet_of(work, ticket, row_of(work, ticket.id), actions_of(work, ticket.id))


@use_case("tickets.steps", "查看工单", right="ticket.read")
def possible_steps(work: Work, ticket_id: int) -> tuple[tuple[str, str], ...]:
    """Code and name of the steps the table knows from where the ticket stands."""
    status = store.find(work, ticket_id).status or ""
    return tuple((code, work.codes.name("ticket_action", code)) for code in possible(status))


@use_case("tickets.list", "查看工单", right="ticket.read")
def ticket_list(
    work: Work, status: str | None = None, overdue: bool = False
) -> tuple[TicketRow, ...]:
    """Every ticket of a status (all without one), newest first; `overdue` only those late."""
    code = code_of(work, "ticket_status", status, "status")
    wanted = TicketFilter(statuses=frozenset({code} if code else ()), overdue=overdue)
    condition, values = where(work, wanted)
    return rows_of(work, _ids(work, wanted, (condition, values), -1, 0))


@use_case("tickets.page", "查看工单", right="ticket.read")
def ticket_page(work: Work, wanted: TicketFilter, offset: int, limit: int) -> tuple[TicketRow, ...]:
    """`limit` tickets from `offset` on, in the filter's order."""
    return rows_of(work, _ids(work, wanted, where(work, wanted), limit, offset))


@use_case("tickets.count", "查看工单", right="ticket.read")
def ticket_count(work: Work, wanted: TicketFilter) -> int:
    """How many tickets the filter leaves."""
    condition, values = where(work, wanted)
    found = work.connection.exec_driver_sql(
        f"SELECT count(*) FROM ticket t WHERE {condition}", values
    )
    return int(found.scalar() or 0)


@use_case("tickets.due_preview", "查看时限", right="ticket.read")
def due_preview(
    work: Work, category: str, urgency: str = "1", external_due_at: datetime | None = None
) -> DuePreview:
    """The deadline of a ticket accepted now, and how it comes about."""
    return deadlines.preview(work, category, urgency, external_due_at)


def row_of(work: Work, ticket_id: int) -> TicketRow:
    """The list line of one ticket."""
    found = rows_of(work, [ticket_id])
    if not found:
        raise NotFoundError(what="这件工单")
    return found[0]


def rows_of(work: Work, ids: Sequence[int], known: Calendar | None = None) -> tuple[TicketRow, ...]:
    """The list lines of these tickets, in the order given; `known` saves reading the calendar."""
    days = known or deadlines.calendar(work)
    found: dict[int, TicketRow] = {}
    for part in chunks(ids):
        rows = work.connection.exec_driver_sql(_ROW.format(marks=marks(part)), tuple(part))
        found.update((row[0], _row(work, row, days)) for row in rows)
    return tuple(found[i] for i in ids if i in found)


def actions_of(work: Work, ticket_id: int) -> tuple[ActionRow, ...]:
    """The log lines of a ticket, in words."""
    rows = work.connection.exec_driver_sql(_ACTIONS, (ticket_id,))
    return tuple(
        ActionRow(
            row[0],
            row[1],
            work.codes.name("ticket_action", row[1]),
            datetime.fromisoformat(row[2]),
            row[3] or row[4] or "",
            row[5],
            row[6] or "",
            row[7] or "",
            row[8],
            row[9],
        )
        for row in rows
    )


def _row(work: Work, row: Any, days: Calendar) -> TicketRow:
    name = work.codes.name
    status, due = row[2] or "", _moment(row[10])
    return TicketRow(
        id=row[0],
        number=row[1],
        status=status,
        status_name=name("ticket_status", status),
        title=row[3] or "",
        location_text=row[4] or "",
        source=row[5],
        source_name=name("ticket_source", row[5]),
        category=row[6],
        category_name=name("ticket_category", row[6]),
        nature=row[7],
        urgency=row[8],
        accepted_at=_moment(row[9]),
        due_at=due,
        completed_at=_moment(row[11]),
        grid=row[12],
        handling_unit=row[13],
        handler=row[14],
        satisfaction=row[15],
        satisfaction_name=name("satisfaction", row[15]),
        round_no=row[16] or 1,
        lamp=lamp(status, due, work.now, days),
        row_version=row[17],
    )


def _ids(
    work: Work,
    wanted: TicketFilter,
    condition: tuple[str, tuple[Any, ...]],
    limit: int,
    offset: int,
) -> list[int]:
    sql, values = condition
    way = "DESC" if wanted.descending else "ASC"
    rows = work.connection.exec_driver_sql(
        f"SELECT t.id FROM ticket t WHERE {sql}"
        f" ORDER BY {ORDERS[wanted.sort]} {way}, t.id {way} LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return [row[0] for row in rows]


def _moment(stored: str | None) -> datetime | None:
    return datetime.fromisoformat(stored) if stored else None


__all__ = [
    "ORDERS",
    "TicketFilter",
    "caller_facts",
    "due_preview",
    "intake_choices",
    "possible_steps",
    "ticket_by_number",
    "ticket_count",
    "ticket_list",
    "ticket_log",
    "ticket_page",
    "ticket_sheet",
]
