"""The member as the opinion form names him."""

from datetime import date

from db.tables.party import BuildingPartyGroup, PartyMember, PartyOrganization, WorkUnit
from wenming_desktop.opinions.model import Person
from wenming_desktop.party.member_sheet import member_row, name_of, resident_of, value_of
from wenming_desktop.work import Work

_POLITICAL = {"1": "01", "2": "02"}
"""What a state of membership is in `political_status`."""
_LIST = "political_status"
_ADDRESS = """
SELECT coalesce(nullif(m.address, ''), own.full_address, (SELECT ho.full_address
 FROM household_membership s JOIN household h ON h.id = s.household_id
 JOIN house ho ON ho.id = h.house_id WHERE s.resident_id = m.resident_id AND NOT s.is_void
 ORDER BY s.to_on IS NOT NULL, s.is_living DESC, s.id DESC LIMIT 1), '')
FROM party_member m LEFT JOIN house own ON own.id = m.house_id WHERE m.id = ?
"""


def person_of(work: Work, member_id: int) -> Person:
    """Who he is, where he works and lives, which cell and branch he belongs to."""
    member = member_row(work, member_id)
    resident, get = resident_of(work, member), work.session.get
    unit = get(WorkUnit, member.work_unit_id) if member.work_unit_id else None
    cell = get(BuildingPartyGroup, member.group_id) if member.group_id else None
    branch_id = (cell.branch_id if cell else None) or member.branch_id
    branch = get(PartyOrganization, branch_id) if branch_id else None
    gender, born = (value_of(member, resident, key) for key in ("gender", "birth_date"))
    address = work.connection.exec_driver_sql(_ADDRESS, (member_id,)).scalar()
    job = " ".join(part for part in (unit.name if unit else "", member.job_title) if part)
    return Person(
        member_id=member.id,
        name=name_of(member, resident),
        gender=work.codes.name("gender", gender)[:1] if gender in ("1", "2") else "",
        birth=born if isinstance(born, date) else None,
        political=_political(work, member),
        unit_and_job=job,
        address=address or "",
        reported_on=member.reported_on,
        group=(cell.name or "") if cell else "",
        branch=(branch.name or "") if branch else "",
    )


def _political(work: Work, member: PartyMember) -> str:
    """The short word the list itself has for it."""
    item = work.codes.item(_LIST, _POLITICAL.get(member.member_status or "1", ""))
    if item is None:
        return ""
    return item.note.rpartition("简称")[2].strip() if "简称" in item.note else item.name
