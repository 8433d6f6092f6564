"""导入服务记录: one transaction from a list of services to records of members."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from db.tables.party import ServiceRecord
from wenming_desktop.errors import UserError
from wenming_desktop.fields import Problem, Reading, by_key, search_key
from wenming_desktop.party.fields import MEMBER_FIELDS, SERVICE_FIELDS
from wenming_desktop.party.register import PartyRegister
from wenming_desktop.settings import office
from wenming_desktop.work import Work, use_case
from wenming_desktop.workbooks.batches import close_batch, open_batch
from wenming_desktop.workbooks.members_in_keys import NAME, NUMBER, PHONE
from wenming_desktop.workbooks.members_in_rows import STEP, Cells, read_cells, stored
from wenming_desktop.workbooks.outcome import ImportOptions, Outcome, RowProblem
from wenming_desktop.workbooks.table import Row, Table

DATE, CONTENT = "service_record.date", "service_record.content"
CONFIRMED = "service_record.confirmed_by"
FACTS = ("date", "post", "content", "place", "beneficiaries", "hours")
COLUMNS = ("member_id", *FACTS, "confirmed_by", "origin_key")
_FIELDS = by_key((f for f in MEMBER_FIELDS if f.key in {NAME, NUMBER, PHONE}), SERVICE_FIELDS)
Record = tuple[Any, ...]


class NoServicesError(UserError):
    """No sheet with a head that names days and people."""

    code = "import.no_table"
    text = "没有找到带“日期”和“姓名”表头的表格，没有导入。请核对是不是服务记录表。"


@dataclass(frozen=True)
class ImportServices:
    """The tables of one file and how to read them."""

    tables: tuple[Table, ...]
    options: ImportOptions = field(default_factory=ImportOptions)


@use_case("services.preview", "预览服务记录导入", right="register.import")
def preview_services(work: Work, command: ImportServices) -> Outcome:
    """What the import would do; writes nothing."""
    return _plan(work, command)[0]


@use_case("services.import", "导入服务记录", right="register.import")
def import_services(work: Work, command: ImportServices) -> Outcome:
    """Write the records that are not there yet as one batch."""
    outcome, new = _plan(work, command)
    if not new:
        return outcome
    work.detail["source"] = "import"
    batch = open_batch(work, "services", command.options, [t.sheet for t in command.tables])
    work.insert_rows(ServiceRecord, COLUMNS, new)
    outcome.batch = close_batch(work, batch, outcome)
    return outcome


def _plan(work: Work, command: ImportServices) -> tuple[Outcome, list[Record]]:
    tables = [table for table in command.tables if {DATE, NAME} <= set(table.keys)]
    if not tables:
        raise NoServicesError
    outcome = Outcome(counts={"records_added": 0, "unchanged": 0})
    reader = _Reader(work, outcome)
    known = _known(work)
    new: list[Record] = []
    for record in reader.records(tables):
        if known[record[-1]]:
            known[record[-1]] -= 1
            outcome.add("unchanged")
        else:
            new.append(record)
    outcome.add("records_added", len(new))
    return outcome, new


class _Reader:
    """Reads rows as records of members of the register."""

    def __init__(self, work: Work, outcome: Outcome) -> None:
        self.work, self.outcome = work, outcome
        self.reading = Reading(work.now.date(), work.codes, office(work).area_code)
        self.register = PartyRegister.load(work.connection)
        self.staff: dict[str, int] = {}
        for row_id, name in work.connection.exec_driver_sql(
            "SELECT id, name FROM staff WHERE NOT is_void ORDER BY id"
        ):
            self.staff.setdefault(search_key(name or ""), row_id)

    def records(self, tables: list[Table]) -> Iterator[Record]:
        """Every row that stands; of rows alike in everything the first does."""
        total = sum(len(table.rows) for table in tables)
        seen: set[tuple[object, ...]] = set()
        for table in tables:
            for row in table.rows:
                if self.outcome.rows % STEP == 0:
                    self.work.progress.step(self.outcome.rows, total, "核对数据")
                self.outcome.rows += 1
                record = self._record(table, row)
                if record is None:
                    continue
                if record in seen:
                    said = "和前面一行完全一样，这一行没有导入，以前一行为准。"
                    problem = Problem("row.duplicate", CONTENT, said)
                    self.outcome.remark(table.sheet, row.number, problem)
                    continue
                seen.add(record)
                yield record

    def _record(self, table: Table, row: Row) -> Record | None:
        cells = read_cells(table, row, _FIELDS, self.reading, self.outcome)
        if cells.refused:
            return None
        if DATE not in cells.values:
            self._refuse(table, row, DATE, "service.date_missing", "没有服务日期，这一行没有导入。")
            return None
        member = self._member(table, row, cells)
        if member is None:
            return None
        if cells.notes.get(DATE):
            said = "日期没有写到哪一天，先按那个月（或那一年）的第一天记。请补上日子。"
            self.outcome.remark(table.sheet, row.number, Problem("value.unknown", DATE, said))
        facts = tuple(stored(cells.values.get(f"service_record.{name}")) for name in FACTS)
        confirmed = self._confirmed(table, row, cells)
        return (member, *facts, confirmed, origin_key(member, facts))

    def _confirmed(self, table: Table, row: Row, cells: Cells) -> int | None:
        name = cells.values.get(CONFIRMED)
        found = self.staff.get(search_key(name or ""))
        if name and found is None:
            said = f"工作人员里没有“{name}”，确认人先空着。"
            self.outcome.remark(table.sheet, row.number, Problem("value.unknown", CONFIRMED, said))
        return found

    def _member(self, table: Table, row: Row, cells: Cells) -> int | None:
        name, number, phone = (cells.values.get(key) for key in (NAME, NUMBER, PHONE))
        fits = self.register.find(name or "", number, phone)
        if len(fits) == 1:
            return fits[0]
        said = (
            f"党员花名册里有 {len(fits)} 个“{name}”，分不出是谁，这一行没有导入。请补上电话。"
            if fits
            else f"党员花名册里没有“{name}”，这一行没有导入。请先导入花名册，或核对姓名和电话。"
        )
        self._refuse(table, row, NAME, "member.unknown", said)
        return None

    def _refuse(self, table: Table, row: Row, key: str, code: str, said: str) -> None:
        self.outcome.problems.append(
            RowProblem(table.sheet, row.number, key, code, "refused", said)
        )


def origin_key(member: int, facts: tuple[Any, ...]) -> str:
    """What a record says as a mark: a record edited since is still known by its row."""
    plain = [float(fact) if isinstance(fact, int) else fact for fact in facts]
    text = json.dumps([member, *plain], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:40]


def _known(work: Work) -> Counter[str]:
    """The marks of the records there are; one typed by hand gets the mark of what it says."""
    names = ",".join(f'"{name}"' for name in FACTS)
    found: Counter[str] = Counter()
    for mark, member, *facts in work.connection.exec_driver_sql(
        f"SELECT origin_key, member_id, {names} FROM service_record WHERE NOT is_void"
    ):
        found[mark or origin_key(member, tuple(facts))] += 1
    return found
