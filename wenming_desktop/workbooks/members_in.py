"""导入党员花名册: one transaction from a roster to members, cells, posts and households."""

from dataclasses import dataclass, field

from wenming_desktop.fields import Reading
from wenming_desktop.party.tree import level_names
from wenming_desktop.settings import office
from wenming_desktop.work import Work, use_case
from wenming_desktop.workbooks.batches import close_batch, open_batch
from wenming_desktop.workbooks.members_in_keys import NAME
from wenming_desktop.workbooks.members_in_places import completed
from wenming_desktop.workbooks.members_in_plan import Plan, Planner
from wenming_desktop.workbooks.members_in_rows import read_members
from wenming_desktop.workbooks.members_in_write import MemberWriter
from wenming_desktop.workbooks.outcome import ImportOptions, Outcome
from wenming_desktop.workbooks.people import NoTableError
from wenming_desktop.workbooks.table import Table

COUNTS = ("members_added", "members_updated", "unchanged", "cells_added")


@dataclass(frozen=True)
class ImportMembers:
    """The tables of one file and how to read them."""

    tables: tuple[Table, ...]
    options: ImportOptions = field(default_factory=ImportOptions)


@use_case("members.preview", "预览党员导入", right="register.import")
def preview_members(work: Work, command: ImportMembers) -> Outcome:
    """What the import would do; writes nothing."""
    return _plan(work, command)[0]


@use_case("members.import", "导入党员花名册", right="register.import")
def import_members(work: Work, command: ImportMembers) -> Outcome:
    """Write the roster as one batch; what it no longer names stays as it is."""
    outcome, plan = _plan(work, command)
    work.detail["source"] = "import"
    batch = open_batch(work, "members", command.options, [t.sheet for t in command.tables])
    writer = MemberWriter(work, plan)
    writer.write()
    if writer.wrote:
        outcome.batch = close_batch(work, batch, outcome)
    return outcome


def _plan(work: Work, command: ImportMembers) -> tuple[Outcome, Plan]:
    tables = completed((table for table in command.tables if NAME in table.keys), work.codes)
    if not tables:
        raise NoTableError
    outcome = Outcome(counts=dict.fromkeys(COUNTS, 0))
    reading = Reading(work.now.date(), work.codes, office(work).area_code)
    entries = read_members(tables, reading, work.progress, outcome)
    planner = Planner(work.connection, level_names(work), command.options.estate, outcome)
    plan = planner.plan(entries)
    outcome.add("cells_added", sum(cell.id is None for cell in plan.cells.cells))
    for planned in plan.members:
        if planned.known is None:
            outcome.add("members_added")
        else:
            outcome.add("members_updated" if planned.changed else "unchanged")
    return outcome, plan
