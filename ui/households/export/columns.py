"""Which columns an export has: ticks in the order of the ledger; names and doors always go."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from ui.common.buttons import Btn, on_click, row
from ui.common.frames import column
from wenming_desktop.fields import by_key
from wenming_desktop.households.fields import LEDGER_FIELDS
from wenming_desktop.workbooks.exported import COLUMNS, NAME, PLACE

ALWAYS = frozenset({*PLACE, NAME})
_ACROSS = 4


class ColumnTicks(QWidget):
    """A tick for each column of the ledger."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("fld_export_columns")
        self.setAccessibleName("要导出的列")
        fields = by_key(LEDGER_FIELDS)
        self._boxes: dict[str, QCheckBox] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        for at, key in enumerate(key for key in COLUMNS if key not in ALWAYS):
            box = QCheckBox(fields[key].label)
            box.setObjectName(f"fld_column_{key}")
            box.setAccessibleName(f"导出{fields[key].label}")
            box.setChecked(True)
            box.toggled.connect(lambda _on: self.changed.emit())
            self._boxes[key] = box
            grid.addWidget(box, at // _ACROSS, at % _ACROSS)
        every = Btn("全要", name="all_columns", k="link")
        least = Btn("只要姓名和门牌", name="least_columns", k="link")
        on_click(every, lambda: self.choose(COLUMNS))
        on_click(least, lambda: self.choose(()))
        layout = column(self, gap=2)
        layout.addLayout(grid)
        layout.addLayout(row(every, least, None, spacing=12))
        self.setFocusProxy(next(iter(self._boxes.values())))

    def choose(self, keys: Iterable[str]) -> None:
        """Tick these."""
        wanted = frozenset(keys)
        for key, box in self._boxes.items():
            box.setChecked(key in wanted)

    def value(self) -> tuple[str, ...]:
        """Return the columns to write, in the order of the ledger."""
        return tuple(key for key in COLUMNS if key in ALWAYS or self._boxes[key].isChecked())
