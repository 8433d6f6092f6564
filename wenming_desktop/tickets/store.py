"""The log of a ticket in the data file, and the columns of the ticket that repeat it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm.attributes import flag_modified

from db.tables.tickets import Ticket, TicketAction
from wenming_desktop.errors import NotFoundError
from wenming_desktop.tickets.life import State, effective, replay
from wenming_desktop.tickets.model import CLOSED, SUSPENDED, LogRow
from wenming_desktop.work import Work

COLUMNS = (
    "seq", "action", "at", "from_status", "to_status", "round_no", "by_id", "due_at",
    "handling_unit_id", "handler_id", "contact_result", "satisfaction", "outcome", "days",
    "into_ticket_id", "rebound", "corrects_seq",
)  # fmt: skip
ARCHIVED = "80"
Payload = dict[str, Any]


@dataclass
class History:
    """A ticket's log with what its rows keep beside their columns.

    Payload keys: unit, handler (names as they were), staff (the handler's), review_on, level,
    to_unit, typed (who was signed in, where `by_id` is another), into (the number merged into),
    why (a code), by (a name of nobody of ours), withal (the row this one came with), cell and
    needed of a whistle, and what `whistle_steps` keeps of a finish.
    """

    rows: list[LogRow] = field(default_factory=list)
    payloads: dict[int, Payload] = field(default_factory=dict)

    def said(self, seq: int, key: str) -> Any:
        """What a row says beside its columns."""
        return self.payloads.get(seq, {}).get(key)


def find(work: Work, wanted: int | str) -> Ticket:
    """A ticket by id, or by a number: ours, without SQ, a draft's id, or the superior's."""
    tickets = select(Ticket).where(~Ticket.is_void)
    if isinstance(wanted, str):
        number = wanted.strip()
        named = tickets.where(or_(Ticket.ticket_no == number, Ticket.ticket_no == "SQ" + number))
        found = work.session.scalars(named).first()
        if found is None and number.isascii() and number.isdigit() and len(number) < 10:
            drafts = tickets.where(Ticket.id == int(number), Ticket.ticket_no.is_(None))
            found = work.session.scalars(drafts).first()
        if found is None:
            theirs = list(work.session.scalars(tickets.where(Ticket.external_no == number)))
            found = theirs[0] if len(theirs) == 1 else None
    else:
        found = work.session.scalars(tickets.where(Ticket.id == wanted)).first()
    if found is None or not _may_see(work, found):
        raise NotFoundError(what=f"工单 {wanted}")
    return found


def _may_see(work: Work, ticket: Ticket) -> bool:
    grids = work.actor.grid_ids
    return grids is None or ticket.grid_id in grids or ticket.registrar_id == work.actor.staff_id


def read_log(work: Work, ticket_id: int) -> History:
    """The log of a ticket, in order."""
    history = History()
    rows = select(TicketAction).where(TicketAction.ticket_id == ticket_id, ~TicketAction.is_void)
    for row in work.session.scalars(rows.order_by(TicketAction.seq)):
        payload: Payload = row.payload or {}
        review = payload.get("review_on")
        values: dict[str, Any] = {name: getattr(row, name) for name in COLUMNS}
        values |= {
            "text": row.text or "",
            "handler_staff_id": payload.get("staff"),
            "review_on": date.fromisoformat(review) if review else None,
            "level": payload.get("level"),
            "to_unit": payload.get("to_unit"),
            "typed_id": payload.get("typed"),
        }
        entry = LogRow(**values)
        history.rows.append(entry)
        history.payloads[entry.seq] = payload
    return history


def append(
    work: Work, ticket: Ticket, history: History, rows: Sequence[LogRow], beside: Payload
) -> None:
    """Add rows to the log and bring the ticket in step with it."""
    for at, row in enumerate(rows):
        extra: Payload = beside if at == 0 else {"withal": rows[0].seq}
        payload = {key: value for key, value in {**extra, **_payload(row)}.items() if value}
        values = {name: getattr(row, name) for name in COLUMNS}
        action = TicketAction(ticket_id=ticket.id, text=row.text, **values)
        if payload:
            action.payload = payload
        work.session.add(action)
        history.rows.append(row)
        history.payloads[row.seq] = payload
    fit(ticket, history)
    # A note changes no column, but the ticket was worked on: its version and its history tell.
    flag_modified(ticket, "status")
    work.session.flush()


def remark(work: Work, ticket: Ticket, history: History, seq: int, facts: Payload) -> None:
    """Keep more beside a row that this very act has added to the log."""
    wanted = select(TicketAction).where(
        TicketAction.ticket_id == ticket.id, TicketAction.seq == seq
    )
    row = work.session.scalars(wanted).one()
    row.payload = history.payloads[seq] = {**history.payloads.get(seq, {}), **facts}
    work.session.flush()


def _payload(row: LogRow) -> Payload:
    return {
        "staff": row.handler_staff_id,
        "review_on": row.review_on.isoformat() if row.review_on else None,
        "level": row.level,
        "to_unit": row.to_unit,
        "typed": row.typed_id,
    }


def fit(ticket: Ticket, history: History) -> None:
    """Make the ticket's columns say what its log says."""
    state = replay(history.rows)
    standing = effective(history.rows)
    ticket.status, ticket.round_no = state.status, state.round_no
    ticket.accepted_at, ticket.due_at = state.accepted_at, state.due_at
    ticket.return_count, ticket.rework_count = state.returns, state.round_no - 1
    ticket.supervision_level = state.level
    _fit_handling(ticket, state, standing, history)
    _fit_finish(ticket, state)
    _fit_callback(ticket, standing, history)
    last = {row.action: row for row in standing}
    archived = last.get("ARC") if state.status == ARCHIVED else None
    ticket.archived_at = archived.at if archived else None
    suspended = last.get("SUS") if state.status == SUSPENDED else None
    ticket.review_on = suspended.review_on if suspended else None
    merged = last.get("MRG")
    ticket.into_ticket_id = merged.into_ticket_id if merged else None


def _fit_handling(
    ticket: Ticket, state: State, standing: Sequence[LogRow], history: History
) -> None:
    ticket.handling_unit_id, ticket.handler_id = state.handling_unit_id, state.handler_id
    sent = [row for row in standing if row.handling_unit_id is not None]
    ticket.handling_unit_name = history.said(sent[-1].seq, "unit") if sent else None
    ticket.handler_name = history.said(sent[-1].seq, "handler") if sent else None


def _fit_finish(ticket: Ticket, state: State) -> None:
    finish = state.finishes[-1] if state.finishes else None
    closed = finish is not None and state.status in CLOSED
    ticket.finish_requested_at = finish.at if finish else None
    ticket.completed_at = finish.approved_at if finish and closed else None
    ticket.result_text = (finish.text or None) if finish else None
    ticket.outcome = finish.outcome if finish else None


def _fit_callback(ticket: Ticket, standing: Sequence[LogRow], history: History) -> None:
    calls = [row for row in standing if row.action == "CBK"]
    call = calls[-1] if calls else None
    ticket.callback_at = call.at if call else None
    ticket.callback_by_id = call.by_id if call else None
    ticket.contact_result = call.contact_result if call else None
    ticket.satisfaction = call.satisfaction if call else None
    ticket.callback_note = (call.text[:200] or None) if call else None
    ticket.dissatisfaction_reason = history.said(call.seq, "why") if call else None
