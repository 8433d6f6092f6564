"""The sheet of a member and what his dialogs offer; his resident's own row answers first."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from db.tables.households import Resident
from db.tables.party import PartyMember, WorkUnit
from wenming_desktop.errors import NotFoundError
from wenming_desktop.fields import Code, Field, clean_text
from wenming_desktop.party import queries
from wenming_desktop.party.fields import MEMBER_FIELDS
from wenming_desktop.party.member_model import (
    BuildingChoice,
    CellChoice,
    MemberLists,
    MemberSheet,
    Pairs,
    PersonChoice,
)
from wenming_desktop.party.page_queries import building_name
from wenming_desktop.party.rules import BRANCH, COMMITTEE
from wenming_desktop.party.tree import level_names
from wenming_desktop.work import Work, use_case

OWN = tuple(one for one in MEMBER_FIELDS if one.entity == "party_member")
"""The fields of a member's own row, in the order of the dictionary."""
LINKS = frozenset(f"party_member.{name}" for name in ("branch_id", "group_id", "work_unit_id"))
SHARED = frozenset(
    ("full_name", "gender", "id_number", "birth_date", "ethnicity", "education", "phone")
)
"""What a resident's row says of himself."""
_MOST = 20
_PEOPLE = """
SELECT r.id, r.gender, r.birth_date, ho.full_address, u.building_id,
       (SELECT m.id FROM party_member m WHERE m.resident_id = r.id AND NOT m.is_void
         AND coalesce(m.member_status, '1') IN ('1', '2'))
FROM resident r
LEFT JOIN household_membership s ON s.resident_id = r.id AND s.to_on IS NULL AND NOT s.is_void
LEFT JOIN household h ON h.id = s.household_id LEFT JOIN house ho ON ho.id = h.house_id
LEFT JOIN building_unit u ON u.id = ho.building_unit_id
WHERE r.full_name = ? AND NOT r.is_void AND coalesce(r.lifecycle, '1') = '1'
GROUP BY r.id ORDER BY r.id LIMIT ?
"""


@use_case("members.sheet", "查看党员", right="party.write")
def member_sheet(work: Work, member_id: int) -> MemberSheet:
    """A member as the editor shows him."""
    member = member_row(work, member_id)
    resident = resident_of(work, member)
    values = {one.key: _shown(work, one, value_of(member, resident, one.name)) for one in OWN}
    values["party_member.work_unit_id"] = _unit_name(work, member.work_unit_id)
    linked = {one.key for one in OWN if one.name in SHARED and getattr(resident, one.name, None)}
    return MemberSheet(
        member_id=member.id,
        resident_id=resident.id if resident else None,
        name=name_of(member, resident),
        values=values,
        linked=frozenset(linked),
        version=member.row_version,
    )


@use_case("members.new_sheet", "查看党员", right="party.write")
def new_sheet(work: Work, resident_id: int | None = None) -> MemberSheet:
    """An empty sheet, with what is known of the resident a new member is."""
    resident = work.session.get(Resident, resident_id) if resident_id else None
    if resident is None or resident.is_void:
        return MemberSheet()
    known = {
        one.key: _shown(work, one, getattr(resident, one.name))
        for one in OWN
        if one.name in SHARED and getattr(resident, one.name)
    }
    return MemberSheet(
        resident_id=resident.id,
        name=resident.full_name or "",
        values=known,
        linked=frozenset(known),
    )


@use_case("members.lists", "查看党员", right="party.read")
def member_lists(work: Work) -> MemberLists:
    """The lists of the dialogs of members."""
    orgs = queries.organizations(work.connection)
    cells = queries.cells(work.connection, date(9999, 1, 1))
    buildings = work.connection.exec_driver_sql(
        "SELECT b.id, e.name, b.building_no, b.party_group_id FROM building b"
        " JOIN estate e ON e.id = b.estate_id WHERE NOT b.is_void ORDER BY e.id, b.sort_key, b.id"
    )
    units = select(WorkUnit.name).where(~WorkUnit.is_void).order_by(WorkUnit.name)
    return MemberLists(
        today=work.now.date(),
        codes={f.key: _pairs(work, f.kind.list) for f in OWN if isinstance(f.kind, Code)},
        branches=tuple((row[0], row[1] or "") for row in orgs if row[2] in (COMMITTEE, BRANCH)),
        cells=tuple(CellChoice(row[0], row[1] or "", row[2]) for row in cells),
        buildings=tuple(
            BuildingChoice(row[0], building_name(row[1], row[2]), row[3]) for row in buildings
        ),
        units=tuple(name for name in work.session.scalars(units) if name),
        service_posts=_pairs(work, "service_post"),
        roles=_pairs(work, "liaison_role"),
    )


@use_case("members.people", "查看党员", right="party.write")
def people_named(work: Work, name: str) -> tuple[PersonChoice, ...]:
    """The residents of this name, whom a new member may be."""
    if "register.read" not in work.actor.rights:
        return ()
    found = work.connection.exec_driver_sql(_PEOPLE, (clean_text(name, 100), _MOST))
    return tuple(PersonChoice(row[0], _told(work, row), row[4], row[5]) for row in found)


def member_row(work: Work, member_id: int) -> PartyMember:
    """A member who stands in the roster."""
    rows = select(PartyMember).where(PartyMember.id == member_id, ~PartyMember.is_void)
    member = work.session.scalars(rows).first()
    if member is None:
        raise NotFoundError(what="这名党员")
    return member


def resident_of(work: Work, member: PartyMember) -> Resident | None:
    """The resident a member is, where he is one of the register."""
    found = work.session.get(Resident, member.resident_id) if member.resident_id else None
    return None if found is None or found.is_void else found


def value_of(member: PartyMember, resident: Resident | None, name: str) -> Any:
    """A value of a member: as his resident's row says, else his own."""
    if resident is not None and name in SHARED and (said := getattr(resident, name)):
        return said
    return getattr(member, name)


def name_of(member: PartyMember, resident: Resident | None) -> str:
    """How a member is called."""
    return str(value_of(member, resident, "full_name") or "")


def cells_known(work: Work) -> Mapping[int, int | None]:
    """The branch of every cell there is."""
    return {row[0]: row[2] for row in queries.cells(work.connection, date(9999, 1, 1))}


def cell_word(work: Work) -> str:
    """What the office calls its lowest level."""
    return level_names(work)[-1]


def _shown(work: Work, one: Field, value: Any) -> str:
    """A value as the editor holds it: a code as itself, a number of identity covered."""
    if value is None:
        return ""
    if isinstance(one.kind, Code) or one.key in LINKS:
        return str(value)
    if one.kind.editor == "id":
        return one.kind.mask(value)
    return one.kind.show(value, work.codes)


def _unit_name(work: Work, unit_id: int | None) -> str:
    unit = work.session.get(WorkUnit, unit_id) if unit_id else None
    return (unit.name or "") if unit is not None else ""


def _pairs(work: Work, listed: str) -> Pairs:
    return tuple((item.code, item.name) for item in work.codes.items(listed))


def _told(work: Work, row: Any) -> str:
    sex = work.codes.name("gender", row[1])[:1] if row[1] else ""
    born = f"{date.fromisoformat(row[2]).year} 年生" if row[2] else ""
    known = "已在花名册" if row[5] else ""
    return "，".join(part for part in (sex, born, row[3] or "没有门牌", known) if part)
