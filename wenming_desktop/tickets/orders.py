"""What a clerk orders on tickets: a step as it was typed, what a list shows. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from wenming_desktop.tickets.whistle_model import Came


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a finish achieved in one measure (code or name of quantity_measure)."""

    measure: str
    amount: Decimal


@dataclass(frozen=True)
class TakeStep:
    """One step on a ticket, as typed.

    `ticket` is its id or a number (ours, without SQ, or the superior's); codes may be given by
    name; a handling unit, handler or staff member by id or name. Without `at` it is now.
    """

    ticket: int | str
    action: str
    at: datetime | None = None
    by: int | str | None = None
    handling_unit: int | str | None = None
    handler: int | str | None = None
    result: str = ""
    reason: str = ""
    outcome: str | None = None
    contact_result: str | None = None
    satisfaction: str | None = None
    days: int | None = None
    into: int | str | None = None
    review_on: date | None = None
    level: str | None = None
    to_unit: str | None = None
    rebound: bool = False
    cell: int | str | None = None
    """The party cell a whistle is for, by id or name; without one that of the building."""
    needed: int | None = None
    members: tuple[int | str, ...] = ()
    """Members who answer a whistle at once, by id or name."""
    came: tuple[Came, ...] | None = None
    """Said with a finish: everybody who came; None says nothing about it."""
    quantities: tuple[Quantity, ...] = ()
    """Said with a finish: 3 处, 20 米."""


@dataclass(frozen=True)
class TicketFilter:
    """What a list of tickets shows; empty means all. `sort` is a key of `queries.ORDERS`."""

    text: str = ""
    statuses: frozenset[str] = frozenset()
    overdue: bool = False
    grid_id: int | None = None
    source: str | None = None
    category: str | None = None
    handling_unit_id: int | None = None
    sort: str = "accepted"
    descending: bool = True
