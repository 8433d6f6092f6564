"""Small charts: columns over time, bars by kind; each says its figures to a screen reader.

The chart is never the only way to the figures: `ChartCard` turns it into its table and back.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn, on_click
from ui.common.frames import column
from ui.common.labels import Words
from ui.common.report_table import Cell, ReportTable
from ui.common.restyle import OnRestyle

Points = Sequence[tuple[str, int]]
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)


class Chart(OnRestyle, QWidget):
    """Figures by name, one of them marked."""

    def __init__(self) -> None:
        super().__init__()
        self.points: tuple[tuple[str, int], ...] = ()
        self.marked = -1

    def show_points(self, points: Points, marked: int = -1) -> None:
        """Show these figures; `marked` is the one in ink."""
        self.points, self.marked = tuple(points), marked
        self.setAccessibleDescription("，".join(f"{name} {value:,}" for name, value in points))
        self.updateGeometry()
        self.update()

    def _colour(self, at: int) -> str:
        return "ink" if at == self.marked else "ink_line"


def steps(most: int) -> list[int]:
    """Return the grid lines of a chart: round numbers, three to five of them."""
    size = 1
    while most > size * 4:
        tens = str(size)[0]
        size = size * 2 if tens == "1" else size * 5 // 2 if tens == "2" else size * 2
    return list(range(0, max(most, 1) + size, size))


class ColumnChart(Chart):
    """Upright columns, such as months."""

    @override
    def sizeHint(self) -> QSize:
        return QSize(300, round(132 * theme.px("f_body") / 15))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(160, round(100 * theme.px("f_body") / 15))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("f_cap"))
        metrics = QFontMetrics(painter.font())
        lines = steps(max((value for _, value in self.points), default=0))
        left = max(metrics.horizontalAdvance(f"{line:,}") for line in lines) + 8
        foot = metrics.height() + 4
        plot = QRect(left, metrics.height(), self.width() - left, self.height() - foot)
        plot.setBottom(self.height() - foot)
        for line in lines:
            y = plot.bottom() - round(plot.height() * line / lines[-1])
            painter.fillRect(QRect(plot.left(), y, plot.width(), 1), theme.colour("line"))
            painter.setPen(theme.colour("text_3"))
            right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(QRect(0, y - 10, left - 6, 20), right, f"{line:,}")
        for at in range(len(self.points)):
            self._column(painter, plot, at, lines[-1])
        painter.end()

    def _column(self, painter: QPainter, plot: QRect, at: int, top: int) -> None:
        name, value = self.points[at]
        step = plot.width() / max(len(self.points), 6)
        width = min(16.0, step * 0.55)
        middle = plot.left() + step * (at + 0.5)
        height = plot.height() * value / top
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(self._colour(at)))
        bar = QRectF(middle - width / 2, plot.bottom() - height, width, height)
        painter.drawRoundedRect(bar, 2, 2)
        centre = int(Qt.AlignmentFlag.AlignHCenter)
        metrics = QFontMetrics(painter.font())
        if value:
            painter.setPen(theme.colour("text_2"))
            over = QRectF(middle - step / 2, bar.top() - metrics.height(), step, metrics.height())
            painter.drawText(over, centre, f"{value:,}")
        painter.setPen(theme.colour("text_3"))
        under = QRectF(middle - step / 2, plot.bottom() + 2, step, metrics.height() + 2)
        painter.drawText(under, centre, name)


class BarChart(Chart):
    """Lying bars, such as categories, the value printed behind each."""

    @override
    def sizeHint(self) -> QSize:
        return QSize(300, max(1, len(self.points)) * self._step() + 3)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def _step(self) -> int:
        return round(25 * theme.px("f_body") / 15)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("f_sm"))
        metrics = QFontMetrics(painter.font())
        widest = max((metrics.horizontalAdvance(name) for name, _ in self.points), default=0)
        names = min(widest, self.width() * 2 // 5)
        most = max((value for _, value in self.points), default=1) or 1
        room = self.width() - names - 10 - metrics.horizontalAdvance(f"{most:,}") - 8
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for at, (name, value) in enumerate(self.points):
            line = QRect(0, at * self._step(), self.width(), self._step() - 4)
            painter.setPen(theme.colour("text_2"))
            short = metrics.elidedText(name, Qt.TextElideMode.ElideRight, names)
            painter.drawText(QRect(0, line.top(), names, line.height()), right, short)
            length = max(2, round(room * value / most))
            bar = QRect(names + 10, line.center().y() - 7, length, 15)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(self._colour(at)))
            painter.drawRoundedRect(bar, 2, 2)
            painter.setPen(theme.colour("text"))
            words = QRect(bar.right() + 7, line.top(), self.width(), line.height())
            painter.drawText(words, _MIDDLE, f"{value:,}")
        painter.end()


class ChartCard(QFrame):
    """A chart with its title; 看数字 turns it into its table."""

    turned = Signal()

    def __init__(self, name: str, title: str, chart: Chart, heads: tuple[str, str]) -> None:
        super().__init__()
        self.setProperty("k", "card")
        self.setObjectName(f"card_{name}")
        self.chart, self._heads = chart, heads
        chart.setAccessibleName(title)
        self._fact = Words("", "sm2")
        self.turn = Btn("看数字", name=f"turn_{name}", k="link")
        on_click(self.turn, self._turn)
        self.table = ReportTable(name, title)
        layout = column(self, margins=(14, 8, 10, 8), gap=4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Words(title, "head"))
        head.addWidget(self._fact)
        head.addStretch(1)
        head.addWidget(self.turn)
        layout.addLayout(head)
        self._stack = QStackedWidget()
        self._stack.addWidget(chart)
        self._stack.addWidget(self.table)
        layout.addWidget(self._stack, 1)

    def show_points(self, points: Points, marked: int, fact: str) -> None:
        """Show these figures and one fact of them beside the title."""
        self._fact.setText(fact)
        self.chart.show_points(points, marked)
        rows = [(Cell(name), Cell(f"{value:,}", bold=at == marked)) for at, (name, value) in
                enumerate(points)]  # fmt: skip
        self.table.show_figures(self._heads, rows)
        # The chart decides the height: its table scrolls.
        self._stack.setFixedHeight(chart_height(self.chart))

    def _turn(self) -> None:
        as_table = self._stack.currentIndex() == 0
        self._stack.setCurrentIndex(int(as_table))
        self.turn.setText("看图" if as_table else "看数字")
        self.turn.setAccessibleName(self.turn.text())
        self.turned.emit()


def chart_height(chart: Chart) -> int:
    """Return the height a chart asks for in the look in use."""
    return chart.sizeHint().height()
