"""One door as drawn: tint, mark, room, head, glyphs, people, the flag of a party home."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from ui.common import icons, theme
from ui.elevation.front_model import CELL, DIM, TINT, Index
from wenming_desktop.elevation.model import SIGNS, Cell

_CARE: Final = {
    "elder": "elder",
    "poor": "poor",
    "ill": "ill",
    "disabled": "dis",
    "child": "child",
    "honor": "vet",
    "rent": "rent",
}
_STATE: Final = {
    "none": ("surface", ""),
    "waiting": ("warn_tint", "warn"),
    "given": ("info_tint", "info"),
    "signed": ("ok_tint", "ok"),
    "late": ("danger_tint", "danger"),
    "open": ("info_tint", "info"),
    "party": ("party_tint", "party"),
}
_FAINT: Final = 0.28
INSET: Final = 5
"""Between two doors, in pixels."""


def ground_and_mark(tint: str) -> tuple[str, str]:
    """The token names of a tint and of its bar; a plain door has no bar."""
    if tint in _CARE:
        return f"c_{_CARE[tint]}", f"c_{_CARE[tint]}_m"
    return _STATE.get(tint, ("surface", ""))


def glyphs_of(cell: Cell) -> list[tuple[str, str]]:
    """The one-character signs of a door and the tint each is drawn on."""
    return [(SIGNS[tag.key], _CARE[tag.kind]) for tag in cell.tags if tag.key in SIGNS]


def draw_glyph(painter: QPainter, box: QRect, letter: str, kind: str) -> None:
    """Draw a white sign on the mark of its category."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(f"c_{kind}_m"))
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(theme.colour("surface"))
    face = theme.font("f_cap")
    face.setPixelSize(max(12, box.height() - 6))
    painter.setFont(face)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), letter)


def cell_size() -> QSize:
    """A door with the space to the next one: 104 x 66 and 5, larger with larger type."""
    line, small = theme.px("f_body"), theme.px("f_cap")
    return QSize(round(line * 6.93) + INSET, round(line * 1.34 + small * 1.3 + 29) + INSET)


class CellPainter(QStyledItemDelegate):
    """Paints the doors of the front."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return cell_size()

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(CELL)
        if not isinstance(cell, Cell):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRect(option.rect).adjusted(0, 0, -INSET, -INSET)
        painter.setOpacity(_FAINT if index.data(DIM) else 1.0)
        self._ground(painter, box, cell, str(index.data(TINT)))
        self._words(painter, box, cell)
        painter.setOpacity(1.0)
        if option.state & QStyle.StateFlag.State_Selected:
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            name = "focus" if focused else "ink"
            painter.setPen(QPen(theme.colour(name), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 4, 4)
        painter.restore()

    def _ground(self, painter: QPainter, box: QRect, cell: Cell, tint: str) -> None:
        ground, mark = ground_and_mark(tint)
        pen = QPen(theme.colour("line_strong" if cell.vacant else "line"), 1)
        if cell.vacant:
            pen.setStyle(Qt.PenStyle.DashLine)
            ground = "surface_2"
        painter.setPen(pen)
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if mark and not cell.vacant:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(mark))
            painter.drawRoundedRect(QRect(box.left(), box.top(), 4, box.height()), 2, 2)

    def _words(self, painter: QPainter, box: QRect, cell: Cell) -> None:
        inner = box.adjusted(11, 4, -8, -4)
        small = QFontMetrics(theme.font("f_cap")).height()
        room = QRect(inner.left(), inner.top(), inner.width(), small - 2)
        self._text(painter, room, cell.room, theme.colour("text_3"), "f_cap")
        if cell.has_party:
            side = theme.px("icon_s")
            flag = QRect(inner.right() - side + 1, inner.top(), side, side)
            icons.draw(painter, flag, "ri.flag-fill", theme.colour("party"))
        name = QRect(room.left(), room.bottom(), inner.width(), theme.px("f_body") + 6)
        if cell.vacant:
            self._text(painter, name, "空置", theme.colour("text_3"), "f_sm")
            return
        painter.setFont(theme.font("f_body", bold=True))
        painter.setPen(theme.colour("text"))
        head = cell.head if not cell.more else f"{cell.head} 等{cell.more + 1}户"
        line = painter.fontMetrics().elidedText(head, Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, int(Qt.AlignmentFlag.AlignVCenter), line)
        self._foot(painter, QRect(inner.left(), inner.bottom() - 18, inner.width(), 19), cell)

    def _foot(self, painter: QPainter, foot: QRect, cell: Cell) -> None:
        people = f"{cell.people}人"
        width = QFontMetrics(theme.font("f_cap")).horizontalAdvance(people)
        count = QRect(foot.right() - width, foot.top(), width + 1, foot.height())
        self._text(painter, count, people, theme.colour("text_3"), "f_cap")
        left = foot.left()
        for letter, kind in glyphs_of(cell):
            if left + 18 > count.left() - 2:
                break
            draw_glyph(painter, QRect(left, foot.top(), 17, 18), letter, kind)
            left += 19

    def _text(self, painter: QPainter, box: QRect, text: str, colour: QColor, size: str) -> None:
        painter.setFont(theme.font(size))
        painter.setPen(colour)
        line = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), line)
