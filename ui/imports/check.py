"""The third step: what would come of the file, and the rows that want a person."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from ui.common import theme
from ui.common.buttons import Btn, FilterChip, on_click, row
from ui.common.frames import Badge, EmptyState, column, frame
from ui.common.held_rows import AtHand, held
from ui.common.labels import ChipLabel, IconLabel, Words
from ui.common.table_model import PagedModel
from ui.common.table_view import RecordTable
from ui.imports.columns import PROBLEMS, result_chip
from ui.imports.words import UNIT, added, summary, updated
from ui.imports.work import MUCH
from wenming_desktop.workbooks.desk_imports import Checked, field_label
from wenming_desktop.workbooks.outcome import RowProblem

_FILTERS: Final = (("all", "要核对的"), ("refused", "不收"), ("kept", "保留待核"))


class CheckView(QWidget):
    """Chips, the table of problems, the one in hand in full, what an import will do."""

    save_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("view_check")
        self._problems: list[RowProblem] = []
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
        self._chip_place = QHBoxLayout()
        self._where = Words("", "head")
        self._message = Words("", "t2")
        self._message.setObjectName("lbl_problem")
        self._message.setWordWrap(True)
        self._after = Words("", "sm2")
        self._after.setObjectName("lbl_after")
        self._after.setWordWrap(True)
        self._backup = Words("", "sm2")
        self._backup.setObjectName("lbl_backup")
        self._lay_out()
        for chip in self._chips.values():
            on_click(chip, partial(self._narrow, chip.key))
        self.table.settled.connect(self._settled)

    def _lay_out(self) -> None:
        layout = column(self, gap=10)
        top = row(*self._chips.values(), None, self._save)
        top.insertLayout(len(self._chips), self._facts)
        layout.addLayout(top)
        card = frame("card")
        inside = column(card, margins=(1, 1, 1, 1))
        inside.addWidget(self._stack)
        layout.addWidget(card, 1)
        low = row(self._detail(), self._outlook())
        low.setStretch(0, 1)
        layout.addLayout(low)

    def _detail(self) -> QFrame:
        self._detail_card = frame("card")
        self._detail_card.setMinimumHeight(round(112 * theme.px("f_body") / 15))
        layout = column(self._detail_card, margins=(14, 10, 14, 10), gap=6)
        head = row(self._where, None)
        head.insertLayout(1, self._chip_place)
        layout.addLayout(head)
        layout.addWidget(self._message)
        layout.addStretch(1)
        return self._detail_card

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
        """Show what came of a dry run."""
        self._problems = checked.outcome.problems
        refused = sum(p.severity == "refused" for p in self._problems)
        counts = {"all": len(self._problems), "refused": refused}
        counts["kept"] = counts["all"] - refused
        rows = len({(p.sheet, p.row) for p in self._problems})
        for key, chip in self._chips.items():
            chip.show_count(counts[key])
            chip.setVisible(bool(counts[key]))
        self._save.setText(f" 把要改的 {rows:,} 行存成 Excel")
        self._save.setAccessibleName(f"把要改的 {rows:,} 行存成 Excel")
        self._save.setVisible(bool(self._problems))
        self._show_facts(checked)
        self._say_after(checked)
        much = checked.changes and checked.taken_rows > MUCH
        self._backup.setText("导入前自动备份一次" if much else "行数少，不另做备份")
        self._backup_line.setVisible(checked.changes)
        self._narrow("all")

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
            self._after.setText("这份表里的内容台账都已经有了，没有要写入的。")
            return
        said = summary(checked.request.kind, checked.outcome.counts)
        left = f"不收的 {checked.refused_rows:,} 行不会写入。" if checked.refused_rows else ""
        self._after.setText(f"{said}。{left}留一份前后对照，30 天内可以整批撤销。")

    def _narrow(self, key: str) -> None:
        for name, chip in self._chips.items():
            chip.setChecked(name == key)
        shown = [p for p in self._problems if key in ("all", p.severity)]
        self._stack.setCurrentIndex(0 if shown else 1)
        self._detail_card.setVisible(bool(shown))
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
        if problem is None:
            return
        label = field_label(problem.field)
        self._where.setText(f"{problem.sheet}　第 {problem.row:,} 行" + f"　{label}" * bool(label))
        self._message.setText(problem.message)
        while (item := self._chip_place.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        self._chip_place.addWidget(ChipLabel(result_chip(problem)))
