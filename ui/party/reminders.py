"""提醒: what the rules ask for, and what nobody covers yet; each line leads to its mend."""

from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import FilterChip
from ui.common.frames import EmptyState, column, frame
from ui.common.held_rows import AtHand, held
from ui.common.labels import Elided
from ui.common.restyle import OnRestyle
from ui.common.table_model import PagedModel, PageSource
from ui.common.table_view import RecordTable
from ui.page import Services
from ui.party.columns import GAPS, WARNINGS
from ui.party.node_panel import NodePanel
from wenming_desktop.party.gaps import gap_count, gap_counts, gap_page
from wenming_desktop.party.gaps_model import (
    BUILDINGS,
    HOUSEHOLDS,
    OVERLOADED,
    GapCounts,
    GapFilter,
    GapLine,
)
from wenming_desktop.party.model import CellWarning

_WARNED: Final = "warned"
_CHIPS: Final = (
    (_WARNED, "要看的"),
    (BUILDINGS, "没有党小组的楼"),
    (HOUSEHOLDS, "没有联户党员"),
    (OVERLOADED, "联户太多"),
)
_KEYS: Final = {
    _WARNED: "↑↓ 选择　回车到这个党组织",
    BUILDINGS: "左边选中的一级　↑↓ 选择　回车给这栋楼建党小组",
    HOUSEHOLDS: "左边选中的一级　↑↓ 选择　回车派一名联户党员",
    OVERLOADED: "左边选中的一级　↑↓ 选择　回车打开这名党员，把住户分给别人",
}
_NOTHING: Final = {
    _WARNED: ("没有要看的", "党小组都有三名以上党员，组长都是正式党员，支部人数和任期都合规矩。"),
    BUILDINGS: ("每栋楼都有党小组", "这一级下面没有空着的楼。"),
    HOUSEHOLDS: ("每户都有联户党员", "这一级下面，有人住的户都有党员包联。"),
    OVERLOADED: ("没有人联户太多", "这一级下面，每名党员包联的都不超过 10 户。"),
}
_TABLES: Final = frozenset(
    {"building", "building_party_group", "household", "household_liaison", "party_member"}
)


class RemindersPanel(OnRestyle, NodePanel):
    """Four lists behind four chips: the office's warnings, and three kinds of gaps of the node.

    `node_asked` carries level and id, `contact_asked` the line, the others the id of what Enter
    was pressed on.
    """

    node_asked = Signal(str, int)
    building_asked = Signal(int)
    contact_asked = Signal(object)
    member_asked = Signal(int)

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._node: tuple[str, int] | None = None
        self._warned: PagedModel[CellWarning] = PagedModel(AtHand(), WARNINGS, self)
        self._gaps: PagedModel[GapLine] = PagedModel(self.jobs, GAPS, self)
        self._tables = {
            "warnings": RecordTable("warnings", "要看的党组织", self._warned),
            "gaps": RecordTable("gaps", "没有覆盖到的", self._gaps),
        }
        self._chips = {key: FilterChip(key, label) for key, label in _CHIPS}
        self._one = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._empty = EmptyState("empty_reminders")
        self._foot = Elided("", "sm2")
        self._strip = frame("foot")
        self._lay_out()
        self._chips[_WARNED].setChecked(True)
        self._one.buttonClicked.connect(lambda _chip: self._turn())
        self._warned.loaded.connect(self._count_warned)
        self._gaps.loaded.connect(lambda _total: self._show())
        self._tables["warnings"].opened.connect(self._open_warning)
        self._tables["gaps"].opened.connect(self._open_gap)
        self.restyle()

    def _lay_out(self) -> None:
        inside = column(self)
        top = QHBoxLayout()
        top.setContentsMargins(14, 8, 14, 8)
        top.setSpacing(8)
        for chip in self._chips.values():
            self._one.addButton(chip)
            top.addWidget(chip)
        top.addStretch(1)
        inside.addLayout(top)
        for part in (*self._tables.values(), self._empty):
            self._stack.addWidget(part)
        inside.addWidget(self._stack, 1)
        words = QHBoxLayout(self._strip)
        words.setContentsMargins(14, 0, 14, 0)
        words.addWidget(self._foot)
        inside.addWidget(self._strip)

    @override
    def restyle(self) -> None:
        self._strip.setFixedHeight(theme.px("foot"))

    @override
    def show_node(self, level: str, row_id: int) -> None:
        self._node = (level, row_id)
        self._read()

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if tables & _TABLES:
            self._read()

    def show_warnings(self, found: tuple[CellWarning, ...]) -> None:
        """Show what the rules ask of the whole office."""
        self._warned.load(held(found))

    def _read(self) -> None:
        if self._node is not None:
            self.jobs.read(self, self._count_gaps, gap_counts, *self._node)
            self._load()

    def _load(self) -> None:
        key = self._key()
        if key != _WARNED and self._node is not None:
            asked = GapFilter(key, *self._node)
            self._gaps.load(PageSource(gap_count, gap_page, asked))

    def _count_warned(self, total: int) -> None:
        self._chips[_WARNED].show_count(total)
        self.counted.emit(total)
        self._show()

    def _count_gaps(self, counts: GapCounts) -> None:
        for key in (BUILDINGS, HOUSEHOLDS, OVERLOADED):
            self._chips[key].show_count(getattr(counts, key))

    def _key(self) -> str:
        return next(key for key, chip in self._chips.items() if chip.isChecked())

    def _turn(self) -> None:
        self._load()
        if self._key() == _WARNED:
            self._show()

    def _show(self) -> None:
        key = self._key()
        model: PagedModel[Any] = self._warned if key == _WARNED else self._gaps
        table = self._tables["warnings" if key == _WARNED else "gaps"]
        self._foot.setText(_KEYS[key] if model.rowCount() else "")
        if model.rowCount():
            self._stack.setCurrentWidget(table)
            if table.current() < 0:
                table.go_to(0)
        else:
            title, words = _NOTHING[key]
            self._empty.say(title, words, icon="ri.checkbox-circle-fill", tone="ok")
            self._stack.setCurrentWidget(self._empty)

    def _open_warning(self, at: int) -> None:
        line = self._warned.row(at)
        if line is not None:
            self.node_asked.emit(line.level, line.group_id)

    def _open_gap(self, at: int) -> None:
        line = self._gaps.row(at)
        if line is None:
            return
        if line.kind == HOUSEHOLDS:
            self.contact_asked.emit(line)
        elif line.kind == BUILDINGS:
            self.building_asked.emit(line.id)
        else:
            self.member_asked.emit(line.id)
