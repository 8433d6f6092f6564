"""The pane beside the list: one household, its people, its card and its tickets."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn, on_click, row
from ui.common.covered import REASONS, Covered
from ui.common.frames import column, frame
from ui.common.labels import ChipLabel, Elided, IconLabel, LampLabel, Words
from ui.common.paint import Chip, Lamp
from ui.common.restyle import OnRestyle
from wenming_desktop.households.model import HouseholdDetail, MemberRow, TicketBrief

_CARD_KIND: Final = {
    "待印": "warn",
    "已印待发": "info",
    "待签收": "info",
    "已签收": "ok",
    "遗失": "bad",
}


def card_chip(label: str) -> Chip:
    """Return the chip of a card status; a name the office gave itself is neutral."""
    return Chip(label, _CARD_KIND.get(label, "rent"))


class DetailPane(OnRestyle, QFrame):
    """Shows one household; asks for what only the page can do.

    `reveal_asked` carries the covered part, the resident, the field and the reason; `open_asked`
    the kind and id of what is to be opened on its own page.
    """

    reveal_asked = Signal(object, int, str, str)
    open_asked = Signal(str, int)
    register_asked = Signal(int)
    print_asked = Signal(int)
    left = Signal()

    def __init__(self, *, may_register: bool, may_reveal: bool) -> None:
        super().__init__()
        self.setProperty("k", "card")
        self.setObjectName("pane_household")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._shown: HouseholdDetail | None = None
        self._may_register, self._may_reveal = may_register, may_reveal
        self._back = Btn("返回", name="back", icon="ri.arrow-left-line", small=True, key="Esc")
        on_click(self._back, self.left.emit)
        self._build()
        self.offer_back(offered=False)
        self.clear()
        self.restyle()

    def _build(self) -> None:
        layout = column(self)
        head = frame("cardhead")
        self._head = column(head, margins=(14, 9, 14, 9), gap=7)
        self._name = Words("", "name")
        self._name.setObjectName("lbl_head")
        self._door = Elided("", "t2")
        title = row(self._back, self._name, self._door, spacing=8)
        title.setStretch(2, 1)
        self._head.addLayout(title)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(4)
        self._head.addLayout(self._chips)
        self._register = Btn("诉求", name="register", icon="ri.customer-service-2-line", small=True)
        on_click(self._register, self._ask_register)
        # Only once it has its place: a button shown without one is a window of its own.
        self.deeds = row(self._register, spacing=6)
        line = row(spacing=6)
        line.addLayout(self.deeds)
        line.addStretch(1)
        self._head.addLayout(line)
        self._register.setVisible(self._may_register)
        layout.addWidget(head)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout.addWidget(self._area, 1)

    @override
    def restyle(self) -> None:
        self.setMinimumWidth(theme.px("detail_w") - 88)

    def offer_back(self, *, offered: bool) -> None:
        """Show the way back when the pane stands alone in a narrow window."""
        self._back.setVisible(offered)

    def take_focus(self) -> None:
        """Go to the first thing that can be done."""
        parts = (self._back, self._register)
        first = next((part for part in parts if not part.isHidden() and part.isEnabled()), None)
        (first or self).setFocus(Qt.FocusReason.TabFocusReason)

    def clear(self) -> None:
        """Show nobody."""
        self._shown = None
        self.setEnabled(False)
        self._name.setText("")
        self._door.setText("")
        _empty(self._chips)
        self._register.setVisible(False)
        nobody = QWidget()
        nobody.setProperty("k", "scrolled")
        self._area.setWidget(nobody)

    def show_household(self, detail: HouseholdDetail) -> None:
        """Show a household, its numbers covered; the same one again keeps its scroll position."""
        if detail == self._shown:
            return
        bar = self._area.verticalScrollBar()
        top = bar.value() if self.shown_id() == detail.id else 0
        self._shown = detail
        self.setEnabled(True)
        self._name.setText(detail.head or "—")
        self._door.setText(detail.door)
        _empty(self._chips)
        for tag in detail.tags:
            self._chips.addWidget(ChipLabel(Chip(tag.label, tag.kind)))
        self._chips.addStretch(1)
        self._register.setVisible(self._may_register)
        self._register.setAccessibleName(f"登记诉求 {detail.head} {detail.door}")
        self._area.setWidget(self._body(detail))
        bar.setValue(top)

    def shown_id(self) -> int | None:
        """Return the id of the household shown."""
        return self._shown.id if self._shown is not None else None

    def cover(self) -> None:
        """Cover every number again."""
        for part in self.findChildren(Covered):
            part.cover()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.cover()

    def _ask_register(self) -> None:
        if self._shown is not None:
            self.register_asked.emit(self._shown.id)

    def _body(self, detail: HouseholdDetail) -> QWidget:
        body = QWidget()
        body.setProperty("k", "scrolled")
        layout = column(body, margins=(14, 8, 14, 10), gap=7)
        layout.addLayout(self._facts(detail))
        layout.addLayout(self._members(detail.members))
        layout.addLayout(self._tickets(detail.tickets))
        layout.addStretch(1)
        return body

    def _facts(self, detail: HouseholdDetail) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(1)
        grid.setColumnMinimumWidth(0, 76)
        grid.setColumnStretch(1, 1)
        worker = "·".join(part for part in (detail.grid, detail.grid_worker) if part)
        lines: list[tuple[str, list[QWidget]]] = [
            ("电话", [self._phone(detail)]),
            ("网格", [Elided(worker or "未划分")]),
        ]
        if detail.liaison:
            lines.append(("包联党员", self._liaison(detail)))
        lines.append(("连心卡", self._card(detail)))
        for at, (label, parts) in enumerate(lines):
            grid.addWidget(Words(label, "t3"), at, 0, Qt.AlignmentFlag.AlignVCenter)
            line = QHBoxLayout()
            line.setSpacing(6)
            for part in parts:
                line.addWidget(part, 1 if isinstance(part, Elided) else 0)
            line.addStretch(0 if isinstance(parts[-1], Elided) else 1)
            grid.addLayout(line, at, 1)
            grid.setRowMinimumHeight(at, theme.px("f_body") + 7)
        return grid

    def _phone(self, detail: HouseholdDetail) -> Covered:
        phone = Covered("phone", f"电话 {detail.head}", detail.phone_masked, eye="显示")
        known = detail.phone_resident_id
        if known is not None:
            phone.asked.connect(partial(self.reveal_asked.emit, phone, known, "phone"))
        return phone.allow(allowed=self._may_reveal and known is not None)

    def _liaison(self, detail: HouseholdDetail) -> list[QWidget]:
        flag = IconLabel("ri.flag-fill", "icon_s", "party")
        if not detail.cell_id:
            return [flag, Elided(detail.liaison)]
        return [flag, self._way(detail.liaison, "open_cell", ("cell", detail.cell_id))]

    def _card(self, detail: HouseholdDetail) -> list[QWidget]:
        if not detail.card_no:
            return [Words(detail.card_label or "还没有卡", "t2")]
        number: QWidget = Words(detail.card_no)
        if detail.card_id:
            number = self._way(detail.card_no, "open_card", ("card", detail.card_id))
        return [number, ChipLabel(card_chip(detail.card_label)), *_date(detail)]

    def _way(self, words: str, name: str, target: tuple[str, int]) -> Btn:
        """Words in ink that open what they name."""
        way = Btn(words, name=name, k="link")
        way.setAccessibleName(f"打开 {words}")
        on_click(way, partial(self.open_asked.emit, *target))
        return way

    def _members(self, members: tuple[MemberRow, ...]) -> QVBoxLayout:
        layout = _section("成员", f"{len(members)} 人")
        scale = theme.px("f_body") / 15
        for at, member in enumerate(members):
            line, cells = _line()
            age = "" if member.age is None else f" {member.age} 岁"
            for text, k, width in (
                (member.name, "head", 60),
                (member.relation, "sm2", 48),
                (f"{member.gender}{age}", "sm2", 64),
            ):
                cells.addWidget(Elided(text, k, width=round(width * scale)))
            cells.addWidget(self._number(member, at), 1)
            layout.addWidget(line)
        return layout

    def _number(self, member: MemberRow, at: int) -> QWidget:
        """The identity number, or what is noted in its place."""
        if not member.id_masked:
            return Elided(member.note, "sm2")
        masked = member.note or member.id_masked
        name = _nth("id_number", at)
        number = Covered(name, f"身份证号 {member.name}", masked, reasons=REASONS)
        number.setToolTip(member.note)
        number.asked.connect(partial(self.reveal_asked.emit, number, member.id, "id_number"))
        return number.allow(allowed=self._may_reveal)

    def _tickets(self, tickets: tuple[TicketBrief, ...]) -> QVBoxLayout:
        layout = _section("诉求", f"共 {len(tickets)} 件" if tickets else "没有")
        for at, ticket in enumerate(tickets):
            line, cells = _line()
            cells.addWidget(LampLabel(Lamp(ticket.lamp, ticket.lamp_text)))
            cells.addWidget(Elided(ticket.title))
            cells.setStretch(1, 1)
            name = _nth("open_ticket", at)
            number = self._way(ticket.number[-4:], name, ("ticket", ticket.id))
            number.setToolTip(f"打开 {ticket.number}")
            number.setAccessibleName(f"打开 {ticket.number}")
            cells.addWidget(number)
            name = _nth("print_sheet", at)
            sheet = Btn("办理单", name=name, icon="ri.printer-line", k="link")
            sheet.setAccessibleName(f"打印办理单 {ticket.number}")
            on_click(sheet, partial(self.print_asked.emit, ticket.id))
            cells.addWidget(sheet)
            layout.addWidget(line)
        return layout


def _nth(name: str, at: int) -> str:
    """The name of the same part in one of several lines."""
    return f"{name}_{at + 1}" if at else name


def _date(detail: HouseholdDetail) -> list[QWidget]:
    on = detail.card_on
    return [] if on is None else [Words(f"{on.month}月{on.day}日", "sm2")]


def _section(title: str, note: str) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setSpacing(0)
    layout.addLayout(row(Words(title, "head"), Words(note, "sm3"), None, spacing=6))
    layout.addSpacing(3)
    return layout


def _line() -> tuple[QFrame, QHBoxLayout]:
    box = frame("line")
    box.setMinimumHeight(theme.px("ctl_s") + 1)
    cells = QHBoxLayout(box)
    cells.setContentsMargins(0, 1, 0, 0)
    cells.setSpacing(6)
    return box, cells


def _empty(layout: QHBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        part = item.widget() if item is not None else None
        if part is not None:
            part.setParent(None)
            part.deleteLater()
