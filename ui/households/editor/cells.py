"""How a row of the book is drawn: its ground, its words, and below them what is said of it."""

from typing import Any, Final, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from ui.common import icons, theme
from ui.households.editor.sheet import AGE, NAME, Sheet

Index = QModelIndex | QPersistentModelIndex
NAME_COLUMN: Final = 1
_PAD: Final = 12
_TONES: Final = {
    "error": ("ri.error-warning-line", "danger_text"),
    "warn": ("ri.alert-line", "warn_text"),
}


class Said(NamedTuple):
    """What is said of a field of a row; `tone` is error or warn."""

    key: str
    tone: str
    text: str


class BookRows(QAbstractTableModel):
    """The rows for the painter and for a screen reader."""

    def __init__(self, columns: tuple[tuple[str, str, int], ...]) -> None:
        super().__init__()
        self.columns = columns
        self.sheet: Sheet | None = None

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self.sheet.members) if self.sheet is not None and not parent.isValid() else 0

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section][1]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    @override
    def data(self, index: Index, role: int = 0) -> Any:
        if self.sheet is None or not index.isValid():
            return None
        key, label, _ = self.columns[index.column()]
        member = self.sheet.members[index.row()]
        text = member.age(self.sheet.today) if key == AGE else member.value(key)
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{label} {text}".strip()
        if role == Qt.ItemDataRole.ToolTipRole and key == NAME and len(text) > 8:
            return text
        return None


class Cells(QStyledItemDelegate):
    """Draws the cells; over those of the row in hand stand the editors."""

    def __init__(self, parent: QWidget, keys: tuple[str, ...]) -> None:
        super().__init__(parent)
        self.keys = keys
        self.held = -1
        self.wrong: dict[tuple[int, str], str] = {}

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = QRect(option.rect)
        painter.save()
        if index.row() == self.held:
            painter.fillRect(area, theme.colour("ink_tint"))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), theme.colour("line"))
        if index.row() == self.held and index.column() == 0:
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), theme.colour("ink"))
        self._words(painter, area, index)
        painter.restore()

    def _words(self, painter: QPainter, area: QRect, index: Index) -> None:
        text, name = str(index.data() or ""), index.column() == NAME_COLUMN
        tone = self.wrong.get((index.row(), self.keys[index.column()]), "")
        colour = _TONES[tone][1] if tone else "text" if index.column() < 3 else "text_2"
        if not text:
            last = index.row() == index.model().rowCount() - 1
            text, colour = ("在此填写姓名" if name and last else "—"), "text_3"
        painter.setFont(theme.font(bold=name and colour == "text"))
        painter.setPen(theme.colour(colour))
        row = theme.px("row")
        words = QFontMetrics(painter.font())
        inner = area.adjusted(_PAD, 0, -4, 0)
        wrapped = name and words.horizontalAdvance(text) > inner.width()
        inner.setHeight(row * 2 if wrapped else row)
        side = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        if wrapped:
            painter.drawText(inner, side | int(Qt.TextFlag.TextWrapAnywhere), text)
            return
        line = words.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, side, line)


def draw_said(viewport: QWidget, cell: QRect, told: tuple[Said, ...]) -> None:
    """Draw the line under a row, beginning under the field it speaks of."""
    icon, colour = _TONES[told[0].tone]
    more = f"　另有 {len(told) - 1} 处" if len(told) > 1 else ""
    painter = QPainter(viewport)
    painter.setFont(theme.font("f_sm"))
    words = QFontMetrics(painter.font())
    text, side = told[0].text + more, theme.px("icon_s")
    wide = words.horizontalAdvance(text) + side + 8
    left = max(_PAD, min(cell.left() + 4, viewport.width() - wide - 8))
    high = theme.px("f_sm") + 10
    top = cell.bottom() - high
    middle = top + high // 2
    icons.draw(painter, QRect(left, middle - side // 2, side, side), icon, theme.colour(colour))
    painter.setPen(theme.colour(colour))
    area = QRect(left + side + 6, top, viewport.width() - left - side - 12, high)
    line = words.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), line)
    painter.end()
