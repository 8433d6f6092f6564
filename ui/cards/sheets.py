"""Keeps the sheets in step with what is chosen: drawn in a lane, shown, handed on when ready."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ui.cards.preview import SheetPreview
from ui.cards.settings import SheetOrder
from ui.jobs import Job, Jobs

if TYPE_CHECKING:
    from wenming_desktop.papers.cards import Drawn
    from wenming_desktop.work import Desk

_PAUSE_MS = 150


class Drawing(QObject):
    """Draws what `wanted` names, a moment after it was last asked to."""

    def __init__(
        self,
        jobs: Jobs,
        preview: SheetPreview,
        wanted: Callable[[], SheetOrder],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._preview, self._wanted = jobs, preview, wanted
        self.drawn: Drawn | None = None
        self._order: SheetOrder | None = None
        self._job: Job | None = None
        self._waiting: Callable[[Drawn], object] | None = None
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_PAUSE_MS)
        self._clock.timeout.connect(self.now)

    def later(self) -> None:
        """Draw soon; of many askings one drawing comes."""
        self._waiting = None
        self._clock.start()

    def when_ready(self, action: Callable[["Drawn"], object]) -> None:
        """Hand the sheets of what is chosen now to `action`, at once or when they are drawn."""
        if self.drawn is not None and self._order == self._wanted():
            action(self.drawn)
        elif self._wanted().ids:
            self._waiting = action
            self.now()

    def now(self) -> None:
        """Draw what is chosen."""
        self._clock.stop()
        if self._job is not None:
            self._job.drop()
        order = self._wanted()
        self.drawn, self._order = None, order
        if not order.ids:
            self._preview.clear("还没有卡", "选好的卡会按打印的样子排在这里。")
            return
        self._preview.busy(len(order.ids))
        self._job = self._jobs.paper(self, partial(self._show, order), draw_sheets, order)

    def _show(self, order: SheetOrder, drawn: "Drawn") -> None:
        if order != self._order:
            return
        self.drawn = drawn
        self._preview.show_pdf(bytes(drawn.pdf), lacking(drawn))
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting(drawn)


def lacking(drawn: "Drawn") -> str:
    """Name the characters that no font can draw, and what to do."""
    named = "；".join(f"“{one.text}”里的“{one.chars}”" for one in drawn.pdf.missing)
    return f"{named}没有字形，印出来请手写补上" if named else ""


def draw_sheets(desk: "Desk", order: SheetOrder) -> "Drawn":
    """Draw cards; called in a lane."""
    # Drawing needs reportlab; imported in the lane, with the first sheet.
    from wenming_desktop.papers.cards import DrawCards, draw_cards  # noqa: PLC0415

    return draw_cards(desk, DrawCards(*order))
