"""Lists of the settings page: who works here, the grids, whom a ticket may be sent to."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from db.tables.office import Handler, HandlingUnit, Staff
from db.tables.places import Building, Estate, Grid
from wenming_desktop.errors import NotFoundError, UserError
from wenming_desktop.settings.clean import cleaned
from wenming_desktop.settings.rules import phone_wrong
from wenming_desktop.work import Work, use_case


class NameMissingError(UserError):
    """A row without a name."""

    code = "settings.name_missing"
    text = "还没有写名字，没有保存。"


class NameTakenError(UserError):
    """Two of a name could not be told apart on cards and when a ticket is sent out."""

    code = "settings.name_taken"
    text = "已经有“{name}”了，没有保存。请写得能分清，比如加上岗位。"


class PhoneWrongError(UserError):
    """What is no telephone number."""

    code = "settings.phone"
    text = "{said}。没有保存。"


@dataclass(frozen=True)
class Worker:
    """A worker as edited; without an id a new one."""

    name: str
    posts: tuple[str, ...] = ()
    phone: str = ""
    is_on_card: bool = False
    is_active: bool = True
    id: int | None = None


@dataclass(frozen=True)
class UnitSheet:
    """承办单位 with those who handle there (name, phone); without an id a new one."""

    name: str
    phone: str = ""
    enabled: bool = True
    handlers: tuple[tuple[str, str], ...] = ()
    id: int | None = None
    is_grid: bool = False
    """Whether what it settles was settled in the grid."""


@dataclass(frozen=True)
class GridRow:
    """网格 as listed; buildings by (estate, number)."""

    id: int
    code: str
    name: str
    worker: str = ""
    chief: str = ""
    buildings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class GridList:
    """The grids in order, the buildings of no grid, and who may be put in charge."""

    grids: tuple[GridRow, ...]
    free: tuple[tuple[str, str], ...]
    staff: tuple[str, ...]


@use_case("settings.workers", "查看工作人员", right="settings.read")
def workers(work: Work) -> tuple[Worker, ...]:
    """Who works here, those who left last."""
    rows = work.session.scalars(
        select(Staff).where(~Staff.is_void).order_by(Staff.is_active.desc(), Staff.id)
    )
    return tuple(
        Worker(
            row.name or "",
            tuple(row.posts or ()),
            row.phone or "",
            row.is_on_card,
            row.is_active,
            row.id,
        )
        for row in rows
    )


@use_case("settings.unit_list", "查看承办单位", right="settings.read")
def unit_sheets(work: Work) -> tuple[UnitSheet, ...]:
    """The handling units with those who handle there now, units no longer used last."""
    handlers: dict[int, list[tuple[str, str]]] = {}
    for one in work.session.scalars(
        select(Handler).where(Handler.enabled, ~Handler.is_void).order_by(Handler.id)
    ):
        handlers.setdefault(one.handling_unit_id, []).append((one.name, one.phone or ""))
    rows = work.session.scalars(
        select(HandlingUnit)
        .where(~HandlingUnit.is_void)
        .order_by(HandlingUnit.enabled.desc(), HandlingUnit.id)
    )
    return tuple(
        UnitSheet(
            row.name,
            row.phone or "",
            row.enabled,
            tuple(handlers.get(row.id, ())),
            row.id,
            row.is_grid,
        )
        for row in rows
    )


@use_case("settings.grid_list", "查看网格", right="settings.read")
def grid_list(work: Work) -> GridList:
    """The grids with who is in charge and which buildings are theirs."""
    session = work.session
    names = {row.id: row.name or "" for row in session.scalars(select(Staff))}
    places: dict[int | None, list[tuple[str, str]]] = {}
    for building, estate in session.execute(
        select(Building, Estate.name)
        .join(Estate, Estate.id == Building.estate_id)
        .where(~Building.is_void)
        .order_by(Estate.id, Building.sort_key)
    ):
        places.setdefault(building.grid_id, []).append((estate or "", building.building_no or ""))
    rows = session.scalars(select(Grid).where(~Grid.is_void).order_by(Grid.sort, Grid.code))
    grids = tuple(
        GridRow(
            row.id,
            row.code or "",
            row.name or "",
            names.get(row.worker_id or 0, ""),
            names.get(row.chief_id or 0, ""),
            tuple(places.get(row.id, ())),
        )
        for row in rows
    )
    active = select(Staff.name).where(~Staff.is_void, Staff.is_active).order_by(Staff.id)
    staff = tuple(name for name in session.scalars(active) if name)
    return GridList(grids, tuple(places.get(None, ())), staff)


@use_case("settings.worker", "修改工作人员", right="settings.write")
def save_worker(work: Work, command: Worker) -> int:
    """Add a worker or bring one up to date; returns the id."""
    command = cleaned(command)
    name = command.name
    _require(name, (("phone", command.phone),))
    _distinct(name, command.id, ((r.id, r.name) for r in workers(work)))
    row = Staff(grid_ids=[]) if command.id is None else work.session.get(Staff, command.id)
    if row is None or row.is_void:
        raise NotFoundError(what=f"“{name}”")
    row.name, row.posts, row.phone = name, list(command.posts), command.phone
    row.is_on_card, row.is_active = command.is_on_card, command.is_active
    work.session.add(row)
    work.session.flush()
    work.note(f"staff:{row.id}")
    return row.id


@use_case("settings.unit", "修改承办单位", right="settings.write")
def save_unit(work: Work, command: UnitSheet) -> int:
    """Add a unit or bring one up to date; who is no longer named there is offered no more."""
    command = cleaned(command)
    session, name = work.session, command.name
    _require(
        name, (("phone", command.phone), *(("handlers", phone) for _, phone in command.handlers))
    )
    _distinct(name, command.id, ((r.id, r.name) for r in session.scalars(select(HandlingUnit))))
    row = HandlingUnit() if command.id is None else session.get(HandlingUnit, command.id)
    if row is None or row.is_void:
        raise NotFoundError(what=f"“{name}”")
    row.name, row.phone, row.enabled = name, command.phone, command.enabled
    row.is_grid = command.is_grid
    session.add(row)
    session.flush()
    have = {
        one.name: one
        for one in session.scalars(select(Handler).where(Handler.handling_unit_id == row.id))
    }
    ours = {worker.name: worker.id for worker in workers(work)}
    wanted = dict(command.handlers)
    for gone in have.keys() - wanted.keys():
        have[gone].enabled = False
    for person, phone in wanted.items():
        handler = have.get(person) or Handler(handling_unit_id=row.id, name=person)
        handler.phone, handler.enabled, handler.staff_id = phone, True, ours.get(person)
        session.add(handler)
    session.flush()
    work.note(f"handling_unit:{row.id}")
    return row.id


def _require(name: str, phones: Iterable[tuple[str, str]]) -> None:
    if not name:
        raise NameMissingError(field="name")
    for field, phone in phones:
        said = phone_wrong(phone)
        if said:
            raise PhoneWrongError(field=field, said=said)


def _distinct(name: str, own: int | None, others: Iterable[tuple[int | None, str | None]]) -> None:
    if any(other == name and row_id != own for row_id, other in others):
        raise NameTakenError(field="name", name=name)
