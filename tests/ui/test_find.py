"""全局查找: grouped as one types, walked and opened by keys, gone with Esc."""

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import RIGHTS, Said
from tests.ui.stand_in import AtOnce, FakeDesk, Later, Office
from ui.cards.page import CardsPage
from ui.common.ime import ImeGuard
from ui.common.labels import Words
from ui.find.box import FindBox
from ui.find.desk import FindDesk
from ui.find.entries import Command, Entry, arranged
from ui.households.page import HouseholdsPage
from ui.jobs import Jobs, Lanes
from ui.main_window import MainWindow
from ui.page import Page, Services
from ui.tickets.quick_register import QuickRegister
from wenming_desktop.errors import NotFoundError
from wenming_desktop.search.letters import letters
from wenming_desktop.search.model import Answer

_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, services: Services) -> MainWindow:
    services.office = replace(services.office, rights=RIGHTS | {"card.read", "card.write"})
    window = MainWindow(services)
    qtbot.addWidget(window)
    window.resize(1366, 696)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.wait(20)
    return window


@pytest.fixture
def box(qtbot: QtBot, window: MainWindow) -> FindBox:
    qtbot.keyClick(window, Qt.Key.Key_K, _CTRL)
    box = window.findChild(FindBox)
    assert isinstance(box, FindBox)
    qtbot.waitUntil(box.field.hasFocus)
    return box


def look_for(qtbot: QtBot, box: FindBox, text: str) -> None:
    box.field.setText(text)
    qtbot.waitUntil(lambda: box._shown == text)


def titles(box: FindBox) -> list[str]:
    return [entry.title for entry in box.entries()]


def in_hand(box: FindBox) -> str:
    entry = box.entry()
    assert entry is not None
    return entry.title


def test_answers_stand_in_groups_with_the_first_in_hand(qtbot: QtBot, box: FindBox) -> None:
    look_for(qtbot, box, "lgz")
    assert titles(box) == [
        "住户", "林桂芝", "办理", "0027 厨房水管渗漏", "连心卡", "LXK-02-00012 林桂芝",
        "功能", "给 林桂芝 登记诉求",
    ]  # fmt: skip
    assert in_hand(box) == "林桂芝"
    assert box.entries()[1].note == "2 人·高龄、残疾"
    assert box.entries()[3].lamp == ("green", "剩 1 天")


def test_arrows_pass_over_captions_and_go_round(qtbot: QtBot, box: FindBox) -> None:
    look_for(qtbot, box, "lgz")
    walked = []
    for _ in range(4):
        qtbot.keyClick(box.field, Qt.Key.Key_Down)
        walked.append(in_hand(box)[:4])
    assert walked == ["0027", "LXK-", "给 林桂", "林桂芝"]
    qtbot.keyClick(box.field, Qt.Key.Key_Up)
    assert in_hand(box) == "给 林桂芝 登记诉求"
    qtbot.keyClick(box.field, Qt.Key.Key_PageUp)
    assert in_hand(box) == "林桂芝"


def test_enter_opens_the_household(qtbot: QtBot, window: MainWindow, box: FindBox) -> None:
    look_for(qtbot, box, "lgz")
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    page = window.page()
    assert isinstance(page, HouseholdsPage)
    assert not box.isVisible()
    name = page.findChild(Words, "lbl_head")
    assert isinstance(name, Words)
    assert name.text() == "林桂芝"


def test_enter_opens_the_card_on_its_page(
    qtbot: QtBot, window: MainWindow, box: FindBox, office: Office
) -> None:
    look_for(qtbot, box, "wxl")
    while not in_hand(box).startswith("LXK"):
        qtbot.keyClick(box.field, Qt.Key.Key_Down)
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    page = window.page()
    assert isinstance(page, CardsPage)
    qtbot.waitUntil(lambda: page.chosen() == (1,))
    assert page.queue() == "4"


def test_enter_registers_for_the_person_found(
    qtbot: QtBot, window: MainWindow, box: FindBox
) -> None:
    look_for(qtbot, box, "lgz")
    qtbot.keyClick(box.field, Qt.Key.Key_Up)
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    form = window.findChild(QuickRegister)
    qtbot.waitUntil(form.isVisible)
    assert form.form.facts is not None
    assert form.form.facts.name == "林桂芝"
    form.hide()


@pytest.mark.parametrize("text", ["连心卡", "lxk", "lianxin", "连心"])
def test_pages_are_found_by_words_and_letters(
    qtbot: QtBot, window: MainWindow, box: FindBox, text: str
) -> None:
    look_for(qtbot, box, text)
    assert "连心卡" in titles(box)
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert isinstance(window.page(), CardsPage)


def test_with_nothing_typed_it_offers_what_the_window_can_do(box: FindBox) -> None:
    assert titles(box)[0] == "功能"
    assert {"住户", "连心卡", "快速登记", "快捷键"} <= set(titles(box))
    assert box.entries()[1].key == "Alt+1"


def test_nothing_found_says_what_may_be_typed(qtbot: QtBot, box: FindBox) -> None:
    look_for(qtbot, box, "没有这个人")
    assert box.entries() == []
    shown = [words.text() for words in box.findChildren(Words) if words.isVisible()]
    assert any(text.startswith("没有找到") for text in shown)
    qtbot.keyClick(box.field, Qt.Key.Key_Down)
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert box.isVisible()


def test_esc_gives_the_focus_back_and_keeps_what_was_typed(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = window.go_to("households")
    assert page is not None
    page.go_search()
    before = QApplication.focusWidget()
    assert isinstance(before, QWidget)
    qtbot.keyClick(before, Qt.Key.Key_K, _CTRL)
    box = window.findChild(FindBox)
    look_for(qtbot, box, "wxl")
    qtbot.keyClick(box.field, Qt.Key.Key_Escape)
    assert not box.isVisible()
    assert before.hasFocus()
    qtbot.keyClick(before, Qt.Key.Key_K, _CTRL)
    assert box.field.text() == "wxl"
    assert box.field.selectedText() == "wxl"
    assert in_hand(box) == "王秀兰"


def test_a_click_elsewhere_closes_it(qtbot: QtBot, window: MainWindow, box: FindBox) -> None:
    page = window.go_to("households")
    assert page is not None
    page.go_search()
    qtbot.waitUntil(lambda: not box.isVisible())


def test_a_click_on_a_line_opens_it(qtbot: QtBot, window: MainWindow, box: FindBox) -> None:
    look_for(qtbot, box, "lgz")
    middle = box.list.visualItemRect(box.list.item(1)).center()
    qtbot.mouseClick(box.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert not box.isVisible()


def test_enter_before_the_answer_opens_it_when_it_comes(
    qtbot: QtBot, office: Office, said: Said
) -> None:
    lane, ran = Later(), []
    jobs = Jobs(FakeDesk(office), said, Lanes(AtOnce(), lane))
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(900, 500)
    over.show()
    box = FindBox(jobs, lambda _text, _person: [], over)
    box.chosen.connect(ran.append)
    box.bring()
    box.field.setText("wxl")
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert ran == []
    box._search("wxl")
    lane.run_all()
    assert [answer.title for answer in ran] == ["王秀兰"]
    jobs.close()


@pytest.fixture
def guard(qapp: QApplication) -> Iterator[ImeGuard]:
    guard = ImeGuard(qapp)
    yield guard
    qapp.removeEventFilter(guard)


def test_letters_being_composed_are_searched_and_enter_waits_for_them(
    qtbot: QtBot, box: FindBox, guard: ImeGuard
) -> None:
    QApplication.sendEvent(box.field, QInputMethodEvent("w'x'l", []))
    qtbot.waitUntil(lambda: box._shown == "wxl")
    assert in_hand(box) == "王秀兰"
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        qtbot.keyClick(box.field, key)
        assert box.isVisible()
    done = QInputMethodEvent("", [])
    done.setCommitString("王秀兰")
    QApplication.sendEvent(box.field, done)
    qtbot.waitUntil(lambda: box._shown == "王秀兰")
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert not box.isVisible()


def test_showing_an_answer_stays_within_a_frame(box: FindBox) -> None:
    answers = tuple(
        Answer("household", at, "王秀兰" * 9, "一院 3-2-501" * 5, "5 人·独居", at)
        for at in range(14)
    )
    spent = []
    for turn in range(30):
        began = time.perf_counter()
        box.show_answers(f"w{turn}", answers)
        box.grab()
        spent.append(time.perf_counter() - began)
    assert sorted(spent)[15] < 0.016, spent


def test_who_may_not_read_the_register_has_no_search(qtbot: QtBot, services: Services) -> None:
    services.office = replace(services.office, rights=frozenset({"card.read"}))
    window = MainWindow(services)
    qtbot.addWidget(window)
    assert window.findChild(QPushButton, "btn_find") is None


def test_a_refused_search_is_said(qtbot: QtBot, box: FindBox, office: Office, said: Said) -> None:
    office.fail["search_answers"] = NotFoundError(what="这一户")
    box.field.setText("王")
    qtbot.waitUntil(lambda: bool(said.said))
    assert said.take() == [("warn", NotFoundError(what="这一户").message)]


def test_somebody_in_no_household_is_said(
    qtbot: QtBot, window: MainWindow, box: FindBox, said: Said
) -> None:
    box.chosen.emit(Answer("resident", 7, "孙福顺", ""))
    assert said.take() == [("warn", "孙福顺现在不在哪一户里。")]


def test_a_member_is_brought_to_hand_on_the_party_page(qtbot: QtBot, services: Services) -> None:
    went: list[tuple[str, str, int]] = []

    class Other(Page):
        def open_item(self, kind: str, item: int) -> None:
            went.append((self.objectName(), kind, item))

    over = QWidget()
    qtbot.addWidget(over)
    over.show()

    def go_to(key: str) -> Page:
        page = Other(services, key)
        qtbot.addWidget(page)
        return page

    desk = FindDesk(services, over, ([], go_to, []))
    desk.bring()
    box = over.findChild(FindBox)
    assert isinstance(box, FindBox)
    box.chosen.emit(Answer("member", 22, "邵明", ""))
    box.chosen.emit(Answer("resident", 7, "孙福顺", "", household_id=3))
    assert went == [("page_party", "member", 22), ("page_households", "household", 3)]


def test_lines_are_read_aloud_whole() -> None:
    answer = Answer("ticket", 1, "0027 漏水", "一院 3-2-501", "处理中", 0, "red", "超期 2 天")
    command = Command("快捷键", "ri.keyboard-box-line", lambda: None, key="F1")
    entries = arranged([answer], [command])
    assert [entry.spoken for entry in entries if not entry.is_caption] == [
        "0027 漏水 一院 3-2-501 超期 2 天",
        "快捷键",
    ]
    assert Entry("住户").is_caption


def test_letters_of_words() -> None:
    page, other = (set(keys.split()) for keys in letters(["连心卡", "诉求工单"]))
    assert {"lianxinka", "lxk"} <= page
    assert {"suqiugongdan", "sqgd"} <= other
