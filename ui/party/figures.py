"""A share as a bar, as the tiles of the party page show it."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.restyle import OnRestyle


class ShareBar(OnRestyle, QWidget):
    """A share as a bar: green when whole, amber while something is missing; never read alone."""

    def __init__(self) -> None:
        super().__init__()
        self._share, self._tone = 0.0, "ok"
        self.setFixedHeight(8)

    def show_share(self, part: int, whole: int) -> None:
        """Show `part` of `whole`; what has no whole is all there is."""
        self._share = min(1.0, part / whole) if whole else float(part > 0)
        self._tone = "ok" if part >= whole else "warn"
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        painter.drawRoundedRect(self.rect(), 4, 4)
        painter.setBrush(theme.colour(self._tone))
        painter.drawRoundedRect(QRect(0, 0, round(self.width() * self._share), 8), 4, 4)
        painter.end()
