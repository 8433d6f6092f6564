"""The card page driven by hand: what its tests share."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import RIGHTS
from tests.ui.stand_in import Office
from ui.cards.page import CardsPage
from ui.page import Services

CARDS = frozenset({"service_card"})
CTRL = Qt.KeyboardModifier.ControlModifier


def may_write(services: Services) -> Services:
    """Give the rights to cards."""
    services.office = replace(services.office, rights=RIGHTS | {"card.read", "card.write"})
    return services


def opened(qtbot: QtBot, services: Services) -> CardsPage:
    page = CardsPage(services)
    qtbot.addWidget(page)
    page.resize(1198, 616)
    page.show()
    page.start()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def button(page: CardsPage, name: str) -> QPushButton:
    found = page.findChild(QPushButton, f"btn_{name}")
    assert isinstance(found, QPushButton), name
    return found


def seen(page: CardsPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def statuses(office: Office, ids: tuple[int, ...]) -> set[str]:
    return {card.status for card in office.cards if card.id in ids}


def drawn(qtbot: QtBot, page: CardsPage) -> None:
    """Wait for the sheets of what is asked now: those of before stand until then."""
    drawing = page.drawing
    qtbot.waitUntil(
        lambda: drawing.drawn is not None and drawing._order == drawing._wanted(), timeout=20_000
    )


def press(qtbot: QtBot, page: CardsPage, name: str) -> None:
    qtbot.mouseClick(button(page, name), Qt.MouseButton.LeftButton)


def show(page: CardsPage, queue: str) -> None:
    page.tabs.setCurrentIndex([tab.key for tab in page.tabs._tabs].index(queue))


def day_line(page: CardsPage) -> QLineEdit:
    found = page.findChild(QLineEdit, "fld_card_day")
    assert isinstance(found, QLineEdit)
    return found


def handed(office: Office, deed: str) -> Any:
    """The command of the newest deed of a name."""
    return next(args[0] for name, args in reversed(office.calls) if name == deed)
