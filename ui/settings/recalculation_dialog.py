"""时限重算: the list of deadlines that a changed calendar would move, all ticked."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.common import theme
from ui.common.buttons import Btn, on_click
from ui.common.columns import Column
from ui.common.frames import EmptyState, column, frame
from ui.common.held_rows import AtHand, held
from ui.common.labels import Elided, Words
from ui.common.pick_table import PickTable
from ui.common.table_model import PagedModel
from ui.jobs import Reply
from ui.page import Services
from wenming_desktop.errors import UserError
from wenming_desktop.tickets.recalculation import recalculate
from wenming_desktop.tickets.recalculation_model import DueChange, Recalculate, Recalculated

Changes = tuple[DueChange, ...]
_WIDE, _HIGH = 74, 32
"""In letters of the body type."""
_KEYS: Final = "空格勾选　Ctrl+A 全选　回车打开工单"
_NO_RIGHT: Final = "重算要有审批权限，请书记来做"
FINE: Final = "没办结的工单，时限都和现在的日历、上班时间一致。"


def _columns(picked: dict[int, None]) -> Sequence[Column[DueChange]]:
    def tick(change: DueChange) -> str:
        return "已勾选" if change.id in picked else "未勾选"

    return (
        Column("pick", "", tick, width=40),
        Column("number", "编号", lambda change: change.number, width=108, bold=True),
        Column("title", "标题", lambda change: change.title, stretch=True),
        Column("status", "状态", lambda change: change.status_name, width=76, quiet=True),
        Column("old", "现时限", lambda change: f"{change.old:%m-%d %H:%M}", width=112),
        Column("new", "新时限", lambda change: f"{change.new:%m-%d %H:%M}", width=112, bold=True),
        Column("shift", "变化", lambda change: change.shift, width=104),
        Column("why", "为什么", lambda change: change.why, quiet=True, stretch=True),
    )


class RecalculationDialog(QDialog):
    """The list, all ticked; `put_off` when it is put away without doing anything."""

    put_off = Signal()

    def __init__(self, services: Services, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("dlg_recalculation")
        self.setWindowTitle("时限重算")
        self.setWindowModality(Qt.WindowModality.NonModal)
        self._services, self._jobs = services, services.jobs
        self._may_write = "ticket.approve" in services.office.rights
        self._rows: Changes = ()
        self._picked: dict[int, None] = {}
        self._model = PagedModel[DueChange](AtHand(), _columns(self._picked), self)
        self.table = PickTable("recalculation", "时限会变的工单", self._model, self._picked)
        self._lead = Words("", "t2")
        self._lead.setObjectName("lbl_recalculation")
        self._lead.setWordWrap(True)
        self._told = Words("", "error")
        self._told.setObjectName("lbl_recalculation_told")
        self._told.setWordWrap(True)
        self._told.hide()
        self._count = Elided("", "sm2")
        self._later = Btn("暂不", name="recalculation_later", key="Esc")
        self._some = Btn("只重算选中", name="recalculate_some", key="Ctrl+回车")
        self._all = Btn("全部重算", name="recalculate_all", k="pri", key="Ctrl+S")
        self._empty = EmptyState("empty_recalculation")
        self._empty.say("没有要重算的时限", FINE, icon="ri.calendar-todo-line", tone="ink")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        above = QWidget()
        words = column(above, margins=(16, 14, 16, 10), gap=6)
        words.addWidget(self._lead)
        words.addWidget(self._told)
        listed = QWidget()
        inside = column(listed)
        inside.addWidget(above)
        inside.addWidget(self.table, 1)
        self._stack.addWidget(listed)
        self._stack.addWidget(self._empty)
        foot = frame("dlgfoot")
        line = QHBoxLayout(foot)
        line.setContentsMargins(16, 10, 16, 10)
        line.setSpacing(8)
        line.addWidget(self._count, 1)
        for button in (self._later, self._some, self._all):
            line.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._stack, 1)
        layout.addWidget(foot)

    def _connect(self) -> None:
        on_click(self._later, self.reject)
        on_click(self._some, self.do_ticked)
        on_click(self._all, self.do_all)
        self.rejected.connect(self._put_away)
        self.table.ticked.connect(self._counted)
        self.table.all_asked.connect(self._tick_all)
        self.table.opened.connect(self._open)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.do_ticked)
        QShortcut(QKeySequence("Ctrl+S"), self, self.do_all)

    def show_changes(self, rows: Changes) -> None:
        """Show the list; what is new on it is ticked, what had its tick taken off stays off."""
        off = {row.id for row in self._rows} - set(self._picked)
        self._rows = rows
        self._picked.clear()
        self._picked.update({row.id: None for row in rows if row.id not in off})
        at = max(self.table.current(), 0)
        self._model.load(held(rows))
        if rows:
            self.table.go_to(min(at, len(rows) - 1))
        self._stack.setCurrentIndex(0 if rows else 1)
        self._lead.setText(
            f"放假安排或上班时间改了，下面 {len(rows):,} 件没办结的工单，时限和现在的日历对不上。"
            "不重算，就还按现时限办；办结的工单不动。"
        )
        self.wait(waiting=False)

    def bring(self) -> None:
        """Show it in front with the cursor in the list."""
        if not self.isVisible():
            self._told.hide()
            self._fit()
        self.show()
        self.raise_()
        self.activateWindow()
        (self.table if self._rows else self._later).setFocus()

    def _fit(self) -> None:
        """As wide as its columns want, but never wider than the window it belongs to."""
        over, letter = self.parentWidget(), theme.px("f_body")
        room = over.size() if over is not None else self.screen().availableSize()
        self.resize(min(_WIDE * letter, room.width() - 40), min(_HIGH * letter, room.height() - 80))

    def do_all(self) -> None:
        """Recalculate everything on the list."""
        self._do(self._rows)

    def do_ticked(self) -> None:
        """Recalculate what is ticked."""
        self._do(tuple(row for row in self._rows if row.id in self._picked))

    def wait(self, *, waiting: bool) -> None:
        """Let the buttons rest while the answer is on its way."""
        self._all.setEnabled(not waiting)
        self._all.setVisible(self._may_write and bool(self._rows))
        self._some.setVisible(self._may_write and bool(self._rows))
        self._later.setText("暂不" if self._may_write and self._rows else "关闭")
        self._counted()

    def _do(self, chosen: Changes) -> None:
        if not chosen or not self._may_write or not self._all.isEnabled():
            return
        self.wait(waiting=True)
        self._told.hide()
        reply = Reply(self._done, self._refused, self._failed, partial(self._failed, ""))
        self._jobs.watch("重算时限", self, reply, recalculate, Recalculate(chosen))

    def _done(self, told: Recalculated) -> None:
        self.wait(waiting=False)
        if told.skipped:
            number, why = told.skipped[0]
            more = f"；还有 {len(told.skipped) - 1:,} 件也没有重算" if len(told.skipped) > 1 else ""
            self._failed(f"重算了 {told.done:,} 件。工单 {number}：{why}{more}。")
        else:
            self.accept()

    def _refused(self, error: UserError) -> None:
        self._failed(error.message)

    def _failed(self, text: str) -> None:
        self.wait(waiting=False)
        self._told.setText(text)
        self._told.setVisible(bool(text))

    def _put_away(self) -> None:
        if self._rows:
            self.put_off.emit()

    def _counted(self) -> None:
        self._some.setEnabled(self._all.isEnabled() and bool(self._picked))
        ticked = f"选中 {len(self._picked):,} 件，共 {len(self._rows):,} 件"
        keys = _KEYS if self._may_write else _NO_RIGHT
        self._count.setText(f"{ticked}　{keys}" if self._rows else "")
        self.table.show_ticks()

    def _tick_all(self) -> None:
        every = {} if len(self._picked) == len(self._rows) else dict.fromkeys(self._ids())
        self._picked.clear()
        self._picked.update(every)
        self._counted()

    def _ids(self) -> tuple[int, ...]:
        return tuple(row.id for row in self._rows)

    def _open(self, at: int) -> None:
        row = self._model.row(at)
        if row is not None:
            self._services.open_asked.emit("ticket", row.id)
