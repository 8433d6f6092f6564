"""台账文件打不开: what may have happened, the last good backup, and that the bad file stays."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal

from ui.common.buttons import Btn, on_click
from ui.common.frames import EmptyState
from wenming_desktop.backup.peek import BackupFacts
from wenming_desktop.backup.rules import moment


class DamagedFile(EmptyState):
    """Stands in place of the unlock form.

    `use_asked` carries the backup to open, `other_asked` asks for one from elsewhere,
    `details_asked` for what was found.
    """

    use_asked = Signal(object)
    other_asked = Signal()
    details_asked = Signal()

    def __init__(self, found: BackupFacts | None, now: datetime) -> None:
        super().__init__("page_damaged")
        self._file = found.file if found is not None else Path()
        when = moment(found.made_at, now) if found is not None else ""
        self.say(
            "台账文件打不开",
            f"可能是上次突然断电。用{when} 的备份可以接着干，坏的文件会另存一份，什么也不删。"
            if found is not None
            else "可能是上次突然断电。这台电脑上没有好的备份，插上放备份的 U 盘选一份。"
            "坏的文件会另存一份，什么也不删。",
            icon="ri.database-2-line",
            tone="danger",
        )
        self.use = Btn(f"用{when} 的备份打开", name="use_backup", k="pri")
        self.use.setVisible(found is not None)
        other = Btn("另选一份备份", name="other_backup", k="" if found is not None else "pri")
        details = Btn("看详情", name="damage_details", k="txt")
        for button in (self.use, other, details):
            self.buttons.addWidget(button)
        on_click(self.use, lambda: self.use_asked.emit(self._file))
        on_click(other, self.other_asked.emit)
        on_click(details, self.details_asked.emit)
