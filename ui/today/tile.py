"""A figure of the month as a tile: pressed, it opens what it was counted from."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy
from typing_extensions import override

from ui.common import theme
from ui.common.restyle import OnRestyle
from wenming_desktop.today.model import Tile

_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_TONE: Final = {"ok": "ok_text", "warn": "warn_text", "": "text_2"}
_PAD: Final = 15


class TileButton(OnRestyle, QAbstractButton):
    """One tile; without a way to the month page it is only looked at."""

    def __init__(self, key: str, *, opens: bool) -> None:
        super().__init__()
        self.tile = Tile(key, "", "", "")
        self._opens = opens
        self.setObjectName(f"tile_{key}")
        self.setEnabled(opens)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if opens else Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if opens:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @override
    def sizeHint(self) -> QSize:
        return QSize(150, round(76 * theme.px("f_body") / 15))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    @override
    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def show_tile(self, tile: Tile, span: str) -> None:
        """Show a figure; `span` are the days it was counted over."""
        self.tile = tile
        parts = [f"{tile.title} {tile.figure} {tile.unit}".rstrip()]
        parts += [f"比上月同期 {tile.change}"] * bool(tile.change) + [tile.fact] * bool(tile.fact)
        words = "，".join(parts)
        self.setAccessibleName(words)
        self.setAccessibleDescription(f"{span}。" + ("回车看怎么来的" if self._opens else ""))
        self.setToolTip(f"{words}\n{span}" + ("，点开看怎么来的" if self._opens else ""))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter)
        inner = self.rect().adjusted(_PAD, 8, -_PAD, -8)
        height = painter.fontMetrics().height()
        top = QRect(inner.left(), inner.top(), inner.width(), height)
        painter.setFont(theme.font("f_sm"))
        painter.setPen(theme.colour("text_2"))
        painter.drawText(top, _LEFT, self.tile.title)
        self._change(painter, top)
        rest = QRect(inner.left(), top.bottom() + 1, inner.width(), inner.bottom() - top.bottom())
        left = self._figure(painter, rest)
        self._beside(painter, rest.adjusted(left + 12, 0, 0, 0))
        painter.end()

    def _ground(self, painter: QPainter) -> None:
        pressed, over = self.isDown(), self._opens and self.underMouse()
        ground = "ink_tint" if pressed else "ink_tint2" if over else "surface"
        painter.setPen(QPen(theme.colour("line"), 1))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)

    def _change(self, painter: QPainter, area: QRect) -> None:
        """Draw the change at the right, with what it is compared to where there is room."""
        if not self.tile.change:
            return
        room = area.width() - painter.fontMetrics().horizontalAdvance(self.tile.title) - 8
        painter.setFont(theme.font("f_cap"))
        long = f"比上月同期 {self.tile.change}"
        fits = painter.fontMetrics().horizontalAdvance(long) <= room
        painter.setPen(theme.colour(_TONE[self.tile.tone]))
        if fits or painter.fontMetrics().horizontalAdvance(self.tile.change) <= room:
            painter.drawText(area, _RIGHT, long if fits else self.tile.change)

    def _figure(self, painter: QPainter, area: QRect) -> int:
        painter.setFont(theme.font("f_num", bold=True))
        painter.setPen(theme.colour("text"))
        painter.drawText(area, _LEFT, self.tile.figure)
        left = painter.fontMetrics().horizontalAdvance(self.tile.figure) + 4
        painter.setFont(theme.font("f_sm"))
        painter.setPen(theme.colour("text_2"))
        painter.drawText(area.adjusted(left, 6, 0, 0), _LEFT, self.tile.unit)
        return left + painter.fontMetrics().horizontalAdvance(self.tile.unit)

    def _beside(self, painter: QPainter, area: QRect) -> None:
        """Draw what stands beside the figure: its days, a share, or a fact."""
        if self.tile.bars:
            self._bars(painter, area)
            return
        painter.setFont(theme.font("f_cap"))
        painter.setPen(theme.colour("text_2"))
        if painter.fontMetrics().horizontalAdvance(self.tile.fact) <= area.width():
            lift = 6 if self.tile.share is None else -4
            painter.drawText(area.adjusted(0, lift, 0, lift), _RIGHT, self.tile.fact)
        if self.tile.share is not None:
            self._share(painter, area, self.tile.share)

    def _share(self, painter: QPainter, area: QRect, share: float) -> None:
        width = min(area.width(), 110)
        line = QRectF(area.right() - width, area.bottom() - 7, width, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        painter.drawRoundedRect(line, 3, 3)
        if share > 0:
            line.setWidth(max(6.0, line.width() * min(share, 1.0)))
            painter.setBrush(theme.colour("ink"))
            painter.drawRoundedRect(line, 3, 3)

    def _bars(self, painter: QPainter, area: QRect) -> None:
        bars = self.tile.bars
        step = min(6.0, area.width() / max(len(bars), 1))
        most = max(*bars, 1)
        height = area.height() - 4
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("ink"))
        left = area.right() + 1 - step * len(bars)
        for at, value in enumerate(bars):
            tall = max(1.0, height * value / most)
            painter.drawRect(QRectF(left + step * at, area.bottom() - tall, step * 0.6, tall))
