"""The card with the list of households: rows, or why there are none, and the foot below."""

from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn, on_click
from ui.common.frames import EmptyState, column, frame
from ui.common.labels import Elided, Words
from ui.common.restyle import OnRestyle
from ui.common.table_model import PagedModel
from ui.common.table_view import RecordTable
from ui.common.waiting import Skeleton
from ui.households import nothing
from wenming_desktop.households.model import HouseholdFilter

_ROWS, _EMPTY, _WAITING = range(3)
_KEYS: Final = "↑↓ 选择　Ctrl+F 查找　回车看详情"


class ListCard(OnRestyle, QFrame):
    """`everywhere` asks to look through all, `again` to read once more, `ledger` to import."""

    everywhere = Signal()
    again = Signal()
    ledger = Signal()

    def __init__(self, model: PagedModel[Any], *, may_import: bool) -> None:
        super().__init__()
        self.setProperty("k", "card")
        self._may_import = may_import
        self.table = RecordTable("households", "住户列表", model)
        self._empty = EmptyState("empty_households")
        self._ways = {
            "everywhere": Btn("在全部住户里找", name="search_everywhere"),
            "again": Btn("再读一遍", name="read_again", icon="ri.refresh-line"),
            "ledger": Btn("导入台账", name="first_import", icon="ri.file-upload-line", k="pri"),
        }
        for key, button in self._ways.items():
            on_click(button, partial(getattr(self, key).emit))
            self._empty.buttons.addWidget(button)
        self._said = Elided("还没有选住户")
        self._keys = Words(_KEYS)
        self._lay_out()
        self.restyle()

    def _lay_out(self) -> None:
        inside = column(self, margins=(1, 1, 1, 1))
        self._stack = QStackedWidget()
        for part in (self.table, self._empty, Skeleton("wait_households")):
            self._stack.addWidget(part)
        inside.addWidget(self._stack, 1)
        self._foot = frame("foot")
        line = QHBoxLayout(self._foot)
        line.setContentsMargins(14, 0, 14, 0)
        line.addWidget(self._said, 1)
        line.addWidget(self._keys)
        inside.addWidget(self._foot)

    @override
    def restyle(self) -> None:
        self._foot.setFixedHeight(theme.px("foot"))

    def show_rows(self) -> None:
        """Show the rows there are."""
        self._stack.setCurrentIndex(_ROWS)
        self._keys.show()

    def say_waiting(self) -> None:
        """Show grey bars where nothing has been shown yet; rows that stand are left standing."""
        if not self.table.model().rowCount():
            self._stack.setCurrentIndex(_WAITING)
            self._said.setText("正在读住户")

    def say_nothing(self, wanted: HouseholdFilter, narrowed_by: str) -> None:
        """Say why there are no rows, and offer what helps."""
        nothing.say_nothing(self._empty, wanted, narrowed_by)
        self._offer(
            everywhere=nothing.is_narrowed(wanted),
            ledger=nothing.is_new(wanted) and self._may_import,
        )

    def say_refused(self, text: str) -> None:
        """Say why nothing could be read."""
        nothing.say_refused(self._empty, text)
        self._offer(again=True)

    def tell(self, at: int, total: int) -> None:
        """Say in the foot which row is in hand."""
        self._said.setText(f"第 {at + 1:,} 户，共 {total:,} 户")

    def _offer(self, **wanted: bool) -> None:
        for key, button in self._ways.items():
            button.setVisible(wanted.get(key, False))
        self._said.setText("没有住户")
        self._keys.hide()
        self._stack.setCurrentIndex(_EMPTY)
