"""What a printer took, or what was saved as a file, goes into the archive; copies are counted."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.jobs import Jobs
from ui.printing.preview import Preview
from wenming_desktop.archive.service import note_copy

if TYPE_CHECKING:
    from wenming_desktop.papers.archive import Paper
    from wenming_desktop.work import Desk


class Keeping(QObject):
    """Watches one preview; `kept` is the paper's place in the archive where it has one."""

    def __init__(
        self, jobs: Jobs, preview: Preview, paper: "Paper | None", kept: int | None = None
    ) -> None:
        super().__init__(preview)
        self._jobs, self._paper, self.kept = jobs, paper, kept
        # The first copy is the one that is kept; only those after it are counted.
        self._first, self._more, self._asked = kept is None, 0, False
        preview.printed.connect(self._printed)
        preview.saved.connect(self._go_on)

    def _printed(self) -> None:
        if self._first:
            self._first = False
        else:
            self._more += 1
        self._go_on()

    def _go_on(self) -> None:
        if self.kept is not None:
            copies, self._more = self._more, 0
            if copies:
                self._jobs.write(self, lambda _all: None, note_copy, self.kept, copies)
        elif not self._asked and self._paper is not None and self._paper.is_kept:
            self._asked = True
            self._jobs.paper(self, self._noted, _keep, self._paper)

    def _noted(self, kept: int) -> None:
        self.kept = kept
        self._go_on()


def _keep(desk: "Desk", paper: "Paper") -> int:
    # The archive of papers needs the forms; imported in the lane, with the first print.
    from wenming_desktop.papers.archive import keep  # noqa: PLC0415

    return keep(desk, paper)
