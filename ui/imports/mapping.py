"""The second step's card: what each column of the file was taken for, why, and how to change it."""

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QWidget

from ui.common import theme
from ui.common.choice import Choice
from ui.common.frames import Banner, column, frame
from ui.common.held_rows import AtHand, held
from ui.common.labels import Words
from ui.common.table_model import PagedModel
from ui.common.table_view import RecordTable
from ui.imports.chosen import Chosen
from ui.imports.columns import SEEN, SEEN_OF_SHEETS
from wenming_desktop.workbooks.desk_imports import Checked, ColumnSeen, fields_of

_LEFT_OUT = "不导入"


class MappingCard(QFrame):
    """A table over the columns, each with its choice; `changed` after one, `sheet_asked`."""

    changed = Signal()
    sheet_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("k", "card")
        self.setObjectName("card_mapping")
        self.chosen = Chosen()
        self._kind = "residents"
        self._count = Words("", "sm2")
        self._count.setObjectName("lbl_columns")
        self._sheet = Choice("sheet", "用哪张工作表")
        self._sheet.setMinimumWidth(180)
        self.refusal = Banner("danger", "")
        self.refusal.setObjectName("banner_mapping")
        self._models = [
            PagedModel[ColumnSeen](AtHand(), columns, self) for columns in (SEEN, SEEN_OF_SHEETS)
        ]
        self._tables = [
            RecordTable(name, "表头对应", model)
            for name, model in zip(("columns", "columns_of_sheets"), self._models, strict=True)
        ]
        self.keep = QCheckBox("记住这份表的对应，下次自动套用")
        self.keep.setObjectName("fld_keep_mapping")
        self.keep.setAccessibleName(self.keep.text())
        self.keep.setChecked(True)
        self._foot = Words("", "sm3")
        self._waiting: list[int] = []
        self._filling = QTimer(self)
        self._filling.timeout.connect(self._fill_next)
        self._lay_out()
        self._sheet.activated.connect(self._sheet_chosen)
        for table in self._tables:
            table.opened.connect(self._open_choice)

    def _lay_out(self) -> None:
        layout = column(self, margins=(1, 1, 1, 1))
        head = QHBoxLayout()
        head.setContentsMargins(14, 3, 14, 3)
        head.setSpacing(8)
        head.addWidget(Words("表头对应", "head"))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self._sheet)
        box = QWidget()
        box.setLayout(head)
        box.setMinimumHeight(theme.px("ctl") + 6)
        layout.addWidget(box)
        layout.addWidget(self.refusal)
        for table in self._tables:
            layout.addWidget(table, 1)
        foot = frame("foot")
        foot.setMinimumHeight(theme.px("foot"))
        line = QHBoxLayout(foot)
        line.setContentsMargins(14, 0, 14, 0)
        line.addWidget(self.keep)
        line.addStretch(1)
        line.addWidget(self._foot)
        layout.addWidget(foot)

    def show_columns(self, checked: Checked) -> None:
        """Show how the heads of a file were understood."""
        self._kind = checked.request.kind
        self.chosen.take(checked.columns, checked.request.choices)
        self.say_refused("")
        several = len(checked.sheets) > 1
        for at, table in enumerate(self._tables):
            table.setVisible(at == int(several))
        names = [("", "全部工作表"), *((name, f"只要“{name}”") for name in checked.sheet_names)]
        self._sheet.offer(names)
        self._sheet.choose(checked.request.sheet)
        self._sheet.setVisible(len(checked.sheet_names) > 1)
        seen = self.chosen.columns
        self._show(next((n for n, part in enumerate(seen) if part.state == "check"), 0))
        cut = [sheet for sheet in checked.sheets if sheet.cut_at is not None]
        self._foot.setText(
            f"“{cut[0].name}”读到第 {cut[0].cut_at} 行为止，下面空了一千多行，再往下的没有读。"
            if cut
            else ""
        )

    def _show(self, at: int) -> None:
        seen = self.chosen.columns
        known = sum(part.state != "none" for part in seen)
        doubtful = sum(part.state == "check" for part in seen)
        said = f"{len(seen)} 列认出 {known} 列"
        self._count.setText(said + (f"，{doubtful} 列请核对" if doubtful else ""))
        for model in self._models:
            model.load(held(seen))
        self._offer_choices()
        self.table().go_to(at)

    def _offer_choices(self) -> None:
        """Make the choices one by one: two dozen at once hold the window up for 0.2 seconds."""
        columns = enumerate(self.chosen.columns)
        self._waiting = [at for at, seen in columns if seen.place is not None]
        self._filling.start()

    def _fill_next(self) -> None:
        if self._waiting:
            self._fill(self._waiting[0])
        if not self._waiting:
            self._filling.stop()

    def _fill(self, at: int) -> None:
        self._waiting.remove(at)
        choice = self._choice(at, self.chosen.columns[at])
        self.table().setIndexWidget(self._cell(at), choice)

    def _cell(self, at: int) -> QModelIndex:
        """The cell of a row that holds its choice."""
        columns = SEEN_OF_SHEETS if self.table() is self._tables[1] else SEEN
        of_choice = next(n for n, part in enumerate(columns) if part.key == "label")
        return self.table().model().index(at, of_choice)

    def choice(self, at: int) -> Choice | None:
        """Return the choice of a row; None for what does not stand in a column."""
        if at in self._waiting:
            self._fill(at)
        holder = self.table().indexWidget(self._cell(at))
        found = holder.findChild(Choice) if isinstance(holder, QWidget) else None
        return found if isinstance(found, Choice) else None

    def _choice(self, at: int, seen: ColumnSeen) -> QWidget:
        choice = Choice(f"column_{at}", f"“{seen.head}”对应台账里的项目", searchable=True)
        choice.offer([("", _LEFT_OUT), *fields_of(self._kind)])
        if seen.key and choice.findData(seen.key) < 0:
            choice.addItem(seen.label, seen.key)
        choice.choose(seen.key)
        choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        choice.activated.connect(partial(self._chosen_in, at, choice))
        holder = QWidget()
        column(holder, margins=(4, 1, 22, 1)).addWidget(choice)
        return holder

    def _chosen_in(self, at: int, choice: Choice, _index: int) -> None:
        key = choice.value()
        if isinstance(key, str) and key != self.chosen.columns[at].key:
            self.chosen.choose(at, key)
            self._show(at)
            self.table().setFocus()
            self.changed.emit()

    def _open_choice(self, at: int) -> None:
        """Enter on a row: its choice drops down."""
        found = self.choice(at)
        if found is not None:
            found.setFocus()
            found.showPopup()

    def _sheet_chosen(self, _at: int) -> None:
        self.sheet_asked.emit(str(self._sheet.value() or ""))

    def say_refused(self, text: str) -> None:
        """Say why the columns do not do as they are; an empty text takes the words back."""
        self.refusal.words.setText(text)
        self.refusal.setAccessibleName(text)
        self.refusal.setVisible(bool(text))

    def table(self) -> RecordTable:
        """Return the table that is shown."""
        return next((t for t in self._tables if not t.isHidden()), self._tables[0])
