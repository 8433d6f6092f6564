"""Facts and commands of service cards: what a card says, print runs, deliveries, figures. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from wenming_desktop.households.model import Tag


class Contact(NamedTuple):
    """One line to call."""

    post: str
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class CardFace:
    """What one household's card says; never an identity number or a resident's own phone."""

    card_no: str
    household_name: str
    door: str
    community: str
    address: str
    slogan: str
    main: Contact
    lines: tuple[Contact, ...] = ()
    grid: str = ""
    building: str = ""


@dataclass(frozen=True, slots=True)
class CardBack:
    """What the back of every card says."""

    heading: str = "这些事，我们上门办"
    services: tuple[str, ...] = ()
    phones: tuple[tuple[str, str], ...] = ()
    emergency: tuple[tuple[str, str], ...] = (
        ("报警", "110"),
        ("火警", "119"),
        ("急救", "120"),
        ("政务热线", "12345"),
    )


@dataclass(frozen=True, slots=True)
class PrintRun:
    """Cards to print, in the order of their doors; hand it on to `mark_printed` once printed."""

    ids: tuple[int, ...]
    faces: tuple[CardFace, ...]
    back: CardBack


@dataclass(frozen=True, slots=True)
class Deliver:
    """Cards that go out to their households; `by_id` is who carries them (else who works)."""

    card_ids: tuple[int, ...]
    method: str = "1"
    on: date | None = None
    by_id: int | None = None


@dataclass(frozen=True, slots=True)
class Receive:
    """Who took the cards: name, relation to the head (code or word), day.

    A card that is still in the office is handed over by the same act, as `method` says.
    """

    card_ids: tuple[int, ...]
    name: str
    relation: str
    on: date | None = None
    method: str = "1"


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Cards that came back to the office: refused, or nobody was at home."""

    card_ids: tuple[int, ...]
    refused: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Replace:
    """Cards that get a successor; `reason` is a code of card_event: lost, damaged or changed."""

    card_ids: tuple[int, ...]
    reason: str = "9"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reissue:
    """Printed cards that no longer hold, to be replaced in one act; those that hold stay."""

    card_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """A line of the delivery register; what is unknown is left for the pen."""

    card_no: str
    door: str
    head: str
    issued_on: date | None = None
    issued_by: str = ""
    received_by: str = ""
    relation: str = ""
    phone: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class CardFigures:
    """How far the cards are; each count includes the later ones, of live cards only."""

    households: int
    made: int
    printed: int
    delivered: int
    received: int

    @property
    def rate(self) -> float | None:
        """Households with a signed card out of all; None where there is no household."""
        return self.received / self.households if self.households else None


@dataclass(frozen=True, slots=True)
class CardFilter:
    """What a list of cards shows: a status, why they are to be printed, or just these ids.

    `reason` is `new`, `moved`, or a code of card_event.
    """

    status: str = ""
    reason: str = ""
    ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class CardRow:
    """A line of a card list; days as YYYY-MM-DD, empty while they have not come."""

    id: int
    number: str
    household_id: int
    door: str
    head: str
    tags: tuple[Tag, ...]
    status: str
    status_name: str
    why: str
    issued_on: str = ""
    issued_by: str = ""
    received_by: str = ""
    relation: str = ""
    received_on: str = ""


@dataclass(frozen=True, slots=True)
class CardQueues:
    """Cards by status, waiting ones by reason; `without` counts households with no live card."""

    states: Mapping[str, int]
    reasons: Mapping[str, int]
    households: int
    without: int
    received: int


class CardHome(NamedTuple):
    """A card found by its number, the household it belongs to, and how far it is."""

    card_id: int
    household_id: int
    status: str


class StaleCard(NamedTuple):
    """A printed card that no longer holds: what has changed, in words, and of which kind."""

    id: int
    why: str
    kind: str = "9"


class Stairs(NamedTuple):
    """The cards of one stair, in the order somebody carries them up."""

    name: str
    card_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReceiveChoices:
    """What handing out and signing are offered, as (code, name)."""

    methods: tuple[tuple[str, str], ...]
    relations: tuple[tuple[str, str], ...]


def snapshot(face: CardFace, back: CardBack) -> dict[str, Any]:
    """A card as printed, both sides, in the form the data file keeps."""
    return {
        "card_no": face.card_no,
        "household_name": face.household_name,
        "door": face.door,
        "community": face.community,
        "address": face.address,
        "slogan": face.slogan,
        "main": list(face.main),
        "lines": [list(line) for line in face.lines],
        "grid": face.grid,
        "building": face.building,
        "back": {
            "heading": back.heading,
            "services": list(back.services),
            "phones": [list(pair) for pair in back.phones],
            "emergency": [list(pair) for pair in back.emergency],
        },
    }


FACTS = (
    "household_name",
    "door",
    "community",
    "address",
    "main",
    "lines",
    "grid",
    "building",
)
"""What a household relies on; another slogan or service list makes no card out of date."""


def outdated(was: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[str, ...]:
    """Which facts of a printed card no longer hold; two snapshots are compared."""
    changed = [name for name in FACTS if was.get(name) != now.get(name)]
    if was.get("back", {}).get("phones") != now.get("back", {}).get("phones"):
        changed.append("phones")
    return tuple(changed)
