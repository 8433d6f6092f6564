"""How the import page is laid out: steps on top, the card in hand, the next step at the foot."""

from typing import Final

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn
from ui.common.frames import column, frame
from ui.common.labels import Words
from ui.common.progress_card import ProgressCard
from ui.common.restyle import OnRestyle
from ui.common.saved_strip import SavedStrip
from ui.common.step_bar import StepBar
from ui.imports.batches import BatchList
from ui.imports.check import CheckView
from ui.imports.choose import ChooseCard
from ui.imports.drop_zone import DropZone
from ui.imports.mapping import MappingCard
from ui.imports.result import ResultCard

CHOOSE, MAPPING, CHECK, DONE = range(4)
STEPS: Final = ("选文件", "对应列", "检查", "完成")


class ImportView(OnRestyle, QWidget):
    """All parts of the page; they do nothing by themselves."""

    def __init__(self, *, may_undo: bool) -> None:
        super().__init__()
        self.steps = StepBar("steps_import", STEPS)
        self.drop = DropZone()
        self.batches = BatchList(may_undo=may_undo)
        self.choose = ChooseCard()
        self.mapping = MappingCard()
        self.result = ResultCard()
        self.check = CheckView()
        self.busy = ProgressCard("card_busy")
        self.strip = SavedStrip("strip_problems")
        self.undo = Btn("撤销这次导入", name="undo_import", icon="ri.arrow-go-back-line")
        self.result.told.buttons.addWidget(self.undo)
        self.said = Words("", "sm2")
        self.said.setObjectName("lbl_foot")
        self.back = Btn("上一步", name="back_step", key="Esc")
        self.next = Btn("选文件", name="next_step", k="pri", key="Ctrl+回车")
        self._lay_out()
        self.restyle()

    def _lay_out(self) -> None:
        whole = column(self)
        body = QWidget()
        layout = column(body, margins=(16, 12, 16, 10), gap=10)
        layout.addWidget(self.steps)
        layout.addWidget(self.strip)
        self._right = QStackedWidget()
        for part in (self.choose, self.mapping, self.result):
            self._right.addWidget(part)
        self._left = QWidget()
        left = column(self._left, gap=8)
        left.addWidget(self.drop)
        left.addWidget(self.batches, 1)
        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._left)
        line.addWidget(self._right, 1)
        card = frame("card")
        column(card, margins=(1, 1, 1, 1)).addWidget(self.busy)
        self._stack = QStackedWidget()
        for view in (both, self.check, card):
            self._stack.addWidget(view)
        layout.addWidget(self._stack, 1)
        whole.addWidget(body, 1)
        whole.addWidget(self._foot())

    def _foot(self) -> QFrame:
        foot = frame("dlgfoot")
        foot.setMinimumHeight(54)
        line = QHBoxLayout(foot)
        line.setContentsMargins(16, 8, 16, 8)
        line.setSpacing(8)
        line.addWidget(self.said, 1)
        line.addWidget(self.back)
        line.addWidget(self.next)
        return foot

    @override
    def restyle(self) -> None:
        self._left.setFixedWidth(round(286 * theme.px("f_body") / 15))

    def show_step(self, step: int) -> None:
        """Show the cards of a step."""
        self.steps.show_step(step if step != DONE else len(STEPS))
        self._stack.setCurrentIndex(1 if step == CHECK else 0)
        self._right.setCurrentIndex({MAPPING: 1, DONE: 2}.get(step, 0))
        self.back.setVisible(step in (MAPPING, CHECK))
        self.next.show()
        if step in (CHOOSE, DONE):
            self.strip.hide()

    def say_next(self, said: str, label: str, *, enabled: bool) -> None:
        """Name the next step and say what it means."""
        self.said.setText(said)
        self.next.setText(label)
        self.next.setAccessibleName(label)
        self.next.setEnabled(enabled)
        self.next.updateGeometry()

    def offer_undo(self, batch: int | None) -> None:
        """Offer to take a batch back; None offers nothing."""
        self.undo.setVisible(batch is not None)
        self.undo.setEnabled(batch is not None)
        self.undo.setProperty("batch", batch)

    def begin_busy(self, title: str, *, stoppable: bool = True) -> None:
        """Show long work in place of the cards."""
        self.strip.hide()
        self.busy.begin(title, stoppable=stoppable)
        self._stack.setCurrentIndex(2)
        self.back.hide()
        self.next.hide()
        self.said.setText("停下来不会留下任何改动" if stoppable else "")
        self.busy.stop.setFocus()
