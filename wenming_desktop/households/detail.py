"""The household on one pane: people, tags, grid, cell, card, tickets; values masked."""

from datetime import date
from typing import Any

from db.derived import full_address
from wenming_desktop.errors import NotFoundError
from wenming_desktop.fields import by_key
from wenming_desktop.households import queries, tags
from wenming_desktop.households.fields import LEDGER_FIELDS
from wenming_desktop.households.model import HouseholdDetail, MemberRow, Tag, TicketBrief
from wenming_desktop.work import Work, use_case

FIELDS = by_key(LEDGER_FIELDS)
RECENT_TICKETS = 5
_HOUSEHOLD = """
SELECT h.id, h.household_no, h.head_name, e.name, b.building_no, u.unit_no, ho.room_no,
       g.name, s.name, coalesce(pr.full_name, p.full_name),
       coalesce(lr.full_name, l.full_name, ''), h.head_resident_id, b.grid_id,
       coalesce(p.group_id, c.id)
FROM household h JOIN house ho ON ho.id = h.house_id
JOIN building_unit u ON u.id = ho.building_unit_id JOIN building b ON b.id = u.building_id
JOIN estate e ON e.id = b.estate_id
LEFT JOIN grid g ON g.id = b.grid_id LEFT JOIN staff s ON s.id = g.worker_id
LEFT JOIN party_member p ON p.id = h.liaison_member_id
LEFT JOIN resident pr ON pr.id = p.resident_id
LEFT JOIN building_party_group c ON c.id = b.party_group_id
LEFT JOIN party_member l ON l.id = c.leader_id LEFT JOIN resident lr ON lr.id = l.resident_id
WHERE h.id = ? AND NOT h.is_void
"""
_MEMBERS = """
SELECT r.id, r.full_name, m.relation_to_head, r.gender, r.birth_date, r.id_number, r.phone,
       r.remark, m.is_living
FROM household_membership m JOIN resident r ON r.id = m.resident_id
WHERE m.household_id = ? AND m.to_on IS NULL AND NOT m.is_void AND NOT r.is_void
ORDER BY r.id <> coalesce(?, 0), m.relation_to_head, m.id
"""
# Two ranges of two indexes: as one OR it would be a walk through every ticket there is.
_TICKETS = """
SELECT t.id, coalesce(t.ticket_no, ''), coalesce(t.title, ''), t.status, t.due_at
FROM ticket t WHERE NOT t.is_void AND NOT t.is_confidential AND t.id IN (
 SELECT id FROM ticket WHERE complainant_house_id = ?
 UNION SELECT c.id FROM household_membership m JOIN resident r ON r.id = m.resident_id
    CROSS JOIN ticket c ON c.complainant_phone = r.phone
    WHERE m.household_id = ? AND m.to_on IS NULL AND r.phone <> '')
ORDER BY t.accepted_at DESC, t.id DESC LIMIT ?
"""


@use_case("households.detail", "查看住户", right="register.read")
def household_detail(work: Work, household_id: int) -> HouseholdDetail:
    """The household with everything a clerk asks at the counter."""
    row = work.connection.exec_driver_sql(_HOUSEHOLD, (household_id,)).first()
    own = work.actor.grid_ids
    if row is None or (own is not None and row[12] not in own):
        raise NotFoundError(what="这一户")
    members = _members(work, household_id, row[11])
    phone = next(((m.id, m.phone_masked) for m in members if m.phone_masked), (None, ""))
    _, label, number, day = queries.cards_of(work, [household_id]).get(
        household_id, ("", queries.NO_CARD, "", None)
    )
    may = work.actor.rights
    return HouseholdDetail(
        id=row[0],
        household_no=row[1] or "",
        head=row[2] or "（未定户主）",
        door=_spoken(*row[3:7]),
        tags=queries.labels_of(work, [household_id]).get(household_id, ()),
        phone_resident_id=phone[0],
        phone_masked=phone[1],
        grid=row[7] or "",
        grid_worker=row[8] or "",
        liaison=row[9] or "",
        cell_leader=row[10] or "",
        card_no=number,
        card_label=label,
        card_on=date.fromisoformat(day) if day else None,
        members=members,
        tickets=_tickets(work, household_id),
        card_id=_card_id(work, household_id) if number and "card.read" in may else 0,
        cell_id=row[13] or 0 if "party.read" in may else 0,
    )


def _card_id(work: Work, household_id: int) -> int:
    """The card whose number is shown: the last live one."""
    found = work.connection.exec_driver_sql(
        "SELECT max(id) FROM service_card WHERE household_id = ? AND NOT is_void"
        " AND status IN ('1', '2', '3', '4')",
        (household_id,),
    )
    return int(found.scalar() or 0)


def _spoken(estate: str, building: str, unit: str, room: str) -> str:
    """The door as the detail shows it: 一院 3号楼 2单元 501."""
    whole = full_address("", building, unit, "")
    return " ".join((estate, *whole.replace("号楼", "号楼 ").split(), room))


def _members(work: Work, household_id: int, head: int | None) -> tuple[MemberRow, ...]:
    found = work.connection.exec_driver_sql(_MEMBERS, (household_id, head))
    return tuple(_member(work, row) for row in found)


def _member(work: Work, row: Any) -> MemberRow:
    codes, today = work.codes, work.now.date()
    birth = date.fromisoformat(row[4]) if row[4] else None
    return MemberRow(
        id=row[0],
        name=row[1],
        relation=codes.name("family_relation", row[2]) if row[2] else "",
        gender=codes.name("gender", row[3])[:1] if row[3] else "",
        age=tags.age(birth, today) if birth else None,
        id_masked=FIELDS["resident.id_number"].kind.mask(row[5]),
        phone_masked=FIELDS["resident.phone"].kind.mask(row[6]),
        note=row[7] or ("" if row[8] else "外住"),
        tags=_care(work, row[0]),
    )


def _care(work: Work, resident_id: int) -> tuple[Tag, ...]:
    found = work.connection.exec_driver_sql(
        "SELECT category FROM special_care"
        " WHERE resident_id = ? AND end_on IS NULL AND NOT is_void",
        (resident_id,),
    )
    have = {row[0] for row in found}
    return tuple(tags.tag(r) for r in tags.rules(work.codes) if have & set(r.categories))


def _tickets(work: Work, household_id: int) -> tuple[TicketBrief, ...]:
    house = work.connection.exec_driver_sql(
        "SELECT house_id FROM household WHERE id = ?", (household_id,)
    ).scalar()
    found = work.connection.exec_driver_sql(_TICKETS, (house, household_id, RECENT_TICKETS))
    now = work.now.isoformat(timespec="seconds")
    return tuple(
        TicketBrief(row[0], row[1], row[2], *_lamp(work, row[3], row[4], now)) for row in found
    )


def _lamp(work: Work, status: str, due: str | None, now: str) -> tuple[str, str]:
    if status in {"20", "30", "40"} and due:
        return ("danger", "超期") if due < now else ("ok", f"{due[5:10]} 到期")
    return "none", work.codes.name("ticket_status", status)
