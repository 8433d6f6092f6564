"""The steps of a task in one line: done with a check, the one in hand solid, the rest outlined."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.common import icons, theme
from ui.common.restyle import OnRestyle

_DISC, _GAP, _SIDE = 26, 8, 18


class StepBar(OnRestyle, QWidget):
    """A painted card; it is looked at, never pressed."""

    def __init__(self, name: str, steps: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName(name)
        self._steps, self._now = tuple(steps), 0
        self.restyle()
        self.show_step(0)

    @override
    def restyle(self) -> None:
        self.setFixedHeight(theme.px("ctl") + 14)

    @override
    def sizeHint(self) -> QSize:
        return QSize(600, theme.px("ctl") + 14)

    @override
    def minimumSizeHint(self) -> QSize:
        words = sum(self._width(step, bold=True) for step in self._steps)
        return QSize(words + len(self._steps) * 24 + 2 * _SIDE, theme.px("ctl") + 14)

    def show_step(self, now: int) -> None:
        """Show which step is in hand, from 0; past the last one all are done."""
        self._now = now
        at = min(now, len(self._steps) - 1)
        state = "已完成" if now > at else "进行中"
        self.setAccessibleName(
            f"第 {at + 1} 步，共 {len(self._steps)} 步，{self._steps[at]}，{state}"
        )
        self.update()

    def step(self) -> int:
        """Return the step in hand."""
        return self._now

    def _width(self, word: str, *, bold: bool) -> int:
        metrics = QFontMetrics(theme.font("f_body", bold=bold))
        return _DISC + _GAP + metrics.horizontalAdvance(word)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        widths = [self._width(step, bold=at == self._now) for at, step in enumerate(self._steps)]
        spare = self.width() - 2 * _SIDE - sum(widths)
        rail = max(24, spare // max(1, len(widths) - 1))
        left = _SIDE
        for at, width in enumerate(widths):
            self._draw_step(painter, left, at)
            left += width
            if at + 1 < len(widths):
                name = "ink" if at < self._now else "line_strong"
                bar = QRect(left + 10, self.height() // 2 - 1, max(4, rail - 20), 2)
                painter.fillRect(bar, theme.colour(name))
            left += rail
        painter.end()

    def _draw_step(self, painter: QPainter, left: int, at: int) -> None:
        top = (self.height() - _DISC) // 2
        disc = QRect(left, top, _DISC, _DISC)
        done, now = at < self._now, at == self._now
        painter.setPen(QPen(theme.colour("ink" if done or now else "line_strong"), 2))
        painter.setBrush(theme.colour("ink" if now else "ink_tint" if done else "surface"))
        painter.drawEllipse(disc.adjusted(1, 1, -1, -1))
        if done:
            icons.draw(painter, disc.adjusted(5, 5, -5, -5), "ri.check-line", theme.colour("ink"))
        else:
            painter.setFont(theme.font("f_cap", bold=True))
            painter.setPen(theme.colour("on_ink" if now else "text_3"))
            painter.drawText(disc, int(Qt.AlignmentFlag.AlignCenter), str(at + 1))
        words = QRect(left + _DISC + _GAP, 0, self.width(), self.height())
        painter.setFont(theme.font("f_body", bold=now))
        painter.setPen(theme.colour("text" if now else "text_2" if done else "text_3"))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self._steps[at])
