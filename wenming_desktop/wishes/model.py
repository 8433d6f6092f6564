"""What is asked of micro-wishes and what comes back: commands, lines, the whole of one wish."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

ANY, OVERDUE = "", "late"
"""`WishFilter.state`: every wish, those claimed whose contact is overdue; else a `wish_status`."""


@dataclass(frozen=True, slots=True)
class CollectWish:
    """A wish as it is written down; `collected_by` None is who works, `on` None today."""

    resident_id: int
    category: str
    content: str
    cost: Decimal | None = None
    collected_by: int | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class ChangeWish:
    """Other words, category or cost of a wish nobody has claimed yet."""

    wish_id: int
    category: str
    content: str
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PublishWish:
    """Reviewed and shown; without a name the rule makes one (李奶奶（3号楼）)."""

    wish_id: int
    display_name: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class ClaimWish:
    """Who takes it on: exactly one of a member, a work unit, anybody by name."""

    wish_id: int
    member_id: int | None = None
    unit_id: int | None = None
    name: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class FulfilWish:
    """It came true; `hours` is what a member's service record will say."""

    wish_id: int
    on: date | None = None
    signed: bool = False
    thanks: str = ""
    hours: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SignWish:
    """The recipient has signed after all; words of thanks may come with it."""

    wish_id: int
    thanks: str = ""


@dataclass(frozen=True, slots=True)
class CloseWish:
    """A move that ends a wish and needs a reason: not taken up, or cancelled."""

    wish_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class WishFilter:
    """Wishes of a node of the party tree (level "" is the whole office) in one state."""

    level: str = ""
    id: int = 0
    state: str = ANY
    text: str = ""
    sort: str = ""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class WishLine:
    """A wish as listed; `late` counts the days its contact is overdue."""

    id: int
    number: str
    name: str
    door: str
    category: str
    content: str
    status: str
    status_name: str
    claimant: str
    day: date | None
    late: int = 0
    unsigned: bool = False


@dataclass(frozen=True, slots=True)
class WishCounts:
    """How many wishes of a node each state holds; `late` are part of the claimed ones."""

    states: dict[str, int]
    late: int = 0

    @property
    def all(self) -> int:
        """Every wish of the node."""
        return sum(self.states.values())


@dataclass(frozen=True, slots=True)
class WishStep:
    """One of the four stages: done, now or next, with its day."""

    label: str
    note: str
    state: str


@dataclass(frozen=True, slots=True)
class WishSheet:
    """The whole of one wish, and which moves it may make now."""

    id: int
    number: str
    resident_id: int
    person: str
    age: int | None
    gender: str
    door: str
    household_id: int
    category: str
    category_name: str
    content: str
    cost: Decimal | None
    cost_told: str
    collected_on: date | None
    collected_by: str
    reviewed_on: date | None
    reviewed_by: str
    display_name: str
    suggested_name: str
    claimant: str
    claimed_member_id: int | None
    claimed_on: date | None
    contact_due_on: date | None
    late: int
    fulfilled_on: date | None
    signed: bool
    thanks: str
    status: str
    status_name: str
    closed_reason: str
    steps: tuple[WishStep, ...]
    moves: tuple[str, ...]
    today: date


class WishChoices(NamedTuple):
    """What the dialogs offer, as (code or id, words) pairs; today by the office's clock."""

    today: date
    categories: tuple[tuple[str, str], ...]
    staff: tuple[tuple[int, str], ...]
    units: tuple[tuple[int, str], ...]
    me: int | None


class PersonChoice(NamedTuple):
    """Somebody a wish may be written down for, or who may claim one."""

    id: int
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class BoardWish:
    """A published wish as the door shows it; no whole name ever stands here."""

    number: str
    name: str
    category: str
    content: str
    since: date | None


@dataclass(frozen=True, slots=True)
class WishFigures:
    """W01 and W02 of a period; `old` were collected sixty days before its end or earlier."""

    collected: int
    claimed: int
    fulfilled: int
    old: int
    old_fulfilled: int

    @property
    def rate(self) -> Decimal | None:
        """Fulfilled of the old ones in percent to one decimal; None where there are none."""
        if not self.old:
            return None
        tenths = (2000 * self.old_fulfilled + self.old) // (2 * self.old)
        return Decimal(tenths) / 10
