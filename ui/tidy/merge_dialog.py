"""合并: two records of one person side by side, field by field; what differs is chosen."""

from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QRadioButton,
    QWidget,
)
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn, Segment, on_click
from ui.common.form_dialog import FormDialog
from ui.common.labels import Elided, Words
from ui.jobs import Job, Jobs, Reply
from wenming_desktop.errors import UserError
from wenming_desktop.households.merge import merge_residents, preview_merge
from wenming_desktop.households.tidy_model import Merge, MergeField, MergePreview, Twin, Twins
from wenming_desktop.households.twins import not_the_same

_LEFT, _RIGHT = "left", "right"
_WIDE: Final = 46
_EDGE: Final = 30


@dataclass(frozen=True)
class _Line:
    """A field as drawn: the same side for the same person, whichever is kept."""

    field: MergeField
    sides: dict[str, str]


class MergeDialog(FormDialog):
    """Makes one person of two, or tells them apart."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("merge", "是不是同一个人", "合成一份", parent)
        self._jobs = jobs
        self._pair: Twins | None = None
        self._job: Job | None = None
        self._chosen: dict[str, str] = {}
        self._keep = Segment("merge_keep", ((_LEFT, "留左边这份"), (_RIGHT, "留右边这份")))
        self._table = QWidget()
        self._grid = QGridLayout()
        self._groups: list[QButtonGroup] = []
        self.apart = Btn("不是同一个人", name="merge_apart")
        self._lay_out_sides()
        on_click(self.apart, self._tell_apart)
        self._keep.chosen.connect(self._read)
        self.submitted.connect(self._merge)

    def _lay_out_sides(self) -> None:
        self.column.addWidget(self._keep, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self._table)
        foot = self._foot.layout()
        if foot is not None:
            foot.removeWidget(self.drop)
            foot.removeWidget(self.do)
            for button in (self.apart, self.drop, self.do):
                foot.addWidget(button)

    def begin(self, pair: Twins) -> None:
        """Put a pair side by side."""
        self._pair = pair
        self._chosen = {}
        self._keep.choose(_LEFT)
        self.fail("")
        self._read()

    def _ends(self) -> tuple[Twin, Twin] | None:
        """Who is kept and who goes into it."""
        if self._pair is None:
            return None
        ends = (self._pair.left, self._pair.right)
        return ends if self._keep.value() == _LEFT else ends[::-1]

    def _read(self, _side: str = "") -> None:
        ends = self._ends()
        if ends is not None:
            if self._job is not None:
                self._job.drop()
            self.wait(waiting=True)
            reply = Reply(self._show, self._refused)
            keep, drop = (end.resident_id for end in ends)
            self._job = self._jobs.read(self, reply, preview_merge, keep, drop)

    def _show(self, preview: MergePreview) -> None:
        self.wait(waiting=False)
        self._draw([self._line(field) for field in preview.fields if field.left or field.right])
        moves = "、".join(preview.moves)
        said = f"{moves}一起并过去。" if moves else ""
        self.told.setText(f"{said}空着的照另一份补上，不一样的照上面选的。合并能撤销。")
        self.fail(f"这两份档案合不了：{preview.refused}。" if preview.refused else "")
        self.do.setEnabled(not preview.refused)
        if not self.isVisible():
            self.bring()
        self._take_focus()

    def _line(self, field: MergeField) -> _Line:
        kept = self._keep.value()
        other = _RIGHT if kept == _LEFT else _LEFT
        return _Line(field, {kept: field.left, other: field.right})

    def _draw(self, lines: list[_Line]) -> None:
        layout = self.column
        fresh = QWidget()
        self._grid = QGridLayout(fresh)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self._groups = []
        self._heads()
        for at, line in enumerate(lines, start=2):
            self._grid.addWidget(Words(line.field.label, "t2"), at, 0, Qt.AlignmentFlag.AlignRight)
            self._sides(at, line)
        layout.replaceWidget(self._table, fresh)
        self._table.hide()
        self._table.deleteLater()
        self._table = fresh
        fresh.show()

    def _heads(self) -> None:
        if self._pair is not None:
            for at, end in enumerate((self._pair.left, self._pair.right), start=1):
                self._grid.addWidget(Elided(end.name, "head"), 0, at)
                self._grid.addWidget(Elided(end.door or "不在任何一户", "sm2"), 1, at)

    def _sides(self, at: int, line: _Line) -> None:
        if not line.field.differs:
            for column, side in ((1, _LEFT), (2, _RIGHT)):
                self._grid.addWidget(Elided(line.sides[side] or "—"), at, column)
            return
        group, key = QButtonGroup(self._grid), line.field.field
        self._groups.append(group)
        for column, side in ((1, _LEFT), (2, _RIGHT)):
            button = QRadioButton(line.sides[side])
            button.setObjectName(f"fld_merge_{key}_{side}")
            where = "左边" if side == _LEFT else "右边"
            button.setAccessibleName(f"{line.field.label}用{where}的：{line.sides[side]}")
            button.setChecked(side == self._chosen.get(key, self._keep.value()))
            button.toggled.connect(partial(self._choose, key, side))
            group.addButton(button)
            self._grid.addWidget(button, at, column)

    def _choose(self, key: str, side: str, on: bool) -> None:
        if on:
            self._chosen[key] = side

    def _take_focus(self) -> None:
        """The cursor is where something has to be chosen, else on the button that does it."""
        if self._keep.isAncestorOf(self.focusWidget() or self):
            return
        first = next((button for group in self._groups for button in group.buttons()), None)
        (first or self.do).setFocus(Qt.FocusReason.OtherFocusReason)

    def _merge(self) -> None:
        ends = self._ends()
        if ends is None:
            return
        kept = self._keep.value()
        take = frozenset(key for key, side in self._chosen.items() if side != kept)
        command = Merge(ends[0].resident_id, ends[1].resident_id, take)
        self.wait(waiting=True)
        self._jobs.write(self, Reply(self._done, self._refused), merge_residents, command)

    def _tell_apart(self) -> None:
        if self._pair is not None:
            left, right = self._pair.left.resident_id, self._pair.right.resident_id
            reply = Reply(self._done, self._refused)
            self._jobs.write(self, reply, not_the_same, left, right)

    def _done(self, _kept: int) -> None:
        self.wait(waiting=False)
        self.accept()

    def _refused(self, error: UserError) -> None:
        self.fail(error.message)

    @override
    def _fit(self) -> None:
        super()._fit()
        room = self.screen().availableSize()
        for layout in (self._grid, self.column, self._inside):
            layout.invalidate()
            layout.activate()
        wide = min(round(theme.px("f_body") * _WIDE), room.width() - _EDGE)
        told = self.told.heightForWidth(wide - _EDGE)
        high = self.column.sizeHint().height() + told + self._foot.sizeHint().height() + _EDGE
        self.resize(wide, min(high, room.height() - 2 * _EDGE))
