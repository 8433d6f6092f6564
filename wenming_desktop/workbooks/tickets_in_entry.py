"""One ticket of a list as it was read, and the fields a list tells it in."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from wenming_desktop.fields import Reading
from wenming_desktop.workbooks.door import Door

NUMBER, ACCEPTED = "ticket.external_no", "ticket.accepted_at"
REGISTERED, SENT = "ticket.registered_at", "ticket.external_sent_at"
ASKED, FINISHED, CALLED = (
    "ticket.finish_requested_at",
    "ticket.completed_at",
    "ticket.callback_at",
)
CONFIDENTIAL = "ticket.is_confidential"
UNIT, HANDLER, RATING = "ticket.handling_unit", "ticket.handler_id", "ticket.satisfaction"
STATUS, NAME, PHONE = "ticket.status", "ticket.complainant_name", "ticket.complainant_phone"
DUE = "ticket.due_at"


@dataclass(slots=True)
class Entry:
    """One row that is not refused; `values` are columns of the ticket as the file holds them."""

    sheet: str
    row: int
    number: str | None
    accepted_at: datetime
    due_at: datetime | None = None
    asked_at: datetime | None = None
    approved_at: datetime | None = None
    called_at: datetime | None = None
    unit: str | None = None
    handler: str | None = None
    grid: str | None = None
    registrar: str | None = None
    caller: str | None = None
    door: Door | None = None
    rating: str | None = None
    """The rating as written, though nothing is finished here."""
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def order(self) -> tuple[datetime, str, str, str]:
        """Puts tickets in an order that does not hang on where their rows stand."""
        said = self.values
        return (
            self.accepted_at,
            self.number or "",
            said.get("content") or "",
            said.get("complainant_phone") or "",
        )


@dataclass(frozen=True, slots=True)
class Hour:
    """What is known while a list is read; whatever lies after `now` is refused."""

    reading: Reading
    now: datetime
    estates: tuple[str, ...]
    ahead: bool = False
    """Whether rows of days to come are taken all the same."""
