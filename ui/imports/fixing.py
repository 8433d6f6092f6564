"""Answers to the problems of a file: asked for, put in and checked again; nothing is written."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.jobs import Jobs, Reply
from wenming_desktop.errors import UserError
from wenming_desktop.progress import SILENT
from wenming_desktop.workbooks.answers import Cure, Fixes, Key
from wenming_desktop.workbooks.desk_imports import Checked
from wenming_desktop.workbooks.outcome import RowProblem

if TYPE_CHECKING:
    from wenming_desktop.work import Desk


class Fixing(QObject):
    """Answers by signals: a cure for a problem, a file checked anew, a refusal."""

    cured = Signal(object, object)
    checked = Signal(object)
    refused = Signal(str)

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs

    def ask(self, checked: Checked, problem: RowProblem) -> None:
        """Ask how a problem can be mended."""
        if checked.request.kind == "residents" and checked.source:
            done = partial(self.cured.emit, problem)
            self._jobs.paper(self, done, _cure, checked, problem)

    def mend(self, checked: Checked, cure: Cure, said: str) -> None:
        """Put an answer in."""
        self._jobs.paper(self, self._reply(), _mended, checked, cure, said)

    def take_back(self, checked: Checked, key: Key) -> None:
        """Take an answer back."""
        self._jobs.paper(self, self._reply(), _again, checked, checked.fixes.without(key))

    def again(self, checked: Checked, fixes: Fixes) -> None:
        """Put the answers of a check into a later one of the same file."""
        self._jobs.paper(self, self._reply(), _again, checked, fixes)

    def _reply(self) -> Reply[Checked]:
        return Reply(self.checked.emit, self._refused)

    def _refused(self, error: UserError) -> None:
        self.refused.emit(error.message)


# The readers of workbooks are imported in the lane.


def _cure(desk: "Desk", checked: Checked, problem: RowProblem) -> Cure | None:
    from wenming_desktop.workbooks.cures import AskCure, cure_of  # noqa: PLC0415

    asked = AskCure(checked.source, problem, checked.request.estate)
    return desk.read(cure_of, asked)


def _mended(desk: "Desk", checked: Checked, cure: Cure, said: str) -> Checked:
    from wenming_desktop.workbooks.desk_check import mended  # noqa: PLC0415

    return mended(desk, SILENT, checked, cure, said)


def _again(desk: "Desk", checked: Checked, fixes: Fixes) -> Checked:
    from wenming_desktop.workbooks.desk_check import check_again  # noqa: PLC0415

    return check_again(desk, SILENT, checked, fixes)
