"""Commands and lists of claims, households looked after, and a member's leaving. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

MOVED = "moved"
"""Why of `Leave`: he stays a member and goes to another cell, or to none."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A member claims a post: `post` of `service_post`, what he will do, for whom."""

    member_id: int
    post: str
    item: str = ""
    target: str = ""
    claimed_on: date | None = None
    plan_times_per_year: int | None = None
    claim_id: int | None = None


@dataclass(frozen=True, slots=True)
class EndClaim:
    """A claim done, or withdrawn."""

    claim_id: int
    done: bool
    on: date | None = None


class ClaimLine(NamedTuple):
    """A claim as listed; `status` is a code of `post_claim_status`."""

    id: int
    member_id: int
    member: str
    post: str
    post_name: str
    item: str
    target: str
    claimed_on: date | None
    plan_times_per_year: int | None
    status: str
    status_name: str
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Assign:
    """Households, or a whole building, given to a member; `instead` ends who had them before."""

    member_id: int
    households: tuple[int, ...] = ()
    building_id: int | None = None
    role: str = ""
    from_on: date | None = None
    instead: bool = False


@dataclass(frozen=True, slots=True)
class EditLiaison:
    """Another role or other days of a liaison."""

    liaison_id: int
    role: str
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class EndLiaisons:
    """Liaisons over on a day."""

    liaisons: tuple[int, ...]
    on: date | None = None


class LiaisonRow(NamedTuple):
    """A household or building that a member looks after, or did."""

    id: int
    member_id: int
    household_id: int | None
    building_id: int | None
    door: str
    head: str
    people: int
    role: str
    role_name: str
    from_on: date | None
    to_on: date | None


class HomeChoice(NamedTuple):
    """A household that may be given to a member, and who looks after it now."""

    id: int
    door: str
    head: str
    people: int
    members: str
    own: bool


class Helper(NamedTuple):
    """A member who may take over, with how many households he looks after."""

    id: int
    name: str
    cell: str
    same_cell: bool
    homes: int
    full: bool


class HomeLeft(NamedTuple):
    """A household without him; `others` still look after it, `proposal` might."""

    household_id: int
    door: str
    head: str
    others: str
    proposal: int | None


class BuildingLeft(NamedTuple):
    """A whole building without him."""

    building_id: int
    name: str
    proposal: int | None


class CellLeft(NamedTuple):
    """A cell whose leader or deputy he is."""

    group_id: int
    name: str
    post: str


@dataclass(frozen=True, slots=True)
class Hanging:
    """All that hangs on a member, before he leaves or moves."""

    member_id: int
    name: str
    kind: str
    cell: str
    today: date
    homes: tuple[HomeLeft, ...]
    buildings: tuple[BuildingLeft, ...]
    posts: tuple[str, ...]
    cells: tuple[CellLeft, ...]
    claims: tuple[str, ...]
    errands: tuple[str, ...]
    helpers: tuple[Helper, ...]


@dataclass(frozen=True, slots=True)
class Leave:
    """A member leaves: `why` is 5 to 8 of `party_member_status`, or `MOVED`.

    `homes` and `buildings` name who takes over, None is nobody; what they do not name has nobody.
    `leaders` names the new leader of a cell he led. `to_group` counts for `MOVED` alone.
    """

    member_id: int
    why: str
    on: date | None = None
    homes: Mapping[int, int | None] = field(default_factory=dict)
    buildings: Mapping[int, int | None] = field(default_factory=dict)
    leaders: Mapping[int, int | None] = field(default_factory=dict)
    to_group: int | None = None
    note: str = ""
