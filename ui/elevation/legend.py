"""What the colours mean, with counts; a click dims every door that does not bear one."""

from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton
from typing_extensions import override

from ui.common import icons, theme
from ui.common.buttons import on_click
from ui.common.restyle import OnRestyle
from ui.elevation.paint_cell import draw_glyph, ground_and_mark
from wenming_desktop.elevation.model import LegendItem

_LETTER = {
    "elder": "独",
    "poor": "困",
    "ill": "病",
    "disabled": "残",
    "child": "童",
    "honor": "军",
    "rent": "租",
}
_SIDE = 18
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class LegendButton(OnRestyle, QPushButton):
    """One entry: its sign, its name, how many doors."""

    def __init__(self, item: LegendItem) -> None:
        super().__init__()
        self.item = item
        self.setObjectName(f"btn_legend_{item.key}")
        self.setProperty("k", "legend")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(f"{item.label} {item.count} 户，只看这一类")
        self.restyle()

    @override
    def restyle(self) -> None:
        metrics = self.fontMetrics()
        words = metrics.horizontalAdvance(f"{self.item.label} {self.item.count:,}")
        self.setFixedSize(QSize(words + _SIDE + 22, theme.px("chip") + 6))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRect(7, (self.height() - _SIDE) // 2, _SIDE, _SIDE)
        self._sign(painter, box)
        painter.setFont(theme.font("f_sm", bold=self.isChecked()))
        painter.setPen(theme.colour("text"))
        label = QRect(box.right() + 6, 0, self.width(), self.height())
        painter.drawText(label, int(_MIDDLE), self.item.label)
        used = painter.fontMetrics().horizontalAdvance(self.item.label)
        painter.setPen(theme.colour("text_3"))
        painter.drawText(label.adjusted(used + 5, 0, 0, 0), int(_MIDDLE), f"{self.item.count:,}")
        painter.end()

    def _sign(self, painter: QPainter, box: QRect) -> None:
        kind = self.item.kind
        ground, mark = ground_and_mark(kind)
        if kind in _LETTER:
            draw_glyph(painter, box, _LETTER[kind], ground.removeprefix("c_"))
        elif kind == "party":
            icons.draw(painter, box, "ri.flag-fill", theme.colour("party"))
        else:
            painter.setPen(theme.colour(mark or "line_strong"))
            painter.setBrush(theme.colour(ground))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3)


class Legend(QFrame):
    """All entries in a line; `chosen` carries the key to keep bright, empty for all."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("k", "foot")
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(8, 0, 8, 0)
        self._line.setSpacing(2)
        self._buttons: list[LegendButton] = []
        self.setMinimumHeight(theme.px("foot"))

    def show_items(self, items: tuple[LegendItem, ...]) -> None:
        """Show other entries; none is chosen."""
        while self._line.count():
            item = self._line.takeAt(0)
            part = None if item is None else item.widget()
            if part is not None:
                part.hide()
                part.deleteLater()
        self._buttons = [LegendButton(item) for item in items]
        for button in self._buttons:
            on_click(button, partial(self._choose, button))
            self._line.addWidget(button)
        self._line.addStretch(1)

    def _choose(self, button: LegendButton) -> None:
        for other in self._buttons:
            if other is not button:
                other.setChecked(False)
        self.chosen.emit(button.item.key if button.isChecked() else "")
