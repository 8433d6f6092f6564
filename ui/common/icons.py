"""Icons: glyphs of the bundled Remix Icon font, asked for as `ri.<name>`.

The font is read directly and not through QtAwesome, whose import alone takes longer than
showing the unlock page.
"""

import csv
from functools import cache, lru_cache

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap
from typing_extensions import override

import resources
from ui.common import theme


@cache
def _family() -> str:
    number = QFontDatabase.addApplicationFont(str(resources.path("icons", "remixicon.ttf")))
    return QFontDatabase.applicationFontFamilies(number)[0]


@cache
def _codes() -> dict[str, str]:
    with resources.path("icons", "names.csv").open(encoding="utf-8") as lines:
        return {f"ri.{row['name']}": chr(int(row["code"], 16)) for row in csv.DictReader(lines)}


@lru_cache(maxsize=32)
def _face(pixels: int) -> QFont:
    face = QFont(_family())
    face.setPixelSize(pixels)
    return face


def draw(painter: QPainter, rect: QRect | QRectF, name: str, colour: QColor) -> None:
    """Draw an icon centred in a rectangle, as tall as it."""
    area = QRectF(rect)
    painter.save()
    painter.setFont(_face(round(area.height())))
    painter.setPen(colour)
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), _codes()[name])
    painter.restore()


class _GlyphEngine(QIconEngine):
    """Draws one glyph at any size, so it stays sharp on every screen."""

    def __init__(self, name: str, colour: QColor, disabled: QColor) -> None:
        super().__init__()
        self._name, self._colour, self._disabled = name, colour, disabled

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        off = mode is QIcon.Mode.Disabled
        draw(painter, rect, self._name, self._disabled if off else self._colour)

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    @override
    def clone(self) -> QIconEngine:
        return _GlyphEngine(self._name, self._colour, self._disabled)


def icon(name: str, colour: str = "text_2") -> QIcon:
    """Return an icon in a colour of the theme in use."""
    return QIcon(_GlyphEngine(name, theme.colour(colour), theme.colour("disabled")))


def pixmap(name: str, size: int, colour: str = "text_2") -> QPixmap:
    """Return an icon as a picture for a label."""
    return icon(name, colour).pixmap(QSize(size, size))
