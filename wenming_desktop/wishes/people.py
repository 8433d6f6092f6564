"""Whose a wish is: the person in the register, as the office may see him and as the door may."""

from db.derived import full_address
from db.tables.households import Resident
from wenming_desktop.errors import NotFoundError
from wenming_desktop.fields.names import surname
from wenming_desktop.households import rules as register
from wenming_desktop.households import stays
from wenming_desktop.wishes.rules import Shown
from wenming_desktop.work import Work

_GONE = ("2", "3", "4")
_PLACE = """
SELECT h.house_id, b.building_no FROM household_membership m
JOIN household h ON h.id = m.household_id LEFT JOIN house ho ON ho.id = h.house_id
LEFT JOIN building_unit u ON u.id = ho.building_unit_id LEFT JOIN building b ON b.id = u.building_id
JOIN resident r ON r.id = m.resident_id
WHERE m.resident_id = ? AND (NOT m.is_void OR r.is_void)
ORDER BY m.is_void, m.to_on IS NOT NULL, m.is_living DESC, m.id DESC LIMIT 1
"""


def own_resident(work: Work, resident_id: int, *, gone: bool = False) -> Resident:
    """The person, if he lives where the actor may work.

    `gone` lets one be who has left or was voided since: his wish still has to be ended.
    """
    who = _anybody(work, resident_id) if gone else stays.resident(work, resident_id)
    place = _place(work, who.id)
    if not stays.in_own_grids(work, place[0]):
        raise NotFoundError(what="这个人")
    if not gone and who.lifecycle in _GONE:
        raise NotFoundError(what=f"在册的{who.full_name or '这个人'}")
    return who


def shown_of(work: Work, resident_id: int) -> Shown:
    """What the name on the door is made of."""
    who = _anybody(work, resident_id)
    name, born = who.full_name or "", who.birth_date
    number = _place(work, who.id)[1]
    return Shown(
        name=name,
        surname=surname(name),
        gender=who.gender,
        age=register.age(born, work.now.date()) if born else None,
        building=full_address("", number, "0", "") if number else "",
    )


def _anybody(work: Work, resident_id: int) -> Resident:
    who = work.session.get(Resident, resident_id)
    if who is None:
        raise NotFoundError(what="这个人")
    return who


def _place(work: Work, resident_id: int) -> tuple[int | None, str | None]:
    row = work.connection.exec_driver_sql(_PLACE, (resident_id,)).first()
    return (row[0], row[1]) if row is not None else (None, None)
