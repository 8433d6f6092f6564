"""The line at the foot of the window: where the data is, what is running, how much there is."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn
from ui.common.labels import IconLabel, Words
from ui.common.restyle import OnRestyle, restyle_one


class StatusBar(OnRestyle, QFrame):
    """Facts at the left, running work in the middle, counts at the right."""

    def __init__(self, backup: str) -> None:
        super().__init__()
        self.setObjectName("statusbar")
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 0, 14, 0)
        line.setSpacing(6)
        line.addWidget(IconLabel("ri.database-2-line", "icon_s"))
        line.addWidget(Words("数据在本机·离线可用"))
        line.addSpacing(10)
        self._backup_icon = IconLabel("ri.save-3-line", "icon_s")
        self._backup = Words("")
        self._backup.setObjectName("lbl_backup")
        line.addWidget(self._backup_icon)
        line.addWidget(self._backup)
        line.addStretch(1)
        self._job = Words("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(180)
        self.stop = Btn("停止", name="stop", k="link")
        for part in (self._job, self._bar, self.stop):
            part.hide()
            line.addWidget(part)
        line.addStretch(1)
        self._count = Words("")
        self._count.setObjectName("lbl_count")
        line.addWidget(self._count)
        line.addSpacing(10)
        line.addWidget(IconLabel("ri.keyboard-box-line", "icon_s"))
        line.addWidget(Words("F1 快捷键"))
        self.show_backup(backup)
        self.restyle()

    @override
    def restyle(self) -> None:
        self.setFixedHeight(theme.px("status"))

    def show_count(self, text: str) -> None:
        """Say how much the register holds."""
        self._count.setText(text)

    def show_backup(self, text: str, tone: str = "ok") -> None:
        """Say when the last backup was made; amber and a sign where something is amiss."""
        amiss = tone != "ok"
        icon = "ri.alert-line" if amiss else "ri.save-3-line"
        colour = {"warn": "warn_text", "danger": "danger_text"}.get(tone, "text_2")
        self._backup_icon.show_icon(icon, colour)
        self._backup.setText(text)
        restyle_one(self._backup, "k", {"warn": "warn", "danger": "error"}.get(tone, ""))
        for part in (self._backup_icon, self._backup):
            part.setVisible(bool(text))

    def show_job(self, title: str, done: int, total: int) -> None:
        """Show how far running work is."""
        self._job.setText(f"{title} {done:,}/{total:,}" if total else title)
        self._bar.setRange(0, max(total, 0))
        self._bar.setValue(done)
        for part in (self._job, self._bar, self.stop):
            part.show()

    def end_job(self) -> None:
        """Show no running work."""
        for part in (self._job, self._bar, self.stop):
            part.hide()
