"""数据检查: what is wrong, how often, and whom; Enter goes where it can be mended."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.held_rows import AtHand, held
from ui.common.memory import Memory
from ui.common.table_model import PagedModel, PageSource
from ui.common.table_view import RecordTable
from ui.page import Services
from ui.tidy.columns import CHECKS, LINES
from ui.tidy.panel import Panel
from wenming_desktop.households.data_checks import data_checks
from wenming_desktop.households.tidy_lines import check_count, check_page
from wenming_desktop.households.tidy_model import CheckLine, TidyLine

_KEPT = "tidy/check"


class ChecksPanel(Panel):
    """Kinds at the left, the lines of the one in hand beside them."""

    opened = Signal(str, int)

    def __init__(self, services: Services) -> None:
        self._kinds: PagedModel[CheckLine] = PagedModel(AtHand(), CHECKS)
        self._lines: PagedModel[TidyLine] = PagedModel(services.jobs, LINES)
        self.kinds = RecordTable("checks", "数据检查的各项", self._kinds)
        self.lines = RecordTable("check_lines", "这一项查出来的", self._lines)
        self._code, self._place = "", 0
        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.kinds)
        line.addWidget(self.lines, 1)
        super().__init__(
            services, "checks", both, "↑↓ 选择　回车看名单，再回车去改　Alt+← 回到左边"
        )
        for model in (self._kinds, self._lines):
            model.setParent(self)
        self.told.setText("对不上的地方，点开名单，到住户里改好就从这里消失")
        self.kinds.settled.connect(self._settled)
        self.kinds.opened.connect(self._into)
        self.lines.opened.connect(self._jump)
        self._lines.loaded.connect(self._loaded)

    @override
    def restyle(self) -> None:
        super().restyle()
        self.kinds.setFixedWidth(round(theme.px("f_body") * 24))

    @override
    def restore(self, memory: Memory) -> None:
        self._code = memory.get_text(_KEPT)

    @override
    def keep(self, memory: Memory) -> None:
        memory.keep_text(_KEPT, self._code)

    @override
    def read(self) -> None:
        self.ask(self._show_kinds, data_checks)

    @override
    def take_focus(self) -> None:
        self.kinds.setFocus()

    def go_back(self) -> bool:
        """Go from the lines to the kinds; False when they are in hand already."""
        if self.lines.hasFocus():
            self.kinds.setFocus()
            return True
        return False

    def _show_kinds(self, found: tuple[CheckLine, ...]) -> None:
        self._kinds.load(held(found))
        if not found:
            self.say_fine("没有缺户主、年龄和关系对不上这些事。登记有改动，这里会自己再查。")
            return
        self.show_rows(f"{len(found)} 项要看", sum(line.count for line in found))
        at = self._kinds.place_of(lambda line: line.code == self._code)
        self._place = self.lines.current()
        self.kinds.go_to(max(at, 0))

    def _settled(self, at: int) -> None:
        line = self._kinds.row(at)
        if line is not None:
            if line.code != self._code:
                self._place = 0
            self._code = line.code
            source = PageSource(check_count, check_page, line.code)
            self._lines.load(source, max(self._place, 0))

    def _loaded(self, total: int) -> None:
        self.lines.go_to(min(max(self._place, 0), total - 1))
        line = self._kinds.row(self.kinds.current())
        if line is not None:
            self.tell(f"{line.title}，{total:,} 处")

    def _into(self, _at: int) -> None:
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def _jump(self, at: int) -> None:
        line = self._lines.row(at)
        if line is not None:
            self.opened.emit(line.table, line.id)
