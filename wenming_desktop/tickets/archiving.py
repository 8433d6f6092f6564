"""Many tickets archived as one act, and taken back as one.

Every ticket goes through the same rules as one alone; one that may not go stays and is named.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wenming_desktop.errors import UserError
from wenming_desktop.tickets import board, store
from wenming_desktop.tickets.board import BoardFilter
from wenming_desktop.tickets.facts import facts_of
from wenming_desktop.tickets.life import effective
from wenming_desktop.tickets.model import Step
from wenming_desktop.tickets.rules import decide
from wenming_desktop.work import Work, use_case


@dataclass(frozen=True)
class ArchiveMany:
    """Which tickets: these, or with `wanted` all the list shows under that filter."""

    ids: tuple[int, ...] = ()
    wanted: BoardFilter | None = None


@dataclass(frozen=True, slots=True)
class Archived:
    """How many went, and of those that stayed number and reason."""

    done: int
    kept: tuple[tuple[str, str], ...] = ()


@use_case("tickets.archive_many", "归档", right="ticket.write", undo="tickets.correct_many")
def archive_many(work: Work, command: ArchiveMany) -> Archived:
    """Archive every ticket that may go."""
    ids = command.ids if command.wanted is None else board.ids_of(work, command.wanted)
    seqs: list[tuple[int, int]] = []
    kept: list[tuple[str, str]] = []
    for at, ticket_id in enumerate(ids, start=1):
        work.progress.step(at, len(ids))
        ticket = store.find(work, ticket_id)
        history = store.read_log(work, ticket.id)
        step = Step("ARC", work.now, by_id=work.actor.staff_id)
        try:
            rows = decide(history.rows, step, facts_of(work, ticket))
        except UserError as error:
            kept.append((board.short_number(ticket.ticket_no), error.message))
            continue
        store.append(work, ticket, history, rows, {})
        seqs += [(ticket.id, row.seq) for row in rows]
    if seqs:
        # No single ticket: number 0 stands for all that `seqs` names.
        work.note("ticket:0", tickets=len(seqs), seqs=seqs)
    return Archived(len(seqs), tuple(kept))


@use_case("tickets.correct_many", "撤回一批归档", right="ticket.write", undo="none")
def correct_many(work: Work, _none: int, seqs: Sequence[Sequence[int]]) -> int:
    """Take an archiving of many back by a COR in each log; one that went on since stays."""
    corrected = 0
    for ticket_id, seq in seqs:
        ticket = store.find(work, ticket_id)
        history = store.read_log(work, ticket.id)
        if effective(history.rows)[-1].seq != seq:
            continue
        at = max(work.now, history.rows[-1].at)
        step = Step("COR", at, by_id=work.actor.staff_id, corrects_seq=seq)
        rows = decide(history.rows, step, facts_of(work, ticket))
        store.append(work, ticket, history, rows, {})
        corrected += 1
    work.note("ticket:0", step="COR", tickets=corrected)
    return corrected
