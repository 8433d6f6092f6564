"""数据导出: every register in one open workbook, for a reason, logged."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from ui import saving
from ui.common import ime
from ui.common.buttons import Btn, on_click, row
from ui.common.form_row import FormRow
from ui.common.frames import Banner, column, frame
from ui.common.labels import Words
from ui.common.whole_file import CannotSaveError
from ui.jobs import Reply
from ui.page import Services
from ui.settings.section import Section
from wenming_desktop.errors import UserError

if TYPE_CHECKING:
    from wenming_desktop.work import Desk

_TOLD: Final = (
    "所有登记册、工单、记录、代码表写进一个 Excel 工作簿，一册一张表，别的软件也打得开。"
    "换电脑、防丢失请用“备份”：这份文件不加密，也不能用来恢复。"
)
_CAREFUL: Final = "身份证号和电话是完整的。谁导出、做什么用会记进操作日志；用完请删掉。"


class TakeOutSection(Section):
    """Asks what for, then where to."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, "take_out")
        self._reason = QLineEdit()
        self._reason.setObjectName("fld_take_out_reason")
        self._reason.setMaxLength(100)
        self._reason.setPlaceholderText("如 上级统一换系统、街道审计")
        self._row = FormRow("take_out_reason", "用途", self._reason, required=True)
        self._do = Btn("全部数据导出", name="take_out", icon="ri.download-2-line", k="pri")
        on_click(self._do, self.ask_where)
        self._reason.returnPressed.connect(self.ask_where)
        told = Words(_TOLD, "t2")
        told.setWordWrap(True)
        card = frame("card")
        inside = column(card, margins=(16, 14, 16, 16), gap=12)
        inside.addWidget(Words("全部数据导出", "strong"))
        inside.addWidget(told)
        inside.addWidget(Banner("warn", _CAREFUL))
        inside.addWidget(self._row)
        inside.addLayout(row(None, self._do))
        whole = column(self)
        whole.addWidget(card)
        whole.addStretch(1)

    @override
    def save(self) -> None:
        self.ask_where()

    def ask_where(self) -> None:
        """Ask for the file once it is said what for."""
        ime.commit()
        if not self._reason.text().strip():
            self._row.show_error("要写明用途，记进操作日志")
            self._reason.setFocus()
            return
        self._row.clear()
        if self._do.isEnabled():
            name = f"{self.services.office.community}全部数据.xlsx"
            saving.ask_where(self, Path.home() / name, "Excel", self.take_out)

    def take_out(self, path: Path) -> None:
        """Write the file in a lane; other work goes on."""
        self._do.setEnabled(False)
        reply = Reply(
            partial(self._saved, path), partial(self._refused, path), self._failed, self._stopped
        )
        reason = self._reason.text().strip()
        self.jobs.watch_paper("导出全部数据", self, reply, _write, path, reason)

    def _saved(self, path: Path, rows: int) -> None:
        self._do.setEnabled(True)
        self._reason.clear()
        saving.tell_saved(self.jobs.messages, path, f"，{rows:,} 行")

    def _refused(self, path: Path, error: UserError) -> None:
        self._do.setEnabled(True)
        if not isinstance(error, CannotSaveError):
            self.jobs.messages.warn(error.message)
            return
        elsewhere = partial(saving.ask_where, self, path, "Excel", self.take_out)
        saving.tell_refused(self.jobs.messages, error, partial(self.take_out, path), elsewhere)

    def _failed(self, text: str) -> None:
        self._do.setEnabled(True)
        self.jobs.messages.warn(text)

    def _stopped(self) -> None:
        self._do.setEnabled(True)
        self.jobs.messages.say("已停止，没有存成文件。", icon="ri.close-line")


def _write(desk: "Desk", path: Path, reason: str) -> int:
    # Workbooks need their writer; imported in the lane, with the first export.
    from wenming_desktop.workbooks import everything_out  # noqa: PLC0415

    def write(part: Path) -> int:
        return everything_out.export_everything(desk, everything_out.ExportEverything(part, reason))

    return saving.saving(path, write)
