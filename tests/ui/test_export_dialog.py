"""导出 from the page of households: what is in the file, how it prints, what is remembered."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.make_register import household, member, number, rows
from tests.ui import stand_in
from tests.ui.conftest import Said
from ui.common.form_dialog import FormDialog
from ui.common.labels import Words
from ui.common.memory import Memory
from ui.households.page import HouseholdsPage
from ui.jobs import Jobs, Lanes
from ui.page import Office, Services
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.files import import_file
from wenming_desktop.workbooks.outcome import ImportOptions

RIGHTS = frozenset({"register.read", "register.export"})
NUMBER = number("1962-03-14", 28)
LONGEST = "阿卜杜拉·吐尔逊·买买提江·阿不都热西提"
ALWAYS = ["居民编号", "小区", "楼栋", "单元", "房号", "姓名"]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def jobs(desk: Desk, said: Said) -> Iterator[Jobs]:
    lane = stand_in.AtOnce()
    yield (made := Jobs(desk, said, Lanes(lane, lane)))
    made.close()


@pytest.fixture
def services(jobs: Jobs, tmp_path: Path) -> Services:
    return Services(jobs, Memory(tmp_path / "window.ini"), Office("槐荫里社区", "林晓燕", RIGHTS))


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the clerk saves to."""
    path = tmp_path / "台账.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    return path


@pytest.fixture
def page(qtbot: QtBot, services: Services, desk: Desk) -> HouseholdsPage:
    household(desk, "501", member("王秀兰", number=NUMBER, phone="13900002001"))
    household(desk, "502", member(LONGEST, birth="1990-01-01"), member("周建军", "子"))
    return shown(qtbot, services)


def shown(qtbot: QtBot, services: Services) -> HouseholdsPage:
    page = HouseholdsPage(services)
    qtbot.addWidget(page)
    page.resize(1198, 644)
    page.show()
    active(page)
    page.start()
    return page


def active(window: QWidget) -> None:
    for _ in range(100):
        if window.isActiveWindow():
            return
        window.activateWindow()
        QTest.qWait(20)
    raise AssertionError(f"it never came: {window}")


def asked(page: QWidget) -> FormDialog:
    active(page)
    QTest.keyClick(page, Qt.Key.Key_E, CTRL)
    dialog = page.findChild(FormDialog, "dlg_export")
    assert dialog is not None
    active(dialog)
    return dialog


def press(parent: QWidget, words: str) -> None:
    buttons = parent.findChildren(QAbstractButton)
    next(button for button in buttons if button.text().strip() == words).click()


def people(file: Path) -> list[list[object]]:
    page = openpyxl.load_workbook(file)["居民台账"]
    return [list(row) for row in page.iter_rows(values_only=True)]


def unchanged(desk: Desk, file: Path) -> bool:
    outcome = import_file(desk, "residents", file, ImportOptions())
    return outcome.counts["unchanged"] == outcome.rows > 0 and outcome.batch is None


def test_all_columns_masked_logged_ready_to_print_and_in_again_without_a_change(
    page: HouseholdsPage, desk: Desk, said: Said, file: Path
) -> None:
    QTest.keyClick(asked(page), Qt.Key.Key_S, CTRL)
    head, first, *others = people(file)
    assert set(ALWAYS) < set(head)
    assert [row[head.index("姓名")] for row in (first, *others)] == ["王秀兰", LONGEST, "周建军"]
    assert len(head) == 18
    assert NUMBER not in map(str, first)
    assert said.take() == [("say", "已存到“台账.xlsx”，3 人")]
    sheet = openpyxl.load_workbook(file)["居民台账"]
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
    assert rows(desk, "SELECT what, rows, reason FROM export_log") == (("residents", 3, None),)
    assert unchanged(desk, file)


def test_some_columns_are_written_remembered_and_come_in_again_without_a_change(
    qtbot: QtBot, page: HouseholdsPage, services: Services, desk: Desk, file: Path
) -> None:
    dialog = asked(page)
    press(dialog, "只要姓名和门牌")
    phone = dialog.findChild(QCheckBox, "fld_column_resident.phone")
    assert phone is not None
    QTest.keyClick(phone, Qt.Key.Key_Space)
    QTest.keyClick(dialog, Qt.Key.Key_S, CTRL)
    assert people(file)[0] == [*ALWAYS, "电话"]
    assert unchanged(desk, file)
    again = asked(shown(qtbot, services))
    ticked = [box.text() for box in again.findChildren(QCheckBox) if box.isChecked()]
    assert ticked == ["电话"]


def test_what_the_list_shows_or_everybody(page: HouseholdsPage, file: Path, qtbot: QtBot) -> None:
    search = page.findChild(QLineEdit, "fld_search")
    assert search is not None
    QTest.keyClicks(search, "abdl")
    qtbot.waitUntil(lambda: page.list.table.model().rowCount() == 1)
    dialog = asked(page)
    assert "abdl，1 户" in [label.text() for label in dialog.findChildren(Words)]
    dialog.submit()
    names = people(file)[0].index("姓名")
    assert [row[names] for row in people(file)[1:]] == [LONGEST, "周建军"]
    press(asked(page), "全部居民")
    dialog.submit()
    assert len(people(file)) == 4


def test_whole_numbers_leave_only_for_a_reason(
    page: HouseholdsPage, desk: Desk, file: Path
) -> None:
    dialog = asked(page)
    reason = dialog.findChild(QLineEdit, "fld_export_reason")
    assert reason is not None
    assert not reason.isVisible()
    press(dialog, "完整号码")
    dialog.submit()
    assert "完整号码要写明用途，记进操作日志" in [
        label.text() for label in dialog.findChildren(Words)
    ]
    assert not file.exists()
    QTest.keyClicks(reason, "street")
    dialog.submit()
    assert NUMBER in map(str, people(file)[1])
    assert rows(desk, "SELECT reason FROM export_log") == (("street",),)
    assert unchanged(desk, file)


def test_stopped_in_the_middle_nothing_is_left(
    page: HouseholdsPage, services: Services, said: Said, file: Path
) -> None:
    services.jobs.watching.connect(lambda watched: watched.cancel())
    asked(page).submit()
    assert said.take() == [("say", "已停止，没有存成文件。")]
    assert list(file.parent.glob("*.xlsx*")) == []


def test_a_place_that_cannot_be_written_is_told_with_ways_on(
    page: HouseholdsPage, said: Said, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    away = tmp_path / "拔掉的盘" / "台账.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(away), ""))
    asked(page).submit()
    ((how, text),) = said.take()
    assert (how, text.startswith("存不进“台账.xlsx”")) == ("offer", True)


def test_who_changes_his_mind_at_the_file_keeps_the_form(
    page: HouseholdsPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    dialog = asked(page)
    dialog.submit()
    assert dialog.isVisible()
    assert rows(desk, "SELECT id FROM export_log") == ()


def test_an_account_that_may_not_export_is_not_offered_it(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    reader = Office("槐荫里社区", "林晓燕", frozenset({"register.read"}))
    page = shown(qtbot, Services(jobs, Memory(tmp_path / "w.ini"), reader))
    assert page.findChild(QAbstractButton, "btn_export") is None
    QTest.keyClick(page, Qt.Key.Key_E, CTRL)
    assert page.findChild(FormDialog, "dlg_export") is None
