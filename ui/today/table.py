"""The table of 今天要办: each row ends in the button of its next step."""

from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem
from typing_extensions import override

from ui.common import theme
from ui.common.columns import Column
from ui.common.delegates import Index, RecordDelegate
from ui.common.table_model import PagedModel
from ui.common.table_view import RecordTable
from ui.today.columns import NEXT
from wenming_desktop.today.model import TodoLine

_PAD = 10


class _TodoDelegate(RecordDelegate):
    """Draws the last column as a button, solid in the row in hand."""

    _chosen = False

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self._chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        super().paint(painter, option, index)

    @override
    def _cell(self, painter: QPainter, area: QRect, column: Column[Any], row: object) -> None:
        if column.key != NEXT:
            super()._cell(painter, area, column, row)
            return
        words = column.text(row)
        painter.setFont(theme.font("f_sm", bold=self._chosen))
        width = QFontMetrics(painter.font()).horizontalAdvance(words) + 2 * _PAD
        height = theme.px("ctl_s")
        top = area.center().y() - height // 2 + 1
        box = QRect(area.right() - width + 1, top, width, height).adjusted(0, 0, -1, -1)
        painter.setPen(QPen(theme.colour("ink" if self._chosen else "line_strong"), 1))
        painter.setBrush(theme.colour("ink" if self._chosen else "surface"))
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(theme.colour("on_ink" if self._chosen else "text"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)


class TodoTable(RecordTable):
    """`opened` carries the row whose step was asked for: Enter, double click or its button."""

    def __init__(
        self, model: PagedModel[TodoLine], name: str = "todo", label: str = "今天要办"
    ) -> None:
        super().__init__(name, label, model)
        self._cells = _TodoDelegate(self)
        self.setItemDelegate(self._cells)
        self._pressed = -1

    def _button_at(self, place: QPoint) -> int:
        at = self.indexAt(place)
        on = at.isValid() and self._paged.columns[at.column()].key == NEXT
        return at.row() if on else -1

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = self._button_at(event.position().toPoint()) if left else -1

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, -1
        if pressed >= 0 and pressed == self._button_at(event.position().toPoint()):
            self.opened.emit(pressed)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self._button_at(event.position().toPoint()) >= 0
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
