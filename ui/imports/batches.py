"""最近导入: the batches of this office, each taken back whole within thirty days."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from ui.common import theme
from ui.common.buttons import Btn, on_click, row
from ui.common.frames import column, frame
from ui.common.labels import Elided, Words
from ui.imports.words import brief, when
from wenming_desktop.workbooks.desk_imports import UNDO_DAYS, BatchRow


class BatchList(QFrame):
    """Shows past imports; `undo_asked` carries a batch number."""

    undo_asked = Signal(int)

    def __init__(self, *, may_undo: bool) -> None:
        super().__init__()
        self.setProperty("k", "card")
        self.setObjectName("card_batches")
        self._may_undo = may_undo
        layout = column(self, margins=(1, 1, 1, 1))
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 14, 8)
        head.addWidget(Words("最近导入", "head"))
        layout.addLayout(head)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout.addWidget(self._area, 1)
        foot = frame("foot")
        foot.setMinimumHeight(theme.px("ctl_s") + 6)
        line = QHBoxLayout(foot)
        line.setContentsMargins(14, 0, 14, 0)
        line.addWidget(Words(f"{UNDO_DAYS} 天内的导入都能整批撤销"))
        layout.addWidget(foot)
        self.show_batches((), datetime.now())

    def show_batches(self, batches: Sequence[BatchRow], now: datetime) -> None:
        """List these batches, the newest first."""
        inside = QWidget()
        inside.setProperty("k", "scrolled")
        layout = column(inside)
        for batch in batches:
            layout.addWidget(self._entry(batch, now))
        if not batches:
            none = Words("还没有导入过。", "sm3")
            none.setContentsMargins(14, 6, 14, 6)
            layout.addWidget(none)
        layout.addStretch(1)
        self._area.setWidget(inside)

    def _entry(self, batch: BatchRow, now: datetime) -> QFrame:
        entry = frame("line")
        layout = column(entry, margins=(14, 6, 10, 6), gap=2)
        layout.addWidget(Elided(f"{batch.kind_name}　第 {batch.id} 批", "head"))
        said = Elided(f"{when(batch.at, now)}　{brief(batch.kind, batch.counts)}", "sm2")
        line = row(said, self._offer(batch))
        line.setStretch(0, 1)
        layout.addLayout(line)
        return entry

    def _offer(self, batch: BatchRow) -> QWidget:
        if batch.undone_at is not None:
            return Words("已撤销", "sm3")
        if not (self._may_undo and batch.undoable):
            return Words("")
        undo = Btn("撤销", name=f"undo_batch_{batch.id}", k="link")
        undo.setAccessibleName(f"撤销第 {batch.id} 批 {batch.kind_name}")
        return on_click(undo, partial(self._ask, undo, batch.id))

    def _ask(self, button: Btn, batch: int) -> None:
        button.setEnabled(False)
        self.undo_asked.emit(batch)
