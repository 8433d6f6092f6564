"""How a table row is drawn: ground, selection bar, text, chips, lamps, grey bars while waiting."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from ui.common import paint, theme
from ui.common.columns import Column, GroupRow
from ui.common.table_model import PagedModel, RowRole, WaitingRole

Index = QModelIndex | QPersistentModelIndex
_FIRST, _PAD = 14, 8


class RecordDelegate(QStyledItemDelegate):
    """Draws every cell of a `PagedModel` from its column."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hovered = -1

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, theme.px("row"))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, area, index, chosen=chosen)
        inner = area.adjusted(_FIRST if index.column() == 0 else _PAD, 0, -_PAD, -1)
        model = index.model()
        row = index.data(RowRole)
        if isinstance(row, GroupRow):
            self._group(painter, area, row, option)
        elif row is not None and isinstance(model, PagedModel):
            self._cell(painter, inner, model.columns[index.column()], row)
        elif index.data(WaitingRole):
            self._bar(painter, inner, index)
        painter.restore()

    def _ground(self, painter: QPainter, area: QRect, index: Index, *, chosen: bool) -> None:
        if chosen:
            painter.fillRect(area, theme.colour("ink_tint"))
        elif index.row() == self.hovered:
            painter.fillRect(area, theme.colour("ink_tint2"))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), theme.colour("line"))
        if chosen and index.column() == 0:
            bar = QRect(area.left(), area.top(), 3, area.height())
            painter.fillRect(bar, theme.colour("ink"))

    def _group(
        self, painter: QPainter, area: QRect, row: GroupRow, option: QStyleOptionViewItem
    ) -> None:
        """Draw this cell's part of words that run over all columns."""
        table = option.widget
        width = table.width() if isinstance(table, QWidget) else area.right()
        if not option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area.adjusted(0, 0, 0, -1), theme.colour("surface_2"))
        painter.setClipRect(area)
        painter.setFont(theme.font("f_sm", bold=True))
        painter.setPen(theme.colour("text_2"))
        whole = QRect(_FIRST, area.top(), width - 2 * _FIRST, area.height())
        painter.drawText(whole, int(Qt.AlignmentFlag.AlignVCenter), row.words())

    def _cell(self, painter: QPainter, area: QRect, column: Column[Any], row: object) -> None:
        lamp = column.lamp(row)
        if lamp is not None:
            paint.draw_lamp(painter, area, lamp)
            return
        chips = column.chips(row)
        if chips:
            paint.draw_chips(painter, area, chips)
            return
        painter.setFont(theme.font("f_body", bold=column.bold))
        painter.setPen(theme.colour("text_2" if column.quiet else "text"))
        line = QFontMetrics(painter.font()).elidedText(
            column.text(row), Qt.TextElideMode.ElideRight, area.width()
        )
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter), line)

    def _bar(self, painter: QPainter, area: QRect, index: Index) -> None:
        """Draw the grey bar of a row that is still being read."""
        width = min(area.width() - 8, 50 + (index.row() * 7 + index.column() * 23) % 60)
        box = QRect(area.left(), area.center().y() - 6, max(0, width), 12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        painter.drawRoundedRect(box, 3, 3)
