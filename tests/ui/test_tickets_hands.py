"""A call registered by the keyboard alone, and letters being composed in every form."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import Clock
from tests.ui.conftest import Said
from tests.ui.test_ime import compose
from tests.ui.tickets_place import CTRL, KEY, NONE, Place, call, opened
from ui.common.ime import ImeGuard
from ui.tickets.quick_register import QuickRegister
from wenming_desktop.settings.staff import Unit, save_units
from wenming_desktop.tickets.board_view import ticket_view
from wenming_desktop.tickets.queries import ticket_log
from wenming_desktop.work import Desk

_KEYS = (
    (KEY.Key_Return, NONE),
    (KEY.Key_Enter, Qt.KeyboardModifier.KeypadModifier),
    (KEY.Key_Escape, NONE),
    (KEY.Key_1, NONE),
)


@pytest.fixture
def guard(qapp: QApplication) -> Iterator[ImeGuard]:
    guard = ImeGuard(qapp)
    yield guard
    qapp.removeEventFilter(guard)


def words_of(field: QWidget) -> str:
    if isinstance(field, QLineEdit):
        return field.text()
    assert isinstance(field, QPlainTextEdit)
    return field.toPlainText()


class Hand:
    """Counts the keys it presses; a text counts as one, whatever the input method needs."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot, self.pressed = qtbot, 0

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        self.pressed += 1
        held = QApplication.focusWidget()
        assert held is not None
        self.qtbot.keyClick(held, key, modifier)

    def text(self, text: str) -> None:
        held = QApplication.focusWidget()
        assert held is not None
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(held, event)

    def tab_to(self, name: str) -> None:
        for _ in range(16):
            held = QApplication.focusWidget()
            assert held is not None
            if held.objectName() == name:
                return
            self.key(KEY.Key_Tab)
        raise AssertionError(name)


def quick(place: Place, qtbot: QtBot) -> QuickRegister:
    place.key(KEY.Key_F2)
    found = place.window.findChildren(QuickRegister)
    assert found
    qtbot.waitUntil(found[0].isActiveWindow)
    return found[0]


def test_a_call_is_registered_by_keys_alone(
    qtbot: QtBot, desk: Desk, said: Said, tmp_path: Path
) -> None:
    place = opened(qtbot, desk, said, tmp_path)
    window = quick(place, qtbot)
    hand = Hand(qtbot)
    hand.text("张三")
    hand.key(KEY.Key_Tab)
    hand.text("13900001111")
    hand.key(KEY.Key_Tab)
    hand.key(KEY.Key_Tab)
    hand.key(KEY.Key_Space)
    hand.tab_to("fld_content")
    hand.text("家里暖气不热")
    hand.key(KEY.Key_Tab)
    hand.text("一院 3-2-402")
    with qtbot.waitSignal(window.registered) as registered:
        hand.key(KEY.Key_S, CTRL)
    view = desk.read(ticket_view, registered.args[0])
    assert view.title == "家里暖气不热"
    assert view.status == "20"
    assert hand.pressed <= 9, f"{hand.pressed} keys beside the words"
    assert "家里暖气不热" in place.titles()


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """An input method that puts its letters into the field when it is told to."""

    def commit() -> None:
        held = QApplication.focusWidget()
        assert held is not None
        compose(held, "", "暖气不热")

    monkeypatch.setattr("ui.common.ime.commit", commit)


@pytest.mark.usefixtures("chosen")
@pytest.mark.parametrize("key", [KEY.Key_S, KEY.Key_Return])
def test_ctrl_s_and_ctrl_enter_take_the_letters_along(
    qtbot: QtBot, desk: Desk, said: Said, tmp_path: Path, guard: ImeGuard, key: Qt.Key
) -> None:
    place = opened(qtbot, desk, said, tmp_path)
    window = quick(place, qtbot)
    window.form.categories.choose("0801")
    window.form.place.setText("一院 3-2-402")
    window.form.content.setFocus()
    compose(window.form.content, "nuan'qi'bu're")
    with qtbot.waitSignal(window.registered) as registered:
        qtbot.keyClick(window.form.content, key, CTRL)
    assert desk.read(ticket_view, registered.args[0]).title == "暖气不热"


@pytest.mark.usefixtures("chosen")
def test_ctrl_enter_takes_the_letters_along_into_a_step(
    qtbot: QtBot, desk: Desk, said: Said, tmp_path: Path, clock: Clock, guard: ImeGuard
) -> None:
    desk.write(save_units, (Unit("裕和物业"),))
    ticket = call(desk, clock, "家里没水", unit=1)
    place = opened(qtbot, desk, said, tmp_path)
    place.page.open_ticket(ticket, "PRG")
    field = place.part("fld_reason")
    field.setFocus()
    compose(field, "nuan'qi'bu're")
    qtbot.keyClick(field, KEY.Key_Return, CTRL)
    assert desk.read(ticket_log, ticket)[-1].text == "暖气不热"


@pytest.mark.parametrize(
    "name", ["fld_caller", "fld_complainant_phone", "fld_content", "fld_location_text"]
)
def test_letters_in_the_registration_are_neither_lost_nor_saved_early(
    qtbot: QtBot, desk: Desk, said: Said, tmp_path: Path, guard: ImeGuard, name: str
) -> None:
    place = opened(qtbot, desk, said, tmp_path)
    window = quick(place, qtbot)
    window.form.categories.choose("0801")
    field = window.findChild(QWidget, name)
    assert field is not None
    field.setFocus()
    for key, modifier in _KEYS:
        compose(field, "nuan'qi")
        qtbot.keyClick(field, key, modifier)
        assert window.isVisible(), key
        assert place.titles() == [], key
        compose(field, "", "暖气")
    assert words_of(field).startswith("暖气暖气暖气暖气")
    said.take()


def test_letters_in_a_step_are_neither_lost_nor_taken_early(
    qtbot: QtBot, desk: Desk, said: Said, tmp_path: Path, clock: Clock, guard: ImeGuard
) -> None:
    desk.write(save_units, (Unit("裕和物业"),))
    ticket = call(desk, clock, "家里暖气不热", unit=1)
    place = opened(qtbot, desk, said, tmp_path)
    place.page.open_ticket(ticket, "PRG")
    field = place.part("fld_reason")
    field.setFocus()
    before = desk.read(ticket_view, ticket).last_seq
    for key, modifier in _KEYS:
        compose(field, "da'dian'hua")
        qtbot.keyClick(field, key, modifier)
        assert desk.read(ticket_view, ticket).last_seq == before, key
        assert field.isVisible(), key
        compose(field, "", "打电话")
    assert words_of(field) == "打电话" * 4
    qtbot.keyClick(field, KEY.Key_Return, CTRL)
    assert desk.read(ticket_view, ticket).last_seq > before
    said.take()
