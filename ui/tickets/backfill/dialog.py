"""补录: a row a ticket, by keyboard alone; saved all or none, the draft kept while one types."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.form_dialog import FormDialog
from ui.common.form_row import FormRow
from ui.common.labels import Words
from ui.drafts import Drafts
from ui.jobs import Jobs, Reply
from ui.tickets.backfill.grid import BackfillGrid
from ui.tickets.backfill.known_line import Known
from ui.tickets.backfill.ticket_row import Offered, TicketLine
from wenming_desktop.drafts import KeptDraft
from wenming_desktop.errors import UserError
from wenming_desktop.tickets.backfill import register_many
from wenming_desktop.tickets.backfill_model import BackfillMany, BackfillRefusedError
from wenming_desktop.tickets.board import BoardChoices, board_choices
from wenming_desktop.tickets.intake import IntakeChoices
from wenming_desktop.tickets.queries import intake_choices

FORM: Final = "tickets.backfill"
_WIDE, _HIGH = 84, 44
"""In letters of the body type: as wide and high as the grid likes to be."""
_ROWS_AT_FIRST: Final = 3
_HOW: Final = (
    "一行一件，照纸上写；空行不记。Enter 到下一格，灰字按 Enter 就选上，F8 到下一处要改的。"
)


class BackfillDialog(FormDialog):
    """The grid with the reason why it comes late; `saved` when its tickets are registered."""

    saved = Signal()

    def __init__(self, jobs: Jobs, drafts: Drafts, parent: QWidget | None = None) -> None:
        super().__init__("backfill", "补录工单", "全部登记", parent)
        self._jobs, self._drafts = jobs, drafts
        self._sent: list[TicketLine] = []
        self.reason = QLineEdit()
        self.reason.setObjectName("fld_backfill_reason")
        self.reason.setMaxLength(200)
        self.grid = BackfillGrid(jobs, self.reason)
        self.column.addWidget(self.grid)
        self._why = self.add(FormRow("backfill_reason", "补录原因", self.reason, required=True))
        self._why.hide()
        self._draft = Words("", "okay")
        self._draft.setObjectName("lbl_backfill_draft")
        self.column.addWidget(self._draft)
        self._point("")
        self.reason.textEdited.connect(self._touched)
        self.reason.returnPressed.connect(self.do.setFocus)
        self.grid.touched.connect(self._touched)
        self.grid.left.connect(self._go_below)
        self.grid.pointed.connect(self._point)
        self.grid.came.connect(self._show_part)
        self.submitted.connect(self._save)
        drafts.kept.connect(self._draft_kept)
        drafts.failed.connect(self._draft_failed)

    def begin(self) -> None:
        """Show it; what was typed before stands in it again."""
        self._jobs.read(self, self._offer_intake, intake_choices)

    def _offer_intake(self, choices: IntakeChoices) -> None:
        self._jobs.read(self, partial(self._offer, choices), board_choices)

    def _offer(self, intake: IntakeChoices, board: BoardChoices) -> None:
        words = {
            "source": Known((one.code, one.name) for one in intake.sources),
            "category": Known((one.code, one.name) for one in intake.categories),
            "handling_unit": Known((one.id, one.name) for one in intake.units),
            "outcome": Known((one.code, one.name) for one in board.outcomes),
            "satisfaction": Known((one.code, one.name) for one in board.satisfactions),
        }
        self.grid.offer(Offered(words))
        if not self.grid.lines:
            self.grid.grow(_ROWS_AT_FIRST)
            self._drafts.read(self, FORM, self._put_back)
        self.bring()
        self.grid.first_blank().setFocus()

    @override
    def _fit(self) -> None:
        super()._fit()
        size = theme.px("f_body")
        screen = self.screen().availableGeometry()
        width, height = min(size * _WIDE, screen.width() - 20), min(size * _HIGH, screen.height())
        self.resize(width, height - 40)

    def _point(self, words: str) -> None:
        """Tell in full what Enter would take."""
        self.told.setText(f"Enter 选“{words}”，↓ 换下一个。" if words else _HOW)

    def _go_below(self) -> None:
        (self.reason if self._why.isVisible() else self.do).setFocus()

    def _show_part(self, part: QWidget) -> None:
        for area in self.findChildren(QScrollArea):
            area.ensureWidgetVisible(part, 20, 60)

    def _touched(self, _text: str = "") -> None:
        self._ask_why()
        rows = [line.kept() for line in self.grid.lines]
        if any(rows) or self.reason.text():
            self._drafts.keep(FORM, {"reason": self.reason.text(), "rows": rows})
        else:
            self._drafts.drop(FORM)
            self._draft.setText("")

    def _ask_why(self) -> None:
        """Ask for the reason as soon as a row is of an earlier day."""
        late = self.grid.is_late()
        self._why.setVisible(late)
        if not late:
            self._why.clear()

    def _put_back(self, draft: KeptDraft | None) -> None:
        if draft is None:
            return
        self.reason.setText(str(draft.content.get("reason", "")))
        rows = draft.content.get("rows", ())
        self.grid.grow(len(rows))
        for line, kept in zip(self.grid.lines, rows, strict=False):
            line.put(kept)
        self._ask_why()
        self._draft_kept(FORM, draft.at)

    def _draft_kept(self, form: str, at: datetime) -> None:
        if form == FORM and self.grid.filled():
            self._draft.setText(f"草稿 {at:%H:%M} 已存")

    def _draft_failed(self, form: str, why: str) -> None:
        if form == FORM:
            self._draft.setText(f"草稿还没存上，先别关机。{why}")

    def _save(self) -> None:
        self._sent = self.grid.filled()
        self._why.clear()
        if not self._sent:
            self.fail("还没有写一件，没有可登记的。")
            return
        unread = {line.number: line.unread() for line in self._sent}
        for line in self._sent:
            line.say_wrong(unread[line.number])
        if any(unread.values()):
            self._go_first_wrong()
            return
        self.wait(waiting=True)
        reply = Reply(self._written, self._refused, self.fail)
        rows = tuple(line.row() for line in self._sent)
        self._jobs.write(self, reply, register_many, BackfillMany(rows, self.reason.text()))

    def _written(self, _ids: Any) -> None:
        self.wait(waiting=False)
        for line in self.grid.lines:
            line.clear()
        self.reason.clear()
        self._why.hide()
        self._drafts.drop(FORM)
        self._draft.setText("")
        self.saved.emit()
        self.accept()

    def _refused(self, error: UserError) -> None:
        self.wait(waiting=False)
        if isinstance(error, BackfillRefusedError):
            for at, line in enumerate(self._sent, start=1):
                cells = {cell.field: cell.words for cell in error.cells if cell.row == at}
                line.say_wrong({name: said for name, said in cells.items() if name in line.parts})
            self.fail(f"有 {len(error.cells)} 处要改，这一批还没有登记。F8 到下一处。")
            self._go_first_wrong()
        elif error.field == "reason":
            self._why.show()
            self._why.show_error(error.message)
            self.reason.setFocus()
        else:
            self.fail(error.message)

    def _wrong(self) -> Sequence[QWidget]:
        parts = self.grid.wrong_parts()
        return [*parts, self.reason] if self._why.wrong() else parts

    def _go_first_wrong(self) -> None:
        for part in self._wrong()[:1]:
            part.setFocus()

    @override
    def go_wrong(self) -> None:
        """Bring the cursor to the next field that cannot stand, round the end (F8)."""
        wrong = self._wrong()
        if wrong:
            at = next((at for at, part in enumerate(wrong) if part.hasFocus()), -1)
            wrong[(at + 1) % len(wrong)].setFocus()
