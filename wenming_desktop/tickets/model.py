"""工单: what a clerk orders, what the log keeps, what lists and paper show. Pure.

Codes are those of ticket_action.csv, ticket_status.csv and their neighbours.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from wenming_desktop.tickets.clock import Terms

OPEN = frozenset({"20", "30", "40", "50", "95"})
CLOSED = frozenset({"60", "70", "80"})
OUT = frozenset({"91", "92", "93", "94"})
SUSPENDED = "95"
PRAISE, CONSULTING = "6", "1"
ANSWERED = frozenset({"1", "2"})
"""Contact results that reached the complainant: the call-back stands."""
EXTERNAL_SOURCES = frozenset({"11", "12", "13", "14", "15"})


@dataclass(frozen=True)
class OpenTicket:
    """What registration is told; `draft` stops at 10 and gives no number."""

    source: str | None = None
    category: str | None = None
    location_text: str | None = None
    content: str | None = None
    nature: str = "3"
    urgency: str = "1"
    complainant_phone: str | None = None
    complainant_name: str | None = None
    complainant_kind: str | None = None
    complainant_house_id: int | None = None
    complainant_address: str | None = None
    is_anonymous: bool = False
    is_confidential: bool = False
    title: str | None = None
    expectation: str | None = None
    occurred_at: datetime | None = None
    grid_id: int | None = None
    building_id: int | None = None
    house_id: int | None = None
    external_no: str | None = None
    external_sent_at: datetime | None = None
    external_due_at: datetime | None = None
    duplicate_of_id: int | None = None
    at: datetime | None = None
    draft: bool = False
    backdate_reason: str | None = None
    """Why it is typed on a later day than `at`."""


@dataclass(frozen=True)
class Step:
    """One action on a ticket as it was ordered; ids are already looked up.

    `text` is the reason, the result (FIN) or the note; `handler_staff_id` is the person of
    this office behind the handler, if any.
    """

    action: str
    at: datetime
    by_id: int | None = None
    text: str = ""
    handling_unit_id: int | None = None
    handler_id: int | None = None
    handler_staff_id: int | None = None
    outcome: str | None = None
    contact_result: str | None = None
    satisfaction: str | None = None
    days: int | None = None
    into_ticket_id: int | None = None
    into_status: str | None = None
    """Where the ticket stands that takes this one in; None where nobody looked."""
    review_on: date | None = None
    level: str | None = None
    to_unit: str | None = None
    rebound: bool = False
    corrects_seq: int | None = None
    deadline: datetime | None = None
    """A deadline set from outside instead of the computed one (an imported sheet's)."""
    group_id: int | None = None
    """The cell it is whistled to, and how many are asked for."""
    needed: int | None = None
    came_told: bool = False
    """Whether it was said who came, nobody being an answer too."""
    typed_id: int | None = None
    """Who is signed in, where another one is named as the doer; his guards hold for both."""

    @property
    def doers(self) -> frozenset[int]:
        """Everybody who has a hand in it."""
        return frozenset(who for who in (self.by_id, self.typed_id) if who is not None)


class LogRow(NamedTuple):
    """One row of the log, as `ticket_action` keeps it."""

    seq: int
    action: str
    at: datetime
    from_status: str | None
    to_status: str
    round_no: int = 1
    by_id: int | None = None
    text: str = ""
    due_at: datetime | None = None
    handling_unit_id: int | None = None
    handler_id: int | None = None
    handler_staff_id: int | None = None
    contact_result: str | None = None
    satisfaction: str | None = None
    outcome: str | None = None
    days: int | None = None
    into_ticket_id: int | None = None
    rebound: bool = False
    corrects_seq: int | None = None
    review_on: date | None = None
    level: str | None = None
    to_unit: str | None = None
    typed_id: int | None = None
    """Who was signed in, where another one is named as the doer."""

    @property
    def doers(self) -> frozenset[int]:
        """Everybody who had a hand in it."""
        return frozenset(who for who in (self.by_id, self.typed_id) if who is not None)


@dataclass(frozen=True)
class ActionRow:
    """One line of a ticket's history, in words."""

    seq: int
    action: str
    action_name: str
    at: datetime
    by: str
    from_status: str | None
    to_status: str
    text: str
    whom: str = ""
    """Unit and handler it went to, as they were called then."""
    corrects_seq: int | None = None
    """The row it takes back."""


@dataclass(frozen=True)
class TicketRow:
    """One ticket in a list; codes with the words a clerk reads."""

    id: int
    number: str | None
    status: str
    status_name: str
    title: str
    location_text: str
    source: str | None
    source_name: str
    category: str | None
    category_name: str
    nature: str | None
    urgency: str | None
    accepted_at: datetime | None
    due_at: datetime | None
    completed_at: datetime | None
    grid: str | None
    handling_unit: str | None
    handler: str | None
    satisfaction: str | None
    satisfaction_name: str
    round_no: int
    lamp: str
    """green, amber, red, or "" when no clock runs: see `rules.lamp`."""
    row_version: int


@dataclass(frozen=True)
class TicketSheet:
    """All that the printed sheet (居民诉求登记（办理）单) and the detail pane show."""

    row: TicketRow
    community: str
    registered_at: datetime | None
    registrar: str
    nature_name: str
    urgency_name: str
    category_parent_name: str
    complainant_name: str | None
    complainant_phone: str | None
    complainant_address: str | None
    is_anonymous: bool
    is_confidential: bool
    content: str
    expectation: str
    workdays: int | None
    external_no: str | None
    external_due_at: datetime | None
    handler_phone: str | None
    finish_requested_at: datetime | None
    result_text: str
    outcome_name: str
    approver: str
    callback_at: datetime | None
    callback_by: str
    contact_result_name: str
    dissatisfaction_reason_name: str
    archived_at: datetime | None
    actions: tuple[ActionRow, ...] = field(default=())


@dataclass(frozen=True)
class Facts:
    """What a guard may ask about besides the log."""

    terms: Terms
    number: str = ""
    ticket_id: int | None = None
    nature: str | None = None
    callers: frozenset[int] = frozenset()
    """Persons whose accounts may call back: who did the work calls only where nobody else is."""
    approvers: frozenset[int] = frozenset()
    """Persons whose accounts may approve, likewise."""
    is_secretary: bool = True
    may_approve: bool = True
    now: datetime | None = None
    """The moment it is typed; None where history is written down, whose times are the paper's."""
    registered: datetime | None = None
    """When the ticket itself was typed in, whatever time was written beside it."""
    missing: tuple[tuple[str, str], ...] = field(default=())
    """(identifier, label) of required fields that are still empty."""
    cells: int = 0
    """Party cells that could be whistled to."""
    unanswered: int = 0
    """Members who answered the whistles that run, while nobody is known to have come."""
