"""The card with the tabs of a node; each tab is a panel, one search line serves the tables."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget
from typing_extensions import override

from ui.common.buttons import Btn, on_click
from ui.common.frames import column, frame
from ui.common.search_field import SearchField
from ui.common.tabs import CountTabs, Tab
from ui.page import Services
from ui.party.node_panel import NodePanel
from ui.party.opinions.panel import OpinionsPanel
from ui.party.panels import extra_panels
from ui.party.posts_panel import PostsPanel
from ui.party.reminders import RemindersPanel
from ui.party.roll import LiaisonsPanel, MembersPanel
from ui.party.table_panel import TablePanel
from ui.party.wishes.panel import WishesPanel
from wenming_desktop.party.model import CellWarning

MEMBERS, LIAISONS, POSTS, REMINDERS = "members", "liaisons", "posts", "warnings"
_TAB: Final = "party/tab"
_CHECK_IN: Final = "党员报到"
_PAD, _GAP = 8, 6


class _SearchStrip(QFrame):
    """The line where one looks for something; `left` when Esc puts an empty one away."""

    left = Signal()

    def __init__(self, search: SearchField) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 6, 14, 6)
        line.addWidget(search)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ListsCard(QFrame):
    """Shows what belongs to the node in hand; what one opens is asked of the page."""

    node_asked = Signal(str, int)
    building_asked = Signal(int)
    household_asked = Signal(int)
    contact_asked = Signal(object)
    member_asked = Signal(int)
    check_in_asked = Signal()
    add_asked = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.setProperty("k", "card")
        self._memory = services.memory
        self._node: tuple[str, int] | None = None
        self._counts: dict[str, int] = {}
        self.members, self.homes = MembersPanel(services), LiaisonsPanel(services)
        self.posts, self.reminders = PostsPanel(services), RemindersPanel(services)
        listed: list[tuple[str, str, NodePanel]] = [
            (MEMBERS, "党员", self.members),
            (LIAISONS, "包联户", self.homes),
            *extra_panels(services),
            (POSTS, "岗位", self.posts),
            (REMINDERS, "提醒", self.reminders),
        ]
        self._panels = {key: panel for key, _, panel in listed}
        labels = "、".join(label for _, label, _ in listed)
        self._tabs = CountTabs("party", labels, [Tab(key, label) for key, label, _ in listed])
        self._tabs.setUsesScrollButtons(True)
        self.search = SearchField("search", "姓名、拼音、单位、门牌")
        self._strip = _SearchStrip(self.search)
        self._seek = Btn("", name="seek", icon="ri.search-line", small=True)
        self._seek.setAccessibleName("查找")
        self._seek.setToolTip("查找　Ctrl+F")
        self.check_in = Btn(_CHECK_IN, name="check_in", icon="ri.user-add-line", small=True)
        if "party.write" not in services.office.rights:
            self.check_in.hide()
        self.check_in.setToolTip("党员报到：登记一名在职党员到社区报到")
        self._lay_out()
        self._connect()
        self._restore()

    def _lay_out(self) -> None:
        inside = column(self, margins=(1, 1, 1, 1))
        top = QHBoxLayout()
        top.setContentsMargins(_PAD, 0, _PAD, 0)
        top.setSpacing(_GAP)
        top.addWidget(self._tabs, 1)
        top.addWidget(self._seek)
        top.addWidget(self.check_in)
        inside.addLayout(top)
        line = frame("line")
        line.setFixedHeight(1)
        inside.addWidget(line)
        inside.addWidget(self._strip)
        self._strip.hide()
        self._stack = QStackedWidget()
        for panel in self._panels.values():
            self._stack.addWidget(panel)
        inside.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._tabs.chosen.connect(self._turn)
        self.search.asked.connect(self._look_for)
        self.search.left_down.connect(self._into_table)
        self._strip.left.connect(self._leave_search)
        on_click(self._seek, self.go_search)
        on_click(self.check_in, self.check_in_asked.emit)
        for key, panel in self._panels.items():
            panel.counted.connect(lambda total, key=key: self._count(key, total))
        self.members.opened.connect(self.member_asked)
        self.members.add_asked.connect(self.add_asked)
        self.homes.opened.connect(self.household_asked)
        self.reminders.node_asked.connect(self.node_asked)
        self.reminders.building_asked.connect(self.building_asked)
        self.reminders.contact_asked.connect(self.contact_asked)
        self.reminders.member_asked.connect(self.member_asked)

    def _restore(self) -> None:
        tab = self._memory.get_text(_TAB)
        if tab in self._panels:
            self._tabs.choose(tab)
            self._turn(tab)

    def keep(self) -> None:
        """Remember the tab, and what the panels remember."""
        self._memory.keep_text(_TAB, self._tabs.value())
        for panel in self._panels.values():
            panel.keep()

    def show_node(self, level: str, row_id: int) -> None:
        """Show what belongs to a node; what is looked for stays. The tab in hand comes first."""
        self._node = (level, row_id)
        in_hand = self._panels[self._tabs.value()]
        for panel in (in_hand, *(one for one in self._panels.values() if one is not in_hand)):
            panel.show_node(level, row_id)

    def changed(self, tables: frozenset[str]) -> None:
        """Read again what a write has changed."""
        for panel in self._panels.values():
            panel.changed(tables)

    def show_warnings(self, found: tuple[CellWarning, ...]) -> None:
        """Show what the rules ask of the office."""
        self.reminders.show_warnings(found)

    def turn_to(self, key: str) -> None:
        """Bring a tab to the front."""
        self._tabs.setCurrentIndex(list(self._panels).index(key))

    def open_item(self, kind: str, item: int) -> None:
        """Open a wish or an opinion on its own tab."""
        key = {"wish": "wishes", "opinion": "opinions"}[kind]
        self.turn_to(key)
        panel = self._panels[key]
        if isinstance(panel, WishesPanel):
            panel.open_wish(item)
        elif isinstance(panel, OpinionsPanel):
            panel.open_opinion(item)

    def seek(self, member: int) -> None:
        """Take a member in hand as soon as the list names him."""
        self.turn_to(MEMBERS)
        self.members.seek(member)

    def go_search(self) -> None:
        """Put the cursor where the tab in hand is searched (Ctrl+F)."""
        panel = self._panels[self._tabs.value()]
        if not isinstance(panel, TablePanel):
            panel.go_search()
            return
        self._strip.show()
        self.search.setFocus()
        self.search.selectAll()

    def _leave_search(self) -> None:
        self._strip.hide()
        self._into_table()

    def _look_for(self, text: str) -> None:
        for panel in self._panels.values():
            if isinstance(panel, TablePanel):
                panel.look_for(text)

    def _into_table(self) -> None:
        panel = self._panels[self._tabs.value()]
        if isinstance(panel, TablePanel):
            panel.table.setFocus()

    def _count(self, key: str, total: int) -> None:
        self._counts[key] = total
        self._fit_tabs()

    def _turn(self, key: str) -> None:
        panel = self._panels[key]
        self._stack.setCurrentWidget(panel)
        own = isinstance(panel, TablePanel)
        self._seek.setVisible(own)
        self._strip.setVisible(own and bool(self.search.text()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_tabs()

    def _fit_tabs(self) -> None:
        """Where room is short, the button keeps its icon alone; then the tabs lose their counts."""
        room = self.width() - 2 * _PAD - self._seek.sizeHint().width() - 2 * _GAP
        self.check_in.setText(f" {_CHECK_IN}")
        if not self.check_in.isHidden():
            room -= self.check_in.sizeHint().width()
        self._tabs.show_counts(self._counts)
        wanted = self._tabs.sizeHint().width()
        if wanted > room:
            self.check_in.setText("")
            words = self.check_in.fontMetrics().horizontalAdvance(_CHECK_IN)
            if wanted > room + words:
                self._tabs.show_counts({})
