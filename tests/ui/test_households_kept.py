"""住户: what is remembered, how one comes back, what is said while nothing can be shown."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import RIGHTS, Said
from tests.ui.stand_in import FakeDesk, Later, Office
from ui.common import theme
from ui.common.covered import Covered
from ui.common.ime import ImeGuard
from ui.common.memory import Memory
from ui.common.tokens import Tokens
from ui.households.page import HouseholdsPage
from ui.jobs import Jobs, Lanes
from ui.page import Office as Facts
from ui.page import Services
from wenming_desktop.households.model import HouseholdFilter
from wenming_desktop.work import NoRightError

KEY = Qt.Key
LONGEST = "阿卜杜热合曼·买买提吐尔逊·阿布都克里木"


def opened(qtbot: QtBot, services: Services, width: int = 1200) -> HouseholdsPage:
    page = HouseholdsPage(services)
    qtbot.addWidget(page)
    page.resize(width, 600)
    page.show()
    qtbot.waitUntil(page.isActiveWindow)
    page.start()
    return page


@pytest.fixture
def page(qtbot: QtBot, services: Services) -> HouseholdsPage:
    return opened(qtbot, services)


def part(page: QWidget, name: str) -> QAbstractButton:
    found = page.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton), name
    return found


def head(page: QWidget) -> str:
    label = page.findChild(QLabel, "lbl_head")
    assert isinstance(label, QLabel)
    return label.text()


def texts(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def press(qtbot: QtBot, key: Qt.Key) -> None:
    held = QApplication.focusWidget()
    assert held is not None
    qtbot.keyClick(held, key)


def test_place_chips_order_and_row_are_taken_up_again(
    qtbot: QtBot, services: Services, page: HouseholdsPage
) -> None:
    page.bar.estate.setCurrentIndex(2)
    page.bar.estate.activated.emit(2)
    qtbot.mouseClick(part(page, "btn_filter_独居"), Qt.MouseButton.LeftButton)
    page.list.table.horizontalHeader().sectionClicked.emit(2)
    page.list.table.horizontalHeader().sectionClicked.emit(2)
    page.list.table.go_to(3)
    before = (page._filter, head(page))
    page.keep()
    again = opened(qtbot, services)
    assert (again._filter, head(again)) == before
    assert again.list.table.current() == 3
    assert part(again, "btn_filter_独居").isChecked()
    assert again.bar.estate.currentText() == "二院"


def test_what_was_looked_for_is_never_kept(
    qtbot: QtBot, services: Services, page: HouseholdsPage, tmp_path: Path
) -> None:
    qtbot.keyClicks(page.bar.search, "3-2-5")
    qtbot.waitUntil(lambda: page._filter.text == "3-2-5")
    page.list.table.go_to(1)
    page.keep()
    services.memory._ini.sync()
    assert "3-2-5" not in (tmp_path / "window.ini").read_text("utf-8")
    assert services.memory.get_text("households/row") == ""
    assert opened(qtbot, services)._filter == HouseholdFilter()


def test_a_place_that_is_gone_narrows_nothing(qtbot: QtBot, services: Services) -> None:
    services.memory.keep_text("households/estate", "77")
    page = opened(qtbot, services)
    assert page._filter.estate_id is None
    assert page.list.table.model().rowCount() == 2346


def test_nothing_found_names_text_and_filter(qtbot: QtBot, page: HouseholdsPage) -> None:
    qtbot.mouseClick(part(page, "btn_filter_独居"), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(page.bar.search, "3-2-502")
    qtbot.waitUntil(lambda: "没有找到“3-2-502”" in texts(page))
    assert any(text.startswith("只在“独居”里找过。") for text in texts(page))
    assert not part(page, "btn_first_import").isVisible()


def test_an_empty_office_is_offered_its_ledger(
    qtbot: QtBot, services: Services, office: Office
) -> None:
    office.rows = []
    services.office = replace(services.office, rights=RIGHTS | {"register.import"})
    page = opened(qtbot, services)
    assert "还没有住户" in texts(page)
    assert part(page, "btn_first_import").isVisible()
    assert not part(page, "btn_search_everywhere").isVisible()


@pytest.mark.parametrize("kind", ["refused", "fault"])
def test_a_list_that_cannot_be_read_says_so_and_is_read_again(
    qtbot: QtBot, services: Services, office: Office, said: Said, expected_logs: object, kind: str
) -> None:
    if kind == "fault":
        assert callable(expected_logs)
        expected_logs("wenming.ui")
    fault: Exception = NoRightError(title="查看住户") if kind == "refused" else RuntimeError()
    office.fail["household_opening"] = fault
    page = opened(qtbot, services)
    assert "住户没有读出来" in texts(page)
    said.take()
    office.fail.clear()
    qtbot.mouseClick(part(page, "btn_read_again"), Qt.MouseButton.LeftButton)
    assert page.list.table.isVisible()
    assert head(page) == "王秀兰"


def test_grey_bars_after_a_moment(qtbot: QtBot, office: Office, said: Said, tmp_path: Path) -> None:
    lane = Later()
    jobs = Jobs(FakeDesk(office), said, Lanes(lane, lane))
    memory = Memory(tmp_path / "w.ini")
    page = opened(qtbot, Services(jobs, memory, Facts("槐荫里社区", "林晓燕", RIGHTS)))
    bars = page.findChild(QWidget, "wait_households")
    assert isinstance(bars, QWidget)
    assert not bars.isVisible()
    qtbot.waitUntil(bars.isVisible, timeout=2000)
    assert not bars.grab().toImage().isNull()
    lane.run_all()
    assert not bars.isVisible()
    assert page.list.table.isVisible()
    jobs.close()


def test_one_search_is_one_read(qtbot: QtBot, page: HouseholdsPage, office: Office) -> None:
    office.calls.clear()
    page.bar.search.setText("王")
    qtbot.waitUntil(lambda: page._filter.text == "王")
    assert [name for name, _ in office.calls] == ["household_opening"]


def test_while_one_types_the_pane_waits_for_the_keys_to_rest(
    qtbot: QtBot, page: HouseholdsPage
) -> None:
    page.bar.search.setText("赵立新")
    qtbot.waitUntil(lambda: page.list.table.model().rowCount() == 1)
    assert head(page) == "王秀兰"
    qtbot.waitUntil(lambda: head(page) == "赵立新", timeout=1000)


def test_an_identity_number_asks_what_for_and_is_covered_again(
    qtbot: QtBot, page: HouseholdsPage, office: Office
) -> None:
    number = page.findChildren(Covered)[1]
    eye = part(number, "btn_show_id_number")
    eye.setFocus()
    press(qtbot, KEY.Key_Space)
    qtbot.waitUntil(number.menu.isVisible)
    assert "reveal" not in [name for name, _ in office.calls]
    qtbot.keyClick(number.menu, KEY.Key_Down)
    qtbot.keyClick(number.menu, KEY.Key_Return)
    assert ("reveal", ("resident", 1, "id_number", "核对证件")) in office.calls
    assert "13900002046" in texts(page)
    page.list.table.go_to(1)
    assert "13900002046" not in texts(page)


def test_leaving_the_page_covers_what_was_shown(qtbot: QtBot, page: HouseholdsPage) -> None:
    qtbot.mouseClick(part(page, "btn_show_phone"), Qt.MouseButton.LeftButton)
    assert "13900002046" in texts(page)
    page.hide()
    page.show()
    assert "13900002046" not in texts(page)


def test_what_is_in_ink_opens_it(qtbot: QtBot, services: Services, page: HouseholdsPage) -> None:
    with qtbot.waitSignal(services.open_asked) as asked:
        qtbot.mouseClick(part(page, "btn_open_ticket"), Qt.MouseButton.LeftButton)
    assert asked.args == ["ticket", 1127]


@pytest.mark.parametrize(("kind", "item"), [("household", 3), ("resident", 30)])
def test_it_opens_what_another_page_names_and_keeps_its_list(
    page: HouseholdsPage, kind: str, item: int
) -> None:
    page.list.table.go_to(40)
    place = page.list.table.verticalScrollBar().value()
    page.open_item(kind, item)
    assert head(page) == "魏晓琴"
    assert page.list.table.verticalScrollBar().value() == place > 0


@pytest.mark.parametrize("back", [(KEY.Key_Escape,), (KEY.Key_Left, "alt")])
@pytest.mark.parametrize("width", [1000, 1200])
def test_enter_goes_to_the_household_and_back_keeps_the_place(
    qtbot: QtBot, services: Services, back: tuple[object, ...], width: int
) -> None:
    page = opened(qtbot, services, width)
    press(qtbot, KEY.Key_Down)
    page.list.table.go_to(30)
    place = page.list.table.verticalScrollBar().value()
    press(qtbot, KEY.Key_Return)
    held = QApplication.focusWidget()
    assert held is not None
    assert page._pane.isAncestorOf(held) or held is page._pane
    assert page.list.isVisible() is (width >= 1200)
    alt = Qt.KeyboardModifier.AltModifier if len(back) > 1 else Qt.KeyboardModifier.NoModifier
    assert isinstance(back[0], KEY)
    qtbot.keyClick(held, back[0], alt)
    assert page.list.table.hasFocus()
    assert (page.list.table.current(), page.list.table.verticalScrollBar().value()) == (30, place)


def test_letters_being_composed_are_matched_and_esc_waits(
    qtbot: QtBot, page: HouseholdsPage, qapp: QApplication
) -> None:
    guard = ImeGuard(qapp)
    page.bar.search.setFocus()
    QApplication.sendEvent(page.bar.search, QInputMethodEvent("w'x'l", []))
    qtbot.waitUntil(lambda: page._filter.text == "wxl")
    for key in (KEY.Key_Return, KEY.Key_Escape):
        qtbot.keyClick(page.bar.search, key)
        assert page.bar.search.hasFocus()
        assert page.bar.search.wanted() == "wxl"
    done = QInputMethodEvent("", [])
    done.setCommitString("王秀兰")
    QApplication.sendEvent(page.bar.search, done)
    qtbot.waitUntil(lambda: page._filter.text == "王秀兰")
    assert page.list.table.model().rowCount() == 1
    qapp.removeEventFilter(guard)


@pytest.mark.parametrize("look", [Tokens(), Tokens("light", "large")])
def test_the_longest_name_leaves_the_buttons_in_sight(
    qtbot: QtBot, services: Services, office: Office, look: Tokens, qapp: QApplication
) -> None:
    theme.apply(qapp, look)
    office.rows[0] = replace(office.rows[0], head=LONGEST)
    page = opened(qtbot, services, 1366)
    edge = page._pane.width()
    for button in page._pane.findChildren(QAbstractButton):
        if button.isVisible():
            corner = button.mapTo(page._pane, QPoint(button.width(), 0))
            assert corner.x() <= edge, button.objectName()
    theme.apply(qapp, Tokens())
