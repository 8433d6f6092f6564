"""Rows, details and commands of households and residents: what the window and paper see."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Tag:
    """A label of a household or person; `kind` picks its colour (独 困 病 残 童 军 租)."""

    key: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """A line of the household list; `door` is 一院 3-2-501."""

    id: int
    door: str
    head: str
    people: int
    tags: tuple[Tag, ...]
    card_status: str
    card_label: str


@dataclass(frozen=True, slots=True)
class HouseholdFilter:
    """What the list shows: text as typed, place, tags that must all hold, order."""

    text: str = ""
    estate_id: int | None = None
    grid_id: int | None = None
    tags: frozenset[str] = frozenset()
    sort: str = "door"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """The first rows of a list to be seen, and how many it has."""

    total: int
    rows: tuple[HouseholdRow, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter chip: its key, label and how many households it would leave."""

    key: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry of a choice list."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member in the detail pane; identity number and phone are masked."""

    id: int
    name: str
    relation: str
    gender: str
    age: int | None
    id_masked: str
    phone_masked: str
    note: str
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class TicketBrief:
    """A ticket of the household; `lamp` is danger, warn, ok or none."""

    id: int
    number: str
    title: str
    lamp: str
    lamp_text: str


@dataclass(frozen=True, slots=True)
class HouseholdDetail:
    """The household on one pane."""

    id: int
    household_no: str
    head: str
    door: str
    tags: tuple[Tag, ...]
    phone_resident_id: int | None
    phone_masked: str
    grid: str
    grid_worker: str
    liaison: str
    cell_leader: str
    card_no: str
    card_label: str
    card_on: date | None
    members: tuple[MemberRow, ...]
    tickets: tuple[TicketBrief, ...]
    card_id: int = 0
    cell_id: int = 0
