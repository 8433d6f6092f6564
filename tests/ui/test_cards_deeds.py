"""连心卡: what is done with the card in hand: delivered, signed for, replaced; by keys alone."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.cards_hand import CTRL, day_line, handed, may_write, opened, seen, show, statuses
from tests.ui.stand_in import Office
from ui.cards.page import CardsPage
from ui.page import Services


@pytest.fixture
def services(services: Services) -> Services:
    return may_write(services)


@pytest.fixture
def page(qtbot: QtBot, services: Services) -> CardsPage:
    return opened(qtbot, services)


@pytest.mark.parametrize(
    ("queue", "name", "after"),
    [
        ("2", "card_deliver", "3"),
        ("3", "card_receive", "4"),
        ("3", "card_refused", "2"),
        ("3", "card_away", "2"),
        ("4", "card_lost", "5"),
        ("4", "card_replace", "7"),
        ("stale", "card_replace", "7"),
    ],
)
def test_each_queue_offers_its_deeds(
    qtbot: QtBot, page: CardsPage, office: Office, queue: str, name: str, after: str
) -> None:
    qtbot.waitUntil(lambda: len(page._stale) == 3)
    show(page, queue)
    ids = page.chosen()
    assert len(ids) == 1, "the card in hand"
    found = [b for b in page.findChildren(QPushButton, f"btn_{name}") if b.isVisible()]
    assert len(found) == 1
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)
    assert statuses(office, ids) == {after}


def test_signing_by_keys_alone(qtbot: QtBot, page: CardsPage, office: Office) -> None:
    show(page, "3")
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.hand.name.text() == page._model.row(1).head)  # type: ignore[union-attr]
    ids = page.chosen()
    qtbot.keyClick(page.table, Qt.Key.Key_Return, CTRL)
    assert statuses(office, ids) == {"4"}


@pytest.mark.parametrize(("queue", "deed"), [("2", "deliver"), ("3", "receive")])
def test_the_day_is_today_unless_another_is_written(
    qtbot: QtBot, page: CardsPage, office: Office, queue: str, deed: str
) -> None:
    for typed, day in (
        ("", None),
        ("zt", date.today() - timedelta(days=1)),
        ("1.5", date(date.today().year, 1, 5)),
    ):
        show(page, queue)
        page.hand.name.setText("王秀兰")
        assert date.today().isoformat() in day_line(page).text()
        if typed:
            day_line(page).setFocus()
            day_line(page).selectAll()
            qtbot.keyClicks(day_line(page), typed)
        qtbot.keyClick(page.focusWidget() or page.table, Qt.Key.Key_Return, CTRL)
        assert handed(office, deed).on == day


@pytest.mark.parametrize("typed", ["二十九", "明天"])
def test_a_day_that_is_none_is_said_and_nothing_is_done(
    qtbot: QtBot, page: CardsPage, office: Office, typed: str
) -> None:
    show(page, "2")
    ids = page.chosen()
    day_line(page).setText(typed)
    qtbot.keyClick(page.table, Qt.Key.Key_Return, CTRL)
    assert statuses(office, ids) == {"2"}
    assert day_line(page).hasFocus()
    assert day_line(page).property("state") == "error"
    assert any("这一天" in text or "哪一天" in text for text in seen(page))


def test_enter_and_keys_do_nothing_while_pinyin_is_composed(
    qtbot: QtBot, page: CardsPage, office: Office
) -> None:
    show(page, "3")
    ids = page.chosen()
    name = page.hand.name
    name.clear()
    name.setFocus()
    QApplication.sendEvent(name, QInputMethodEvent("wang", []))
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert statuses(office, ids) == {"3"}
    committed = QInputMethodEvent("", [])
    committed.setCommitString("王秀兰")
    QApplication.sendEvent(name, committed)
    qtbot.keyClick(name, Qt.Key.Key_Return, CTRL)
    assert handed(office, "receive").name == "王秀兰"


def test_a_missing_receiver_is_said_beside_the_field(qtbot: QtBot, page: CardsPage) -> None:
    show(page, "3")
    page.hand.name.clear()
    qtbot.keyClick(page.table, Qt.Key.Key_Return, CTRL)
    assert page.hand.name.property("state") == "error"
    assert page.hand.name.hasFocus()
    assert any("签收人" in text and "写" in text for text in seen(page))


def test_a_name_typed_is_not_lost_when_the_card_in_hand_changes(
    qtbot: QtBot, page: CardsPage
) -> None:
    show(page, "3")
    field = page.hand.name
    assert isinstance(field, QLineEdit)
    field.setText("楼长 孙福顺")
    page.table.go_to(3)
    assert field.text() == "楼长 孙福顺"
