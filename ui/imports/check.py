"""The third step: what would come of the file, the rows that want a person, who is merged."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from ui.common import theme
from ui.common.buttons import Btn, FilterChip, on_click, row
from ui.common.frames import Badge, EmptyState, column, frame
from ui.common.held_rows import AtHand, held
from ui.common.labels import IconLabel, Words
from ui.common.table_model import PagedModel
from ui.common.table_view import RecordTable
from ui.imports.columns import FIXED, MERGES, PROBLEMS
from ui.imports.detail import Detail
from ui.imports.fixing import Fixing
from ui.imports.merge_pane import MergePane
from ui.imports.words import UNIT, added, summary, updated
from ui.imports.work import MUCH
from wenming_desktop.workbooks.answers import Applied, Cure, Key
from wenming_desktop.workbooks.desk_imports import Checked
from wenming_desktop.workbooks.merging import Merge, MergeRow
from wenming_desktop.workbooks.outcome import RowProblem

_FILTERS: Final = (
    ("all", "要核对的"),
    ("refused", "不收"),
    ("kept", "保留待核"),
    ("merge", "和台账合并"),
    ("fixed", "改过的"),
)


_ROWS, _NONE, _MERGES, _FIXED = range(4)


class CheckView(QWidget):
    """Chips, the rows, the one in hand in full, what an import will do; `changed` by a merge."""

    save_asked = Signal()
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("view_check")
        self._base: Checked | None = None
        self._problems: list[RowProblem] = []
        self.merge = Merge()
        self._facts = QHBoxLayout()
        self._facts.setSpacing(8)
        self._chips = {key: FilterChip(key, label) for key, label in _FILTERS}
        self._save = Btn("存成 Excel", name="save_problems", icon="ri.download-2-line", small=True)
        on_click(self._save, self.save_asked.emit)
        self._model = PagedModel[RowProblem](AtHand(), PROBLEMS, self)
        self.table = RecordTable("problems", "要核对的行", self._model)
        self._empty = EmptyState("empty_problems")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        self._merges = PagedModel[MergeRow](AtHand(), MERGES, self)
        self.merge_table = RecordTable("merges", "和台账合并的行", self._merges)
        self.merge_pane = MergePane()
        self._stack.addWidget(self.merge_table)
        self._applied = PagedModel[Applied](AtHand(), FIXED, self)
        self.fixed_table = RecordTable("fixed", "改过的地方", self._applied)
        self._stack.addWidget(self.fixed_table)
        self.detail = Detail()
        self._fixing: Fixing | None = None
        self._waiting = False
        self._after = Words("", "sm2")
        self._after.setObjectName("lbl_after")
        self._after.setWordWrap(True)
        self._backup = Words("", "sm2")
        self._backup.setObjectName("lbl_backup")
        self._lay_out()
        for chip in self._chips.values():
            on_click(chip, partial(self._narrow, chip.key))
        self.table.settled.connect(self._settled)
        self.table.opened.connect(self._open_fix)
        self.fixed_table.settled.connect(self._fixed_settled)
        self.fixed_table.opened.connect(self._open_fix)
        self.merge_table.settled.connect(self._merge_settled)
        self.merge_table.opened.connect(self._open_merge)
        self.merge_pane.changed.connect(self._merge_changed)

    def serve(self, fixing: Fixing) -> None:
        """Ask there for cures, and have answers put in."""
        self._fixing = fixing
        self.detail.wanted.connect(self._want_cure)
        self.detail.fix.said.connect(self._mend)
        self.detail.fix.back_asked.connect(self._take_back)
        fixing.cured.connect(self.detail.offer)
        fixing.checked.connect(self._show_again)
        fixing.refused.connect(self._fix_refused)

    def _lay_out(self) -> None:
        layout = column(self, gap=10)
        top = row(*self._chips.values(), None, self._save)
        top.insertLayout(len(self._chips), self._facts)
        layout.addLayout(top)
        card = frame("card")
        inside = column(card, margins=(1, 1, 1, 1))
        inside.addWidget(self._stack)
        layout.addWidget(card, 1)
        low = row(self.detail, self.merge_pane, self._outlook())
        low.setStretch(0, 1)
        low.setStretch(1, 1)
        layout.addLayout(low)

    def _outlook(self) -> QFrame:
        card = frame("card")
        card.setFixedWidth(round(312 * theme.px("f_body") / 15))
        layout = column(card, margins=(14, 10, 14, 10), gap=6)
        layout.addWidget(Words("导入以后", "head"))
        layout.addWidget(self._after)
        self._backup_line = QWidget()
        icon = IconLabel("ri.save-3-line", "icon_s", "ok_text")
        self._backup_line.setLayout(row(icon, self._backup, None))
        layout.addWidget(self._backup_line)
        layout.addStretch(1)
        return card

    def show_checked(self, checked: Checked) -> None:
        """Show what came of a dry run; what was answered for this very file stays."""
        before, kept = self._base, self._same_file(checked)
        self._waiting = False
        self._show(checked, self.merge if kept else Merge())
        if kept and before is not None and before.fixes != checked.fixes and self._fixing:
            self._wait()
            self._fixing.again(checked, before.fixes)

    def _same_file(self, checked: Checked) -> bool:
        base = self._base
        if base is None or not (base.fixes or self.merge):
            return False
        before, now = base.command.options.file_sha256, checked.command.options.file_sha256
        return base.request.path == checked.request.path and before == now

    def _show_again(self, checked: Checked) -> None:
        """Show the same file with other answers in it, where the clerk stood."""
        key = next((key for key, chip in self._chips.items() if chip.isChecked()), "all")
        at = max(0, self.rows().current())
        self._waiting = False
        self._show(checked, self.merge)
        left = self._chips[key].isVisibleTo(self)
        self._narrow(key if left else self._first())
        self.rows().go_to(max(0, min(at, self.rows().model().rowCount() - 1)))
        self.rows().setFocus()
        self.changed.emit()

    def _show(self, checked: Checked, merge: Merge) -> None:
        merges = checked.outcome.merges
        self._base, self.merge = checked, merge
        self._problems = checked.outcome.problems
        self._merges.load(held(merges))
        self.merge_pane.take(merges, merge)
        self._applied.load(held(checked.applied))
        refused = sum(p.severity == "refused" for p in self._problems)
        counts = {"all": len(self._problems), "refused": refused}
        counts["kept"] = counts["all"] - refused
        counts["merge"], counts["fixed"] = len(merges), len(checked.applied)
        rows = len({(p.sheet, p.row) for p in self._problems})
        for key, chip in self._chips.items():
            chip.show_count(counts[key])
            chip.setVisible(bool(counts[key]))
        self._save.setText(f" 把要改的 {rows:,} 行存成 Excel")
        self._save.setAccessibleName(f"把要改的 {rows:,} 行存成 Excel")
        self._save.setVisible(bool(self._problems))
        self._show_outlook(checked.merged(merge))
        self._narrow(self._first())

    def _first(self) -> str:
        """The rows to begin with: problems, else who is merged."""
        return "merge" if self._merges.rowCount() and not self._problems else "all"

    def _want_cure(self, problem: RowProblem) -> None:
        if self._base is not None and self._fixing is not None:
            self._fixing.ask(self._base, problem)

    def _wait(self) -> None:
        self._waiting = True
        self.changed.emit()

    def _mend(self, cure: Cure, said: str) -> None:
        if self._base is not None and self._fixing is not None and not self._waiting:
            self._wait()
            self._fixing.mend(self._base, cure, said)

    def _take_back(self, key: Key) -> None:
        if self._base is not None and self._fixing is not None and not self._waiting:
            self._wait()
            self._fixing.take_back(self._base, key)

    def _fix_refused(self, text: str) -> None:
        self._waiting = False
        self.detail.say_refused(text)
        self.changed.emit()

    def _open_fix(self, _at: int) -> None:
        self.detail.fix.take_focus()

    def _fixed_settled(self, at: int) -> None:
        applied = self._applied.row(at)
        if applied is not None and self._stack.currentIndex() == _FIXED:
            self.detail.show_applied(applied)

    def checked(self) -> Checked | None:
        """Return what would be written, with whose word counts; None while it is checked."""
        waits = self._base is None or self._waiting
        return None if waits or self._base is None else self._base.merged(self.merge)

    def rows(self) -> RecordTable:
        """Return the table that is shown."""
        tables = {_MERGES: self.merge_table, _FIXED: self.fixed_table}
        return tables.get(self._stack.currentIndex(), self.table)

    def _show_outlook(self, checked: Checked) -> None:
        self._show_facts(checked)
        self._say_after(checked)
        much = checked.changes and checked.taken_rows > MUCH
        self._backup.setText("导入前自动备份一次" if much else "行数少，不另做备份")
        self._backup_line.setVisible(checked.changes)

    def _merge_settled(self, at: int) -> None:
        if self._merges.row(at) is not None:
            self.merge_pane.show_row(at)

    def _open_merge(self, at: int) -> None:
        self._merge_settled(at)
        self.merge_pane.take_focus()

    def _merge_changed(self, merge: Merge) -> None:
        self.merge = merge
        checked = self.checked()
        if checked is not None:
            self._show_outlook(checked)
            self.changed.emit()

    def _show_facts(self, checked: Checked) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        counts, unit = checked.outcome.counts, UNIT.get(checked.request.kind, "条")
        if new := added(counts):
            self._facts.addWidget(Badge("ri.add-line", f"新增 {new}", "ok"))
        if changed := updated(counts):
            self._facts.addWidget(Badge("ri.git-merge-line", f"更新 {changed}"))
        if same := counts.get("unchanged"):
            self._facts.addWidget(Badge("ri.check-line", f"不变 {same:,} {unit}"))

    def _say_after(self, checked: Checked) -> None:
        if not checked.changes:
            kept = "不一样的都以台账为准" if self.merge else "这份表里的内容台账都已经有了"
            if any(problem.code == "ticket.differs" for problem in checked.outcome.problems):
                kept = "工单都已经有了，与工单不同的行都列在上面，请打开工单核对"
            self._after.setText(f"{kept}，没有要写入的。")
            return
        said = summary(checked.request.kind, checked.outcome.counts)
        left = f"不收的 {checked.refused_rows:,} 行不会写入。" if checked.refused_rows else ""
        self._after.setText(f"{said}。{left}留一份前后对照，30 天内可以整批撤销。")

    def _narrow(self, key: str) -> None:
        for name, chip in self._chips.items():
            chip.setChecked(name == key)
        shown = [p for p in self._problems if key in ("all", p.severity)]
        others = {"merge": _MERGES, "fixed": _FIXED}
        self._stack.setCurrentIndex(others.get(key, _ROWS if shown else _NONE))
        self.detail.setVisible(key == "fixed" or (bool(shown) and key != "merge"))
        self.merge_pane.setVisible(key == "merge")
        if key in others:
            self.rows().go_to(0)
            return
        self._empty.say(
            "没有要核对的行",
            "每一行都认出来了，可以放心导入。",
            icon="ri.checkbox-circle-line",
            tone="ok",
        )
        self._model.load(held(shown))
        self.table.go_to(0)

    def _settled(self, at: int) -> None:
        problem = self._model.row(at)
        if problem is not None and self._stack.currentIndex() == _ROWS:
            self.detail.show_problem(problem)
