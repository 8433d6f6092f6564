"""Rows of boxes with widths in millimetres: they grow with their text and go on over pages.

A value of any length makes its row taller; a row taller than the page is continued on the next.
"""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from wenming_desktop.forms.marks import HAIR, INK, SHADE, SOFT
from wenming_desktop.forms.page import Paper
from wenming_desktop.forms.text import MM, Align, CNParagraph, Style, para

# Signature lines and rules for handwriting.
RULED_PITCH = 8.4
_TEXT = Style("hei", 10.5, 16.5, INK)
_LABEL = Style("hei", 10.5, 15, INK)
_BOLD = Style("heib", 10.5, 16.5, INK)


@dataclass(frozen=True)
class Cell:
    """One box: a grey label or a value. `foot` stands at its bottom right, after the text."""

    width: float
    text: object = ""
    label: bool = False
    bold: bool = False
    align: Align = "left"
    foot: str = ""
    soft: bool = False
    high: bool = False
    ruled: bool = False


@dataclass(frozen=True)
class Look:
    """How rows of boxes look."""

    text: Style = _TEXT
    label: Style = _LABEL
    bold: Style = _BOLD
    pad: float = 2.4
    rise: float = 1.3
    boxed: bool = True
    line: float = 0.18
    frame: float = 0.35

    def inset(self, cell: Cell) -> float:
        """The space left and right of a box's text."""
        return 0.8 if cell.label and self.boxed else self.pad


@dataclass(frozen=True)
class Row:
    """Boxes side by side. `grow` is the row's share of what a page has left."""

    cells: tuple[Cell, ...]
    height: float = 9.0
    grow: float = 0.0


@dataclass(frozen=True)
class _Box:
    cell: Cell
    lines: CNParagraph


@dataclass(frozen=True)
class _Laid:
    boxes: tuple[_Box, ...]
    height: float
    grow: float = 0.0


class Flow:
    """A cursor that walks down the pages between their margins (left, top, right, bottom)."""

    def __init__(
        self,
        paper: Paper,
        margins: tuple[float, float, float, float],
        head: Callable[["Flow"], None] | None = None,
    ) -> None:
        self.paper = paper
        self.left, self._top, right, bottom = margins
        self.width = paper.size[0] - self.left - right
        self.bottom = paper.size[1] - bottom
        self._head = head
        self.y = self._top

    def page(self) -> None:
        """Go to the top of a new page."""
        self.paper.page()
        self.y = self._top
        if self._head:
            self._head(self)

    @property
    def page_room(self) -> float:
        """The height of an empty page between its margins."""
        return self.bottom - self._top

    @property
    def room(self) -> float:
        """What is left of the page, in millimetres."""
        return self.bottom - self.y

    def need(self, height: float) -> None:
        """Begin a new page unless this much is left."""
        if self.room < height - 1e-6:
            self.page()

    def paragraph(self, lines: CNParagraph, gap: float = 0.0) -> None:
        """Draw text, over as many pages as it takes, and leave a gap."""
        while lines.lines:
            self.need(lines.pitch)
            fits, lines = lines.split(self.room)
            fits.draw(self.paper, self.left, self.y)
            self.y += fits.height
        self.y += gap


def _foot_height(cell: Cell, look: Look) -> float:
    return look.text.leading / MM + 1.2 if cell.foot else 0.0


def _lay(row: Row, look: Look) -> _Laid:
    boxes = []
    height = row.height
    for cell in row.cells:
        style = look.label if cell.label else look.bold if cell.bold else look.text
        style = replace(style, color=SOFT) if cell.soft else style
        pad = look.inset(cell)
        align: Align = "center" if cell.label and look.boxed else cell.align
        lines = para(cell.text, style, cell.width - 2 * pad, align=align)
        boxes.append(_Box(cell, lines))
        height = max(height, lines.height + 2 * look.rise + _foot_height(cell, look))
    return _Laid(tuple(boxes), height, row.grow)


def _split(laid: _Laid, height: float, look: Look) -> tuple[_Laid, _Laid] | None:
    """A row cut at a height, or None where not one line of text would fit."""
    room = height - 2 * look.rise
    first, rest, any_left = [], [], False
    for box in laid.boxes:
        fits, left = box.lines.split(room)
        if box.cell.label:
            fits, left = (
                box.lines,
                para(
                    f"{box.cell.text}（续）",
                    box.lines.style,
                    box.lines.width,
                    align=box.lines.align,
                ),
            )
        elif box.lines.text and not fits.lines:
            return None
        any_left = any_left or (not box.cell.label and bool(left.lines))
        first.append(_Box(replace(box.cell, foot="", ruled=False, high=True), fits))
        rest.append(_Box(replace(box.cell, high=True), left))
    taller = max(box.lines.height for box in first) + 2 * look.rise
    if not any_left or taller > height + 1e-6:
        return None
    tail = max(
        (b.lines.height + 2 * look.rise + _foot_height(b.cell, look) for b in rest), default=9.0
    )
    return _Laid(tuple(first), height), _Laid(tuple(rest), max(tail, 9.0))


def _footless(laid: _Laid, height: float) -> tuple[_Laid, _Laid]:
    """A row whose text fills the page: its signature goes to the next."""
    text = tuple(_Box(replace(box.cell, foot="", ruled=False), box.lines) for box in laid.boxes)
    feet = tuple(
        _Box(box.cell, box.lines if box.cell.label else replace(box.lines, lines=()))
        for box in laid.boxes
    )
    return _Laid(text, height), _Laid(feet, 18.0)


def _draw_box(
    paper: Paper, box: _Box, corner: tuple[float, float], height: float, look: Look
) -> None:
    x, y = corner
    cell, lines = box.cell, box.lines
    if cell.label and look.boxed:
        paper.fill(x, y, cell.width, height, SHADE)
    inner = height - _foot_height(cell, look)
    top = y + (look.rise if cell.high else max((inner - lines.height) / 2, 0))
    pad = look.inset(cell)
    lines.draw(paper, x + pad, top)
    if cell.ruled:
        line = top + lines.height + RULED_PITCH
        while line < y + inner - 3:
            paper.across(x + pad, line, cell.width - 2 * pad, 0.15, HAIR)
            line += RULED_PITCH
    if cell.foot:
        baseline = y + height - look.rise - 1.6
        paper.fit((x + pad, baseline, cell.width - 2 * pad), cell.foot, look.text, align="right")


def _draw_row(flow: Flow, laid: _Laid, look: Look) -> None:
    x = flow.left
    for box in laid.boxes:
        _draw_box(flow.paper, box, (x, flow.y), laid.height, look)
        if look.boxed:
            flow.paper.down(x, flow.y, laid.height, look.line)
        x += box.cell.width
    width = x - flow.left
    if look.boxed:
        flow.paper.across(flow.left, flow.y, width, look.line)
    else:
        flow.paper.across(flow.left, flow.y + laid.height, width, 0.15, HAIR)
    flow.y += laid.height


class _Block:
    """The part of a table that stands on one page."""

    def __init__(self, flow: Flow, width: float, look: Look, head: _Laid | None) -> None:
        self.flow, self.width, self.look, self.head = flow, width, look, head
        self.start = flow.y

    def open(self) -> None:
        self.start = self.flow.y
        if self.head is None:
            return
        _draw_row(self.flow, self.head, self.look)
        if not self.look.boxed:
            self.flow.paper.across(self.flow.left, self.start, self.width, 0.5)
            self.flow.paper.across(self.flow.left, self.flow.y, self.width, 0.25)

    def close(self) -> None:
        flow, look = self.flow, self.look
        if look.boxed:
            flow.paper.frame(flow.left, self.start, self.width, flow.y - self.start, look.frame)
        else:
            flow.paper.across(flow.left, flow.y, self.width, 0.5)

    def turn(self) -> None:
        self.close()
        self.flow.page()
        self.open()


def _stretched(rows: list[_Laid], slack: float) -> list[_Laid]:
    weight = sum(row.grow for row in rows)
    if slack <= 0 or not weight:
        return rows
    return [replace(row, height=row.height + slack * row.grow / weight) for row in rows]


def draw_rows(flow: Flow, rows: Iterable[Row], look: Look, head: Row | None = None) -> None:
    """Draw rows down the page and on to the next, the head row repeated on each."""
    laid = [_lay(row, look) for row in rows]
    top = _lay(head, look) if head else None
    if top and top.height > flow.page_room / 2:
        # A head that would leave its rows no room is said once.
        laid, top = [top, *laid], None
    if not laid and top is None:
        return
    width = sum(box.cell.width for box in (top or laid[0]).boxes)
    over = (top.height if top else 0) + sum(row.height for row in laid)
    waiting = deque(_stretched(laid, flow.room - over))
    smallest = (top.height if top else 0) + (min(waiting[0].height, 20) if waiting else 0)
    flow.need(smallest)
    block = _Block(flow, width, look, top)
    block.open()
    fresh = False
    while waiting:
        row = waiting.popleft()
        if row.height <= flow.room + 1e-6:
            _draw_row(flow, row, look)
            fresh = False
            continue
        parts = _parts(row, flow.room, look, fresh=fresh)
        if parts:
            _draw_row(flow, parts[0], look)
            row = parts[1]
        block.turn()
        fresh = True
        waiting.appendleft(row)
    block.close()


def _parts(row: _Laid, room: float, look: Look, *, fresh: bool) -> tuple[_Laid, _Laid] | None:
    """A row that does not fit: a short one moves whole, a tall one starts here and goes on."""
    parts = _split(row, room, look) if row.height > 30 and room > 15 else None
    if parts is None and fresh:
        return _footless(row, room)
    return parts
