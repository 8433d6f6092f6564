"""The card beside the front: the door in hand, who lives there, what is open, where to go on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLayout, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn, on_click, row
from ui.common.frames import column, frame
from ui.common.labels import ChipLabel, Elided, LampLabel, Words
from ui.common.paint import Chip, Lamp
from ui.common.restyle import OnRestyle
from wenming_desktop.elevation.model import Cell
from wenming_desktop.households.model import HouseholdDetail

_CARD_WORDS = {"none": "未发卡", "waiting": "待印", "given": "未签收", "signed": "已签收"}


class DoorCard(OnRestyle, QFrame):
    """Shows one door; asks to open its household or to register a call."""

    open_asked = Signal(int)
    register_asked = Signal(int)

    def __init__(self, *, may_register: bool) -> None:
        super().__init__()
        self.setProperty("k", "card")
        self.setObjectName("pane_door")
        self._cell: Cell | None = None
        self._may_register = may_register
        self._name, self._room = Words("", "name"), Elided("", "t2")
        self._name.setObjectName("lbl_door_head")
        self._chips = QHBoxLayout()
        self._chips.setSpacing(4)
        self._facts = QWidget()
        self._lines = QGridLayout(self._facts)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setHorizontalSpacing(8)
        self._lines.setVerticalSpacing(8)
        self._lines.setColumnStretch(1, 1)
        self._tickets = QWidget()
        self._open_ones = column(self._tickets, gap=6)
        self._register = Btn("登记诉求", name="register_door", icon="ri.customer-service-2-line")
        self._open = Btn("打开住户", name="open_household", k="pri", key="回车")
        on_click(self._register, self._ask_register)
        on_click(self._open, self.ask_open)
        self._lay_out()
        self.restyle()
        self.show_cell(None, "")

    def _lay_out(self) -> None:
        whole = column(self)
        head = frame("cardhead")
        inside = column(head, margins=(14, 10, 14, 10), gap=8)
        title = row(self._name, self._room)
        title.setStretch(1, 1)
        inside.addLayout(title)
        inside.addLayout(self._chips)
        whole.addWidget(head)
        body = QWidget()
        told = column(body, margins=(14, 12, 14, 12), gap=12)
        told.addWidget(self._facts)
        told.addWidget(self._tickets)
        told.addStretch(1)
        told.addWidget(self._register)
        told.addWidget(self._open)
        whole.addWidget(body, 1)

    @override
    def restyle(self) -> None:
        self.setFixedWidth(round(theme.px("f_body") * 17.5))

    def show_cell(self, cell: Cell | None, door: str) -> None:
        """Show what the front knows of a door; the rest follows by `show_household`."""
        self._cell = cell
        at_home = cell is not None and not cell.vacant
        self._name.setText("还没有选房屋" if cell is None else cell.head if at_home else "空置")
        self._room.setText(door)
        _empty(self._chips)
        for tag in (cell.tags if cell is not None else ())[:4]:
            self._chips.addWidget(ChipLabel(Chip(tag.label, tag.kind)))
        self._chips.addStretch(1)
        self._register.setVisible(at_home and self._may_register)
        self._open.setVisible(at_home)
        facts = {} if cell is None else {"房号": cell.room}
        if cell is not None and at_home:
            facts = {"成员": f"{cell.people} 人常住", "连心卡": _CARD_WORDS[cell.card]}
        self._show_facts(facts)
        _empty(self._open_ones)

    def show_household(self, detail: HouseholdDetail) -> None:
        """Add what only the household knows."""
        if self._cell is None or detail.id != self._cell.household_id:
            return
        facts = {"成员": f"{self._cell.people} 人常住", "电话": detail.phone_masked}
        facts |= {"包联": detail.liaison, "网格": f"{detail.grid} {detail.grid_worker}".strip()}
        facts["连心卡"] = detail.card_label
        self._show_facts({label: said for label, said in facts.items() if said})
        _empty(self._open_ones)
        if detail.tickets:
            self._open_ones.addWidget(Words("近期诉求", "strong"))
        for ticket in detail.tickets[:3]:
            self._open_ones.addWidget(Elided(ticket.title, "t2"))
            if ticket.lamp_text:
                self._open_ones.addWidget(LampLabel(Lamp(ticket.lamp, ticket.lamp_text)))

    def ask_open(self) -> None:
        """Ask for the household's own page."""
        if self._cell is not None and self._cell.household_id is not None:
            self.open_asked.emit(self._cell.household_id)

    def _ask_register(self) -> None:
        if self._cell is not None and self._cell.household_id is not None:
            self.register_asked.emit(self._cell.household_id)

    def _show_facts(self, facts: dict[str, str]) -> None:
        _empty(self._lines)
        for at, (label, said) in enumerate(facts.items()):
            self._lines.addWidget(Words(label, "t3"), at, 0)
            self._lines.addWidget(Elided(said), at, 1)


def _empty(layout: QLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        part = None if item is None else item.widget()
        if part is not None:
            part.hide()
            part.deleteLater()
