"""Who of the members counts, and where in the tree each of them belongs."""

from dataclasses import dataclass
from datetime import date, timedelta

from wenming_desktop.party import queries
from wenming_desktop.party.page_model import NodeFilter
from wenming_desktop.party.page_queries import below_of
from wenming_desktop.party.rules import DUAL, GROUP, counts_as_member
from wenming_desktop.work import Work


@dataclass(frozen=True, slots=True)
class Person:
    """A member as the three cards see him."""

    id: int
    name: str
    kind: str | None
    reported_on: date | None
    group_id: int | None
    branch_id: int | None
    unit: str


def people(work: Work, end: date | None = None) -> dict[int, Person]:
    """Everybody who counts as a member before day `end`, else as of today."""
    before = end or work.now.date() + timedelta(days=1)
    found = {}
    for row in queries.members(work.connection):
        row_id, name, kind, status, joined, reported, group, branch, unit = row
        since = reported if kind == DUAL else joined
        if counts_as_member(kind, status, date.fromisoformat(since) if since else None, before):
            checked_in = date.fromisoformat(reported) if reported else None
            found[row_id] = Person(row_id, name or "", kind, checked_in, group, branch, unit or "")
    return found


def in_node(work: Work, wanted: NodeFilter | None, end: date | None = None) -> list[Person]:
    """Those of them who belong to a node and what is below it; everybody without a node."""
    everybody = list(people(work, end).values())
    if wanted is None:
        return everybody
    if wanted.level == GROUP:
        return [person for person in everybody if person.group_id == wanted.id]
    orgs = queries.organizations(work.connection)
    below, home = below_of(orgs, wanted.id)
    known = {row[0] for row in orgs}
    return [
        person
        for person in everybody
        if person.branch_id in below or (home and person.branch_id not in known)
    ]


def cell_names(work: Work) -> dict[int, str]:
    """The name of every cell by its id."""
    rows = work.connection.exec_driver_sql(
        "SELECT id, name FROM building_party_group WHERE NOT is_void"
    )
    return {row_id: name or "" for row_id, name in rows}


def unit_ids(work: Work) -> dict[int, int]:
    """The employer of every member who has one."""
    rows = work.connection.exec_driver_sql(
        "SELECT id, work_unit_id FROM party_member WHERE work_unit_id IS NOT NULL"
    )
    return {int(row[0]): int(row[1]) for row in rows}
