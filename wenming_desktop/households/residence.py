"""人户: a person's stays with their days, and what registered and living make of a household."""

from datetime import date
from typing import Any

from wenming_desktop.households import stays
from wenming_desktop.households.edit_model import Residence, StayLine
from wenming_desktop.work import Work, use_case

RENTED = "2"
_STAYS = """
SELECT m.household_id, ho.full_address, h.head_name, m.relation_to_head, m.is_hukou, m.is_living,
       m.from_on, m.to_on
FROM household_membership m JOIN household h ON h.id = m.household_id
LEFT JOIN house ho ON ho.id = h.house_id
WHERE m.resident_id = ? AND NOT m.is_void AND NOT h.is_void
ORDER BY m.to_on IS NOT NULL, coalesce(m.from_on, '') DESC, m.id DESC
"""
_USAGE = "SELECT ho.usage FROM house ho JOIN household h ON h.house_id = ho.id WHERE h.id = ?"


@use_case("residents.stays", "查看人户关系", right="register.read")
def resident_stays(work: Work, resident_id: int) -> tuple[StayLine, ...]:
    """Where a person is and was registered and lived: what lasts first, then newest first."""
    found = work.connection.exec_driver_sql(_STAYS, (resident_id,))
    return tuple(_line(work, row) for row in found)


@use_case("households.residence", "查看人户关系", right="register.read")
def household_residence(work: Work, household_id: int) -> Residence:
    """Who of a household is registered there and who lives there now."""
    stays.own_household(work, household_id)
    rows = stays.members(work, household_id)
    hukou = {row.resident_id for row in rows if row.is_hukou}
    living = {row.resident_id for row in rows if row.is_living}
    usage = work.connection.exec_driver_sql(_USAGE, (household_id,)).scalar()
    paper, rented = bool(hukou) and not living, usage == RENTED
    said = (
        ("空挂", paper),
        ("出租", rented),
        ("人在户不在", bool(living - hukou)),
        ("户在人不在", bool(hukou - living) and not paper),
    )
    return Residence(
        registered=len(hukou),
        living=len(living),
        together=len(hukou & living),
        registered_only=len(hukou - living),
        living_only=len(living - hukou),
        paper=paper,
        rented=rented,
        words=tuple(word for word, holds in said if holds),
    )


def _line(work: Work, row: Any) -> StayLine:
    household, door, head, relation, hukou, living, since, until = row
    return StayLine(
        household,
        door or "",
        head or "",
        work.codes.name("family_relation", relation) if relation else "",
        bool(hukou),
        bool(living),
        date.fromisoformat(since) if since else None,
        date.fromisoformat(until) if until else None,
    )
