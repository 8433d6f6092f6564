"""Somebody whom the register knows otherwise: for each field, whose word counts."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from ui.common import theme
from ui.common.buttons import Btn, on_click, row
from ui.common.frames import column
from ui.common.labels import Elided, Words
from wenming_desktop.workbooks.merging import Difference, Merge, MergeRow

_LONGEST = 22


class MergePane(QFrame):
    """The fields of one row, each with its two sides; `changed` carries what is said of all."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("k", "card")
        self.setObjectName("card_merge")
        self._merge = Merge()
        self._rows: list[MergeRow] = []
        self._at = 0
        self._groups: list[QButtonGroup] = []
        self._title = Elided("", "head")
        self._title.setObjectName("lbl_merge")
        self._place = Words("", "sm3")
        self._all_sheet = Btn("都以表格为准", name="all_sheet", k="link")
        self._all_register = Btn("都以台账为准", name="all_register", k="link")
        on_click(self._all_sheet, partial(self._say_all, register=False))
        on_click(self._all_register, partial(self._say_all, register=True))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setMinimumHeight(4 * theme.px("ctl_s"))
        # No taller than it must be: the table above it has the room.
        self._area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        layout = column(self, margins=(14, 10, 14, 8), gap=4)
        head = row(self._title, self._place, self._all_sheet, self._all_register, spacing=10)
        head.setStretch(0, 1)
        layout.addLayout(head)
        layout.addWidget(self._area, 1)

    def take(self, rows: list[MergeRow], merge: Merge) -> None:
        """Take the rows of a check and what was said of them already."""
        self._rows, self._merge = rows, merge
        self._all_sheet.setText(f"{len(rows):,} 人都以表格为准")
        self._all_sheet.setAccessibleName(self._all_sheet.text())

    def show_row(self, at: int) -> None:
        """Show one of the rows."""
        self._at = at
        one = self._rows[at]
        self._title.setText(f"合并：第 {one.row:,} 行 {one.name}")
        self._place.setText(f"{at + 1:,} / {len(self._rows):,}")
        inside = QWidget()
        inside.setProperty("k", "scrolled")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 6, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        grid.addWidget(Words("台账里的", "sm2"), 0, 1)
        grid.addWidget(Words("表格里的", "sm2"), 0, 2)
        self._groups = []
        for line, difference in enumerate(one.differences, start=1):
            self._add(grid, line, difference)
        grid.setRowStretch(len(one.differences) + 1, 1)
        self._area.setWidget(inside)

    def _add(self, grid: QGridLayout, line: int, one: Difference) -> None:
        group = QButtonGroup(grid)
        self._groups.append(group)
        grid.addWidget(Words(one.label, "t2"), line, 0)
        kept = self._merge.keeps(self._rows[self._at].cell(one.field))
        sides = (("register", "台账", one.register), ("sheet", "表格", one.sheet))
        for at, (side, words, value) in enumerate(sides, start=1):
            button = QRadioButton(_short(value))
            button.setObjectName(f"fld_{side}_{one.field}")
            button.setAccessibleName(f"{one.label}以{words}为准：{value}")
            button.setToolTip(value if len(value) > _LONGEST else "")
            button.setChecked(kept == (side == "register"))
            button.toggled.connect(partial(self._say, one.field, side))
            group.addButton(button)
            grid.addWidget(button, line, at)
        every = Btn("这一项都这样", name=f"every_{one.field}", k="link")
        every.setAccessibleName(f"所有人的{one.label}都这样")
        on_click(every, partial(self._say_field, one.field))
        grid.addWidget(every, line, 3)

    def take_focus(self) -> None:
        """Go to the side of the first field that is on."""
        on = self._groups[0].checkedButton() if self._groups else None
        if on is not None:
            on.setFocus(Qt.FocusReason.TabFocusReason)

    def _say(self, field: str, side: str, on: bool) -> None:
        if on:
            cell = self._rows[self._at].cell(field)
            self._put(self._merge.put(cell, register=side == "register"))

    def _say_field(self, field: str) -> None:
        kept = self._merge.keeps(self._rows[self._at].cell(field))
        self._put(self._merge.put_all([field], register=kept))

    def _say_all(self, *, register: bool) -> None:
        fields = {one.field for row in self._rows for one in row.differences}
        self._put(self._merge.put_all(fields, register=register))
        self.show_row(self._at)

    def _put(self, merge: Merge) -> None:
        self._merge = merge
        self.changed.emit(merge)


def _short(value: str) -> str:
    return value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
