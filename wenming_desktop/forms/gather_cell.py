"""Brings a cell out of the register: its roster, whom it looks after, the notice for the door."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from db.derived import short_address
from wenming_desktop.errors import NotFoundError
from wenming_desktop.forms.cell_facts import (
    CellNotice,
    CellRoster,
    KindSums,
    LinkedLine,
    NoticePerson,
    RosterLine,
)
from wenming_desktop.party.page_model import MemberLine, NodeFilter, NodeSheet
from wenming_desktop.party.page_node import node_sheet
from wenming_desktop.party.page_queries import building_name, member_page, number_list
from wenming_desktop.party.rules import DEPUTY, DUAL, GROUP, LEADER, ON_ROLL
from wenming_desktop.settings import office
from wenming_desktop.settings.office import Office
from wenming_desktop.three_cards.homes import liaison_tile
from wenming_desktop.work import Work, use_case

_EVERYBODY = 100_000
_FLOWED_OUT, _FLOWED_IN, _SECONDED, _ON_TRIAL, _WORKER = "4", "3", "5", "2", "34"
_FACTS = """
SELECT m.id, coalesce(nullif(r.gender, ''), m.gender), coalesce(r.birth_date, m.birth_date),
       coalesce(nullif(r.ethnicity, ''), m.ethnicity),
       coalesce(nullif(r.education, ''), m.education),
       m.joined_on, m.member_kind, m.member_status, coalesce(u.name, r.employer, ''),
       coalesce(m.job_title, ''), coalesce(nullif(r.phone, ''), m.phone, ''),
       coalesce(m.address, ''),
       (SELECT e.name || char(31) || b.building_no || char(31) || bu.unit_no || char(31)
               || ho.room_no
        FROM house ho JOIN building_unit bu ON bu.id = ho.building_unit_id
        JOIN building b ON b.id = bu.building_id JOIN estate e ON e.id = b.estate_id
        WHERE ho.id = coalesce(m.house_id, (
         SELECT h.house_id FROM household_membership s JOIN household h ON h.id = s.household_id
         WHERE s.resident_id = m.resident_id AND s.to_on IS NULL AND NOT s.is_void
         AND NOT h.is_void ORDER BY s.is_living DESC, s.id LIMIT 1)))
FROM party_member m LEFT JOIN resident r ON r.id = m.resident_id
LEFT JOIN work_unit u ON u.id = m.work_unit_id WHERE m.id IN ({ids})
"""
_LINKED = """
SELECT e.name, b.building_no, l.member_id, h.id, h.head_name FROM household_liaison l
LEFT JOIN household h ON h.id = l.household_id LEFT JOIN house ho ON ho.id = h.house_id
LEFT JOIN building_unit bu ON bu.id = ho.building_unit_id
JOIN building b ON b.id = coalesce(bu.building_id, l.building_id)
JOIN estate e ON e.id = b.estate_id
WHERE l.member_id IN ({ids}) AND NOT l.is_void
AND (l.from_on IS NULL OR l.from_on < :end) AND (l.to_on IS NULL OR l.to_on >= :end)
AND (h.id IS NULL OR (NOT h.is_void AND coalesce(h.status, 'active') = 'active'))
ORDER BY e.id, b.sort_key, b.id, l.member_id, ho.sort_key, h.id
"""
_CELL = """
SELECT g.leader_id, g.deputy_id, coalesce(g.public_phone, ''), coalesce(g.venue, ''),
       coalesce(g.activity_day, '') FROM building_party_group g
WHERE g.id = ? AND NOT g.is_void AND g.closed_on IS NULL
"""
_POSTS = """
SELECT p.post, p.member_id, coalesce(p.duty, ''),
       coalesce(rm.full_name, m.full_name, s.name, r.full_name, p.person_name, ''),
       CASE WHEN p.staff_id > 0 THEN coalesce(s.phone, '')
            WHEN p.member_id IS NULL AND p.resident_id IS NULL THEN coalesce(p.phone, '')
            ELSE '' END
FROM post_assignment p LEFT JOIN party_member m ON m.id = p.member_id
LEFT JOIN resident rm ON rm.id = m.resident_id LEFT JOIN staff s ON s.id = p.staff_id
LEFT JOIN resident r ON r.id = p.resident_id
WHERE NOT p.is_void AND (p.from_on IS NULL OR p.from_on <= :today)
AND (p.to_on IS NULL OR p.to_on >= :today)
AND (p.group_id = :cell
     OR p.building_id IN (SELECT id FROM building WHERE party_group_id = :cell AND NOT is_void)
     OR p.grid_id IN (SELECT grid_id FROM building WHERE party_group_id = :cell AND NOT is_void))
ORDER BY p.post, p.id
"""
_WORKERS = """
SELECT DISTINCT s.name, coalesce(s.phone, '') FROM building b JOIN grid g ON g.id = b.grid_id
JOIN staff s ON s.id = g.worker_id
WHERE b.party_group_id = ? AND NOT b.is_void AND NOT g.is_void AND s.name > '' ORDER BY g.id
"""


@use_case("forms.cell_roster", "打印党小组花名册", right="register.export")
def gather_roster(work: Work, cell_id: int) -> CellRoster:
    """The roster of a cell: members as the page lists them, sums by kind, households by member."""
    head = _Head(work, cell_id)
    facts = {row[0]: row for row in _rows(work, _FACTS.format(ids=head.listed))}
    linked, homes = _linked(work, head)
    tile = liaison_tile(work, NodeFilter(GROUP, cell_id), ())
    stamp = f"{work.actor.name} {work.now:%Y-%m-%d %H:%M} 党小组花名册"
    return CellRoster(
        community=head.office.short_name or head.office.full_name,
        cell=head.sheet.name,
        branch=head.sheet.above,
        buildings=head.sheet.buildings,
        leader=head.sheet.leader,
        phone=head.public_phone or (facts[head.leader][10] if head.leader in facts else ""),
        members=tuple(_line(work, head, one, facts[one.id]) for one in head.members),
        sums=sums_of(row[6] for row in facts.values()),
        covered=tile.done,
        households=tile.whole,
        linked_homes=homes,
        linked=linked,
        printed_by=work.actor.name,
        printed_at=work.now,
        watermark=stamp,
    )


@use_case("forms.cell_notice", "打印党小组公示", right="party.read")
def gather_notice(work: Work, cell_id: int) -> CellNotice:
    """What may hang on the door: who is there for what, and numbers that are public."""
    head = _Head(work, cell_id)
    posts = _posts(work, cell_id)
    duty = next((p.duty for p in posts if p.member == head.leader and p.code == LEADER), "")
    own = {one.id for one in head.members}
    beside = [post for post in posts if post.member not in own]
    return CellNotice(
        party=head.office.party_full_name,
        branch=head.sheet.above,
        cell=head.sheet.name,
        buildings=head.sheet.buildings,
        leader=head.sheet.leader,
        leader_post=work.codes.name("party_post", LEADER),
        leader_duty=duty,
        public_phone=head.public_phone,
        members=(
            *(_person(work, head, one, posts) for one in head.members if one.id != head.leader),
            *_beside(work, cell_id, beside),
        ),
        venue=head.venue,
        activity_day=head.activity_day,
        duty_phone=head.office.duty_phone,
        hotline=head.office.supervision_hotline,
        made_on=work.now.date(),
    )


def sums_of(kinds: Iterable[str | None]) -> KindSums:
    """Members by the codes of their kinds: each counts once."""
    counted = Counter(kinds)
    known = {*ON_ROLL, DUAL, _FLOWED_IN, _SECONDED}
    return KindSums(
        on_roll=sum(counted[kind] for kind in ON_ROLL),
        flowed_out=counted[_FLOWED_OUT],
        dual=counted[DUAL],
        flowed_in=counted[_FLOWED_IN],
        seconded=counted[_SECONDED],
        unknown=sum(number for kind, number in counted.items() if kind not in known),
    )


class _Head:
    """A cell, its members in the page's order, and the office."""

    def __init__(self, work: Work, cell_id: int) -> None:
        row = work.connection.exec_driver_sql(_CELL, (cell_id,)).first()
        if row is None:
            raise NotFoundError(what="这个党小组")
        self.leader, self.deputy, self.public_phone, self.venue, self.activity_day = row
        wanted = NodeFilter(GROUP, cell_id)
        self.sheet: NodeSheet = node_sheet(work, wanted)
        self.members: Sequence[MemberLine] = member_page(work, wanted, 0, _EVERYBODY)
        self.listed = number_list(one.id for one in self.members)
        self.office: Office = office(work)


def _rows(work: Work, sql: str, **bound: Any) -> list[Any]:
    return list(work.connection.exec_driver_sql(sql, bound).all())


def _line(work: Work, head: _Head, one: MemberLine, row: Any) -> RosterLine:
    name = work.codes.name
    _, sex, birth, ethnicity, education, joined, _, status, unit, job, phone, address, door = row
    return RosterLine(
        name=one.name,
        sex=name("gender", sex)[:1],
        birth=_day(birth),
        ethnicity=name("ethnicity", ethnicity),
        education=name("education", education),
        joined_on=_day(joined),
        kind=one.kind,
        employment="　".join(filter(None, (unit, job))),
        door=short_address(*door.split("\x1f")) if door else address,
        claims=one.claims,
        homes=one.households,
        phone=phone,
        remark=_remark(head, one.id, status),
    )


def _remark(head: _Head, member: int, status: str | None) -> str:
    """What the narrow last column has room for."""
    if member == head.leader:
        return "组长"
    if member == head.deputy:
        return "副组长"
    return "预备" if status == _ON_TRIAL else ""


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _linked(work: Work, head: _Head) -> tuple[tuple[LinkedLine, ...], int]:
    """Building by building what each member looks after, and how many households in all."""
    end = (work.now.date() + timedelta(days=1)).isoformat()
    names = {one.id: one.name for one in head.members}
    heads: dict[tuple[str, int], dict[int, str]] = {}
    whole: set[tuple[str, int]] = set()
    seen: set[int] = set()
    for estate, number, member, home, person in _rows(
        work, _LINKED.format(ids=head.listed), end=end
    ):
        key = building_name(estate, number), member
        own = heads.setdefault(key, {})
        if home is None:
            whole.add(key)
        else:
            own[home] = person or "（未定户主）"
            seen.add(home)
    lines = (
        LinkedLine(key[0], names[key[1]], tuple(own.values()), key in whole)
        for key, own in heads.items()
    )
    return tuple(lines), len(seen)


class _Post:
    """Somebody on a post of the cell, its buildings or their grid."""

    def __init__(self, row: Any) -> None:
        self.code, self.member, self.duty, self.name, self.phone = row


def _posts(work: Work, cell_id: int) -> list[_Post]:
    today = work.now.date().isoformat()
    return [_Post(row) for row in _rows(work, _POSTS, cell=cell_id, today=today) if row[3]]


def _person(work: Work, head: _Head, one: MemberLine, posts: Sequence[_Post]) -> NoticePerson:
    """A member: his posts here and what he took on; his own number stays at home."""
    held = [post for post in posts if post.member == one.id]
    codes = [post.code for post in held]
    if one.id == head.deputy and DEPUTY not in codes:
        codes.insert(0, DEPUTY)
    named = dict.fromkeys(work.codes.name("party_post", code) for code in codes if code)
    duty = "；".join(dict.fromkeys(post.duty for post in held if post.duty))
    return NoticePerson(one.name, "、".join(named) or "党员", duty or one.claims)


def _beside(work: Work, cell_id: int, posts: Sequence[_Post]) -> list[NoticePerson]:
    """Others who are there for these buildings, the grid's worker with them; each named once."""
    name = work.codes.name
    workers = work.connection.exec_driver_sql(_WORKERS, (cell_id,))
    found = [
        NoticePerson(post.name, name("party_post", post.code), post.duty, post.phone)
        for post in posts
    ]
    known = {person.name for person in found}
    found += [
        NoticePerson(who, name("party_post", _WORKER), "", phone)
        for who, phone in workers
        if who not in known
    ]
    return found
