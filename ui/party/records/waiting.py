"""The whistles of a node that still wait for members: a line each, a press opens the ticket."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ui.common.buttons import Btn, on_click
from ui.common.frames import column
from ui.common.labels import Words
from wenming_desktop.tickets.whistle_model import OpenWhistle

_MOST: Final = 3


class WaitingStrip(QFrame):
    """Hidden while nobody is waited for; `opened` carries the ticket."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("strip_whistles")
        self.setProperty("k", "banner")
        self._lines = column(self, margins=(12, 4, 12, 4), gap=2)
        self.hide()

    def show_whistles(self, running: tuple[OpenWhistle, ...]) -> None:
        """Show those that wait, the oldest first."""
        while self._lines.count():
            item = self._lines.takeAt(0)
            part = item.widget() if item is not None else None
            if part is not None:
                part.hide()
                part.deleteLater()
        waiting = [one for one in running if one.waits]
        for one in waiting[:_MOST]:
            button = Btn(_words(one), name=f"whistle_{one.id}", k="link")
            on_click(button, partial(self.opened.emit, one.ticket_id))
            self._lines.addWidget(button)
        if len(waiting) > _MOST:
            rest = f"还有 {len(waiting) - _MOST} 件也在等，都在诉求工单的列表里标着“待报到”。"
            self._lines.addWidget(Words(rest, "sm2"))
        self.setVisible(bool(waiting))


def _words(one: OpenWhistle) -> str:
    enough = f"{one.claimed}/{one.needed or 1} 人"
    again = f"，已经 {one.days} 天，可以再吹一次" if one.again else ""
    return f"等报到 {enough}　{one.cell}　{one.title[:20]}{again}"
