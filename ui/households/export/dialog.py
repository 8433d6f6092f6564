"""The form before an export: whose rows, which columns, masked or whole and then for what."""

from typing import Final

from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Segment
from ui.common.form_dialog import FormDialog
from ui.common.form_row import FormRow
from ui.common.memory import Memory
from ui.households.export.columns import ColumnTicks
from wenming_desktop.households.model import HouseholdFilter
from wenming_desktop.workbooks.exported import COLUMNS

_KEPT: Final = "households/export_columns"
_WIDE: Final = 42
LIST, ALL = "list", "all"
MASKED, FULL = "masked", "full"


class ExportDialog(FormDialog):
    """Asks; what comes of it is read off by `columns`, `wanted`, `full` and `reason`."""

    def __init__(self, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__("export", "导出台账", "存成 Excel", parent)
        self._memory = memory
        self._filter = HouseholdFilter()
        self._whom = Segment("export_whom", ((LIST, "照现在的列表"), (ALL, "全部居民")))
        self._ticks = ColumnTicks()
        self._numbers = Segment("export_numbers", ((MASKED, "打码"), (FULL, "完整号码")))
        self._reason = QLineEdit()
        self._reason.setObjectName("fld_export_reason")
        self._reason.setMaxLength(100)
        self._reason.setPlaceholderText("如 给街道报补贴名单")
        self._rows = {
            "whom": self.add(FormRow("export_whom", "导出谁", self._whom)),
            "columns": self.add(FormRow("export_columns", "哪些列", self._ticks)),
            "numbers": self.add(FormRow("export_numbers", "号码", self._numbers)),
            "reason": self.add(FormRow("export_reason", "用途", self._reason, required=True)),
        }
        self._rows["columns"].show_note(
            "小区、楼栋、单元、房号、姓名和居民编号总在，再导入时靠它认人"
        )
        self._numbers.chosen.connect(self._ask_reason)
        self._whom.chosen.connect(self._tell)

    def begin(self, wanted: HouseholdFilter, words: str, homes: int) -> None:
        """Show it for what the list shows now: its filter, in words, and how many households."""
        self._filter = wanted
        narrowed = bool(wanted.text or wanted.tags or wanted.estate_id or wanted.grid_id)
        self._whom.choose(LIST if narrowed else ALL)
        self._rows["whom"].setVisible(narrowed)
        self._rows["whom"].show_note(f"{words}，{homes:,} 户" if words else f"{homes:,} 户")
        kept = self._memory.get_text(_KEPT).split()
        self._ticks.choose(kept or COLUMNS)
        self._numbers.choose(MASKED)
        self._reason.clear()
        self._ask_reason(MASKED)
        self.bring()

    def keep(self) -> None:
        """Remember which columns were wanted."""
        self._memory.keep_text(_KEPT, " ".join(self._ticks.value()))

    def ready(self) -> bool:
        """Whether all is said; else the row in question says what is missing."""
        if self.full() and not self.reason():
            self._rows["reason"].show_error("完整号码要写明用途，记进操作日志")
            self._reason.setFocus()
            return False
        return True

    def wanted(self) -> HouseholdFilter | None:
        """Return the filter of the list, or None for everybody."""
        return self._filter if self._whom.value() == LIST else None

    def columns(self) -> tuple[str, ...]:
        """Return the columns that are ticked."""
        return self._ticks.value()

    def full(self) -> bool:
        """Whether numbers go out whole."""
        return self._numbers.value() == FULL

    def reason(self) -> str:
        """Return what the whole numbers are for; empty for masked ones."""
        return self._reason.text().strip() if self.full() else ""

    def _ask_reason(self, _chosen: str) -> None:
        self._rows["reason"].setVisible(self.full())
        self._rows["reason"].clear()
        self._tell()
        if self.full():
            self._reason.setFocus()

    def _tell(self, _chosen: str = "") -> None:
        numbers = "身份证号、电话是完整的，用完删掉" if self.full() else "身份证号、电话打码"
        self.told.setText(f"{numbers}。改好后能原样再导入，没有改的不动。谁导出的会记进操作日志。")

    @override
    def _fit(self) -> None:
        super()._fit()
        room = self.screen().availableSize()
        wide = min(round(theme.px("f_body") * _WIDE), room.width() - 40)
        high = self._inside.totalHeightForWidth(wide) + self._foot.sizeHint().height()
        self.resize(wide, min(high + 30, room.height() - 60))
