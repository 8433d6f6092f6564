"""党建: the tree, coverage by cells and liaison, service of a period, leaders for the cards."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from wenming_desktop.party import queries
from wenming_desktop.party.model import CellLeader, CellWarning, Coverage, Feedback, TreeNode
from wenming_desktop.party.rules import (
    BRANCH,
    COMMITTEE,
    DUAL,
    FULL,
    GROUP,
    LEAST_MEMBERS,
    OF_BRANCH_COMMITTEE,
    ON_ROLL,
    Fault,
    branch_faults,
    cell_faults,
    counts_as_member,
    leader_term_fault,
    term_fault,
)
from wenming_desktop.work import Work, use_case


@dataclass(frozen=True, slots=True)
class _Member:
    id: int
    name: str
    kind: str | None
    status: str | None
    joined_on: str | None
    reported_on: str | None
    group_id: int | None
    branch_id: int | None
    unit: str | None

    def counts(self, end: date) -> bool:
        since = self.reported_on if self.kind == DUAL else self.joined_on
        day = date.fromisoformat(since) if since else None
        return counts_as_member(self.kind, self.status, day, end)


@use_case("party.coverage", "查看党建覆盖", right="party.read")
def coverage(work: Work, begin: date, end: date) -> Coverage:
    """P01-P07 of the days from `begin` to before `end`."""
    begin, end = _plain(begin), _plain(end)
    members = _members(work, end)
    dual = {member.id for member in members if member.kind == DUAL}
    sizes = Counter(member.group_id for member in members)
    cells = queries.cells(work.connection, end)
    served = queries.served(work.connection, begin, end)
    return Coverage(
        members=len(members),
        on_roll=sum(member.kind in ON_ROLL for member in members),
        dual_registered=len(dual),
        cells=len(cells),
        cells_of_three=sum(sizes[cell[0]] >= LEAST_MEMBERS for cell in cells),
        times=sum(times for times, _ in served.values()),
        people=len(served),
        hours=round(sum(hours for _, hours in served.values()), 2),
        dual_serving=len(dual & served.keys()),
        **queries.counts(work.connection, end),
    )


@use_case("party.feedback", "查看双报到反馈", right="party.read")
def feedback_figures(work: Work, begin: date, end: date) -> tuple[Feedback, ...]:
    """What every member checked in did from `begin` to before `end`, work unit by work unit."""
    begin, end = _plain(begin), _plain(end)
    served = queries.served(work.connection, begin, end)
    found = [
        Feedback(member.id, member.name, member.unit or "", *served.get(member.id, (0, 0.0)))
        for member in _members(work, end)
        if member.kind == DUAL
    ]
    return tuple(sorted(found, key=lambda line: (line.unit, line.name, line.member_id)))


@use_case("party.tree", "查看党组织", right="party.read")
def tree(work: Work) -> tuple[TreeNode, ...]:
    """The organisations from the top, cells last; nothing where there is none yet."""
    end = work.now.date() + timedelta(days=1)
    members = _members(work, end)
    orgs = queries.organizations(work.connection)
    ids = {row[0] for row in orgs}
    home = next((row[0] for row in orgs if row[2] == COMMITTEE), None)
    direct = Counter(m.branch_id if m.branch_id in ids else home for m in members)
    sizes = Counter(member.group_id for member in members)
    below: dict[int | None, list[TreeNode]] = {}
    for row_id, name, branch, _ in queries.cells(work.connection, end):
        node = TreeNode(row_id, name or "", GROUP, sizes[row_id])
        below.setdefault(branch if branch in ids else home, []).append(node)
    for row_id, name, level, parent in reversed(orgs):
        children = tuple(below.pop(row_id, ()))
        inner = sum(child.members for child in children if child.level != GROUP)
        node = TreeNode(row_id, name or "", level or BRANCH, direct[row_id] + inner, children)
        below.setdefault(parent if parent in ids else None, []).insert(0, node)
    return tuple(below.get(None, ()))


@use_case("party.leaders", "查看楼栋党小组长", right="party.read")
def leaders(work: Work) -> dict[int, CellLeader]:
    """The cell leader of every building that has one, by the building's id."""
    found = queries.leaders(work.connection)
    return {building: CellLeader(*named) for building, named in found.items()}


@use_case("party.leader_of_building", "查看本楼党小组长", right="party.read")
def cell_leader_of_building(work: Work, building_id: int) -> CellLeader | None:
    """The cell leader of one building."""
    return leaders(work).get(building_id)


@use_case("party.warnings", "查看党小组提醒", right="party.read")
def warnings(work: Work) -> tuple[CellWarning, ...]:
    """Cells with fewer than three members, without a leader, or led by no full member."""
    return _cell_warnings(work, _members(work, _tomorrow(work)))


@use_case("party.reminders", "查看党建提醒", right="party.read")
def reminders(work: Work) -> tuple[CellWarning, ...]:
    """What the rules ask of cells, then of branches and of organisations whose term ends."""
    members = _members(work, _tomorrow(work))
    return _cell_warnings(work, members) + _org_warnings(work, members)


def _cell_warnings(work: Work, members: list[_Member]) -> tuple[CellWarning, ...]:
    by_id = {member.id: member for member in members}
    sizes = Counter(member.group_id for member in members)
    over = queries.leader_terms_over(work.connection, work.now.date())
    found: list[CellWarning] = []
    for row_id, name, _, leader_id in queries.cells(work.connection, _tomorrow(work)):
        leader = by_id.get(leader_id)
        full = leader is not None and leader.status in (None, FULL)
        faults = cell_faults(sizes[row_id], led=leader_id is not None, leader_full=full)
        if leader_id is not None and row_id in over:
            faults.append(leader_term_fault(over[row_id]))
        found += [CellWarning(row_id, name or "", *fault) for fault in faults]
    return tuple(found)


def _org_warnings(work: Work, members: list[_Member]) -> tuple[CellWarning, ...]:
    today = work.now.date()
    own = [member for member in members if member.kind in ON_ROLL]
    sizes = Counter(member.branch_id for member in own)
    full = Counter(member.branch_id for member in own if member.status in (None, FULL))
    committees = queries.committees(work.connection, today, sorted(OF_BRANCH_COMMITTEE))
    terms = queries.terms(work.connection)
    found: list[CellWarning] = []
    for row_id, name, level, _ in queries.organizations(work.connection):
        faults: list[Fault] = []
        if level == BRANCH:
            faults += branch_faults(full[row_id], sizes[row_id], committees.get(row_id, 0))
        ending = term_fault(terms.get(row_id), today)
        faults += [ending] if ending is not None else []
        found += [CellWarning(row_id, name or "", *fault, level or BRANCH) for fault in faults]
    return tuple(found)


def _tomorrow(work: Work) -> date:
    return work.now.date() + timedelta(days=1)


def _members(work: Work, end: date) -> list[_Member]:
    """Who counts as a member before day `end`."""
    everybody = (_Member(*row) for row in queries.members(work.connection))
    return [member for member in everybody if member.counts(end)]


def _plain(day: date) -> date:
    return date(day.year, day.month, day.day)
