"""An office for the import page: checks and writes say what they are told to say."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.ui.stand_in import Office
from wenming_desktop.security.undo import Kept, Undone
from wenming_desktop.workbooks.desk_imports import BatchRow
from wenming_desktop.workbooks.outcome import Outcome, RowProblem


def problem(
    row: int, severity: str = "refused", message: str = "身份证最后一位对不上"
) -> RowProblem:
    return RowProblem("住户", row, "resident.id_number", "id.checksum", severity, message)


@dataclass
class Told:
    """What the next check and the next write say."""

    outcome: Outcome = field(default_factory=Outcome)
    undone: Undone = field(default_factory=lambda: Undone(36, 0, ()))


class ImportOffice(Office):
    """Answers what the page asks; a written file becomes a batch."""

    def __init__(self) -> None:
        super().__init__(4)
        self.told = Told()
        self.batches: list[BatchRow] = []
        self.wrote: Callable[[], object] = bool

    def known_estates(self) -> tuple[str, ...]:
        return ("一院", "裕和花园")

    def recent_batches(self) -> tuple[BatchRow, ...]:
        return tuple(self.batches)

    def preview_residents(self, _command: Any) -> Outcome:
        return self.told.outcome

    def import_residents(self, _command: Any) -> Outcome:
        outcome = self.told.outcome
        at = datetime(2026, 11, 20, 10, 42)
        number = len(self.batches) + 1
        row = BatchRow(number, "residents", at, outcome.rows, outcome.counts, None, True)
        self.batches.insert(0, row)
        self.wrote()
        return Outcome(outcome.rows, outcome.counts, outcome.problems, number)

    def undo_batch(self, _batch: int) -> Undone:
        return self.told.undone


def kept(title: str) -> Kept:
    return Kept("resident", 7, title, "后来又改过")
