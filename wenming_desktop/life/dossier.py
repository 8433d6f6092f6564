"""一户一档: everything known of one household in one read; what is covered stays covered."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from wenming_desktop.households import care_rules, care_suggest, residence, stays
from wenming_desktop.households.care import care_rows
from wenming_desktop.households.care_model import CareRow, CareSuggestion
from wenming_desktop.households.detail import household_detail
from wenming_desktop.households.edit_model import Residence
from wenming_desktop.households.model import HouseholdDetail, MemberRow
from wenming_desktop.life.model import EventLine
from wenming_desktop.life.service import household_events
from wenming_desktop.work import Work, use_case

TOGETHER, HERE_ONLY, PAPER_ONLY = "人户一致", "人在户不在", "户在人不在"
_TICKETS = """
SELECT t.id, coalesce(t.ticket_no, ''), coalesce(t.title, ''), t.status, date(t.accepted_at)
FROM ticket t WHERE NOT t.is_void AND NOT t.is_confidential AND t.id IN (
 SELECT id FROM ticket WHERE complainant_house_id = :house
 UNION SELECT c.id FROM household_membership m JOIN resident r ON r.id = m.resident_id
    CROSS JOIN ticket c ON c.complainant_phone = r.phone
    WHERE m.household_id = :id AND m.to_on IS NULL AND r.phone <> '')
ORDER BY t.accepted_at DESC, t.id DESC LIMIT 100
"""
_LIAISONS = """
SELECT l.from_on, l.to_on, coalesce(r.full_name, p.full_name, '') FROM household_liaison l
JOIN party_member p ON p.id = l.member_id LEFT JOIN resident r ON r.id = p.resident_id
WHERE l.household_id = :id AND NOT l.is_void ORDER BY l.to_on IS NOT NULL, l.from_on DESC, l.id
"""
_CELL = """
SELECT c.name FROM household h JOIN house ho ON ho.id = h.house_id
JOIN building_unit u ON u.id = ho.building_unit_id JOIN building b ON b.id = u.building_id
JOIN building_party_group c ON c.id = b.party_group_id WHERE h.id = :id
"""
_CARDS = """
SELECT coalesce(card_no, ''), status, is_void, issued_on, received_on, coalesce(received_by, '')
FROM service_card WHERE household_id = :id ORDER BY id DESC
"""


class Person(NamedTuple):
    """A member with where he is registered and lives; `line` is what the pane shows of him."""

    line: MemberRow
    birth: date | None
    where: str
    since: date | None


class CareLine(NamedTuple):
    """A care record with whose it is and its rhythm in words."""

    name: str
    row: CareRow
    rhythm: str


class TicketLine(NamedTuple):
    """A ticket of the household."""

    id: int
    number: str
    title: str
    status: str
    accepted_on: date | None


class LiaisonLine(NamedTuple):
    """A party member who keeps in touch with the household; `to_on` None lasts."""

    name: str
    from_on: date | None
    to_on: date | None


class CardLine(NamedTuple):
    """A card of the household, newest first."""

    number: str
    status: str
    void: bool
    issued_on: date | None
    received_on: date | None
    received_by: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """A household as one file."""

    detail: HouseholdDetail
    residence: Residence
    people: tuple[Person, ...]
    care: tuple[CareLine, ...]
    suggestions: tuple[CareSuggestion, ...]
    cell: str
    liaisons: tuple[LiaisonLine, ...]
    cards: tuple[CardLine, ...]
    tickets: tuple[TicketLine, ...]
    events: tuple[EventLine, ...]

    @property
    def care_now(self) -> int:
        """How many care records are in force."""
        return sum(line.row.end_on is None for line in self.care)


@use_case("households.dossier", "查看一户一档", right="register.read")
def household_dossier(work: Work, household_id: int) -> Dossier:
    """The household with its people, care, liaison, cards, tickets and history."""
    detail = household_detail(work, household_id)
    may = work.actor.rights
    house = stays.own_household(work, household_id).house_id
    bound = {"id": household_id, "house": house}
    party = "party.read" in may
    cell = _found(work, _CELL, bound) if party else ()
    return Dossier(
        detail=detail,
        residence=residence.household_residence(work, household_id),
        people=_people(work, detail),
        care=tuple(
            CareLine(one.name, row, care_rules.RHYTHMS.get(row.rhythm, ""))
            for one in detail.members
            for row in care_rows(work, one.id)
        ),
        suggestions=care_suggest.suggest_here(work, household_id),
        cell=(cell[0][0] or "") if cell else "",
        liaisons=tuple(
            LiaisonLine(name, _day(start), _day(end))
            for start, end, name in (_found(work, _LIAISONS, bound) if party else ())
        ),
        cards=_cards(work, bound) if "card.read" in may else (),
        tickets=_tickets(work, bound) if "ticket.read" in may else (),
        events=household_events(work, household_id),
    )


def where_of(*, hukou: bool, living: bool) -> str:
    """How somebody belongs to a household, in the words of the register."""
    if hukou and living:
        return TOGETHER
    return PAPER_ONLY if hukou else HERE_ONLY


def _people(work: Work, detail: HouseholdDetail) -> tuple[Person, ...]:
    lines = {line.id: line for line in detail.members}
    found: dict[int, Person] = {}
    for row in stays.members(work, detail.id):
        who = stays.resident(work, row.resident_id or 0)
        hukou = row.is_hukou or stays.unsaid_hukou(work, who) is row
        if who.id in lines:
            where = where_of(hukou=hukou, living=row.is_living)
            found[who.id] = Person(lines[who.id], who.birth_date, where, stays.since(row))
    return tuple(found[one] for one in lines if one in found)


def _tickets(work: Work, bound: dict[str, Any]) -> tuple[TicketLine, ...]:
    name = work.codes.name
    return tuple(
        TicketLine(row[0], row[1], row[2], name("ticket_status", row[3]), _day(row[4]))
        for row in _found(work, _TICKETS, bound)
    )


def _cards(work: Work, bound: dict[str, Any]) -> tuple[CardLine, ...]:
    name = work.codes.name
    return tuple(
        CardLine(no, name("card_status", status), bool(void), _day(out), _day(got), by)
        for no, status, void, out, got, by in _found(work, _CARDS, bound)
    )


def _found(work: Work, sql: str, bound: dict[str, Any]) -> tuple[Any, ...]:
    asked = {key: value for key, value in bound.items() if f":{key}" in sql}
    return tuple(work.connection.exec_driver_sql(sql, asked))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
