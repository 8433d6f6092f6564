"""Who calls: what the register knows of a resident or household that was picked."""

from datetime import date, datetime
from typing import Any

from wenming_desktop.errors import NotFoundError
from wenming_desktop.fields import Phone
from wenming_desktop.households.detail import household_detail
from wenming_desktop.households.model import Tag, TicketBrief
from wenming_desktop.households.tags import age
from wenming_desktop.tickets import deadlines
from wenming_desktop.tickets.board_words import due_words
from wenming_desktop.tickets.intake import CallerFacts
from wenming_desktop.tickets.model import OPEN
from wenming_desktop.work import Work, use_case

PHONE = Phone()
MOST_TICKETS = 5
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
# Three ranges of two indexes: as one OR it would be a walk through every ticket there is.
_TICKETS = """
SELECT t.id, coalesce(t.ticket_no, ''), coalesce(t.title, ''), t.status, t.due_at
FROM ticket t WHERE NOT t.is_void AND NOT t.is_confidential
AND t.status IN ({open}){own} AND t.id IN (
 SELECT id FROM ticket WHERE complainant_house_id = ?
 UNION SELECT id FROM ticket WHERE complainant_phone = ?
 UNION SELECT c.id FROM household_membership m JOIN resident r ON r.id = m.resident_id
    CROSS JOIN ticket c ON c.complainant_phone = r.phone
    WHERE m.household_id = ? AND m.to_on IS NULL AND NOT m.is_void AND r.phone <> '')
ORDER BY t.due_at IS NULL, t.due_at, t.id LIMIT ?
"""
_CALLS = """
SELECT count(*) FROM ticket WHERE complainant_phone = ? AND accepted_at >= ?
AND NOT is_void AND NOT is_confidential AND NOT is_anonymous
"""
_LAMPS = {"red": "danger", "amber": "warn", "green": "ok"}


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
    address = door = card_no = card_label = ""
    tags: tuple[Tag, ...] = ()
    if home is not None:
        detail = household_detail(work, home[0])
        address = door = detail.door
        tags, card_no, card_label = detail.tags, detail.card_no, detail.card_label
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
        tickets=_open_tickets(work, home, phone),
        card_no=card_no,
        card_label=card_label,
    )


def _open_tickets(work: Work, home: Any | None, phone: str) -> tuple[TicketBrief, ...]:
    """What is still to be done for him and those he lives with, the most urgent first."""
    house, household = (home[1], home[0]) if home is not None else (None, None)
    grids = work.actor.grid_ids
    own = f" AND t.grid_id IN ({','.join(map(str, sorted(grids)))})" if grids is not None else ""
    sql = _TICKETS.format(open=",".join(f"'{one}'" for one in sorted(OPEN)), own=own)
    values = (house, phone or None, household, MOST_TICKETS)
    rows = work.connection.exec_driver_sql(sql, values).fetchall()
    if not rows:
        return ()
    days = deadlines.calendar(work)
    found = []
    for row_id, number, title, status, stored in rows:
        due = datetime.fromisoformat(stored) if stored else None
        name = work.codes.name("ticket_status", status)
        lamp, words = due_words(status, name, due, work.now, days)
        found.append(TicketBrief(row_id, number, title, _LAMPS.get(lamp, "none"), words))
    return tuple(found)


def _note(work: Work, person: Any) -> str:
    """One line: age, how often he called this year, who to reach instead."""
    birth = date.fromisoformat(person[2]) if person[2] else None
    parts = [f"{age(birth, work.now.date())} 岁"] if birth else []
    if person[1]:
        year = f"{work.now.year}-01-01"
        calls = work.connection.exec_driver_sql(_CALLS, (person[1], year)).scalar() or 0
        parts += [f"今年来电 {calls} 次"] if calls else []
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
