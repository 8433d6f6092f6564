"""今天要办: tabs with counts over the tickets that want something today."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn
from ui.common.frames import EmptyState, column, frame
from ui.common.held_rows import AtHand, held
from ui.common.labels import Elided, Words
from ui.common.restyle import OnRestyle
from ui.common.table_model import PagedModel
from ui.common.tabs import CountTabs, Tab
from ui.common.waiting import Skeleton
from ui.today.columns import COLUMNS, KEYS, hidden
from ui.today.coming import WIDE, Coming
from ui.today.table import TodoTable
from wenming_desktop.today.model import (
    ALL,
    APPROVING,
    LATE,
    MOST,
    REVIEW,
    TABS,
    Todo,
    TodoLine,
)

_WAITING: Final = 2
_ROOMY: Final = 1200
_LINES: Final = 8
"""What borders and lines between the parts take, rather too much than too little."""
_ANY_HEIGHT: Final = 16_777_215
_NONE: Final = {
    "late": "没有超期的",
    "today": "没有今天到期的",
    "unsent": "没有等着派的单",
    "calling": "该回访的都回访了",
    "approving": "没有等着审核的",
    "review": "没有到复查日的挂账",
}


class TodoCard(OnRestyle, QFrame):
    """The card; `step_asked` carries a ticket's id and the step its row offers."""

    step_asked = Signal(int, str)

    def __init__(self, *, approves: bool = False) -> None:
        super().__init__()
        self.setProperty("k", "card")
        self.todo: Todo | None = None
        self._held: int | None = None
        self._wide = False
        # Hardly anything is suspended, and what waits for approval is not everybody's.
        seldom = {REVIEW} if approves else {REVIEW, APPROVING}
        tabs = [
            Tab(key, label, key in (LATE, REVIEW), seldom=key in seldom)
            for key, label in TABS.items()
        ]
        self.tabs = CountTabs("todo", "今天要办的分类", tabs)
        self.model: PagedModel[TodoLine] = PagedModel(AtHand(), COLUMNS, self)
        self.table = TodoTable(self.model)
        self._empty = EmptyState("empty_todo")
        self.coming = Coming()
        self.coming.step_asked.connect(self.step_asked)
        self.again = Btn("再读一遍", name="read_again", icon="ri.refresh-line")
        self._empty.buttons.addWidget(self.again)
        self.again.hide()
        self._said = Elided("")
        self._keys = Words("↑↓ 选择　回车办理")
        self.rest = Btn("到诉求工单看全部", name="all_tickets", k="link")
        self._lay_out()
        self.tabs.chosen.connect(self._chosen)
        self.table.opened.connect(self._opened)
        self.table.settled.connect(self._settled)
        self.table.verticalScrollBar().rangeChanged.connect(self._line_up)

    def _lay_out(self) -> None:
        layout = column(self, margins=(1, 1, 1, 1))
        head = frame("cardhead")
        line = QHBoxLayout(head)
        line.setContentsMargins(8, 0, 12, 0)
        line.addWidget(self.tabs)
        line.addStretch(1)
        layout.addWidget(head)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(Skeleton("wait_todo"))
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.coming, 1)
        foot = frame("foot")
        self._foot = foot
        below = QHBoxLayout(foot)
        below.setContentsMargins(14, 0, 14, 0)
        below.setSpacing(14)
        below.addWidget(self._said, 1)
        below.addWidget(self._keys)
        below.addWidget(self.rest)
        layout.addWidget(foot)
        self.restyle()

    @override
    def restyle(self) -> None:
        self._foot.setFixedHeight(theme.px("foot"))
        self.fit(self.window().width())

    def fit(self, width: int) -> None:
        """Show the columns a window of this width has room for."""
        gone = hidden(width, large=theme.current().large)
        for at, key in enumerate(KEYS):
            self.table.setColumnHidden(at, key in gone)
            self.coming.table.setColumnHidden(at, key in gone)
        self._wide = width >= WIDE
        self.tabs.tighten(theme.current().large + (width < _ROOMY))
        self._divide()
        self._keys.setVisible(width >= _ROOMY)

    def show_todo(self, todo: Todo) -> None:
        """Show what has to be done; the tab and the row in hand stay."""
        self.todo = todo
        self.again.hide()
        self.tabs.show_counts(dict(todo.counts))
        self.coming.show_todo(todo)
        self._show()
        self._divide()

    def say_waiting(self) -> None:
        """Say that the first read is taking its time."""
        if self.todo is None:
            self._stack.setCurrentIndex(_WAITING)
            self._said.setText("正在看今天有什么要办")

    def say_refused(self, text: str) -> None:
        """Say why nothing can be shown."""
        self.again.show()
        self._say("这一页没有读出来", text, "ri.error-warning-line", "danger")

    def _divide(self) -> None:
        """Give the rows of today the height they need, and what is coming the rest."""
        coming = self._wide and self.coming.model.rowCount() > 0
        self.coming.setVisible(coming)
        self._stack.setMinimumHeight(0)
        self._stack.setMaximumHeight(_ANY_HEIGHT)
        if not coming:
            return
        room = self.height() - self.tabs.height() - self._foot.height() - _LINES
        need = theme.px("head") + self.model.rowCount() * theme.px("row") + 2
        most = max(room * 3 // 5, room - self.coming.needed())
        low = theme.px("row") * 5
        self._stack.setFixedHeight(max(low, min(need, most)))

    def _line_up(self, _low: int, high: int) -> None:
        """Keep the columns of both tables below each other, with a scroll bar or without."""
        policy = Qt.ScrollBarPolicy
        self.coming.table.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if high else policy.ScrollBarAsNeeded
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._divide()

    def take_focus(self) -> None:
        """Go to the rows, or to the tabs where there are none."""
        (self.table if self._stack.currentIndex() == 0 else self.tabs).setFocus()

    def _chosen(self, _key: str) -> None:
        self._held = None
        self._show()
        self._divide()

    def _show(self) -> None:
        if self.todo is None:
            return
        key = self.tabs.value()
        lines, count = self.todo.lines[key], self.todo.counts[key]
        if not lines:
            self._say_done(key)
            return
        self._stack.setCurrentIndex(0)
        self.model.load(held(lines))
        self._said.setText(
            f"按时限排，先列最急的 {MOST} 件" if count > MOST else "按时限排，最急的在最上面"
        )
        at = self.model.place_of(lambda line: line.id == self._held)
        self.table.go_to(max(at, 0))

    def _say_done(self, key: str) -> None:
        later = self.todo.next_due if self.todo is not None else ""
        after = f"下一件{later} 到期。" if later else "有新的会排在这里。"
        title = "今天要办的都办完了" if key == ALL else _NONE[key]
        self._say(title, after, "ri.check-line", "ok")

    def _say(self, title: str, text: str, icon: str, tone: str) -> None:
        self._empty.say(title, text, icon=icon, tone=tone)
        self._stack.setCurrentIndex(1)
        self._said.setText("")

    def _settled(self, at: int) -> None:
        line = self.model.row(at)
        if line is not None:
            self._held = line.id

    def _opened(self, at: int) -> None:
        line = self.model.row(at)
        if line is not None:
            self.step_asked.emit(line.id, line.action)
