"""What stands above the lists: the node in hand, and how far the half-year has come."""

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn, on_click, row
from ui.common.frames import Banner, column
from ui.common.labels import Avatar, ChipLabel, Elided, Words
from ui.common.paint import Chip
from ui.common.restyle import OnRestyle
from wenming_desktop.party.page_model import HalfYear, NodeSheet

_SHOWN_MS = 30_000
_CELL = "5"
_LEADER = {_CELL: "组长"}


class NodeHead(QFrame):
    """The node in hand: name, who leads it, where it belongs, what it covers."""

    phone_asked = Signal(str, int)

    def __init__(self, *, may_reveal: bool) -> None:
        super().__init__()
        self.setProperty("k", "card")
        self.setObjectName("pane_node")
        self._may_reveal = may_reveal
        self._sheet: NodeSheet | None = None
        self._name = Words("", "name")
        self._name.setObjectName("lbl_node")
        self._chips = QHBoxLayout()
        self._chips.setSpacing(4)
        self._leader = Words("", "t2")
        self._leader.setObjectName("fld_leader")
        self._phone = Words("", "t2")
        self._phone.setObjectName("fld_leader_phone")
        self._reveal = Btn("显示", name="show_leader_phone", icon="ri.eye-line", k="link")
        self._reveal.setToolTip("看完整号码，会记进操作日志，30 秒后收起")
        on_click(self._reveal, self._ask)
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
        whole = column(self, margins=(18, 10, 14, 10), gap=8)
        whole.addLayout(top)
        whole.addWidget(self._banner)

    def show_sheet(self, sheet: NodeSheet) -> None:
        """Show a node."""
        self._sheet = sheet
        cell = sheet.level == _CELL
        self._name.setText(sheet.name or "—")
        _empty(self._disc)
        self._disc.addWidget(Avatar(sheet.leader or sheet.name or "—", 48))
        _empty(self._chips)
        for label, kind in _chips(sheet):
            self._chips.addWidget(ChipLabel(Chip(label, kind)))
        title = _LEADER.get(sheet.level, "书记")
        self._leader.setText(f"{title} {sheet.leader or '还没有写上'}")
        self._leader.setVisible(cell or bool(sheet.leader))
        self._place.setText(_place(sheet))
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
    parts = [f"所属 {sheet.above}"] if sheet.above else []
    if sheet.buildings:
        parts.append(f"负责 {'、'.join(sheet.buildings)}")
    elif sheet.level == _CELL:
        parts.append("还没有对应的楼栋")
    return "　".join(parts)


class ShareBar(OnRestyle, QWidget):
    """A share as a bar: green when whole, amber while something is missing; never read alone."""

    def __init__(self) -> None:
        super().__init__()
        self._share, self._tone = 0.0, "ok"
        self.setFixedHeight(8)

    def show_share(self, part: int, whole: int) -> None:
        """Show `part` of `whole`; what has no whole is all there is."""
        self._share = min(1.0, part / whole) if whole else float(part > 0)
        self._tone = "ok" if part >= whole else "warn"
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        painter.drawRoundedRect(self.rect(), 4, 4)
        painter.setBrush(theme.colour(self._tone))
        painter.drawRoundedRect(QRect(0, 0, round(self.width() * self._share), 8), 4, 4)
        painter.end()


class Figure(QFrame):
    """One figure with its share as a bar and a sentence below."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setProperty("k", "card")
        self.setObjectName(f"figure_{name}")
        self._title = title
        self._number = Words("", "name")
        self._of = Words("", "t3")
        self._bar = ShareBar()
        self._note = Elided("", "sm2")
        layout = column(self, margins=(14, 9, 14, 9), gap=6)
        layout.addLayout(row(Words(title, "head"), None, self._number, self._of, spacing=4))
        layout.addWidget(self._bar)
        layout.addWidget(self._note)

    def show_share(self, part: int, whole: int, note: str) -> None:
        """Show `part` of `whole`; a figure without a whole shows a full bar."""
        self._number.setText(f"{part:,}")
        self._of.setText(f"/ {whole:,}" if whole else "")
        self._of.setVisible(bool(whole))
        self._bar.show_share(part, whole)
        self._note.setText(note)
        said = f"{self._title} {part:,}" + (f"，共 {whole:,}" if whole else "")
        self.setAccessibleName(f"{said}，{note}")


class Figures(QWidget):
    """The coverage of the half-year that runs, of the whole community."""

    def __init__(self) -> None:
        super().__init__()
        self._buildings = Figure("buildings", "楼栋党小组")
        self._three = Figure("three", "三人以上党小组")
        self._dual = Figure("dual", "报到党员服务")
        self._homes = Figure("homes", "包联户")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        for part in (self._buildings, self._three, self._dual, self._homes):
            line.addWidget(part, 1)

    def show_half(self, half: HalfYear) -> None:
        """Show the figures."""
        is_ = half.coverage
        bare = is_.buildings - is_.buildings_with_cell
        few = is_.cells - is_.cells_of_three
        idle = is_.dual_registered - is_.dual_serving
        season = "上半年" if half.begin.month == 1 else "下半年"
        self._buildings.show_share(
            is_.buildings_with_cell, is_.buildings, f"{bare} 栋还没有" if bare else "每栋都有"
        )
        self._three.show_share(
            is_.cells_of_three, is_.cells, f"{few} 个不足三人" if few else "都够三人"
        )
        self._dual.show_share(
            is_.dual_serving,
            is_.dual_registered,
            f"{season}{idle} 人还没有服务" if idle else f"{season}都服务过",
        )
        self._homes.show_share(is_.liaison_households, 0, f"{season}服务 {is_.times:,} 次")


def _empty(layout: QHBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        part = item.widget() if item is not None else None
        if part is not None:
            part.setParent(None)
            part.deleteLater()
