"""抽取: which days, which share, which seed; how many it would be is said while one types."""

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.common.date_field import DateField
from ui.common.form_dialog import FormDialog
from ui.common.form_row import FormRow
from ui.common.number_field import NumberField
from ui.jobs import Job, Jobs, Reply
from wenming_desktop.errors import UserError
from wenming_desktop.recheck.model import DrawPreview, DrawSample
from wenming_desktop.recheck.rules import LEAST_SHARE, MOST_SHARE
from wenming_desktop.recheck.service import draw_sample, new_seed, preview

_SHARE: Final = 10
_PAUSE_MS: Final = 200
_NOTHING: Final = "这段时间没有可以抽的办结工单，抽过的不再抽。"


class DrawDialog(FormDialog):
    """Draws a sample; `drawn` carries its id."""

    drawn = Signal(int)

    def __init__(self, jobs: Jobs, parent: QWidget | None) -> None:
        super().__init__("draw", "抽取回头看工单", "抽取", parent)
        self._jobs = jobs
        self._job: Job | None = None
        self.begin_on = DateField("draw_begin", "办结日期从")
        self.end_on = DateField("draw_end", "到")
        self.share = NumberField("draw_share", "抽查比例", (LEAST_SHARE, MOST_SHARE), _SHARE)
        self.seed = QLineEdit()
        self.seed.setObjectName("fld_draw_seed")
        self.seed.setMaxLength(40)
        self._days = (
            self.add(FormRow("draw_begin", "办结日期从", self.begin_on, required=True)),
            self.add(FormRow("draw_end", "到", self.end_on, required=True)),
        )
        self._share = self.add(FormRow("draw_share", "抽查比例 %", self.share, required=True))
        self._seed = self.add(FormRow("draw_seed", "种子", self.seed))
        self._seed.show_note("印在表上。用同一个种子，谁来抽都是这几件。")
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_PAUSE_MS)
        self._clock.timeout.connect(self._ask)
        for field in (self.begin_on, self.end_on):
            field.edited.connect(self._clock.start)
        self.share.number_changed.connect(self._touched)
        self.submitted.connect(self._draw)

    def begin(self) -> None:
        """Offer last month and a new seed."""
        first = date.today().replace(day=1)
        self.end_on.put(first - timedelta(days=1))
        self.begin_on.put((first - timedelta(days=1)).replace(day=1))
        self.fail("")
        self._jobs.read(self, self.seed.setText, new_seed)
        self._ask()
        self.bring()

    def _touched(self, _number: int) -> None:
        self._clock.start()

    def _command(self) -> DrawSample | None:
        begin, end = self.begin_on.value(), self.end_on.value()
        for row, field in zip(self._days, (self.begin_on, self.end_on), strict=True):
            if field.value() is None:
                row.show_error("要写一个日子，比如 2026-10-01")
            else:
                row.clear()
        if begin is None or end is None:
            return None
        if end < begin:
            self._days[1].show_error("不能早于开始的日子")
            return None
        return DrawSample(begin, end + timedelta(days=1), self.share.value(), self.seed.text())

    def _ask(self) -> None:
        command = self._command()
        if self._job is not None:
            self._job.drop()
        if command is None:
            self.told.setText("")
            return
        self._job = self._jobs.read(self, Reply(self._told, self._unknown), preview, command)

    def _told(self, found: DrawPreview) -> None:
        self.told.setText(
            f"可抽 {found.population:,} 件，按一级类别和承办人分 {found.strata:,} 层，"
            f"会抽中 {found.drawn:,} 件，每层至少 1 件。"
            if found.population
            else _NOTHING
        )

    def _unknown(self, error: UserError) -> None:
        self.told.setText(error.message)

    def _draw(self) -> None:
        command = self._command()
        if command is not None:
            self.wait(waiting=True)
            reply = Reply(self._done, self._refused, self.fail)
            self._jobs.write(self, reply, draw_sample, command)

    def _done(self, sample: int) -> None:
        self.wait(waiting=False)
        self.accept()
        self.drawn.emit(sample)

    def _refused(self, error: UserError) -> None:
        self.fail(error.message)
