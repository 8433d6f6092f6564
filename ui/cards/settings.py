"""打印设置: which card, how many on a sheet, both sides, from which place on."""

from typing import Final, Literal, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn, Segment
from ui.common.choice import Choice
from ui.common.frames import column, frame
from ui.common.labels import Words
from ui.common.memory import Memory
from ui.common.restyle import OnRestyle
from ui.printing import Habits

_CARD, _A6 = "card", "a6"
_SHEETS: Final = {
    _CARD: (("10up", "A4 横 2 竖 5，10 张"), ("8up", "A4 横 2 竖 4，8 张")),
    _A6: (("a6", "A4 横 2 竖 2，4 张"),),
}
CARD_FORM: Final = "service_card"
_HELD: Final = "cards/sheet"
LayoutName = Literal["10up", "8up", "a6"]
FlipName = Literal["long", "short"]
PLACES: Final[dict[LayoutName, int]] = {"10up": 10, "8up": 8, "a6": 4}


class SheetOrder(NamedTuple):
    """Cards and how they are to lie on the sheets."""

    ids: tuple[int, ...]
    layout: LayoutName
    back: FlipName | None
    start: int


class PrintPanel(OnRestyle, QFrame):
    """The settings and the buttons that print; `changed` when another sheet comes of it."""

    changed = Signal()

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self._memory = memory
        self.setProperty("k", "card")
        self.setObjectName("pane_print")
        self._style = Choice("card_style", "卡片样式")
        self._sheet = Choice("card_sheet", "一张纸放几张")
        self._sides = Segment("card_sides", [("both", "正反两面"), ("front", "只印正面")])
        self._flip = Choice("card_flip", "打印机怎么翻面")
        self._start = Choice("card_start", "从第几个位置开始")
        self._printer = Choice("card_printer", "打印机")
        self.look = Btn("看排版", name="look_at_sheets", icon="ri.zoom-in-line")
        self.look.hide()
        self.marked = Btn("在别处印好了，标为已印", name="mark_printed", k="txt")
        self.save = Btn("存成 PDF", name="save_pdf", icon="ri.file-text-line")
        self.print = Btn("打印", name="print", icon="ri.printer-line", k="pri", key="Ctrl+P")
        self._style.offer([(_CARD, "名片 90×54 毫米"), (_A6, "A6 大字，给长者")])
        self._flip.offer([("long", "沿长边"), ("short", "沿短边")])
        self._offer_printers()
        self._restore()
        self._fit()
        self._lay_out()
        self._style.activated.connect(self._restyled)
        self._sheet.activated.connect(self._restyled)
        self._sides.chosen.connect(self._restyled)
        for choice in (self._flip, self._start):
            choice.activated.connect(self._told)
        self._printer.activated.connect(self._printer_chosen)
        self.restyle()

    def _lay_out(self) -> None:
        layout = column(self, margins=(1, 1, 1, 1))
        head = frame("cardhead")
        head.setMinimumHeight(theme.px("ctl") + 5)
        column(head, margins=(14, 0, 14, 0)).addWidget(Words("打印设置", "head"))
        layout.addWidget(head)
        body = QWidget()
        fields = column(body, margins=(14, 10, 14, 8), gap=9)
        for label, part in (
            ("卡片样式", self._style),
            ("一张纸放几张", self._sheet),
            ("正反面", self._sides),
        ):
            fields.addLayout(labelled(label, part))
        for half in (self._flip, self._start):
            # Two lie side by side: each asks for less than its words, and gets half the column.
            half.setMinimumContentsLength(1)
        pair = QHBoxLayout()
        pair.setSpacing(8)
        pair.addLayout(labelled("怎么翻面", self._flip), 1)
        pair.addLayout(labelled("从第几个起", self._start), 1)
        fields.addLayout(pair)
        fields.addLayout(labelled("打印机", self._printer))
        fields.addStretch(1)
        layout.addWidget(scrolled(body), 1)
        foot = QWidget()
        buttons = column(foot, margins=(14, 4, 14, 12), gap=6)
        for button in (self.look, self.marked, self.save, self.print):
            buttons.addWidget(button)
        layout.addWidget(foot)

    @override
    def restyle(self) -> None:
        self.setFixedWidth(round(256 * (theme.px("f_body") / 15)))

    @override
    def sizeHint(self) -> QSize:
        # What scrolls inside must not make the column wider than it is set.
        return QSize(self.minimumWidth(), super().sizeHint().height())

    def layout_key(self) -> LayoutName:
        """Return how many lie on a sheet, as the name of the layout."""
        wanted = self._sheet.value()
        return next((name for name in PLACES if name == wanted), "10up")

    def places(self) -> int:
        """Return how many cards lie on one sheet."""
        return PLACES[self.layout_key()]

    def first_place(self) -> int:
        """Return the place on the first sheet that is filled first, from 1."""
        start = self._start.value()
        return start if isinstance(start, int) else 1

    def sheets(self, cards: int) -> int:
        """Return how many sheets of paper that many cards take."""
        return -(-(cards + self.first_place() - 1) // self.places()) if cards else 0

    def order(self, ids: tuple[int, ...]) -> SheetOrder:
        """Return the order to draw these cards."""
        layout = self.layout_key()
        both = self._sides.value() == "both" and layout != _A6
        flip: FlipName = "short" if self._flip.value() == "short" else "long"
        return SheetOrder(ids, layout, flip if both else None, self.first_place())

    def show_count(self, cards: int, *, may: bool) -> None:
        """Let the buttons say how many cards they act on."""
        self.print.setText(f" 打印 {cards:,} 张卡" if cards else " 打印")
        self.print.setAccessibleName(f"打印 {cards} 张卡" if cards else "打印")
        for button in (self.marked, self.save, self.print):
            button.setEnabled(bool(cards) and may)
        self.print.updateGeometry()

    def printer(self) -> str:
        """Return the printer chosen; empty where none is there."""
        return str(self._printer.value() or "")

    def _offer_printers(self) -> None:
        names = QPrinterInfo.availablePrinterNames()
        # Without one there is still the PDF, and the dialog may know of a printer to add.
        self._printer.offer([(name, name) for name in names] or [("", "没有装，可存成 PDF")])
        self._printer.choose(Habits(self._memory).printer(CARD_FORM))
        self._printer.setEnabled(bool(names))

    def _printer_chosen(self, _at: int) -> None:
        Habits(self._memory).keep_printer(CARD_FORM, self.printer())

    def _restore(self) -> None:
        """Take up the settings of the last time; the first free place is this sheet's alone."""
        held = self._memory.get_text(_HELD).split()
        if len(held) != len(self._held_parts()):
            return
        self._style.choose(held[0])
        self._sheet.offer(_SHEETS[str(self._style.value())])
        for part, key in zip(self._held_parts(), held, strict=True):
            part.choose(key)

    def _held_parts(self) -> tuple[Choice | Segment, ...]:
        return (self._style, self._sheet, self._sides, self._flip)

    def _keep(self) -> None:
        self._memory.keep_text(_HELD, " ".join(str(part.value()) for part in self._held_parts()))

    def _restyled(self, _at: object = None) -> None:
        self._fit()
        self._keep()
        self.changed.emit()

    def _told(self, _at: object = None) -> None:
        self._keep()
        self.changed.emit()

    def _fit(self) -> None:
        """Offer what goes with the card that is chosen."""
        style = str(self._style.value())
        self._sheet.offer(_SHEETS[style])
        places = self.places()
        self._start.offer([(at, f"第 {at} 个") for at in range(1, places + 1)])
        large = style == _A6
        self._sides.setEnabled(not large)
        self._flip.setEnabled(not large and self._sides.value() == "both")


def labelled(label: str, part: QWidget) -> QVBoxLayout:
    """Lay a field under its label."""
    box = QVBoxLayout()
    box.setSpacing(3)
    words = Words(label, "sm2")
    words.setBuddy(part)
    box.addWidget(words)
    box.addWidget(part)
    return box


def scrolled(body: QWidget) -> QScrollArea:
    """Let fields scroll where the window is too low for them."""
    body.setProperty("k", "scrolled")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(body)
    return area
