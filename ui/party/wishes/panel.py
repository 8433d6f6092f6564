"""认领与微心愿: above, what the members of a node have claimed; below, the wishes of the node."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget
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
from ui.party.wishes.chips import STATES, StateChips
from ui.party.wishes.columns import CLAIMS, WISHES
from ui.party.wishes.dialog import WishDialog
from ui.party.wishes.new_dialog import NewWishDialog
from ui.printing import Preview
from wenming_desktop.party.claims import claim_count, claim_page
from wenming_desktop.party.duty_model import ClaimLine
from wenming_desktop.party.page_model import NodeFilter
from wenming_desktop.wishes.model import (
    ANY,
    OVERDUE,
    WishCounts,
    WishFilter,
    WishLine,
    WishSheet,
)
from wenming_desktop.wishes.queries import ORDERS, wish_count, wish_counts, wish_page

if TYPE_CHECKING:
    from wenming_desktop.papers.archive import Paper
    from wenming_desktop.work import Desk

_STATE: Final = "party/wish_state"
_MOST_CLAIMS: Final = 2
_FOOT: Final = "↑↓ 选择　回车打开心愿　Ctrl+N 登记　Ctrl+P 打印公示单"
_TABLES: Final = frozenset({"wish", "post_claim", "party_member", "resident", "household"})


class WishesPanel(OnRestyle, NodePanel):
    """Shows claims and wishes of the node in hand; Enter opens one."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.setObjectName("panel_wishes")
        self._node = ("", 0)
        self._claims_held = self._wishes_held = 0
        self._sought: int | None = None
        self._may_write = "party.write" in services.office.rights
        self.search = SearchField("wish_search", "姓名、拼音、心愿、编号")
        self.new = Btn("登记心愿", name="new_wish", icon="ri.add-line", small=True)
        self.paper = Btn("打印公示单", name="print_wishes", icon="ri.printer-line", small=True)
        self.chips = StateChips("wish", STATES)
        self._claims: PagedModel[ClaimLine] = PagedModel(self.jobs, CLAIMS, self)
        self._wishes: PagedModel[WishLine] = PagedModel(self.jobs, WISHES, self)
        self.claims = RecordTable("claims", "认领的岗位", self._claims)
        self.wishes = RecordTable("wishes", "微心愿", self._wishes)
        self._empty = EmptyState("empty_wishes")
        self._dialog: WishDialog | None = None
        self._form: NewWishDialog | None = None
        self._lay_out()
        self._connect()
        self.restyle()
        self._restore()

    def _lay_out(self) -> None:
        inside = column(self)
        head = row(Words("微心愿", "head"), self.search, None, self.paper, self.new)
        head.setContentsMargins(14, 6, 12, 0)
        head.setStretch(1, 3)
        self.search.setMinimumWidth(140)
        self.search.setMaximumWidth(320)
        self._claims_part = QWidget()
        claimed = column(self._claims_part)
        claimed.addWidget(self.claims)
        rule = frame("line")
        rule.setFixedHeight(1)
        claimed.addWidget(rule)
        self._lists = QStackedWidget()
        self._lists.addWidget(self.wishes)
        self._lists.addWidget(self._empty)
        self._foot = Elided("", "sm2")
        self._strip = frame("foot")
        words = row(self._foot)
        words.setContentsMargins(14, 0, 14, 0)
        self._strip.setLayout(words)
        inside.addWidget(self._claims_part)
        inside.addLayout(head)
        inside.addWidget(self.chips)
        inside.addWidget(self._lists, 1)
        inside.addWidget(self._strip)
        self.new.setVisible(self._may_write)

    def _connect(self) -> None:
        self.search.asked.connect(self._load)
        self.search.left_down.connect(self.wishes.setFocus)
        self.chips.chosen.connect(self._load_wishes)
        self._claims.loaded.connect(self._claims_loaded)
        self._wishes.loaded.connect(self._wishes_loaded)
        self.claims.opened.connect(self._open_claim)
        self.wishes.opened.connect(self._open)
        self.wishes.sort_asked.connect(self._sort)
        on_click(self.new, self.add)
        on_click(self.paper, self.print_board)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+N"), self, self.add, context=within)
        QShortcut(QKeySequence("Ctrl+P"), self, self.print_board, context=within)

    @override
    def restyle(self) -> None:
        self._strip.setFixedHeight(theme.px("foot"))
        self._fit_claims()

    def _restore(self) -> None:
        memory = self.services.memory
        for name, table in (("wish_claims", self.claims), ("wishes", self.wishes)):
            memory.restore_columns(name, table.horizontalHeader())
        sort = memory.sort("wishes")
        if sort is not None and sort[0] in ORDERS:
            self._wishes.mark_sorted(sort[0], descending=sort[1])
        self.chips.put(memory.get_text(_STATE) or ANY)

    @override
    def keep(self) -> None:
        memory = self.services.memory
        for name, table in (("wish_claims", self.claims), ("wishes", self.wishes)):
            memory.keep_columns(name, table.horizontalHeader())
        sort, down = self._wishes.sorted_by
        if sort:
            memory.keep_sort("wishes", sort, down)
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
            if self._dialog is not None:
                self._dialog.refresh()

    def seek(self, wish: int) -> None:
        """Take a wish in hand as soon as the list names it, and open it."""
        self._sought = wish
        self.chips.put(ANY)
        self._load()

    def _load(self, _text: str = "") -> None:
        if not self._node[0]:
            return
        claims = NodeFilter(*self._node, self.search.wanted())
        self._claims.load(PageSource(claim_count, claim_page, claims))
        self._load_wishes()

    def _load_wishes(self) -> None:
        sort, down = self._wishes.sorted_by
        state, text = self.chips.state(), self.search.wanted()
        wanted = WishFilter(*self._node, state, text, sort, down)
        self._wishes.load(PageSource(wish_count, wish_page, wanted))
        self.jobs.read(self, self._show_counts, wish_counts, wanted)

    def _sort(self, key: str, descending: bool) -> None:
        self._wishes.mark_sorted(key, descending=descending)
        self._load_wishes()

    def _show_counts(self, counts: WishCounts) -> None:
        self.chips.show_counts({ANY: counts.all, OVERDUE: counts.late, **counts.states})
        self.chips.setVisible(counts.all > 0 or self.chips.state() != ANY)
        self._wishes_held = counts.all
        self.counted.emit(self._claims_held + self._wishes_held)

    def _claims_loaded(self, total: int) -> None:
        self._claims_held = total
        self._fit_claims()
        self.counted.emit(self._claims_held + self._wishes_held)

    def _fit_claims(self) -> None:
        """As high as its rows where there is room for both lists, at least one row and no more."""
        shown, row_high = min(self._claims_held, _MOST_CLAIMS), theme.px("row")
        least = theme.px("head") + row_high + 2
        self._claims_part.setVisible(shown > 0)
        self.claims.setMinimumHeight(least)
        self.claims.setMaximumHeight(max(least, least + (shown - 1) * row_high))
        # The page must not grow past a small screen for the words of an empty list.
        self._lists.setMinimumHeight(least + row_high)

    def _wishes_loaded(self, total: int) -> None:
        self._foot.setText(_FOOT if total else "")
        if total:
            self._lists.setCurrentWidget(self.wishes)
            if self.wishes.current() < 0:
                self.wishes.go_to(0)
        else:
            self._say_nothing()
            self._lists.setCurrentWidget(self._empty)
        if self._sought is not None:
            self._take_sought()

    def _take_sought(self) -> None:
        at = self._wishes.place_of(lambda line: line.id == self._sought)
        if at >= 0:
            self._sought = None
            self.wishes.go_to(at)
            self.wishes.setFocus()

    def _say_nothing(self) -> None:
        text, state = self.search.wanted(), self.chips.state()
        if text:
            said = "只查了左边选中的这一级，选上面一级可以查得更宽。"
            self._empty.say(f"没有找到“{text}”", said)
        elif state != ANY:
            self._empty.say(f"没有“{STATES[state]}”的心愿", "点“全部”看别的状态。")
        else:
            said = "走访时听到想要的小东西，就在这里登记；公示以后党员、单位、邻居都能认领。"
            self._empty.say("这里还没有微心愿", said, icon="ri.hand-heart-line", tone="ink")

    def _open_claim(self, at: int) -> None:
        line = self._claims.row(at)
        if line is not None:
            self.services.open_asked.emit("member", line.member_id)

    def _open(self, at: int) -> None:
        line = self._wishes.row(at)
        if line is not None:
            self.open_wish(line.id)

    def open_wish(self, wish: int) -> None:
        """Show one wish with its next step."""
        if self._dialog is None:
            self._dialog = WishDialog(self.jobs, self.window(), may_write=self._may_write)
            self._dialog.change_asked.connect(self._change)
        self._dialog.begin(wish)

    def add(self) -> None:
        """Write a new wish down."""
        if self._may_write:
            self._writer().begin()

    def _change(self, sheet: WishSheet) -> None:
        self._writer().begin(sheet)

    def _writer(self) -> NewWishDialog:
        if self._form is None:
            self._form = NewWishDialog(self.jobs, self.window())
            self._form.kept.connect(self._kept)
        return self._form

    def _kept(self, wish: int) -> None:
        if self._dialog is not None and self._dialog.isVisible():
            self._dialog.refresh()
        else:
            self.seek(wish)

    def print_board(self) -> None:
        """Draw the published wishes of the node for the door."""
        self.jobs.paper(self, self._show_board, _drawn, *self._node)

    def _show_board(self, paper: "Paper | None") -> None:
        if paper is None:
            self.jobs.messages.warn("这里没有公示中的心愿，先打开一条点“公示”，再来打印。")
            return
        preview = Preview("微心愿公示单", paper.pdf, self.jobs.messages, self)
        preview.printed.connect(partial(self._keep_paper, paper))
        preview.show()

    def _keep_paper(self, paper: "Paper") -> None:
        self.jobs.paper(self, lambda _kept: None, _kept, paper)


def _drawn(desk: "Desk", level: str, node: int) -> "Paper | None":
    # Drawing needs reportlab; imported in the lane, with the first sheet.
    from wenming_desktop.papers.wishes import draw_board  # noqa: PLC0415

    return draw_board(desk, level, node)


def _kept(desk: "Desk", paper: "Paper") -> int:
    from wenming_desktop.papers.archive import keep  # noqa: PLC0415

    return keep(desk, paper)
