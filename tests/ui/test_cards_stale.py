"""连心卡: what is out of date, replaced stair by stair; a card found by its number."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.cards_hand import CARDS, handed, may_write, opened, press, show, statuses
from tests.ui.stand_in import Office
from ui.cards.page import CardsPage
from ui.page import Services


@pytest.fixture
def services(services: Services) -> Services:
    return may_write(services)


@pytest.fixture
def page(qtbot: QtBot, services: Services) -> CardsPage:
    page = opened(qtbot, services)
    qtbot.waitUntil(lambda: len(page._stale) == 3)
    return page


def number_line(page: CardsPage) -> QLineEdit:
    found = page.findChild(QLineEdit, "fld_card_number")
    assert isinstance(found, QLineEdit)
    return found


def test_spoilt_cards_go_back_to_the_printer(qtbot: QtBot, page: CardsPage, office: Office) -> None:
    show(page, "2")
    ids = page.chosen()
    press(qtbot, page, "card_spoilt")
    assert statuses(office, ids) == {"1"}


def test_the_cards_of_a_stair_are_ticked_at_once_and_replaced_in_one_act(
    qtbot: QtBot, page: CardsPage, office: Office
) -> None:
    show(page, "stale")
    assert page._reasons.chips[""].text() == "全部 3"
    assert page._reasons.chips["9"].isVisible()
    assert not page._reasons.chips["7"].isVisible()
    stair = page.hand.stair
    assert stair.isVisible()
    stair.setFocus()
    qtbot.keyClick(stair, Qt.Key.Key_Down)
    ids = page.chosen()
    assert ids == page.hand._stairs[str(stair.value())]
    assert ids
    found = [b for b in page.findChildren(QPushButton, "btn_card_replace") if b.isVisible()]
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)
    assert handed(office, "reissue").card_ids == ids
    assert statuses(office, ids) == {"7"}
    page.changed(CARDS)
    qtbot.waitUntil(lambda: set(page._stale) & set(ids) == set())


def test_a_reason_narrows_what_is_out_of_date(qtbot: QtBot, page: CardsPage) -> None:
    show(page, "stale")
    qtbot.mouseClick(page._reasons.chips["9"], Qt.MouseButton.LeftButton)
    assert page._model.rowCount() == 3
    show(page, "2")
    assert not page._reasons.chips["9"].isVisible()


def test_a_scanner_may_fire_at_the_table(qtbot: QtBot, page: CardsPage, office: Office) -> None:
    card = next(card for card in office.cards if card.status == "4")
    page.table.setFocus()
    qtbot.keyClicks(page.focusWidget(), card.number.lower()[:1])
    assert number_line(page).hasFocus()
    qtbot.keyClicks(number_line(page), card.number.lower()[1:])
    qtbot.keyClick(number_line(page), Qt.Key.Key_Return)
    assert page.queue() == "4"
    assert page.chosen() == (card.id,)
    assert not number_line(page).isVisible()


def test_a_number_is_asked_for_by_ctrl_f_and_left_by_esc(qtbot: QtBot, page: CardsPage) -> None:
    page.go_search()
    assert number_line(page).hasFocus()
    qtbot.keyClicks(number_line(page), "LXK-99")
    qtbot.keyClick(number_line(page), Qt.Key.Key_Return)
    said = page.findChild(QLabel, "lbl_card_number")
    assert isinstance(said, QLabel)
    assert said.text() == "没有这个卡号"
    assert number_line(page).property("state") == "error"
    qtbot.keyClick(number_line(page), Qt.Key.Key_Escape)
    assert not number_line(page).isVisible()
    assert page.table.hasFocus()


def test_a_card_with_nothing_to_do_opens_its_household(
    qtbot: QtBot, page: CardsPage, office: Office, services: Services
) -> None:
    card = next(card for card in office.cards if card.status == "4")
    office._move("cards.lost", "登记遗失", (card.id,), "5")
    page.go_search()
    number_line(page).setText(card.number)
    with qtbot.waitSignal(services.open_asked) as asked:
        qtbot.keyClick(number_line(page), Qt.Key.Key_Return)
    assert asked.args == ["household", card.household_id]


def test_enter_on_a_line_opens_its_household(
    qtbot: QtBot, page: CardsPage, services: Services
) -> None:
    show(page, "2")
    line = page._model.row(0)
    assert line is not None
    page.table.setFocus()
    page.table.go_to(0)
    with qtbot.waitSignal(services.open_asked) as asked:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert asked.args == ["household", line.household_id]


def test_the_list_to_carry_out_is_shown(
    qtbot: QtBot, page: CardsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[object, ...]] = []
    monkeypatch.setattr(page.jobs, "paper", lambda *args: asked.append(args[3:]))
    show(page, "2")
    ids = page.chosen()
    asked.clear()
    found = [b for b in page.findChildren(QPushButton, "btn_card_round") if b.isVisible()]
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)
    assert asked == [(ids,)]
