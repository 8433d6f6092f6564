"""时限重算: open tickets whose stored deadline a changed calendar would move, and moving them.

A deadline is a snapshot (domain 2.11.2 g): an edit of holidays or working hours moves nothing by
itself. It makes a list, and what a clerk chooses of it becomes one act: in each log a correction
that names no step and carries the new deadline, so that nothing of the history is edited and the
act is taken back by another such row.

Listed are tickets that are not finished, suspended ones too, each by the clock of the round it is
in; one whose finish waits for approval only where it would get more time, so that no work turns
late after it was done. A finished ticket is never listed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from db.rows import chunks
from db.tables.tickets import Ticket
from wenming_desktop.errors import NotFoundError
from wenming_desktop.tickets import deadlines, store
from wenming_desktop.tickets.board import short_number
from wenming_desktop.tickets.clock import Calendar, Terms
from wenming_desktop.tickets.filters import marks, where
from wenming_desktop.tickets.life import replay, standing
from wenming_desktop.tickets.model import OPEN, Facts, LogRow, Step
from wenming_desktop.tickets.orders import TicketFilter
from wenming_desktop.tickets.recalculation_model import (
    DeadlinesStandError,
    DueChange,
    Recalculate,
    Recalculated,
    moved_words,
    why_words,
)
from wenming_desktop.tickets.recalculation_past import PastCalendars
from wenming_desktop.tickets.recalculation_rules import Promise, beginning, due_now
from wenming_desktop.tickets.rules import decide
from wenming_desktop.work import Work, use_case

KEPT = "recalculated"
"""What a row's payload says of a recalculation: was and now."""
_NO_CLOCK = Terms(Calendar({}))
"""A correction computes no deadline of its own."""
_TITLE = "查看时限重算"
_ASKED_TO_FINISH = "50"
_MOVED_ON = "刚才又办了一步，时限没有动"
_RIGHT_NOW = "时限已经和日历一致，或者已经办结"
_OTHERWISE = "日历刚才又改了，时限没有动"
_TICKETS = """
SELECT t.id, t.ticket_no, t.title, t.status, t.category, t.urgency, t.external_due_at,
       t.entry_source FROM ticket t WHERE {where} AND t.due_at IS NOT NULL ORDER BY t.due_at, t.id
"""
_LOG = """
SELECT ticket_id, id, payload ->> '$.field', payload ->> '$.was', seq, action, at, from_status,
       to_status, round_no, due_at, days, corrects_seq
FROM ticket_action WHERE ticket_id IN ({marks}) AND NOT is_void ORDER BY ticket_id, seq
"""


@dataclass(frozen=True, slots=True)
class _Case:
    """A ticket with its log; `ids` and `amended` by the row's number."""

    row: Any
    log: tuple[LogRow, ...]
    ids: dict[int, int]
    amended: tuple[tuple[int, str, str | None], ...]

    def said(self, field: str, seq: int, now: str | None) -> str | None:
        """What a field said when a row was written: an amendment since names it."""
        later = (was for at, name, was in self.amended if at > seq and name == field)
        return next(later, now)


@use_case("deadlines.changes", _TITLE, right="ticket.read")
def due_changes(work: Work) -> tuple[DueChange, ...]:
    """Every open ticket whose deadline would be another by now, the nearest first."""
    return tuple(_changes(work))


@use_case(
    "deadlines.recalculate", "时限重算", right="ticket.approve", undo="deadlines.correct_many"
)
def recalculate(work: Work, command: Recalculate) -> Recalculated:
    """Give the chosen tickets the deadline of the list; one that went on since is left."""
    now = {change.id: change for change in _changes(work)}
    chosen = tuple(now.values()) if command.chosen is None else command.chosen
    seqs: list[tuple[int, int]] = []
    skipped: list[tuple[str, str]] = []
    for at, wanted in enumerate(chosen, start=1):
        work.progress.step(at, len(chosen))
        if why := _why_not(now.get(wanted.id), wanted):
            skipped.append((wanted.number, why))
            continue
        ticket = store.find(work, wanted.id)
        said = f"时限重算：{moved_words(wanted.old, wanted.new, work.now)}（{wanted.why}）"
        seqs.append((ticket.id, _write(work, ticket, wanted.new, said)))
    if seqs:
        # No single ticket: number 0 stands for all that `seqs` names.
        work.note("ticket:0", tickets=len(seqs), seqs=seqs)
    return Recalculated(len(seqs), tuple(skipped))


@use_case("deadlines.correct_many", "撤回时限重算", right="ticket.approve", undo="none")
def correct_many(work: Work, _none: int, seqs: Sequence[Sequence[int]]) -> int:
    """Give back the deadlines that a recalculation replaced, by rows of their own.

    A ticket that was finished since or got another deadline keeps what it has.
    """
    back = 0
    for ticket_id, seq in seqs:
        was = _replaced(work, ticket_id, seq)
        if was is not None:
            ticket = store.find(work, ticket_id)
            said = f"撤回时限重算：{moved_words(ticket.due_at or was, was, work.now)}"
            _write(work, ticket, was, said)
            back += 1
    if not back:
        raise DeadlinesStandError
    work.note("ticket:0", step="COR", tickets=back)
    return back


def _why_not(now: DueChange | None, wanted: DueChange) -> str:
    if now is None:
        return _RIGHT_NOW
    if now.last_seq != wanted.last_seq:
        return _MOVED_ON
    return _OTHERWISE if (now.old, now.new) != (wanted.old, wanted.new) else ""


def _write(work: Work, ticket: Ticket, due: datetime, said: str) -> int:
    """Put the row into the log that carries the deadline; returns its number."""
    history = store.read_log(work, ticket.id)
    at = max(work.now, history.rows[-1].at)
    step = Step("COR", at, by_id=work.actor.staff_id, text=said)
    facts = Facts(_NO_CLOCK, ticket.ticket_no or "")
    rows = tuple(row._replace(due_at=due) for row in decide(history.rows, step, facts))
    was = replay(history.rows).due_at
    kept = {"was": was.isoformat() if was else None, "now": due.isoformat()}
    store.append(work, ticket, history, rows, {KEPT: kept})
    return rows[-1].seq


def _replaced(work: Work, ticket_id: int, seq: int) -> datetime | None:
    """The deadline before a recalculation, if it is still the one that holds."""
    try:
        ticket = store.find(work, ticket_id)
    except NotFoundError:
        # Voided since: what a void ticket says counts nowhere, so it keeps its deadline.
        return None
    history = store.read_log(work, ticket.id)
    promised = [row for row in standing(history.rows) if row.due_at is not None]
    if ticket.status not in OPEN or promised[-1].seq != seq:
        return None
    return datetime.fromisoformat(history.said(seq, KEPT)["was"])


def _changes(work: Work) -> Iterable[DueChange]:
    past = PastCalendars(work)
    if not past.changed:
        return
    terms = _TermsOf(work)
    for case in _cases(work):
        first = beginning(case.log)
        if first is None:
            continue
        then = past.when(case.ids[first.seq])
        promise = Promise(
            terms.of(case, first.seq, then),
            terms.of(case, first.seq, past.now),
            guess=case.row[7] != "import",
        )
        old, new = replay(case.log).due_at, due_now(case.log, promise)
        if old is None or new is None or old == new or _unfair(case.row[3], old, new):
            continue
        why = why_words(then, past.now, first.at.date(), max(old, new).date())
        yield _change(work, case, (old, new), why)


class _TermsOf:
    """What tickets were promised; many share category, urgency and calendar."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._made: dict[tuple[Any, ...], Terms] = {}

    def of(self, case: _Case, seq: int, known: Calendar) -> Terms:
        """The terms of a ticket as its category and urgency were at a row, by a calendar."""
        category = case.said("category", seq, case.row[4])
        urgency = case.said("urgency", seq, case.row[5])
        capped = _moment(case.row[6])
        key = category, urgency, capped, id(known)
        if key not in self._made:
            self._made[key] = deadlines.terms(self._work, category, urgency, capped, known)
        return self._made[key]


def _unfair(status: str, old: datetime, new: datetime) -> bool:
    return status == _ASKED_TO_FINISH and new < old


def _change(work: Work, case: _Case, dues: tuple[datetime, datetime], why: str) -> DueChange:
    ticket_id, number, title, status = case.row[:4]
    old, new = dues
    late = "，重算后已超期" if new < work.now <= old else ""
    return DueChange(
        ticket_id,
        short_number(number),
        title or "",
        work.codes.name("ticket_status", status).partition("(")[0],
        old,
        new,
        why + late,
        case.log[-1].seq,
    )


def _cases(work: Work) -> Iterable[_Case]:
    condition, values = where(work, TicketFilter(statuses=OPEN))
    tickets = list(work.connection.exec_driver_sql(_TICKETS.format(where=condition), values))
    logs: dict[int, list[Any]] = {}
    for part in chunks([row[0] for row in tickets]):
        rows = work.connection.exec_driver_sql(_LOG.format(marks=marks(part)), tuple(part))
        logs.update((key, list(group)) for key, group in groupby(rows, key=itemgetter(0)))
    return (_case(row, logs[row[0]]) for row in tickets if row[0] in logs)


def _case(ticket: Any, rows: list[Any]) -> _Case:
    return _Case(
        ticket,
        tuple(map(_log_row, rows)),
        {row[4]: row[1] for row in rows},
        tuple((row[4], row[2], row[3]) for row in rows if row[2]),
    )


def _log_row(row: Any) -> LogRow:
    seq, action, at, was, to, round_no, due, days, corrects = row[4:]
    moment = datetime.fromisoformat(at)
    return LogRow(
        seq, action, moment, was, to, round_no, None, "", _moment(due), days=days,
        corrects_seq=corrects,
    )  # fmt: skip


def _moment(stored: str | None) -> datetime | None:
    return datetime.fromisoformat(stored) if stored else None
