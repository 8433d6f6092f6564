"""What photos belong to: a ticket or an item of 整改清单, and whose grid that is.

The rooms above say here what must not lose its photos (`KEEPERS`): evidence knows no ticket's life.
"""

from collections.abc import Callable

from wenming_desktop.errors import NotFoundError
from wenming_desktop.evidence.model import Owner
from wenming_desktop.work import Work

TICKET, ITEM = "ticket", "rectification_item"
_NAMED = {TICKET: "这件工单", ITEM: "这一条整改"}
_FOUND = {
    TICKET: "SELECT 1 FROM ticket t WHERE t.id = ?",
    ITEM: (
        "SELECT 1 FROM rectification_item i LEFT JOIN ticket t ON t.id = i.ticket_id WHERE i.id = ?"
    ),
}
_STANDS = {TICKET: " AND NOT t.is_void", ITEM: " AND NOT i.is_void"}

Keeper = Callable[[Work, int, str], None]
KEEPERS: dict[str, Keeper] = {}
"""By table: refuses to lose the last photo of a kind that a row (its id) has to have."""


def check(work: Work, owner: Owner, *, writes: bool = False) -> None:
    """Refuse what is no owner of photos, is not there, or lies in somebody else's grid.

    Photos of a voided row are looked at as ever; none is added.
    """
    if owner.table not in _FOUND:
        raise NotFoundError(what="照片要放进的这一件")
    own, values = own_tickets(work) if owner.table == TICKET else own_items(work)
    sql = _FOUND[owner.table] + (_STANDS[owner.table] if writes else "") + own
    if work.connection.exec_driver_sql(sql, (owner.id, *values)).first() is None:
        raise NotFoundError(what=_NAMED[owner.table])


def own_tickets(work: Work) -> tuple[str, tuple[int | None, ...]]:
    """SQL on ticket `t` and its values: one's own grids, where that is all one may see."""
    grids = work.actor.grid_ids
    if grids is None:
        return "", ()
    own = f" AND (t.grid_id IN ({_marks(grids)}) OR t.registrar_id = ?)"
    return own, (*sorted(grids), work.actor.staff_id)


def own_items(work: Work) -> tuple[str, tuple[int | None, ...]]:
    """The same on item `i` and its ticket `t`; what one made oneself is one's own."""
    grids = work.actor.grid_ids
    if grids is None:
        return "", ()
    own = (
        f" AND (i.grid_id IN ({_marks(grids)}) OR t.grid_id IN ({_marks(grids)})"
        " OR t.registrar_id = ? OR i.created_by = ?)"
    )
    actor = work.actor
    return own, (*sorted(grids), *sorted(grids), actor.staff_id, actor.account_id)


def _marks(grids: frozenset[int]) -> str:
    return ",".join("?" * len(grids))
