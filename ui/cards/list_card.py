"""The left card of the page: tabs, reasons, the table or why it is empty, the foot."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget

from ui.cards.columns import OUT, PRINTED, SIGNED, STALE, WAITING
from ui.cards.number_line import NumberLine
from ui.cards.reasons import ReasonRow
from ui.cards.words import NOTHING
from ui.common import theme
from ui.common.buttons import Btn, on_click
from ui.common.frames import EmptyState, column, frame
from ui.common.labels import Words
from ui.common.pick_table import PickTable
from ui.common.tabs import CountTabs, Tab

TABS = (
    Tab(WAITING, "待印"),
    Tab(PRINTED, "已印待发"),
    Tab(OUT, "待签收"),
    Tab(SIGNED, "已签收"),
    Tab(STALE, "应换发"),
)


class ListCard(QFrame):
    """Holds the widgets; the page connects them."""

    def __init__(self, table: PickTable, number: NumberLine) -> None:
        super().__init__()
        self.setProperty("k", "card")
        self.tabs = CountTabs("cards", "连心卡到了哪一步", TABS)
        self.reasons = ReasonRow()
        self.number = number
        self.seek = Btn("", name="find_card", icon="ri.search-line", k="link")
        self.seek.setAccessibleName("按卡号找")
        self.seek.setToolTip("按卡号找，也可以直接扫卡（Ctrl+F）")
        self.empty = EmptyState("empty_cards")
        self.issue = Btn("制卡", name="issue_first", icon="ri.add-line", k="pri")
        self.empty.buttons.addWidget(self.issue)
        self.foot = Words("")
        self.foot.setObjectName("lbl_picked")
        self.by_building = Btn("按楼选满一张", name="fill_sheet", k="link")
        self.all = Btn("全选", name="pick_all", k="link")
        self._stack = QStackedWidget()
        self._stack.addWidget(table)
        self._stack.addWidget(self.empty)
        inside = column(self, margins=(1, 1, 1, 1))
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 8, 0)
        head.addWidget(self.tabs, 1)
        head.addWidget(self.seek)
        inside.addLayout(head)
        line = frame("line")
        line.setFixedHeight(1)
        inside.addWidget(line)
        inside.addWidget(self.number)
        inside.addWidget(self.reasons)
        inside.addWidget(self._stack, 1)
        inside.addWidget(self._foot_line())
        on_click(self.seek, self.find_number)
        number.left.connect(self.reasons.show)
        number.listen(table)

    def find_number(self) -> None:
        """Let a card's number be typed."""
        self.number.bring()

    def _foot_line(self) -> QFrame:
        foot = frame("foot")
        foot.setFixedHeight(theme.px("foot"))
        line = QHBoxLayout(foot)
        line.setContentsMargins(14, 0, 14, 0)
        line.setSpacing(10)
        line.addWidget(self.foot)
        line.addStretch(1)
        line.addWidget(self.by_building)
        line.addWidget(self.all)
        return foot

    def show_total(self, queue: str, total: int) -> None:
        """Show the table, or why there is nothing in it."""
        self._stack.setCurrentIndex(0 if total else 1)
        self.by_building.setVisible(queue == WAITING and total > 0)
        self.all.setVisible(total > 0)
        self.all.setText(f"全选 {total:,} 户")
        self.all.setAccessibleName(f"全选 {total} 户")
        if not total:
            self.empty.say(*NOTHING[queue], icon="ri.bank-card-line", tone="ink")

    def offer_issue(self, without: int, *, shown: bool) -> None:
        """Offer cards for the households without one, where the list is empty."""
        self.issue.setText(f" 制卡 {without:,} 户")
        self.issue.setAccessibleName(f"给没有卡的 {without} 户制卡")
        self.issue.setVisible(shown and without > 0)
