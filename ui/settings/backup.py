"""备份: make a checked one now, see the last one, read one back."""

from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout
from typing_extensions import override

from ui.common.buttons import Btn, on_click, row
from ui.common.frames import column, frame
from ui.common.labels import IconLabel, Words
from ui.common.restyle import restyle_one
from ui.jobs import Reply
from ui.page import Services
from ui.settings.section import Section
from wenming_desktop.backup import BackupInfo
from wenming_desktop.backup.by_desk import LastBackup, last_backup, make_backup, verify_backup
from wenming_desktop.errors import UserError

_NEVER: Final = "这份数据还没有备份过。请插好 U 盘，现在做一份。"
_OLD_DAYS: Final = 7
_UNIT: Final = 1024


class BackupSection(Section):
    """Backups of this office; only for accounts that may make one."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, "backup")
        self._path = Path()
        self._shield = IconLabel("ri.shield-check-line", "f_num", "ok")
        self._state = Words("", "name")
        self._state.setObjectName("lbl_backup_state")
        self._last = Words("", "t2")
        self._last.setObjectName("lbl_last_backup")
        self._now = Btn("现在备份", name="backup_now", icon="ri.save-3-line", k="pri")
        self._verify = Btn("核对一份备份", name="verify_backup", icon="ri.shield-check-line")
        self._folder = Btn("打开所在文件夹", name="open_backup_folder", k="link")
        self._result = Words("")
        self._result.setObjectName("lbl_backup_result")
        self._result.setWordWrap(True)
        self._strip = self._make_strip()
        self._lay_out()
        on_click(self._now, self._ask_folder)
        on_click(self._verify, self._ask_file)
        on_click(self._folder, self._open_folder)

    def _make_strip(self) -> QFrame:
        strip = frame("banner")
        strip.setObjectName("strip_backup")
        strip.setMinimumHeight(38)
        line = QHBoxLayout(strip)
        line.setContentsMargins(12, 4, 12, 4)
        line.addWidget(self._result, 1)
        line.addWidget(self._folder)
        strip.hide()
        return strip

    def _lay_out(self) -> None:
        whole = column(self, gap=10)
        card = frame("card")
        line = QHBoxLayout(card)
        line.setContentsMargins(16, 16, 16, 16)
        line.setSpacing(16)
        line.addWidget(self._shield, 0, Qt.AlignmentFlag.AlignTop)
        words = frame("")
        told = column(words, gap=4)
        for part in (self._state, self._last):
            part.setWordWrap(True)
            told.addWidget(part)
        told.addWidget(Words("备份带着数据和口令一起加密，做完会自动读回核对。", "sm3"))
        line.addWidget(words, 1)
        line.addWidget(self._now, 0, Qt.AlignmentFlag.AlignVCenter)
        whole.addWidget(card)
        whole.addWidget(self._strip)
        check = frame("card")
        inside = column(check, margins=(16, 12, 16, 14), gap=8)
        inside.addWidget(Words("核对备份", "strong"))
        said = Words(
            "从 U 盘里选一份 .wmbak，逐项读回来看是不是完好。只看，不改动现在的数据。", "t2"
        )
        said.setWordWrap(True)
        inside.addWidget(said)
        inside.addLayout(row(self._verify, None))
        whole.addWidget(check)
        whole.addStretch(1)

    @override
    def start(self) -> None:
        self.jobs.read(self, self._show_last, last_backup)

    def _show_last(self, last: LastBackup | None) -> None:
        if last is None:
            self._shield.show_icon("ri.alert-line", "warn")
            self._state.setText("还没有备份")
            self._last.setText(_NEVER)
            return
        days = (datetime.now().date() - last.at.date()).days
        old = days > _OLD_DAYS
        self._shield.show_icon("ri.alert-line" if old else "ri.shield-check-line", _tone(old=old))
        self._state.setText(f"已经 {days} 天没有备份" if old else "备份正常")
        self._last.setText(f"上次 {moment(last.at, days)}，{last.file}，{size(last.size)}")

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "备份放到哪个文件夹")
        if name:
            community = "".join(c for c in self.services.office.community if c.isalnum())
            stamp = f"{datetime.now():%Y%m%d-%H%M%S}"
            self.back_up(Path(name) / f"{community or '社区'}-{stamp}.wmbak")

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "选一份备份", "", "备份 (*.wmbak)")
        if name:
            self.check(Path(name))

    def back_up(self, target: Path) -> None:
        """Make a backup there."""
        self._tell("info", "正在备份，做完会读回核对。可以先做别的事")
        self.jobs.paper(self, Reply(self._made, self._refused), make_backup, target)

    def check(self, file: Path) -> None:
        """Read a backup back."""
        self._tell("info", f"正在核对“{file.name}”")
        self.jobs.paper(self, Reply(self._whole, self._refused), verify_backup, file)

    def _made(self, info: BackupInfo) -> None:
        self._path = info.file
        self._tell("ok", f"已备份并核对：“{info.file.name}”", folder=True)
        self.start()

    def _whole(self, info: BackupInfo) -> None:
        self._path = info.file
        people = info.counts.get("resident", 0)
        tickets = info.counts.get("ticket", 0)
        said = f"“{info.file.name}”是完好的，里面有 {people:,} 人、{tickets:,} 件工单"
        self._tell("ok", said, folder=True)

    def _refused(self, error: UserError) -> None:
        self._tell("danger", error.message)

    def _tell(self, tone: str, text: str, *, folder: bool = False) -> None:
        restyle_one(self._strip, "tone", tone)
        self._result.setText(text)
        # The words are selected by their parent's tone: polish them too.
        self._result.style().unpolish(self._result)
        self._result.style().polish(self._result)
        self._folder.setVisible(folder)
        self._strip.setAccessibleName(text)
        self._strip.show()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))


def _tone(*, old: bool) -> str:
    return "warn" if old else "ok"


def moment(at: datetime, days: int) -> str:
    """A moment as the clerk says it: 今天 08:02, 昨天 17:40, 11-18 17:35."""
    day = {0: "今天", 1: "昨天"}.get(days, f"{at:%m-%d}")
    return f"{day} {at:%H:%M}"


def size(count: int) -> str:
    """How large a file is: 48.2 MB."""
    if count < _UNIT * _UNIT:
        return f"{max(1, count // _UNIT)} KB"
    return f"{count / _UNIT / _UNIT:.1f} MB"
