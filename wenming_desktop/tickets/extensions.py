"""延期: every request for more time as a row of its own, always as the log tells it."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import select

from db.tables.office import Staff
from db.tables.tickets import Ticket, TicketExtension
from wenming_desktop.tickets.board_words import stamp
from wenming_desktop.tickets.life import effective
from wenming_desktop.tickets.store import History
from wenming_desktop.work import Work

STEPS: Final = frozenset({"EXA", "EXY", "EXN"})
_GRANTED, _DECLINED = "1", "2"
_TAKEN_BACK: Final = "延期已撤回"
_ENDS: Final = frozenset({"RTN", "RWK"})
"""Steps with which a request that nobody answered falls."""


def follow(work: Work, ticket: Ticket, history: History) -> None:
    """Bring the rows in step with the log, whether a step was taken or taken back."""
    wanted = _told(history)
    have = {row.action_seq: row for row in _rows(work, ticket.id, void=True)}
    for seq, facts in wanted.items():
        row = have.get(seq) or TicketExtension(ticket_id=ticket.id, action_seq=seq)
        for name, value in {**facts, "is_void": False, "void_reason": None}.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
        work.session.add(row)
    for row in have.values():
        if row.action_seq not in wanted and not row.is_void:
            row.is_void, row.void_reason = True, _TAKEN_BACK
    work.session.flush()


def words(work: Work, ticket_id: int, history: History, now: datetime) -> tuple[str, ...]:
    """Each extension in a sentence: who asked when for how long and why, what was decided."""
    asked = {row.seq: row.by_id for row in history.rows if row.action in STEPS}
    return tuple(
        _sentence(work, row, asked.get(row.action_seq or 0), now)
        for row in _rows(work, ticket_id, void=False)
    )


def _sentence(work: Work, row: TicketExtension, asker: int | None, now: datetime) -> str:
    when = f"{stamp(row.requested_at, now)} " if row.requested_at else ""
    why = f"（{row.note}）" if row.note else ""
    text = f"{when}{_name(work, asker)}申请延 {row.days or 0} 个工作日{why}".strip()
    if row.decision is None:
        return f"{text}，还没有批"
    by = _name(work, row.approver)
    if row.decision == _DECLINED:
        return f"{text}，{by}没有同意"
    until = f"，时限到 {stamp(row.new_due_at, now)}" if row.new_due_at else ""
    return f"{text}，{by}同意{until}"


def _told(history: History) -> dict[int, dict[str, Any]]:
    """What the log says of every extension, by the row that asked."""
    found: dict[int, dict[str, Any]] = {}
    waits: int | None = None
    for row in effective(history.rows):
        if row.action == "EXA" or (row.action == "EXY" and waits is None):
            found[row.seq] = {
                "requested_at": row.at,
                "days": row.days,
                "note": row.text[:200] or None,
                "approver": None,
                "decision": None,
                "new_due_at": None,
            }
            waits = row.seq
        if row.action in ("EXY", "EXN") and waits is not None:
            granted = row.action == "EXY"
            found[waits] |= {
                "approver": row.by_id,
                "decision": _GRANTED if granted else _DECLINED,
                "new_due_at": row.due_at,
            }
            waits = None
        elif row.action in _ENDS:
            waits = None
    return found


def _rows(work: Work, ticket_id: int, *, void: bool) -> list[TicketExtension]:
    rows = select(TicketExtension).where(TicketExtension.ticket_id == ticket_id)
    if not void:
        rows = rows.where(~TicketExtension.is_void)
    return list(work.session.scalars(rows.order_by(TicketExtension.action_seq)))


def _name(work: Work, staff: int | None) -> str:
    found = work.session.get(Staff, staff) if staff is not None else None
    return (found.name or "") if found is not None else ""
