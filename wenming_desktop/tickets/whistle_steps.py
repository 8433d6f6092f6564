"""What the steps of a ticket do with its whistles and with its members' service records.

吹哨 opens a whistle, 办结 closes it and writes one record for each member who came. What a step
did is kept beside its row of the log, so that a correction takes back exactly that.
"""

from collections.abc import Sequence
from typing import Any

from db.tables.tickets import Ticket, TicketWhistle, WhistleClaim
from wenming_desktop.fields import clean_text
from wenming_desktop.party import records
from wenming_desktop.party.record_checks import RecordRefusedError
from wenming_desktop.party.record_model import TICKET, Made
from wenming_desktop.tickets import refusals as no
from wenming_desktop.tickets import store, whistle_people
from wenming_desktop.tickets.model import OUT, LogRow, Step
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.store import History, Payload
from wenming_desktop.tickets.whistle_model import Came
from wenming_desktop.tickets.whistle_people import People
from wenming_desktop.work import Work

_LONG_ASKED, _LONG_PLACE, _LONG_CONTENT = 200, 40, 200
_TAKEN_BACK, _NOT_COUNTED, _NEVER_WAS = "办结已撤回", "工单不再计数", "吹哨已撤回"
_RECORDS, _GONE, _CLOSED = "records", "records_out", "whistles_closed"
_CLAIMS, _ADDED, _CAME = "claims_before", "claims_added", "came"


def unanswered(work: Work, ticket: Ticket) -> int:
    """How many claimed the whistles that run, while nobody is known to have come."""
    found = whistle_people.claims(work, _running(work, ticket))
    return 0 if any(one.came_at for one in found) else len(found)


def follow(work: Work, ticket: Ticket, history: History, step: Step, command: TakeStep) -> None:
    """Do what belongs to the step whose row was just added to the log."""
    row = next(row for row in reversed(history.rows) if row.action == step.action)
    facts: Payload = {}
    if row.action == "COH":
        _blow(work, ticket, row, step, command)
    elif row.action == "FIN":
        facts = _finish(work, ticket, row, command.came)
    elif row.to_status in OUT:
        facts = {_GONE: drop_records(work, ticket, _NOT_COUNTED)}
    if facts := {key: value for key, value in facts.items() if value}:
        store.remark(work, ticket, history, row.seq, facts)


def take_back(work: Work, ticket: Ticket, history: History, seq: int) -> None:
    """Undo what a step did, now that a correction takes it back."""
    for whistle in whistle_people.whistles(work, ticket.id):
        if whistle.action_seq == seq:
            whistle.is_void, whistle.void_reason = True, _NEVER_WAS
            for named in whistle_people.claims(work, [whistle]):
                named.is_void, named.void_reason = True, _NEVER_WAS
        if whistle.id in (history.said(seq, _CLOSED) or ()):
            whistle.closed_at = None
    for row_id in history.said(seq, _ADDED) or ():
        claimed = work.session.get(WhistleClaim, row_id)
        if claimed is not None:
            claimed.is_void, claimed.void_reason = True, _TAKEN_BACK
    whistle_people.put_back(work, history.said(seq, _CLAIMS) or ())
    records.void_records(work, history.said(seq, _RECORDS) or (), _TAKEN_BACK)
    records.restore_made(work, history.said(seq, _GONE) or ())


def drop_records(work: Work, ticket: Ticket, reason: str) -> tuple[int, ...]:
    """Take out what was written for members: the ticket counts no more."""
    return records.void_made(work, (TICKET, ticket.id), reason)


def _running(work: Work, ticket: Ticket) -> list[TicketWhistle]:
    return [one for one in whistle_people.whistles(work, ticket.id) if one.closed_at is None]


def _blow(work: Work, ticket: Ticket, row: LogRow, step: Step, command: TakeStep) -> None:
    if step.group_id is None:
        return
    whistle = TicketWhistle(
        ticket_id=ticket.id,
        action_seq=row.seq,
        group_id=step.group_id,
        whistled_at=row.at,
        asked=clean_text(row.text, _LONG_ASKED) or None,
        needed=step.needed,
    )
    work.session.add(whistle)
    work.session.flush()
    people = People(work)
    for who in command.members:
        member = people.find(who, (step.group_id,))
        whistle_people.claim(work, whistle, member.id, row.at)


def _finish(work: Work, ticket: Ticket, row: LogRow, came: Sequence[Came] | None) -> Payload:
    """Close the whistles that run; one record for each member who came."""
    running = _running(work, ticket)
    blown = running or whistle_people.whistles(work, ticket.id)[-1:]
    facts: Payload = {}
    if came is not None and not blown and came:
        raise no.NoWhistleError(number=ticket.ticket_no or "")
    if not blown or (not running and not came):
        return facts
    people = People(work)
    if came is not None:
        facts = _attend(work, people, blown, row, came)
    for whistle in running:
        whistle.closed_at = row.at
    there = [one for one in whistle_people.claims(work, blown) if one.came_at is not None]
    written = [_write(work, ticket, blown, one, people) for one in there]
    return {
        **facts,
        _CLOSED: [whistle.id for whistle in running],
        _RECORDS: [record for record in written if record is not None],
        _CAME: "、".join(people.name(one.member_id) for one in there),
    }


def _attend(
    work: Work, people: People, blown: list[TicketWhistle], row: LogRow, came: Sequence[Came]
) -> Payload:
    """Who came as it was said with the finish; returns the claims as they were before."""
    before = {one.id: whistle_people.state_of(one) for one in whistle_people.claims(work, blown)}
    cells = [whistle.group_id for whistle in blown]
    named: set[int] = set()
    for one in came:
        member = people.find(one.member, cells)
        claimed = _claim_of(work, blown, member.id, member.group_id, row)
        whistle_people.set_came(people, claimed, row.at, one.hours, one.did)
        named.add(claimed.id)
    after = whistle_people.claims(work, blown)
    for claimed in after:
        if claimed.id not in named and claimed.came_at is not None:
            whistle_people.set_absent(claimed)
    return {
        _CLAIMS: [
            before[one.id]
            for one in after
            if one.id in before and before[one.id] != whistle_people.state_of(one)
        ],
        _ADDED: [one.id for one in after if one.id not in before],
    }


def _claim_of(
    work: Work, blown: list[TicketWhistle], member: int, cell: int | None, row: LogRow
) -> WhistleClaim:
    """The member's claim on one of the whistles, else a new one on that of his cell."""
    for one in whistle_people.claims(work, blown):
        if one.member_id == member:
            return one
    own = next((one for one in reversed(blown) if one.group_id == cell), blown[-1])
    return whistle_people.claim(work, own, member, row.at)


def _write(
    work: Work, ticket: Ticket, blown: list[TicketWhistle], came: WhistleClaim, people: People
) -> int | None:
    asked = next((one.asked for one in blown if one.id == came.whistle_id), None)
    said = came.did or asked or ticket.title or ""
    place = ticket.location_text or ""
    if ticket.is_confidential:
        said, place = work.codes.name("ticket_category", ticket.category), ""
    hours: Any = came.hours
    made = Made(
        came.member_id,
        (came.came_at or work.now).date(),
        clean_text(f"吹哨报到：{said}", _LONG_CONTENT),
        None if hours is None else float(hours),
        (TICKET, ticket.id),
        place=clean_text(place, _LONG_PLACE),
    )
    try:
        return records.write_once(work, made)
    except RecordRefusedError as error:
        said = str(error.facts.get("said", ""))
        raise no.CameWrongError(name=people.name(came.member_id), said=said) from error
