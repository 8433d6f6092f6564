"""Boxes of fixed millimetres for cards: text grows smaller, then wraps; the box never moves.

`rows` lets a table grow over pages; here the paper is small and its boxes stand where they stand.
What does not fit at the smallest size ends with … and is reported with the document.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import NamedTuple

from wenming_desktop.fields.codes import bundled_items
from wenming_desktop.forms.marks import HAIR, INK, SHADE, SOFT, Marks
from wenming_desktop.forms.rows import Cell
from wenming_desktop.forms.text import MM, Align, CNParagraph, Style, one_line, para, printable

LINE, FRAME = 0.18, 0.35
SEAL = 45.0
SEAL_HINT = "（盖章）"
NO_DAY, NARROW_DAY = "　　　年　　月　　日", "　　年　月　日"
LEAST = 6.0
"""The smallest size in points that a long text may shrink to."""
_TEXT = Style("hei", 10.5, 14.5, INK)
_DASH, _GAP = 1.6, 1.1
_NOTE = re.compile(r"[(（].*")


class Area(NamedTuple):
    """A rectangle: left, top, width, height."""

    x: float
    y: float
    w: float
    h: float

    def inside(self, across: float, down: float) -> "Area":
        """The same without its edges."""
        return Area(self.x + across, self.y + down, self.w - 2 * across, self.h - 2 * down)


@dataclass(frozen=True)
class Face:
    """How a grid looks; `shade` off leaves the label boxes white, which saves toner."""

    text: Style = _TEXT
    shade: bool = True
    pad: float = 1.6

    @property
    def bold(self) -> Style:
        """The style of what must be seen first."""
        return replace(self.text, face="heib")


def day(on: date | None) -> str:
    """A date on a form; room for the pen where there is none."""
    return f"{on.year}年{on.month}月{on.day}日" if on else NO_DAY


def month(on: date | None) -> str:
    """Year and month, as 出生年月 wants them."""
    return f"{on.year}年{on.month}月" if on else ""


def spaced(phone: str) -> str:
    """A mobile number in three groups; others as they stand."""
    plain = phone.strip()
    if len(plain) == 11 and plain.isdecimal():
        return f"{plain[:3]} {plain[3:7]} {plain[7:]}"
    return plain


def measured(
    text: object, style: Style, width: float, height: float = math.inf, align: Align = "left"
) -> CNParagraph:
    """A text laid into a box: on one line a little smaller, else wrapped as large as it goes."""
    plain = printable(text)
    if "\n" not in plain:
        room = width / max(style.width(plain), 1e-6)
        if room < 1:
            style_on_line = style.at(style.size * room * 0.995)
            if style_on_line.size >= 0.8 * style.size:
                return para(plain, style_on_line, width, align=align)
    laid = para(plain, style, width, align=align)
    largest, smallest = style.size, LEAST
    if laid.height <= height + 1e-6 or largest <= smallest:
        return laid
    laid = para(plain, style.at(smallest), width, align=align)
    while largest - smallest > 0.2 and laid.height <= height + 1e-6:
        middle = (largest + smallest) / 2
        tried = para(plain, style.at(middle), width, align=align)
        if tried.height <= height + 1e-6:
            laid, smallest = tried, middle
        else:
            largest = middle
    return laid


def write(
    paper: Marks,
    area: Area,
    text: object,
    style: Style,
    *,
    align: Align = "left",
    high: bool = False,
) -> None:
    """Text in a box, in the middle of its height or from its top."""
    laid = measured(text, style, area.w, area.h, align)
    top = area.y if high else area.y + max((area.h - laid.height) / 2, 0)
    fits, left = laid.split(max(area.h, laid.pitch))
    if not left.lines:
        laid.draw(paper, area.x, top)
        return
    replace(fits, lines=fits.lines[:-1]).draw(paper, area.x, top)
    # What is left goes into the last line: it ends with … and the document reports it.
    rest = one_line("".join(line.text for line in (fits.lines[-1], *left.lines)))
    baseline = top + fits.height - fits.pitch / 2 + 0.38 * laid.style.size / MM
    paper.fit((area.x, baseline, area.w), rest, laid.style)


def cell(paper: Marks, area: Area, what: Cell, face: Face) -> None:
    """One box without its lines; `foot` stands at its bottom right."""
    if what.label:
        if face.shade:
            paper.fill(*area, SHADE)
        write(paper, area.inside(0.8, 0.5), what.text, face.text, align="center")
        return
    style = face.bold if what.bold else face.text
    style = replace(style, color=SOFT) if what.soft else style
    foot = 6.4 if what.foot else 0.0
    inner = area.inside(face.pad, 0.9)._replace(h=area.h - 1.8 - foot)
    write(paper, inner, what.text, style, align=what.align, high=what.high)
    if what.foot:
        line = (area.x + face.pad, area.y + area.h - 2.6, area.w - 2 * face.pad)
        paper.fit(line, what.foot, face.text, align="right")


def row(paper: Marks, area: Area, cells: Sequence[Cell], face: Face) -> None:
    """Boxes side by side with the lines around them; `area.w` is the sum of their widths."""
    x = area.x
    for one in cells:
        cell(paper, Area(x, area.y, one.width, area.h), one, face)
        if x > area.x:
            paper.down(x, area.y, area.h, LINE)
        x += one.width
    paper.across(area.x, area.y, x - area.x, LINE)


def rows(
    paper: Marks,
    corner: tuple[float, float],
    lines: Iterable[tuple[float, Sequence[Cell]]],
    face: Face,
) -> float:
    """Rows below each other; says where they end. The frame is drawn by whoever knows its width."""
    x, y = corner
    for height, cells in lines:
        row(paper, Area(x, y, sum(one.width for one in cells), height), cells, face)
        y += height
    return y


def dashed(paper: Marks, area: Area) -> None:
    """A rectangle of grey dashes."""
    for y in (area.y, area.y + area.h):
        dashes(paper, area.x, y, area.w)
    step = _DASH + _GAP
    for x in (area.x, area.x + area.w):
        for at in range(int(area.h / step) + 1):
            length = min(_DASH, area.h - at * step)
            paper.down(x, area.y + at * step, length, 0.2, HAIR)


def dashes(paper: Marks, x: float, y: float, length: float, color: str = HAIR) -> None:
    """A horizontal line of dashes."""
    step = _DASH + _GAP
    for at in range(int(length / step) + 1):
        paper.across(x + at * step, y, min(_DASH, length - at * step), 0.2, color)


def seal(paper: Marks, area: Area, foot: str = "", *, hint: str = SEAL_HINT) -> None:
    """Where a seal goes: dashes and a grey word, never a seal. `foot` is the day, at its foot."""
    dashed(paper, area)
    grey = Style("hei", 9, 12, SOFT)
    middle = area.y + area.h / 2 + (-1.0 if foot else 1.0)
    paper.fit((area.x, middle, area.w), hint, grey, align="center")
    if foot:
        place = (area.x + 1.5, area.y + area.h - 2.2, area.w - 3)
        paper.fit(place, foot, Style("hei", 10, 13, INK), align="center")


# boxes to tick


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for item in bundled_items():
        found.setdefault(item.list, []).append(item.name)
    return {name: tuple(words) for name, words in found.items()}


def standard(list_name: str) -> tuple[str, ...]:
    """The names of a code list as it comes with the program, for papers made without an office."""
    return _lists()[list_name]


def short(name: str, *endings: str) -> str:
    """A word of a list as a narrow box says it: 在册党员 as 在册, what stands last of several."""
    plain = _NOTE.sub("", name).rsplit("/", 1)[-1]
    for ending in endings:
        plain = plain.removesuffix(ending) or plain
    return plain


def ticks(offered: Iterable[str], chosen: Iterable[str], *endings: str) -> list[str]:
    """Each word with its box, those chosen ticked; what is chosen beside the list comes last."""
    words, wanted = list(offered), list(dict.fromkeys(chosen))
    boxes = [("☑" if word in wanted else "☐") + short(word, *endings) for word in words]
    return boxes + [f"☑{short(word, *endings)}" for word in wanted if word not in words]


def tick_columns(
    paper: Marks, area: Area, boxes: Sequence[str], columns: int, style: Style
) -> None:
    """Boxes in columns, read line by line, all of one size; the last box has all the room left."""
    lines = -(-len(boxes) // columns)
    pitch = area.h / max(lines, 1)
    widths = [
        max((style.width(box) for box in boxes[column:-1:columns]), default=0.0)
        for column in range(columns)
    ]
    scale = min(1.0, (area.w - 1.5 * (columns - 1)) / max(sum(widths), 1e-6))
    gap = (area.w - sum(widths) * scale) / max(columns - 1, 1)
    style = style.at(style.size * scale * 0.999)
    for at, box in enumerate(boxes):
        line, column = divmod(at, columns)
        x = area.x + sum(widths[:column]) * scale + gap * column
        room = area.x + area.w - x if at == len(boxes) - 1 else widths[column] * scale
        baseline = area.y + pitch * line + pitch / 2 + 0.38 * style.size / MM
        paper.fit((x, baseline, room), box, style)
