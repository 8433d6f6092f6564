"""Who stands on the cards: for each chosen post the holder nearest to the building.

Posts, grids and cells of the whole office are read at once and brought together building by
building, so that ten thousand cards cost no more questions than one. Printed is only a number
that is public: of the office's own people, of the assignment, of the cell or organisation.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wenming_desktop.cards.model import Contact
from wenming_desktop.fields import Phone
from wenming_desktop.settings import Office
from wenming_desktop.work import Work

WORKER, LEADER, DUTY, DESK = "网格员", "楼栋党小组长", "社区值班", "值班室"
HOTLINE = Contact("政务热线", "", "12345")
MOST_LINES = 4
"""Lines to call that the card of p1 holds at sizes old eyes read."""
GRID_WORKER, CELL_LEADER, GRID_CHIEF, SENT_DOWN = "34", "21", "33", "37"
NEIGHBOURS = frozenset({"21", "22", "31", "32", "35"})
"""Posts of people who live here and are called at home."""
_SECRETARIES = {"01": "3", "11": "4"}
_SHORT = {GRID_WORKER: WORKER, CELL_LEADER: LEADER}
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_WHERE = ("building_id", "group_id", "grid_id", "org_id")
"""Where a post may be held, the nearest to the household first."""
_PHONE = Phone()
_ASSIGNED = """
SELECT a.post, a.building_id, a.group_id, a.grid_id, a.org_id,
       coalesce(s.name, mr.full_name, m.full_name, r.full_name, a.person_name),
       coalesce(nullif(a.phone, ''), s.phone, g.public_phone, o.phone)
FROM post_assignment a
LEFT JOIN staff s ON s.id = a.staff_id AND s.is_active AND NOT s.is_void
LEFT JOIN party_member m ON m.id = a.member_id AND NOT m.is_void
LEFT JOIN resident mr ON mr.id = m.resident_id
LEFT JOIN resident r ON r.id = a.resident_id AND NOT r.is_void
LEFT JOIN building_party_group g ON g.id = a.group_id
LEFT JOIN party_organization o ON o.id = a.org_id
WHERE NOT a.is_void AND (a.from_on IS NULL OR a.from_on <= :day)
  AND (a.to_on IS NULL OR a.to_on >= :day) AND a.post IN ({marks})
ORDER BY coalesce(a.from_on, ''), a.id
"""
_BUILDINGS = """
SELECT b.id, b.grid_id, p.id, coalesce(p.branch_id, 0),
       w.name, w.phone, coalesce(r.full_name, m.full_name), p.public_phone,
       f.name, f.phone, d.name, d.phone
FROM building b
LEFT JOIN grid g ON g.id = b.grid_id AND NOT g.is_void
LEFT JOIN staff w ON w.id = g.worker_id AND w.is_active AND NOT w.is_void
LEFT JOIN staff f ON f.id = g.chief_id AND f.is_active AND NOT f.is_void
LEFT JOIN staff d ON d.id = b.staff_id AND d.is_active AND NOT d.is_void
LEFT JOIN building_party_group p
  ON p.id = b.party_group_id AND p.closed_on IS NULL AND NOT p.is_void
LEFT JOIN party_member m ON m.id = p.leader_id AND NOT m.is_void
LEFT JOIN resident r ON r.id = m.resident_id
"""
_ORGANISATIONS = """
SELECT o.id, o.level, o.parent_id, o.grid_id, o.phone, coalesce(r.full_name, m.full_name)
FROM party_organization o
LEFT JOIN party_member m ON m.id = o.secretary_id AND NOT m.is_void
LEFT JOIN resident r ON r.id = m.resident_id
WHERE NOT o.is_void ORDER BY o.level DESC, o.sort, o.id
"""
_COMMITTEE = "3"
Called = tuple[Contact, tuple[Contact, ...]]


@dataclass(frozen=True, slots=True)
class _Org:
    level: str
    parent: int | None
    grid: int | None
    phone: str
    secretary: str


class Holders:
    """Answers whom the households of a building may call, main number first."""

    def __init__(self, work: Work, sheet: Office) -> None:
        self._posts = tuple(dict.fromkeys(sheet.card_posts))
        self._labels = {post: post_label(work, post) for post in self._posts}
        self._duty = Contact(DUTY, DESK, _PHONE.show(sheet.duty_phone))
        self._held = _assigned(work, self._posts)
        self._orgs = _organisations(work)
        rows = work.connection.exec_driver_sql(_BUILDINGS)
        self._buildings: dict[int | None, Any] = {row[0]: row for row in rows}
        self._known: dict[int | None, Called] = {}

    def of(self, building: int | None) -> Called:
        """The main number and the lines below it."""
        called = self._known.get(building)
        if called is None:
            row = self._buildings.get(building) or (None,) * 12
            there = self._places(row)
            chosen = [self._contact(post, row, there) for post in self._posts]
            first = chosen.pop(self._first(chosen)) if chosen else Contact("", "", "")
            called = contacts(first, *chosen, self._duty)
            self._known[building] = called
        return called

    def _first(self, chosen: Sequence[Contact]) -> int:
        """Which post is the main number: the first; where it is empty, the next of the office.

        A neighbour is it only where he was put first; the duty phone goes before him.
        """
        if chosen[0].phone:
            return 0
        official = (at for at, post in enumerate(self._posts) if post not in NEIGHBOURS)
        return next((at for at in official if chosen[at].phone), 0)

    def everywhere(self) -> frozenset[str]:
        """The posts that some building's households can call."""
        there = [(row, self._places(row)) for row in self._buildings.values()]
        return frozenset(
            self._labels[post]
            for post in self._posts
            if any(self._contact(post, row, places).phone for row, places in there)
        )

    def _places(self, row: Any) -> list[tuple[str, int]]:
        """Where posts of this building may be held, the nearest first; at last nowhere in it."""
        near = zip(_WHERE[:3], (row[0], row[2], row[1]), strict=True)
        found = [(name, row_id) for name, row_id in near if row_id]
        starts = [row[3], *(i for i, org in self._orgs.items() if org.grid and org.grid == row[1])]
        starts += [i for i, org in self._orgs.items() if org.level == _COMMITTEE]
        seen: dict[int, None] = {}
        for start in starts:
            at = start
            while at in self._orgs and at not in seen:
                seen[at] = None
                at = self._orgs[at].parent
        # The branches come before what stands above them, whichever way they were found.
        ranked = sorted(seen, key=lambda i: self._orgs[i].level, reverse=True)
        return [*found, *(("org_id", i) for i in ranked), ("", 0)]

    def _contact(self, post: str, row: Any, there: Sequence[tuple[str, int]]) -> Contact:
        own = {GRID_WORKER: row[4:6], CELL_LEADER: row[6:8]}.get(post, (None, None))
        spare = {GRID_CHIEF: row[8:10], SENT_DOWN: row[10:12]}.get(post, (None, None))
        named = (self._held.get((post, *place)) for place in there)
        for name, phone in (own, *(one for one in named if one), self._led(post, there), spare):
            if name and phone:
                return Contact(self._labels[post], name, _PHONE.show(phone))
        return Contact(self._labels[post], "", "")

    def _led(self, post: str, there: Sequence[tuple[str, int]]) -> tuple[str, str]:
        """The secretary an organisation names itself, with its own number."""
        level = _SECRETARIES.get(post)
        found = (self._orgs[i] for kind, i in there if kind == "org_id")
        org = next((org for org in found if org.level == level and org.secretary), None)
        return (org.secretary, org.phone) if org is not None else ("", "")


def contacts(*lines: Contact) -> Called:
    """The main number and those below it, as many as fit; the last one given is the duty phone.

    Who has no number cannot be called. The first post is the main number; while it is empty the
    duty phone stands in for it, and keeps its place when there are more posts than lines.
    """
    *chosen, duty = lines
    there = [contact for contact in chosen if contact.phone]
    if duty.phone:
        there = [*there[: MOST_LINES - 1], duty]
    if not there:
        return HOTLINE, ()
    main = next((line for line in (*chosen[:1], duty) if line.phone), there[0])
    return main, tuple(line for line in there[:MOST_LINES] if line is not main)


def post_label(work: Work, post: str) -> str:
    """A post as the card names it: without what its list explains in brackets."""
    name = _SHORT.get(post) or work.codes.name("party_post", post)
    return _BRACKETS.sub("", name).split("/")[0]


def _assigned(work: Work, posts: Sequence[str]) -> Mapping[tuple[str, str, int], tuple[str, str]]:
    """Post and place -> name and number; of several the one who came last."""
    if not posts:
        return {}
    marks = ",".join(f":p{at}" for at in range(len(posts)))
    bound = {f"p{at}": post for at, post in enumerate(posts)} | {"day": work.now.date().isoformat()}
    rows = work.connection.exec_driver_sql(_ASSIGNED.format(marks=marks), bound)
    held: dict[tuple[str, str, int], tuple[str, str]] = {}
    for post, *places, name, phone in rows:
        where = next(((n, i) for n, i in zip(_WHERE, places, strict=True) if i), ("", 0))
        if name and phone:
            held[post, *where] = (name, phone)
    return held


def _organisations(work: Work) -> dict[int | None, _Org]:
    rows = work.connection.exec_driver_sql(_ORGANISATIONS)
    return {r[0]: _Org(r[1] or "", r[2], r[3], r[4] or "", r[5] or "") for r in rows}
