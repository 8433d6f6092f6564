"""Grids re-drawn: which building is in which grid from what day on, with its history.

Tickets and figures keep the grid of their own day (domain.md 6.0); only what comes after the
effective day counts for the new grid.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select

from db.tables.places import Building, BuildingZoning, Estate, Grid
from wenming_desktop.errors import NotFoundError
from wenming_desktop.places.model import NoZoneError, Rezone, ZoneLine, ZoneTooEarlyError
from wenming_desktop.work import Work, use_case


@use_case("places.rezone", "调整网格", right="settings.write")
def rezone(work: Work, command: Rezone) -> int:
    """Put buildings into a grid from a day on; returns how many moved.

    A day to come is kept and takes effect by `apply_zones`; the stay before ends the day before.
    """
    if not command.buildings:
        raise NoZoneError
    if command.grid is not None and work.session.get(Grid, command.grid) is None:
        raise NotFoundError(what="这个网格")
    wanted = select(Building).where(Building.id.in_(command.buildings), ~Building.is_void)
    moved = 0
    for building in work.session.scalars(wanted.order_by(Building.sort_key)):
        moved += put_in_grid(work, building, command.grid, command.from_on)
    work.note("places", buildings=moved)
    return moved


@use_case("places.apply_zones", "网格调整生效", right="any")
def apply_zones(work: Work) -> int:
    """Let every stay that has begun by today show on its building; returns how many changed."""
    today, changed = work.now.date(), 0
    for stay in _begun(work, today):
        building = work.session.get(Building, stay.building_id)
        if building is not None and building.grid_id != stay.grid_id:
            building.grid_id = stay.grid_id
            changed += 1
    return changed


@use_case("places.zones_due", "查看网格调整", right="any")
def zones_due(work: Work) -> int:
    """How many stays have begun that their building does not show yet."""
    buildings = {stay.building_id: stay.grid_id for stay in _begun(work, work.now.date())}
    rows = work.session.execute(
        select(Building.id, Building.grid_id).where(Building.id.in_(buildings))
    )
    return sum(buildings[row_id] != grid for row_id, grid in rows)


@use_case("places.zone_history", "查看网格调整", right="settings.read")
def zone_history(work: Work, building: int | None = None) -> tuple[ZoneLine, ...]:
    """Stays in grids, newest first; of one building or of all that were ever moved."""
    rows = (
        select(Estate.name, Building.building_no, Grid.name, BuildingZoning)
        .join(Building, Building.id == BuildingZoning.building_id)
        .join(Estate, Estate.id == Building.estate_id)
        .outerjoin(Grid, Grid.id == BuildingZoning.grid_id)
        .where(~BuildingZoning.is_void)
        .order_by(BuildingZoning.from_on.desc(), Building.sort_key, BuildingZoning.id.desc())
    )
    if building is not None:
        rows = rows.where(BuildingZoning.building_id == building)
    return tuple(
        ZoneLine(f"{estate} {number}号楼", grid or "未划分", stay.from_on, stay.to_on)
        for estate, number, grid, stay in work.session.execute(rows)
    )


def _begun(work: Work, today: date) -> Sequence[BuildingZoning]:
    return work.session.scalars(
        select(BuildingZoning)
        .where(~BuildingZoning.is_void, BuildingZoning.from_on <= today)
        .where((BuildingZoning.to_on.is_(None)) | (BuildingZoning.to_on >= today))
        .order_by(BuildingZoning.from_on, BuildingZoning.id)
    ).all()


def put_in_grid(work: Work, building: Building, grid: int | None, day: date) -> bool:
    """Begin a building's stay in a grid on a day; False when it is there already."""
    stays = work.session.scalars(
        select(BuildingZoning)
        .where(BuildingZoning.building_id == building.id, ~BuildingZoning.is_void)
        .order_by(BuildingZoning.from_on, BuildingZoning.id)
    ).all()
    if not stays and building.grid_id is None and day <= work.now.date():
        # In no grid until now: there is nothing to remember before this one.
        building.grid_id = grid
        _first_stay(work, building)
        return True
    last = stays[-1] if stays else _first_stay(work, building)
    if last.grid_id == grid:
        return False
    if last.from_on is not None and day < last.from_on:
        raise ZoneTooEarlyError(building=f"{building.building_no}号楼", since=last.from_on)
    if last.from_on == day:
        # Put right on the same day: it never was there.
        last.grid_id = grid
    else:
        last.to_on = day - timedelta(days=1)
        work.session.add(BuildingZoning(building_id=building.id, grid_id=grid, from_on=day))
    if day <= work.now.date():
        building.grid_id = grid
    return True


def _first_stay(work: Work, building: Building) -> BuildingZoning:
    """The stay nobody wrote down: in its grid since ever."""
    stay = BuildingZoning(building_id=building.id, grid_id=building.grid_id)
    work.session.add(stay)
    return stay
