"""Marks on a page: lines, boxes, QR symbols and text, in millimetres from the top left corner."""

from dataclasses import dataclass
from functools import cache

from reportlab.pdfbase.pdfdoc import PDFDocument

from wenming_desktop.forms import qr
from wenming_desktop.forms.fonts import FACES
from wenming_desktop.forms.text import MM, Align, Style, one_line

INK, SOFT, RED = "#1A1D20", "#454B51", "#A61C28"
RULE, HAIR, SHADE = "#D8D4CB", "#B9B5AC", "#F3F2EF"
_CURVE = 0.5523


@cache
def _rgb(color: str) -> str:
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return f"{red:.3f} {green:.3f} {blue:.3f}"


@dataclass
class Pen:
    """What the page's graphics state is known to hold."""

    fill: str = ""
    font: str = ""
    tracking: float = 0.0


class Marks:
    """A pen over one stream of drawing operations."""

    def __init__(self, document: PDFDocument) -> None:
        self._document = document
        self._ops: list[str] = []
        self._top = 0.0
        self._writing = False
        self._pen = Pen()
        self._spelled: dict[tuple[str, str], tuple[list[tuple[str, str]], int]] = {}
        self._missing: dict[str, str] = {}
        self._cut: dict[str, None] = {}

    def _draw(self, op: str) -> None:
        self._stop_text()
        self._ops.append(op)

    def _stop_text(self) -> None:
        if self._writing:
            self._ops.append("ET")
            self._writing = False

    def _ink(self, color: str) -> None:
        if self._pen.fill != color:
            self._ops.append(f"{_rgb(color)} rg")
            self._pen.fill = color

    def fill(self, x: float, y: float, width: float, height: float, color: str) -> None:
        """A filled rectangle."""
        self._stop_text()
        self._ink(color)
        self._ops.append(
            f"{x * MM:.2f} {self._top - (y + height) * MM:.2f} "
            f"{width * MM:.2f} {height * MM:.2f} re f"
        )

    def fill_round(self, box: tuple[float, float, float, float], radius: float, color: str) -> None:
        """A filled rectangle (x, y, width, height) with round corners."""
        x, y, width, height = (edge * MM for edge in box)
        left, right, high, low = x, x + width, self._top - y, self._top - y - height
        r, c = radius * MM, radius * MM * (1 - _CURVE)
        self._stop_text()
        self._ink(color)
        self._ops.append(
            f"{left + r:.2f} {low:.2f} m {right - r:.2f} {low:.2f} l "
            f"{right - c:.2f} {low:.2f} {right:.2f} {low + c:.2f} {right:.2f} {low + r:.2f} c "
            f"{right:.2f} {high - r:.2f} l "
            f"{right:.2f} {high - c:.2f} {right - c:.2f} {high:.2f} {right - r:.2f} {high:.2f} c "
            f"{left + r:.2f} {high:.2f} l "
            f"{left + c:.2f} {high:.2f} {left:.2f} {high - c:.2f} {left:.2f} {high - r:.2f} c "
            f"{left:.2f} {low + r:.2f} l "
            f"{left:.2f} {low + c:.2f} {left + c:.2f} {low:.2f} {left + r:.2f} {low:.2f} c f"
        )

    def across(self, x: float, y: float, length: float, weight: float, color: str = INK) -> None:
        """A horizontal line, `weight` millimetres thick, centred on `y`."""
        self.fill(x, y - weight / 2, length, weight, color)

    def down(self, x: float, y: float, length: float, weight: float, color: str = INK) -> None:
        """A vertical line, centred on `x`."""
        self.fill(x - weight / 2, y, weight, length, color)

    def frame(self, x: float, y: float, width: float, height: float, weight: float) -> None:
        """The four edges of a box."""
        half = weight / 2
        for edge in (y, y + height):
            self.across(x - half, edge, width + weight, weight)
        for edge in (x, x + width):
            self.down(edge, y - half, height + weight, weight)

    def qr(self, x: float, y: float, side: float, payload: str) -> None:
        """A QR symbol without its quiet zone, black."""
        self._stop_text()
        self._ink("#000000")
        self._ops.append(
            f"q {side * MM:.2f} 0 0 {side * MM:.2f} {x * MM:.2f} "
            f"{self._top - (y + side) * MM:.2f} cm {qr.mask(payload)} Q"
        )

    # text

    def text(self, x: float, baseline: float, text: str, style: Style) -> float:
        """Draw one line of text and say where it ends."""
        runs, width = self._spell(style.face, text)
        if not runs:
            return x
        ops = self._ops
        if not self._writing:
            ops.append("BT")
            self._writing = True
        self._ink(style.color)
        if self._pen.tracking != style.tracking:
            ops.append(f"{style.tracking:.3f} Tc")
            self._pen.tracking = style.tracking
        ops.append(f"1 0 0 1 {x * MM:.2f} {self._top - baseline * MM:.2f} Tm")
        for resource, codes in runs:
            wanted = f"{resource} {style.size:.2f} Tf"
            if wanted != self._pen.font:
                ops.append(wanted)
                self._pen.font = wanted
            ops.append(f"<{codes}> Tj")
        tracked = style.tracking * max(len(text) - 1, 0)
        return x + (width * style.size / 1000 + tracked) / MM

    def _spell(self, face: str, text: str) -> tuple[list[tuple[str, str]], int]:
        known = self._spelled.get((face, text))
        if known is None:
            font, line = FACES[face], one_line(text)
            known = (font.spell(line, self._document), font.width(line))
            self._spelled[face, text] = known
            if lacking := font.lacks(line):
                self._missing[line] = lacking
        return known

    def fit(
        self, box: tuple[float, float, float], text: object, style: Style, *, align: Align = "left"
    ) -> float:
        """Draw one line into (x, baseline, width): smaller where it is long, at last cut with …."""
        x, baseline, room = box
        line = one_line(text)
        width = style.width(line)
        if width > room:
            style = style.at(max(style.size * room / width * 0.999, style.size * 0.55, 4.0))
            line = self._shortened(line, style, room)
            width = style.width(line)
        shift = {"right": room - width, "center": (room - width) / 2}.get(align, 0.0)
        return self.text(x + shift, baseline, line, style)

    def _shortened(self, line: str, style: Style, room: float) -> str:
        if style.width(line) <= room:
            return line
        self._cut[line] = None
        left = room - style.width("…") - style.tracking / MM
        kept = ""
        for char in line:
            if style.width(kept + char) > left:
                break
            kept += char
        return kept + "…"
