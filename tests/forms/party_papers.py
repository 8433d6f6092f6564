"""What the tests of party papers share: edges of boxes in a picture, dashes, words squeezed."""

import ctypes
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from tests.forms import reading
from tests.forms.reading import MM, Box

DASH = (0xB9, 0xB5, 0xAC)


@cache
def picture(pdf: bytes, page: int = 1) -> Image.Image:
    return reading.picture(pdf, page)


@cache
def words(pdf: bytes, page: int = 1) -> list[Box]:
    return reading.words(pdf, page)


def squeezed(pdf: bytes) -> str:
    return "".join(reading.text(pdf).split())


def dark_rows(image: Image.Image, x: float) -> list[float]:
    """Where a cut down the page meets dark horizontal lines, in millimetres."""
    return reading.dark_columns(image.transpose(Image.Transpose.TRANSPOSE), x)


def steps(lines: Sequence[float]) -> list[float]:
    return [round(b - a, 1) for a, b in pairwise(lines)]


def near(lines: Sequence[float], wanted: float) -> float:
    return min(abs(line - wanted) for line in lines)


def off(pdf: bytes, box: dict[str, str], page: int = 1) -> list[tuple[str, float]]:
    """The edges of a label's box that do not stand where the documents say, and by how much."""
    left, width = float(box["x"]), float(box["w"])
    found = [
        word
        for word in words(pdf, page)
        if word.text == box["part"] and left - 0.2 <= word.x <= left + width
    ]
    label = min(found, key=lambda word: word.y)
    image = picture(pdf, page)
    columns = reading.dark_columns(image, label.y - 0.6)
    wrong = [(edge, near(columns, x)) for edge, x in (("left", left), ("right", left + width))]
    if box["h"]:
        rows = dark_rows(image, left + 0.5)
        middle = label.middle[1]
        above = max(row for row in rows if row < middle)
        below = min(row for row in rows if row > middle)
        wrong.append(("height", abs(below - above - float(box["h"]))))
    return [(edge, far) for edge, far in wrong if far > 0.4]


def dashed(pdf: bytes, area: Box, page: int = 1) -> Box:
    """The rectangle around the grey dashes inside an area."""
    sheet = pypdfium2.PdfDocument(bytes(pdf))[page - 1]
    found = [box for box in map(_placed(sheet.get_height()), sheet.get_objects())
             if box is not None and area.holds(box, slack=0)]  # fmt: skip
    left, top = min(box.x for box in found), min(box.y for box in found)
    right, bottom = max(box.x + box.w for box in found), max(box.y + box.h for box in found)
    return Box(left, top, right - left, bottom - top)


def _color(thing: Any) -> tuple[int, int, int]:
    red, green, blue, opaque = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(thing, *map(ctypes.byref, (red, green, blue, opaque)))
    return red.value, green.value, blue.value


def palest(pdf: bytes) -> float:
    """The brightness of the palest text of a document: 0 is black, 255 is white."""
    texts = (
        _color(thing)
        for page in pypdfium2.PdfDocument(bytes(pdf))
        for thing in page.get_objects()
        if thing.type == raw.FPDF_PAGEOBJ_TEXT
    )
    return max(0.3 * red + 0.59 * green + 0.11 * blue for red, green, blue in texts)


def _placed(height: float) -> Any:
    def box(thing: Any) -> Box | None:
        if thing.type != raw.FPDF_PAGEOBJ_PATH or _color(thing) != DASH:
            return None
        left, low, right, high = (edge / MM for edge in thing.get_bounds())
        return Box(left, height / MM - high, right - left, high - low)

    return box
