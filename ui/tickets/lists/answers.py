"""名单回填: which rows of a superior's list would be filled, which stay open, then the file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from ui import saving
from ui.common import theme
from ui.common.buttons import Btn, on_click, row
from ui.common.columns import Column
from ui.common.form_dialog import FormDialog
from ui.common.form_row import FormRow
from ui.common.held_rows import AtHand, held
from ui.common.labels import Elided, Words
from ui.common.table_model import PagedModel
from ui.common.table_view import RecordTable
from ui.common.whole_file import CannotSaveError
from ui.jobs import Jobs, Reply
from wenming_desktop.errors import UserError
from wenming_desktop.workbooks.answers_out_model import (
    UNFINISHED,
    UNKNOWN,
    Answered,
    AnswerPlan,
    FillAnswers,
    RowLeft,
)

if TYPE_CHECKING:
    from wenming_desktop.work import Desk

_TAKES: Final = "名单 (*.xlsx *.xls *.et *.ods *.xlsb *.csv *.txt);;所有文件 (*)"
_WIDE: Final = 46
_ROWS: Final = 7
_LEFT: Final = (
    Column[RowLeft]("sheet", "工作表", lambda left: left.sheet, 96, quiet=True),
    Column[RowLeft]("row", "行", lambda left: f"{left.row:,}", 56, right=True),
    Column[RowLeft]("number", "单号", lambda left: left.number, 190, bold=True),
    Column[RowLeft]("words", "为什么空着", lambda left: left.words, stretch=True),
)


class AnswersDialog(FormDialog):
    """Takes one list in hand; `filled` carries the file that was written."""

    filled = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("answers", "名单回填", "另存填好的名单", parent)
        self._jobs = jobs
        self._file: Path | None = None
        self._plan: AnswerPlan | None = None
        self._name = Elided("", "bold")
        self._name.setObjectName("lbl_answers_file")
        self.pick = Btn("选名单", name="pick_list", icon="ri.folder-open-line", key="Ctrl+O")
        box = QWidget()
        line = row(self.pick, self._name, spacing=10)
        line.setContentsMargins(0, 0, 0, 0)
        line.setStretch(1, 1)
        box.setLayout(line)
        box.setFocusProxy(self.pick)
        self._of = self.add(FormRow("answers_file", "上级的名单", box, required=True))
        self._said = Words("")
        self._said.setObjectName("lbl_answers_plan")
        self._said.setWordWrap(True)
        self.column.addWidget(self._said)
        self._model = PagedModel[RowLeft](AtHand(), _LEFT, self)
        self.table = RecordTable("answers_left", "还空着的行", self._model)
        self.column.addWidget(self.table)
        self.told.setText(
            "照单号找工单，只填空着的格子；表的样子不变，另存成一份。"
            "答复里的身份证号、电话打码，谁导出的会记进操作日志。"
        )
        self.setAcceptDrops(True)
        on_click(self.pick, self.ask_file)
        QShortcut(QKeySequence("Ctrl+O"), self, self.ask_file)
        self.submitted.connect(self._ask_where)

    def begin(self) -> None:
        """Show it without a list."""
        self._file, self._plan = None, None
        self._name.setText("xlsx、xls、et、csv 都行，也可以拖到这里")
        self._of.clear()
        self._show(None)
        self.bring()
        self.pick.setFocus()

    def ask_file(self) -> None:
        """Ask for the list."""
        name, _ = QFileDialog.getOpenFileName(self, "选上级发来的名单", "", _TAKES)
        if name:
            self.take(Path(name))

    def take(self, path: Path) -> None:
        """Take a list in hand and say what would be filled."""
        self._file, self._plan = path, None
        self._name.setText(path.name)
        self._of.clear()
        self._show(None)
        self._said.setText("正在读名单")
        self._said.show()
        reply: Reply[AnswerPlan] = Reply(partial(self._planned, path), self._not_read)
        self._jobs.watch_paper("读名单", self, reply, _preview, path)

    def _planned(self, path: Path, plan: AnswerPlan) -> None:
        if path == self._file:
            self._plan = plan
            self._show(plan)
            (self.do if plan.filled else self.pick).setFocus()

    def _not_read(self, error: UserError) -> None:
        self._show(None)
        self._of.show_error(error.message)
        self.pick.setFocus()

    def _show(self, plan: AnswerPlan | None) -> None:
        self.do.setEnabled(plan is not None and plan.filled > 0)
        self._said.setVisible(plan is not None)
        self.table.setVisible(plan is not None and bool(plan.left))
        if plan is not None:
            self._said.setText(words_of(plan))
            self._model.load(held(plan.left))
            self._fit()

    def _ask_where(self) -> None:
        if self._file is not None and self._plan is not None and self._plan.filled:
            offered = self._file.with_name(f"{self._file.stem}-已回填.xlsx")
            saving.ask_where(self, offered, "Excel", self.save)

    def save(self, out: Path) -> None:
        """Write the filled copy; the page may be used meanwhile."""
        if self._file is None:
            return
        self.wait(waiting=True)
        command = FillAnswers(self._file, out)
        reply: Reply[Answered] = Reply(
            partial(self._saved, out), partial(self._not_saved, out), self.fail, self._stopped
        )
        self._jobs.watch_paper("名单回填", self, reply, _fill, command)

    def _saved(self, out: Path, answered: Answered) -> None:
        self.wait(waiting=False)
        saving.tell_saved(self._jobs.messages, out, f"，填了 {answered.plan.filled:,} 行")
        self.filled.emit(out)
        self.accept()

    def _not_saved(self, out: Path, error: UserError) -> None:
        self.fail(error.message)
        if isinstance(error, CannotSaveError):
            again: Callable[[], object] = partial(self.save, out)
            elsewhere = partial(saving.ask_where, self, out, "Excel", self.save)
            saving.tell_refused(self._jobs.messages, error, again, elsewhere)

    def _stopped(self) -> None:
        self.wait(waiting=False)
        self._jobs.messages.say("已停止，没有存成文件。", icon="ri.close-line")

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.take(path)

    @override
    def _fit(self) -> None:
        super()._fit()
        self.table.setMinimumHeight(theme.px("row") * _ROWS)
        self.resize(max(self.width(), round(theme.px("f_body") * _WIDE)), self.height())


def words_of(plan: AnswerPlan) -> str:
    """Return what filling would do, in a sentence."""
    parts = [f"名单 {plan.rows:,} 行，能填 {plan.filled:,} 行"]
    for kind, said in ((UNFINISHED, "还没办结"), (UNKNOWN, "工单里没有")):
        if count := len(plan.numbers(kind)):
            parts.append(f"{said} {count:,} 行")
    return f"{'，'.join(parts)}。要填的列：{'、'.join(plan.columns)}。"


def _dropped(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None


def _preview(desk: "Desk", path: Path) -> AnswerPlan:
    # The readers of workbooks are imported in the lane, with the first list.
    from wenming_desktop.workbooks.answers_out import preview  # noqa: PLC0415

    return preview(desk, path)


def _fill(desk: "Desk", command: FillAnswers) -> Answered:
    from wenming_desktop.workbooks.answers_out import checked_target, fill  # noqa: PLC0415

    checked_target(command)

    def write(part: Path) -> Answered:
        return fill(desk, FillAnswers(command.file, part, command.columns))

    return saving.saving(command.out, write)
