"""连心卡: the queues, what they say when empty, who may do what."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.cards_hand import (
    CARDS,
    button,
    may_write,
    opened,
    press,
    seen,
    show,
)
from tests.ui.conftest import Said
from tests.ui.stand_in import Office
from ui.cards.page import CardsPage
from ui.page import Services
from wenming_desktop.cards.queues import WHY
from wenming_desktop.errors import NotFoundError


@pytest.fixture
def services(services: Services) -> Services:
    return may_write(services)


@pytest.fixture
def page(qtbot: QtBot, services: Services) -> CardsPage:
    return opened(qtbot, services)


def test_reasons_narrow_the_queue(qtbot: QtBot, page: CardsPage, office: Office) -> None:
    chip = page._reasons.chips["7"]
    assert chip.text() == f"{WHY['7']} {office.card_queues().reasons['7']}"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert page._model.rowCount() == office.card_queues().reasons["7"]
    assert not page._reasons.chips["8"].isVisible(), "nothing waits for that reason"


def test_an_office_without_cards_is_led_to_make_them(
    qtbot: QtBot, services: Services, office: Office
) -> None:
    office.rows = [replace(row, card_label="") for row in office.rows[:5]]
    page = opened(qtbot, services)
    assert "没有待印的卡" in seen(page)
    first = button(page, "issue_first")
    assert first.isVisible()
    assert first.text() == " 制卡 5 户"
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    page.changed(CARDS)
    assert page._model.rowCount() == 5


@pytest.mark.parametrize("queue", ["1", "2", "3", "4", "stale"])
def test_an_empty_queue_says_why(
    qtbot: QtBot, services: Services, office: Office, queue: str
) -> None:
    office.rows = []
    page = opened(qtbot, services)
    show(page, queue)
    assert any(text.startswith(("没有", "还没有")) for text in seen(page))
    assert not button(page, "issue_first").isVisible()


def test_who_may_only_read_sees_no_buttons_that_write(
    qtbot: QtBot, services: Services, office: Office
) -> None:
    services.office = replace(services.office, rights=frozenset({"card.read"}))
    page = opened(qtbot, services)
    shown = {b.objectName() for b in page.findChildren(QPushButton) if b.isVisible()}
    assert not shown & {"btn_print", "btn_save_pdf", "btn_mark_printed", "btn_issue_cards"}


def test_a_card_found_elsewhere_is_brought_to_hand(
    qtbot: QtBot, page: CardsPage, office: Office, said: Said
) -> None:
    card = next(card for card in office.cards if card.status == "4")
    page.open_row(card.id)
    assert page.queue() == "4"
    assert page.chosen() == (card.id,)
    press(qtbot, page, "show_all_cards")
    assert page._model.rowCount() == office.card_queues().states["4"]
    office._move("cards.lost", "登记遗失", (card.id,), "5")
    page.open_row(card.id)
    assert said.take() == [("warn", "这张卡现在是“遗失”，没有要办的。")]


def test_a_refusal_is_said(page: CardsPage, office: Office, said: Said, qtbot: QtBot) -> None:
    office.fail["issue_cards"] = NotFoundError(what="这一栋")
    press(qtbot, page, "issue_cards")
    assert said.take() == [("warn", NotFoundError(what="这一栋").message)]


def test_the_longest_names_are_cut_not_spread(
    qtbot: QtBot, services: Services, office: Office
) -> None:
    office.rows[6] = replace(office.rows[6], head="古丽巴哈尔·阿布都热依木江" * 3)
    page = opened(qtbot, services)
    assert page.minimumSizeHint().width() <= 1198


def test_every_button_and_field_can_be_read_aloud(page: CardsPage) -> None:
    for part in (*page.findChildren(QPushButton), *page.findChildren(QLineEdit)):
        if part.objectName().startswith(("btn_", "fld_")):
            assert part.accessibleName(), part.objectName()
