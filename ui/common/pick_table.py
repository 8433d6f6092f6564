"""A table whose rows are ticked: by mouse, by Space, with Shift and the arrows, all by Ctrl+A."""

from typing import Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from ui.common import icons, theme
from ui.common.columns import Column
from ui.common.delegates import RecordDelegate
from ui.common.table_model import PagedModel
from ui.common.table_view import RecordTable

_SIDE = 17


def draw_box(painter: QPainter, area: QRect, *, on: bool) -> None:
    """Draw a tick box at the left of an area."""
    box = QRect(area.left(), area.center().y() - _SIDE // 2 + 1, _SIDE, _SIDE)
    painter.setPen(QPen(theme.colour("ink" if on else "line_input"), 1.5))
    painter.setBrush(theme.colour("ink" if on else "surface"))
    painter.drawRoundedRect(box, 3, 3)
    if on:
        inner = box.adjusted(2, 2, -2, -2)
        icons.draw(painter, inner, "ri.check-line", theme.colour("on_ink"))


class _PickDelegate(RecordDelegate):
    """Draws the first column as a tick box."""

    def __init__(self, parent: QWidget, picked: dict[int, None]) -> None:
        super().__init__(parent)
        self._picked = picked

    @override
    def _cell(self, painter: QPainter, area: QRect, column: Column[Any], row: Any) -> None:
        if column.key == "pick":
            draw_box(painter, area.adjusted(-2, 0, 0, 0), on=row.id in self._picked)
        else:
            super()._cell(painter, area, column, row)


class _PickHead(QHeaderView):
    """A head whose first section is a tick box for all rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.all_on = False

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.save()
        super().paintSection(painter, rect, logicalIndex)
        painter.restore()
        if logicalIndex == 0:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_box(painter, rect.adjusted(12, 0, 0, 0), on=self.all_on)
            painter.restore()


class PickTable(RecordTable):
    """A `RecordTable` with ticks; `ticked` tells that they changed, `all_asked` wants all."""

    ticked = Signal()
    all_asked = Signal()

    def __init__(
        self, name: str, label: str, model: PagedModel[Any], picked: dict[int, None]
    ) -> None:
        self.picked = picked
        super().__init__(name, label, model)
        head = _PickHead(self)
        self._head = head
        self.setHorizontalHeader(head)
        self._behave()
        self._cells = _PickDelegate(self, picked)
        self.setItemDelegate(self._cells)
        head.sectionClicked.connect(self._head_ticked)
        self.restyle()

    def show_ticks(self) -> None:
        """Draw the ticks anew after they were changed from outside."""
        total = self._paged.rowCount()
        self._head.all_on = bool(total) and len(self.picked) >= total
        self._head.viewport().update()
        self.viewport().update()

    def tick(self, at: int) -> None:
        """Tick a row, or take its tick off."""
        row = self._paged.row(at)
        if row is None:
            return
        if row.id in self.picked:
            del self.picked[row.id]
        else:
            self.picked[row.id] = None
        self._told()

    def _tick_on(self, at: int) -> None:
        row = self._paged.row(at)
        if row is not None:
            self.picked[row.id] = None

    def _told(self) -> None:
        self.show_ticks()
        self.ticked.emit()

    def _head_ticked(self, section: int) -> None:
        if section == 0:
            self.all_asked.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers()
        if key == Qt.Key.Key_Space and self.current() >= 0:
            self.tick(self.current())
        elif key == Qt.Key.Key_A and held & Qt.KeyboardModifier.ControlModifier:
            self.all_asked.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and held & Qt.KeyboardModifier.ShiftModifier:
            self._extend(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _extend(self, step: int) -> None:
        at = self.current()
        if at >= 0:
            self._tick_on(at)
            self._tick_on(at + step)
            self.go_to(at + step)
            self._told()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        at = self.indexAt(event.position().toPoint())
        if at.isValid() and at.column() == 0 and event.button() == Qt.MouseButton.LeftButton:
            self.tick(at.row())

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = self.indexAt(event.position().toPoint())
        if at.isValid() and at.column() == 0:
            self.tick(at.row())
        else:
            super().mouseDoubleClickEvent(event)
