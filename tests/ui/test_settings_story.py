"""党建 and 设置 on a real data file: read, changed, saved, taken back, backed up, read back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Said
from tests.ui.stand_in import AtOnce
from tests.wenming_desktop.party import ledgers
from ui.common import theme
from ui.common.memory import Memory
from ui.common.table_view import RecordTable
from ui.common.tokens import Tokens
from ui.jobs import Jobs, Lanes
from ui.look_menu import LookMenu
from ui.main_window import MainWindow
from ui.page import Office, Services
from ui.party.page import PartyPage
from ui.party.tree import PartyTree
from ui.settings.backup import BackupSection
from ui.settings.page import SettingsPage
from wenming_desktop import undoing
from wenming_desktop.backup.by_desk import last_backup
from wenming_desktop.party.model import TreeNode
from wenming_desktop.party.page_model import NodeFilter
from wenming_desktop.party.page_node import half_year
from wenming_desktop.party.page_queries import (
    liaison_count,
    liaison_page,
    member_count,
    member_page,
)
from wenming_desktop.party.service import tree, warnings
from wenming_desktop.settings.codes import code_rows
from wenming_desktop.settings.office import read_office
from wenming_desktop.settings.workdays import day_list
from wenming_desktop.work import Desk

_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, said: Said, tmp_path: Path) -> Iterator[MainWindow]:
    lane = AtOnce()
    jobs = Jobs(desk, said, Lanes(lane, lane))
    facts = Office("槐荫里社区", "demo", desk.actor.rights)
    window = MainWindow(Services(jobs, Memory(tmp_path / "w.ini"), facts))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    jobs.close()


def settings(window: MainWindow, qtbot: QtBot, key: str) -> SettingsPage:
    page = window.go_to("settings")
    assert isinstance(page, SettingsPage)
    qtbot.waitUntil(lambda: page.section() is not None)
    page.open_section(key)
    return page


def test_the_office_sheet_is_saved_and_taken_back(
    window: MainWindow, qtbot: QtBot, desk: Desk
) -> None:
    page = settings(window, qtbot, "office")
    before = desk.read(read_office)
    phone = page.section().findChild(QLineEdit, "fld_duty_phone")
    phone.selectAll()
    qtbot.keyClicks(phone, "8801 2345")
    qtbot.keyClick(phone, Qt.Key.Key_S, _CTRL)
    assert desk.read(read_office).duty_phone == "8801 2345"
    desk.write(undoing.undo_last_act)
    assert desk.read(read_office) == before
    assert phone.text() == before.duty_phone


def test_a_worker_is_added_and_taken_back(window: MainWindow, qtbot: QtBot, desk: Desk) -> None:
    page = settings(window, qtbot, "staff")
    table = page.section().findChild(RecordTable)
    before = table.model().rowCount()
    qtbot.keyClick(page, Qt.Key.Key_N, _CTRL)
    qtbot.keyClicks(page.section().findChild(QLineEdit, "fld_name"), "Lin")
    qtbot.keyClick(page, Qt.Key.Key_S, _CTRL)
    assert table.model().rowCount() == before + 1
    desk.write(undoing.undo_last_act)
    assert table.model().rowCount() == before


def test_units_and_grids_are_made_in_an_empty_office(window: MainWindow, qtbot: QtBot) -> None:
    for key, fields in (("units", ("name",)), ("grids", ("code", "name"))):
        page = settings(window, qtbot, key)
        for field in fields:
            qtbot.keyClicks(page.section().findChild(QLineEdit, f"fld_{field}"), "02")
        qtbot.keyClick(page, Qt.Key.Key_S, _CTRL)
        assert page.section().findChild(RecordTable).model().rowCount() == 1


def test_a_backup_is_made_noted_and_read_back(
    window: MainWindow, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    section = settings(window, qtbot, "backup").section()
    assert isinstance(section, BackupSection)
    target = tmp_path / "U 盘 一" / "槐荫里.wmbak"
    target.parent.mkdir()
    section.back_up(target)
    last = desk.read(last_backup)
    assert last is not None
    assert (last.file, last.size) == (target.name, target.stat().st_size)
    section.check(target)
    assert "是完好的" in section._result.text()
    target.write_bytes(target.read_bytes()[:-400])
    section.check(target)
    assert "已损坏" in section._result.text()
    section.back_up(tmp_path / "没插" / "槐荫里.wmbak")
    assert "不存在" in section._result.text()
    assert desk.read(last_backup) == last


def test_the_look_chosen_here_is_the_one_in_the_menu(
    window: MainWindow, qtbot: QtBot, qapp: QApplication
) -> None:
    page = settings(window, qtbot, "look")
    page._wear(Tokens("dark", "large"))
    assert theme.current() == Tokens("dark", "large")
    marked = [a.text() for a in window.findChild(LookMenu).actions() if a.isChecked()]
    assert marked == ["深色", "大字　Ctrl+加号"]
    page._wear(Tokens())
    assert theme.current() == Tokens()


def test_an_office_without_a_roster_says_so(window: MainWindow, qtbot: QtBot) -> None:
    page = window.go_to("party")
    assert isinstance(page, PartyPage)
    qtbot.waitUntil(page._nobody.isVisible)


def _nodes(nodes: tuple[TreeNode, ...]) -> list[TreeNode]:
    return [one for node in nodes for one in (node, *_nodes(node.children))]


def test_the_party_page_counts_as_the_tree_does(
    window: MainWindow, qtbot: QtBot, desk: Desk
) -> None:
    ledgers.import_registers(desk, ledgers.SAMPLE)
    ledgers.import_roster(desk, ledgers.SAMPLE)
    page = window.go_to("party")
    assert isinstance(page, PartyPage)
    shown = page.findChild(PartyTree)
    qtbot.waitUntil(lambda: shown.current() is not None)
    for node in _nodes(desk.read(tree)):
        wanted = NodeFilter(node.level, node.id)
        assert desk.read(member_count, wanted) == node.members, node.name
        assert len(desk.read(member_page, wanted, 0, 500)) == node.members
    weak = desk.read(warnings)[0]
    assert shown.go_to(("5", weak.group_id))
    assert weak.text in page._head.shown().warnings
    top = NodeFilter("3", 3)
    someone = desk.read(member_page, top, 0, 1)[0]
    found = desk.read(member_page, NodeFilter("3", 3, someone.name), 0, 50)
    assert someone.id in {line.id for line in found}
    assert len(found) < desk.read(member_count, top)
    homes = desk.read(liaison_page, top, 0, 1000)
    stock = desk.read(half_year).coverage.liaison_households
    assert len(homes) == desk.read(liaison_count, top) == stock > 0
    assert any("、" in home.member for home in homes)
    assert desk.read(member_count, NodeFilter("3", 3, "%")) == 0


def test_a_holiday_of_next_year_is_added_by_keys(
    window: MainWindow, qtbot: QtBot, desk: Desk
) -> None:
    section = settings(window, qtbot, "calendar").section()
    banner = section.findChild(QWidget, "banner_year")
    assert banner.isVisible()
    assert "2027 年的节假日还没有" in banner.words.text()
    qtbot.keyClick(section, Qt.Key.Key_N, _CTRL)
    day, name = (section.findChild(QLineEdit, f"fld_{key}") for key in ("day", "name"))
    qtbot.keyClicks(day, "2027-13-01")
    qtbot.keyClicks(name, "New Year")
    qtbot.keyClick(name, Qt.Key.Key_S, _CTRL)
    assert "不像日期" in section.findChild(QWidget, "err_day").text()
    day.selectAll()
    qtbot.keyClicks(day, "2027-01-01")
    qtbot.keyClick(day, Qt.Key.Key_S, _CTRL)
    assert desk.read(day_list).days[0].name == "New Year"
    assert not banner.isVisible()


def test_a_category_gets_its_own_term_by_keys(window: MainWindow, qtbot: QtBot, desk: Desk) -> None:
    section = settings(window, qtbot, "codes").section()
    days = section.findChild(QLineEdit, "fld_workdays")
    days.setFocus()
    days.selectAll()
    qtbot.keyClicks(days, "0")
    qtbot.keyClick(days, Qt.Key.Key_S, _CTRL)
    assert "1 到 365" in section.findChild(QWidget, "err_workdays").text()
    days.selectAll()
    qtbot.keyClicks(days, "12")
    qtbot.keyClick(days, Qt.Key.Key_S, _CTRL)
    assert desk.read(code_rows)[0].workdays == 12


def test_a_word_of_the_offices_own_is_added_by_keys(
    window: MainWindow, qtbot: QtBot, desk: Desk
) -> None:
    section = settings(window, qtbot, "codes").section()
    qtbot.keyClick(section, Qt.Key.Key_N, _CTRL)
    assert section.findChild(QWidget, "fld_list").isVisible()
    assert not section.findChild(QWidget, "fld_enabled").isVisible()
    name = section.findChild(QLineEdit, "fld_name")
    qtbot.keyClicks(name, "Meals")
    qtbot.keyClick(name, Qt.Key.Key_S, _CTRL)
    (made,) = (row for row in desk.read(code_rows) if row.name == "Meals")
    assert (made.list, made.code) == ("errand_type", "E36")
    assert section.findChild(QWidget, "lbl_row").text() == "Meals"
    assert not section.findChild(QWidget, "fld_list").isVisible()
