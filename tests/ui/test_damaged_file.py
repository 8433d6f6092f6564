"""A data file that cannot be opened: the last good backup is offered, the bad file kept."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ui.common.damaged_file import DamagedFile
from wenming_desktop.backup.peek import BackupFacts

NOW = datetime(2026, 11, 20, 10, 42)
FACTS = BackupFacts(Path("a.wmbak"), datetime(2026, 11, 20, 8, 2), 1, 1, 1, ("demo",), 1)


def test_the_last_good_backup_is_one_key_away(qtbot: QtBot) -> None:
    widget = DamagedFile(FACTS, NOW)
    qtbot.addWidget(widget)
    widget.show()
    used: list[Path] = []
    widget.use_asked.connect(used.append)
    button = widget.findChild(QPushButton, "btn_use_backup")
    assert button.accessibleName() == "用今天 08:02 的备份打开"
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert used == [FACTS.file]
    assert any("坏的文件会另存一份" in label.text() for label in widget.findChildren(QLabel))


def test_without_one_a_backup_from_elsewhere_is_asked_for(qtbot: QtBot) -> None:
    widget = DamagedFile(None, NOW)
    qtbot.addWidget(widget)
    widget.show()
    assert not widget.findChild(QPushButton, "btn_use_backup").isVisible()
    with qtbot.waitSignal(widget.other_asked):
        widget.findChild(QPushButton, "btn_other_backup").click()
    with qtbot.waitSignal(widget.details_asked):
        widget.findChild(QPushButton, "btn_damage_details").click()
