"""Paper: a document's pages, drawn straight into a PDF.

Everything static is drawn once (`stamp`) and repeated by reference; text goes through one cache.
"""

import math
import zlib
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from reportlab.pdfbase import pdfdoc

from wenming_desktop.forms.fonts import FACES
from wenming_desktop.forms.marks import Marks, Pen
from wenming_desktop.forms.text import MM, Style, one_line

A4 = (210.0, 297.0)
A4_LANDSCAPE = (297.0, 210.0)
_WATERMARK = Style("hei", 11, 15, "#ECEBE8")


@dataclass(frozen=True)
class MissingGlyphs:
    """A text that holds characters no font can draw."""

    text: str
    chars: str


class Pdf(bytes):
    """A finished document: its bytes, its pages, and what could not be printed as typed."""

    pages: int = 0
    missing: tuple[MissingGlyphs, ...] = ()
    cut: tuple[str, ...] = ()


def missing_glyphs(texts: Iterable[str]) -> tuple[MissingGlyphs, ...]:
    """Those of the texts that cannot be printed whole: asked before paper is spent."""
    font = FACES["heib"]
    found = ((text, font.lacks(one_line(text))) for text in dict.fromkeys(texts))
    return tuple(MissingGlyphs(text, chars) for text, chars in found if chars)


class Paper(Marks):
    """A document under the pen."""

    def __init__(
        self, title: str, *, size: tuple[float, float] = A4, author: str = "", watermark: str = ""
    ) -> None:
        self.size = size
        super().__init__(pdfdoc.PDFDocument(compression=1, lang="zh-CN", pdfVersion=(1, 4)))
        title = one_line(title)
        self._document.setTitle(title)
        self._document.setAuthor(one_line(author) or "社区居民委员会")
        self._document.setCreator("文明社区工作台")
        self._document.setSubject(title)
        self._pages: list[tuple[list[str], tuple[float, float], set[str]]] = []
        self._page_count = 0
        self._used: set[str] = set()
        self._stamps: dict[Hashable, str] = {}
        self._watermark = one_line(watermark)
        self._fonts = self._document.Reference(self._resources())
        self.footer: Callable[[Paper, int, int], None] | None = None

    # pages

    def page(self) -> None:
        """Begin a page; what is drawn next stands on it."""
        self._end_page()
        self._top = self.size[1] * MM
        self._ops, self._used, self._pen = [], set(), Pen()
        self._page_count += 1
        if self._watermark:
            with self.at(0, 0):
                self.stamp(self.size, self.size, self._tile)

    def _end_page(self) -> None:
        if self._page_count == len(self._pages):
            return
        self._stop_text()
        self._pages.append((self._ops, self.size, self._used))
        if self.footer is None:
            self._emit(len(self._pages) - 1)

    def _emit(self, index: int) -> None:
        """Pack a page at once, so that a thousand sheets do not lie about as text."""
        ops, (width, height), used = self._pages[index]
        page = pdfdoc.PDFPage()
        page.pagewidth, page.pageheight = round(width * MM, 2), round(height * MM, 2)
        page.Contents = self._document.Reference(_packed("\n".join(ops)))
        page.Resources = (
            self._fonts if not used else self._document.Reference(self._resources(used))
        )
        self._document.addPage(page)
        self._pages[index] = ([], (width, height), used)

    def _resources(self, stamps: set[str] | None = None) -> pdfdoc.PDFResourceDictionary:
        known = pdfdoc.PDFResourceDictionary()
        known.basicFonts()
        known.allProcs()
        if stamps:
            known.XObject = self._document.xobjDict(sorted(stamps))
        return known

    def finish(self) -> Pdf:
        """Close the document."""
        self._end_page()
        for index in range(len(self._pages) if self.footer else 0):
            ops, self.size, self._used = self._pages[index]
            self._ops, self._top, self._pen = ops, self.size[1] * MM, Pen()
            assert self.footer is not None  # noqa: S101 - the loop runs only with a footer
            self.footer(self, index + 1, len(self._pages))
            self._stop_text()
            self._emit(index)
        pdf = Pdf(self._document.GetPDFData(self))
        pdf.pages = len(self._pages)
        pdf.missing = tuple(MissingGlyphs(*pair) for pair in self._missing.items())
        pdf.cut = tuple(self._cut)
        return pdf

    # stamps

    def stamp(self, key: Hashable, size: tuple[float, float], draw: Callable[[], None]) -> None:
        """Repeat at the origin what is drawn only once; it may reach 3 mm over its edges."""
        if key not in self._stamps:
            self._stamps[key] = f"stamp{len(self._stamps)}"
            self._document.addForm(self._stamps[key], self._drawn_apart(size, draw))
        name = self._stamps[key]
        if self._pen.tracking:
            self._ops.append("0 Tc")
            self._pen.tracking = 0.0
        self._draw(f"/{self._document.getXObjectName(name)} Do")
        self._used.add(name)

    def _drawn_apart(
        self, size: tuple[float, float], draw: Callable[[], None]
    ) -> pdfdoc.PDFFormXObject:
        held = (self._ops, self._top, self._pen, self._writing, self._used)
        self._ops, self._top, self._pen, self._writing, self._used = [], 0.0, Pen(), False, set()
        draw()
        self._stop_text()
        width, height = size
        form = pdfdoc.PDFFormXObject(-3 * MM, -(height + 3) * MM, (width + 3) * MM, 3 * MM)
        form.Resources = self._fonts
        form.Contents = _packed("\n".join(self._ops))
        self._ops, self._top, self._pen, self._writing, self._used = held
        return form

    @contextmanager
    def at(self, x: float, y: float) -> Iterator[None]:
        """Make a point the origin for what is drawn inside."""
        self._draw(f"q 1 0 0 1 {x * MM:.2f} {self._top - y * MM:.2f} cm")
        held, self._top = (self._top, self._pen), 0.0
        self._pen = replace(self._pen)
        yield
        self._draw("Q")
        self._top, self._pen = held

    def turn_sheet(self, size: tuple[float, float]) -> None:
        """Let the pages that follow have another size."""
        self._end_page()
        self.size = size

    def turn(self) -> None:
        """Turn the rest of the page upside down."""
        width, height = self.size
        self._draw(f"-1 0 0 -1 {width * MM:.2f} {height * MM:.2f} cm")

    def _tile(self) -> None:
        """The watermark's text, slanted, all over the sheet."""
        width, height = self.size
        runs, _ = self._spell(_WATERMARK.face, self._watermark)
        step = max(_WATERMARK.width(self._watermark) + 18, 60)
        cos, sin = math.cos(math.radians(24)), math.sin(math.radians(24))
        self._draw(f"q {cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} 0 {-height * MM:.2f} cm")
        # Readers of the file's text get the rows, not these letters in between.
        self._draw("/Span << /ActualText () >> BDC BT")
        self._ink(_WATERMARK.color)
        for row in range(-int(width / 34), int((width + height) / 34) + 1):
            for column in range(int((width + height) / step) + 1):
                x, y = column * step + row % 2 * step / 2, row * 34
                self._ops.append(f"1 0 0 1 {x * MM:.2f} {y * MM:.2f} Tm")
                self._ops += [f"{font} {_WATERMARK.size} Tf <{codes}> Tj" for font, codes in runs]
        self._ops.append("ET EMC Q")


def _packed(content: str) -> pdfdoc.PDFStream:
    """A stream compressed now rather than at the end."""
    stream = pdfdoc.PDFStream(
        dictionary=pdfdoc.PDFDictionary({"Filter": pdfdoc.PDFName("FlateDecode")}),
        content=zlib.compress(content.encode("latin-1"), 6),
    )
    stream.filters = []
    return stream
