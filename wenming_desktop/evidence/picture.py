"""A stranger's picture made ours: decided by content, upright, small enough, telling nothing else.

Run only in the process of `evidence.child`: a decoder may be fooled into anything.
"""

import io
from datetime import datetime
from typing import NamedTuple

from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "BMP", "WEBP")
MOST_PIXELS = 40_000_000
LONGEST = 2_048
SMALL = 320
_EXIF, _TAKEN = 0x8769, 0x9003


class Prepared(NamedTuple):
    """A picture as it is kept: JPEG without any metadata, a small copy, when it was taken."""

    jpeg: bytes
    small: bytes
    width: int
    height: int
    taken_at: datetime | None


class NotAPictureError(Exception):
    """These bytes are no picture of a kind that is kept."""


class TooManyPixelsError(Exception):
    """The picture is larger than any camera of an office takes."""


def prepare(data: bytes) -> Prepared:
    """Decode, turn upright, shrink to `LONGEST` pixels and write anew without what came along."""
    upright, taken_at = _decoded(data, LONGEST)
    small = upright.copy()
    small.thumbnail((SMALL, SMALL))
    return Prepared(_jpeg(upright), _jpeg(small), upright.width, upright.height, taken_at)


def glance(data: bytes) -> bytes:
    """A small copy alone, as quickly as the format allows; the rest of the picture stays unread."""
    return _jpeg(_decoded(data, SMALL)[0])


def _decoded(data: bytes, longest: int) -> tuple[Image.Image, datetime | None]:
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as found:
            if found.width * found.height > MOST_PIXELS:
                raise TooManyPixelsError
            taken_at = _taken_at(found)
            # A JPEG far larger than wanted is read at a half, a quarter or an eighth.
            found.draft("RGB", (longest, longest))
            upright = ImageOps.exif_transpose(found).convert("RGB")
    except Image.DecompressionBombError as error:
        raise TooManyPixelsError from error
    except (OSError, SyntaxError, ValueError) as error:
        raise NotAPictureError from error
    upright.thumbnail((longest, longest))
    return upright, taken_at


def _jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    # A fresh image: what the file said beside its pixels stays behind.
    clean = Image.frombytes("RGB", image.size, image.tobytes())
    clean.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


def _taken_at(image: Image.Image) -> datetime | None:
    said = str(image.getexif().get_ifd(_EXIF).get(_TAKEN, ""))
    try:
        return datetime.strptime(said[:19], "%Y:%m:%d %H:%M:%S")
    except ValueError:
        return None
