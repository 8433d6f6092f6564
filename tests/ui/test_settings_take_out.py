"""数据导出 in the settings: a reason first, then one workbook of everything."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.make_register import household, member, rows
from tests.ui import stand_in
from tests.ui.conftest import Said
from ui.common.labels import Words
from ui.common.memory import Memory
from ui.jobs import Jobs, Lanes
from ui.page import Office, Services
from ui.settings.page import SettingsPage
from ui.settings.section import Section
from wenming_desktop.work import Desk

RIGHTS = frozenset({"settings.read", "register.export"})


@pytest.fixture
def jobs(desk: Desk, said: Said) -> Iterator[Jobs]:
    lane = stand_in.AtOnce()
    yield (made := Jobs(desk, said, Lanes(lane, lane)))
    made.close()


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "全部.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    return path


@pytest.fixture
def section(qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Section:
    office = Office("槐荫里社区", "林晓燕", RIGHTS)
    page = SettingsPage(Services(jobs, Memory(tmp_path / "w.ini"), office))
    qtbot.addWidget(page)
    page.show()
    page.start()
    found = page.open_section("take_out")
    assert found is not None
    return found


def reason(section: Section) -> QLineEdit:
    found = section.findChild(QLineEdit, "fld_take_out_reason")
    assert found is not None
    return found


def test_nothing_leaves_without_a_reason(section: Section, file: Path) -> None:
    QTest.keyClick(reason(section), Qt.Key.Key_Return)
    said = [label.text() for label in section.findChildren(Words)]
    assert "要写明用途，记进操作日志" in said
    assert not file.exists()


def test_everything_is_in_one_workbook_and_the_reason_in_the_log(
    section: Section, desk: Desk, said: Said, file: Path
) -> None:
    household(desk, "501", member("王秀兰"))
    QTest.keyClicks(reason(section), "new system")
    QTest.keyClick(reason(section), Qt.Key.Key_Return)
    book = openpyxl.load_workbook(file)
    names = [cell.value for cell in next(book["resident"].iter_rows(max_row=1))]
    assert book["resident"].cell(2, names.index("姓名 full_name") + 1).value == "王秀兰"
    ((what, why, count),) = rows(desk, "SELECT what, reason, rows FROM export_log")
    assert (what, why) == ("everything", "new system")
    assert said.take() == [("say", f"已存到“全部.xlsx”，{count:,} 行")]
    assert reason(section).text() == ""


def test_stopped_it_leaves_nothing_and_may_be_asked_again(
    section: Section, desk: Desk, said: Said, file: Path
) -> None:
    for number in range(101, 104):
        household(desk, str(number), member("王秀兰"))
    section.jobs.watching.connect(lambda watched: watched.cancel())
    reason(section).setText("换系统")
    section.save()
    assert said.take() == [("say", "已停止，没有存成文件。")]
    assert list(file.parent.glob("*.xlsx*")) == []
    button = section.findChild(QPushButton, "btn_take_out")
    assert button is not None
    assert button.isEnabled()
