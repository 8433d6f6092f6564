"""A call at the desk: F2, the tail of his phone, what he says, a key for its kind, saved.

The whole of it by keys and within the fifteen seconds a call leaves; the draft is there on the
way, and a second call for the same matter is merged and taken back whole.
"""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests import make_register
from tests.conftest import Clock
from tests.ui.conftest import Said, look
from tests.ui.tickets_place import ALT, CTRL, KEY, NONE, Place, call, opened
from ui.tickets.quick_register import QuickRegister
from wenming_desktop.drafts import drafts_listed
from wenming_desktop.errors import NotFoundError
from wenming_desktop.settings.staff import Unit, save_units
from wenming_desktop.tickets.board_view import ticket_view
from wenming_desktop.tickets.queries import ticket_log, ticket_sheet
from wenming_desktop.tickets.routing import Route, save_route
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk

__all__ = ["look"]
PHONE = "13900002046"
FIFTEEN_SECONDS = 15.0
MOST_KEYS = 7


class Hand:
    """Presses keys where the cursor is, and counts them; words come from the input method."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot, self.pressed = qtbot, 0

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        held = QApplication.focusWidget()
        assert held is not None
        self.pressed += 1
        self._qtbot.keyClick(held, key, modifier)

    def letters(self, text: str) -> None:
        held = QApplication.focusWidget()
        assert held is not None
        self.pressed += len(text)
        self._qtbot.keyClicks(held, text)

    def words(self, text: str) -> None:
        held = QApplication.focusWidget()
        assert held is not None
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(held, event)


@pytest.fixture
def said() -> Said:
    return Said()


@pytest.fixture
def place(qtbot: QtBot, desk: Desk, said: Said, tmp_path: Path) -> Place:
    """An office with a home in the register, a unit, and where heating goes."""
    desk.write(save_units, (Unit("供热公司青河所", handlers=(("马师傅", "8801 5100"),)),))
    desk.write(save_route, Route(1, 1, category="0801"))
    head = make_register.member("王秀兰", "户主", birth="1942-01-18", phone=PHONE)
    make_register.household(desk, "501", head)
    return opened(qtbot, desk, said, tmp_path)


def taken_down(qtbot: QtBot, place: Place, hand: Hand) -> QuickRegister:
    """F2, the tail of his phone, Enter, what he says, the suggestion by its key."""
    place.key(KEY.Key_F2)
    window = place.window.findChildren(QuickRegister)[0]
    qtbot.waitUntil(window.isActiveWindow)
    hand.letters("2046")
    qtbot.waitUntil(lambda: window.form.caller.suggestions.chosen() is not None)
    hand.key(KEY.Key_Return)
    assert window.form.caller.text() == "王秀兰"
    assert window.form.content.hasFocus(), "he is already saying it"
    hand.words("家里暖气不热，老人一个人住")
    qtbot.waitUntil(lambda: bool(window.form.suggested.offered()))
    hand.key(KEY.Key_1, ALT)
    qtbot.waitUntil(lambda: window.form.handler.currentText() == "马师傅")
    return window


def test_a_call_takes_less_than_fifteen_seconds_and_eight_keys(
    qtbot: QtBot, desk: Desk, place: Place
) -> None:
    hand = Hand(qtbot)
    began = time.perf_counter()
    window = taken_down(qtbot, place, hand)
    qtbot.waitUntil(lambda: bool(desk.read(drafts_listed)), timeout=3000)
    with qtbot.waitSignal(window.registered) as registered:
        hand.key(KEY.Key_S, CTRL)
    took = time.perf_counter() - began
    ticket = registered.args[0]
    assert [one.action for one in desk.read(ticket_log, ticket)] == ["REG", "ACC", "DSP"]
    sheet = desk.read(ticket_sheet, ticket)
    assert (sheet.complainant_name, sheet.complainant_phone) == ("王秀兰", PHONE)
    assert (sheet.row.category, sheet.row.handler) == ("0801", "马师傅")
    assert sheet.row.location_text.endswith("501")
    assert desk.read(drafts_listed) == ()
    assert hand.pressed <= MOST_KEYS, f"{hand.pressed} keys beside F2 and the words"
    assert took < FIFTEEN_SECONDS


def test_the_same_call_again_is_merged_and_taken_back_whole(
    qtbot: QtBot, desk: Desk, clock: Clock, place: Place
) -> None:
    first = call(desk, clock, "暖气一点不热", ago=2, complainant_phone=PHONE)
    hand = Hand(qtbot)
    window = taken_down(qtbot, place, hand)
    qtbot.waitUntil(lambda: first in window.side.same.ids())
    hand.key(KEY.Key_4, ALT)
    with qtbot.waitSignal(window.registered) as registered:
        hand.key(KEY.Key_S, CTRL)
    second = registered.args[0]
    assert desk.read(ticket_view, second).status == "93"
    before = desk.read(ticket_log, first)
    desk.write(undo_last_act)
    with pytest.raises(NotFoundError):
        desk.read(ticket_view, second)
    assert desk.read(ticket_log, first) == before


def test_f2_twice_is_one_window_and_the_page_stays_alive(qtbot: QtBot, place: Place) -> None:
    place.key(KEY.Key_F2)
    window = place.window.findChildren(QuickRegister)[0]
    qtbot.waitUntil(window.isActiveWindow)
    window.form.content.setPlainText("写到一半")
    place.window.activateWindow()
    qtbot.waitUntil(place.window.isActiveWindow)
    assert window.isVisible(), "it is in nobody's way"
    qtbot.keyClick(place.window, KEY.Key_F2)
    qtbot.waitUntil(window.isActiveWindow)
    assert place.window.findChildren(QuickRegister) == [window]
    assert window.form.content.toPlainText() == "写到一半"
