"""Asked of the data file before the rules: is the step known from here, is nobody forgotten."""

from sqlalchemy import select

from db.tables.tickets import Ticket
from wenming_desktop.tickets.rules import possible
from wenming_desktop.tickets.way_refusals import HasMergedError, WrongStepError
from wenming_desktop.work import Work

MERGED = "93"
ANYWHERE = frozenset({"RCK", "COR"})
"""Steps that are known from everywhere."""
_MOST_NAMED = 3


def check_known(work: Work, ticket: Ticket, action: str) -> None:
    """Refuse a step the table does not know from here, in the words of the lists."""
    status = ticket.status or "00"
    can = possible(status)
    if action in can:
        return
    name = work.codes.name
    raise WrongStepError(
        number=ticket.ticket_no or "",
        state=name("ticket_status", status),
        step=_plain(name("ticket_action", action)),
        can=tuple(_plain(name("ticket_action", one)) for one in can if one not in ANYWHERE),
    )


def hosts_none(work: Work, ticket: Ticket) -> None:
    """Refuse to drop a ticket that took others in: they would be forgotten with it."""
    wanted = select(Ticket.ticket_no).where(
        Ticket.into_ticket_id == ticket.id, Ticket.status == MERGED, ~Ticket.is_void
    )
    others = [number or "" for number in work.session.scalars(wanted.order_by(Ticket.id))]
    if others:
        more = "等" if others[_MOST_NAMED:] else ""
        raise HasMergedError(others="、".join(others[:_MOST_NAMED]) + more)


def _plain(name: str) -> str:
    return name.partition("(")[0]
