"""备份 on a real data file, by keys: made, listed, looked at, gone back to."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from db.engine import close_all
from tests.conftest import PASSWORD
from tests.ui.conftest import Said
from tests.ui.stand_in import AtOnce
from ui.common.memory import Memory
from ui.common.table_view import RecordTable
from ui.jobs import Jobs, Lanes
from ui.page import Office, Services
from ui.settings import backup as section_module
from ui.settings.backup import BackupSection
from ui.settings.going_back import changes
from ui.settings.page import SettingsPage
from wenming_desktop.backup import finish_restore
from wenming_desktop.backup.automatic import back_up_by_itself
from wenming_desktop.backup.kept import Back, Since, going_back
from wenming_desktop.backup.plan import Plan, read_plan
from wenming_desktop.progress import CancelledError
from wenming_desktop.settings.office import read_office, save_office
from wenming_desktop.work import Desk


@pytest.fixture
def services(desk: Desk, said: Said, tmp_path: Path) -> Iterator[Services]:
    lane = AtOnce()
    jobs = Jobs(desk, said, Lanes(lane, lane))
    facts = Office("槐荫里社区", "demo", desk.actor.rights)
    yield Services(jobs, Memory(tmp_path / "w.ini"), facts)
    jobs.close()


@pytest.fixture
def page(services: Services, qtbot: QtBot) -> SettingsPage:
    page = SettingsPage(services)
    qtbot.addWidget(page)
    page.resize(1166, 600)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.start()
    return page


@pytest.fixture
def section(page: SettingsPage) -> BackupSection:
    section = page.open_section("backup")
    assert isinstance(section, BackupSection)
    return section


def part(section: QWidget, name: str) -> Any:
    found = section.findChild(QWidget, name)
    assert found is not None, name
    return found


def text(section: QWidget, name: str) -> str:
    label = part(section, f"lbl_{name}")
    assert isinstance(label, QLabel)
    return label.text()


def press(section: QWidget, name: str, qtbot: QtBot) -> None:
    button = part(section, f"btn_{name}")
    assert isinstance(button, QPushButton)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def rows(section: QWidget) -> list[list[str]]:
    model = part(section, "tbl_backups").model()
    return [
        [str(model.index(at, col).data(Qt.ItemDataRole.AccessibleTextRole)) for col in range(1, 5)]
        for at in range(model.rowCount())
    ]


def test_an_office_without_a_backup_is_led_to_the_first(
    section: BackupSection, qtbot: QtBot
) -> None:
    assert text(section, "backup_state") == "还没有备份"
    assert part(section, "empty_backups").isVisible()
    press(section, "backup_now", qtbot)
    assert text(section, "backup_result") == "已备份并核对，存在本机"
    assert text(section, "last_backup").startswith("11-20 10:42 备份，本机") or "本机" in text(
        section, "last_backup"
    )
    table = part(section, "tbl_backups")
    assert isinstance(table, RecordTable)
    assert table.model().rowCount() == 1


def test_the_second_copy_goes_where_it_was_told(
    section: BackupSection,
    qtbot: QtBot,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stick = tmp_path / "社区备份"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))
    press(section, "second_folder", qtbot)
    assert read_plan(desk) == Plan(second=str(stick))
    press(section, "backup_now", qtbot)
    assert len(list(stick.glob("hand-*.wmbak"))) == 1
    assert "“社区备份”" in text(section, "backup_result")
    stick.rename(tmp_path / "拔了")
    clock = part(section, "fld_automatic")
    assert isinstance(clock, QCheckBox)
    clock.setFocus()
    qtbot.keyClick(clock, Qt.Key.Key_Space)
    assert read_plan(desk).automatic is False
    press(section, "no_second", qtbot)
    assert read_plan(desk) == Plan(automatic=False)


def test_a_stick_that_is_not_there_is_said_and_the_copy_here_made(
    section: BackupSection, qtbot: QtBot, tmp_path: Path
) -> None:
    section._plan.choose(tmp_path / "没插")
    press(section, "backup_now", qtbot)
    assert text(section, "backup_result") == "本机备份好了，“没插”找不到"
    assert text(section, "backup_state") == "“没插”找不到"
    assert part(section, "tbl_backups").model().rowCount() == 1


def test_a_backup_is_looked_at_then_gone_back_to(
    section: BackupSection, services: Services, qtbot: QtBot, desk: Desk, office_folder: Path
) -> None:
    before = desk.read(read_office)
    file = back_up_by_itself(desk, "start").file
    desk.write(save_office, replace(before, duty_phone="8801 2345"))
    section.start()
    table = part(section, "tbl_backups")
    assert isinstance(table, RecordTable)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert part(section, "pane_going_back").isVisible()
    assert "1 步操作" in text(section, "what_changes")
    account, password = part(section, "fld_back_account"), part(section, "fld_back_password")
    assert isinstance(password, QLineEdit)
    assert account.text() == "demo"
    asked: list[bool] = []
    services.restart_asked.connect(lambda: asked.append(True))
    password.setFocus()
    qtbot.keyClick(password, Qt.Key.Key_Return)
    assert "密码都要写" in part(section, "err_going_back").text()
    qtbot.keyClicks(password, "not-this-one-0")
    qtbot.keyClick(password, Qt.Key.Key_Return)
    assert "密码不对" in part(section, "err_going_back").text()
    assert asked == []
    qtbot.keyClicks(password, PASSWORD)
    qtbot.keyClick(password, Qt.Key.Key_Return)
    assert asked == [True]
    assert password.text() == ""
    assert desk.read(read_office).duty_phone == "8801 2345"
    close_all(desk.engine)
    assert finish_restore(office_folder) is not None
    made = sorted((office_folder / "backup").glob("auto-*.wmbak"))
    assert file in made
    assert len(made) == 2  # the present was backed up before


def test_a_damaged_file_is_named_and_nothing_is_touched(
    section: BackupSection, qtbot: QtBot, tmp_path: Path, office_folder: Path
) -> None:
    target = tmp_path / "槐荫里.wmbak"
    section.back_up(target)
    section.look_at(target)
    press(section, "verify_this", qtbot)
    assert "是完好的" in text(section, "backup_result")
    target.write_bytes(target.read_bytes()[:-400])
    press(section, "verify_this", qtbot)
    assert "已损坏" in text(section, "backup_result")
    other = tmp_path / "别的.wmbak"
    other.write_bytes(b"something else")
    section.look_at(other)
    assert "不是本程序的备份文件" in text(section, "backup_result")
    assert not (office_folder / "restore.intent").exists()


def test_what_was_stopped_is_said_and_can_be_asked_again(
    section: BackupSection, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(_desk: Desk) -> None:
        raise CancelledError

    monkeypatch.setattr(section_module, "back_up_now", stopped)
    press(section, "backup_now", qtbot)
    assert text(section, "backup_result") == "停下了，没有做完，数据没有动"
    assert part(section, "btn_backup_now").isEnabled()


@pytest.mark.parametrize(
    ("since", "said"),
    [
        (None, "这份备份不是从现在的数据往前数的，恢复后全部换成备份里的"),
        (Since(0, 0, 0, 0), "备份以后没有改过什么，恢复了也一样"),
        (
            Since(40, 31, 5, 12),
            "31 户会变回原样　5 件工单会消失　12 条别的记录会消失　备份以后的 40 步操作都不算了",
        ),
    ],
)
def test_what_will_change_is_said_in_numbers(desk: Desk, since: Since | None, said: str) -> None:
    back = going_back(desk, back_up_by_itself(desk, "start").file)
    assert changes(Back(back.facts, back.now, since)) == said


def test_everything_here_can_be_read_aloud(section: BackupSection, qapp: QApplication) -> None:
    for kind in (QPushButton, QLineEdit, QCheckBox):
        for widget in section.findChildren(kind):
            assert widget.accessibleName(), widget.objectName()
