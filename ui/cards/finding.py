"""Brings a card to hand that was asked for elsewhere, by its number or out of the table."""

from PySide6.QtCore import QObject, Signal

from ui.cards import words
from ui.page import Services
from wenming_desktop.cards.model import CardFilter, CardHome, CardRow
from wenming_desktop.cards.queues import card_page


class Finding(QObject):
    """`brought` carries the `CardRow` that is to be shown in its queue."""

    brought = Signal(object)

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services

    def open_row(self, card: int) -> None:
        """Bring one card to hand; one that is in no queue is told."""
        wanted = CardFilter(ids=(card,))
        self._services.jobs.read(self, self._found, card_page, wanted, 0, 1)

    def open_number(self, home: CardHome) -> None:
        """A number was typed or scanned: its card, or the household where it has none to do."""
        if home.status in words.STEP:
            self.open_row(home.card_id)
        else:
            self._services.open_asked.emit("household", home.household_id)

    def open_home(self, line: CardRow | None) -> None:
        """Open the household of a line."""
        if line is not None:
            self._services.open_asked.emit("household", line.household_id)

    def _found(self, rows: tuple[CardRow, ...]) -> None:
        if rows and rows[0].status in words.STEP:
            self.brought.emit(rows[0])
        else:
            self._services.jobs.messages.warn(words.not_in_a_queue(rows))
