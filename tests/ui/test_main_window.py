"""The window: only what works is offered, it fits the screen, it changes its look at once."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from tests.ui.conftest import RIGHTS
from ui.common import theme
from ui.common.labels import Elided
from ui.common.tokens import Tokens
from ui.households.page import HouseholdsPage
from ui.main_window import MainWindow
from ui.page import Services
from ui.pages import PAGES
from ui.tickets.quick_register import QuickRegister

LOOKS = [Tokens(), Tokens("dark"), Tokens("light", "large"), Tokens("dark", "large")]


@pytest.fixture
def window(qtbot: QtBot, services: Services) -> MainWindow:
    window = MainWindow(services)
    qtbot.addWidget(window)
    window.resize(1366, 696)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    window.go_to("households")
    qtbot.waitUntil(lambda: window.findChild(QLabel, "lbl_subtitle").text() != "")
    return window


@pytest.fixture
def look_back(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, Tokens())


def test_the_rail_names_only_pages_that_work(window: MainWindow) -> None:
    names = [b.objectName() for b in window.findChildren(QPushButton) if b.isVisible()]
    allowed = [f"btn_nav_{page.key}" for page in PAGES if page.right in RIGHTS]
    assert [name for name in names if name.startswith("btn_nav_")] == allowed
    assert "btn_quick_register" in names


def test_without_the_right_there_is_no_page_and_no_button(qtbot: QtBot, services: Services) -> None:
    services.office = replace(services.office, rights=frozenset())
    window = MainWindow(services)
    qtbot.addWidget(window)
    window.show()
    assert window.page() is None
    assert window.findChild(QPushButton, "btn_quick_register") is None


@pytest.mark.parametrize("look", LOOKS)
def test_it_fits_the_reference_screen_and_nothing_is_cut(
    window: MainWindow, qtbot: QtBot, look: Tokens, look_back: None
) -> None:
    window.wear(look)
    qtbot.wait(50)
    least = window.minimumSizeHint()
    assert least.width() <= 1024
    assert least.height() <= 600
    assert (window.width(), window.height()) == (1366, 696)
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.text() and not isinstance(label, Elided):
            needed = label.fontMetrics().horizontalAdvance(label.text())
            assert label.wordWrap() or label.width() >= needed, label.text()
    for button in window.findChildren(QPushButton):
        if button.isVisible():
            corner = button.mapTo(window, QPoint(button.width(), button.height()))
            assert corner.x() <= 1366, button.objectName()
            assert corner.y() <= 696, button.objectName()


def test_the_look_changes_at_once_and_is_remembered(
    window: MainWindow, services: Services, look_back: None
) -> None:
    window.wear(Tokens("dark", "large"))
    assert theme.current() == Tokens("dark", "large")
    assert services.memory.tokens() == Tokens("dark", "large")


def test_size_by_keys(window: MainWindow, qtbot: QtBot, look_back: None) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert theme.current().size == "large"
    qtbot.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert theme.current().size == "normal"


def test_f2_shows_one_window_however_often(window: MainWindow, qtbot: QtBot) -> None:
    for _ in range(3):
        qtbot.keyClick(window, Qt.Key.Key_F2)
    found = window.findChildren(QuickRegister)
    assert len(found) == 1
    assert found[0].isVisible()
    found[0].hide()


def test_ctrl_f_goes_to_the_search_box(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "fld_search"


def test_the_rail_shrinks_in_a_small_window(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1024, 600)
    qtbot.wait(20)
    button = window.findChild(QPushButton, "btn_nav_households")
    assert button.width() <= 52
    assert button.text() == ""
    assert "住户" in button.toolTip()


def test_it_remembers_its_size_but_not_what_was_looked_for(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    window.findChild(QLineEdit, "fld_search").setText("王秀兰")
    window.close()
    services.memory._ini.sync()
    text = Path(services.memory._ini.fileName()).read_text("utf-8")
    assert "geometry" in text
    assert "王秀兰" not in text


def test_columns_come_back_as_they_were_left(
    qtbot: QtBot, window: MainWindow, services: Services
) -> None:
    table = window.findChild(QTableView, "tbl_households")
    table.horizontalHeader().resizeSection(0, 222)
    window.close()
    again = HouseholdsPage(services)
    qtbot.addWidget(again)
    again.start()
    assert again.findChild(QTableView, "tbl_households").columnWidth(0) == 222
