"""快速登记: what the registration form is offered and told. Pure; filled by `tickets.queries`."""

from dataclasses import dataclass
from datetime import datetime

from wenming_desktop.households.model import Tag, TicketBrief
from wenming_desktop.tickets.model import OpenTicket


@dataclass(frozen=True, slots=True)
class Registration:
    """A call as registered: opened, and in the same act dispatched or merged into another."""

    ticket: OpenTicket
    handling_unit_id: int | None = None
    handler_id: int | None = None
    merge_into_id: int | None = None
    """The ticket that has the same matter: this one is counted with it and sent to nobody."""


@dataclass(frozen=True, slots=True)
class CodeChoice:
    """A code a clerk may choose; `group` is the name of its parent, if any."""

    code: str
    name: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class CategoryChoice:
    """A leaf category; `unit_id` is the handling unit it usually goes to."""

    code: str
    name: str
    group: str = ""
    unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class HandlerChoice:
    """A person of a handling unit."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """A handling unit and its people."""

    id: int
    name: str
    handlers: tuple[HandlerChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class IntakeChoices:
    """All that the form offers; `often` are the ten categories used most."""

    often: tuple[CategoryChoice, ...]
    categories: tuple[CategoryChoice, ...]
    urgencies: tuple[CodeChoice, ...]
    sources: tuple[CodeChoice, ...]
    units: tuple[UnitChoice, ...]
    natures: tuple[CodeChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class CallerFacts:
    """Who calls, as the register knows him; `phone` is the number a ticket keeps."""

    name: str
    address: str
    door: str
    phone: str = ""
    phone_masked: str = ""
    note: str = ""
    """One line: age, who to reach instead."""
    house_id: int | None = None
    building_id: int | None = None
    grid_id: int | None = None
    tags: tuple[Tag, ...] = ()
    tickets: tuple[TicketBrief, ...] = ()
    """Open tickets of the household: may be the same matter."""
    card_no: str = ""
    card_label: str = ""
    """His service card and how far it has come."""


@dataclass(frozen=True, slots=True)
class DuePreview:
    """The deadline as it would be, and how it comes about, in words."""

    due_at: datetime | None
    words: str
