"""One ticket whole: for the pane and the printed sheet, every code in words."""

from datetime import datetime

from sqlalchemy import select

from db.tables.office import Handler, Staff
from db.tables.tickets import Ticket
from wenming_desktop.settings import office
from wenming_desktop.tickets import deadlines, store
from wenming_desktop.tickets.life import effective, replay
from wenming_desktop.tickets.model import ActionRow, TicketRow, TicketSheet
from wenming_desktop.work import Work


def sheet_of(
    work: Work, ticket: Ticket, row: TicketRow, actions: tuple[ActionRow, ...]
) -> TicketSheet:
    """All facts of a ticket; `row` and `actions` are its list line and its log."""
    name = work.codes.name
    item = work.codes.item("ticket_category", ticket.category or "")
    log = store.read_log(work, ticket.id).rows
    state = replay(log)
    rounds = [row.at for row in effective(log) if row.action in {"ACC", "RWK"}]
    approver = state.finishes[-1].approver_id if state.finishes else None
    handler = work.session.get(Handler, ticket.handler_id) if ticket.handler_id else None
    return TicketSheet(
        row=row,
        community=office(work).full_name,
        registered_at=ticket.registered_at,
        registrar=staff_name(work, ticket.registrar_id),
        nature_name=name("ticket_nature", ticket.nature),
        urgency_name=name("ticket_urgency", ticket.urgency),
        category_parent_name=name("ticket_category", item.parent) if item and item.parent else "",
        complainant_name=ticket.complainant_name,
        complainant_phone=ticket.complainant_phone,
        complainant_address=ticket.complainant_address,
        is_anonymous=ticket.is_anonymous,
        is_confidential=ticket.is_confidential,
        content=ticket.content or "",
        expectation=ticket.expectation or "",
        workdays=_workdays(work, ticket, rounds[-1] if rounds else ticket.accepted_at),
        external_no=ticket.external_no,
        external_due_at=ticket.external_due_at,
        handler_phone=handler.phone if handler is not None else None,
        finish_requested_at=ticket.finish_requested_at,
        result_text=ticket.result_text or "",
        outcome_name=name("resolution_outcome", ticket.outcome),
        approver=staff_name(work, approver),
        callback_at=ticket.callback_at,
        callback_by=staff_name(work, ticket.callback_by_id),
        contact_result_name=name("callback_contact_result", ticket.contact_result),
        dissatisfaction_reason_name=name("dissatisfaction_reason", ticket.dissatisfaction_reason),
        archived_at=ticket.archived_at,
        actions=actions,
    )


def staff_name(work: Work, staff_id: int | None) -> str:
    """The name of a staff member, empty for nobody."""
    if staff_id is None:
        return ""
    return work.session.scalar(select(Staff.name).where(Staff.id == staff_id)) or ""


def _workdays(work: Work, ticket: Ticket, began: datetime | None) -> int | None:
    """The working days between the start of the round's clock and the deadline, as it stands."""
    if began is None or ticket.due_at is None or ticket.urgency in ("3", "4"):
        return None
    days = deadlines.calendar(work)
    return days.workdays(days.start(began).date(), ticket.due_at.date())
