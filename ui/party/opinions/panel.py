"""评议: the opinions asked for on the members of a node, with lamps; Enter opens one."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn, on_click, row
from ui.common.frames import EmptyState, column, frame
from ui.common.labels import Elided, Words
from ui.common.restyle import OnRestyle
from ui.common.search_field import SearchField
from ui.common.table_model import PagedModel, PageSource
from ui.common.table_view import RecordTable
from ui.page import Services
from ui.party.node_panel import NodePanel
from ui.party.opinions.columns import OPINIONS, STATES
from ui.party.opinions.dialog import OpinionDialog
from ui.party.opinions.papers import OpinionPapers
from ui.party.opinions.request_dialog import RequestDialog
from ui.party.wishes.chips import StateChips
from wenming_desktop.opinions.model import ANY, OpinionCounts, OpinionFilter, OpinionLine
from wenming_desktop.opinions.queries import opinion_count, opinion_counts, opinion_page

_STATE: Final = "party/opinion_state"
_FOOT: Final = "↑↓ 选择　回车打开　Ctrl+N 登记来函　Ctrl+P 打印意见表"
_TABLES: Final = frozenset({"merit_opinion", "party_member", "resident", "service_record"})


class OpinionsPanel(OnRestyle, NodePanel):
    """Shows the opinions of the node in hand."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.setObjectName("panel_opinions")
        self._node = ("", 0)
        self._may_write = "party.write" in services.office.rights
        self.search = SearchField("opinion_search", "姓名、拼音、来函单位、编号")
        self.blank = Btn("空白表", name="blank_opinion", icon="ri.printer-line", small=True)
        self.new = Btn("登记来函", name="new_opinion", icon="ri.add-line", small=True)
        self.chips = StateChips("opinion", STATES)
        self._model: PagedModel[OpinionLine] = PagedModel(self.jobs, OPINIONS, self)
        self.table = RecordTable("opinions", "评议意见", self._model)
        self._empty = EmptyState("empty_opinions")
        self._papers = OpinionPapers(self.jobs, self)
        self._dialogs: list[OpinionDialog] = []
        self._request: RequestDialog | None = None
        self._lay_out()
        self._connect()
        self.restyle()
        memory = services.memory
        memory.restore_columns("opinions", self.table.horizontalHeader())
        self.chips.put(memory.get_text(_STATE) or ANY)

    def _lay_out(self) -> None:
        inside = column(self)
        head = row(Words("评议意见", "head"), self.search, None, self.blank, self.new)
        head.setContentsMargins(14, 6, 12, 0)
        head.setStretch(1, 3)
        self.search.setMinimumWidth(140)
        self.search.setMaximumWidth(320)
        self._lists = QStackedWidget()
        self._lists.addWidget(self.table)
        self._lists.addWidget(self._empty)
        self._foot = Elided("", "sm2")
        self._strip = frame("foot")
        words = row(self._foot)
        words.setContentsMargins(14, 0, 14, 0)
        self._strip.setLayout(words)
        inside.addLayout(head)
        inside.addWidget(self.chips)
        inside.addWidget(self._lists, 1)
        inside.addWidget(self._strip)
        self.new.setVisible(self._may_write)

    def _connect(self) -> None:
        self.search.asked.connect(self._load)
        self.search.left_down.connect(self.table.setFocus)
        self.chips.chosen.connect(self._load)
        self._model.loaded.connect(self._loaded)
        self.table.opened.connect(self._open)
        on_click(self.new, self.add)
        on_click(self.blank, self._papers.show_blank)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+N"), self, self.add, context=within)
        QShortcut(QKeySequence("Ctrl+P"), self, self._print, context=within)

    @override
    def restyle(self) -> None:
        self._strip.setFixedHeight(theme.px("foot"))

    @override
    def keep(self) -> None:
        memory = self.services.memory
        memory.keep_columns("opinions", self.table.horizontalHeader())
        memory.keep_text(_STATE, self.chips.state())

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
            for dialog in self._dialogs:
                dialog.refresh()

    def _load(self, _text: str = "") -> None:
        if not self._node[0]:
            return
        wanted = OpinionFilter(*self._node, self.chips.state(), self.search.wanted())
        self._model.load(PageSource(opinion_count, opinion_page, wanted))
        self.jobs.read(self, self._show_counts, opinion_counts, wanted)

    def _show_counts(self, counts: OpinionCounts) -> None:
        self.chips.show_counts({**counts.states, ANY: counts.all})
        self.counted.emit(counts.all)

    def _loaded(self, total: int) -> None:
        self._foot.setText(_FOOT if total else "")
        if total:
            self._lists.setCurrentWidget(self.table)
            if self.table.current() < 0:
                self.table.go_to(0)
        else:
            self._say_nothing()
            self._lists.setCurrentWidget(self._empty)

    def _say_nothing(self) -> None:
        text, state = self.search.wanted(), self.chips.state()
        if text:
            said = "只查了左边选中的这一级，选上面一级可以查得更宽。"
            self._empty.say(f"没有找到“{text}”", said)
        elif state != ANY:
            self._empty.say(f"没有“{STATES[state]}”的意见", "点“全部”看别的状态。")
        else:
            said = "单位来函征求对党员的意见时，在这里登记；在社区的表现由程序汇总。"
            self._empty.say("这里还没有来函", said, icon="ri.flag-line", tone="ink")

    def _open(self, at: int) -> None:
        line = self._model.row(at)
        if line is not None:
            self.open_opinion(line.id)

    def open_opinion(self, opinion: int) -> None:
        """Show one opinion with its evidence."""
        own = (one for one in self._dialogs if one.holds(opinion))
        free = (one for one in self._dialogs if not one.is_dirty())
        dialog = next(own, None) or next(free, None) or self._another()
        dialog.begin(opinion)

    def _another(self) -> OpinionDialog:
        """One more dialog: what was typed into the others and not kept stays in them."""
        dialog = OpinionDialog(self.jobs, self.window(), may_write=self._may_write)
        dialog.print_asked.connect(self._papers.show_form)
        self._dialogs.append(dialog)
        return dialog

    def add(self) -> None:
        """Register a request."""
        if not self._may_write:
            return
        if self._request is None:
            self._request = RequestDialog(self.jobs, self.window())
            self._request.kept.connect(self._registered)
        self._request.begin()

    def _registered(self, opinion: int) -> None:
        self.chips.put(ANY)
        self._load()
        self.open_opinion(opinion)

    def _print(self) -> None:
        line = self._model.row(self.table.current())
        if line is not None:
            self._papers.show_form(line.id)
