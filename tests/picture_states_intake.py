"""States of quick registration: what its words suggest, and a call that was there before."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.picture_hand import Studio, wait_for, write
from ui.tickets.quick_register import QuickRegister
from wenming_desktop.tickets.model import OPEN, TicketRow
from wenming_desktop.tickets.queries import ticket_list

_SAID = "家里暖气不热，老人一个人住，暖气片漏水，邻居也说夜里太吵睡不着"


def quick_suggested(studio: Studio) -> QWidget:
    """Words are written, no category is chosen yet."""
    window = _opened(studio)
    window.form.content.setPlainText(_SAID)
    wait_for(window.form.suggested.offered)
    return window


def quick_same(studio: Studio) -> QWidget:
    """The same place called before; the superior sent this one with a deadline of its own."""
    window = _opened(studio)
    form = window.form
    found: list[TicketRow] = []

    def take(rows: tuple[TicketRow, ...]) -> None:
        found.extend(row for row in rows if row.status in OPEN and row.category and row.grid)

    studio.services.jobs.read(window, take, ticket_list)
    before: TicketRow = wait_for(lambda: found)[0]
    form.content.setPlainText(_SAID)
    wait_for(form.suggested.offered)
    form.suggested.take(0)
    form.categories.choose(before.category or "")
    form.place.setText(before.location_text)
    form.choose_source("11")
    form.outside.number.setText("潞12345-20261120-000123")
    form.when.at.setText("昨晚八点")
    form.outside.due.setText("明天中午十二点")
    wait_for(window.side.same.ids)
    window.side.same.press(4)
    form.outside.due.setFocus()
    form.content.setFocus()
    return window


def _opened(studio: Studio) -> QuickRegister:
    window = QuickRegister(studio.services.jobs)
    window.bring()
    QTest.qWaitForWindowActive(window)
    write(window, "caller", "wxl")
    wait_for(window.form.caller.suggestions.chosen)
    QTest.keyClick(window.form.caller, Qt.Key.Key_Return)
    wait_for(lambda: window.form.facts)
    return window


STATES: dict[str, Callable[[Any], QWidget]] = {
    "quick_suggested": quick_suggested,
    "quick_same": quick_same,
}
OWN_SIZE = frozenset(STATES)
