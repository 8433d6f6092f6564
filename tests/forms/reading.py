"""Reads finished paper with other people's programs: poppler, qpdf, pdfium, zxing."""

import csv
import html
import re
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pypdfium2
import pypdfium2.raw
import zxingcpp
from PIL import Image

MM = 72 / 25.4
_WORD = re.compile(
    r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
)


@dataclass(frozen=True)
class Box:
    """A rectangle in millimetres from the top left corner of a page, and what stands in it."""

    x: float
    y: float
    w: float
    h: float
    text: str = ""

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.w / 2, self.y + self.h / 2

    def holds(self, other: "Box", slack: float = 0.5) -> bool:
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.x + other.w <= self.x + self.w + slack
            and other.y + other.h <= self.y + self.h + slack
        )


def boxes(form: str) -> list[dict[str, str]]:
    """The boxes of a form as they were typed from the documents."""
    with (Path(__file__).parent / "boxes.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["form"] == form]


def box(form: str, layout: str, part: str) -> Box:
    (row,) = [r for r in boxes(form) if (r["layout"], r["part"]) == (layout, part)]
    return Box(*(float(row[key] or 0) for key in "xywh"))


def _run(*call: str, data: bytes) -> str:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "paper.pdf")
        file.write_bytes(data)
        done = subprocess.run(
            [part.replace("PDF", str(file)) for part in call],
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
    assert done.returncode == 0, done.stderr + done.stdout
    assert not done.stderr, done.stderr
    return done.stdout


def check(pdf: bytes) -> str:
    return _run("qpdf", "--check", "PDF", data=pdf)


def text(pdf: bytes) -> str:
    return _run("pdftotext", "-layout", "PDF", "-", data=pdf)


def fonts(pdf: bytes) -> list[tuple[str, bool, bool]]:
    """Name, embedded, with a map to text: of every font."""
    lines = _run("pdffonts", "PDF", data=pdf).splitlines()[2:]
    cells = [line.split() for line in lines]
    return [(cell[0], cell[-5] == "yes", cell[-3] == "yes") for cell in cells]


def words(pdf: bytes, page: int = 1) -> list[Box]:
    raw = _run("pdftotext", "-bbox", "-f", str(page), "-l", str(page), "PDF", "-", data=pdf)
    found = []
    for left, top, right, bottom, word in _WORD.findall(raw):
        x, y = float(left) / MM, float(top) / MM
        width, height = float(right) / MM - x, float(bottom) / MM - y
        found.append(Box(x, y, width, height, html.unescape(word)))
    return found


@cache
def chars(pdf: bytes, page: int = 1) -> list[Box]:
    """Every character that is seen, in the order drawn: as wide as it advances, high as its ink."""
    sheet = pypdfium2.PdfDocument(bytes(pdf))[page - 1]
    height, text = sheet.get_height() / MM, sheet.get_textpage()
    found, half = [], b""
    for at in range(text.count_chars()):
        code = pypdfium2.raw.FPDFText_GetUnicode(text, at)
        if 0xD800 <= code < 0xDC00:
            half = code.to_bytes(2, "big")
            continue
        low_half = half and 0xDC00 <= code < 0xE000
        char = (half + code.to_bytes(2, "big")).decode("utf-16-be") if low_half else chr(code)
        half = b""
        if char.strip():
            left, _, right, _ = (edge / MM for edge in text.get_charbox(at, loose=True))
            _, low, _, high = (edge / MM for edge in text.get_charbox(at))
            found.append(Box(left, height - high, right - left, high - low, char))
    return found


def spots(pdf: bytes, words: str) -> list[tuple[int, Box]]:
    """Where words stand, page by page; a label that is broken in two lines is one spot."""
    found = []
    for page in range(1, pages(pdf) + 1):
        drawn = chars(pdf, page)
        line = "".join(char.text for char in drawn)
        at = line.find(words)
        while at >= 0:
            found.append((page, around(drawn[at : at + len(words)])))
            at = line.find(words, at + 1)
    return found


def around(boxes_: list[Box]) -> Box:
    """The rectangle that holds them all."""
    left, top = min(box.x for box in boxes_), min(box.y for box in boxes_)
    right = max(box.x + box.w for box in boxes_)
    return Box(left, top, right - left, max(box.y + box.h for box in boxes_) - top)


def pages(pdf: bytes) -> int:
    return len(pypdfium2.PdfDocument(bytes(pdf)))


def picture(pdf: bytes, page: int = 1, dpi: int = 200) -> Image.Image:
    document = pypdfium2.PdfDocument(bytes(pdf))
    return document[page - 1].render(scale=dpi / 72).to_pil().convert("RGB")


def codes(pdf: bytes, page: int = 1) -> list[Box]:
    """Every QR symbol of a page, as a phone's camera would read it."""
    image = picture(pdf, page)
    scale = 25.4 / 200
    found = []
    for symbol in zxingcpp.read_barcodes(image):
        place = symbol.position
        corners = (place.top_left, place.top_right, place.bottom_left, place.bottom_right)
        xs, ys = [c.x * scale for c in corners], [c.y * scale for c in corners]
        found.append(Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys), symbol.text))
    return found


def masks(pdf: bytes, page: int = 1) -> list[Box]:
    """The exact rectangles of the images on a page."""
    sheet = pypdfium2.PdfDocument(bytes(pdf))[page - 1]
    height = sheet.get_height()
    found = []
    for image in sheet.get_objects(max_depth=1):
        if isinstance(image, pypdfium2.PdfImage):
            left, low, right, high = (edge / MM for edge in image.get_bounds())
            found.append(Box(left, height / MM - high, right - left, high - low))
    return found


def dark_runs(image: Image.Image, y: float, dpi: int = 200) -> list[tuple[float, float]]:
    """From where to where a horizontal cut through a page is dark, in millimetres."""
    grey = image.convert("L")
    row = [grey.getpixel((x, round(y * dpi / 25.4))) for x in range(grey.width)]
    found, start = [], None
    for x, value in enumerate([*row, 255]):
        if value < 140 and start is None:
            start = x
        elif value >= 140 and start is not None:
            found.append((start * 25.4 / dpi, (x - 1) * 25.4 / dpi))
            start = None
    return found


def dark_columns(image: Image.Image, y: float, dpi: int = 200) -> list[float]:
    """Where a horizontal cut through a page meets dark vertical lines, in millimetres."""
    return [(start + end) / 2 for start, end in dark_runs(image, y, dpi)]


def dark_rows(image: Image.Image, x: float, dpi: int = 200) -> list[float]:
    """Where a vertical cut through a page meets dark horizontal lines, in millimetres."""
    return dark_columns(image.transpose(Image.Transpose.TRANSPOSE), x, dpi)


def coloured(image: Image.Image, area: Box, dpi: int = 200) -> Box:
    """The rectangle that the red of a bar fills inside an area."""
    scale = dpi / 25.4
    corner = (round(area.x * scale), round(area.y * scale))
    far = (round((area.x + area.w) * scale), round((area.y + area.h) * scale))
    red, green, _ = image.crop((*corner, *far)).split()
    mask = Image.eval(green, lambda v: 255 if v < 90 else 0)
    bright = Image.eval(red, lambda v: 255 if v > 120 else 0)
    mask.paste(0, mask=Image.eval(bright, lambda v: 255 - v))
    left, top, right, bottom = mask.getbbox()
    return Box(
        area.x + left / scale, area.y + top / scale, (right - left) / scale, (bottom - top) / scale
    )


@cache
def _page(pdf: bytes, page: int) -> Image.Image:
    return picture(pdf, page)


def cells(pdf: bytes, words: str) -> Iterator[Box]:
    """The boxes of lines that words of a document stand in, wherever they do."""
    for page, spot in spots(pdf, words):
        image = _page(pdf, page)
        columns = dark_columns(image, spot.y - 0.6)
        left = [x for x in columns if x < spot.x + 0.2]
        right = [x for x in columns if x > spot.x + spot.w - 0.2]
        if not left or not right:
            continue
        rows = dark_rows(image, left[-1] + 0.5)
        above = [y for y in rows if y < spot.y + 0.2]
        below = [y for y in rows if y > spot.y + spot.h - 0.2]
        if above and below:
            x, y = left[-1], above[-1]
            yield Box(x, y, right[0] - x, below[0] - y, words)


def off(found: Box, wanted: dict[str, str]) -> float:
    """How far the worst of the edges and sizes that a line names is from what was found."""
    named = [key for key in "xywh" if wanted[key]]
    return max((abs(getattr(found, key) - float(wanted[key])) for key in named), default=0.0)
