"""Who answers a whistle: cells and members by id or name, and the claims as they stand."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import select

from db.tables.tickets import Ticket, TicketWhistle, WhistleClaim
from wenming_desktop.errors import NotFoundError
from wenming_desktop.fields import clean_text, search_key
from wenming_desktop.party.record_checks import hours_wrong
from wenming_desktop.party.record_model import MemberChoice
from wenming_desktop.party.record_queries import members_offered
from wenming_desktop.tickets import refusals as no
from wenming_desktop.tickets.whistle_queries import cell_of, cells_of
from wenming_desktop.work import Work

LONG_DID: Final = 200
State = tuple[int, str | None, float | None, str | None]
"""A claim as it was: id, when he came, hours, what he did."""


def cell_named(work: Work, ticket: Ticket, given: int | str | None) -> tuple[int, str] | None:
    """The cell a ticket is whistled to: as named, else the one of its building."""
    known = dict(cells_of(work))
    if given in (None, ""):
        own = cell_of(work, ticket.building_id, ticket.house_id)
        return (own, known[own]) if own is not None else None
    if isinstance(given, int):
        found = [given] if given in known else []
    else:
        found = [row_id for row_id, name in known.items() if search_key(name) == search_key(given)]
    if len(found) != 1:
        raise NotFoundError(what=f"党小组“{given}”", field="cell")
    return found[0], known[found[0]]


class People:
    """The members of the office, looked up once for an act."""

    def __init__(self, work: Work) -> None:
        self._all = members_offered(work)
        self._by_id = {member.id: member for member in self._all}

    def find(self, who: int | str, cells: Iterable[int | None] = ()) -> MemberChoice:
        """A member by id or name; of several of one name the one of these cells."""
        if isinstance(who, int):
            if who not in self._by_id:
                raise NotFoundError(what="这名党员", field="members")
            return self._by_id[who]
        same = [one for one in self._all if search_key(one.name) == search_key(who)]
        near = set(cells)
        fits = [one for one in same if one.group_id in near] if len(same) > 1 else same
        if len(fits) == 1:
            return fits[0]
        if same:
            raise no.SeveralMembersError(name=who, count=len(same))
        raise NotFoundError(what=f"党员“{who}”", field="members")

    def name(self, member_id: int) -> str:
        """The name of a member."""
        found = self._by_id.get(member_id)
        return found.name if found is not None else ""


def whistles(work: Work, ticket_id: int) -> list[TicketWhistle]:
    """The whistles of a ticket that stand, the first one first."""
    found = select(TicketWhistle).where(
        TicketWhistle.ticket_id == ticket_id, ~TicketWhistle.is_void
    )
    return list(work.session.scalars(found.order_by(TicketWhistle.action_seq)))


def claims(work: Work, blown: Sequence[TicketWhistle]) -> list[WhistleClaim]:
    """The claims on these whistles, in the order they were made."""
    ids = [whistle.id for whistle in blown]
    found = select(WhistleClaim).where(WhistleClaim.whistle_id.in_(ids), ~WhistleClaim.is_void)
    return list(work.session.scalars(found.order_by(WhistleClaim.id)))


def claim(work: Work, whistle: TicketWhistle, member: int, at: datetime) -> WhistleClaim:
    """The claim of a member on a whistle; a new one where he has not answered yet."""
    standing = next((c for c in claims(work, [whistle]) if c.member_id == member), None)
    if standing is not None:
        return standing
    made = WhistleClaim(whistle_id=whistle.id, member_id=member, claimed_at=at)
    work.session.add(made)
    work.session.flush()
    return made


def set_came(
    people: People, claimed: WhistleClaim, at: datetime, hours: float | None, did: str
) -> None:
    """Write down that a member came, for how long, and what he did."""
    wrong = hours_wrong(hours)
    if wrong:
        raise no.CameWrongError(name=people.name(claimed.member_id), said=wrong)
    claimed.came_at = claimed.came_at or at
    claimed.hours = Decimal(str(hours))
    claimed.did = clean_text(did, LONG_DID) or claimed.did


def set_absent(claimed: WhistleClaim) -> None:
    """Take back that a member came; that he answered stays."""
    claimed.came_at, claimed.hours, claimed.did = None, None, None


def state_of(claimed: WhistleClaim) -> State:
    """The claim as it stands, to be put back."""
    at = claimed.came_at.isoformat(timespec="seconds") if claimed.came_at else None
    return claimed.id, at, float(claimed.hours) if claimed.hours is not None else None, claimed.did


def put_back(work: Work, states: Iterable[Sequence[Any]]) -> None:
    """Make claims say again what they said."""
    for row_id, at, hours, did in states:
        claimed = work.session.get(WhistleClaim, row_id)
        if claimed is not None and not claimed.is_void:
            claimed.came_at = datetime.fromisoformat(at) if at else None
            claimed.hours = None if hours is None else Decimal(str(hours))
            claimed.did = did
