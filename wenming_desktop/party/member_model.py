"""Commands and sheets of members and work units, and how his window shows him. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from wenming_desktop.party.duty_model import ClaimLine, LiaisonRow

Pairs = tuple[tuple[str, str], ...]
"""Keys with their labels, as a choice offers them."""


class Saved(NamedTuple):
    """What was written, and what is worth a look although it was written."""

    id: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SaveMember:
    """A member as typed: text by the keys of `MEMBER_FIELDS`; what is not named stays as it is.

    Branch and cell are their ids as text, the work unit its name, made when it is new.
    `resident_id` links a new member; `version` is that of the sheet which was shown.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    member_id: int | None = None
    resident_id: int | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class MemberSheet:
    """A member as the editor shows him; `linked` are the keys that his resident's row answers."""

    member_id: int | None = None
    resident_id: int | None = None
    name: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    linked: frozenset[str] = frozenset()
    version: int | None = None


class CellChoice(NamedTuple):
    """A cell with its branch."""

    id: int
    name: str
    branch_id: int | None


class BuildingChoice(NamedTuple):
    """A building with the cell that covers it."""

    id: int
    name: str
    group_id: int | None


class PersonChoice(NamedTuple):
    """A resident whom a new member may be: words that tell him apart, his building."""

    resident_id: int
    words: str
    building_id: int | None
    member_id: int | None = None


@dataclass(frozen=True, slots=True)
class MemberLists:
    """What the dialogs of members offer; `codes` by the key of the field."""

    today: date
    codes: Mapping[str, Pairs]
    branches: tuple[tuple[int, str], ...]
    cells: tuple[CellChoice, ...]
    buildings: tuple[BuildingChoice, ...]
    units: tuple[str, ...]
    service_posts: Pairs
    roles: Pairs


@dataclass(frozen=True, slots=True)
class Flow:
    """A member of the roll goes away for long (`away`), or is back."""

    member_id: int
    away: bool = True
    on: date | None = None
    place: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Confirm:
    """转正 of a member on trial."""

    member_id: int
    on: date | None = None


@dataclass(frozen=True, slots=True)
class SaveUnit:
    """A work unit; `nature` is a code of `liaison_unit_nature`."""

    name: str
    nature: str = ""
    party_org_name: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    address: str = ""
    is_partner: bool = False
    agreement_on: date | None = None
    unit_id: int | None = None


class UnitRow(NamedTuple):
    """A work unit with how many members checked in from it."""

    id: int
    name: str
    nature: str
    nature_name: str
    party_org_name: str
    contact_name: str
    contact_phone: str
    address: str
    is_partner: bool
    agreement_on: date | None
    members: int

    @classmethod
    def nothing(cls) -> "UnitRow":
        """A unit that is not there yet."""
        return cls(0, "", "", "", "", "", "", "", is_partner=False, agreement_on=None, members=0)


class ServiceLine(NamedTuple):
    """A service of the half-year."""

    id: int
    on: date | None
    post: str
    content: str
    hours: float


@dataclass(frozen=True, slots=True)
class MemberDetail:
    """A member as his window shows him; `facts` are section, label and value."""

    id: int
    name: str
    resident_id: int | None
    kind: str
    kind_name: str
    status: str
    status_name: str
    cell_id: int | None
    cell: str
    branch: str
    unit: str
    leads: bool
    phone_masked: str
    phone_of: tuple[str, int] | None
    id_masked: str
    id_of: tuple[str, int] | None
    facts: tuple[tuple[str, str, str], ...]
    warnings: tuple[str, ...]
    posts: tuple[str, ...]
    claims: tuple[ClaimLine, ...]
    liaisons: tuple[LiaisonRow, ...]
    begin: date
    end: date
    services: tuple[ServiceLine, ...]
    hours: float
