"""Beside the tickets: elders' birthdays of the week, cards that wait for the printer."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QProgressBar, QScrollArea, QWidget
from typing_extensions import override

from ui.common import icons, theme
from ui.common.buttons import Btn, row
from ui.common.frames import column
from ui.common.labels import Words
from ui.common.restyle import OnRestyle
from wenming_desktop.today.model import Birthday, CardsLeft

_MOST: Final = 60
_MIDDLE: Final = int(Qt.AlignmentFlag.AlignVCenter)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_PLACES: Final = 10


class PersonLine(OnRestyle, QAbstractButton):
    """One elder: the day, the name, the age, the door; pressed, it opens the household."""

    def __init__(self, who: Birthday, at: int = 0) -> None:
        super().__init__()
        self.who = who
        self.setObjectName(f"btn_birthday_{at + 1}" if at else "btn_birthday")
        words = f"{who.when} {who.name} {who.age} 岁，{who.door}"
        self.setAccessibleName(f"打开 {words}")
        self.setToolTip(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @override
    def restyle(self) -> None:
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, theme.px("row") + 2)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.rect()
        if self.isDown() or self.underMouse():
            painter.fillRect(area, theme.colour("ink_tint" if self.isDown() else "ink_tint2"))
        painter.fillRect(QRect(0, area.top(), area.width(), 1), theme.colour("line"))
        side = theme.px("icon")
        box = QRect(14, area.center().y() - side // 2 + 1, side, side)
        icons.draw(painter, box, "ri.cake-2-line", theme.colour("warn"))
        self._words(painter, area.adjusted(14 + side + 8, 0, -14, 0))
        if self.hasFocus():
            painter.setPen(theme.colour("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 2, -2, -2), 4, 4)
        painter.end()

    def _words(self, painter: QPainter, area: QRect) -> None:
        """Draw the day, name and age at the left; the door keeps at least half the line."""
        left = self._put(painter, area, self.who.when, bold=self.who.when == "今天")
        age = f"{self.who.age} 岁"
        small = QFontMetrics(theme.font("f_sm"))
        wide = QFontMetrics(theme.font())
        door = min(small.horizontalAdvance(self.who.door), area.width() * 2 // 5)
        room = area.width() - left - 20 - door - wide.horizontalAdvance(age) - 8
        name = wide.elidedText(self.who.name, Qt.TextElideMode.ElideRight, max(room, 0))
        start = area.adjusted(left + 10, 0, 0, 0)
        left += 10 + self._put(painter, start, name) + 8
        self._put(painter, area.adjusted(left, 0, 0, 0), age)
        painter.setFont(theme.font("f_sm"))
        painter.setPen(theme.colour("text_2"))
        short = small.elidedText(self.who.door, Qt.TextElideMode.ElideRight, door + 1)
        painter.drawText(area, _RIGHT, short)

    def _put(self, painter: QPainter, area: QRect, words: str, *, bold: bool = False) -> int:
        painter.setFont(theme.font(bold=bold))
        painter.setPen(theme.colour("text"))
        painter.drawText(area, _MIDDLE, words)
        return painter.fontMetrics().horizontalAdvance(words)


class Birthdays(OnRestyle, QFrame):
    """长者生日; `opened` carries the household asked for."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("k", "card")
        layout = column(self, margins=(1, 1, 1, 5))
        self._fact = Words("", "sm2")
        head = row(Words("长者生日", "head"), self._fact, None)
        head.setContentsMargins(14, 8, 14, 8)
        layout.addLayout(head)
        inside = QWidget()
        inside.setProperty("k", "scrolled")
        self._lines = column(inside)
        self._lines.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        layout.addWidget(self._area, 1)
        self._rest = Words("", "sm3")
        self._rest.setContentsMargins(14, 2, 14, 4)
        layout.addWidget(self._rest)

    def show_people(self, people: Sequence[Birthday]) -> None:
        """Show these elders; of very many the first ones."""
        for old in self.lines():
            self._lines.removeWidget(old)
            old.hide()
            old.deleteLater()
        for at, who in enumerate(people[:_MOST]):
            line = PersonLine(who, at)
            line.clicked.connect(partial(self._open, who.household_id))
            self._lines.insertWidget(at, line)
        self._fact.setText(f"7 天内 {len(people):,} 位，80 岁以上" if people else "")
        rest = len(people) - _MOST
        self._rest.setText(f"还有 {rest:,} 位" if rest > 0 else "")
        if not people:
            self._rest.setText("这 7 天没有 80 岁以上长者过生日。")
        self._rest.setVisible(bool(self._rest.text()))
        self._area.setVisible(bool(people))
        self.restyle()

    @override
    def restyle(self) -> None:
        # No taller than its lines: what is left is the next card's.
        lines = len(self.lines()) * (theme.px("row") + 2)
        rest = self._rest.sizeHint().height() if self._rest.text() else 0
        self.setMaximumHeight(theme.px("foot") + lines + rest + 10)

    def lines(self) -> list[PersonLine]:
        """Return the lines in sight, in order."""
        found = (self._lines.itemAt(at) for at in range(self._lines.count()))
        widgets = (item.widget() for item in found if item is not None)
        return [widget for widget in widgets if isinstance(widget, PersonLine)]

    def _open(self, household: int, _checked: bool = False) -> None:
        self.opened.emit(household)


class CardsCard(QFrame):
    """待印连心卡: how many, why, how far the signing is; `go` leads to the cards."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("k", "card")
        self._fact = Words("", "sm2")
        self._count = Words("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("已签收")
        self._why = Words("", "sm2")
        self._why.setWordWrap(True)
        self.go = Btn("去连心卡", name="open_cards", icon="ri.printer-line", small=True)
        layout = column(self, margins=(15, 9, 14, 11), gap=8)
        layout.addLayout(row(Words("待印连心卡", "head"), self._fact, None))
        line = row(Words("已签收", "sm2"), spacing=12)
        line.addWidget(self._bar, 1)
        line.addWidget(self._count)
        layout.addLayout(line)
        last = row(spacing=8)
        last.addWidget(self._why, 1)
        last.addWidget(self.go, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(last)
        layout.addStretch(1)

    def show_cards(self, cards: CardsLeft) -> None:
        """Show where the cards stand."""
        self._fact.setText(f"{cards.waiting:,} 户" if cards.waiting else "没有待印的")
        self._bar.setRange(0, max(cards.households, 1))
        self._bar.setValue(cards.received)
        self._count.setText(f"{cards.received:,} / {cards.households:,}")
        why = "·".join(f"{words} {count:,}" for words, count in cards.reasons)
        if not why and cards.without:
            why = f"还有 {cards.without:,} 户没有卡"
        self._why.setText(why)
        sheets = -(-cards.waiting // _PLACES)
        words = f"排 {sheets:,} 张 A4" if sheets else "去连心卡"
        self.go.setText(f" {words}")
        self.go.setAccessibleName(words)


def side_width() -> int:
    """Return how wide the cards beside the tickets are in the look in use."""
    return round(352 * theme.px("f_body") / 15)
