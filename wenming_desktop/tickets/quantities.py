"""办理数量: what a finish achieved (3 处, 20 米), kept with its row of the log."""

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import select

from db.tables.ticket_desk import TicketQuantity
from wenming_desktop.tickets import refusals as no
from wenming_desktop.tickets.opening import code_of
from wenming_desktop.tickets.orders import Quantity
from wenming_desktop.work import Work

MEASURES = "quantity_measure"
MOST = Decimal(1_000_000)
_TAKEN_BACK = "办结已撤回"


def keep(work: Work, ticket_id: int, seq: int, given: Sequence[Quantity]) -> None:
    """Keep what a finish says it achieved; a measure named twice is one sum."""
    sums: dict[str, Decimal] = {}
    for one in given:
        measure = code_of(work, MEASURES, one.measure, "quantities")
        amount = Decimal(one.amount).quantize(Decimal("0.01"))
        if measure is None or not 0 < amount < MOST:
            raise no.QuantityError
        sums[measure] = sums.get(measure, Decimal(0)) + amount
    for measure, amount in sums.items():
        row = TicketQuantity(ticket_id=ticket_id, action_seq=seq, measure=measure, amount=amount)
        work.session.add(row)
    work.session.flush()


def take_back(work: Work, ticket_id: int, seq: int) -> None:
    """The finish was taken back: what it achieved counts no more."""
    for row in _rows(work, ticket_id):
        if row.action_seq == seq:
            row.is_void, row.void_reason = True, _TAKEN_BACK


def words(work: Work, ticket_id: int, seq: int | None) -> str:
    """What one finish achieved, in words: 3 处、20 米."""
    return "、".join(
        f"{plain(row.amount)} {work.codes.name(MEASURES, row.measure)}"
        for row in _rows(work, ticket_id)
        if row.action_seq == seq
    )


def plain(amount: Decimal) -> str:
    """An amount without idle zeros."""
    return f"{amount.normalize():f}"


def _rows(work: Work, ticket_id: int) -> Sequence[TicketQuantity]:
    found = select(TicketQuantity).where(
        TicketQuantity.ticket_id == ticket_id, ~TicketQuantity.is_void
    )
    return work.session.scalars(found.order_by(TicketQuantity.id)).all()
