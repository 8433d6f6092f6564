"""时限重算 by hand: a holiday is saved, the list comes up, what is ticked is moved, and back."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import Clock
from tests.ui.conftest import Said
from tests.ui.stand_in import AtOnce
from ui.common.memory import Memory
from ui.common.pick_table import PickTable
from ui.jobs import Jobs, Lanes
from ui.page import Office, Services
from ui.settings.page import SettingsPage
from ui.settings.recalculation_dialog import RecalculationDialog
from wenming_desktop import undoing
from wenming_desktop.settings.workdays import DaySheet, save_day
from wenming_desktop.tickets.model import OpenTicket
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.queries import ticket_by_number
from wenming_desktop.tickets.recalculation import due_changes
from wenming_desktop.tickets.service import do_step, open_ticket
from wenming_desktop.work import Desk

_CTRL: Final = Qt.KeyboardModifier.ControlModifier
DUE: Final = datetime(2026, 3, 16, 17, 30)
LATER: Final = datetime(2026, 3, 17, 17, 30)
CALL: Final = OpenTicket(
    source="02", category="0199", location_text="一院 3号楼", content="单元门口堆着旧家具。"
)
Opened = Callable[..., SettingsPage]


@pytest.fixture
def tickets(desk: Desk, clock: Clock) -> list[int]:
    clock.now = datetime(2026, 3, 9, 9)
    return [desk.write(open_ticket, CALL) for _ in range(3)]


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk, said: Said, tmp_path: Path) -> Iterator[Opened]:
    lane, made = AtOnce(), list[Jobs]()

    def run(section: str = "calendar", rights: frozenset[str] = desk.actor.rights) -> SettingsPage:
        made.append(jobs := Jobs(desk, said, Lanes(lane, lane)))
        facts = Office("槐荫里社区", "demo", rights)
        page = SettingsPage(Services(jobs, Memory(tmp_path / "w.ini"), facts))
        jobs.changed.connect(page.changed)
        qtbot.addWidget(page)
        page.resize(1180, 640)
        page.show()
        page.start()
        page.open_section(section)
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    yield run
    for jobs in made:
        jobs.close()


def add(qtbot: QtBot, page: SettingsPage, day: str) -> None:
    section = page.section()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(section, Qt.Key.Key_N, _CTRL)
    field, name = (section.findChild(QLineEdit, f"fld_{key}") for key in ("day", "name"))
    for edit, text in ((field, day), (name, "Rest")):
        edit.selectAll()
        qtbot.keyClicks(edit, text)
    qtbot.keyClick(name, Qt.Key.Key_S, _CTRL)


def dialog(window: QWidget) -> RecalculationDialog | None:
    found = window.findChildren(RecalculationDialog)
    return next((one for one in found if one.isVisible()), None)


def shown(qtbot: QtBot, window: QWidget) -> RecalculationDialog:
    """The list, once it has the keyboard."""
    found = dialog(window)
    assert found is not None
    qtbot.waitUntil(found.isActiveWindow)
    return found


def button(over: QWidget, name: str) -> QPushButton:
    found = over.findChild(QPushButton, f"btn_{name}")
    assert found is not None
    return found


def dues(desk: Desk, tickets: list[int]) -> list[datetime | None]:
    return [desk.read(ticket_by_number, ticket).due_at for ticket in tickets]


def test_a_holiday_offers_the_list_and_moves_nothing_by_itself(
    qtbot: QtBot, desk: Desk, tickets: list[int], opened: Opened
) -> None:
    page = opened()
    assert page.section().findChild(QWidget, "lbl_deadlines").text().startswith("没办结的工单")
    add(qtbot, page, "2026-03-13")
    asked = shown(qtbot, page)
    assert asked.table.model().rowCount() == 3
    assert dues(desk, tickets) == [DUE] * 3
    assert "选中 3 件，共 3 件" in asked._count.text()
    row = [asked.table.model().index(0, at).data() for at in range(1, 8)]
    assert row[3:] == ["03-16 17:30", "03-17 17:30", "推后 1 天", "3月13日改为放假"]
    qtbot.keyClick(asked, Qt.Key.Key_S, _CTRL)
    assert dues(desk, tickets) == [LATER] * 3
    assert dialog(page) is None
    desk.write(undoing.undo_last_act)
    assert dues(desk, tickets) == [DUE] * 3
    assert button(page.section(), "recalculation").text().strip() == "时限重算（3 件）"


def test_only_what_is_ticked_by_keys_and_mouse(
    qtbot: QtBot, desk: Desk, tickets: list[int], opened: Opened
) -> None:
    page = opened()
    add(qtbot, page, "2026-03-13")
    asked = shown(qtbot, page)
    table = asked.findChild(PickTable)
    qtbot.waitUntil(table.hasFocus)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    at = table.visualRect(table.model().index(1, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at))
    assert "选中 1 件，共 3 件" in asked._count.text()
    qtbot.keyClick(table, Qt.Key.Key_Return, _CTRL)
    assert dues(desk, tickets) == [DUE, DUE, LATER]
    qtbot.mouseClick(button(page.section(), "recalculation"), Qt.MouseButton.LeftButton)
    assert shown(qtbot, page).table.model().rowCount() == 2
    qtbot.keyClick(table, Qt.Key.Key_A, _CTRL)
    assert "选中 2 件" in asked._count.text()
    qtbot.keyClick(table, Qt.Key.Key_A, _CTRL)
    assert not button(asked, "recalculate_some").isEnabled()


def test_put_off_it_stays_quiet_and_can_be_opened_later(
    qtbot: QtBot, desk: Desk, tickets: list[int], opened: Opened
) -> None:
    page = opened()
    add(qtbot, page, "2026-03-13")
    qtbot.keyClick(shown(qtbot, page), Qt.Key.Key_Escape)
    add(qtbot, page, "2026-03-12")
    assert dialog(page) is None
    assert len(desk.read(due_changes)) == 3
    words = page.section().findChild(QWidget, "lbl_deadlines").text()
    assert words == "3 件没办结的工单，时限和现在的日历对不上。"
    qtbot.mouseClick(button(page.section(), "recalculation"), Qt.MouseButton.LeftButton)
    assert shown(qtbot, page).table.model().index(0, 6).data() == "推后 2 天"
    assert dues(desk, tickets) == [DUE] * 3


def test_an_open_list_follows_the_next_holiday_and_what_is_done_elsewhere(
    qtbot: QtBot, desk: Desk, tickets: list[int], opened: Opened
) -> None:
    page = opened()
    add(qtbot, page, "2026-03-13")
    asked = shown(qtbot, page)
    asked.table.tick(0)
    desk.write(save_day, DaySheet(date(2026, 3, 12), name="放假"))
    assert asked.table.model().index(0, 5).data() == "03-18 17:30"
    assert "选中 2 件" in asked._count.text()
    desk.write(do_step, TakeStep(tickets[1], "WDR", reason="不要了"))
    assert asked.table.model().rowCount() == 2


def test_one_that_went_on_unseen_is_told(
    qtbot: QtBot, desk: Desk, tickets: list[int], opened: Opened
) -> None:
    page = opened()
    add(qtbot, page, "2026-03-13")
    asked = shown(qtbot, page)
    # As if the step had been taken between the last look and the key.
    stale = tuple(replace(row, last_seq=1) if row.id == tickets[0] else row for row in asked._rows)
    asked.show_changes(stale)
    qtbot.keyClick(asked, Qt.Key.Key_S, _CTRL)
    told = asked.findChild(QWidget, "lbl_recalculation_told")
    assert told.isVisible()
    assert "重算了 2 件" in told.text()
    assert "刚才又办了一步，时限没有动" in told.text()
    assert asked.table.model().rowCount() == 1
    assert dues(desk, tickets) == [DUE, LATER, LATER]


def test_without_anything_to_move_the_list_says_so(qtbot: QtBot, opened: Opened) -> None:
    page = opened()
    qtbot.mouseClick(button(page.section(), "recalculation"), Qt.MouseButton.LeftButton)
    asked = shown(qtbot, page)
    assert asked.findChild(QWidget, "empty_recalculation").isVisible()
    assert not button(asked, "recalculate_all").isVisible()
    assert button(asked, "recalculation_later").text() == "关闭"
    qtbot.keyClick(asked, Qt.Key.Key_S, _CTRL)
    qtbot.keyClick(asked, Qt.Key.Key_Escape)
    assert dialog(page) is None


@pytest.mark.parametrize(
    ("missing", "button_there"), [("ticket.approve", True), ("ticket.read", False)]
)
def test_who_may_not_is_told_who_may(
    qtbot: QtBot,
    desk: Desk,
    tickets: list[int],
    opened: Opened,
    missing: str,
    button_there: bool,
) -> None:
    page = opened(rights=desk.actor.rights - {missing})
    add(qtbot, page, "2026-03-13")
    assert button(page.section(), "recalculation").isVisible() is button_there
    if button_there:
        assert not button(shown(qtbot, page), "recalculate_all").isVisible()
        assert "请书记" in shown(qtbot, page)._count.text()
        qtbot.keyClick(shown(qtbot, page), Qt.Key.Key_S, _CTRL)
    else:
        assert dialog(page) is None
        assert "请书记" in page.section().findChild(QWidget, "lbl_deadlines").text()
    assert dues(desk, tickets) == [DUE] * 3


def test_other_hours_offer_it_too(
    qtbot: QtBot, desk: Desk, tickets: list[int], opened: Opened
) -> None:
    page = opened("office")
    hours = page.section().findChild(QLineEdit, "fld_hours")
    phone = page.section().findChild(QLineEdit, "fld_duty_phone")
    for edit, text, offered in ((phone, "8801 2345", False), (hours, "08:30-16:30", True)):
        edit.setFocus()
        edit.selectAll()
        qtbot.keyClicks(edit, text)
        qtbot.keyClick(edit, Qt.Key.Key_S, _CTRL)
        assert (dialog(page) is not None) is offered
    qtbot.keyClick(shown(qtbot, page), Qt.Key.Key_S, _CTRL)
    assert dues(desk, tickets) == [DUE.replace(hour=16)] * 3


def test_enter_opens_the_ticket(
    qtbot: QtBot, desk: Desk, tickets: list[int], opened: Opened
) -> None:
    page = opened()
    add(qtbot, page, "2026-03-13")
    asked = shown(qtbot, page)
    with qtbot.waitSignal(page.services.open_asked) as opening:
        qtbot.keyClick(asked.table, Qt.Key.Key_Return)
    assert opening.args == ["ticket", asked._rows[0].id]
