"""The buildings a cell covers: a list to tick, narrowed by typing."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.frames import column
from ui.common.search_field import SearchField
from ui.life.group import Group
from wenming_desktop.party.organisation_model import BuildingChoice

_ID = Qt.ItemDataRole.UserRole
_ROWS = 5


class BuildingTicks(Group):
    """`changed` when a tick was made or taken off; those ticked at first stand above."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._all: dict[int, BuildingChoice] = {}
        self.narrow = SearchField("cell_find", "小区、楼号")
        self.list = QListWidget()
        self.list.setObjectName("fld_cell_buildings")
        self.list.setAccessibleName("负责的楼栋，空格勾选")
        self.list.setMinimumHeight(theme.px("row") * _ROWS)
        inside = column(self, gap=4)
        inside.addWidget(self.narrow)
        inside.addWidget(self.list)
        self.narrow.asked.connect(self._narrow)
        self.narrow.left_down.connect(self.list.setFocus)
        self.list.itemChanged.connect(self._ticked)

    @override
    def parts(self) -> list[QWidget]:
        return [self.narrow, self.list]

    def offer(self, buildings: Iterable[BuildingChoice], on: Iterable[int], own: int) -> None:
        """Show the buildings, these ticked; `own` is the cell that is being edited."""
        ticked = frozenset(on)
        self._all = {one.id: one for one in buildings}
        self.narrow.clear()
        self.list.blockSignals(True)
        self.list.clear()
        for one in sorted(self._all.values(), key=lambda one: _rank(one, ticked)):
            item = QListWidgetItem(_words(one, own), self.list)
            item.setData(_ID, one.id)
            item.setSizeHint(QSize(0, theme.px("row")))
            on_off = Qt.CheckState.Checked if one.id in ticked else Qt.CheckState.Unchecked
            item.setCheckState(on_off)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)

    def chosen(self) -> tuple[BuildingChoice, ...]:
        """Return the buildings that are ticked, in their own order."""
        items = (self.list.item(at) for at in range(self.list.count()))
        ids = {i.data(_ID) for i in items if i.checkState() == Qt.CheckState.Checked}
        return tuple(one for one in self._all.values() if one.id in ids)

    def _ticked(self, _item: QListWidgetItem) -> None:
        self.changed.emit()

    def _narrow(self, text: str) -> None:
        for at in range(self.list.count()):
            item = self.list.item(at)
            item.setHidden(bool(text) and text not in item.text().replace(" ", ""))


def _words(one: BuildingChoice, own: int) -> str:
    if one.group_id == own and own:
        return f"{one.name}　归本组"
    if not one.group_id:
        return f"{one.name}　还没有党小组"
    return f"{one.name}　归{one.group_name.removesuffix('党小组')}"


def _rank(one: BuildingChoice, ticked: frozenset[int]) -> int:
    """Those ticked above, then those that nobody covers."""
    return 0 if one.id in ticked else 1 if not one.group_id else 2
