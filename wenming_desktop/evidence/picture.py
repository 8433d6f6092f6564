"""A stranger's picture made ours: decided by content, upright, small enough, telling nothing else.

Run only in the process of `evidence.child`: a decoder may be fooled into anything.
"""

import io
from datetime import datetime
from typing import NamedTuple

from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "BMP", "WEBP")
MOST_PIXELS = 40_000_000
"""Of a picture that has to be decoded whole."""
MOST_JPEG_PIXELS, MOST_PROGRESSIVE = 201_000_000, 110_000_000
"""A JPEG is read at a fraction of its size: 200 megapixels take 170 MB, those of a progressive
one, which is put together whole before that, 360 MB for 108 megapixels."""
_HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
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
    """These bytes are no picture of a kind that is kept; `code` tells the studio why."""

    code = "photo.kind"


class HeicError(NotAPictureError):
    """A picture as some phones take them, which nothing here can read."""

    code = "photo.heic"


class BrokenPictureError(NotAPictureError):
    """A picture of a kind that is kept, cut short or damaged."""

    code = "photo.broken"


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
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        raise HeicError
    found = _opened(data)
    pixels = found.width * found.height
    with found:
        if pixels > _most_pixels(found):
            raise TooManyPixelsError
        try:
            taken_at = _taken_at(found)
            # A JPEG far larger than wanted is read at a half, a quarter or an eighth.
            found.draft("RGB", (longest, longest))
            ImageOps.exif_transpose(found, in_place=True)
            upright = _on_white(found)
        except (OSError, SyntaxError, ValueError) as error:
            if pixels > MOST_PIXELS and "progressive" in found.info:
                # Put together whole, it did not fit into this process.
                raise TooManyPixelsError from error
            raise BrokenPictureError from error
    upright.thumbnail((longest, longest))
    return upright, taken_at


def _opened(data: bytes) -> Image.Image:
    # How much is too much is decided by format below.
    Image.MAX_IMAGE_PIXELS = None
    try:
        return Image.open(io.BytesIO(data), formats=FORMATS)
    except UnidentifiedImageError as error:
        known = data.startswith((b"\xff\xd8\xff", b"\x89PNG"))
        raise (BrokenPictureError if known else NotAPictureError) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise BrokenPictureError from error


def _most_pixels(found: Image.Image) -> int:
    if found.format != "JPEG":
        return MOST_PIXELS
    return MOST_PROGRESSIVE if "progressive" in found.info else MOST_JPEG_PIXELS


def _on_white(image: Image.Image) -> Image.Image:
    """What is transparent is seen on paper: white, not black."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    clear = image if image.mode == "RGBA" else image.convert("RGBA")
    white = Image.new("RGB", clear.size, "white")
    white.paste(clear, mask=clear.getchannel("A"))
    return white


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
