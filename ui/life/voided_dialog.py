"""作废记录: what was voided in the last month, each with a button that brings it back."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QWidget

from ui.common import theme
from ui.common.buttons import Btn, on_click, row
from ui.common.frames import EmptyState, column, frame
from ui.common.labels import Elided, Words
from ui.jobs import Jobs, Reply
from wenming_desktop.errors import UserError
from wenming_desktop.households.tidy_model import Voided
from wenming_desktop.life.voids import DAYS, restore_household, restore_resident, voided

_RESTORE = {"household": restore_household, "resident": restore_resident}
_WHAT = {"household": "整户", "resident": "1 人"}


class VoidedDialog(QDialog):
    """A list; Esc closes it."""

    def __init__(self, jobs: Jobs, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("dlg_voided")
        self.setWindowTitle("作废记录")
        self.setWindowModality(Qt.WindowModality.NonModal)
        self._jobs = jobs
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.failed = Words("", "error")
        self.failed.setObjectName("lbl_failed")
        self.failed.setWordWrap(True)
        self._close = Btn("关上", name="voided_close", key="Esc")
        on_click(self._close, self.reject)
        layout = column(self)
        layout.addWidget(self._area, 1)
        foot = frame("dlgfoot")
        line = row(self.failed, self._close)
        line.setStretch(0, 1)
        column(foot, margins=(16, 10, 16, 10)).addLayout(line)
        layout.addWidget(foot)
        jobs.changed.connect(self._changed)

    def begin(self) -> None:
        """Show it."""
        self.failed.setText("")
        self._read()
        em = theme.px("f_body")
        self.resize(round(em * 44), round(em * 26))
        self.show()
        self.raise_()
        self.activateWindow()
        self._close.setFocus()

    def _read(self) -> None:
        self._jobs.read(self, self._show, voided)

    def _changed(self, _tables: object) -> None:
        if self.isVisible():
            self._read()

    def _show(self, found: tuple[Voided, ...]) -> None:
        if not found:
            nothing = EmptyState("empty_voided")
            nothing.say("没有作废的记录", f"录错作废的户和人，{DAYS} 天里都在这里，能恢复。")
            self._area.setWidget(nothing)
            return
        body = QWidget()
        body.setProperty("k", "scrolled")
        layout = column(body, margins=(16, 10, 16, 12), gap=2)
        for at, one in enumerate(found, 1):
            layout.addWidget(self._line(at, one))
        layout.addStretch(1)
        self._area.setWidget(body)

    def _line(self, at: int, one: Voided) -> QWidget:
        box = frame("line")
        box.setMinimumHeight(theme.px("row"))
        cells = QHBoxLayout(box)
        cells.setContentsMargins(0, 3, 0, 3)
        cells.setSpacing(10)
        name = Elided(one.name or "（没有名字）", "head")
        facts = Elided(f"{one.door}　{one.reason}", "sm2")
        back = Btn("恢复", name=f"restore_{at}", small=True)
        back.setAccessibleName(f"恢复 {one.name} {_WHAT[one.table]}")
        on_click(back, partial(self._restore, one))
        for part, stretch in (
            (name, 1),
            (Words(_WHAT[one.table], "sm2"), 0),
            (facts, 3),
            (Words(f"还能恢复 {max(one.days_left, 0)} 天", "sm3"), 0),
            (back, 0),
        ):
            cells.addWidget(part, stretch)
        return box

    def _restore(self, one: Voided) -> None:
        self.failed.setText("")
        reply: Reply[int] = Reply(self._restored, self._refused)
        self._jobs.write(self, reply, _RESTORE[one.table], one.id)

    def _restored(self, _what: int) -> None:
        self._close.setFocus()

    def _refused(self, error: UserError) -> None:
        self.failed.setText(error.message)
