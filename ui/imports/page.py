"""导入台账: choose a file, see how it is read and what would come of it, take it in, take it back.

Nothing is written before the last button; stopping leaves nothing.
"""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog
from typing_extensions import override

from ui.common.buttons import on_click
from ui.common.frames import column
from ui.common.undo_bar import Action
from ui.imports.view import CHECK, CHOOSE, DONE, MAPPING, ImportView
from ui.imports.work import ImportWork
from ui.page import Page, Services
from wenming_desktop.errors import UserError
from wenming_desktop.security.undo import Undone
from wenming_desktop.workbooks.desk_imports import (
    BatchRow,
    Checked,
    ImportRequest,
    known_estates,
    recent_batches,
)
from wenming_desktop.workbooks.outcome import Outcome

_ACCEPTED: Final = "台账 (*.xlsx *.xls *.et *.ods *.xlsb *.csv *.txt);;所有文件 (*)"


class ImportsPage(Page):
    """The page; one file in hand at a time."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, "imports")
        self._path: Path | None = None
        self._checked: Checked | None = None
        self._step = CHOOSE
        self._may_undo = "history.undo" in services.office.rights
        self._work = ImportWork(services.jobs, self)
        self._view = ImportView(may_undo=self._may_undo)
        column(self).addWidget(self._view)
        self._connect()
        self._show_step(CHOOSE)

    def _connect(self) -> None:
        self._view.drop.asked.connect(self.ask_file)
        self._view.drop.chosen.connect(self.take)
        self._view.choose.changed.connect(self._choice_changed)
        self._view.batches.undo_asked.connect(self._undo_batch)
        self._view.check.save_asked.connect(self._ask_where)
        self._view.busy.stopped.connect(self._work.stop)
        self._work.stepped.connect(self._view.busy.show_step)
        self._work.stopped.connect(self._stopped)
        self._work.checked.connect(self._checked_now)
        self._work.refused.connect(self._refused)
        self._work.written.connect(self._written)
        self._work.not_written.connect(self._not_written)
        self._work.undone.connect(self._undone)
        self._work.not_undone.connect(self._not_undone)
        self._work.saved.connect(self._saved)
        self._work.not_saved.connect(self._not_saved)
        on_click(self._view.undo, self._undo_import)
        on_click(self._view.back, self._go_back)
        on_click(self._view.next, self._go_on)
        scope = Qt.ShortcutContext.WidgetWithChildrenShortcut
        keys = {"Ctrl+O": self.ask_file, "Ctrl+Return": self._go_on, "Ctrl+Enter": self._go_on}
        for key, action in keys.items():
            QShortcut(QKeySequence(key), self, action, context=scope)

    @override
    def start(self) -> None:
        self.subtitled.emit("Excel、WPS、CSV 都行")
        self.jobs.read(self, self._view.choose.offer_estates, known_estates)
        self._read_batches()
        self._view.drop.button.setFocus()

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if "import_batch" in tables:
            self._read_batches()
        if "estate" in tables:
            self.jobs.read(self, self._view.choose.offer_estates, known_estates)

    def _read_batches(self) -> None:
        self.jobs.read(self, self._show_batches, recent_batches)

    def _show_batches(self, batches: tuple[BatchRow, ...]) -> None:
        self._view.batches.show_batches(batches, datetime.now())

    # choosing and checking

    def ask_file(self) -> None:
        """Ask for a file."""
        if self._work.busy():
            return
        name, _ = QFileDialog.getOpenFileName(self, "选一份台账", "", _ACCEPTED)
        if name:
            self.take(Path(name))

    def take(self, path: Path) -> None:
        """Take a file in hand and check it; whatever was in hand before is forgotten."""
        if not self._work.busy():
            self._path, self._checked = path, None
            self._run_check()

    def _choice_changed(self) -> None:
        self._checked = None
        self._show_step(CHOOSE)

    def _run_check(self) -> None:
        if self._path is None:
            return
        self._view.choose.say_refused("")
        self._view.drop.show_file(self._path.name, "")
        self._view.begin_busy(f"正在读“{self._path.name}”")
        kind, estate = self._view.choose.kind(), self._view.choose.estate_name()
        self._work.check(ImportRequest(kind, self._path, estate))

    def _checked_now(self, checked: Checked) -> None:
        self._checked = checked
        first = checked.sheets[0]
        more = f"{sum(sheet.rows for sheet in checked.sheets):,} 行，{first.columns} 列"
        facts = f"“{first.name}”第 {first.header_row} 行是表头"
        if len(checked.sheets) > 1:
            facts = f"{len(checked.sheets)} 张表，头一张第 {first.header_row} 行是表头"
        self._view.drop.show_file(checked.file, facts, more)
        self._view.mapping.show_columns(checked)
        self._view.check.show_checked(checked)
        self._show_step(MAPPING)
        self._view.mapping.table().setFocus()

    def _refused(self, error: UserError) -> None:
        self._view.choose.say_refused(error.message)
        self._show_step(CHOOSE)
        self._view.drop.button.setFocus()

    def _stopped(self) -> None:
        self._read_batches()
        self._show_step(CHECK if self._checked is not None else CHOOSE)
        self._view.next.setFocus()

    # writing and taking back

    def _write(self) -> None:
        if self._checked is not None and self._checked.changes:
            self._view.begin_busy("正在导入")
            self._work.write(self._checked)

    def _written(self, checked: Checked, outcome: Outcome) -> None:
        self._checked, self._path = None, None
        self._view.result.show_imported(checked.request.kind, outcome)
        offered = outcome.batch is not None and self._may_undo
        self._view.undo.setVisible(offered)
        self._view.undo.setEnabled(offered)
        self._view.undo.setProperty("batch", outcome.batch)
        self._show_step(DONE)
        self._view.next.setFocus()
        if outcome.batch is not None:
            undo = partial(self._undo_batch, outcome.batch)
            action = Action("撤销", undo, "撤销这次导入") if self._may_undo else None
            self.jobs.messages.say(f"已导入 {checked.taken_rows:,} 行", action)

    def _not_written(self, error: UserError) -> None:
        self._show_step(CHECK)
        self.jobs.messages.warn(error.message)

    def _undo_import(self) -> None:
        batch = self._view.undo.property("batch")
        if isinstance(batch, int):
            self._undo_batch(batch)

    def _undo_batch(self, batch: int) -> None:
        if self._work.busy():
            self.jobs.messages.warn("正在导入，做完或停下以后再撤销。")
            self._read_batches()
            return
        self._view.undo.setEnabled(False)
        self._view.begin_busy(f"正在撤销第 {batch} 批", stoppable=False)
        self._work.undo(batch)

    def _undone(self, batch: int, undone: Undone) -> None:
        self._view.undo.hide()
        self._view.result.show_undone(batch, undone)
        self._checked, self._path = None, None
        self._show_step(DONE)
        self._view.next.setFocus()
        self.jobs.messages.say(f"已撤销第 {batch} 批", icon="ri.arrow-go-back-line")

    def _not_undone(self, error: UserError) -> None:
        self._view.undo.setEnabled(True)
        self._show_step(self._step)
        self._read_batches()
        self.jobs.messages.warn(error.message)

    # problem rows as a workbook

    def _ask_where(self) -> None:
        if self._checked is None:
            return
        offered = f"{Path(self._checked.file).stem}-要核对的行.xlsx"
        name, _ = QFileDialog.getSaveFileName(self, "存成 Excel", offered, "Excel (*.xlsx)")
        if name:
            self.save_problems(Path(name))

    def save_problems(self, path: Path) -> None:
        """Write the rows that want a person into a workbook."""
        if self._checked is None:
            return
        if self._path is not None and path.absolute() == self._path.absolute():
            said = "要核对的行要存成另一个文件，不能盖住台账。换个名字再存。"
            self._view.strip.say_refused(said, partial(self.save_problems, path), self._ask_where)
            return
        self._work.save_problems(path, self._checked.outcome)

    def _saved(self, path: Path, rows: int) -> None:
        self._view.strip.say_saved(path, f"，{rows:,} 处")

    def _not_saved(self, path: Path, error: UserError) -> None:
        again = partial(self.save_problems, path)
        self._view.strip.say_refused(error.message, again, self._ask_where)

    # steps

    def _show_step(self, step: int) -> None:
        self._step = step
        self._view.show_step(step)
        self._say_step()
        file = self._path.name if self._path is not None else ""
        self.subtitled.emit(file or "Excel、WPS、CSV 都行")
        if self._path is None:
            self._view.drop.show_file("", "")

    def _say_step(self) -> None:
        said, label = "到“完成”之前不会改动台账", "选文件"
        enabled = True
        checked = self._checked
        if self._step == CHOOSE and self._path is not None:
            label = "检查这份文件"
        elif self._step == MAPPING and checked is not None:
            label = f"下一步：检查 {checked.outcome.rows:,} 行"
        elif self._step == CHECK and checked is not None:
            label, enabled = f"导入 {checked.taken_rows:,} 行", checked.changes
            said = _about_problems(checked)
        elif self._step == DONE:
            said, label = "", "再导入一份"
        self._view.say_next(said, label, enabled=enabled)

    def _go_on(self) -> None:
        if self._work.busy():
            return
        if self._step == CHOOSE:
            self.ask_file() if self._path is None else self._run_check()
        elif self._step == MAPPING:
            self._show_step(CHECK)
            self._view.check.table.setFocus()
        elif self._step == CHECK:
            self._write()
        else:
            self._view.choose.say_refused("")
            self._show_step(CHOOSE)
            self.ask_file()

    def _go_back(self) -> None:
        if not self._work.busy() and self._step in (MAPPING, CHECK):
            self._show_step(self._step - 1)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)


def _about_problems(checked: Checked) -> str:
    if not checked.changes:
        return "没有要写入的。换一份文件，或者回上一步看看是不是选错了种类。"
    if checked.refused_rows:
        return f"有 {checked.refused_rows:,} 行不收。不改也能继续，别的行照样导入。"
    if checked.outcome.problems:
        return "要核对的行也会导入，认不出的地方先空着。"
    return "点“导入”才会写进台账"
