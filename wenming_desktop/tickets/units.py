"""承办单位、经办人、工作人员 by id or by name; a unit or handler new to the office is added."""

from typing import NamedTuple

from sqlalchemy import select

from db.tables.office import Handler, HandlingUnit, Staff
from wenming_desktop.errors import NotFoundError
from wenming_desktop.fields import clean_text, search_key
from wenming_desktop.settings import office
from wenming_desktop.work import Work


class Sent(NamedTuple):
    """Whom a ticket goes to; names as they are now, `staff_id` the handler's if he is ours."""

    unit_id: int | None = None
    unit: str = ""
    handler_id: int | None = None
    handler: str = ""
    staff_id: int | None = None


def send_to(work: Work, unit: int | str | None, handler: int | str | None) -> Sent:
    """The unit and handler that were named."""
    of = _unit(work, unit)
    if handler in (None, ""):
        return Sent(of.id, of.name) if of is not None else Sent()
    person = _by_id(work, int(handler)) if _is_id(handler) else _person(work, of, str(handler))
    of = of or work.session.get_one(HandlingUnit, person.handling_unit_id)
    return Sent(of.id, of.name, person.id, person.name, person.staff_id)


def staff_id(work: Work, who: int | str | None) -> int | None:
    """The staff member who does it; nobody named is the actor."""
    if who in (None, ""):
        return work.actor.staff_id
    wanted = Staff.id == int(who) if _is_id(who) else Staff.name == str(who).strip()
    found = work.session.scalars(select(Staff.id).where(wanted, ~Staff.is_void)).first()
    if found is None:
        raise NotFoundError(what=f"工作人员“{who}”", field="by")
    return found


def _is_id(given: object) -> bool:
    return isinstance(given, int) or (
        isinstance(given, str) and given.isascii() and given.isdigit()
    )


def _unit(work: Work, given: int | str | None) -> HandlingUnit | None:
    if given is None or given == "":
        return None
    units = list(work.session.scalars(select(HandlingUnit).where(~HandlingUnit.is_void)))
    if isinstance(given, str):
        for unit in units:
            if search_key(unit.name) == search_key(given):
                return unit
    if _is_id(given):
        for unit in units:
            if unit.id == int(given):
                return unit
        raise NotFoundError(what=f"承办单位 {given}", field="handling_unit_id")
    return _made(work, str(given))


def _made(work: Work, given: str) -> HandlingUnit:
    made = HandlingUnit(name=clean_text(given, 60))
    work.session.add(made)
    work.session.flush()
    return made


def _by_id(work: Work, given: int) -> Handler:
    found = work.session.get(Handler, given)
    if found is None or found.is_void:
        raise NotFoundError(what=f"经办人 {given}", field="handler")
    return found


def _person(work: Work, of: HandlingUnit | None, given: str) -> Handler:
    """A handler by name: in the unit, or the only one of that name, or one of our own staff."""
    name = clean_text(given, 50)
    wanted = select(Handler).where(Handler.name == name, ~Handler.is_void)
    if of is not None:
        wanted = wanted.where(Handler.handling_unit_id == of.id)
    found = list(work.session.scalars(wanted))
    if len(found) == 1:
        return found[0]
    ours = work.session.scalars(select(Staff).where(Staff.name == name, ~Staff.is_void)).first()
    if of is None:
        own = _unit(work, office(work).short_name or "本社区") if ours and not found else None
        if own is None:
            raise NotFoundError(what=f"经办人“{name}”所在的承办单位", field="handler")
        of = own
    made = Handler(
        handling_unit_id=of.id, name=name, staff_id=ours.id if ours is not None else None
    )
    work.session.add(made)
    work.session.flush()
    return made
