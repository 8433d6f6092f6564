"""The ticket page on a real data file, driven by keys: what its tests share."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import Clock
from tests.ui.conftest import Said
from tests.ui.stand_in import AtOnce
from ui.common.memory import Memory
from ui.common.search_field import SearchField
from ui.jobs import Jobs, Lanes
from ui.main_window import MainWindow
from ui.page import Office, Services
from ui.pages import PageEntry
from ui.tickets.page import TicketsPage
from wenming_desktop.tickets.intake import Registration
from wenming_desktop.tickets.model import OpenTicket, TicketRow
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.service import do_step, register
from wenming_desktop.work import Desk

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
KEY = Qt.Key
ENTRY = (PageEntry("tickets", "诉求工单", "ri.phone-line", "", "ticket.read", TicketsPage),)
RESULT = "换了新井盖，周边裂缝灌了缝，晚上复查没有响声。"


def call(desk: Desk, clock: Clock, text: str, ago: int = 0, **more: Any) -> int:
    """Register a call so many days ago; returns its id."""
    now, clock.now = clock.now, clock.now - timedelta(days=ago)
    unit = more.pop("unit", None)
    given = {"source": "02", "category": "0801", "location_text": "一院 3-2-402"} | more
    ticket = desk.write(register, Registration(OpenTicket(content=text, **given), unit))
    clock.now = now
    return ticket


def step(desk: Desk, ticket: int, action: str, **more: Any) -> TicketRow:
    return desk.write(do_step, TakeStep(ticket, action, **more))


class Place:
    """The window on its page, driven by keys."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window
        page = window.page()
        assert isinstance(page, TicketsPage)
        self.page = page

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        held = QApplication.focusWidget()
        assert held is not None
        self.qtbot.keyClick(held, key, modifier)

    def type(self, text: str) -> None:
        """Type as an input method does: the letters arrive committed."""
        held = QApplication.focusWidget()
        assert held is not None
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(held, event)

    def part(self, name: str) -> QWidget:
        found = [p for p in self.page.findChildren(QWidget, name) if not p.isHidden()]
        assert found, name
        return found[-1]

    def titles(self) -> list[str]:
        model = self.page.list.model
        at = [column.key for column in model.columns].index("title")
        return [str(model.index(row, at).data()) for row in range(model.rowCount())]

    def texts(self) -> list[str]:
        return [label.text() for label in self.page.findChildren(QLabel) if label.isVisible()]

    def look_for(self, text: str) -> None:
        field = self.page.list.search
        assert isinstance(field, SearchField)
        with self.qtbot.waitSignal(field.asked, timeout=2000):
            field.setText(text)

    def button_text(self) -> str:
        button = self.part("btn_take_step")
        assert isinstance(button, QPushButton)
        return button.text().strip()


def opened(qtbot: QtBot, desk: Desk, said: Said, folder: Path, width: int = 1366) -> Place:
    lane = AtOnce()
    facts = Office("槐荫里社区", "demo", desk.actor.rights)
    services = Services(Jobs(desk, said, Lanes(lane, lane)), Memory(folder / "w.ini"), facts)
    window = MainWindow(services, ENTRY)
    qtbot.addWidget(window)
    window.resize(width, 696)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    place = Place(qtbot, window)
    qtbot.waitUntil(lambda: place.page.list.counts is not None)
    return place
