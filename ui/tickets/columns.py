"""The columns of the ticket list, the lamps' filters, the words of the stages."""

from typing import Final

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QIcon, QPainter, QPixmap, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import FilterChip
from ui.common.columns import Column
from ui.common.labels import LampLabel
from ui.common.paint import Chip, Lamp, draw_lamp
from ui.common.tabs import Tab
from wenming_desktop.tickets.board import STAGES, BoardLine

_STAGE: Final = {
    "00": ("草稿", "rent"),
    "10": ("登记", "warn"),
    "20": ("受理", "warn"),
    "30": ("派单", "ink"),
    "40": ("处理", "info"),
    "50": ("审核", "info"),
    "60": ("回访", "ok"),
    "70": ("归档", "ok"),
    "80": ("归档", "rent"),
    "91": ("不受理", "rent"),
    "92": ("撤单", "rent"),
    "93": ("并单", "rent"),
    "94": ("转出", "rent"),
    "95": ("挂账", "rent"),
}


def stage_chip(status: str) -> Chip:
    """Return the chip of the stage a ticket is in."""
    return Chip(*_STAGE.get(status, (status, "rent")))


def _stage(line: BoardLine) -> tuple[Chip, ...]:
    if line.asked:
        return (Chip("待批延期", "warn"),)
    return (Chip("待报到", "pty") if line.waits else stage_chip(line.status),)


def _stage_words(line: BoardLine) -> str:
    waits = "，吹哨后等党员报到" if line.waits else ""
    return f"{line.status_name}{'，申请了延期，还没有批' if line.asked else ''}{waits}"


COLUMNS: Final[tuple[Column[BoardLine], ...]] = (
    Column(
        "due",
        "时限",
        lambda line: line.lamp_text,
        width=124,
        lamp=lambda line: Lamp(line.lamp, line.lamp_text),
        sortable=True,
    ),
    Column("number", "编号", lambda line: line.number, width=104, quiet=True, sortable=True),
    Column("title", "事项", lambda line: line.title, stretch=True),
    Column("caller", "来电人", lambda line: line.caller or "—", width=96, quiet=True),
    Column("place", "地点", lambda line: line.place or "—", width=154, quiet=True),
    Column("category", "类别", lambda line: line.category or "—", width=118, quiet=True),
    Column("unit", "承办单位", lambda line: line.unit or "—", width=138, quiet=True),
    Column("handler", "经办人", lambda line: line.handler or "—", width=80, quiet=True),
    Column(
        "accepted", "登记时间", lambda line: line.accepted, width=120, quiet=True, sortable=True
    ),
    Column("stage", "环节", _stage_words, width=94, chips=_stage),
)
KEYS: Final = tuple(column.key for column in COLUMNS)
_WIDE_ONLY: Final = frozenset({"category", "accepted"})
_SECOND: Final = frozenset({"handler", "number", "caller"})


def hidden(*, wide: bool, large: bool, narrow: bool) -> frozenset[str]:
    """Which columns are put away at a width and a type size."""
    gone = frozenset() if wide and not large else _WIDE_ONLY
    if large and not wide:
        gone |= _SECOND
    if narrow:
        gone |= frozenset({"handler", "caller"})
    return gone


def stage_tabs() -> list[Tab]:
    """Return the tabs over the list; hardly anything is ever suspended."""
    return [
        Tab(key, label, key == "unsent", seldom=key == "suspended")
        for key, (label, _) in STAGES.items()
    ]


def legend() -> QWidget:
    """Return what the lamps of the list mean, in a row."""
    box = QWidget()
    line = QHBoxLayout(box)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    for lamp in (Lamp("red", "超期"), Lamp("amber", "快到期"), Lamp("green", "时间够")):
        line.addWidget(LampLabel(lamp))
    return box


class LampChip(FilterChip):
    """A filter that carries the lamp it stands for."""

    def __init__(self, key: str, label: str, lamp: str) -> None:
        super().__init__(key, label)
        self._lamp = lamp
        self.setProperty("tone", "danger" if lamp == "red" else "warn")
        self.restyle()

    @override
    def restyle(self) -> None:
        lamp = getattr(self, "_lamp", "")
        if not lamp:
            return
        side = theme.px("lamp") + 2
        ratio = self.devicePixelRatioF()
        size = QSize(side + 3, side)
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_lamp(painter, QRect(1, 0, side, side), Lamp(lamp, ""))
        painter.end()
        self.setIcon(QIcon(picture))
        self.setIconSize(size)
