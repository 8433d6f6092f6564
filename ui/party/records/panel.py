"""服务记录 of a node: what its members did, by period, with totals that are the coverage's."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn, Segment, on_click, row
from ui.common.frames import EmptyState, column, frame
from ui.common.labels import Elided, Words
from ui.common.restyle import OnRestyle
from ui.common.search_field import SearchField
from ui.common.table_model import PagedModel, PageSource
from ui.common.table_view import RecordTable
from ui.page import Services
from ui.party.node_panel import NodePanel
from ui.party.records.columns import RECORDS
from ui.party.records.contact_dialog import ContactDialog
from ui.party.records.grid import CardGrid
from ui.party.records.record_dialog import RecordDialog, VoidDialog
from ui.party.records.waiting import WaitingStrip
from wenming_desktop.party.page_model import NodeFilter
from wenming_desktop.party.record_model import (
    PERIODS,
    RecordFilter,
    RecordLine,
    RecordTotals,
)
from wenming_desktop.party.record_queries import record_count, record_page, record_totals
from wenming_desktop.tickets.whistle import open_whistles

_PERIOD: Final = "party/record_period"
_WIDTHS: Final = "records"
_FOOT: Final = "回车打开来处　Ctrl+E 改　Del 作废　Ctrl+N 登记服务卡"
_TABLES: Final = frozenset(
    {
        *("service_record", "party_member", "building_party_group", "ticket", "wish", "resident"),
        *("ticket_whistle", "whistle_claim"),
    }
)


class RecordsPanel(OnRestyle, NodePanel):
    """Shows the records of the node in hand; Enter opens what one came from."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.setObjectName("panel_records")
        self._node = ("", 0)
        self._may_write = "party.write" in services.office.rights
        self.period = Segment("record_period", PERIODS)
        self.period.setAccessibleName("时期")
        self.search = SearchField("record_search", "党员、内容、地点、工单")
        self.totals = Words("", "strong")
        self.totals.setObjectName("lbl_record_totals")
        self.card = Btn("登记服务卡", name="type_card", icon="ri.file-list-3-line", small=True)
        self.contact = Btn("记一次联系", name="note_contact", icon="ri.home-heart-line", small=True)
        self.mend = Btn("改这条", name="mend_record", k="link")
        self.out = Btn("作废", name="void_record", k="link")
        self.model: PagedModel[RecordLine] = PagedModel(self.jobs, RECORDS, self)
        self.table = RecordTable("records", "服务记录", self.model)
        self.waiting = WaitingStrip()
        self._empty = EmptyState("empty_records")
        self._foot = Elided("", "sm2")
        self._grid: CardGrid | None = None
        self._contact: ContactDialog | None = None
        self._editor: RecordDialog | None = None
        self._voider: VoidDialog | None = None
        self._lay_out()
        self._connect()
        self.restyle()
        kept = services.memory.get_text(_PERIOD)
        self.period.choose(kept if kept in dict(PERIODS) else PERIODS[0][0])
        services.memory.restore_columns(_WIDTHS, self.table.horizontalHeader())

    def _lay_out(self) -> None:
        inside = column(self)
        first = row(self.period, self.totals, None, self.contact, self.card)
        first.setContentsMargins(12, 8, 12, 4)
        second = row(self.search, None)
        second.setContentsMargins(12, 0, 12, 8)
        self.search.setMinimumWidth(140)
        self.search.setMaximumWidth(360)
        second.setStretch(0, 3)
        inside.addWidget(self.waiting)
        inside.addLayout(first)
        inside.addLayout(second)
        line = frame("line")
        line.setFixedHeight(1)
        inside.addWidget(line)
        self._lists = QStackedWidget()
        self._lists.addWidget(self.table)
        self._lists.addWidget(self._empty)
        inside.addWidget(self._lists, 1)
        self._strip = frame("foot")
        words = row(self._foot, self.mend, self.out)
        words.setContentsMargins(14, 0, 14, 0)
        words.setStretch(0, 1)
        self._strip.setLayout(words)
        inside.addWidget(self._strip)
        for button in (self.card, self.contact, self.mend, self.out):
            button.setVisible(self._may_write)

    def _connect(self) -> None:
        self.period.chosen.connect(self._turn)
        self.search.asked.connect(self._load)
        self.search.left_down.connect(self.table.setFocus)
        self.model.loaded.connect(self._loaded)
        self.waiting.opened.connect(self._open_ticket)
        self.table.opened.connect(self._open)
        on_click(self.card, self.type_card)
        on_click(self.contact, self.note_contact)
        on_click(self.mend, self._edit)
        on_click(self.out, self._void)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for key, action in (("Ctrl+N", self.type_card), ("Ctrl+E", self._edit)):
            QShortcut(QKeySequence(key), self, action, context=within)
        QShortcut(QKeySequence("Del"), self.table, self._void, context=within)

    @override
    def restyle(self) -> None:
        self._strip.setFixedHeight(theme.px("foot"))

    @override
    def keep(self) -> None:
        self.services.memory.keep_columns(_WIDTHS, self.table.horizontalHeader())
        self.services.memory.keep_text(_PERIOD, self.period.value())

    @override
    def show_node(self, level: str, row_id: int) -> None:
        self._node = (level, row_id)
        self._load()

    @override
    def go_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if tables & _TABLES:
            self._load()

    def type_card(self) -> None:
        """Open the fourteen lines of a paper card."""
        if self._may_write:
            if self._grid is None:
                self._grid = CardGrid(self.jobs, self.services.drafts, self.window())
            self._grid.begin()

    def note_contact(self) -> None:
        """Write down that a member was in touch with a household."""
        if self._may_write:
            if self._contact is None:
                self._contact = ContactDialog(self.jobs, self.window())
            self._contact.begin()

    def _turn(self, _key: str) -> None:
        self._load()

    def _wanted(self) -> RecordFilter:
        text, period = self.search.wanted(), self.period.value()
        return RecordFilter(*self._node, text=text, period=period)

    def _load(self, _text: str = "") -> None:
        if self._node[0]:
            wanted = self._wanted()
            self.model.load(PageSource(record_count, record_page, wanted))
            self.jobs.read(self, self._show_totals, record_totals, wanted)
            if "ticket.read" in self.services.office.rights:
                node = NodeFilter(*self._node)
                self.jobs.read(self, self.waiting.show_whistles, open_whistles, node)

    def _open_ticket(self, ticket: int) -> None:
        self.services.open_asked.emit("ticket", ticket)

    def _show_totals(self, found: RecordTotals) -> None:
        self.totals.setText(f"{found.times:,} 次　{found.people:,} 人　{found.hours:g} 小时")

    def _loaded(self, total: int) -> None:
        self._foot.setText(_FOOT if total else "")
        for button in (self.mend, self.out):
            button.setEnabled(total > 0)
        if total:
            self._lists.setCurrentWidget(self.table)
            if self.table.current() < 0:
                self.table.go_to(0)
        else:
            self._say_nothing()
            self._lists.setCurrentWidget(self._empty)
        self.counted.emit(total)

    def _say_nothing(self) -> None:
        text = self.search.wanted()
        if text:
            self._empty.say(f"没有找到“{text}”", "只查了左边选中的这一级和上面选的时期。")
            return
        said = "办结吹过哨的工单、实现心愿、联系住户都会自己记下；纸卡点“登记服务卡”补录。"
        self._empty.say("这段时间还没有服务记录", said, icon="ri.flag-line", tone="ink")

    def _line(self) -> RecordLine | None:
        return self.model.row(self.table.current()) if self.table.current() >= 0 else None

    def _open(self, at: int) -> None:
        line = self.model.row(at)
        if line is None:
            return
        if line.opens is not None:
            self.services.open_asked.emit(*line.opens)
        else:
            self._edit()

    def _edit(self) -> None:
        line = self._line()
        if line is not None and self._may_write:
            if self._editor is None:
                self._editor = RecordDialog(self.jobs, self.window())
            self._editor.begin(line.id)

    def _void(self) -> None:
        line = self._line()
        if line is not None and self._may_write:
            if self._voider is None:
                self._voider = VoidDialog(self.jobs, self.window())
            self._voider.begin(line)
