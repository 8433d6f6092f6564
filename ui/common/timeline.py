"""What happened, newest first, on a rail: when and who, then what, wrapped to the width."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.restyle import OnRestyle

_RAIL, _DOT, _BETWEEN = 20, 9, 6
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
# Chinese breaks between any two characters but before a mark; a long run of letters needs help.
_LONG = re.compile(r"([!-~]{16})(?=[!-~])")
_TALL = 100_000


@dataclass(frozen=True)
class Happening:
    """One line; `now` is the latest, `undone` was taken back."""

    head: str
    text: str
    now: bool = False
    undone: bool = False


class Timeline(OnRestyle, QWidget):
    """Draws happenings; as tall as they need."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._lines: tuple[Happening, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def restyle(self) -> None:
        self.updateGeometry()

    def show_lines(self, lines: Sequence[Happening]) -> None:
        """Show these happenings."""
        self._lines = tuple(replace(line, text=_LONG.sub("\\1\u200b", line.text)) for line in lines)
        self.setAccessibleName("经过")
        said = "。".join(f"{line.head} {line.text}" for line in lines)
        self.setAccessibleDescription(said)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return all that is shown, a line each."""
        return "\n".join(f"{line.head} {line.text}" for line in self._lines)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return sum(self._height(line, width) for line in self._lines)

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(240))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, 0)

    def _faces(self, line: Happening) -> tuple[QFont, QFont]:
        body = theme.font()
        if line.undone:
            body.setStrikeOut(True)
        return theme.font(bold=line.now), body

    def _height(self, line: Happening, width: int) -> int:
        return sum(self._parts(line, width)) + _BETWEEN

    def _parts(self, line: Happening, width: int) -> tuple[int, int]:
        room = QRect(0, 0, max(20, width - _RAIL), _TALL)
        heights = [
            QFontMetrics(face).boundingRect(room, _WRAP, text).height() if text else 0
            for face, text in zip(self._faces(line), (line.head, line.text), strict=True)
        ]
        return heights[0], heights[1]

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0
        for at, line in enumerate(self._lines):
            height = self._height(line, self.width())
            if top <= event.rect().bottom() and top + height >= event.rect().top():
                self._draw(painter, line, top, last=at + 1 == len(self._lines))
            top += height
        painter.end()

    def _draw(self, painter: QPainter, line: Happening, top: int, *, last: bool) -> None:
        head, body = self._parts(line, self.width())
        one = QFontMetrics(theme.font()).height()
        centre = QPoint(8, top + one // 2 + 1)
        if not last:
            painter.setPen(QPen(theme.colour("line_strong"), 1))
            bottom = top + head + body + _BETWEEN + one // 2 - _DOT // 2
            painter.drawLine(centre + QPoint(0, _DOT // 2 + 3), QPoint(8, bottom))
        painter.setPen(QPen(theme.colour("ink"), 2))
        painter.setBrush(theme.colour("ink" if line.now else "surface"))
        painter.drawEllipse(centre, (_DOT - 2) // 2 + 1, (_DOT - 2) // 2 + 1)
        room = self.width() - _RAIL
        faces = self._faces(line)
        painter.setFont(faces[0])
        painter.setPen(theme.colour("text" if line.now else "text_2"))
        painter.drawText(QRect(_RAIL, top, room, head), _WRAP, line.head)
        painter.setFont(faces[1])
        painter.setPen(theme.colour("text_3" if line.undone else "text"))
        painter.drawText(QRect(_RAIL, top + head, room, body), _WRAP, line.text)
