"""A table of figures: the first column names the row, the others stand at the right.

The row in hand is tinted, the figure in hand framed. A figure that something stands behind is
opened by one click, or by Enter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)
from typing_extensions import override

from ui.common import theme
from ui.common.restyle import OnRestyle

Index = QModelIndex | QPersistentModelIndex
CellRole = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()
_PAD, _FIRST, _LEAST = 8, 14, 132


@dataclass(frozen=True)
class Cell:
    """One cell: what it shows; `live` when something stands behind it."""

    text: str
    bold: bool = False
    quiet: bool = False
    live: bool = False


class _Model(QAbstractTableModel):
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()

    def load(self, heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        self.beginResetModel()
        self.heads, self.rows = tuple(heads), tuple(map(tuple, rows))
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.heads)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.rows[index.row()][index.column()]
        if role == CellRole:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            named = "" if index.column() == 0 else self.rows[index.row()][0].text
            return f"{named} {self.heads[index.column()]} {cell.text or '空'}".strip()
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section == 0 else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, table: "ReportTable") -> None:
        super().__init__(table)
        self._table = table

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, theme.px("row") - 2)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area, cell = QRect(option.rect), index.data(CellRole)
        if not isinstance(cell, Cell):
            return
        current = self._table.currentIndex()
        painter.save()
        if index.row() == current.row():
            painter.fillRect(area, theme.colour("ink_tint"))
            if index.column() == 0:
                painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), _ink())
        line = QRect(area.left(), area.bottom(), area.width(), 1)
        painter.fillRect(line, theme.colour("line"))
        self._words(painter, area, index, cell)
        framed = index.row() == current.row() and index.column() == current.column()
        if framed and self._table.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(2, 2, -2, -3), 4, 4)
        painter.restore()

    def _words(self, painter: QPainter, area: QRect, index: Index, cell: Cell) -> None:
        face = theme.font("f_body", bold=cell.bold)
        hovered = cell.live and self._table.hovered == (index.row(), index.column())
        face.setUnderline(hovered)
        painter.setFont(face)
        painter.setPen(_ink() if hovered else theme.colour("text_2" if cell.quiet else "text"))
        first = index.column() == 0
        inner = area.adjusted(_FIRST if first else _PAD, 0, -_PAD, -1)
        text = QFontMetrics(face).elidedText(
            cell.text, Qt.TextElideMode.ElideRight, max(0, inner.width())
        )
        side = Qt.AlignmentFlag.AlignLeft if first else Qt.AlignmentFlag.AlignRight
        painter.drawText(inner, int(side | Qt.AlignmentFlag.AlignVCenter), text)


def _ink() -> Any:
    return theme.colour("ink")


class ReportTable(OnRestyle, QTableView):
    """`picked` tells the figure in hand, `opened` a figure something stands behind."""

    picked = Signal(int, int)
    opened = Signal(int, int)

    def __init__(self, name: str, label: str) -> None:
        super().__init__()
        self.setObjectName(f"tbl_{name}")
        self.setAccessibleName(label)
        self.hovered = (-1, -1)
        self._figures = _Model(self)
        self.setModel(self._figures)
        self.setItemDelegate(_Delegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        # A table to read must not start the input method: it would swallow letters.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.restyle()

    @override
    def restyle(self) -> None:
        self.verticalHeader().setMinimumSectionSize(theme.px("row") - 2)
        self.verticalHeader().setDefaultSectionSize(theme.px("row") - 2)
        self.horizontalHeader().setFixedHeight(theme.px("head"))
        self.fit_columns()

    def show_figures(
        self, heads: Sequence[str], rows: Sequence[Sequence[Cell]], at: tuple[int, int] = (0, 1)
    ) -> None:
        """Show a table and take one of its figures in hand."""
        self._figures.load(heads, rows)
        self.fit_columns()
        row = min(max(at[0], 0), len(rows) - 1)
        column = min(max(at[1], 1), len(heads) - 1)
        self.setCurrentIndex(self._figures.index(row, column))

    def in_hand(self) -> tuple[int, int]:
        """Return row and column of the figure in hand."""
        return self.currentIndex().row(), self.currentIndex().column()

    def fit_columns(self) -> None:
        """Give every figure the room it needs and the rest to the names."""
        # The style sheet may call this before the table is whole.
        figures = self.__dict__.get("_figures")
        if figures is None or not figures.heads:
            return
        head, plain = QFontMetrics(theme.font("f_sm")), QFontMetrics(theme.font(bold=True))
        widths = [
            max(
                head.horizontalAdvance(title) + 2 * _PAD + 10,
                *(plain.horizontalAdvance(row[at].text) + 2 * _PAD + 6 for row in figures.rows),
                0,
            )
            for at, title in enumerate(figures.heads)
        ]
        names = max(_LEAST, widths[0] + _FIRST)
        rest = self.viewport().width() - sum(widths[1:])
        widths[0] = rest if rest >= names else names
        spare = max(0, rest - round(names * 1.6)) // max(1, len(widths) - 1)
        widths[0] -= spare * (len(widths) - 1)
        for at, width in enumerate(widths):
            self.horizontalHeader().resizeSection(at, width + (spare if at else 0))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid():
            self.picked.emit(current.row(), current.column())

    def _open(self, index: Index) -> None:
        cell = index.data(CellRole)
        if isinstance(cell, Cell) and cell.live:
            self.opened.emit(index.row(), index.column())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._open(self.indexAt(event.position().toPoint()))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        at = self.indexAt(event.position().toPoint())
        cell = at.data(CellRole)
        live = isinstance(cell, Cell) and cell.live
        shape = Qt.CursorShape.PointingHandCursor if live else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self._hover((at.row(), at.column()))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover((-1, -1))

    def _hover(self, at: tuple[int, int]) -> None:
        if at != self.hovered:
            self.hovered = at
            self.viewport().update()
