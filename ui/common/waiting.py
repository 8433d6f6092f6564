"""While a list is read: who hears that it takes long or was refused, and the grey bars."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.restyle import OnRestyle
from ui.common.table_model import Reader, Ticket
from wenming_desktop.errors import UserError

SLOW_MS: Final = 300
_BARS: Final = (62, 38, 24, 90, 46)


class HeardReads(QObject):
    """Reads for a table, whose page hears of `slow` (no answer for 300 ms) and why of `refused`.

    `reply` makes the answer's way out of where a result, a refusal and a failure go
    (`ui.jobs.Reply`).
    """

    slow = Signal()
    refused = Signal(str)

    def __init__(self, reads: Reader, reply: Callable[..., Any], parent: QObject) -> None:
        super().__init__(parent)
        self._reads, self._reply = reads, reply
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(SLOW_MS)
        self._clock.timeout.connect(self.slow)

    def read(
        self,
        owner: QObject,
        done: Callable[[Any], object],
        service: Callable[..., Any],
        *args: Any,
    ) -> Ticket:
        """Run a reading use case."""
        self._clock.start()
        reply = self._reply(partial(self._answered, done), self._refuse, self._fail)
        return self._reads.read(owner, reply, service, *args)

    def _answered(self, done: Callable[[Any], object], result: object) -> None:
        self._clock.stop()
        done(result)

    def _refuse(self, error: UserError) -> None:
        self._fail(error.message)

    def _fail(self, text: str) -> None:
        self._clock.stop()
        self.refused.emit(text)


class Skeleton(OnRestyle, QWidget):
    """Grey bars where rows will stand; nothing moves."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName("正在读")

    @override
    def sizeHint(self) -> QSize:
        return QSize(300, theme.px("row") * 3)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        step, lines = theme.px("row"), min(8, self.height() // theme.px("row"))
        for line in range(lines):
            left = 14
            for at, share in enumerate(_BARS):
                width = (self.width() - 28) * (share - (line * 7 + at * 11) % 17) // 300
                bar = QRect(left, theme.px("head") + line * step + step // 2 - 6, width, 12)
                painter.drawRoundedRect(bar, 3, 3)
                left += (self.width() - 28) * share // 260
        painter.end()
