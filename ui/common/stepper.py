"""The stages of a matter in one line: done with a check, the one in hand solid, the rest open."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.common import icons, theme
from ui.common.restyle import OnRestyle

_WORDS = {"done": "已完成", "now": "进行中", "next": "还没到"}
_GAP = 8


@dataclass(frozen=True)
class StepMark:
    """One stage: its name, a moment or word below it, done, now or next."""

    label: str
    note: str
    state: str


class Stepper(OnRestyle, QWidget):
    """Draws the stages; takes no input."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._marks: tuple[StepMark, ...] = ()
        self.restyle()

    @override
    def restyle(self) -> None:
        self.setFixedHeight(theme.px("f_body") + theme.px("f_cap") + 28)
        self.update()

    def show_marks(self, marks: Sequence[StepMark]) -> None:
        """Show these stages."""
        self._marks = tuple(marks)
        now = next((at for at, mark in enumerate(marks) if mark.state == "now"), len(marks) - 1)
        if marks:
            mark = marks[now]
            self.setAccessibleName(
                f"第 {now + 1} 步，共 {len(marks)} 步，{mark.label}，"
                f"{mark.note or _WORDS[mark.state]}"
            )
        said = "；".join(f"{mark.label} {mark.note}".strip() for mark in marks)
        self.setAccessibleDescription(said)
        self.update()

    @override
    def minimumSizeHint(self) -> QSize:
        width = sum(self._width(mark) + 32 for mark in self._marks)
        return QSize(width, self.height())

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def _side(self) -> int:
        return theme.px("f_body") + 11

    def _width(self, mark: StepMark) -> int:
        bold = mark.state == "now"
        label = QFontMetrics(theme.font("f_body", bold=bold)).horizontalAdvance(mark.label)
        note = QFontMetrics(theme.font("f_cap")).horizontalAdvance(mark.note)
        return self._side() + _GAP + max(label, note)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._marks:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        widths = [self._width(mark) for mark in self._marks]
        spare = max(0, self.width() - sum(widths)) / max(1, len(widths) - 1)
        left = 0.0
        for at, (mark, width) in enumerate(zip(self._marks, widths, strict=True)):
            self._draw(painter, round(left), mark, at + 1)
            left += width
            if at + 1 < len(widths):
                self._line(painter, left, spare, done=mark.state == "done")
            left += spare
        painter.end()

    def _line(self, painter: QPainter, left: float, spare: float, *, done: bool) -> None:
        rail = QRect(round(left) + 10, self.height() // 2 - 1, max(0, round(spare) - 20), 2)
        painter.fillRect(rail, theme.colour("ink" if done else "line_strong"))

    def _draw(self, painter: QPainter, left: int, mark: StepMark, number: int) -> None:
        side, middle = self._side(), self.height() // 2
        disc = QRect(left, middle - side // 2, side, side).adjusted(1, 1, -1, -1)
        done, now = mark.state == "done", mark.state == "now"
        ground = "ink" if now else "ink_tint" if done else "surface"
        painter.setBrush(theme.colour(ground))
        painter.setPen(QPen(theme.colour("ink" if done or now else "line_strong"), 2))
        painter.drawEllipse(disc)
        if done:
            inset = side // 5
            box = disc.adjusted(inset, inset, -inset, -inset)
            icons.draw(painter, box, "ri.check-line", theme.colour("ink"))
        else:
            painter.setFont(theme.font("f_cap", bold=True))
            painter.setPen(theme.colour("on_ink" if now else "text_3"))
            painter.drawText(disc, int(Qt.AlignmentFlag.AlignCenter), str(number))
        self._words(painter, left + side + _GAP, mark)

    def _words(self, painter: QPainter, left: int, mark: StepMark) -> None:
        now = mark.state == "now"
        tone = {"done": "text_2", "now": "text", "next": "text_3"}[mark.state]
        painter.setFont(theme.font("f_body", bold=now))
        painter.setPen(theme.colour(tone))
        label, note = painter.fontMetrics().height(), 0
        if mark.note:
            note = QFontMetrics(theme.font("f_cap")).height()
        top = (self.height() - label - note) // 2
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRect(left, top, self.width(), label), flags, mark.label)
        if mark.note:
            painter.setFont(theme.font("f_cap"))
            painter.setPen(theme.colour("text_3"))
            painter.drawText(QRect(left, top + label, self.width(), note), flags, mark.note)
