"""Labels that show text as text: never markup, whatever a file or a field holds."""

from html import escape

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtGui import Qt as Rich
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from ui.common import icons, paint, theme
from ui.common.restyle import OnRestyle


class Words(QLabel):
    """A plain-text label of one kind of the style sheet."""

    def __init__(self, text: str = "", k: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        if k:
            self.setProperty("k", k)


def as_tip(text: str) -> str:
    """A text as a tooltip, which has no format: Qt takes for markup what looks like it."""
    return f"<qt>{escape(text)}</qt>" if Rich.mightBeRichText(text) else text


class Elided(Words):
    """Words that may be cut at the right; the whole text is then the tooltip."""

    def __init__(self, text: str = "", k: str = "", *, width: int = 0) -> None:
        super().__init__(text, k)
        wide = QSizePolicy.Policy.Fixed if width else QSizePolicy.Policy.Ignored
        self.setSizePolicy(wide, QSizePolicy.Policy.Preferred)
        if width:
            self.setFixedWidth(width)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        line = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )
        self.setToolTip(as_tip(self.text()) if line != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(
            self.contentsRect(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), line
        )
        painter.end()


class IconLabel(OnRestyle, QLabel):
    """An icon in a colour of the theme."""

    def __init__(self, name: str, size: str = "icon", colour: str = "text_2") -> None:
        super().__init__()
        self._name, self._size, self._colour = name, size, colour
        self.restyle()

    def show_icon(self, name: str, colour: str) -> None:
        """Show another icon or colour."""
        self._name, self._colour = name, colour
        self.restyle()

    @override
    def restyle(self) -> None:
        side = theme.px(self._size)
        picture: QPixmap = icons.pixmap(self._name, side, self._colour)
        self.setPixmap(picture)
        self.setFixedSize(side, side)


class ChipLabel(OnRestyle, QWidget):
    """One chip outside a table."""

    def __init__(self, chip: paint.Chip, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chip = chip
        self.setAccessibleName(chip.label)
        self.restyle()

    @override
    def restyle(self) -> None:
        self.setFixedSize(paint.chip_width(self.chip), theme.px("chip"))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.draw_chip(painter, 0, self.height() // 2, self.chip)
        painter.end()


class LampLabel(OnRestyle, QWidget):
    """One deadline lamp outside a table."""

    def __init__(self, lamp: paint.Lamp, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lamp = lamp
        self.setAccessibleName(lamp.text)
        self.restyle()

    @override
    def restyle(self) -> None:
        self.setFixedSize(paint.lamp_width(self.lamp), theme.px("chip"))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.draw_lamp(painter, self.rect(), self.lamp)
        painter.end()


class Mark(OnRestyle, QWidget):
    """The program's sign: a house with a heart on party red; no emblem."""

    def __init__(self, side: int = 26) -> None:
        super().__init__()
        self._side = side
        self.restyle()

    @override
    def restyle(self) -> None:
        self.setFixedSize(QSize(self._side, self._side))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("mark"))
        painter.drawRoundedRect(self.rect(), 6, 6)
        inset = self._side // 6
        area: QRect = self.rect().adjusted(inset, inset, -inset, -inset)
        icons.draw(painter, area, "ri.home-heart-line", theme.colour("on_mark"))
        painter.end()


class Avatar(OnRestyle, QWidget):
    """The first character of a name in a disc."""

    def __init__(self, name: str, side: int = 28, *, solid: bool = False) -> None:
        super().__init__()
        self._letter, self._side, self._solid = name[:1], side, solid
        self.restyle()

    @override
    def restyle(self) -> None:
        self.setFixedSize(self._side, self._side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_avatar(painter, self.rect(), self._letter, solid=self._solid)
        painter.end()


def draw_avatar(painter: QPainter, rect: QRect, letter: str, *, solid: bool) -> None:
    """Draw an avatar disc; `solid` marks the chosen account."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("ink" if solid else "ink_tint"))
    painter.drawEllipse(rect)
    painter.setPen(theme.colour("on_ink" if solid else "ink"))
    painter.setFont(theme.font("f_sm" if rect.width() < 32 else "f_md", bold=True))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), letter)
