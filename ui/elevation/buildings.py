"""The list of buildings of an estate."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)
from typing_extensions import override

from ui.common import icons, theme
from ui.common.restyle import OnRestyle
from wenming_desktop.elevation.model import BuildingLine

_LINE: Final = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class _Painter(QStyledItemDelegate):
    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(_LINE)
        area, chosen = QRect(option.rect), bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(area, theme.colour("ink_tint"))
            painter.fillRect(QRect(0, area.top(), 3, area.height()), theme.colour("ink"))
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        side = theme.px("icon")
        box = QRect(16, area.center().y() - side // 2 + 1, side, side)
        icons.draw(painter, box, "ri.building-line", theme.colour("text_2"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.colour("text_3"))
        painter.setFont(theme.font("f_sm"))
        count = f"{line.households:,} 户"
        right = area.adjusted(0, 0, -12, 0)
        painter.drawText(right, int(middle | Qt.AlignmentFlag.AlignRight), count)
        room = painter.fontMetrics().horizontalAdvance(count) + 16
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font(bold=chosen))
        words = area.adjusted(16 + side + 8, 0, -room, 0)
        title = painter.fontMetrics().elidedText(
            line.title, Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, int(middle), title)
        painter.restore()


class BuildingList(OnRestyle, QListWidget):
    """Buildings with their households; `chosen` carries the building's id."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("list_buildings")
        self.setAccessibleName("楼栋")
        self.setProperty("k", "plain")
        self.setItemDelegate(_Painter(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._choose)

    def show_lines(self, lines: tuple[BuildingLine, ...], wanted: int | None) -> None:
        """Show the buildings; `wanted` is taken to hand, else the first."""
        self.blockSignals(True)
        self.clear()
        for line in lines:
            item = QListWidgetItem(line.title)
            item.setData(_LINE, line)
            spoken = f"{line.title}，{line.households} 户，{line.grid or '未划网格'}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            item.setToolTip(line.grid)
            self.addItem(item)
        self.restyle()
        self.blockSignals(False)
        ids = [line.id for line in lines]
        if ids:
            self.setCurrentRow(ids.index(wanted) if wanted in ids else 0)

    def building(self) -> int | None:
        """The id of the building in hand."""
        item = self.currentItem()
        return None if item is None else int(item.data(_LINE).id)

    @override
    def restyle(self) -> None:
        for at in range(self.count()):
            self.item(at).setSizeHint(QSize(100, theme.px("row")))

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_LINE).id)
