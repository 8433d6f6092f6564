"""How a line of the search list is drawn: icon, name, door, note, lamp or key at the right."""

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from ui.common import icons, paint, theme
from ui.common.delegates import Index
from ui.common.paint import Lamp
from ui.find.entries import Entry

EntryRole: Final = Qt.ItemDataRole.UserRole
_LEFT, _GAP, _RIGHT = 17, 12, 16
_MIDDLE: Final = int(Qt.AlignmentFlag.AlignVCenter)


class LineDelegate(QStyledItemDelegate):
    """Draws captions and lines."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: Entry = index.data(EntryRole)
        return QSize(200, theme.px("f_sm") + 15 if entry.is_caption else theme.px("row") + 6)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(EntryRole)
        area = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.is_caption:
            painter.setFont(theme.font("f_sm"))
            painter.setPen(theme.colour("text_3"))
            painter.drawText(area.adjusted(_LEFT - 1, 0, 0, 0), _MIDDLE, entry.title)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._line(painter, area, entry, chosen=chosen)
        painter.restore()

    def _line(self, painter: QPainter, area: QRect, entry: Entry, *, chosen: bool) -> None:
        if chosen:
            painter.fillRect(area, theme.colour("ink_tint"))
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), theme.colour("ink"))
        side = theme.px("icon")
        box = QRect(area.left() + _LEFT, area.center().y() - side // 2, side, side)
        icons.draw(painter, box, entry.icon, theme.colour("ink" if chosen else "text_2"))
        rest = area.adjusted(_LEFT + side + _GAP, 0, -_RIGHT, 0)
        rest.setRight(rest.right() - self._right(painter, rest, entry, chosen=chosen))
        person = entry.answer is not None and entry.answer.kind != "ticket"
        title = (theme.font(bold=person), "ink" if person else "text")
        address = (theme.font(), "text_2" if entry.command or not person else "text")
        for words, (font, colour), gap in (
            (entry.title, title, 14),
            (entry.address, address, 12),
            (entry.note, (theme.font("f_sm"), "text_2"), 0),
        ):
            rest.setLeft(rest.left() + _words(painter, rest, words, font, colour) + gap)

    def _right(self, painter: QPainter, area: QRect, entry: Entry, *, chosen: bool) -> int:
        """Draw what stands at the right and return its width."""
        kind, words = entry.lamp
        if words:
            lamp = Lamp(kind, words)
            width = paint.lamp_width(lamp) + 4
            paint.draw_lamp(painter, area.adjusted(area.width() - width, 0, 0, 0), lamp)
            return width + _GAP
        key = entry.key or ("回车" if chosen else "")
        return _key(painter, area, key) + _GAP if key else 0


def _words(painter: QPainter, area: QRect, words: str, font: QFont, colour: str) -> int:
    if not words or area.width() <= 0:
        return 0
    painter.setFont(font)
    painter.setPen(theme.colour(colour))
    metrics = painter.fontMetrics()
    painter.drawText(
        area, _MIDDLE, metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    )
    return metrics.horizontalAdvance(words)


def _key(painter: QPainter, area: QRect, key: str) -> int:
    font = QFont(theme.font("f_cap"))
    font.setPixelSize(12)
    metrics = QFontMetrics(font)
    width, height = metrics.horizontalAdvance(key) + 12, metrics.height() + 2
    box = QRect(area.right() - width, area.center().y() - height // 2, width, height)
    painter.setPen(theme.colour("line_strong"))
    painter.setBrush(theme.colour("surface_2"))
    painter.drawRoundedRect(box, 3, 3)
    painter.setFont(font)
    painter.setPen(theme.colour("text_2"))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), key)
    return width
