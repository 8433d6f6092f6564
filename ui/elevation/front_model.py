"""The front as a table: a floor a row, a column of doors a column, a gap between units."""

from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from wenming_desktop.elevation import model
from wenming_desktop.elevation.model import Cell, Elevation, UnitHead

Index = QModelIndex | QPersistentModelIndex
CELL: Final = Qt.ItemDataRole.UserRole
TINT: Final = Qt.ItemDataRole.UserRole + 1
DIM: Final = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True)
class Stair:
    """One column of doors; `unit` None is the gap between two units."""

    unit: UnitHead | None
    column: str = ""


class FrontModel(QAbstractTableModel):
    """Doors by floor and column; `by` is what colours them, `bright` what stays undimmed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.front: Elevation | None = None
        self.stairs: list[Stair] = []
        self.by, self.bright = model.CARE, ""
        self._cells: dict[tuple[str, int | None, str], Cell] = {}

    def show_front(self, front: Elevation) -> None:
        """Show another building."""
        self.beginResetModel()
        self.front = front
        self._cells = {
            (cell.unit, cell.floor, model.column_of(cell.floor, cell.room)): cell
            for cell in front.cells
        }
        self.stairs = []
        for unit in front.units:
            if self.stairs:
                self.stairs.append(Stair(None))
            self.stairs += [Stair(unit, column) for column in unit.columns]
        self.endResetModel()

    def colour(self, by: str, bright: str = "") -> None:
        """Colour by another thing; `bright` dims every door that does not bear it."""
        self.by, self.bright = by, bright
        if self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def cell(self, index: Index) -> Cell | None:
        """The door at a place; None for a gap and where no door is."""
        if not index.isValid() or self.front is None:
            return None
        stair = self.stairs[index.column()]
        if stair.unit is None:
            return None
        return self._cells.get((stair.unit.unit, self.front.floors[index.row()], stair.column))

    def place_of(self, house: int) -> QModelIndex:
        """Where a door stands; an invalid index when it is not on this front."""
        for row in range(self.rowCount()):
            for at in range(self.columnCount()):
                cell = self.cell(self.index(row, at))
                if cell is not None and cell.house_id == house:
                    return self.index(row, at)
        return QModelIndex()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() or self.front is None else len(self.front.floors)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.stairs)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.cell(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index)
        if cell is None or self.front is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                said: object = cell.room
            case Qt.ItemDataRole.AccessibleTextRole:
                said = spoken(self.front, cell)
            case _ if role == TINT:
                said = model.colour_of(cell, self.by)
            case _ if role == DIM:
                said = bool(self.bright) and not model.bears(cell, self.by, self.bright)
            case _:
                said = cell if role == CELL else None
        return said

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or self.front is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            floor = self.front.floors[section]
            return "其他" if floor is None else f"{floor}层"
        unit = self.stairs[section].unit
        return "" if unit is None else unit.title


def spoken(front: Elevation, cell: Cell) -> str:
    """A door in words: 3号楼 2单元 501，王秀兰，1 人，独居、高龄，在办诉求 1 件."""
    unit = next((head.title for head in front.units if head.unit == cell.unit), "")
    parts = [f"{front.title} {unit} {cell.room}"]
    if cell.vacant:
        return "，".join([*parts, "空置"])
    parts += [cell.head, f"{cell.people} 人"]
    labels = "、".join(tag.label for tag in cell.tags)
    late = f"，其中超期 {cell.late} 件" if cell.late else ""
    parts += [labels] * bool(labels)
    parts += [f"在办诉求 {cell.tickets} 件{late}"] * bool(cell.tickets)
    return "，".join(parts)
