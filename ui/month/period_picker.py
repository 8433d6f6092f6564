"""Which period, of which grid: arrows, 月 季 半年 年, 全社区 or one grid."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from ui.common.buttons import Btn, Segment, on_click
from ui.common.choice import Choice
from ui.common.labels import Words
from wenming_desktop.households.model import Choice as PlaceChoice
from wenming_desktop.tallies.period import Period

_KINDS: Final = (("month", "月"), ("quarter", "季"), ("half", "半年"), ("year", "年"))


def after(period: Period) -> Period:
    """Return the period that follows one of the same kind."""
    return containing(period.kind, period.end)


def containing(kind: str, day: datetime) -> Period:
    """Return the month, quarter, half-year or year a day lies in."""
    forms = {
        "month": f"{day.year}-{day.month:02}",
        "quarter": f"{day.year}-Q{(day.month + 2) // 3}",
        "half": f"{day.year}-H{(day.month + 5) // 6}",
    }
    return Period.parse(forms.get(kind, f"{day.year}"))


def last_whole(now: datetime) -> Period:
    """Return the month before this one: what a report is made of."""
    return containing("month", now).before()


class _Arrow(Btn):
    """One period back or forth; left and right do the same while it has the focus."""

    turned = Signal(int)

    def __init__(self, name: str, icon: str, words: str) -> None:
        super().__init__("", name=name, icon=icon, k="txt", small=True)
        self.setAccessibleName(words)
        self.setToolTip(f"{words}　← →")
        self.setFixedWidth(34)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.turned.emit(step)


class PeriodPicker(QWidget):
    """Tells `chosen` whenever period or grid is another one."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._period = last_whole(datetime.now())
        self._back = _Arrow("period_back", "ri.arrow-left-s-line", "前一期")
        self._forth = _Arrow("period_next", "ri.arrow-right-s-line", "后一期")
        self._title = Words("", "head")
        self._title.setObjectName("lbl_period")
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.kinds = Segment("period_kind", _KINDS)
        self.grid = Choice("month_grid", "哪个网格")
        self.grid.offer([("", "全社区")])
        self.grid.setMinimumWidth(130)
        box = QFrame()
        box.setProperty("k", "badge")
        inside = QHBoxLayout(box)
        inside.setContentsMargins(1, 0, 1, 0)
        inside.setSpacing(0)
        for part in (self._back, self._title, self._forth):
            inside.addWidget(part)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for widget in (box, self.kinds, self.grid):
            line.addWidget(widget)
        on_click(self._back, self.go_back)
        on_click(self._forth, self.go_forth)
        self._back.turned.connect(self._turn)
        self._forth.turned.connect(self._turn)
        self.kinds.chosen.connect(self._kind_chosen)
        self.grid.activated.connect(self._grid_chosen)
        self._show()

    def period(self) -> Period:
        """Return the period chosen."""
        return self._period

    def grid_name(self) -> str | None:
        """Return the grid chosen, None for the whole community."""
        return str(self.grid.value() or "") or None

    def offer_grids(self, grids: Sequence[PlaceChoice]) -> None:
        """Offer these grids beside the whole community."""
        self.grid.offer([("", "全社区"), *((grid.name, grid.name) for grid in grids)])
        self.grid.setVisible(bool(grids))

    def show_period(self, period: Period) -> None:
        """Choose a period and tell it."""
        self._period = period
        self._show()
        self.chosen.emit()

    def take_up(self, period: Period) -> None:
        """Begin with a period; nobody is told, nothing is shown yet."""
        self._period = period
        self._show()

    def go_back(self) -> None:
        """Choose the period before."""
        self.show_period(self._period.before())

    def go_forth(self) -> None:
        """Choose the period after, unless it has not begun."""
        if self._forth.isEnabled():
            self.show_period(after(self._period))

    def _turn(self, step: int) -> None:
        self.go_back() if step < 0 else self.go_forth()

    def _kind_chosen(self, kind: str) -> None:
        self.show_period(containing(kind, self._period.begin))

    def _grid_chosen(self, _at: int) -> None:
        self.chosen.emit()

    def _show(self) -> None:
        self._title.setText(self._period.title)
        self._title.setMinimumWidth(self._title.sizeHint().width() + 8)
        self.kinds.choose(self._period.kind)
        may_go = self._period.end <= datetime.now()
        if not may_go and self._forth.hasFocus():
            self._back.setFocus()
        self._forth.setEnabled(may_go)
