"""Estates, buildings and doors as they are asked for: frozen commands, no database."""

from dataclasses import dataclass
from datetime import date

from wenming_desktop.errors import UserError

MOST_DOORS = 5_000


class PlanWrongError(UserError):
    """Floors, units or doors that no building has."""

    code = "places.plan_wrong"
    text = "{what}。没有建。"


class NoZoneError(UserError):
    """A re-zoning that says nothing."""

    code = "places.zone_missing"
    text = "还没有选楼栋。没有改。"


class ZoneTooEarlyError(UserError):
    """A re-zoning older than the one before."""

    code = "places.zone_early"
    text = "{building}在 {since:%Y-%m-%d} 才划到现在的网格，生效日期不能早于这一天。没有改。"


@dataclass(frozen=True)
class DoorPlan:
    """Doors of alike buildings: 6 floors x 3 units x 2 doors are 36 of each.

    Rooms are floor then two digits (101, 1203); `units` of 0 means one staircase that has no
    number. `first_floor` is where homes begin (shops below have doors of their own).
    """

    estate: str
    buildings: tuple[str, ...]
    units: int
    floors: int
    doors: int
    first_floor: int = 1


@dataclass(frozen=True)
class PlanSeen:
    """What a plan would make: doors in all, those that are there already, the first and last."""

    buildings: int
    doors: int
    there: int
    first: str
    last: str


@dataclass(frozen=True)
class Rezone:
    """Buildings put into another grid from a day on (None takes them out of every grid)."""

    buildings: tuple[int, ...]
    grid: int | None
    from_on: date


@dataclass(frozen=True)
class ZoneLine:
    """A stay of a building in a grid."""

    building: str
    grid: str
    from_on: date | None
    to_on: date | None
