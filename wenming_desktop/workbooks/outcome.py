"""What came of an import: counts and, for each row that was not clean, where and why."""

from dataclasses import dataclass, field

from wenming_desktop.fields import Problem
from wenming_desktop.workbooks.answers import Fixes
from wenming_desktop.workbooks.merging import Merge, MergeRow


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A problem with its place; `row` is the sheet's own number, `field` a dictionary key."""

    sheet: str
    row: int
    field: str
    code: str
    severity: str
    message: str


@dataclass
class Outcome:
    """The result of an import or a dry run; `batch` is None when nothing was written."""

    rows: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)
    batch: int | None = None
    merges: list[MergeRow] = field(default_factory=list)
    """In a dry run: who is in the register already, and what differs."""

    def add(self, name: str, number: int = 1) -> None:
        """Count something."""
        self.counts[name] = self.counts.get(name, 0) + number

    def remark(self, sheet: str, row: int, problem: Problem) -> None:
        """Keep a problem of a row."""
        self.problems.append(
            RowProblem(sheet, row, problem.field, problem.code, problem.severity, problem.message)
        )


@dataclass(frozen=True)
class ImportOptions:
    """How a file is to be read: the estate where the sheet names none, one sheet only.

    `merge` says what of the register stands where the ledger differs; `fixes` were answered in
    the file's tables already, what of them holds for later files is kept with the import. `ahead`
    takes rows of days to come: only the sample's own ledgers have such, by an early clock.
    """

    file_sha256: str = ""
    estate: str = ""
    sheet: str = ""
    merge: Merge = field(default_factory=Merge)
    fixes: Fixes = field(default_factory=Fixes)
    ahead: bool = False
