"""The last step's card: what came in, or what an undo took out and what it left."""

from PySide6.QtWidgets import QFrame

from ui.common.frames import EmptyState, column
from ui.common.held_rows import AtHand, held
from ui.common.table_model import PagedModel
from ui.common.table_view import RecordTable
from ui.imports.columns import KEPT, KeptRow, kept_row
from ui.imports.words import summary
from wenming_desktop.security.undo import Undone
from wenming_desktop.workbooks.outcome import Outcome


class ResultCard(QFrame):
    """One sentence and, where an undo left rows, a table of them."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("k", "card")
        self.setObjectName("card_result")
        self.told = EmptyState("told_result")
        self._model = PagedModel[KeptRow](AtHand(), KEPT, self)
        self._table = RecordTable("kept", "撤销时留下的记录", self._model)
        layout = column(self, margins=(1, 1, 1, 1))
        layout.addWidget(self.told, 1)
        layout.addWidget(self._table, 1)
        self._table.hide()

    def show_imported(self, kind: str, outcome: Outcome) -> None:
        """Say what an import wrote."""
        self._table.hide()
        left = len({(p.sheet, p.row) for p in outcome.problems if p.severity == "refused"})
        more = f"不收的 {left:,} 行没有写入。" if left else ""
        if outcome.batch is None:
            said = "这份表里的内容台账都已经有了，台账没有变。"
            self.told.say("没有要写入的", said + more, icon="ri.check-line", tone="ink")
            return
        said = (
            f"第 {outcome.batch} 批：{summary(kind, outcome.counts)}。{more}30 天内可以整批撤销。"
        )
        self.told.say("导入完成", said, icon="ri.checkbox-circle-line", tone="ok")

    def show_undone(self, batch: int, undone: Undone) -> None:
        """Say what an undo took out, put back and left."""
        kept = [kept_row(row) for row in undone.kept]
        self._table.setVisible(bool(kept))
        self._model.load(held(kept))
        restored = f"，还原 {undone.restored:,} 条" if undone.restored else ""
        left = f"下面 {len(kept):,} 条后来又改过或用到，留着没有动。" if kept else ""
        self.told.say(
            f"已撤销第 {batch} 批",
            f"取出 {undone.removed:,} 条{restored}。{left}",
            icon="ri.arrow-go-back-line",
            tone="ink",
        )
