"""Who calls: what the register knows of a resident or household that was picked."""

from datetime import date
from typing import Any

from wenming_desktop.errors import NotFoundError
from wenming_desktop.fields import Phone
from wenming_desktop.households.detail import household_detail
from wenming_desktop.households.model import Tag, TicketBrief
from wenming_desktop.households.tags import age
from wenming_desktop.tickets.intake import CallerFacts
from wenming_desktop.work import Work, use_case

PHONE = Phone()
_HOME = """
SELECT h.id, h.house_id, b.id, b.grid_id, h.head_resident_id FROM household h
JOIN house ho ON ho.id = h.house_id JOIN building_unit u ON u.id = ho.building_unit_id
JOIN building b ON b.id = u.building_id WHERE h.id = ? AND NOT h.is_void
"""
_PERSON = """
SELECT r.full_name, r.phone, r.birth_date, r.emergency_name, r.emergency_phone,
       (SELECT m.household_id FROM household_membership m JOIN household h
         ON h.id = m.household_id AND NOT h.is_void
         WHERE m.resident_id = r.id AND m.to_on IS NULL AND NOT m.is_void
         ORDER BY m.is_living DESC, m.id DESC LIMIT 1)
FROM resident r WHERE r.id = ? AND NOT r.is_void
"""


@use_case("tickets.caller", "查看来电人", right="register.read")
def caller_facts(work: Work, kind: str, row_id: int) -> CallerFacts:
    """The caller behind a hit of the search: a resident, or a household's head."""
    if kind == "household":
        home = _home(work, row_id)
        head = home[4]
        return _facts(work, _person(work, head) if head is not None else None, home)
    person = _person(work, row_id)
    return _facts(work, person, _home(work, person[5]) if person[5] is not None else None)


def _facts(work: Work, person: Any | None, home: Any | None) -> CallerFacts:
    address = door = ""
    tags: tuple[Tag, ...] = ()
    tickets: tuple[TicketBrief, ...] = ()
    if home is not None:
        detail = household_detail(work, home[0])
        address = door = detail.door
        tags, tickets = detail.tags, detail.tickets
    phone = (person[1] or "") if person is not None else ""
    return CallerFacts(
        name=person[0] if person is not None else "",
        address=address,
        door=door,
        phone=phone,
        phone_masked=PHONE.mask(phone, work.codes) if phone else "",
        note=_note(work, person) if person is not None else "",
        house_id=home[1] if home is not None else None,
        building_id=home[2] if home is not None else None,
        grid_id=home[3] if home is not None else None,
        tags=tags,
        tickets=tuple(one for one in tickets if one.lamp != "none"),
    )


def _note(work: Work, person: Any) -> str:
    """One line: age, and who to reach instead."""
    birth = date.fromisoformat(person[2]) if person[2] else None
    parts = [f"{age(birth, work.now.date())} 岁"] if birth else []
    if person[3]:
        other = PHONE.mask(person[4], work.codes) if person[4] else ""
        parts.append(f"紧急联系人{person[3]} {other}".rstrip())
    return "，".join(parts)


def _person(work: Work, row_id: int) -> Any:
    row = work.connection.exec_driver_sql(_PERSON, (row_id,)).first()
    if row is None:
        raise NotFoundError(what="这个人")
    return row


def _home(work: Work, household: int) -> Any:
    row = work.connection.exec_driver_sql(_HOME, (household,)).first()
    if row is None:
        raise NotFoundError(what="这一户")
    return row
