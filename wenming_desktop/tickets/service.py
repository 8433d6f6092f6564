"""What is done with tickets: register, take a step, take it back, void.

The log is the truth: every act appends to it through `rules.decide`, nothing in it is changed.
"""

from collections.abc import Sequence
from dataclasses import replace

from db.tables.tickets import Ticket
from wenming_desktop.fields import clean_text
from wenming_desktop.fields.text import scrub
from wenming_desktop.settings import take_number
from wenming_desktop.tickets import (
    extensions,
    lookbacks,
    photo_gate,
    quantities,
    queries,
    store,
    units,
    ways,
    whistle_people,
    whistle_steps,
)
from wenming_desktop.tickets import refusals as no
from wenming_desktop.tickets.facts import APPROVE_RIGHT, REOPEN_RIGHT, facts_of
from wenming_desktop.tickets.intake import Registration
from wenming_desktop.tickets.life import effective
from wenming_desktop.tickets.model import Facts, OpenTicket, Step, TicketRow
from wenming_desktop.tickets.opening import code_of, new_row, understood
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.rules import decide
from wenming_desktop.tickets.store import History, Payload
from wenming_desktop.tickets.way_refusals import WrongStepError
from wenming_desktop.work import NoRightError, Work, use_case

APPROVAL = frozenset({"APV", "APN", "EXY", "EXN"})
RIGHTS = {**dict.fromkeys(APPROVAL, APPROVE_RIGHT), "UNA": REOPEN_RIGHT}
MISTAKEN, NO_REASON = "误录", "没有写为什么补录"
MOST_TEXT = 1000


@use_case("tickets.open", "登记诉求", right="ticket.write", undo="tickets.undo_opening")
def open_ticket(work: Work, command: OpenTicket) -> int:
    """Register and accept in one act (a draft is only registered); returns the ticket's id."""
    return _open(work, command).id


@use_case("tickets.register", "登记诉求", right="ticket.write", undo="tickets.undo_opening")
def register(work: Work, command: Registration) -> int:
    """Register, accept and, where it is said so, merge into another or dispatch at once."""
    ticket = _open(work, command.ticket)
    at = command.ticket.at or work.now
    if command.merge_into_id is not None:
        seqs = _take(work, ticket, TakeStep(ticket.id, "MRG", at, into=command.merge_into_id))
        work.note(f"ticket:{ticket.id}", seqs=[*work.detail["seqs"], *seqs])
    elif command.handling_unit_id is not None or command.handler_id is not None:
        sent = TakeStep(
            ticket.id, "DSP", at, handling_unit=command.handling_unit_id, handler=command.handler_id
        )
        _take(work, ticket, sent)
    return ticket.id


@use_case("tickets.step", "办理工单", right="ticket.write", undo="tickets.correct")
def do_step(work: Work, command: TakeStep) -> TicketRow:
    """Take one step; a call-back that opens the ticket again brings its RWK along."""
    action = code_of(work, "ticket_action", command.action.upper(), "action") or ""
    _check_right(work, action)
    ticket = store.find(work, command.ticket)
    if action == "COR":
        # A correction names the row it takes back: `correct` writes it, and `amend`.
        name = work.codes.name("ticket_action", action)
        raise WrongStepError(number=ticket.ticket_no or "", step=name)
    if action == "FIN":
        photo_gate.check(work, ticket)
    elif action == "WDR":
        ways.hosts_none(work, ticket)
    seqs = _take(work, ticket, replace(command, action=action))
    work.note(f"ticket:{ticket.id}", step=action, seqs=seqs)
    return queries.row_of(work, ticket.id)


@use_case("tickets.correct", "撤回工单的上一步", right="ticket.write", undo="none")
def correct(work: Work, ticket_id: int, seqs: Sequence[int] = (), reason: str = "") -> TicketRow:
    """Take the last step back by a COR that names it (with what came along in the same act).

    `seqs` are the rows it must be; without them it is whatever stands last. Somebody else's step
    is taken back by who may approve, with a reason.
    """
    ticket = store.find(work, ticket_id)
    history = store.read_log(work, ticket.id)
    wanted = sorted(_whole_act(history, seqs or _last_step(history)), reverse=True)
    for seq in wanted:
        _check_right(work, next((row.action for row in history.rows if row.seq == seq), ""))
        at = max(work.now, history.rows[-1].at)
        me = work.actor.staff_id
        step = Step("COR", at, by_id=me, text=_text(reason).strip(), corrects_seq=seq)
        rows = decide(history.rows, step, facts_of(work, ticket))
        store.append(work, ticket, history, rows, {})
        whistle_steps.take_back(work, ticket, history, seq)
        quantities.take_back(work, ticket.id, seq)
        lookbacks.take_back(work, ticket.id, seq)
    extensions.follow(work, ticket, history)
    work.note(f"ticket:{ticket.id}", step="COR", corrects=wanted)
    return queries.row_of(work, ticket.id)


@use_case("tickets.undo_opening", "撤销登记", right="ticket.approve", undo="none")
def undo_opening(work: Work, ticket_id: int, seqs: Sequence[int] = ()) -> None:
    """Void a ticket registered by mistake; one that went further than its opening stays.

    `seqs` are the rows of its opening: a merge among them goes with it, a later one keeps it.
    """
    ticket = store.find(work, ticket_id)
    log = store.read_log(work, ticket.id).rows
    further = (row for row in effective(log) if row.action not in {"REG", "ACC", "DSP"})
    if any(row.action != "MRG" or row.seq not in seqs for row in further):
        raise no.NotUndoableError(number=ticket.ticket_no or "")
    _void(work, ticket, MISTAKEN)


@use_case("tickets.void", "作废工单", right="ticket.approve")
def void_ticket(work: Work, ticket_id: int, reason: str) -> int:
    """Void a ticket: counted nowhere, its number is never given again."""
    ticket = store.find(work, ticket_id)
    if not reason.strip():
        raise no.ReasonMissingError(number=ticket.ticket_no or "")
    _void(work, ticket, reason)
    return ticket.id


def _void(work: Work, ticket: Ticket, reason: str) -> None:
    ways.hosts_none(work, ticket)
    ticket.is_void, ticket.void_reason = True, reason.strip()[:200]
    whistle_steps.drop_records(work, ticket, reason)
    work.note(f"ticket:{ticket.id}", void=True)


def _open(work: Work, command: OpenTicket) -> Ticket:
    command = understood(work, command)
    at = (command.at or work.now).replace(microsecond=0)
    ticket = new_row(work, command, at)
    if at.date() < work.now.date():
        ticket.backdate_reason = clean_text(command.backdate_reason or NO_REASON, 200)
    history, facts = History(), facts_of(work, ticket)
    seqs: list[int] = []
    for action in ("REG",) if command.draft else ("REG", "ACC"):
        step = Step(action, at, by_id=work.actor.staff_id)
        seqs += _append(work, ticket, history, step, {}, facts)
    work.note(f"ticket:{ticket.id}", seqs=seqs)
    return ticket


def _take(work: Work, ticket: Ticket, command: TakeStep) -> list[int]:
    history = store.read_log(work, ticket.id)
    step, beside = _step(work, ticket, command)
    if command.action == "COH":
        step, beside = _whistled(work, ticket, command, step)
    seqs = _append(work, ticket, history, step, beside)
    whistle_steps.follow(work, ticket, history, step, command)
    if command.action == "FIN":
        quantities.keep(work, ticket.id, seqs[0], command.quantities)
    if command.action in extensions.STEPS:
        extensions.follow(work, ticket, history)
    return seqs


def _whistled(work: Work, ticket: Ticket, command: TakeStep, step: Step) -> tuple[Step, Payload]:
    """The order with the cell it goes to, and what its row keeps of it."""
    cell = whistle_people.cell_named(work, ticket, command.cell)
    if cell is None:
        return replace(step, needed=command.needed), {}
    step = replace(step, group_id=cell[0], needed=command.needed)
    return step, {"cell": cell[1], "needed": command.needed}


def _append(
    work: Work,
    ticket: Ticket,
    history: History,
    step: Step,
    beside: Payload,
    facts: Facts | None = None,
) -> list[int]:
    ways.check_known(work, ticket, step.action)
    rows = decide(history.rows, step, facts or facts_of(work, ticket))
    if step.action == "ACC" and ticket.ticket_no is None:
        ticket.ticket_no = take_number(work, "ticket", step.at)
    store.append(work, ticket, history, rows, beside)
    return [row.seq for row in rows]


def _step(work: Work, ticket: Ticket, command: TakeStep) -> tuple[Step, Payload]:
    """The order with everything looked up, and what its row keeps beside its columns."""
    unit = command.handling_unit
    if unit is None and command.handler is not None and command.action == "RDS":
        unit = ticket.handling_unit_id
    sent = units.send_to(work, unit, command.handler)
    text = (command.result or command.reason) if command.action == "FIN" else command.reason
    into = store.find(work, command.into) if command.into is not None else None
    by = units.staff_id(work, command.by)
    step = Step(
        command.action,
        (command.at or work.now).replace(microsecond=0),
        by_id=by,
        typed_id=work.actor.staff_id if work.actor.staff_id != by else None,
        text=_text(text or command.result),
        handling_unit_id=sent.unit_id,
        handler_id=sent.handler_id,
        handler_staff_id=sent.staff_id,
        outcome=code_of(work, "resolution_outcome", command.outcome, "outcome"),
        contact_result=code_of(
            work, "callback_contact_result", command.contact_result, "contact_result"
        ),
        satisfaction=code_of(work, "satisfaction", command.satisfaction, "satisfaction"),
        days=command.days,
        into_ticket_id=into.id if into is not None else None,
        into_status=into.status if into is not None else None,
        review_on=command.review_on,
        level=code_of(work, "supervision_level", command.level, "level"),
        to_unit=clean_text(command.to_unit, 60) if command.to_unit else None,
        rebound=command.rebound,
        came_told=command.came is not None,
    )
    why = work.codes.find("dissatisfaction_reason", step.text) if step.satisfaction == "3" else None
    host = into.ticket_no if into is not None else None
    return step, {"unit": sent.unit, "handler": sent.handler, "why": why, "into": host}


def _text(given: str) -> str:
    text = scrub(given, lines=True)[0]
    if len(text) > MOST_TEXT:
        said = f"现在 {len(text)} 个字，最多写 {MOST_TEXT} 个字。"
        raise no.BadValueError(label="文字", said=said, field="result")
    return text


def _last_step(history: History) -> tuple[int]:
    """The step that stands last."""
    standing = [row for row in effective(history.rows) if row.action not in ("REG", "ACC")]
    if not standing:
        raise no.NotUndoableError
    return (standing[-1].seq,)


def _whole_act(history: History, seqs: Sequence[int]) -> set[int]:
    """These rows with what they came along with: an act is taken back whole or not at all."""
    withal = (history.said(seq, "withal") for seq in seqs)
    return {*seqs, *(seq for seq in withal if isinstance(seq, int))}


def _check_right(work: Work, action: str) -> None:
    right = RIGHTS.get(action)
    if right is not None and right not in work.actor.rights:
        raise NoRightError(title=work.codes.name("ticket_action", action))
