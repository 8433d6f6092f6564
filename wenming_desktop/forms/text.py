"""Chinese text in lines: 避头尾, numbers kept whole, even edges. No markup is ever read."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, Protocol, Self

from wenming_desktop.forms.fonts import FACES

MM = 72 / 25.4
Align = Literal["left", "center", "right", "justify"]

_NO_START = frozenset("，。、；：？！）】》」』〉〕｝〗”’…—～·％%℃°‰,.;:?!)]}>»›-‐–/／")
_NO_END = frozenset("（【《「『〈〔｛〖“‘([{<«‹￥¥$№☐☑☒□")
_WORD = r"[A-Za-z0-9\u00c0-\u024f]"
_UNIT = re.compile(
    r"\d{3,4}(?: \d{4}){1,2}(?!\d)"
    rf"|{_WORD}+(?:[.,:/@_'+&=#~\-–]{_WORD}+)*"
    r"|.",
    re.DOTALL,
)
_BLANKS = re.compile("( )")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})


def printable(text: object) -> str:
    """Text as it may reach paper: no controls, no bidi marks, no half characters."""
    known = unicodedata.normalize("NFC", "" if text is None else str(text))
    known = _SELECTORS.sub("", known)
    if known.isprintable():
        return known
    known = _LINE_ENDS.sub("\n", known).replace("\t", " ")
    return "".join(c for c in known if c == "\n" or unicodedata.category(c) not in _UNSEEN)


def one_line(text: object) -> str:
    """Printable text with its line ends made blanks."""
    return printable(text).replace("\n", " ")


@dataclass(frozen=True)
class Style:
    """How text looks: face, size and leading in points, colour, extra space between characters."""

    face: str = "hei"
    size: float = 10.5
    leading: float = 15.5
    color: str = "#1A1D20"
    tracking: float = 0.0

    def at(self, size: float) -> "Style":
        """The same style in another size."""
        ratio = size / self.size
        return replace(
            self, size=size, leading=self.leading * ratio, tracking=self.tracking * ratio
        )

    def width(self, text: str) -> float:
        """The width of a text in millimetres."""
        glyphs = FACES[self.face].width(text) * self.size / 1000
        return (glyphs + self.tracking * max(len(text) - 1, 0)) / MM


class Ink(Protocol):
    """Whatever lines of text can be drawn on."""

    def text(self, x: float, baseline: float, text: str, style: Style) -> float:
        """Draw a line from `x` on its baseline and say where it ends."""


def _clusters(text: str) -> Iterator[str]:
    """Pieces between which a line may end."""
    held = ""
    for unit in _UNIT.findall(text):
        glued = held and (unit[0] in _NO_START or held[-1] in _NO_END)
        if glued and " " not in (unit, held[-1]):
            held += unit
            continue
        if held:
            yield held
        held = unit
    if held:
        yield held


def _pieces(text: str, style: Style, width: float) -> Iterator[str]:
    """Clusters; one wider than a whole line is cut at its blanks, at last into characters."""
    for cluster in _clusters(text):
        if style.width(cluster) <= width:
            yield cluster
            continue
        for part in _BLANKS.split(cluster):
            yield from (part,) if style.width(part) <= width else part


def _fill(text: str, style: Style, width: float, first: float) -> Iterator[str]:
    """The lines of one paragraph, greedily filled."""
    line, used, room = "", 0.0, first
    gap = style.tracking / MM
    for piece in _pieces(text, style, width):
        step = style.width(piece) + (gap if line else 0.0)
        if line and used + step > room + 1e-6 and piece != " ":
            yield line.rstrip(" ")
            line, used, room = "", 0.0, width
            step = style.width(piece)
        line, used = line + piece, used + step
    yield line.rstrip(" ")


@dataclass(frozen=True)
class Line:
    """One laid-out line."""

    text: str
    indent: float = 0.0
    ends: bool = True


def lay(text: str, style: Style, width: float, indent: float = 0.0) -> tuple[Line, ...]:
    """A text as lines no wider than `width` millimetres; `indent` moves each first line in."""
    lines: list[Line] = []
    for paragraph in text.split("\n"):
        filled = list(_fill(paragraph, style, width, width - indent))
        lines += [
            Line(piece, indent if at == 0 else 0.0, at == len(filled) - 1)
            for at, piece in enumerate(filled)
        ]
    return tuple(lines)


@dataclass(frozen=True)
class CNParagraph:
    """Laid-out text: knows its height, splits between lines, draws itself."""

    lines: tuple[Line, ...]
    style: Style
    width: float
    align: Align = "left"

    @property
    def pitch(self) -> float:
        """The height of a line in millimetres."""
        return self.style.leading / MM

    @property
    def height(self) -> float:
        """The height of all lines in millimetres."""
        return self.pitch * len(self.lines)

    @property
    def text(self) -> str:
        """What is drawn, lines joined as they were typed."""
        return "".join(line.text + ("\n" if line.ends else "") for line in self.lines).rstrip("\n")

    def split(self, height: float) -> tuple[Self, Self]:
        """What fits into a height, and the rest; either may be empty."""
        fits = max(int(height / self.pitch + 1e-6), 0)
        return replace(self, lines=self.lines[:fits]), replace(self, lines=self.lines[fits:])

    def draw(self, paper: Ink, x: float, top: float) -> None:
        """Draw from the top left corner, in millimetres."""
        middle = top + self.pitch / 2
        for line in self.lines:
            self._draw_line(paper, x, middle + 0.38 * self.style.size / MM, line)
            middle += self.pitch

    def _draw_line(self, paper: Ink, x: float, baseline: float, line: Line) -> None:
        room = self.width - line.indent
        slack = room - self.style.width(line.text)
        style, gaps = self.style, len(line.text) - 1
        if self.align == "justify" and not line.ends and gaps > 0:
            # A line with one long word at its end stays ragged rather than torn apart.
            spread = slack * MM / gaps
            if spread <= 0.25 * style.size:
                style = replace(style, tracking=style.tracking + spread)
        shift = {"right": slack, "center": slack / 2}.get(self.align, 0.0)
        paper.text(x + line.indent + shift, baseline, line.text, style)


def para(
    text: object, style: Style, width: float, *, align: Align = "left", indent: float = 0.0
) -> CNParagraph:
    """Lay out any text: the one door by which free text reaches paper."""
    return CNParagraph(lay(printable(text), style, width, indent), style, width, align)


def choices(names: Iterable[str], ticked: str | None = None) -> str:
    """Boxes to tick, the chosen one ticked."""
    return "　".join(("☑" if name == ticked else "☐") + name for name in names)
