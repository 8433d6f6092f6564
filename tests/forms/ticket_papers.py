"""What the tests of a ticket's papers share: a photo, and where it stands on the notice."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO

from PIL import Image

from tests.forms import reading
from tests.forms.reading import Box
from wenming_desktop.forms import rectification_notice
from wenming_desktop.forms.page import Pdf


def jpeg(width: int = 400, height: int = 300, colour: str = "#7799BB") -> bytes:
    made = BytesIO()
    Image.new("RGB", (width, height), colour).save(made, "JPEG")
    return made.getvalue()


@cache
def with_photos() -> Pdf:
    shot = jpeg()
    return rectification_notice.draw(
        replace(
            rectification_notice.sample(),
            notice_no="",
            before=(shot, jpeg(colour="#AA5544")),
            after=(shot,),
        )
    )


def photos(_: Pdf, _line: dict[str, str]) -> Iterator[Box]:
    """The photos of four to three on the notice fill their boxes."""
    yield from reading.masks(with_photos(), 1)
