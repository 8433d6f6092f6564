"""Chips, lamps and the selection bar as painted in tables and by small labels.

Colour never stands alone: a chip carries its word, a party chip the flag, a lamp its shape.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF

from ui.common import icons, theme

_SEMANTIC: Final = {
    "pty": ("party_tint", "party"),
    "ok": ("ok_tint", "ok_text"),
    "warn": ("warn_tint", "warn_text"),
    "bad": ("danger_tint", "danger_text"),
    "info": ("info_tint", "info_text"),
    "ink": ("ink_tint", "ink"),
}
_CARE: Final = frozenset({"elder", "poor", "ill", "dis", "child", "vet", "rent"})
_ALIAS: Final = {
    "disabled": "dis",
    "honor": "vet",
    "party": "pty",
    "nocard": "rent",
    "独": "elder",
    "龄": "elder",
    "困": "poor",
    "病": "ill",
    "残": "dis",
    "童": "child",
    "军": "vet",
    "租": "rent",
    "党": "pty",
}
"""The words of the label list, and the one-character glyphs."""
_LAMP: Final = {
    "danger": ("danger", "danger_text"),
    "warn": ("warn", "warn_text"),
    "ok": ("ok", "ok_text"),
    "none": ("text_3", "text_3"),
}
_LAMP_NAME: Final = {"red": "danger", "amber": "warn", "green": "ok", "": "none"}
GAP: Final = 4
_PAD: Final = 7


@dataclass(frozen=True)
class Chip:
    """A word on a tinted ground; `kind` names the tint."""

    label: str
    kind: str = "rent"


@dataclass(frozen=True)
class Lamp:
    """A deadline: danger (square), warn (diamond), ok (disc) or none (ring, no clock runs).

    The words of the rules, red, amber, green and "", serve too.
    """

    kind: str
    text: str


def chip_colours(kind: str) -> tuple[QColor, QColor]:
    """Return ground and word colour of a chip; an unknown kind is neutral."""
    kind = _ALIAS.get(kind, kind)
    if kind in _SEMANTIC:
        ground, word = _SEMANTIC[kind]
        return theme.colour(ground), theme.colour(word)
    care = kind if kind in _CARE else "rent"
    return theme.colour(f"c_{care}"), theme.colour(f"c_{care}_t")


def is_party(chip: Chip) -> bool:
    """Whether a chip carries the flag."""
    return _ALIAS.get(chip.kind, chip.kind) == "pty"


def chip_width(chip: Chip) -> int:
    """Return how wide a chip will be drawn."""
    metrics = QFontMetrics(theme.font("f_cap"))
    flag = theme.px("f_cap") + 3 if is_party(chip) else 0
    return metrics.horizontalAdvance(chip.label) + 2 * _PAD + flag


def draw_chip(painter: QPainter, left: int, middle: int, chip: Chip) -> int:
    """Draw one chip from `left` on, centred on the line `middle`; return its width."""
    width, height = chip_width(chip), theme.px("chip")
    box = QRect(left, middle - height // 2, width, height)
    ground, word = chip_colours(chip.kind)
    # Without its tint a chip is known by its edge.
    painter.setPen(QPen(word, 1) if theme.current().plain else Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 4, 4)
    inner = box.adjusted(_PAD, 0, -_PAD, 0)
    if is_party(chip):
        side = theme.px("f_cap")
        icons.draw(painter, QRect(inner.left(), middle - side // 2, side, side), _FLAG, word)
        inner.setLeft(inner.left() + side + 3)
    painter.setPen(word)
    painter.setFont(theme.font("f_cap"))
    painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), chip.label)
    return width


_FLAG: Final = "ri.flag-fill"


def draw_chips(painter: QPainter, rect: QRect, chips: tuple[Chip, ...]) -> None:
    """Draw at most three chips, then `+n` for those that found no room."""
    left, middle, drawn = rect.left(), rect.center().y(), 0
    for chip in chips[:3]:
        spare = 0 if drawn + 1 == len(chips) else chip_width(Chip("+9"))
        if drawn and left + chip_width(chip) + spare > rect.right():
            break
        left += draw_chip(painter, left, middle, _cut(chip, rect.right() - left - spare)) + GAP
        drawn += 1
    if drawn < len(chips):
        draw_chip(painter, left, middle, Chip(f"+{len(chips) - drawn}"))


def _cut(chip: Chip, room: int) -> Chip:
    """A chip as its cell has room for: a word too long ends in dots, the cell's tip has it."""
    if chip_width(chip) <= room:
        return chip
    metrics = QFontMetrics(theme.font("f_cap"))
    spent = chip_width(chip) - metrics.horizontalAdvance(chip.label)
    words = metrics.elidedText(chip.label, Qt.TextElideMode.ElideRight, max(0, room - spent))
    return Chip(words, chip.kind)


def _urgent(lamp: Lamp) -> bool:
    return lamp.kind in ("danger", "red")


def lamp_width(lamp: Lamp) -> int:
    """Return how wide a lamp with its words will be drawn."""
    metrics = QFontMetrics(theme.font("f_sm", bold=_urgent(lamp)))
    return metrics.horizontalAdvance(lamp.text) + theme.px("lamp") + 7


def draw_lamp(painter: QPainter, rect: QRect, lamp: Lamp) -> None:
    """Draw a lamp: shape, then words."""
    kind = _LAMP_NAME.get(lamp.kind, lamp.kind)
    shape, words = (theme.colour(name) for name in _LAMP.get(kind, _LAMP["none"]))
    side = theme.px("lamp")
    box = QRectF(rect.left(), rect.center().y() - side / 2 + 0.5, side, side)
    _draw_shape(painter, box, kind, shape)
    painter.setPen(words)
    painter.setFont(theme.font("f_sm", bold=_urgent(lamp)))
    rest = rect.adjusted(side + 6, 0, 0, 0)
    line = painter.fontMetrics().elidedText(
        lamp.text, Qt.TextElideMode.ElideRight, max(0, rest.width())
    )
    painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter), line)


def _draw_shape(painter: QPainter, box: QRectF, kind: str, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    match kind:
        case "danger":
            painter.drawRoundedRect(box, 2, 2)
        case "warn":
            middle, half = box.center(), box.width() / 2 + 0.5
            painter.drawPolygon(
                QPolygonF(
                    [
                        middle + QPointF(0, -half),
                        middle + QPointF(half, 0),
                        middle + QPointF(0, half),
                        middle + QPointF(-half, 0),
                    ]
                )
            )
        case "ok":
            painter.drawEllipse(box)
        case _:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour, 2))
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))
