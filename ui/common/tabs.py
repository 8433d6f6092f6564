"""Tabs with a count after each label: the chosen one is underlined, a pressing count is a pill."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar
from typing_extensions import override

from ui.common import theme
from ui.common.restyle import OnRestyle

_PADS, _GAP, _PILL = (12, 6, 4), 6, 6


@dataclass(frozen=True)
class Tab:
    """One tab; `pressing` turns its count into a red pill while it is not 0.

    A `seldom` one stands only while it holds something or is the chosen one.
    """

    key: str
    label: str
    pressing: bool = False
    seldom: bool = False


class CountTabs(OnRestyle, QTabBar):
    """A row of tabs; `chosen` carries the key of the one a person chose."""

    chosen = Signal(str)

    def __init__(self, name: str, label: str, tabs: Sequence[Tab]) -> None:
        super().__init__()
        self.setObjectName(f"tabs_{name}")
        self.setAccessibleName(label)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setMouseTracking(True)
        self._tabs = tuple(tabs)
        self._counts: dict[str, int] = {}
        self._pad = _PADS[0]
        for tab in self._tabs:
            self.addTab(tab.label)
        self._put_away()
        self.currentChanged.connect(self._changed)
        self.restyle()

    @override
    def restyle(self) -> None:
        self.setFixedHeight(theme.px("foot"))
        # Qt asks for the sizes of tabs again only when one of them changes.
        for at, tab in enumerate(self._tabs):
            self.setTabText(at, tab.label)

    def show_counts(self, counts: dict[str, int]) -> None:
        """Show how much each tab holds; a tab without a count shows none."""
        self._counts = dict(counts)
        for at, tab in enumerate(self._tabs):
            self.setTabText(at, tab.label)
            self.setAccessibleTabName(at, f"{tab.label} {self._count(tab)}".strip())
        self._put_away()
        self.update()

    def tighten(self, steps: int) -> None:
        """Move the tabs closer where there is little room, by 0, 1 or 2 steps."""
        if _PADS[steps] != self._pad:
            self._pad = _PADS[steps]
            self.restyle()

    def _put_away(self) -> None:
        for at, tab in enumerate(self._tabs):
            if tab.seldom:
                self.setTabVisible(at, bool(self._counts.get(tab.key)) or at == self.currentIndex())

    def value(self) -> str:
        """Return the key of the chosen tab."""
        return self._tabs[max(0, self.currentIndex())].key

    def choose(self, key: str) -> None:
        """Choose a tab without telling anybody."""
        self.blockSignals(True)
        at = [tab.key for tab in self._tabs].index(key)
        self.setTabVisible(at, True)
        self.setCurrentIndex(at)
        self.blockSignals(False)
        self._put_away()
        self.update()

    def _changed(self, at: int) -> None:
        self.chosen.emit(self._tabs[at].key)

    def _count(self, tab: Tab) -> str:
        count = self._counts.get(tab.key)
        return "" if count is None else f"{count:,}"

    def _pressing(self, tab: Tab) -> bool:
        return tab.pressing and bool(self._counts.get(tab.key))

    @override
    def tabSizeHint(self, index: int) -> QSize:
        tab = self._tabs[index]
        # Bold is the wider one: choosing a tab must not move its neighbours.
        width = QFontMetrics(theme.font(bold=True)).horizontalAdvance(tab.label) + 2 * self._pad
        count = self._count(tab)
        if count:
            width += _GAP + QFontMetrics(theme.font("f_cap")).horizontalAdvance(count)
            width += 2 * _PILL if self._pressing(tab) else 0
        return QSize(width, theme.px("foot"))

    @override
    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, tab in enumerate(self._tabs):
            self._draw(painter, self.tabRect(at), tab, chosen=at == self.currentIndex())
        painter.end()

    def _draw(self, painter: QPainter, area: QRect, tab: Tab, *, chosen: bool) -> None:
        painter.setFont(theme.font(bold=chosen))
        painter.setPen(theme.colour("ink" if chosen else "text_2"))
        inner = area.adjusted(self._pad, 0, -self._pad, 0)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(inner, middle, tab.label)
        left = inner.left() + painter.fontMetrics().horizontalAdvance(tab.label) + _GAP
        count = self._count(tab)
        if count:
            painter.setFont(theme.font("f_cap"))
            width = painter.fontMetrics().horizontalAdvance(count)
            if self._pressing(tab):
                height = theme.px("f_cap") + 3
                pill = QRect(left, area.center().y() - height // 2, width + 2 * _PILL, height)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("danger"))
                painter.drawRoundedRect(pill, height / 2, height / 2)
                painter.setPen(theme.colour("surface"))
                painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), count)
            else:
                painter.setPen(theme.colour("text_3"))
                painter.drawText(QRect(left, area.top(), width + 2, area.height()), middle, count)
        if chosen:
            line = QRect(area.left(), area.bottom() - 1, area.width(), 2)
            painter.fillRect(line, theme.colour("ink"))
            if self.hasFocus():
                painter.setPen(theme.colour("focus"))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(area.adjusted(2, 4, -3, -5), 4, 4)
