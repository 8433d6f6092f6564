"""From the first page to a done step and back, on a real data file and by keyboard alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.conftest import Clock
from tests.ui.conftest import Said
from tests.ui.stand_in import AtOnce
from tests.ui.tickets_place import call, step
from ui.common.memory import Memory
from ui.imports.page import ImportsPage
from ui.jobs import Jobs, Lanes
from ui.main_window import MainWindow
from ui.month.page import MonthPage
from ui.page import Office, Services
from ui.tickets.page import TicketsPage
from ui.today.page import TodayPage
from wenming_desktop.settings.staff import Unit, save_units
from wenming_desktop.tickets.queries import ticket_by_number
from wenming_desktop.work import Desk

KEY = Qt.Key


def opened(qtbot: QtBot, desk: Desk, said: Said, folder: Path) -> tuple[MainWindow, TodayPage]:
    lane = AtOnce()
    facts = Office("槐荫里社区", "demo", desk.actor.rights)
    services = Services(Jobs(desk, said, Lanes(lane, lane)), Memory(folder / "w.ini"), facts)
    window = MainWindow(services)
    qtbot.addWidget(window)
    window.resize(1366, 696)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    page = window.page()
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: page.board is not None)
    qtbot.wait(10)
    return window, page


def press(qtbot: QtBot, key: Qt.Key) -> None:
    held = QApplication.focusWidget()
    assert held is not None
    qtbot.keyClick(held, key)


@pytest.fixture
def busy(desk: Desk, clock: Clock) -> Desk:
    desk.write(save_units, (Unit("裕和物业", handlers=(("贾涛", "13900000012"),)),))
    late = call(desk, clock, "暖气不热", ago=20, unit=1, complainant_name="陈国栋")
    step(desk, late, "SGN")
    call(desk, clock, "楼上漏水到厨房")
    return desk


def test_the_late_one_is_urged_and_the_page_counts_again(
    qtbot: QtBot, busy: Desk, said: Said, tmp_path: Path
) -> None:
    window, page = opened(qtbot, busy, said, tmp_path)
    titles = [line.title for line in page.board.todo.lines["all"]]  # type: ignore[union-attr]
    assert titles == ["暖气不热", "楼上漏水到厨房"]
    assert page.todo.tabs.accessibleTabName(3) == "待派单 1"
    press(qtbot, KEY.Key_Down)
    press(qtbot, KEY.Key_Return)
    tickets = window.page()
    assert isinstance(tickets, TicketsPage)
    qtbot.waitUntil(lambda: tickets.detail.panel.view is not None)
    button = tickets.findChild(QPushButton, "btn_take_step")
    assert button.text().strip() == "派单", "the ticket is open at the step of its row"
    step(busy, 2, "DSP", handling_unit="裕和物业", handler="贾涛")
    window.go_to("today")
    qtbot.waitUntil(lambda: page.todo.tabs.accessibleTabName(3) == "待派单 0", timeout=3000)
    assert busy.read(ticket_by_number, 2).status == "30"


def test_a_figure_opens_the_month_with_the_same_figure(
    qtbot: QtBot, busy: Desk, said: Said, tmp_path: Path
) -> None:
    window, page = opened(qtbot, busy, said, tmp_path)
    tile = page.tiles["accepted"]
    tile.setFocus()
    press(qtbot, KEY.Key_Space)
    month = window.page()
    assert isinstance(month, MonthPage)
    qtbot.waitUntil(lambda: month.report is not None)
    assert month.report is not None
    assert str(len(month.report.figures.accepted)) == tile.tile.figure
    assert month.report.period.text == "2026-11-01..2026-11-20"


def test_an_empty_office_begins_with_its_ledger(
    qtbot: QtBot, desk: Desk, said: Said, tmp_path: Path
) -> None:
    window, page = opened(qtbot, desk, said, tmp_path)
    shown = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert "社区刚建好，这里还是空的" in shown
    press(qtbot, KEY.Key_Space)
    assert isinstance(window.page(), ImportsPage)
