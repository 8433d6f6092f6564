"""服务记录 of a node: what its members did, by period, with totals that are the coverage's."""

from typing import Final

from PySide6.QtWidgets import QHBoxLayout
from typing_extensions import override

from ui.common.buttons import Btn, Segment, on_click, row
from ui.common.frames import frame
from ui.common.labels import Words
from ui.common.search_field import SearchField
from ui.page import Services
from ui.party.node_list import SearchedList, Shape
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
_NONE: Final = "办结吹过哨的工单、实现心愿、联系住户都会自己记下；纸卡点“登记服务卡”补录。"
_TABLES: Final = frozenset(
    {
        *("service_record", "party_member", "building_party_group", "ticket", "wish", "resident"),
        *("ticket_whistle", "whistle_claim"),
    }
)
_SHAPE: Final = Shape(
    "records",
    "服务记录",
    RECORDS,
    "回车打开来处　Ctrl+E 改　Del 作废　Ctrl+N 登记服务卡",
    ("这段时间还没有服务记录", _NONE),
    record_count,
    record_page,
    _TABLES,
    "records",
    narrowed="只查了左边选中的这一级和上面选的时期。",
)


class RecordsPanel(SearchedList):
    """Shows the records of the node in hand; Enter opens what one came from."""

    def __init__(self, services: Services) -> None:
        search = SearchField("record_search", "党员、内容、地点、工单")
        super().__init__(services, _SHAPE, search)
        search.setMaximumWidth(360)
        self.period = Segment("record_period", PERIODS)
        self.period.setAccessibleName("时期")
        self.totals = Words("", "strong")
        self.totals.setObjectName("lbl_record_totals")
        self.card = Btn("登记服务卡", name="type_card", icon="ri.file-list-3-line", small=True)
        self.contact = Btn("记一次联系", name="note_contact", icon="ri.home-heart-line", small=True)
        self.mend = Btn("改这条", name="mend_record", k="link")
        self.out = Btn("作废", name="void_record", k="link")
        self.waiting = WaitingStrip()
        self._grid: CardGrid | None = None
        self._contact: ContactDialog | None = None
        self._editor: RecordDialog | None = None
        self._voider: VoidDialog | None = None
        for button in (self.mend, self.out):
            self._line.addWidget(button)
        rule = frame("line")
        rule.setFixedHeight(1)
        self._put_together(self.waiting, *self._head(), rule)
        for button in (self.card, self.contact, self.mend, self.out):
            button.setVisible(self._may_write)
        self._connect()

    def _head(self) -> tuple[QHBoxLayout, QHBoxLayout]:
        first = row(self.period, self.totals, None, self.contact, self.card)
        first.setContentsMargins(12, 8, 12, 4)
        second = row(self.search, None)
        second.setContentsMargins(12, 0, 12, 8)
        second.setStretch(0, 3)
        return first, second

    def _connect(self) -> None:
        self.period.chosen.connect(self.load)
        self.waiting.opened.connect(self._open_ticket)
        on_click(self.card, self.type_card)
        on_click(self.contact, self.note_contact)
        on_click(self.mend, self._edit)
        on_click(self.out, self._void)
        self._bind("Ctrl+N", self.type_card)
        self._bind("Ctrl+E", self._edit)
        self._bind("Del", self._void, self.table)

    @override
    def keep(self) -> None:
        super().keep()
        self.services.memory.keep_text(_PERIOD, self.period.value())

    @override
    def _restore(self) -> None:
        super()._restore()
        kept = self.services.memory.get_text(_PERIOD)
        self.period.choose(kept if kept in dict(PERIODS) else PERIODS[0][0])

    @override
    def asked(self) -> RecordFilter:
        text, period = self.search.wanted(), self.period.value()
        return RecordFilter(*self._node, text=text, period=period)

    @override
    def _read_beside(self, asked: RecordFilter) -> None:
        self.jobs.read(self, self._show_totals, record_totals, asked)
        if "ticket.read" in self.services.office.rights:
            node = NodeFilter(*self._node)
            self.jobs.read(self, self.waiting.show_whistles, open_whistles, node)

    @override
    def _loaded(self, total: int) -> None:
        super()._loaded(total)
        for button in (self.mend, self.out):
            button.setEnabled(total > 0)
        self.counted.emit(total)

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

    def _open_ticket(self, ticket: int) -> None:
        self.services.open_asked.emit("ticket", ticket)

    def _show_totals(self, found: RecordTotals) -> None:
        self.totals.setText(f"{found.times:,} 次　{found.people:,} 人　{found.hours:g} 小时")

    def _chosen(self) -> RecordLine | None:
        return self.model.row(self.table.current()) if self.table.current() >= 0 else None

    @override
    def open_row(self, at: int) -> None:
        line: RecordLine | None = self.model.row(at)
        if line is None:
            return
        if line.opens is not None:
            self.services.open_asked.emit(*line.opens)
        else:
            self._edit()

    def _edit(self) -> None:
        line = self._chosen()
        if line is not None and self._may_write:
            if self._editor is None:
                self._editor = RecordDialog(self.jobs, self.window())
            self._editor.begin(line.id)

    def _void(self) -> None:
        line = self._chosen()
        if line is not None and self._may_write:
            if self._voider is None:
                self._voider = VoidDialog(self.jobs, self.window())
            self._voider.begin(line)
