"""The work behind the page: check, write, take back, save problem rows; one long job at a time."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from ui.common.saved_strip import saving
from ui.jobs import Jobs, Reply, Watched
from wenming_desktop.errors import UserError
from wenming_desktop.security.undo import Undone
from wenming_desktop.workbooks.batches import undo_batch
from wenming_desktop.workbooks.desk_imports import (
    KIND_NAMES,
    Checked,
    ImportRequest,
)
from wenming_desktop.workbooks.outcome import Outcome

MUCH = 50
"""Rows of an import that a backup is made for."""

if TYPE_CHECKING:
    from wenming_desktop.work import Desk


class ImportWork(QObject):
    """Answers by signals; `stopped` when long work ended without an answer."""

    stepped = Signal(int, int, str)
    stopped = Signal()
    checked = Signal(object)
    refused = Signal(object)
    written = Signal(object, object)
    not_written = Signal(object)
    not_backed_up = Signal(object, object)
    undone = Signal(int, object)
    not_undone = Signal(object)
    saved = Signal(object, int)
    not_saved = Signal(object, object)

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._watched: Watched | None = None
        self._expecting = False
        jobs.watching.connect(self._began)

    def busy(self) -> bool:
        """Return whether long work is under way."""
        return self._watched is not None

    def check(self, request: ImportRequest) -> None:
        """Read a file and see what would come of it."""
        watched = Watched("核对台账", self)
        self._expecting = True
        self._jobs.watching.emit(watched)
        reply: Reply[Checked] = Reply(
            partial(self._answer, self.checked), partial(self._answer, self.refused)
        )
        self._jobs.paper(self, reply, _check, watched, request)

    def write(self, checked: Checked) -> None:
        """Take in what was checked, after a backup where it is much."""
        if self.backs_up(checked):
            self._back_up(checked)
        else:
            self.write_now(checked)

    def backs_up(self, checked: Checked) -> bool:
        """Whether a backup comes first: for more than a few rows, where there is a data file."""
        return checked.taken_rows > MUCH

    def _back_up(self, checked: Checked) -> None:
        watched = Watched("导入前备份", self)
        self._expecting = True
        self._jobs.watching.emit(watched)
        reply: Reply[None] = Reply(
            partial(self._backed_up, checked), partial(self._answer, self.not_backed_up, checked)
        )
        self._jobs.paper(self, reply, _make_backup, watched)

    def _backed_up(self, checked: Checked, _none: None) -> None:
        self._watched = None
        self.write_now(checked)

    def write_now(self, checked: Checked) -> None:
        """Take in what was checked."""
        kind = checked.request.kind
        self._expecting = True
        reply: Reply[Outcome] = Reply(
            partial(self._answer, self.written, checked), partial(self._answer, self.not_written)
        )
        title = f"导入{KIND_NAMES[kind]}"
        self._jobs.watch(title, self, reply, checked.write, checked.command)

    def undo(self, batch: int) -> None:
        """Take a batch back."""
        self._expecting = True
        reply: Reply[Undone] = Reply(
            partial(self._answer, self.undone, batch), partial(self._answer, self.not_undone)
        )
        # Watched, so that the page hears of its end whatever becomes of it.
        self._jobs.watch("撤销导入", self, reply, undo_batch, batch)

    def save_problems(self, path: Path, checked: Checked) -> None:
        """Write the rows that want a person into a workbook."""
        reply: Reply[int] = Reply(partial(self.saved.emit, path), partial(self._not_saved, path))
        write = partial(_write_problems, checked)
        self._jobs.draw(self, reply, saving, path, write)

    def stop(self) -> None:
        """End long work at its next step; nothing will be kept."""
        if self._watched is not None:
            self._watched.cancel()

    def _began(self, watched: Watched) -> None:
        if self._expecting:
            self._expecting = False
            self._watched = watched
            watched.stepped.connect(self.stepped)
            watched.ended.connect(partial(self._ended, watched))

    def _answer(self, signal: SignalInstance, *said: object) -> None:
        self._watched = None
        signal.emit(*said)

    def _ended(self, watched: Watched) -> None:
        # The answer, if there is one, is on its way behind this; without one it was stopped.
        QTimer.singleShot(0, self, partial(self._unanswered, watched))

    def _unanswered(self, watched: Watched) -> None:
        if self._watched is watched:
            self._watched = None
            self.stopped.emit()

    def _not_saved(self, path: Path, error: UserError) -> None:
        self.not_saved.emit(path, error)


def _make_backup(desk: "Desk", watched: Watched) -> None:
    from wenming_desktop.backup.automatic import back_up_by_itself  # noqa: PLC0415

    try:
        back_up_by_itself(desk.watched_by(watched), "import")
    finally:
        watched.ended.emit()


def _check(desk: "Desk", watched: Watched, request: ImportRequest) -> Checked:
    # The readers of workbooks are imported in the lane, with the first file.
    from wenming_desktop.workbooks.desk_check import check_file  # noqa: PLC0415

    try:
        return check_file(desk, watched, request)
    finally:
        watched.ended.emit()


def _write_problems(checked: Checked, path: Path) -> int:
    from wenming_desktop.workbooks.problem_rows import write_problem_rows  # noqa: PLC0415

    # As they stood in the ledger: what was answered here is in nobody's file.
    tables = checked.source or checked.command.tables
    return write_problem_rows(path, tables, checked.outcome.problems)
