"""工作人员、承办单位、经办人: who works here and whom a ticket may be sent to."""

from dataclasses import dataclass

from sqlalchemy import select

from db.tables.office import Handler, HandlingUnit, Staff
from wenming_desktop.settings.clean import cleaned
from wenming_desktop.work import Work, use_case


@dataclass(frozen=True)
class StaffMember:
    """A worker of the office; `posts` as printed on cards, in order."""

    name: str
    posts: tuple[str, ...] = ()
    phone: str = ""
    is_on_card: bool = False


@dataclass(frozen=True)
class Unit:
    """承办单位 with its handlers (name, phone)."""

    name: str
    phone: str = ""
    handlers: tuple[tuple[str, str], ...] = ()


@use_case("settings.staff", "维护工作人员", right="settings.write")
def save_staff(work: Work, staff: tuple[StaffMember, ...]) -> tuple[int, ...]:
    """Add workers or bring those of the same name up to date; returns their ids in order."""
    ids = []
    for member in map(cleaned, staff):
        row = work.session.scalar(select(Staff).where(Staff.name == member.name, ~Staff.is_void))
        if row is None:
            row = Staff(name=member.name, grid_ids=[], is_active=True)
            work.session.add(row)
        row.posts, row.phone = list(member.posts), member.phone
        row.is_on_card = member.is_on_card
        work.session.flush()
        ids.append(row.id)
    return tuple(ids)


@use_case("settings.units", "维护承办单位", right="settings.write")
def save_units(work: Work, units: tuple[Unit, ...]) -> tuple[int, ...]:
    """Add handling units and handlers or bring them up to date; returns the units' ids."""
    session = work.session
    by_name = {row.name: row for row in session.scalars(select(Staff).where(~Staff.is_void))}
    ids = []
    for unit in map(cleaned, units):
        row = session.scalar(select(HandlingUnit).where(HandlingUnit.name == unit.name))
        if row is None:
            row = HandlingUnit(name=unit.name)
            session.add(row)
        row.phone = unit.phone
        session.flush()
        have = {
            h.name: h
            for h in session.scalars(select(Handler).where(Handler.handling_unit_id == row.id))
        }
        for name, phone in unit.handlers:
            handler = have.get(name) or Handler(handling_unit_id=row.id, name=name)
            handler.phone = phone
            handler.staff_id = by_name[name].id if name in by_name else None
            session.add(handler)
        ids.append(row.id)
    return tuple(ids)
