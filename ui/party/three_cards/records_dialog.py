"""The rows behind a figure of a card; Enter opens the ticket or household one came from."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.common import theme
from ui.common.buttons import Btn, on_click
from ui.common.frames import frame
from ui.common.held_rows import AtHand, held
from ui.common.labels import Elided
from ui.common.table_model import PagedModel
from ui.common.table_view import RecordTable
from ui.page import Services
from ui.party.three_cards.columns import RECORDS
from wenming_desktop.three_cards.model import RecordLine

_WIDE, _HIGH = 720, 420


class RecordsDialog(QDialog):
    """A list to look at."""

    def __init__(self, services: Services, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("dlg_records_behind")
        self.setWindowModality(Qt.WindowModality.NonModal)
        self._services = services
        self._model: PagedModel[RecordLine] = PagedModel(AtHand(), RECORDS, self)
        self.table = RecordTable("records_behind", "明细", self._model)
        self._note = Elided("", "t2")
        self._close = Btn("关闭", name="records_close", key="Esc")
        foot = frame("dlgfoot")
        line = QHBoxLayout(foot)
        line.setContentsMargins(16, 9, 16, 9)
        line.addWidget(self._note, 1)
        line.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.table, 1)
        layout.addWidget(foot)
        on_click(self._close, self.reject)
        self.table.opened.connect(self._open)

    def show_lines(self, title: str, lines: tuple[RecordLine, ...]) -> None:
        """Show the rows of a figure."""
        self.setWindowTitle(title)
        self._model.load(held(lines))
        opens = any(line.ticket_id or line.household_id for line in lines)
        self._note.setText(f"共 {len(lines):,} 条" + ("　回车打开工单或住户" if opens else ""))
        scale = theme.px("f_body") / 15
        self.resize(round(_WIDE * scale), round(_HIGH * scale))
        self.show()
        self.raise_()
        self.activateWindow()
        self.table.setFocus()
        self.table.go_to(0)

    def _open(self, at: int) -> None:
        line = self._model.row(at)
        if line is not None and line.ticket_id:
            self._services.open_asked.emit("ticket", line.ticket_id)
        elif line is not None and line.household_id:
            self._services.open_asked.emit("household", line.household_id)
