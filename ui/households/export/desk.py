"""Opens the form, asks for the file, and writes it in a lane; the status line shows how far."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from ui import saving
from ui.common.buttons import Btn, on_click
from ui.common.table_model import PagedModel
from ui.common.whole_file import CannotSaveError
from ui.households.bar import FilterBar
from ui.jobs import Reply
from ui.page import Page
from wenming_desktop.errors import UserError
from wenming_desktop.households.model import HouseholdFilter

if TYPE_CHECKING:
    from ui.households.export.dialog import ExportDialog
    from wenming_desktop.work import Desk

_RIGHT = "register.export"


@dataclass(frozen=True)
class Wanted:
    """What was asked for, without where to."""

    columns: tuple[str, ...]
    households: HouseholdFilter | None
    full: bool
    reason: str


class Exporting(QObject):
    """导出 on the page of households: a button in its bar and Ctrl+E."""

    def __init__(
        self,
        page: Page,
        bar: FilterBar,
        listing: PagedModel[Any],
        wanted: Callable[[], HouseholdFilter],
    ) -> None:
        super().__init__(page)
        self._page, self._bar, self._listing, self._wanted = page, bar, listing, wanted
        self._jobs = page.jobs
        self._dialog: ExportDialog | None = None
        self.button = Btn("导出", name="export", icon="ri.file-excel-2-line", key="Ctrl+E")
        if _RIGHT in page.services.office.rights:
            bar.deeds.addWidget(self.button)
            on_click(self.button, self.ask)
            QShortcut(QKeySequence("Ctrl+E"), page, self.ask)

    def ask(self) -> None:
        """Show the form for what the list shows now."""
        if self._dialog is None:
            # It knows the columns of ledgers, which the window's start can do without.
            from ui.households.export.dialog import ExportDialog  # noqa: PLC0415

            self._dialog = ExportDialog(self._page.services.memory, self._page)
            self._dialog.submitted.connect(self._go_on)
        wanted = self._wanted()
        words = "、".join(part for part in (self._bar.words(), wanted.text.strip()) if part)
        self._dialog.begin(wanted, words, self._listing.rowCount())

    def _go_on(self) -> None:
        dialog = self._dialog
        if dialog is None or not dialog.ready():
            return
        dialog.keep()
        asked = Wanted(dialog.columns(), dialog.wanted(), dialog.full(), dialog.reason())
        name = f"{self._page.services.office.community}居民台账.xlsx"
        saving.ask_where(dialog, Path.home() / name, "Excel", partial(self._named, asked))

    def _named(self, asked: Wanted, path: Path) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self.save(asked, path)

    def save(self, asked: Wanted, path: Path) -> None:
        """Write the file; the page may be used meanwhile."""
        reply = Reply(
            partial(self._saved, path),
            partial(self._refused, asked, path),
            stopped=self._stopped,
        )
        self._jobs.watch_paper("导出台账", self, reply, _write, path, asked)

    def _saved(self, path: Path, people: int) -> None:
        saving.tell_saved(self._jobs.messages, path, f"，{people:,} 人")

    def _refused(self, asked: Wanted, path: Path, error: UserError) -> None:
        if not isinstance(error, CannotSaveError):
            self._jobs.messages.warn(error.message)
            return
        again = partial(self.save, asked, path)
        to = partial(self.save, asked)
        elsewhere = partial(saving.ask_where, self._page, path, "Excel", to)
        saving.tell_refused(self._jobs.messages, error, again, elsewhere)

    def _stopped(self) -> None:
        self._jobs.messages.say("已停止，没有存成文件。", icon="ri.close-line")


def _write(desk: "Desk", path: Path, asked: Wanted) -> int:
    # Workbooks need their writer; imported in the lane, with the first export.
    from wenming_desktop.workbooks import residents_out  # noqa: PLC0415

    def write(part: Path) -> int:
        command = residents_out.ExportResidents(
            part,
            full=asked.full,
            reason=asked.reason,
            wanted=asked.households,
            columns=asked.columns,
        )
        return residents_out.export_residents(desk, command)

    return saving.saving(path, write)
