"""工单流转: the one table of steps, their guards, and the log row a step becomes. Pure.

`decide` is the one door: it replays the log, looks the step up in `TABLE`, asks the guards
and hands back the rows to append. `MOVES` is the same table for those who check a log.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from wenming_desktop.tickets import guards as must
from wenming_desktop.tickets import refusals as no
from wenming_desktop.tickets.clock import Calendar, Terms
from wenming_desktop.tickets.life import State, advance, effective, replay
from wenming_desktop.tickets.model import (
    ANSWERED,
    CLOSED,
    OPEN,
    SUSPENDED,
    Facts,
    LogRow,
    OpenTicket,
    Step,
)
from wenming_desktop.tickets.step_refusals import FutureStepError
from wenming_desktop.tickets.way_refusals import WrongStepError

SAME, BACK, BY_CONTACT = "same", "back", "by contact"
NOTES = frozenset({"PRG", "COH", "SUP", "URG"})
"""Steps that change nothing but the history."""
STATUSES = "00 10 20 30 40 50 60 70 80 91 92 93 94 95"


@dataclass(frozen=True)
class Move:
    """One line of the table; `target` may be SAME, BACK or BY_CONTACT."""

    source: str
    action: str
    target: str
    guards: tuple[must.Guard, ...] = ()


REBOUND = "回头看发现反弹"
_EXTENDS = (must.asked, must.in_person, must.requester, must.may_extend)

# from (several) · action · to · guards: domain dossier 2.11.1 and decisions 15, 16, 19.
_LINES: tuple[tuple[str, str, str, tuple[must.Guard, ...]], ...] = (
    ("00", "REG", "10", ()),
    ("10", "ACC", "20", ()),
    ("10", "REJ", "91", (must.reason,)),
    ("20", "DSP", "30", (must.handler,)),
    ("20", "FIN", "60", (must.on_the_spot, must.result, must.attended)),
    ("30", "SGN", "40", ()),
    ("30 40", "RTN", "20", (must.reason,)),
    ("30 40", "RDS", SAME, (must.handler,)),
    ("30 40", "COH", SAME, (must.cell,)),
    ("30 40", "PRG", SAME, ()),
    ("30 40", "EXA", SAME, (must.may_extend, must.reason)),
    ("30 40", "EXY", SAME, _EXTENDS),
    ("30 40", "EXN", SAME, (must.asked, must.in_person, must.requester)),
    ("30 40", "SUP", SAME, ()),
    ("30 40", "URG", SAME, ()),
    ("40", "FIN", "50", (must.result, must.attended)),
    ("50", "APV", "60", (must.in_person, must.approver)),
    ("50", "APN", "40", (must.in_person,)),
    ("60", "CBK", BY_CONTACT, (must.contact, must.caller)),
    ("60 70", "RWK", "30", ()),
    ("80", "RWK", "30", (must.rebound,)),
    ("70", "ARC", "80", (must.complete,)),
    ("60", "ARC", "80", (must.unreachable, must.complete)),
    ("20 30 40", "SUS", "95", (must.secretary, must.reason, must.review)),
    ("95", "RES", BACK, (must.secretary,)),
    ("10 20 30 40", "MRG", "93", (must.merge,)),
    ("10 20 30 40", "WDR", "92", (must.reason,)),
    ("10 20 30 40", "TRF", "94", (must.unit,)),
    ("80", "UNA", "70", (must.secretary, must.reason)),
    (STATUSES, "RCK", SAME, ()),
    (STATUSES, "COR", SAME, ()),
)


def _table() -> Iterable[Move]:
    for sources, action, target, guards in _LINES:
        for source in sources.split():
            yield Move(source, action, target, guards)


TABLE = {(move.source, move.action): move for move in _table()}


def _targets(move: Move) -> tuple[str, ...]:
    several = {SAME: (move.source,), BACK: ("20", "30", "40"), BY_CONTACT: ("60", "70")}
    return several.get(move.target, (move.target,))


MOVES = frozenset(
    (move.source, move.action, to) for move in TABLE.values() for to in _targets(move)
)
"""Every (from, action, to) a log may hold."""


def decide(log: Sequence[LogRow], step: Step, facts: Facts) -> tuple[LogRow, ...]:
    """The rows a step adds to the log, or the error that says why it may not.

    A call-back that was 不满意 or "not solved", or a look back at a finished ticket that found it
    worse, brings its RWK along, in the same act.
    """
    state = replay(log)
    if step.action != "COR" and facts.now and step.at > facts.now:
        raise FutureStepError(number=facts.number, at=f"{step.at:%Y-%m-%d %H:%M}")
    if state.last_at and step.at < state.last_at:
        last = f"{state.last_at:%Y-%m-%d %H:%M}"
        raise no.BeforeLastStepError(number=facts.number, last=last)
    if step.action == "COR":
        return (_correct(log, state, step, facts),)
    row = _take(state, step, facts)
    if not _opens_again(state, step):
        return (row,)
    text = step.text or (REBOUND if step.action == "RCK" else "")
    again = Step("RWK", step.at, by_id=step.by_id, text=text, typed_id=step.typed_id)
    return (row, _take(advance(state, row), again, facts))


def possible(status: str) -> tuple[str, ...]:
    """Actions the table knows from a status, in the table's order."""
    return tuple(action for source, action in TABLE if source == status)


def demands_rework(step: Step) -> bool:
    """Whether a call-back opens the ticket again."""
    return step.satisfaction == "3" or step.outcome in ("3", "4")


def _opens_again(state: State, step: Step) -> bool:
    if step.action == "RCK":
        return step.rebound and state.status in CLOSED
    return step.action == "CBK" and demands_rework(step)


def settled(command: OpenTicket) -> OpenTicket:
    """The command with what follows from it: secrecy of a report, urgency, a title."""
    command = replace(command, urgency=urgency_of(command.category, command.urgency))
    title = command.title or " ".join((command.content or "").split())[:30]
    return replace(command, title=title, is_confidential=command.is_confidential or _told(command))


def urgency_of(category: str | None, urgency: str) -> str:
    """The urgency a call is taken with: a sudden event is never an ordinary one."""
    return "3" if urgency == "1" and is_sudden(category) else urgency


def is_sudden(category: str | None) -> bool:
    """Whether the category is one of 突发事件."""
    return (category or "").startswith("19")


def check_opening(command: OpenTicket) -> None:
    """Refuse a registration that lacks what nobody could work without."""
    for name, label in (
        ("content", "诉求内容"),
        ("source", "来源渠道"),
        ("category", "诉求分类"),
        ("nature", "诉求性质"),
        ("location_text", "发生地点"),
    ):
        if not str(getattr(command, name) or "").strip():
            raise no.FieldMissingError(name, label)


def lamp(status: str, due_at: datetime | None, now: datetime, calendar: Calendar) -> str:
    """red overdue, amber due within one working day, green; "" where no clock runs."""
    if due_at is None or status not in OPEN or status == SUSPENDED:
        return ""
    if now > due_at:
        return "red"
    return "amber" if calendar.workdays(now.date(), due_at.date()) <= 1 else "green"


def _told(command: OpenTicket) -> bool:
    return command.nature == "4"


def _take(state: State, step: Step, facts: Facts) -> LogRow:
    move = TABLE.get((state.status, step.action))
    if move is None:
        raise WrongStepError(number=facts.number)
    for guard in move.guards:
        guard(state, step, facts)
    days = step.days
    if step.action == "EXY" and not days and state.asked:
        days = state.asked.days
    step = replace(step, days=days)
    due = _due(state, step, facts.terms)
    step = replace(step, text=_worded(state, step, due, facts.terms))
    return _row(state, step, _target(move, state, step), due)


def _worded(state: State, step: Step, due: datetime | None, terms: Terms) -> str:
    """The words of a step; an extension that the superior's deadline cuts short says so."""
    if step.action != "EXY" or not due or not state.due_at:
        return step.text
    if due == terms.extended(state.due_at, step.days or 0):
        return step.text
    cut = f"上级要求 {due:%Y-%m-%d %H:%M} 前办结，时限到那时为止"
    return "；".join(filter(None, (step.text, cut)))


def _target(move: Move, state: State, step: Step) -> str:
    if move.target == BY_CONTACT:
        return "70" if step.contact_result in ANSWERED else state.status
    if move.target == BACK:
        return state.suspended_from or "40"
    return state.status if move.target == SAME else move.target


def _due(state: State, step: Step, terms: Terms) -> datetime | None:
    if step.action == "ACC":
        return step.deadline or terms.first(step.at)
    if step.action == "RWK":
        return step.deadline or terms.rework(step.at)
    if state.due_at and step.action == "EXY":
        return terms.granted(state.due_at, step.days or 0)
    if state.due_at and step.action == "RES" and state.suspended_at:
        return terms.resumed(state.due_at, state.suspended_at, step.at)
    return None


def _row(state: State, step: Step, target: str, due_at: datetime | None) -> LogRow:
    return LogRow(
        seq=state.last_seq + 1,
        action=step.action,
        at=step.at,
        from_status=state.status,
        to_status=target,
        round_no=state.round_no + (step.action == "RWK"),
        by_id=step.by_id,
        text=step.text,
        due_at=due_at,
        handling_unit_id=step.handling_unit_id,
        handler_id=step.handler_id,
        handler_staff_id=step.handler_staff_id,
        contact_result=step.contact_result,
        satisfaction=step.satisfaction,
        outcome=step.outcome,
        days=step.days,
        into_ticket_id=step.into_ticket_id,
        rebound=step.rebound,
        corrects_seq=step.corrects_seq,
        review_on=step.review_on,
        level=step.level,
        to_unit=step.to_unit,
        typed_id=step.typed_id,
    )


def _correct(log: Sequence[LogRow], state: State, step: Step, facts: Facts) -> LogRow:
    if step.corrects_seq is None:
        return _row(state, step, state.status, None)
    stands = [row for row in effective(log) if row.action not in ("REG", "ACC")]
    named = next((row for row in stands if row.seq == step.corrects_seq), None)
    if named is None or (named is not stands[-1] and named.action not in NOTES):
        raise no.NotUndoableError(number=facts.number)
    before = replay([row for row in log if row.seq != named.seq])
    move = TABLE.get((named.from_status or "", named.action))
    must.takes_back(named, before, move.guards if move else (), step, facts)
    row = _row(state, step, before.status, None)
    return row._replace(round_no=before.round_no)
