"""撤销 from anywhere, on a real office: the bar after a write, Ctrl+Z, Ctrl+Y, text first."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.stand_in import AtOnce
from tests.wenming_desktop.cards.town import build, statuses
from ui.cards.page import CardsPage
from ui.common.memory import Memory
from ui.common.search_field import SearchField
from ui.common.undo_bar import Bar
from ui.find.box import FindBox
from ui.households.page import HouseholdsPage
from ui.jobs import Jobs, Lanes
from ui.main_window import MainWindow
from ui.messages import Messages
from ui.page import Office, Services
from ui.printing import Preview
from ui.tickets.quick_register import QuickRegister
from wenming_desktop.tickets.orders import TicketFilter
from wenming_desktop.tickets.queries import ticket_count
from wenming_desktop.work import Desk

_CTRL = Qt.KeyboardModifier.ControlModifier
HEADS = ["王秀兰", "陈国栋", "欧阳小满", "吐尔逊·买买提", "孙福顺", "赵玉珍", "何建平", "马存义"]


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, tmp_path: Path) -> MainWindow:
    desk.write(build, HEADS)
    lane = AtOnce()
    jobs = Jobs(desk, Messages(), Lanes(lane, lane))
    facts = Office("槐荫里社区", "demo", desk.actor.rights)
    window = MainWindow(Services(jobs, Memory(tmp_path / "w.ini"), facts))
    qtbot.addWidget(window)
    window.resize(1366, 696)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def bars(window: MainWindow) -> list[str]:
    return [bar.accessibleName() for bar in window.bars.bars()]


def said(qtbot: QtBot, window: MainWindow, text: str) -> Bar:
    qtbot.waitUntil(lambda: any(text in bar for bar in bars(window)), timeout=10_000)
    return next(bar for bar in window.bars.bars() if text in bar.accessibleName())


def registered(qtbot: QtBot, window: MainWindow, number: str) -> Bar:
    """A call by F2 and Ctrl+S; returns the bar that tells of it."""
    qtbot.keyClick(window, Qt.Key.Key_F2)
    form = window.findChild(QuickRegister)
    qtbot.waitUntil(form.isActiveWindow)
    form.form.categories.choose("0801")
    form.form.content.setPlainText("家里暖气不热")
    form.form.place.setText("一院 3号楼")
    qtbot.keyClick(form, Qt.Key.Key_S, _CTRL)
    assert form.isHidden(), [e.text() for e in form.form._errors.values()]
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return said(qtbot, window, number)


def test_a_call_has_one_bar_with_every_way_on(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    number = "2026110001"
    bar = registered(qtbot, window, number)
    assert bars(window) == [f"已登记 {number}"]
    ways = bar.findChildren(QPushButton)
    assert [way.text() for way in ways] == ["打开", "打印办理单", "撤销"]
    qtbot.mouseClick(ways[-1], Qt.MouseButton.LeftButton)
    said(qtbot, window, f"已撤销：登记诉求 SQ{number}")
    assert desk.read(ticket_count, TicketFilter()) == 0
    bar = registered(qtbot, window, f"{number[:-1]}2")
    qtbot.keyClick(window, Qt.Key.Key_Z, _CTRL)
    said(qtbot, window, "已撤销：登记诉求")
    assert desk.read(ticket_count, TicketFilter()) == 0


def cards_page(qtbot: QtBot, window: MainWindow) -> CardsPage:
    page = window.go_to("cards")
    assert isinstance(page, CardsPage)
    qtbot.waitUntil(lambda: page.hand.method.count() > 0)
    return page


def accepting(folder: Path) -> Callable[[Preview], None]:
    def accepted(preview: Preview) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(folder / "cards.pdf"))
        preview.print_on(printer)

    return accepted


def test_from_no_card_to_signed_by_keys_and_all_the_way_back(
    qtbot: QtBot,
    window: MainWindow,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Preview, "ask_printer", accepting(tmp_path))
    page = cards_page(qtbot, window)
    first = page.findChild(QPushButton, "btn_issue_first")
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    said(qtbot, window, "已记下：制作连心卡 8 张")
    assert len(page.picked) == 8, "they lie on the sheet at once"
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_P, _CTRL)
    bar = said(qtbot, window, "已记下：打印连心卡 8 张")
    assert statuses(desk) == ["2"] * 8
    back = bar.findChild(QPushButton, "btn_bar_action")
    assert back.text() == "没印好，退回待印"
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert statuses(desk) == ["1"] * 8
    said(qtbot, window, "已撤销：打印连心卡 8 张")
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(page.table, Qt.Key.Key_Y, _CTRL)
    assert statuses(desk) == ["2"] * 8
    page.tabs.setCurrentIndex(1)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_A, _CTRL)
    qtbot.keyClick(page.table, Qt.Key.Key_Return, _CTRL)
    assert statuses(desk) == ["3"] * 8
    page.tabs.setCurrentIndex(2)
    page.table.setFocus()
    assert page.hand.name.text() == "王秀兰"
    qtbot.keyClick(page.table, Qt.Key.Key_Return, _CTRL)
    assert statuses(desk) == ["4", *["3"] * 7]
    for left in (["3"] * 8, ["2"] * 8, ["1"] * 8, []):
        qtbot.keyClick(page.table, Qt.Key.Key_Z, _CTRL)
        assert statuses(desk) == left
    qtbot.keyClick(page.table, Qt.Key.Key_Z, _CTRL)
    said(qtbot, window, "没有可以撤销的操作")


def test_text_in_a_field_is_undone_before_anything_else(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    page = cards_page(qtbot, window)
    page._deeds.issue()
    window.go_to("households")
    field = window.page().findChild(SearchField, "fld_search")  # type: ignore[union-attr]
    field.setFocus()
    qtbot.keyClicks(field, "3-2")
    qtbot.keyClick(field, Qt.Key.Key_Z, _CTRL)
    assert field.text() == ""
    assert statuses(desk) == ["1"] * 8


def test_the_delivery_register_is_shown(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    page = cards_page(qtbot, window)
    page._deeds.issue()
    qtbot.waitUntil(lambda: page.drawing.drawn is not None, timeout=20_000)
    page._deeds.mark_printed()
    page.tabs.setCurrentIndex(1)
    qtbot.mouseClick(page.findChild(QPushButton, "btn_register"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.findChild(Preview) is not None, timeout=20_000)
    preview = page.findChild(Preview)
    assert "王秀兰" in preview.document.getAllText(0).text()
    preview.close()


def test_a_person_is_found_by_a_door_and_opened(qtbot: QtBot, window: MainWindow) -> None:
    cards_page(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_K, _CTRL)
    box = window.findChild(FindBox)
    qtbot.waitUntil(box.field.hasFocus)
    box.field.setText("1-1-301")
    qtbot.waitUntil(lambda: box._shown == "1-1-301")
    entry = box.entry()
    assert entry is not None
    assert (entry.title, entry.address) == ("欧阳小满", "槐荫一院 1-1-301")
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    page = window.page()
    assert isinstance(page, HouseholdsPage)
    assert page._pane.shown_id() == 3
