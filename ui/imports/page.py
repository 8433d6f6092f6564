"""导入台账: see how a file is read and what would come of it, take it in; a stop leaves nothing."""

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
from ui.imports import words
from ui.imports.chosen import held_choices, keep_choices
from ui.imports.fixing import Fixing
from ui.imports.pasting import Pasting
from ui.imports.problem_file import ProblemFile
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
        self._step, self._to = CHOOSE, MAPPING
        self._new = self._stale = False
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
        self._view.mapping.changed.connect(self._columns_changed)
        self._view.mapping.sheet_asked.connect(lambda sheet: self._run_check(sheet=sheet))
        self._view.batches.undo_asked.connect(self._undo_batch)
        self._view.check.save_asked.connect(self._save_problems)
        self._view.check.changed.connect(self._say_step)
        self._view.check.serve(Fixing(self.services.jobs, self))
        self._view.busy.stopped.connect(self._work.stop)
        self._work.stepped.connect(self._view.busy.show_step)
        self._work.stopped.connect(self._stopped)
        self._work.checked.connect(self._checked_now)
        self._work.refused.connect(self._refused)
        self._work.written.connect(self._written)
        self._work.not_written.connect(self._not_written)
        self._work.not_backed_up.connect(self._not_backed_up)
        self._work.undone.connect(self._undone)
        self._work.not_undone.connect(self._not_undone)
        self._pasting = Pasting(self._view.drop, self.take, self.jobs.messages, self)
        self.problems = ProblemFile(self._work, self._view.strip, self)
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
            self._run_check(new=True)

    def _choice_changed(self) -> None:
        self._checked = None
        self._show_step(CHOOSE)

    def _run_check(self, *, new: bool = False, sheet: str = "", to: int = MAPPING) -> None:
        """Check the file: as a new one, or with what was said of its columns since."""
        if self._path is None:
            return
        self._view.choose.say_refused("")
        self._view.drop.show_file(self._path.name, "")
        self._view.begin_busy(f"正在读“{self._path.name}”")
        kind, estate = self._view.choose.kind(), self._view.choose.estate_name()
        choices = {} if new else dict(self._view.mapping.chosen.choices)
        self._new, self._to = new, to
        request = ImportRequest(kind, self._path, estate, sheet, choices)
        self._work.check(self._pasting.with_text(request))

    def _columns_changed(self) -> None:
        self._stale = True
        self._say_step()

    def _checked_now(self, checked: Checked) -> None:
        self._checked, self._stale = checked, False
        held = held_choices(self.services.memory, checked) if self._new else {}
        if held:
            # A file of this make was here before: its columns are taken as they were then.
            self._view.mapping.show_columns(checked)
            self._view.mapping.chosen.take(checked.columns, held)
            self._run_check()
            return
        self._view.drop.show_file(checked.file, *words.facts(checked.sheets))
        self._view.mapping.show_columns(checked)
        self._view.check.show_checked(checked)
        self._show_step(self._to)
        (self._view.check.rows() if self._to == CHECK else self._view.mapping.table()).setFocus()

    def _refused(self, error: UserError) -> None:
        if self._checked is not None:
            # The file is good, what was said of its columns is not: they stay to be mended.
            self._stale = True
            self._show_step(MAPPING)
            self._view.mapping.say_refused(error.message)
            self._view.mapping.table().setFocus()
            return
        self._view.choose.say_refused(error.message)
        self._show_step(CHOOSE)
        self._view.drop.button.setFocus()

    def _stopped(self) -> None:
        self._read_batches()
        held = MAPPING if self._stale else CHECK
        self._show_step(held if self._checked is not None else CHOOSE)
        self._view.next.setFocus()

    def _save_problems(self) -> None:
        if (checked := self._view.check.checked()) is not None:
            self.problems.ask_where(checked)

    # writing and taking back

    def _write(self) -> None:
        checked = self._view.check.checked()
        if self._checked is not None and checked is not None and checked.changes:
            self._view.begin_busy("正在导入")
            self._work.write(checked)

    def _written(self, checked: Checked, outcome: Outcome) -> None:
        if self._view.mapping.keep.isChecked():
            keep_choices(self.services.memory, checked)
        self._checked, self._path = None, None
        self._view.result.show_imported(checked.request.kind, outcome)
        self._view.offer_undo(outcome.batch if self._may_undo else None)
        self._show_step(DONE)
        self._view.next.setFocus()
        if outcome.batch is not None:
            undo = partial(self._undo_batch, outcome.batch)
            action = Action("撤销", undo, "撤销这次导入") if self._may_undo else None
            self.jobs.messages.say(f"已导入 {checked.taken_rows:,} 行", action)

    def _not_written(self, error: UserError) -> None:
        self._show_step(CHECK)
        self.jobs.messages.warn(error.message)

    def _not_backed_up(self, checked: Checked, error: UserError) -> None:
        self._show_step(CHECK)

        def answer(key: str) -> None:
            if key == "go_on":
                self._view.begin_busy("正在导入")
                self._work.write_now(checked)

        self.jobs.messages.ask(
            f"导入前的备份没有做成，还没有导入。{error.message}",
            (("wait", "先不导入"), ("go_on", "不备份，接着导入")),
            answer,
        )

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
        foot = self._foot_of_step()
        self._view.say_next(foot.said, foot.label, enabled=foot.enabled)

    def _foot_of_step(self) -> words.Foot:
        if self._step == DONE:
            return words.Foot("", "再导入一份")
        if self._step == MAPPING and self._checked is not None:
            return words.foot_of_mapping(self._checked, changed=self._stale)
        if self._step == CHECK:
            return words.foot_of_check(self._view.check.checked())
        return words.Foot(label="检查这份文件") if self._path is not None else words.Foot()

    def _go_on(self) -> None:
        if self._work.busy():
            return
        if self._step == CHOOSE:
            self.ask_file() if self._path is None else self._run_check()
        elif self._step == MAPPING:
            self._go_to_check()
        elif self._step == CHECK:
            self._write()
        else:
            self._view.choose.say_refused("")
            self._show_step(CHOOSE)
            self.ask_file()

    def _go_to_check(self) -> None:
        if self._stale and self._checked is not None:
            self._run_check(sheet=self._checked.request.sheet, to=CHECK)
        else:
            self._show_step(CHECK)
            self._view.check.rows().setFocus()

    def _go_back(self) -> None:
        if not self._work.busy() and self._step in (MAPPING, CHECK):
            self._show_step(self._step - 1)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)
