"""What falls due in the days after today: in a wide window, below what has to be done today."""

from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import row
from ui.common.frames import column, frame
from ui.common.held_rows import AtHand, held
from ui.common.labels import Words
from ui.common.restyle import OnRestyle
from ui.common.table_model import PagedModel
from ui.today.columns import COLUMNS
from ui.today.table import TodoTable
from wenming_desktop.today.model import DAYS, Todo, TodoLine

WIDE: Final = 1600


class Coming(OnRestyle, QFrame):
    """A group row and the rows below it; `step_asked` carries a ticket and the step offered."""

    step_asked = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pane_coming")
        self.model: PagedModel[TodoLine] = PagedModel(AtHand(), COLUMNS, self)
        self.table = TodoTable(self.model, "coming", f"之后 {DAYS} 天到期")
        self.table.horizontalHeader().hide()
        self._count = Words("", "sm2")
        self._head = frame("foot")
        words = row(Words(f"之后 {DAYS} 天到期", "head"), self._count, None, spacing=8)
        words.setContentsMargins(14, 0, 14, 0)
        self._head.setLayout(words)
        layout = column(self)
        layout.addWidget(self._head)
        layout.addWidget(self.table, 1)
        self.table.opened.connect(self._opened)
        self.restyle()

    @override
    def restyle(self) -> None:
        self._head.setFixedHeight(theme.px("head"))

    @override
    def sizeHint(self) -> QSize:
        # It takes what the rows of today leave: asking for more than its own rows need would
        # make the page grow, and with it the room that is shared out, again and again.
        return self.minimumSizeHint()

    def show_todo(self, todo: Todo) -> None:
        """Show what is coming."""
        self.model.load(held(todo.coming))
        more = todo.coming_count > len(todo.coming)
        first = f"，先列 {len(todo.coming)} 件" if more else ""
        self._count.setText(f"{todo.coming_count:,} 件{first}")

    def needed(self) -> int:
        """Return how high it is with all its rows, and never less than it can be."""
        rows = theme.px("head") + self.model.rowCount() * theme.px("row") + 2
        return max(rows, self.minimumSizeHint().height())

    def _opened(self, at: int) -> None:
        line = self.model.row(at)
        if line is not None:
            self.step_asked.emit(line.id, line.action)
