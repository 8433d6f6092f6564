"""The sample's people are given a state of residence, as a checked register has one."""

from typing import Final

from db.tables.households import HouseholdMembership, Resident
from wenming_desktop.work import Work, use_case

_STAYS: Final = """
SELECT m.id, m.resident_id, coalesce(o.usage, '') = '2', r.id_number FROM household_membership m
JOIN resident r ON r.id = m.resident_id JOIN household h ON h.id = m.household_id
LEFT JOIN house o ON o.id = h.house_id
WHERE m.to_on IS NULL AND NOT m.is_void AND NOT r.is_void ORDER BY m.id
"""
_TOGETHER: Final = "1"
_LIVES_HERE: Final = "2"
_EVERY: Final = 12
"""One home in so many is registered elsewhere; those in rented homes always."""


@use_case("demo.residence", "登记样例的人户状态", right="register.write", undo="none")
def settle_residence(work: Work) -> int:
    """Say of everybody whether he is registered here; returns how many are."""
    people, stays, here = [], [], 0
    for stay, resident, rented, number in list(work.connection.exec_driver_sql(_STAYS)):
        away = bool(rented) or (resident % _EVERY == 0 and bool(number))
        people.append((_LIVES_HERE if away else _TOGETHER, resident))
        stays.append((not away, stay))
        here += not away
    work.update_rows(Resident, ("residence_status",), people)
    work.update_rows(HouseholdMembership, ("is_hukou",), stays)
    return here
