"""Setting up the ground: estates with their buildings, grids and who works in them."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from db.derived import sort_key
from db.tables.office import GridAssignment, Staff
from db.tables.places import Building, Estate, Grid
from wenming_desktop.errors import NotFoundError
from wenming_desktop.places.zoning import put_in_grid
from wenming_desktop.settings.clean import cleaned
from wenming_desktop.work import Work, use_case


@dataclass(frozen=True)
class EstateSheet:
    """小区 with its buildings: number, units, floors, designed homes."""

    name: str
    type: str | None = None
    property_mode: str | None = None
    built_year: int | None = None
    property_company: str = ""
    property_phone: str = ""
    address: str = ""
    buildings: tuple[tuple[str, int | None, int | None, int | None], ...] = ()


@dataclass(frozen=True)
class GridSheet:
    """网格: code, name, worker and chief by name, buildings by (estate, number)."""

    code: str
    name: str
    worker: str = ""
    chief: str = ""
    buildings: tuple[tuple[str, str], ...] = ()


@use_case("places.estates", "维护小区和楼栋", right="settings.write")
def save_estates(work: Work, estates: tuple[EstateSheet, ...]) -> tuple[int, ...]:
    """Add estates and buildings or bring them up to date; returns the estates' ids."""
    session, ids = work.session, []
    for sheet in map(cleaned, estates):
        estate = session.scalar(select(Estate).where(Estate.name == sheet.name, ~Estate.is_void))
        if estate is None:
            estate = Estate(name=sheet.name)
            session.add(estate)
        for name in ("type", "property_mode", "built_year", "property_company", "address"):
            setattr(estate, name, getattr(sheet, name) or None)
        estate.property_phone = sheet.property_phone or None
        session.flush()
        have = {
            b.building_no: b
            for b in session.scalars(select(Building).where(Building.estate_id == estate.id))
        }
        for number, units, floors, homes in sheet.buildings:
            building = have.get(number) or Building(estate_id=estate.id, building_no=number)
            building.sort_key = sort_key(number)
            building.unit_count, building.floors = units, floors
            building.designed_houses = homes
            session.add(building)
        session.flush()
        ids.append(estate.id)
    return tuple(ids)


@use_case("places.grids", "维护网格", right="settings.write")
def save_grids(work: Work, grids: tuple[GridSheet, ...]) -> tuple[int, ...]:
    """Add grids or bring them up to date, with workers and buildings; returns their ids."""
    session = work.session
    staff = {row.name: row.id for row in session.scalars(select(Staff).where(~Staff.is_void))}
    buildings = {
        (estate, building.building_no): building
        for building, estate in session.execute(
            select(Building, Estate.name).join(Estate, Estate.id == Building.estate_id)
        )
    }
    ids = []
    for order, sheet in enumerate(map(cleaned, grids)):
        grid = session.scalar(select(Grid).where(Grid.code == sheet.code, ~Grid.is_void))
        if grid is None:
            grid = Grid(code=sheet.code)
            session.add(grid)
        grid.name, grid.sort = sheet.name, order
        session.flush()
        _assign(work, grid, "worker", _staff_id(staff, sheet.worker))
        _assign(work, grid, "chief", _staff_id(staff, sheet.chief))
        for place in sheet.buildings:
            if place in buildings:
                put_in_grid(work, buildings[place], grid.id, work.now.date())
        ids.append(grid.id)
    return tuple(ids)


def _staff_id(staff: Mapping[str | None, int], name: str) -> int | None:
    """Who is meant; nobody where nothing is written."""
    if name and name not in staff:
        raise NotFoundError(what=f"工作人员“{name}”")
    return staff[name] if name else None


def _assign(work: Work, grid: Grid, duty: str, staff_id: int | None) -> None:
    """Put a worker or chief, or nobody, in charge from today; who was before keeps his days."""
    column = f"{duty}_id"
    if getattr(grid, column) == staff_id:
        return
    setattr(grid, column, staff_id)
    today = work.now.date()
    open_ones = select(GridAssignment).where(
        GridAssignment.grid_id == grid.id,
        GridAssignment.duty == duty,
        GridAssignment.to_on.is_(None),
    )
    for before in work.session.scalars(open_ones):
        before.to_on = today
    if staff_id is not None:
        begun = GridAssignment(grid_id=grid.id, staff_id=staff_id, duty=duty, from_on=today)
        work.session.add(begun)
