"""党员 and 包联户: the members of a node, and the households they look after."""

from dataclasses import replace

from PySide6.QtCore import Signal
from typing_extensions import override

from ui.common.buttons import Btn, on_click
from ui.jobs import Job
from ui.page import Services
from ui.party.columns import CELL_COLUMN, LIAISONS, MEMBERS, member_columns
from ui.party.node_list import Shape
from ui.party.table_panel import TablePanel
from wenming_desktop.party.page_model import LiaisonLine, MemberLine
from wenming_desktop.party.page_queries import (
    LIAISON_ORDERS,
    MEMBER_ORDERS,
    liaison_count,
    liaison_page,
    member_count,
    member_page,
)
from wenming_desktop.party.rules import GROUP
from wenming_desktop.three_cards.model import CardMarks
from wenming_desktop.three_cards.queries import card_marks

_TOUCH = frozenset(
    {"party_member", "resident", "household", "household_liaison", "building_party_group"}
)
_OF_ROLL = _TOUCH | {"post_assignment", "post_claim", "work_unit", "party_organization"}
_OF_HOMES = _TOUCH | {"house", "building"}
_ROLL = Shape(
    "members",
    "党员列表",
    MEMBERS,
    "↑↓ 选择　回车打开这名党员　Ctrl+F 查找",
    ("这里还没有党员", "点“党员报到”登记，或者到“导入台账”导入党员花名册。"),
    member_count,
    member_page,
    _OF_ROLL,
    "party/members",
    frozenset(MEMBER_ORDERS),
)
_HOMES = Shape(
    "liaisons",
    "包联户列表",
    LIAISONS,
    "↑↓ 选择　回车打开这一户　Ctrl+F 查找",
    ("这里还没有包联户", "在“党员”里回车打开一名党员，把住户包联给他。"),
    liaison_count,
    liaison_page,
    _OF_HOMES,
    "party/liaisons",
    frozenset(LIAISON_ORDERS),
)
_OF_CARDS = frozenset(
    {"party_registration_card", "party_contact_card", "party_feedback_card", "feedback_letter"}
)


class MembersPanel(TablePanel):
    """The members; `opened` carries the one asked for by Enter."""

    opened = Signal(int)
    add_asked = Signal()

    def __init__(self, services: Services) -> None:
        self._marks: dict[int, CardMarks] = {}
        self._marks_job: Job | None = None
        super().__init__(services, replace(_ROLL, columns=member_columns(self._marks)))
        self._add = Btn("加党员", name="add_member", icon="ri.add-line", k="link")
        self._add.setToolTip("加一名在册、流入或流出党员；在职党员来报到用“党员报到”")
        self._line.addWidget(on_click(self._add, self.add_asked.emit))
        self._add.setVisible(self._may_write)
        self.model.dataChanged.connect(self._ask_marks)

    @override
    def show_node(self, level: str, row_id: int) -> None:
        self.table.setColumnHidden(CELL_COLUMN, level == GROUP)
        super().show_node(level, row_id)

    @override
    def changed(self, tables: frozenset[str]) -> None:
        super().changed(tables)
        if tables & _OF_CARDS and not tables & _OF_ROLL:
            self._ask_marks()

    @override
    def open_row(self, at: int) -> None:
        line: MemberLine | None = self.model.row(at)
        if line is not None:
            self.opened.emit(line.id)

    def seek(self, member: int) -> None:
        """Take a member in hand as soon as the list names him."""
        self._sought = member
        self._take_sought()

    @override
    def _loaded(self, total: int) -> None:
        super()._loaded(total)
        self._ask_marks()

    def _ask_marks(self) -> None:
        """Read how those in memory stand with the three cards."""
        rows = (self.model.row(at) for at in range(self.model.rowCount()))
        ids = tuple(line.id for line in rows if line is not None)
        if self._marks_job is not None:
            self._marks_job.drop()
        self._marks_job = self.jobs.read(self, self._show_marks, card_marks, ids) if ids else None

    def _show_marks(self, found: dict[int, CardMarks]) -> None:
        self._marks.clear()
        self._marks.update(found)
        self.table.viewport().update()


class LiaisonsPanel(TablePanel):
    """The households; `opened` carries the one asked for by Enter."""

    opened = Signal(int)

    def __init__(self, services: Services) -> None:
        super().__init__(services, _HOMES)

    @override
    def open_row(self, at: int) -> None:
        line: LiaisonLine | None = self.model.row(at)
        if line is not None and line.household_id:
            self.opened.emit(line.household_id)
