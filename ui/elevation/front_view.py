"""The front on screen: doors one walks with the arrow keys, unit heads that stay in sight."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from ui.common import theme
from ui.common.restyle import OnRestyle
from ui.elevation.front_model import FrontModel, Index
from ui.elevation.paint_cell import INSET, CellPainter, cell_size
from wenming_desktop.elevation.model import Cell, Elevation

_GAP: Final = 11
_FLOOR: Final = 30
_STEPS: Final = {
    QAbstractItemView.CursorAction.MoveLeft: (0, -1),
    QAbstractItemView.CursorAction.MovePrevious: (0, -1),
    QAbstractItemView.CursorAction.MoveRight: (0, 1),
    QAbstractItemView.CursorAction.MoveNext: (0, 1),
    QAbstractItemView.CursorAction.MoveUp: (-1, 0),
    QAbstractItemView.CursorAction.MoveDown: (1, 0),
}


class _UnitHeads(QHeaderView):
    """Names a unit over all its columns."""

    def __init__(self, view: "FrontView") -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view = view
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(4)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("surface"))
        for words, box in self._view.unit_boxes(self.height()):
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.setBrush(theme.colour("surface_2"))
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(theme.colour("text_2"))
            painter.setFont(theme.font("f_sm"))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
        painter.end()


class _Floors(QHeaderView):
    """Names the floors at the left."""

    def __init__(self, view: "FrontView") -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.fillRect(rect, theme.colour("surface"))
        words = self.model().headerData(logicalIndex, Qt.Orientation.Vertical)
        painter.setPen(theme.colour("text_3"))
        painter.setFont(theme.font("f_cap"))
        inner = rect.adjusted(0, 0, -4, -INSET)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, int(right), str(words))


class FrontView(OnRestyle, QTableView):
    """The front; `settled` carries the door in hand, `opened` the door that was opened."""

    settled = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("tbl_front")
        self.setAccessibleName("楼栋立面")
        self.setProperty("k", "front")
        self.setHorizontalHeader(_UnitHeads(self))
        self.setVerticalHeader(_Floors(self))
        self.setItemDelegate(CellPainter(self))
        self.doors = FrontModel(self)
        self.setModel(self.doors)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setTabKeyNavigation(False)
        self.selectionModel().currentChanged.connect(self._settle)
        self.doubleClicked.connect(self._open)
        self.horizontalScrollBar().valueChanged.connect(self.horizontalHeader().viewport().update)

    def show_front(self, front: Elevation) -> None:
        """Show a building; the door in hand stays in hand when it is on it."""
        held = self.cell()
        self.doors.show_front(front)
        self.restyle()
        place = self.doors.place_of(held.house_id) if held is not None else QModelIndex()
        self.take(place if place.isValid() else self._first())

    def cell(self) -> Cell | None:
        """The door in hand."""
        return self.doors.cell(self.currentIndex())

    def take(self, place: Index) -> None:
        """Take a door to hand."""
        if place.isValid():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(place, flags)
            self.scrollTo(place)
        else:
            self.settled.emit(None)

    def unit_boxes(self, height: int) -> Iterator[tuple[str, QRect]]:
        """What stands over each unit's columns, and where."""
        columns: dict[str, list[int]] = {}
        for at, stair in enumerate(self.doors.stairs):
            if stair.unit is not None:
                columns.setdefault(stair.unit.unit, []).append(at)
        for stair in self.doors.stairs:
            if stair.unit is None or stair.unit.unit not in columns:
                continue
            mine = columns.pop(stair.unit.unit)
            left = self.columnViewportPosition(mine[0])
            right = self.columnViewportPosition(mine[-1]) + self.columnWidth(mine[-1]) - INSET
            words = f"{stair.unit.title}　{stair.unit.households:,} 户"
            yield words, QRect(left, 0, right - left - 1, height - 5)

    @override
    def restyle(self) -> None:
        size = cell_size()
        self.verticalHeader().setDefaultSectionSize(size.height())
        self.verticalHeader().setFixedWidth(_FLOOR + theme.px("f_cap") - 13)
        self.horizontalHeader().setFixedHeight(theme.px("f_sm") + 13)
        for at, stair in enumerate(self.doors.stairs):
            self.setColumnWidth(at, size.width() if stair.unit is not None else _GAP)

    @override
    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        here = self.currentIndex()
        step = _STEPS.get(action)
        if step is None or not here.isValid():
            place = super().moveCursor(action, modifiers)
            return place if self.doors.cell(place) is not None else here
        row, at = here.row() + step[0], here.column() + step[1]
        # Over gaps and places without a door to the next one in that direction.
        while 0 <= row < self.doors.rowCount() and 0 <= at < self.doors.columnCount():
            place = self.doors.index(row, at)
            if self.doors.cell(place) is not None:
                return place
            row, at = row + step[0], at + step[1]
        return here

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _first(self) -> QModelIndex:
        for row in range(self.doors.rowCount()):
            for at in range(self.doors.columnCount()):
                if self.doors.cell(self.doors.index(row, at)) is not None:
                    return self.doors.index(row, at)
        return QModelIndex()

    def _settle(self, place: QModelIndex, _before: QModelIndex) -> None:
        self.settled.emit(self.doors.cell(place))

    def _open(self, place: QModelIndex) -> None:
        cell = self.doors.cell(place)
        if cell is not None:
            self.opened.emit(cell)
