"""What the rules have to know of a ticket beside its log: terms, people, what is still empty."""

from sqlalchemy import select

from db.tables.office import Account, AccountRole, RoleRight
from db.tables.tickets import Ticket
from wenming_desktop.tickets import whistle_queries, whistle_steps
from wenming_desktop.tickets.deadlines import terms
from wenming_desktop.tickets.model import PRAISE, Facts
from wenming_desktop.work import Work

WRITE_RIGHT, APPROVE_RIGHT, REOPEN_RIGHT = "ticket.write", "ticket.approve", "ticket.reopen"
GRID = "grid_worker"
_REQUIRED = (
    ("source", "来源渠道"),
    ("nature", "诉求性质"),
    ("category", "诉求分类"),
    ("content", "诉求内容"),
    ("location_text", "发生地点"),
)


def facts_of(work: Work, ticket: Ticket) -> Facts:
    """What the rules have to know of a ticket beside its log."""
    entitled = _entitled(work)
    return Facts(
        terms(work, ticket.category, ticket.urgency, ticket.external_due_at),
        ticket.ticket_no or "",
        ticket.id,
        ticket.nature,
        callers=entitled[WRITE_RIGHT],
        approvers=entitled[APPROVE_RIGHT],
        is_secretary=REOPEN_RIGHT in work.actor.rights,
        may_approve=APPROVE_RIGHT in work.actor.rights,
        now=work.now,
        registered=ticket.created_at,
        missing=_missing(ticket),
        cells=len(whistle_queries.cells_of(work)),
        unanswered=whistle_steps.unanswered(work, ticket),
    )


def _entitled(work: Work) -> dict[str, frozenset[int]]:
    """Persons by what their accounts may do; two accounts of one person are one.

    A grid worker sees the tickets of his own grids alone, so nobody counts on him.
    """
    found = (
        select(Account.staff_id, RoleRight.right_code)
        .join(AccountRole, AccountRole.account_id == Account.id)
        .join(RoleRight, RoleRight.role == AccountRole.role)
        .where(RoleRight.right_code.in_((WRITE_RIGHT, APPROVE_RIGHT)), AccountRole.role != GRID)
        .where(~Account.disabled, ~Account.is_void)
    )
    rows = [(who, right) for who, right in work.session.execute(found) if who is not None]
    return {
        right: frozenset(who for who, his in rows if his == right)
        for right in (WRITE_RIGHT, APPROVE_RIGHT)
    }


def _missing(ticket: Ticket) -> tuple[tuple[str, str], ...]:
    """Required fields that are empty; an import may leave them so for ever."""
    if ticket.entry_source == "import":
        return ()
    lacking = [pair for pair in _REQUIRED if not getattr(ticket, pair[0])]
    if not ticket.result_text and ticket.nature != PRAISE:
        lacking.append(("result", "办理结果"))
    return tuple(lacking)
