"""划网格: buildings go to another grid from a day on; what was before stays in its history."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ui.common import theme
from ui.common.choice import Choice
from ui.common.date_field import DateField
from ui.common.form_dialog import FormDialog
from ui.common.form_row import FormRow
from ui.jobs import Jobs, Reply
from wenming_desktop.elevation.model import BuildingLine
from wenming_desktop.errors import UserError
from wenming_desktop.households.model import Choice as PlaceChoice
from wenming_desktop.households.queries import grids
from wenming_desktop.places import zoning
from wenming_desktop.places.model import Rezone

_ID = Qt.ItemDataRole.UserRole


class ZoneDialog(FormDialog):
    """Moves buildings; `moved` when it was done."""

    moved = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("zone", "划网格", "划到这个网格", parent)
        self._jobs = jobs
        self._list = QListWidget()
        self._list.setObjectName("fld_zone_buildings")
        self._list.setAccessibleName("要划的楼栋，空格勾选")
        self._list.setMinimumHeight(theme.px("row") * 5)
        self._grid = Choice("zone_grid", "网格")
        self._day = DateField("zone_from", "生效日期")
        self._day.put(date.today())
        self._buildings = self.add(FormRow("zone_buildings", "楼栋", self._list, required=True))
        self.add(FormRow("zone_grid", "划到", self._grid, required=True))
        self._from = self.add(FormRow("zone_from", "生效日期", self._day, required=True))
        self._from.show_note("可以写以后的日子，到那天自己生效")
        self.told.setText("以前的工单和月报还算在原来的网格里，往后的算在新网格里。")
        self._list.itemChanged.connect(self._count)
        self.submitted.connect(self._move)

    def begin(self, lines: tuple[BuildingLine, ...], chosen: int | None) -> None:
        """Show it for the buildings of an estate, one of them ticked."""
        self._list.blockSignals(True)
        self._list.clear()
        for line in lines:
            item = QListWidgetItem(f"{line.title}　{line.grid or '未划分'}")
            item.setData(_ID, line.id)
            on = Qt.CheckState.Checked if line.id == chosen else Qt.CheckState.Unchecked
            item.setCheckState(on)
            self._list.addItem(item)
        self._list.blockSignals(False)
        self._jobs.read(self, self._offer, grids)
        self._count()
        self.bring()

    def _offer(self, choices: tuple[PlaceChoice, ...]) -> None:
        offered: list[tuple[object, str]] = [(grid.id, grid.name) for grid in choices]
        self._grid.offer([*offered, (0, "不属于任何网格")])

    def _ticked(self) -> tuple[int, ...]:
        items = (self._list.item(at) for at in range(self._list.count()))
        return tuple(i.data(_ID) for i in items if i.checkState() == Qt.CheckState.Checked)

    def _count(self, _item: QListWidgetItem | None = None) -> None:
        self.do.setText(f"划 {len(self._ticked())} 栋楼")
        self.do.restyle()

    def _move(self) -> None:
        day = self._day.value()
        if day is None:
            self._from.show_error("写不出是哪一天，比如 2026-12-01")
            self._day.setFocus()
            return
        grid = self._grid.value()
        command = Rezone(self._ticked(), grid if isinstance(grid, int) and grid else None, day)
        self.wait(waiting=True)
        self._jobs.write(self, Reply(self._done, self._refused), zoning.rezone, command)

    def _done(self, _moved: int) -> None:
        self.wait(waiting=False)
        self.moved.emit()
        self.accept()

    def _refused(self, error: UserError) -> None:
        self.fail(error.message)
