"""导入诉求工单: each row becomes a ticket with its log at the times given, guarded by nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from wenming_desktop.errors import UserError
from wenming_desktop.fields import Reading
from wenming_desktop.settings import office
from wenming_desktop.work import Work, use_case
from wenming_desktop.workbooks.batches import close_batch, open_batch
from wenming_desktop.workbooks.outcome import ImportOptions, Outcome
from wenming_desktop.workbooks.table import Table
from wenming_desktop.workbooks.tickets_in_entry import ACCEPTED, REGISTERED, SENT, Entry, Hour
from wenming_desktop.workbooks.tickets_in_known import Known
from wenming_desktop.workbooks.tickets_in_rows import read_tickets
from wenming_desktop.workbooks.tickets_in_write import write_tickets


class NoTicketsError(UserError):
    """No sheet with a head that names tickets."""

    code = "import.no_tickets"
    text = "没有找到工单表，没有导入。请核对是不是这份表，表头要有“受理时间”一列。"


@dataclass(frozen=True)
class ImportTickets:
    """The tables of one file and how to read them."""

    tables: tuple[Table, ...]
    options: ImportOptions = field(default_factory=ImportOptions)


@use_case("tickets.preview", "预览导入", right="register.import")
def preview_tickets(work: Work, command: ImportTickets) -> Outcome:
    """What the import would do; writes nothing."""
    outcome, new = _plan(work, command)
    outcome.add("tickets_added", len(new))
    return outcome


@use_case("tickets.import", "导入诉求工单", right="register.import")
def import_tickets(work: Work, command: ImportTickets) -> Outcome:
    """Write the tickets as one batch; tickets known by their number stay as they are."""
    outcome, new = _plan(work, command)
    outcome.add("tickets_added", len(new))
    if not new:
        return outcome
    work.detail["source"] = "import"
    batch = open_batch(work, "tickets", command.options, [t.sheet for t in command.tables])
    write_tickets(work, new, command.options.estate)
    outcome.batch = close_batch(work, batch, outcome)
    return outcome


def _plan(work: Work, command: ImportTickets) -> tuple[Outcome, list[Entry]]:
    """The tickets that are new, in order of time."""
    tables = [t for t in command.tables if {ACCEPTED, REGISTERED, SENT} & set(t.keys)]
    if not tables:
        raise NoTicketsError
    outcome = Outcome(counts={"tickets_added": 0, "unchanged": 0})
    reading = Reading(work.now.date(), work.codes, office(work).area_code)
    hour = Hour(reading, work.now, tuple(_estates(work)), command.options.ahead)
    entries = read_tickets(tables, hour, work.progress, outcome)
    new = Known(work, outcome).sift(entries)
    return outcome, sorted(new, key=lambda entry: entry.order)


def _estates(work: Work) -> Iterator[str]:
    rows = work.connection.exec_driver_sql("SELECT name FROM estate WHERE NOT is_void")
    return (row[0] for row in rows)
