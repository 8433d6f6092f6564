"""吹哨报到: members answer a whistle, who came is written down, by hand and without the log.

What the steps of a ticket do with its whistles stands in `whistle_steps`.
"""

from datetime import datetime

from db.tables.tickets import Ticket, TicketWhistle, WhistleClaim
from wenming_desktop.errors import NotFoundError
from wenming_desktop.tickets import refusals as no
from wenming_desktop.tickets import store
from wenming_desktop.tickets.whistle_model import USUAL_HOURS, Answer, Came, SaveAnswers
from wenming_desktop.tickets.whistle_people import People, claim, claims, set_absent, set_came
from wenming_desktop.tickets.whistle_queries import open_whistles, whistle_offer, whistles_of
from wenming_desktop.work import Work, use_case

__all__ = [
    "answer", "claim_by", "open_whistles", "record_came", "whistle_offer", "whistles_of",
    "withdraw",
]  # fmt: skip
RUNNING = frozenset({"30", "40"})
WITHDRAWN = "撤回报到"


@use_case("whistle.claim", "报到", right="ticket.write")
def claim_by(work: Work, whistle_id: int, members: tuple[int | str, ...]) -> tuple[int, ...]:
    """Members answer a whistle; who answered already stays as he is. Returns the claims."""
    whistle, ticket = _running(work, whistle_id)
    people = People(work)
    made = [
        claim(work, whistle, people.find(who, (whistle.group_id,)).id, work.now).id
        for who in members
    ]
    work.note(f"ticket:{ticket.id}", claims=len(made))
    return tuple(made)


@use_case("whistle.withdraw", "撤回报到", right="ticket.write")
def withdraw(work: Work, claim_id: int) -> int:
    """A member takes his word back; one who came has kept it."""
    found = work.session.get(WhistleClaim, claim_id)
    if found is None or found.is_void:
        raise NotFoundError(what="这次报到")
    _, ticket = _running(work, found.whistle_id)
    if found.came_at is not None:
        raise no.CameAlreadyError(name=People(work).name(found.member_id))
    _void(found)
    work.note(f"ticket:{ticket.id}", claims=-1)
    return found.id


@use_case("whistle.came", "记到场", right="ticket.write")
def record_came(work: Work, whistle_id: int, came: tuple[Came, ...]) -> tuple[int, ...]:
    """Members came; one who had not answered before is taken as having done so."""
    whistle, ticket = _running(work, whistle_id)
    people = People(work)
    made = []
    for one in came:
        member = people.find(one.member, (whistle.group_id,)).id
        claimed = claim(work, whistle, member, work.now)
        set_came(people, claimed, work.now, one.hours, one.did)
        made.append(claimed.id)
    work.note(f"ticket:{ticket.id}", came=len(made))
    return tuple(made)


@use_case("whistle.answer", "记报到", right="ticket.write")
def answer(work: Work, command: SaveAnswers) -> int:
    """Make the list of a whistle say this: who answers, who came; returns the ticket's id."""
    whistle, ticket = _running(work, command.whistle_id)
    people, now = People(work), work.now
    named = {one.member_id for one in command.answers}
    for claimed in claims(work, [whistle]):
        if claimed.member_id not in named:
            _void(claimed)
    for one in command.answers:
        _answered(work, whistle, people, one, now)
    work.note(f"ticket:{ticket.id}", claims=len(named))
    return ticket.id


def _answered(
    work: Work, whistle: TicketWhistle, people: People, one: Answer, now: datetime
) -> None:
    claimed = claim(work, whistle, people.find(one.member_id).id, now)
    if one.came:
        hours = USUAL_HOURS if one.hours is None else one.hours
        set_came(people, claimed, now, hours, one.did)
    elif claimed.came_at is not None:
        set_absent(claimed)


def _void(claimed: WhistleClaim) -> None:
    claimed.is_void, claimed.void_reason = True, WITHDRAWN


def _running(work: Work, whistle_id: int) -> tuple[TicketWhistle, Ticket]:
    """A whistle that still runs, with its ticket."""
    whistle = work.session.get(TicketWhistle, whistle_id)
    if whistle is None or whistle.is_void:
        raise NotFoundError(what="这次吹哨")
    ticket = store.find(work, whistle.ticket_id)
    if whistle.closed_at is not None or ticket.status not in RUNNING:
        raise no.WhistleClosedError(number=ticket.ticket_no or "")
    return whistle, ticket
