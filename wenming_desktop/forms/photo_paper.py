"""Paper that photos can stand on; a photo is packed once, however often it is drawn."""

import hashlib
from io import BytesIO

from PIL import Image
from reportlab.pdfbase import pdfdoc, pdfutils

from wenming_desktop.forms.grid import Area
from wenming_desktop.forms.page import Paper
from wenming_desktop.forms.text import MM

PRINTED = 900
"""Pixels of the longer side on paper: 80 mm at about 280 dots an inch."""
_QUALITY = 78
_SPACES = {1: "DeviceGray", 3: "DeviceRGB"}


class PhotoPaper(Paper):
    """A document with photos."""

    def photo(self, area: Area, jpeg: bytes) -> None:
        """A JPEG, whole and in the middle of a box."""
        width, height, colours = pdfutils.readJPEGInfo(BytesIO(jpeg))[:3]
        scale = min(area.w / width, area.h / height)
        w, h = width * scale, height * scale
        x, y = area.x + (area.w - w) / 2, area.y + (area.h - h) / 2
        key = f"photo{hashlib.sha256(jpeg).hexdigest()[:16]}"
        if key not in self._stamps:
            self._stamps[key] = key
            self._document.addForm(key, _packed(jpeg, (width, height), _SPACES[colours]))
        low = self._top - (y + h) * MM
        name = self._document.getXObjectName(key)
        self._draw(f"q {w * MM:.2f} 0 0 {h * MM:.2f} {x * MM:.2f} {low:.2f} cm /{name} Do Q")
        self._used.add(key)


def _packed(jpeg: bytes, size: tuple[int, int], space: str) -> pdfdoc.PDFStream:
    name = pdfdoc.PDFName
    dictionary = pdfdoc.PDFDictionary({
        "Type": name("XObject"),
        "Subtype": name("Image"),
        "Width": size[0],
        "Height": size[1],
        "BitsPerComponent": 8,
        "ColorSpace": name(space),
        "Filter": name("DCTDecode"),
    })  # fmt: skip
    stream = pdfdoc.PDFStream(dictionary=dictionary, content=jpeg)
    stream.filters = []
    return stream


def for_print(jpeg: bytes) -> bytes:
    """A photo of ours as small as paper needs it: a kept paper carries its photos with it."""
    with Image.open(BytesIO(jpeg), formats=("JPEG",)) as picture:
        if max(picture.size) <= PRINTED:
            return jpeg
        picture.thumbnail((PRINTED, PRINTED))
        made = BytesIO()
        picture.convert("RGB").save(made, "JPEG", quality=_QUALITY)
    return made.getvalue()
