"""A short list held in memory, with ticks: what is ticked, else the row in hand, is acted on."""

from collections.abc import Callable, Sequence
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.common.columns import Column
from ui.common.frames import EmptyState, column
from ui.common.held_rows import AtHand, held
from ui.common.pick_table import PickTable
from ui.common.table_model import PagedModel

RowT = TypeVar("RowT")
PICK: Final = "pick"


def tick_column(picked: dict[int, None]) -> Column[Any]:
    """The column of ticks."""

    def said(row: Any) -> str:
        return "已勾选" if row.id in picked else "未勾选"

    return Column(PICK, "", said, width=40)


class PickList(QWidget, Generic[RowT]):
    """A table with ticks over rows that are here; `here` tells the row in hand has changed.

    `opened` is Enter or a double click, `ticked` that the ticks have changed.
    """

    here = Signal()
    opened = Signal()
    ticked = Signal()

    def __init__(
        self,
        name: str,
        label: str,
        columns: Callable[[dict[int, None]], Sequence[Column[RowT]]],
    ) -> None:
        super().__init__()
        self.picked: dict[int, None] = {}
        self.rows: tuple[RowT, ...] = ()
        self._model: PagedModel[RowT] = PagedModel(AtHand(), columns(self.picked), self)
        self.table = PickTable(name, label, self._model, self.picked)
        self.empty = EmptyState(f"empty_{name}")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        column(self).addWidget(self._stack)
        self.setFocusProxy(self.table)
        self.table.ticked.connect(self.ticked)
        self.table.all_asked.connect(self._pick_all)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self.here.emit())
        self.table.opened.connect(lambda _at: self.opened.emit())

    def show_rows(self, rows: Sequence[RowT]) -> None:
        """Show rows; ticks and the row in hand stay where they still are."""
        held_id = getattr(self.current(), "id", None)
        self.rows = tuple(rows)
        ids = {self._id(row) for row in self.rows}
        for gone in [one for one in self.picked if one not in ids]:
            del self.picked[gone]
        self._model.load(held(self.rows))
        self._stack.setCurrentIndex(0 if self.rows else 1)
        at = next((n for n, row in enumerate(self.rows) if self._id(row) == held_id), 0)
        self.table.go_to(at)
        self.table.show_ticks()
        self.here.emit()
        self.ticked.emit()

    def current(self) -> RowT | None:
        """Return the row in hand."""
        return self._model.row(self.table.current())

    def chosen(self) -> tuple[RowT, ...]:
        """Return what is ticked in the order of the list, else the row in hand."""
        ticked = tuple(row for row in self.rows if self._id(row) in self.picked)
        if ticked:
            return ticked
        row = self.current()
        return () if row is None else (row,)

    def untick(self) -> None:
        """Take every tick off."""
        self.picked.clear()
        self.table.show_ticks()
        self.ticked.emit()

    def _pick_all(self) -> None:
        if len(self.picked) == len(self.rows):
            self.picked.clear()
        else:
            self.picked.update(dict.fromkeys(self._id(row) for row in self.rows))
        self.table.show_ticks()
        self.ticked.emit()

    @staticmethod
    def _id(row: Any) -> int:
        return int(row.id)
