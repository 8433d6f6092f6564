"""今日工作台: what to do first, birthdays, cards to print; after these the month so far.

It does nothing itself: every row, name and figure leads to the page where the work is done.
"""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget
from typing_extensions import override

from ui.common.buttons import Btn, on_click, row
from ui.common.frames import EmptyState, column
from ui.common.goes import go_to
from ui.common.restyle import OnRestyle
from ui.common.tab_order import in_reading_order
from ui.jobs import Job, Reply
from ui.page import Page, Services
from ui.today.side import Birthdays, CardsCard, side_width
from ui.today.tile import TileButton
from ui.today.todo import TodoCard
from ui.today.unpaired import UnpairedLine
from wenming_desktop.errors import UserError
from wenming_desktop.tickets.board import BoardFilter
from wenming_desktop.tickets.pairs import unpaired_upto
from wenming_desktop.today.model import TABS, Board, MonthSoFar
from wenming_desktop.today.queries import board, month_so_far

_RIGHT: Final = {
    "households": "register.read",
    "cards": "card.read",
    "tickets": "ticket.read",
    "month": "tally.read",
    "imports": "register.import",
}
_ACTIONS: Final = (
    ("households", "查住户", "ri.group-line"),
    ("cards", "打印连心卡", "ri.bank-card-line"),
    ("tickets", "办理工单", "ri.customer-service-2-line"),
    ("imports", "导入台账", "ri.file-upload-line"),
)
_TILES: Final = ("accepted", "on_time_rate", "satisfaction_rate", "open_at_end", "signed")
_TABLES: Final = frozenset(
    {"ticket", "ticket_action", "handling_unit", "handler", "workday", "code_item", "household",
     "household_membership", "resident", "service_card", "service_card_event", "house",
     "attachment", "party_feedback_card", "feedback_letter", "party_member"}
)  # fmt: skip
_TAB: Final = "today/tab"
_SLOW_MS, _AGAIN_MS, _OLD_MS = 300, 400, 300_000


class TodayPage(OnRestyle, Page):
    """The first page."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, "today")
        self.board: Board | None = None
        self._month: MonthSoFar | None = None
        self._job: Job | None = None
        self._make_parts()
        self._lay_out()
        self._connect()

    def _may(self, key: str) -> bool:
        return _RIGHT[key] in self.services.office.rights

    def _make_parts(self) -> None:
        self.ways = [
            on_click(Btn(words, name=f"go_{key}", icon=icon), partial(self.go, key))
            for key, words, icon in _ACTIONS
            if self._may(key)
        ]
        self.party = Btn("", name="go_party", icon="ri.flag-line", k="txt")
        self.party.hide()
        self.photos = UnpairedLine()
        self.refresh = Btn("刷新", name="refresh", icon="ri.refresh-line", key="F5")
        self.todo = TodoCard(approves="ticket.approve" in self.services.office.rights)
        self.birthdays = Birthdays()
        self.cards = CardsCard()
        self.tiles = {key: TileButton(key, opens=self._may("month")) for key in _TILES}
        self._first = EmptyState("empty_today")
        self.load_ledger = Btn("导入台账", name="first_import", icon="ri.file-upload-line", k="pri")
        self.register = Btn("登记一件", name="register_first", icon="ri.phone-line", key="F2")
        self._first.buttons.addWidget(self.load_ledger)
        self._first.buttons.addWidget(self.register)
        self.load_ledger.setVisible(self._may("imports"))
        self.register.setVisible("ticket.write" in self.services.office.rights)
        self._slow = self._timer(_SLOW_MS, self.todo.say_waiting)
        self._again = self._timer(_AGAIN_MS, self.load)
        # Lamps turn with the clock, and at midnight the day is another one.
        self._old = self._timer(_OLD_MS, self._grown_old)

    def _timer(self, wait: int, action: Callable[[], object]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=wait)
        timer.timeout.connect(action)
        return timer

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        inside = QWidget()
        layout = column(inside, margins=(16, 12, 16, 12), gap=10)
        layout.addLayout(row(*self.ways, None, self.photos, self.party, self.refresh))
        self._side = QWidget()
        beside = column(self._side, gap=10)
        beside.addWidget(self.birthdays, 100)
        beside.addWidget(self.cards, 1)
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(self.todo, 1)
        body.addWidget(self._side)
        layout.addLayout(body, 1)
        self._strip = QWidget()
        tiles = QHBoxLayout(self._strip)
        tiles.setContentsMargins(0, 0, 0, 0)
        tiles.setSpacing(10)
        for tile in self.tiles.values():
            tiles.addWidget(tile, 1)
        layout.addWidget(self._strip)
        self._stack.addWidget(inside)
        self._stack.addWidget(self._first)
        column(self).addWidget(self._stack)
        rights = self.services.office.rights
        self.birthdays.setVisible("register.read" in rights)
        self.cards.setVisible("card.read" in rights)
        self._side.setVisible(bool(rights & {"register.read", "card.read"}))
        self._strip.setVisible(self._may("month"))
        self.restyle()

    @override
    def restyle(self) -> None:
        self._side.setFixedWidth(side_width())

    def _connect(self) -> None:
        self.todo.step_asked.connect(self._open_ticket)
        self.birthdays.opened.connect(self._open_household)
        on_click(self.todo.again, self.load)
        on_click(self.todo.rest, partial(self.go, "tickets"))
        on_click(self.cards.go, partial(self.go, "cards"))
        on_click(self.party, partial(self.go, "party"))
        on_click(self.photos, partial(self._bring, "tickets", "show_unpaired"))
        on_click(self.refresh, self.load)
        on_click(self.load_ledger, partial(self.go, "imports"))
        on_click(self.register, partial(self.services.register_asked.emit, None))
        for tile in self.tiles.values():
            tile.clicked.connect(self._open_month)
        again = QShortcut(QKeySequence("F5"), self, self.load)
        again.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @override
    def start(self) -> None:
        kept = self.services.memory.get_text(_TAB)
        if kept in TABS:
            self.todo.tabs.choose(kept)
        self._slow.start()
        self.load()
        if self.isVisible():
            self.todo.take_focus()

    @override
    def keep(self) -> None:
        self.services.memory.keep_text(_TAB, self.todo.tabs.value())

    @override
    def go_search(self) -> None:
        # There is nothing to search here: Ctrl+F means people and doors.
        if self._may("households"):
            self._bring("households", "go_search")

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if tables & _TABLES:
            # Where nobody looks it is read when somebody does.
            (self._again.start if self.isVisible() else self._old.stop)()

    def load(self) -> None:
        """Read the page anew; the row in hand stays."""
        if self._job is not None:
            self._job.drop()
        reply = Reply(self._show, self._refused, self._failed)
        self._job = self.jobs.read(self, reply, board)

    def _show(self, found: Board) -> None:
        self._slow.stop()
        self._old.start()
        self.board = found
        self._tell()
        if found.is_new:
            self._say_first()
            return
        if self._may("month"):
            # Only now: the figures take longest, and what has to be done comes first.
            self._job = self.jobs.read(self, self._show_month, month_so_far)
        else:
            self._ask_photos()
        was_first = self._stack.currentIndex() == 1
        self._stack.setCurrentIndex(0)
        self.todo.show_todo(found.todo)
        if found.birthdays is not None:
            self.birthdays.show_people(found.birthdays)
            in_reading_order(self.todo, self.birthdays, self.cards, self._strip)
        if found.cards is not None:
            self.cards.show_cards(found.cards)
        short, whole = found.party
        self.party.setText(f" {short}")
        self.party.setToolTip(whole)
        self.party.setAccessibleName(whole)
        self.party.setVisible(bool(short))
        if was_first and self.isVisible():
            self.todo.take_focus()

    def _show_month(self, month: MonthSoFar) -> None:
        self._month = month
        shown = {tile.key: tile for tile in month.tiles}
        for key, button in self.tiles.items():
            button.setVisible(key in shown)
            if key in shown:
                button.show_tile(shown[key], month.period.title)

        self._ask_photos()

    def _ask_photos(self) -> None:
        """Read the quiet line that nothing waits for."""
        self._job = self.jobs.read(self, self.photos.show_count, unpaired_upto, BoardFilter())

    def _refused(self, error: UserError) -> None:
        self._failed(error.message)

    def _failed(self, text: str) -> None:
        self._slow.stop()
        self._stack.setCurrentIndex(0)
        self.todo.say_refused(text)

    def _say_first(self) -> None:
        may = self._may("imports")
        words = (
            "先把手里的 Excel 台账导进来：表头会自动认，写进去以前先看一遍结果，导错了能撤销。"
            "来了电话按 F2 也能先登记。"
        )
        self._first.say(
            "社区刚建好，这里还是空的",
            words if may else "台账导进来以后，今天要办的会排在这里。",
            icon="ri.file-upload-line",
            tone="ink",
        )
        self._stack.setCurrentIndex(1)
        if self.isVisible():
            (self.load_ledger if may else self.register).setFocus()

    # the ways to other pages

    def go(self, key: str) -> object:
        """Bring another page of the window to hand."""
        return go_to(self, key)

    def _bring(self, key: str, verb: str, *what: object) -> None:
        act = getattr(self.go(key), verb, None)
        if act is not None:
            act(*what)

    def _open_ticket(self, ticket: int, action: str) -> None:
        self._bring("tickets", "open_ticket", ticket, action)

    def _open_household(self, household: int) -> None:
        self._bring("households", "open_household", household)

    def _open_month(self) -> None:
        if self._month is not None:
            self._bring("month", "show_period", self._month.period)

    # the window around it

    def _tell(self) -> None:
        if self.board is not None:
            now = self.board.now
            day = "一二三四五六日"[now.weekday()]
            self.subtitled.emit(f"{now.month}月{now.day}日 星期{day}")

    def _grown_old(self) -> None:
        if self.isVisible():
            self.load()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The window clears the line beside the title when it changes pages.
        QTimer.singleShot(0, self, self._tell)
        if self.board is not None and not self._old.isActive():
            self.load()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.todo.fit(self.window().width())
