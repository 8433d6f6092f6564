"""评议: the opinions asked for on the members of a node, with lamps; Enter opens one."""

from typing import Final

from typing_extensions import override

from ui.common.buttons import Btn, on_click
from ui.common.search_field import SearchField
from ui.page import Services
from ui.party.node_list import Shape
from ui.party.opinions.columns import OPINIONS, STATES
from ui.party.opinions.dialog import OpinionDialog
from ui.party.opinions.papers import OpinionPapers
from ui.party.opinions.request_dialog import RequestDialog
from ui.party.state_list import StateList, States
from wenming_desktop.opinions.model import ANY, OpinionCounts, OpinionFilter, OpinionLine
from wenming_desktop.opinions.queries import opinion_count, opinion_counts, opinion_page

_SHAPE: Final = Shape(
    "opinions",
    "评议意见",
    OPINIONS,
    "↑↓ 选择　回车打开　Ctrl+N 登记来函　Ctrl+P 打印意见表",
    ("这里还没有来函", "单位来函征求对党员的意见时，在这里登记；在社区的表现由程序汇总。"),
    opinion_count,
    opinion_page,
    frozenset({"merit_opinion", "party_member", "resident", "service_record"}),
    "opinions",
)


class OpinionsPanel(StateList):
    """Shows the opinions of the node in hand."""

    def __init__(self, services: Services) -> None:
        search = SearchField("opinion_search", "姓名、拼音、来函单位、编号")
        super().__init__(services, _SHAPE, search, States("opinion", STATES, "意见"))
        self.blank = Btn("空白表", name="blank_opinion", icon="ri.printer-line", small=True)
        self.new = Btn("登记来函", name="new_opinion", icon="ri.add-line", small=True)
        self._papers = OpinionPapers(self.jobs, self)
        self._dialogs: list[OpinionDialog] = []
        self._request: RequestDialog | None = None
        self._put_together(self._head("评议意见", self.blank, self.new), self.chips)
        self.new.setVisible(self._may_write)
        on_click(self.new, self.add)
        on_click(self.blank, self._papers.show_blank)
        self._bind("Ctrl+N", self.add)
        self._bind("Ctrl+P", self._print)

    @override
    def changed(self, tables: frozenset[str]) -> None:
        super().changed(tables)
        if tables & self.shape.tables:
            for dialog in self._dialogs:
                dialog.refresh()

    @override
    def asked(self) -> OpinionFilter:
        return OpinionFilter(*self._node, self.chips.state(), self.search.wanted())

    @override
    def _read_beside(self, asked: OpinionFilter) -> None:
        self.jobs.read(self, self._show_counts, opinion_counts, asked)

    def _show_counts(self, counts: OpinionCounts) -> None:
        self.chips.show_counts({**counts.states, ANY: counts.all})
        self.counted.emit(counts.all)

    @override
    def open_row(self, at: int) -> None:
        line: OpinionLine | None = self.model.row(at)
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
        self.load()
        self.open_opinion(opinion)

    def _print(self) -> None:
        line: OpinionLine | None = self.model.row(self.table.current())
        if line is not None:
            self._papers.show_form(line.id)
