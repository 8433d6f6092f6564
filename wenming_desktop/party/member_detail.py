"""One member as his window shows him: facts, duties, what he did in the half-year."""

from datetime import date
from typing import Any

from db.tables.households import Resident
from db.tables.party import BuildingPartyGroup, PartyMember, PartyOrganization, WorkUnit
from db.tables.places import House
from wenming_desktop.fields.identity import mask as mask_number
from wenming_desktop.fields.phones import mask as mask_phone
from wenming_desktop.party import claims, liaisons
from wenming_desktop.party import member_rules as rules
from wenming_desktop.party.member_model import MemberDetail, ServiceLine
from wenming_desktop.party.member_sheet import (
    LINKS,
    OWN,
    member_row,
    name_of,
    resident_of,
    value_of,
)
from wenming_desktop.party.members import facts_of
from wenming_desktop.party.rules import joined
from wenming_desktop.work import Work, use_case

_COVERED = frozenset({"full_name", "phone", "id_number", "member_kind", "member_status"})
_SERVICES = """
SELECT id, date, post, content, coalesce(hours, 0) FROM service_record
WHERE member_id = ? AND NOT is_void AND date >= ? AND date < ? ORDER BY date DESC, id DESC
"""
_POSTS = """
SELECT p.post, coalesce(o.name, g.name, e.name || b.building_no || '号楼', d.name, ''), p.from_on,
       p.duty
FROM post_assignment p LEFT JOIN party_organization o ON o.id = p.org_id
LEFT JOIN building_party_group g ON g.id = p.group_id
LEFT JOIN building b ON b.id = p.building_id LEFT JOIN estate e ON e.id = b.estate_id
LEFT JOIN grid d ON d.id = p.grid_id
WHERE p.member_id = ? AND NOT p.is_void AND (p.to_on IS NULL OR p.to_on > ?)
ORDER BY p.post, p.id
"""


@use_case("members.detail", "查看党员", right="party.read")
def member_detail(work: Work, member_id: int) -> MemberDetail:
    """A member with everything known of him."""
    member = member_row(work, member_id)
    resident = resident_of(work, member)
    begin, end = rules.half_year_of(work.now.date())
    services = _services(work, member_id, begin, end)
    get, name = work.session.get, work.codes.name
    cell = get(BuildingPartyGroup, member.group_id) if member.group_id else None
    branch_id = (cell.branch_id if cell else None) or member.branch_id
    branch = get(PartyOrganization, branch_id) if branch_id else None
    unit = get(WorkUnit, member.work_unit_id) if member.work_unit_id else None
    phone, phone_of = _covered(member, resident, "phone")
    number, id_of = _covered(member, resident, "id_number")
    liaison_rows = liaisons.liaisons_of(work, member_id)
    return MemberDetail(
        id=member.id,
        name=name_of(member, resident),
        resident_id=resident.id if resident else None,
        kind=member.member_kind or "",
        kind_name=name("party_member_kind", member.member_kind),
        status=member.member_status or "",
        status_name=name("party_member_status", member.member_status),
        cell_id=cell.id if cell else None,
        cell=(cell.name or "") if cell else "",
        branch=(branch.name or "") if branch else "",
        unit=(unit.name or "") if unit else "",
        leads=cell is not None and cell.leader_id == member.id,
        phone_masked=mask_phone(phone) if phone else "",
        phone_of=phone_of,
        id_masked=mask_number(number) if number else "",
        id_of=id_of,
        facts=_facts(work, member, resident),
        warnings=_warnings(work, member, resident),
        posts=tuple(
            "　".join(
                filter(None, (joined(row[1], name("party_post", row[0])), _since(row[2]), row[3]))
            )
            for row in work.connection.exec_driver_sql(
                _POSTS, (member_id, work.now.date().isoformat())
            )
        ),
        claims=claims.claims_of(work, member_id),
        liaisons=liaison_rows,
        begin=begin,
        end=end,
        services=services,
        hours=round(sum(line.hours for line in services), 2),
    )


def _services(work: Work, member_id: int, begin: date, end: date) -> tuple[ServiceLine, ...]:
    bound = (member_id, begin.isoformat(), end.isoformat())
    return tuple(
        ServiceLine(
            row[0],
            date.fromisoformat(row[1]) if row[1] else None,
            work.codes.name("service_post", row[2]),
            row[3] or "",
            float(row[4]),
        )
        for row in work.connection.exec_driver_sql(_SERVICES, bound)
    )


def _covered(
    member: PartyMember, resident: Resident | None, name: str
) -> tuple[str, tuple[str, int] | None]:
    """A number and whose row it stands on, as `reveal` wants it."""
    if resident is not None and (said := getattr(resident, name)):
        return said, ("resident", resident.id)
    own = getattr(member, name)
    return (own, ("party_member", member.id)) if own else ("", None)


def _facts(
    work: Work, member: PartyMember, resident: Resident | None
) -> tuple[tuple[str, str, str], ...]:
    """Section, label and value of what is written, as the dictionary orders it."""
    found = []
    for one in OWN:
        value: Any = value_of(member, resident, one.name)
        if one.key in LINKS or one.name in _COVERED or value in (None, ""):
            continue
        covered = one.privacy == "L3" or one.kind.editor == "phone"
        show = one.kind.mask if covered else one.kind.show
        found.append((one.section, one.label, show(value, work.codes)))
    house = work.session.get(House, member.house_id) if member.house_id else None
    if member.address is None and house is not None:
        found.append(("本人", "居住地址", house.full_address or ""))
    confirmed = member.confirmed_on
    if confirmed is not None and member.member_status in (None, rules.FULL):
        years = rules.years_since(confirmed, work.now.date())
        found.append(("党籍", "党龄", f"{years} 年" if years else "不满一年"))
    return tuple(found)


def _warnings(work: Work, member: PartyMember, resident: Resident | None) -> tuple[str, ...]:
    if (member.member_status or "") in rules.LEAVING:
        return ()
    facts = facts_of(member, resident)
    homes = liaisons.homes_of(work, [member.id])[member.id]
    said = rules.homes_doubt(name_of(member, resident), homes)
    return (*rules.faults(facts, work.now.date()).values(), *rules.doubts(facts),
            *((said,) if said else ()))  # fmt: skip


def _since(text: str | None) -> str:
    return f"{text} 起" if text else ""
