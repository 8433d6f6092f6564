"""States of the card page, of the steps of a whistle, and of the settings that came with them."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QScrollArea, QWidget

from tests.picture_hand import Studio, press, wait_for, window_on
from tests.picture_office import WHISTLED
from ui.common.tabs import CountTabs

_SAID = "换了三盏感应灯，清走两车杂物，晚上再看过一遍，住户都说亮了。"


def _queue(queue: str, studio: Studio) -> QWidget:
    window = window_on(studio, "cards")
    page: Any = window.page()
    tabs: Any = window.findChild(CountTabs, "tabs_cards")
    wait_for(lambda: page.table.model().rowCount())
    tabs.choose(queue)
    page._show_queue()
    wait_for(lambda: queue != "stale" or page.table.model().rowCount())
    QTest.qWait(200)
    return window


def _section(key: str, studio: Studio) -> QWidget:
    window = window_on(studio, "settings")
    page: Any = window.page()
    page.open_section(key)
    QTest.qWait(600)
    return window


def card_words(studio: Studio) -> QWidget:
    """The words of the card, beside the card they make."""
    window: Any = _section("office", studio)
    look = wait_for(lambda: window.findChild(QWidget, "fld_card_heading"))
    section = window.page().section()
    for area in section.findChildren(QScrollArea):
        area.ensureWidgetVisible(look, 0, 260)
    QTest.qWait(500)
    return window


def _ticket(action: str, studio: Studio) -> Any:
    """The whistled ticket at a step."""
    window: Any = window_on(studio, "tickets")
    page = window.page()
    wait_for(page.list.current)
    model = page.list.model
    at = wait_for(lambda: model.place_of(lambda line: line.title.startswith(WHISTLED[:8])) + 1)
    line = model.row(at - 1)
    page.open_ticket(line.id, action)
    wait_for(page.detail.isVisible)
    QTest.qWait(200)
    return window


def whistle(studio: Studio) -> QWidget:
    window = _ticket("COH", studio)
    window.page().detail.setFocus()
    return window


def answer(studio: Studio) -> QWidget:
    """Two of the cell answer."""
    window: QWidget = _ticket("ANS", studio)
    _tick(window, "tick_claim_", 2)
    return window


def finish(studio: Studio) -> QWidget:
    """The finish asks who came."""
    window = _ticket("ANS", studio)
    _tick(window, "tick_claim_", 2)
    press(window, "take_step")
    QTest.qWait(300)
    field: Any = wait_for(lambda: _visible(window, QWidget, "fld_result"))
    field[0].setPlainText(_SAID)
    _tick(window, "tick_came_", 1)
    return window


def _visible(window: QWidget, kind: type[QWidget], begins: str) -> list[Any]:
    return [
        one
        for one in window.findChildren(kind)
        if one.objectName().startswith(begins) and one.isVisible()
    ]


def _tick(window: QWidget, begins: str, wanted: int) -> None:
    boxes = wait_for(lambda: _visible(window, QCheckBox, begins))
    for box in boxes[:wanted]:
        if not box.isChecked():
            QTest.keyClick(box, Qt.Key.Key_Space)


STATES: dict[str, Callable[[Any], QWidget]] = {
    "cards_printed": partial(_queue, "2"),
    "cards_out": partial(_queue, "3"),
    "cards_signed": partial(_queue, "4"),
    "cards_stale": partial(_queue, "stale"),
    "ticket_whistle": whistle,
    "ticket_answer": answer,
    "ticket_came": finish,
    "settings_card_words": card_words,
    "settings_streets": partial(_section, "streets"),
    "settings_papers": partial(_section, "papers"),
}
OWN_SIZE: frozenset[str] = frozenset()
