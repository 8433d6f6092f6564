"""What a roster changes: rows matched with members, what differs, posts and households new."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from wenming_desktop.fields import Problem, search_key
from wenming_desktop.party.homes import Homes
from wenming_desktop.party.register import PERSON, PartyRegister, Row
from wenming_desktop.party.rules import COMMITTEE, DEPUTY, LEADER, OF_BRANCH, OF_CELL, OF_COMMITTEE
from wenming_desktop.workbooks.members_in_cells import Cell, CellFinder, Cells, Named
from wenming_desktop.workbooks.members_in_homes import LiaisonReader
from wenming_desktop.workbooks.members_in_keys import NUMBER, POST, UNIT
from wenming_desktop.workbooks.members_in_rows import Entry
from wenming_desktop.workbooks.outcome import Outcome

_ROUGH = {"month": 7, "year": 4}

Scope = tuple[str, int | None]
Posts = dict[tuple[int, str, str, int], int]


@dataclass(slots=True)
class Planned:
    """One member: who he is in the register, what of him is new or otherwise."""

    entry: Entry
    known: int | None
    branch: Named | None
    cell: Cell | None
    unit: Named | None
    changes: dict[str, Any] = field(default_factory=dict)
    homes: list[int] = field(default_factory=list)
    buildings: list[int] = field(default_factory=list)
    post: str | None = None

    @property
    def changed(self) -> bool:
        """Whether anything about a known member is new."""
        return bool(self.changes or self.homes or self.buildings or self.post)

    def links(self) -> dict[str, Any]:
        """The columns that name something; None until that is made."""
        named = (("branch_id", self.branch), ("group_id", self.cell), ("work_unit_id", self.unit))
        return {column: target.id for column, target in named if target is not None}


@dataclass
class Plan:
    """Everything a roster would write."""

    register: PartyRegister
    homes: Homes
    cells: Cells
    units: dict[str, Named]
    members: list[Planned]
    posts: Posts
    committee: int | None

    def scope(self, planned: Planned, post: str) -> Scope:
        """Where a post is held: the column of `post_assignment` and its id, if made yet."""
        if post.startswith(OF_COMMITTEE):
            return "org_id", self.committee
        if post.startswith(OF_BRANCH):
            return "org_id", planned.branch.id if planned.branch else None
        if post.startswith(OF_CELL):
            return "group_id", planned.cell.id if planned.cell else None
        buildings = planned.cell.buildings if planned.cell else []
        return "building_id", buildings[0] if len(buildings) == 1 else None


class Planner:
    """Makes the plan of a roster."""

    def __init__(
        self,
        connection: Connection,
        levels: Sequence[str],
        estate: str,
        outcome: Outcome,
    ) -> None:
        self.connection, self.outcome, self.estate = connection, outcome, estate
        self.register = PartyRegister.load(connection)
        self.homes = Homes.load(connection)
        self.finder = CellFinder(self.register, self.homes, levels, estate)
        self.reader = LiaisonReader(self.homes)

    def plan(self, entries: list[Entry]) -> Plan:
        """Match, gather, compare; writes nothing."""
        for entry in entries:
            self._check_number(entry)
        known = self._match(entries)
        cells = self.finder.find(entries, self.outcome)
        units = self._units(entries)
        members = [
            Planned(
                entry,
                known.get(id(entry)),
                cells.branch(entry),
                cells.of_entry.get(id(entry)),
                units.get(search_key(entry.said.get(UNIT, ""))),
            )
            for entry in entries
        ]
        committee = next(
            (i for i, row in self.register.orgs.items() if row["level"] == COMMITTEE), None
        )
        posts = _open_posts(self.connection)
        plan = Plan(self.register, self.homes, cells, units, members, posts, committee)
        for cell in cells.cells:
            self._lead(cell, known)
        looked_after = _looked_after(self.connection)
        for planned in members:
            self._compare(plan, planned, looked_after)
        return plan

    def _check_number(self, entry: Entry) -> None:
        """Name a number that two people bear; one made up from fifteen digits gives way."""
        if entry.number is None:
            return
        other = self.register.holders.setdefault(entry.number, entry.name)
        if search_key(other) == search_key(entry.name):
            return
        if entry.values.get("id_number_raw"):
            entry.number = None
            del entry.values["id_number"]
            return
        said = f"这个号码已经登记在“{other}”名下，两个人都先留着。请对着证件核对是谁的。"
        self.outcome.remark(entry.sheet, entry.row, Problem("id.shared", NUMBER, said))

    def _match(self, entries: Sequence[Entry]) -> dict[int, int]:
        """Who is who: those with a number first, then by name and telephone."""
        known: dict[int, int] = {}
        taken: set[int] = set()
        for by_number in (True, False):
            for entry in sorted(entries, key=lambda e: e.order):
                held = (entry.number or "", search_key(entry.name)) in self.register.by_number
                if held is not by_number:
                    continue
                fits = self.register.find(entry.name, entry.number, entry.phone)
                free = [i for i in fits if i not in taken]
                if free:
                    known[id(entry)] = free[0]
                    taken.add(free[0])
        return known

    def _units(self, entries: Sequence[Entry]) -> dict[str, Named]:
        names = sorted({entry.said[UNIT] for entry in entries if UNIT in entry.said})
        keys = self.register.units
        return {search_key(name): Named(name, keys.get(search_key(name))) for name in names}

    def _lead(self, cell: Cell, known: dict[int, int]) -> None:
        """One leader a cell: who leads already, else the first by name; others are named."""
        stored = self.register.groups.get(cell.id or 0, {})
        for code, column in ((LEADER, "leader_id"), (DEPUTY, "deputy_id")):
            named = sorted((e for e in cell.entries if e.post == code), key=lambda e: e.order)
            now = [e for e in named if known.get(id(e)) == stored.get(column) is not None]
            chosen = next(iter(now or named), None)
            setattr(cell, column.removesuffix("_id"), chosen)
            for entry in named:
                if code == LEADER and chosen is not None and entry is not chosen:
                    said = f"{cell.name}已有组长“{chosen.name}”，这一位没有记成组长。请核对职务。"
                    problem = Problem("member.second_leader", POST, said)
                    self.outcome.remark(entry.sheet, entry.row, problem)
                    entry.post = None

    def _compare(
        self, plan: Plan, planned: Planned, looked_after: set[tuple[int, str, int]]
    ) -> None:
        entry, known = planned.entry, planned.known
        stored = self.register.members.get(known or 0)
        resident = self.register.resident(entry.name, entry.number, stored)
        planned.changes = _changes(entry, stored, resident)
        for column, value in planned.links().items():
            if stored is None or value is None or stored[column] != value:
                planned.changes[column] = value
        cell = planned.cell
        buildings = cell.buildings if cell else []
        estate = cell.estate if cell else self.estate
        homes = self.reader.households(entry, buildings, estate, self.outcome)
        blocks = self.reader.buildings(entry, estate, self.outcome)
        planned.homes = [i for i in homes if (known, "household_id", i) not in looked_after]
        planned.buildings = [i for i in blocks if (known, "building_id", i) not in looked_after]
        if entry.post is not None and not self._holds(plan, planned, entry.post):
            planned.post = entry.post

    def _holds(self, plan: Plan, planned: Planned, post: str) -> bool:
        column, target = plan.scope(planned, post)
        held = (planned.known or 0, post, column, target or 0) in plan.posts
        if post == LEADER and planned.cell is not None and planned.cell.id is not None:
            group = plan.register.groups[planned.cell.id]
            return held and planned.known == group["leader_id"]
        return held


def _changes(entry: Entry, stored: Row | None, resident: Row | None) -> dict[str, Any]:
    """What the row says otherwise; an empty cell says nothing, the register's own word stands."""
    values = {k: v for k, v in entry.values.items() if v is not None}
    linked = resident is not None and (stored is None or stored["resident_id"] is None)
    if resident is not None:
        values = {k: v for k, v in values.items() if k not in PERSON or resident[k] is None}
        # What his row as a resident says too is read from there, not kept twice.
        known = ("phone",) if stored is None else ("phone", "full_name", "id_number")
        values = {k: v for k, v in values.items() if k not in known or resident[k] != v}
    if stored is not None:
        values = {
            k: v for k, v in values.items() if not _same(stored[k], v, entry.rough.get(k, ""))
        }
    if linked and resident is not None:
        values["resident_id"] = resident["id"]
    return values


def _same(stored: Any, value: Any, rough: str) -> bool:
    """A day known by its month says nothing against a day of that month."""
    if rough and isinstance(stored, str):
        return stored[: _ROUGH[rough]] == str(value)[: _ROUGH[rough]]
    return bool(stored == value)


def _open_posts(connection: Connection) -> Posts:
    found: Posts = {}
    for row_id, member, post, *targets in connection.exec_driver_sql(
        "SELECT id, member_id, post, org_id, group_id, building_id FROM post_assignment"
        " WHERE to_on IS NULL AND NOT is_void AND member_id IS NOT NULL"
    ):
        columns = zip(("org_id", "group_id", "building_id"), targets, strict=True)
        column, target = next(((c, t) for c, t in columns if t), ("building_id", 0))
        found[member, post, column, target] = row_id
    return found


def _looked_after(connection: Connection) -> set[tuple[int, str, int]]:
    found: set[tuple[int, str, int]] = set()
    for member, household, building in connection.exec_driver_sql(
        "SELECT member_id, household_id, building_id FROM household_liaison"
        " WHERE to_on IS NULL AND NOT is_void"
    ):
        if household:
            found.add((member, "household_id", household))
        if building:
            found.add((member, "building_id", building))
    return found
