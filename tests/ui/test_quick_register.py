"""快速登记: typed, found, explained, saved once, never lost."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.stand_in import Office
from tests.ui.test_ime import compose
from ui.common.ime import ImeGuard
from ui.jobs import Jobs
from ui.tickets.categories import CategoryPicker
from ui.tickets.quick_register import QuickRegister
from wenming_desktop.errors import UserError

_CTRL = Qt.KeyboardModifier.ControlModifier


class NothingSaidError(UserError):
    code = "test.nothing_said"
    text = "还没有写事项。"


@pytest.fixture
def window(qtbot: QtBot, jobs: Jobs) -> QuickRegister:
    window = QuickRegister(jobs)
    qtbot.addWidget(window)
    window.bring()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def fill(window: QuickRegister) -> None:
    window.form.categories.choose("0801")
    window.form.content.setPlainText("家里暖气不热")
    window.form.place.setText("一院 3号楼 2单元 501")


def find(window: QuickRegister, qtbot: QtBot, text: str) -> None:
    caller = window.form.caller
    with qtbot.waitSignal(caller.asked, timeout=1000):
        qtbot.keyClicks(caller, text)


def test_a_caller_is_found_and_taken_by_enter(qtbot: QtBot, window: QuickRegister) -> None:
    find(window, qtbot, "wxl")
    assert window.form.caller.suggestions.isVisible()
    qtbot.keyClick(window.form.caller, Qt.Key.Key_Return)
    form = window.form
    assert form.caller.text() == "王秀兰"
    assert form.place.text() == "一院 3号楼 2单元 501"
    assert form.phone.placeholderText() == "139****2046", "covered, though the ticket keeps it"
    assert not form.caller.suggestions.isVisible()
    fill(window)
    command = form.command().ticket
    assert (command.complainant_name, command.complainant_phone) == ("王秀兰", "13900002046")
    assert command.complainant_house_id == 1


def test_arrows_choose_among_the_hits(qtbot: QtBot, window: QuickRegister) -> None:
    find(window, qtbot, "3-2-50")
    caller = window.form.caller
    qtbot.keyClick(caller, Qt.Key.Key_Down)
    qtbot.keyClick(caller, Qt.Key.Key_Return)
    assert caller.text() == "赵立新"


def test_changing_the_name_lets_the_register_go(qtbot: QtBot, window: QuickRegister) -> None:
    find(window, qtbot, "wxl")
    qtbot.keyClick(window.form.caller, Qt.Key.Key_Return)
    qtbot.keyClicks(window.form.caller, " nv")
    assert window.form.facts is None
    assert window.form.command().ticket.complainant_house_id is None


@pytest.mark.parametrize(
    ("typed", "phone", "name", "number"),
    [
        ("张三", "13900001111", "张三", "13900001111"),
        ("13900001111", "", None, "13900001111"),
        ("", "13900001111", None, "13900001111"),
        ("张三", "", "张三", None),
    ],
)
def test_a_stranger_is_written_down(
    window: QuickRegister, typed: str, phone: str, name: str | None, number: str | None
) -> None:
    window.form.caller.setText(typed)
    window.form.phone.setText(phone)
    command = window.form.command().ticket
    assert (command.complainant_name, command.complainant_phone) == (name, number)


def test_f7_hides_the_name(qtbot: QtBot, window: QuickRegister) -> None:
    window.form.caller.setText("张三")
    qtbot.keyClick(window, Qt.Key.Key_F7)
    command = window.form.command().ticket
    assert command.is_anonymous
    assert command.complainant_name is None


def test_choosing_a_category_explains_the_deadline_and_names_the_unit(
    qtbot: QtBot, window: QuickRegister
) -> None:
    tile = window.form.categories._tiles["0801"]
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert window.side._due.text() == "11月25日 周三 17:30"
    assert "3 个工作日" in window.side._why.text()
    assert window.form.unit.currentText() == "供热公司青河所"
    assert window.form.handler.isEnabled()
    assert window.form.command().handling_unit_id == 1


def test_a_category_that_is_not_among_the_ten_is_found(window: QuickRegister) -> None:
    others = window.form.categories.others
    others.setCurrentIndex(others.findText("市容环境·积存垃圾渣土"))
    others.activated.emit(others.currentIndex())
    assert window.form.categories.value() == "0103"
    assert not any(tile.isChecked() for tile in window.form.categories._tiles.values())


def test_ctrl_s_saves_once_and_clears(qtbot: QtBot, window: QuickRegister, office: Office) -> None:
    fill(window)
    with qtbot.waitSignal(window.registered) as registered:
        qtbot.keyClick(window, Qt.Key.Key_S, _CTRL)
    assert registered.args == [1130, False]
    (command,) = office.opened
    ticket = command.ticket
    assert (ticket.category, ticket.content, ticket.source) == ("0801", "家里暖气不热", "02")
    assert command.handling_unit_id is None
    assert not window.isVisible()
    assert window.form.is_blank()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_ctrl_enter_of_both_kinds_saves_and_prints(
    qtbot: QtBot, window: QuickRegister, key: Qt.Key
) -> None:
    fill(window)
    modifier = _CTRL
    if key == Qt.Key.Key_Enter:
        modifier = _CTRL | Qt.KeyboardModifier.KeypadModifier
    with qtbot.waitSignal(window.registered) as registered:
        qtbot.keyClick(window, key, modifier)
    assert registered.args == [1130, True]


def test_a_refusal_stands_beside_its_field_and_nothing_is_lost(
    qtbot: QtBot, window: QuickRegister, office: Office
) -> None:
    fill(window)
    office.fail["register"] = NothingSaidError(field="content")
    qtbot.keyClick(window, Qt.Key.Key_S, _CTRL)
    error = window.form._errors["content"]
    assert error.isVisible()
    assert error.text() == "还没有写事项。"
    assert window.form.content.hasFocus()
    assert window.form.content.toPlainText() == "家里暖气不热"
    assert window._save.isEnabled()


def test_esc_puts_the_draft_away_and_f2_brings_it_back(qtbot: QtBot, window: QuickRegister) -> None:
    fill(window)
    qtbot.keyClick(window.form.place, Qt.Key.Key_Escape)
    assert not window.isVisible()
    window.bring()
    assert window.isVisible()
    assert window.form.content.toPlainText() == "家里暖气不热"


def test_a_draft_is_not_overwritten_by_a_call_from_another_page(
    window: QuickRegister,
) -> None:
    window.form.caller.setText("张三")
    window.bring(("household", 2))
    assert window.form.caller.text() == "张三"


def test_from_the_pane_the_household_is_already_there(window: QuickRegister) -> None:
    window.bring(("household", 2))
    assert window.form.caller.text() == "赵立新"


def test_esc_does_nothing_while_letters_are_composed(
    qtbot: QtBot, window: QuickRegister, qapp: QApplication
) -> None:
    guard = ImeGuard(qapp)
    compose(window.form.content, "shui'guan")
    qtbot.keyClick(window.form.content, Qt.Key.Key_Escape)
    assert window.isVisible()
    qapp.removeEventFilter(guard)


def test_shown_again_within_a_fifth_of_a_second(qtbot: QtBot, window: QuickRegister) -> None:
    window.hide()
    began = time.perf_counter()
    window.bring()
    window.grab()
    assert time.perf_counter() - began < 0.2


def test_down_below_the_tiles_leads_to_all_categories(window: QuickRegister, qtbot: QtBot) -> None:
    picker = window.findChild(CategoryPicker)
    assert picker is not None
    tile = picker.in_order()[-2]
    tile.setFocus()
    qtbot.keyClick(tile, Qt.Key.Key_Down)
    held = QApplication.focusWidget()
    assert held is not None
    assert picker.others.isAncestorOf(held) or held is picker.others
