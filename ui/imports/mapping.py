"""The second step's card: what each column of the file was taken for, and why."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.common import theme
from ui.common.frames import column, frame
from ui.common.held_rows import AtHand, held
from ui.common.labels import Words
from ui.common.table_model import PagedModel
from ui.common.table_view import RecordTable
from ui.imports.columns import SEEN, SEEN_OF_SHEETS
from wenming_desktop.workbooks.desk_imports import Checked, ColumnSeen


class MappingCard(QFrame):
    """A reading table over the columns; it has one more column when the file has more sheets."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("k", "card")
        self.setObjectName("card_mapping")
        layout = column(self, margins=(1, 1, 1, 1))
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 14, 8)
        head.setSpacing(8)
        self._count = Words("", "sm2")
        self._count.setObjectName("lbl_columns")
        head.addWidget(Words("表头对应", "head"))
        head.addWidget(self._count)
        head.addStretch(1)
        layout.addLayout(head)
        self._models = [
            PagedModel[ColumnSeen](AtHand(), columns, self) for columns in (SEEN, SEEN_OF_SHEETS)
        ]
        names = ("columns", "columns_of_sheets")
        self._tables = [
            RecordTable(name, "表头对应", model)
            for name, model in zip(names, self._models, strict=True)
        ]
        for table in self._tables:
            layout.addWidget(table, 1)
        foot = frame("foot")
        foot.setFixedHeight(theme.px("foot"))
        line = QHBoxLayout(foot)
        line.setContentsMargins(14, 0, 14, 0)
        self._foot = Words("")
        line.addWidget(self._foot)
        layout.addWidget(foot)

    def show_columns(self, checked: Checked) -> None:
        """Show how the heads of a file were understood."""
        seen = checked.columns
        heads = [part for part in seen if part.state != "none"]
        doubtful = sum(part.state == "check" for part in seen)
        said = f"{len(seen)} 列认出 {len(heads)} 列"
        self._count.setText(said + (f"，{doubtful} 列请核对" if doubtful else ""))
        several = len(checked.sheets) > 1
        for at, (table, model) in enumerate(zip(self._tables, self._models, strict=True)):
            table.setVisible(at == int(several))
            model.load(held(seen))
        self.table().go_to(next((n for n, part in enumerate(seen) if part.state == "check"), 0))
        cut = [sheet for sheet in checked.sheets if sheet.cut_at is not None]
        self._foot.setText(
            f"“{cut[0].name}”读到第 {cut[0].cut_at} 行为止，下面空了一千多行，再往下的没有读。"
            if cut
            else "没认出来的列不导入，原来的文件不会改动。"
        )

    def table(self) -> RecordTable:
        """Return the table that is shown."""
        return next((t for t in self._tables if not t.isHidden()), self._tables[0])
