"""Writes the plan of a roster in bulk: tree, cells, members, posts, households looked after."""

from collections.abc import Iterable, Sequence
from typing import Any

from db import search_docs
from db.base import Record
from db.tables.households import Household
from db.tables.party import (
    BuildingPartyGroup,
    HouseholdLiaison,
    PartyMember,
    PartyOrganization,
    PostAssignment,
    WorkUnit,
)
from db.tables.places import Building
from wenming_desktop.party.member_rules import BLOCK, HOME
from wenming_desktop.party.rules import LEADER, SECRETARIES
from wenming_desktop.party.tree import make_branches, make_committee
from wenming_desktop.work import Work
from wenming_desktop.workbooks.members_in_cells import Cell, Named
from wenming_desktop.workbooks.members_in_plan import Plan, Planned
from wenming_desktop.workbooks.members_in_rows import Entry

MEMBER = (
    "full_name", "id_number", "id_number_raw", "gender", "birth_date", "ethnicity", "education",
    "phone", "address", "member_kind", "member_status", "joined_on", "confirmed_on",
    "home_org_name", "branch_id", "group_id", "work_unit_id", "job_title", "reported_on",
    "report_mode", "specialty", "willing", "available_time", "flow_to", "flow_from_on",
    "flow_contact", "resident_id", "remark",
)  # fmt: skip
STEPS = 4


class MemberWriter:
    """Writes a plan; `wrote` tells whether anything was new."""

    def __init__(self, work: Work, plan: Plan) -> None:
        self.work, self.plan = work, plan
        self.wrote = False
        self.ids: dict[int, int] = {}

    def write(self) -> None:
        """Write everything; the search index follows at the end."""
        progress = self.work.progress
        progress.step(0, STEPS, "写入党组织")
        self._tree()
        self._cells()
        progress.step(1, STEPS, "写入党员")
        new = self._members()
        progress.step(2, STEPS, "写入职务")
        self._posts()
        for cell in self.plan.cells.cells:
            self._lead(cell)
        progress.step(3, STEPS, "写入包联户")
        self._liaisons()
        search_docs.put(self.work.connection, "member", new)

    def _insert(
        self, table: type[Record], columns: Sequence[str], values: Sequence[Sequence[Any]]
    ) -> range:
        self.wrote |= bool(values)
        return self.work.insert_rows(table, columns, values)

    def _update(self, table: type[Record], row_id: int, changes: dict[str, Any]) -> None:
        if changes:
            self.wrote = True
            self.work.update_rows(table, tuple(changes), [(*changes.values(), row_id)])

    def _tree(self) -> None:
        cells = self.plan.cells
        branches = [branch for branch in cells.branches.values() if branch.id is None]
        if self.plan.committee is None and (branches or cells.cells):
            self.plan.committee = make_committee(self.work)
            self.wrote = True
        if branches and self.plan.committee is not None:
            made = make_branches(self.work, self.plan.committee, [b.name for b in branches])
            self._fill(branches, made)
        units = [unit for unit in self.plan.units.values() if unit.id is None]
        self._fill(units, self._insert(WorkUnit, ("name",), [(unit.name,) for unit in units]))

    def _fill(self, named: Iterable[Named | Cell], made: range) -> None:
        for one, row_id in zip(named, made, strict=True):
            one.id = row_id
            self.wrote = True

    def _cells(self) -> None:
        new = [cell for cell in self.plan.cells.cells if cell.id is None]
        values = [(cell.name, cell.branch.id if cell.branch else None) for cell in new]
        self._fill(new, self._insert(BuildingPartyGroup, ("name", "branch_id"), values))
        joins = []
        for cell in self.plan.cells.cells:
            stored = self.plan.register.groups.get(cell.id or 0)
            if stored and stored["branch_id"] is None and cell.branch is not None:
                self._update(BuildingPartyGroup, stored["id"], {"branch_id": cell.branch.id})
            free = (i for i in cell.buildings if self.plan.homes.buildings[i].group_id is None)
            joins += [(cell.id, i) for i in free]
        self.wrote |= bool(joins)
        self.work.update_rows(Building, ("party_group_id",), joins)

    def _members(self) -> range:
        new = [planned for planned in self.plan.members if planned.known is None]
        values = []
        for planned in new:
            row = {**planned.changes, **planned.links()}
            values.append(tuple(row.get(name) for name in MEMBER))
        made = self._insert(PartyMember, MEMBER, values)
        self.ids = {id(p.entry): i for p, i in zip(new, made, strict=True)}
        by_columns: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
        for planned in self.plan.members:
            if planned.known is None:
                continue
            self.ids[id(planned.entry)] = planned.known
            links = planned.links()
            changes = {k: links.get(k, v) for k, v in planned.changes.items()}
            if changes:
                by_columns.setdefault(tuple(changes), []).append((*changes.values(), planned.known))
        for columns, updates in by_columns.items():
            self.wrote = True
            self.work.update_rows(PartyMember, columns, updates)
        return made

    def _posts(self) -> None:
        """New posts; a leader who is followed by another gives his post up today."""
        today = self.work.now.date().isoformat()
        values, ended = [], []
        for planned in self.plan.members:
            if planned.post is None:
                continue
            member = self.ids[id(planned.entry)]
            column, target = self.plan.scope(planned, planned.post)
            if planned.post == LEADER:
                ended += self._followed(target, member)
            self._secretary(planned, target, member)
            if (member, planned.post, column, target or 0) not in self.plan.posts:
                org, group, building = (
                    target if column == name else None
                    for name in ("org_id", "group_id", "building_id")
                )
                values.append((planned.post, member, org, group, building))
        self._insert(
            PostAssignment, ("post", "member_id", "org_id", "group_id", "building_id"), values
        )
        self.wrote |= bool(ended)
        self.work.update_rows(PostAssignment, ("to_on",), [(today, row_id) for row_id in ended])

    def _followed(self, group: int | None, member: int) -> list[int]:
        return [
            row_id
            for (held_by, post, column, target), row_id in self.plan.posts.items()
            if (post, column, target) == (LEADER, "group_id", group) and held_by != member
        ]

    def _secretary(self, planned: Planned, target: int | None, member: int) -> None:
        stored = self.plan.register.orgs.get(target or 0, {})
        if planned.post in SECRETARIES and target and stored.get("secretary_id") is None:
            self._update(PartyOrganization, target, {"secretary_id": member})

    def _lead(self, cell: Cell) -> None:
        """Leader, deputy and the public telephone, which follows the leader's own."""
        if cell.id is None:
            return
        stored = self.plan.register.groups.get(cell.id, {})
        wanted: dict[str, Any] = {}
        for column, entry in (("leader_id", cell.leader), ("deputy_id", cell.deputy)):
            if entry is not None:
                wanted[column] = self.ids[id(entry)]
        if cell.leader is not None and cell.leader.phone:
            public = stored.get("public_phone")
            follows = public in (None, *self._own_phones(cell.leader))
            if follows or wanted["leader_id"] != stored.get("leader_id"):
                wanted["public_phone"] = cell.leader.phone
        self._update(
            BuildingPartyGroup, cell.id, {k: v for k, v in wanted.items() if stored.get(k) != v}
        )

    def _own_phones(self, leader: Entry) -> set[str]:
        return self.plan.register.phones.get(self.ids[id(leader)], set())

    def _liaisons(self) -> None:
        """Who looks after whom; a household shows the first by name where several do."""
        values: list[tuple[int, int | None, int | None, str]] = []
        shown: dict[int, int] = {}
        for planned in sorted(self.plan.members, key=lambda p: p.entry.order):
            member, role = self.ids[id(planned.entry)], planned.entry.role
            values += [(member, household, None, role or HOME) for household in planned.homes]
            values += [(member, None, building, role or BLOCK) for building in planned.buildings]
            for household in planned.homes:
                if self.plan.homes.homes[household].liaison is None:
                    shown.setdefault(household, member)
        columns = ("member_id", "household_id", "building_id", "role")
        self._insert(HouseholdLiaison, columns, values)
        self.wrote |= bool(shown)
        self.work.update_rows(
            Household,
            ("liaison_member_id",),
            [(member, household) for household, member in shown.items()],
        )
