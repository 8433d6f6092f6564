"""A rectification as it is ordered and listed. Pure; codes of rectification_source and _status."""

from dataclasses import dataclass
from datetime import datetime

from wenming_desktop.rectification.acts import Told

WAITING, UNDER_WAY, TO_CHECK, CLOSED, FAILED, REBOUND, SHELVED = "1234567"
OPEN = (WAITING, UNDER_WAY, TO_CHECK, FAILED, REBOUND)


@dataclass(frozen=True, slots=True)
class NewItem:
    """What is to be put right; `ticket_id` where it comes from one."""

    location: str
    problem: str
    responsible_unit: str
    responsible_person: str
    deadline: datetime
    responsible_phone: str = ""
    origin: str = "6"
    ticket_id: int | None = None
    grid_id: int | None = None
    standard_code: str = ""
    measures: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """One act on an item; `note` is what was done, or what the check found.

    `deadline` is for an act that sets the clock going again; by rule where it is not said.
    """

    item_id: int
    act: str
    at: datetime | None = None
    by_id: int | None = None
    note: str = ""
    deadline: datetime | None = None


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item as listed; `lamp` is red past its deadline, amber on the last day, green, or none."""

    id: int
    number: str
    status: str
    status_name: str
    location: str
    problem: str
    unit: str
    person: str
    deadline: datetime | None
    lamp: str
    ticket_id: int | None
    ticket_no: str


@dataclass(frozen=True, slots=True)
class ItemSheet:
    """All that is known of an item."""

    line: ItemLine
    origin: str
    phone: str
    grid: str
    standard: str
    measures: str
    result: str
    issued_on: datetime | None
    rectified_on: datetime | None
    checked_on: datetime | None
    checked_by: str
    check_note: str
    acts: tuple[str, ...]
    """What may be done with it now: keys of `rules.ACTS`."""
    log: tuple[Told, ...] = ()
    """Every act with what was said, the first on top."""
    next_deadline: datetime | None = None
    """What an act that sets the clock going again gives unless it is said."""
