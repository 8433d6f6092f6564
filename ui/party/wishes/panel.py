"""认领与微心愿: above, what the members of a node have claimed; below, the wishes of the node."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn, on_click
from ui.common.frames import column, frame
from ui.common.search_field import SearchField
from ui.common.table_model import PagedModel, PageSource
from ui.common.table_view import RecordTable
from ui.page import Services
from ui.party.node_list import Shape
from ui.party.state_list import StateList, States
from ui.party.wishes.columns import CLAIMS, STATES, WISHES
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

_MOST_CLAIMS: Final = 2
_CLAIM_WIDTHS: Final = "wish_claims"
_NONE: Final = "走访时听到想要的小东西，就在这里登记；公示以后党员、单位、邻居都能认领。"
_SHAPE: Final = Shape(
    "wishes",
    "微心愿",
    WISHES,
    "↑↓ 选择　回车打开心愿　Ctrl+N 登记　Ctrl+P 打印公示单",
    ("这里还没有微心愿", _NONE),
    wish_count,
    wish_page,
    frozenset({"wish", "post_claim", "party_member", "resident", "household"}),
    "wishes",
    frozenset(ORDERS),
    "ri.hand-heart-line",
)


class WishesPanel(StateList):
    """Shows claims and wishes of the node in hand; Enter opens one."""

    def __init__(self, services: Services) -> None:
        search = SearchField("wish_search", "姓名、拼音、心愿、编号")
        super().__init__(services, _SHAPE, search, States("wish", STATES, "心愿"))
        self._claims_held = self._wishes_held = 0
        self.new = Btn("登记心愿", name="new_wish", icon="ri.add-line", small=True)
        self.paper = Btn("打印公示单", name="print_wishes", icon="ri.printer-line", small=True)
        self._claims: PagedModel[ClaimLine] = PagedModel(self.jobs, CLAIMS, self)
        self.claims = RecordTable("claims", "认领的岗位", self._claims)
        self._claims_part = self._claimed()
        self._dialog: WishDialog | None = None
        self._form: NewWishDialog | None = None
        head = self._head("微心愿", self.paper, self.new)
        self._put_together(self._claims_part, head, self.chips)
        self.new.setVisible(self._may_write)
        self._connect()

    def _claimed(self) -> QWidget:
        part = QWidget()
        inside = column(part)
        inside.addWidget(self.claims)
        rule = frame("line")
        rule.setFixedHeight(1)
        inside.addWidget(rule)
        return part

    def _connect(self) -> None:
        self.search.asked.connect(self._load_claims)
        self._claims.loaded.connect(self._claims_loaded)
        self.claims.opened.connect(self._open_claim)
        on_click(self.new, self.add)
        on_click(self.paper, self.print_board)
        self._bind("Ctrl+N", self.add)
        self._bind("Ctrl+P", self.print_board)

    @override
    def restyle(self) -> None:
        super().restyle()
        self._fit_claims()

    @override
    def _restore(self) -> None:
        super()._restore()
        self.services.memory.restore_columns(_CLAIM_WIDTHS, self.claims.horizontalHeader())

    @override
    def keep(self) -> None:
        super().keep()
        self.services.memory.keep_columns(_CLAIM_WIDTHS, self.claims.horizontalHeader())

    @override
    def show_node(self, level: str, row_id: int) -> None:
        super().show_node(level, row_id)
        self._load_claims()

    @override
    def changed(self, tables: frozenset[str]) -> None:
        super().changed(tables)
        if tables & self.shape.tables:
            self._load_claims()
            if self._dialog is not None:
                self._dialog.refresh()

    def seek(self, wish: int) -> None:
        """Take a wish in hand as soon as the list names it, and open it."""
        self._sought = wish
        self.chips.put(ANY)
        self.load()

    def _load_claims(self) -> None:
        if self._node[0]:
            claims = NodeFilter(*self._node, self.search.wanted())
            self._claims.load(PageSource(claim_count, claim_page, claims))

    @override
    def asked(self) -> WishFilter:
        sort, down = self.model.sorted_by
        return WishFilter(*self._node, self.chips.state(), self.search.wanted(), sort, down)

    @override
    def _read_beside(self, asked: WishFilter) -> None:
        self.jobs.read(self, self._show_counts, wish_counts, asked)

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
        self._stack.setMinimumHeight(least + row_high)

    def _open_claim(self, at: int) -> None:
        line = self._claims.row(at)
        if line is not None:
            self.services.open_asked.emit("member", line.member_id)

    @override
    def open_row(self, at: int) -> None:
        line: WishLine | None = self.model.row(at)
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
