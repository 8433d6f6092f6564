"""The row in hand told in full, with what can be done about it."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.common import theme
from ui.common.buttons import row
from ui.common.frames import column
from ui.common.labels import ChipLabel, Words
from ui.common.paint import Chip
from ui.imports.columns import result_chip
from ui.imports.fix_pane import FixPane
from wenming_desktop.workbooks.answers import Applied, Cure
from wenming_desktop.workbooks.desk_imports import field_label
from wenming_desktop.workbooks.outcome import RowProblem

_DECIDED: Final = Chip("改过", "ok")


class Detail(QFrame):
    """A problem, or an answer given; `wanted` asks how a problem can be mended."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("k", "card")
        self.setMinimumHeight(round(112 * theme.px("f_body") / 15))
        self.problem: RowProblem | None = None
        self._chip_place = QHBoxLayout()
        self._where = Words("", "head")
        self._message = Words("", "t2")
        self._message.setObjectName("lbl_problem")
        self._message.setWordWrap(True)
        self._refused = Words("", "t2")
        self._refused.setObjectName("lbl_fix_refused")
        self._refused.setProperty("tone", "danger")
        self._refused.setWordWrap(True)
        self._refused.hide()
        self.fix = FixPane()
        layout = column(self, margins=(14, 10, 14, 10), gap=6)
        head = row(self._where, None)
        head.insertLayout(1, self._chip_place)
        layout.addLayout(head)
        layout.addWidget(self._message)
        layout.addWidget(self.fix)
        layout.addWidget(self._refused)
        layout.addStretch(1)

    def show_problem(self, problem: RowProblem) -> None:
        """Tell a problem and ask how it can be mended; one told already stays as it is."""
        if problem == self.problem:
            return
        label = field_label(problem.field)
        where = f"{problem.sheet}　第 {problem.row:,} 行" + f"　{label}" * bool(label)
        self._tell(where, problem.message, result_chip(problem))
        self.problem = problem
        self.wanted.emit(problem)

    def show_applied(self, applied: Applied) -> None:
        """Tell an answer that is in the tables."""
        cells = f"，{applied.cells:,} 处" if applied.cells > 1 else ""
        said = f"“{applied.written}”改成“{applied.said}”{cells}。{applied.whence}。"
        self._tell(applied.label, said, _DECIDED)
        self.fix.show_applied(applied)

    def _tell(self, where: str, message: str, chip: Chip) -> None:
        self.problem = None
        self.fix.clear()
        self._refused.hide()
        self._where.setText(where)
        self._message.setText(message)
        while (item := self._chip_place.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        self._chip_place.addWidget(ChipLabel(chip))

    def offer(self, problem: RowProblem, cure: Cure | None) -> None:
        """Show how it can be mended, if it is still the one in hand."""
        if problem == self.problem and cure is not None:
            self.fix.show_cure(cure)

    def say_refused(self, text: str) -> None:
        """Say why an answer does not do."""
        self._refused.setText(text)
        self._refused.show()
