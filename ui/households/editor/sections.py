"""The sections of the sheet at the left: how many places are wrong, a check where none is."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame
from typing_extensions import override

from ui.common import icons, theme
from ui.common.frames import column
from ui.common.restyle import OnRestyle

_WIDTH: Final = 156


class _Item(OnRestyle, QAbstractButton):
    """One section."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self.label, self.count, self.done = label, 0, False
        self.setObjectName(f"btn_section_{label}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.restyle()
        self.tell(0, done=False)

    @override
    def restyle(self) -> None:
        self.setFixedHeight(theme.px("ctl") + 6)

    def tell(self, count: int, *, done: bool) -> None:
        self.count, self.done = count, done
        state = f"{count} 处要改" if count else "没有要改的" if done else ""
        self.setAccessibleName(f"{self.label} {state}".strip())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(_WIDTH * theme.px("f_body") / 15) - 2, theme.px("ctl") + 6)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area, on = self.rect(), self.isChecked()
        if on or self.underMouse():
            painter.fillRect(area, theme.colour("ink_tint" if on else "ink_tint2"))
        if on:
            painter.fillRect(QRect(0, 0, 3, area.height()), theme.colour("ink"))
        painter.setFont(theme.font(bold=on))
        painter.setPen(theme.colour("text"))
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(area.adjusted(15, 0, -44, 0), middle, self.label)
        if self.count:
            self._pill(painter, area)
        elif self.done:
            side = theme.px("icon") - 1
            box = QRect(area.right() - 12 - side, (area.height() - side) // 2, side, side)
            icons.draw(painter, box, "ri.check-line", theme.colour("ok"))
        if self.hasFocus():
            painter.setPen(theme.colour("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -2, -2), 4, 4)
        painter.end()

    def _pill(self, painter: QPainter, area: QRect) -> None:
        painter.setFont(theme.font("f_cap"))
        words = str(self.count)
        width = painter.fontMetrics().horizontalAdvance(words) + 14
        high = theme.px("f_cap") + 5
        pill = QRect(area.right() - 12 - width, (area.height() - high) // 2, width, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("danger"))
        painter.drawRoundedRect(pill, high / 2, high / 2)
        painter.setPen(theme.colour("surface"))
        painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), words)


class SectionList(OnRestyle, QFrame):
    """`chosen` carries the section to go to."""

    chosen = Signal(str)

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__()
        self.setProperty("k", "card")
        self.setObjectName("list_sections")
        self._group = QButtonGroup(self)
        self._items: dict[str, _Item] = {}
        layout = column(self, margins=(1, 6, 1, 6))
        for label in labels:
            item = _Item(label)
            item.clicked.connect(partial(self._clicked, label))
            self._group.addButton(item)
            self._items[label] = item
            layout.addWidget(item)
        layout.addStretch(1)
        self.restyle()

    @override
    def restyle(self) -> None:
        self.setFixedWidth(round(_WIDTH * theme.px("f_body") / 15))

    def _clicked(self, label: str, _checked: bool) -> None:
        self.chosen.emit(label)

    def mark(self, label: str) -> None:
        """Show which section the cursor is in."""
        if label in self._items:
            self._items[label].setChecked(True)

    def tell(self, counts: Mapping[str, int], *, checked: bool) -> None:
        """Show how many places are wrong in each; a check only once it was looked at."""
        for label, item in self._items.items():
            item.tell(counts.get(label, 0), done=checked)
