"""The rows that want a person, as a workbook of their own beside the ledger."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.common.saved_strip import SavedStrip
from ui.imports.work import ImportWork
from wenming_desktop.errors import UserError
from wenming_desktop.workbooks.desk_imports import Checked


class ProblemFile(QObject):
    """Asks for a name and writes; the strip says what became of it."""

    def __init__(self, work: ImportWork, strip: SavedStrip, over: QWidget) -> None:
        super().__init__(over)
        self._work, self._strip, self._over = work, strip, over
        self._checked: Checked | None = None
        work.saved.connect(self._saved)
        work.not_saved.connect(self._not_saved)

    def ask_where(self, checked: Checked) -> None:
        """Ask for a file and write the rows into it."""
        self._checked = checked
        offered = f"{Path(checked.file).stem}-要改的行.xlsx"
        name, _ = QFileDialog.getSaveFileName(self._over, "存成 Excel", offered, "Excel (*.xlsx)")
        if name:
            self.save(Path(name), checked)

    def save(self, path: Path, checked: Checked) -> None:
        """Write the rows; never over the ledger they come from."""
        self._checked = checked
        if path.absolute() == checked.request.path.absolute():
            said = "要改的行要存成另一个文件，不能盖住台账。换个名字再存。"
            self._strip.say_refused(said, partial(self.save, path, checked), self._again)
            return
        self._work.save_problems(path, checked)

    def _again(self) -> None:
        if self._checked is not None:
            self.ask_where(self._checked)

    def _saved(self, path: Path, rows: int) -> None:
        self._strip.say_saved(path, f"，{rows:,} 行")

    def _not_saved(self, path: Path, error: UserError) -> None:
        if self._checked is not None:
            again = partial(self.save, path, self._checked)
            self._strip.say_refused(error.message, again, self._again)
