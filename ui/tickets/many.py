"""Several tickets chosen at once, where several may go to the archive together."""

from PySide6.QtWidgets import QAbstractItemView

from ui.common.table_model import PagedModel
from ui.common.table_view import RecordTable
from wenming_desktop.tickets.archiving import ArchiveMany
from wenming_desktop.tickets.board import BoardFilter, BoardLine

_ONE = QAbstractItemView.SelectionMode.SingleSelection
_SEVERAL = QAbstractItemView.SelectionMode.ExtendedSelection
Lines = PagedModel[BoardLine]


def let_choose(table: RecordTable, *, several: bool) -> None:
    """Let one row be chosen, or several with Shift, Ctrl and Ctrl+A."""
    table.setSelectionMode(_SEVERAL if several else _ONE)


def count(table: RecordTable, model: Lines) -> int:
    """Return how many tickets are chosen; a row that is not here yet counts only with all."""
    rows = _rows(table)
    if _is_all(rows, model):
        return model.rowCount()
    return sum(1 for row in rows if model.row(row) is not None)


def order(table: RecordTable, model: Lines, wanted: BoardFilter) -> ArchiveMany | None:
    """Return the order to archive what is chosen; None where it is at most one ticket."""
    rows = _rows(table)
    if len(rows) < 2:
        return None
    if _is_all(rows, model):
        return ArchiveMany(wanted=wanted)
    lines = (model.row(row) for row in sorted(rows))
    return ArchiveMany(tuple(line.id for line in lines if line is not None))


def _rows(table: RecordTable) -> set[int]:
    chosen = table.selectionModel().selection()
    parts = (chosen.at(at) for at in range(chosen.count()))
    return {row for part in parts for row in range(part.top(), part.bottom() + 1)}


def _is_all(rows: set[int], model: Lines) -> bool:
    return len(rows) > 1 and len(rows) == model.rowCount()
