"""What stands above the lists: the node in hand, and how far the half-year has come."""

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn, on_click, row
from ui.common.frames import Banner, column, make_empty
from ui.common.labels import Avatar, ChipLabel, Elided, Words
from ui.common.paint import Chip
from wenming_desktop.party.page_model import NodeSheet

_SHOWN_MS = 30_000
_CELL = "5"
_LEAST_NAME = 96
_LEADER = {_CELL: "组长"}


class _Short(Elided):
    """Takes the room of its words where there is room, and is cut where there is not."""

    def __init__(self, text: str, k: str) -> None:
        super().__init__(text, k)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    @override
    def minimumSizeHint(self) -> QSize:
        whole = super().minimumSizeHint()
        return QSize(min(_LEAST_NAME, whole.width()), whole.height())


class NodeHead(QFrame):
    """The node in hand: name, who leads it, where it belongs, what it covers."""

    phone_asked = Signal(str, int)
    edit_asked = Signal(str, int)
    print_asked = Signal()

    def __init__(self, *, may_reveal: bool, may_edit: bool = False) -> None:
        super().__init__()
        self.setProperty("k", "card")
        self.setObjectName("pane_node")
        self._may_reveal, self._may_edit = may_reveal, may_edit
        self._sheet: NodeSheet | None = None
        self._name = _Short("", "name")
        self._name.setObjectName("lbl_node")
        self._chips = QHBoxLayout()
        self._chips.setSpacing(4)
        self._leader = _Short("", "t2")
        self._leader.setObjectName("fld_leader")
        self._phone = Words("", "t2")
        self._phone.setObjectName("fld_leader_phone")
        self._reveal = Btn("显示", name="show_leader_phone", icon="ri.eye-line", k="link")
        self._reveal.setToolTip("看完整号码，会记进操作日志，30 秒后收起")
        on_click(self._reveal, self._ask)
        self.edit = Btn("编辑", name="edit_node", icon="ri.edit-line")
        self.print = Btn("打印三卡", name="print_cards", icon="ri.printer-line")
        on_click(self.edit, self._ask_edit)
        on_click(self.print, self.print_asked.emit)
        self.edit.hide()
        self._place = Elided("", "t2")
        self._place.setObjectName("fld_place")
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_SHOWN_MS)
        self._clock.timeout.connect(self.cover)
        self._banner = Banner("warn", "")
        self._banner.setObjectName("banner_cell")
        self._lay_out()

    def _lay_out(self) -> None:
        self._disc = QHBoxLayout()
        words = QWidget()
        lines = column(words, gap=2)
        lines.addLayout(row(self._name, spacing=8))
        title = lines.itemAt(0)
        if title is not None and isinstance(layout := title.layout(), QHBoxLayout):
            layout.addLayout(self._chips)
            layout.addStretch(1)
        second = row(self._leader, self._phone, self._reveal, self._place, spacing=8)
        second.setStretch(3, 1)
        lines.addLayout(second)
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addLayout(self._disc)
        top.addWidget(words, 1)
        top.addWidget(self.edit)
        top.addWidget(self.print)
        whole = column(self, margins=(18, 10, 14, 10), gap=8)
        whole.addLayout(top)
        whole.addWidget(self._banner)

    def show_sheet(self, sheet: NodeSheet) -> None:
        """Show a node."""
        self._sheet = sheet
        cell = sheet.level == _CELL
        self._name.setText(sheet.name or "—")
        make_empty(self._disc)
        self._disc.addWidget(Avatar(sheet.leader or sheet.name or "—", 48))
        make_empty(self._chips)
        for label, kind in _chips(sheet):
            self._chips.addWidget(ChipLabel(Chip(label, kind)))
        title = _LEADER.get(sheet.level, "书记")
        self._leader.setText(f"{title} {sheet.leader or '还没有写上'}")
        self._leader.setVisible(cell or bool(sheet.leader))
        self._place.setText(_place(sheet))
        self.edit.setVisible(self._may_edit)
        self.edit.setAccessibleName(f"编辑 {sheet.name}")
        self._reveal.setAccessibleName(f"显示电话 {sheet.leader} {sheet.name}")
        self._banner.words.setText(" ".join(sheet.warnings))
        self._banner.setVisible(bool(sheet.warnings))
        self.cover()

    def shown(self) -> NodeSheet | None:
        """Return the node shown."""
        return self._sheet

    def show_phone(self, number: str) -> None:
        """Show the whole number for half a minute."""
        self._phone.setText(number)
        self._reveal.hide()
        self._clock.start()

    def cover(self) -> None:
        """Cover the number again."""
        self._clock.stop()
        sheet = self._sheet
        if sheet is not None:
            self._phone.setText(sheet.phone_masked)
            self._phone.setVisible(bool(sheet.phone_masked))
            self._reveal.setVisible(self._may_reveal and sheet.phone_of is not None)

    def _ask_edit(self) -> None:
        if self._sheet is not None:
            self.edit_asked.emit(self._sheet.level, self._sheet.id)

    def _ask(self) -> None:
        if self._sheet is not None and self._sheet.phone_of is not None:
            self.phone_asked.emit(*self._sheet.phone_of)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("party"))
        painter.setClipRect(QRect(0, 0, 4, self.height()))
        painter.drawRoundedRect(self.rect(), 8, 8)
        painter.end()


def _chips(sheet: NodeSheet) -> list[tuple[str, str]]:
    chips = [(f"党员 {sheet.members:,} 人", "party")]
    if sheet.branches:
        chips.append((f"{sheet.branches} 个支部", "info"))
    if sheet.cells:
        chips.append((f"{sheet.cells} 个党小组", "info"))
    return chips


def _place(sheet: NodeSheet) -> str:
    above = f"，书记 {sheet.above_leader}" if sheet.above_leader else ""
    parts = [f"所属 {sheet.above}{above}"] if sheet.above else []
    if sheet.buildings:
        parts.append(f"负责 {'、'.join(sheet.buildings)}")
    elif sheet.level == _CELL:
        parts.append("还没有对应的楼栋")
    parts += [f"副组长 {sheet.deputy}"] if sheet.deputy else []
    parts += [f"活动 {sheet.meets}"] if sheet.meets else []
    parts += [f"任期 {sheet.term}"] if sheet.term else []
    return "　".join(parts)
