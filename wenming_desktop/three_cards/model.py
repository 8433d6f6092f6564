"""What the window, paper and the command line see of the three cards and the letters."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wenming_desktop.three_cards.rules import Span, State


@dataclass(frozen=True, slots=True)
class MemberFigures:
    """A member's work in a period; every figure with the rows behind it.

    `posts` are those claimed and in force on some day of the period, `activities` the records
    that no ticket, wish or liaison household has written, `households` those looked after at its
    end. `wishes` were claimed in the period, `fulfilled` fulfilled in it.
    """

    member_id: int
    name: str
    unit: str
    reported_on: date | None
    begin: date
    end: date
    posts: tuple[str, ...] = ()
    times: int = 0
    hours: float = 0.0
    activities: int = 0
    wishes: int = 0
    fulfilled: int = 0
    households: int = 0
    record_ids: tuple[int, ...] = ()
    activity_ids: tuple[int, ...] = ()
    claim_ids: tuple[int, ...] = ()
    wish_ids: tuple[int, ...] = ()
    fulfilled_ids: tuple[int, ...] = ()
    household_ids: tuple[int, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As it is frozen on a card."""
        kept: dict[str, Any] = {}
        for name in self.__slots__:
            value = getattr(self, name)
            if isinstance(value, date):
                value = value.isoformat()
            kept[name] = list(value) if isinstance(value, tuple) else value
        return kept

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "MemberFigures":
        """As it was frozen; a key this program does not know is left out."""
        values: dict[str, Any] = {}
        for name, value in kept.items():
            if name in ("begin", "end", "reported_on"):
                values[name] = date.fromisoformat(value) if value else None
            elif name in cls.__slots__:
                values[name] = tuple(value) if isinstance(value, list) else value
        return cls(**values)


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record behind a figure; `table` and `id` name the row, `household_id` opens a home."""

    table: str
    id: int
    on: date | None
    words: str
    hours: float | None = None
    origin: str = ""
    household_id: int = 0
    ticket_id: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """How a member stands with one card: `ok`, `due`, `none` or `not_needed`, and in words."""

    state: State
    words: str


@dataclass(frozen=True, slots=True)
class CardMarks:
    """How a member stands with the three cards."""

    registration: Mark
    contact: Mark
    feedback: Mark


@dataclass(frozen=True, slots=True)
class Tile:
    """One card of a node: how many of those who need it have it, and what is left, in words."""

    done: int
    whole: int
    words: str
    missing: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """The tiles of a node; `span` is the period whose feedback is due."""

    registration: Tile
    contact: Tile
    feedback: Tile
    liaison: Tile
    span: Span


@dataclass(frozen=True, slots=True)
class MissingLine:
    """A member who lacks cards; `cell` and `unit` are what the lists are put together by."""

    member_id: int
    name: str
    cell: str
    unit: str
    marks: CardMarks


@dataclass(frozen=True, slots=True)
class RegistrationLine:
    """A member and his registration card; without a card `card_id` is 0."""

    id: int
    name: str
    kind: str
    cell: str
    card_id: int = 0
    card_no: str = ""
    registered_on: date | None = None
    commitment: str = ""
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A member and his contact card of the year; without a card `card_id` is 0."""

    id: int
    name: str
    cell: str
    mark: Mark
    card_id: int = 0
    card_no: str = ""
    contact: str = ""
    phone: str = ""
    issued_on: date | None = None
    first_half_on: date | None = None
    second_half_on: date | None = None


@dataclass(frozen=True, slots=True)
class FeedbackLine:
    """A feedback card, or a member who should have one (`card_id` 0).

    `figures` are live until `issued_on`, then as they were; `differs` says that what is counted
    now is no longer what was issued.
    """

    id: int
    card_id: int
    name: str
    unit: str
    unit_id: int | None
    cell: str
    figures: MemberFigures
    card_no: str = ""
    resident_rating: str = ""
    grade: str = ""
    comment: str = ""
    issued_on: date | None = None
    sent_on: date | None = None
    sent_by: str = ""
    channel: str = ""
    receipt_on: date | None = None
    receipt_opinion: str = ""
    letter_id: int | None = None
    differs: bool = False
    stage: str = ""


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter to an employer; a draft has no number and its body follows its cards."""

    id: int
    unit_id: int | None
    unit: str
    addressee: str
    span: Span
    title: str
    body: str
    members: tuple[FeedbackLine, ...]
    edited: bool = False
    letter_no: str = ""
    signatory: str = ""
    issued_on: date | None = None
    sent_on: date | None = None
    channel: str = ""
    receipt_on: date | None = None
    receipt_opinion: str = ""
    printed_count: int = 0
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Reminders:
    """What waits: feedback of the last half-year due or overdue, and receipts not come back."""

    span: Span
    due: int = 0
    overdue: int = 0
    unreturned_cards: int = 0
    unreturned_letters: int = 0
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeskChoices:
    """What the feedback desk offers: grades, channels, comments, and the halves to choose."""

    grades: tuple[tuple[str, str], ...]
    channels: tuple[tuple[str, str], ...]
    comments: tuple[str, ...]
    commitments: tuple[str, ...]
    staff: tuple[tuple[int, str, str], ...]
    me: int | None
    today: date
    spans: tuple[Span, ...] = field(default=())
