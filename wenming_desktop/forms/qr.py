"""QR symbols as one-bit masks, small enough to stand inside the page's own stream."""

import math
from typing import cast

import zxingcpp
from typing_extensions import Buffer

from wenming_desktop.errors import UserError

# A symbol of 16 mm keeps modules of 0.5 mm up to this many bytes (version 4, level M).
LIMIT = 60
_TO_BITS = bytes.maketrans(b"\x00\xff", b"10")


class QrPayloadError(UserError):
    """A payload that is not a short plain number."""

    code = "forms.qr_payload"
    text = "二维码只放短的英文字母和数字编号，“{payload}”放不进去。请改编号规则。"


def matrix(payload: str) -> tuple[int, bytes]:
    """The modules of a symbol without its quiet zone: side, and rows padded to whole bytes."""
    if not payload or len(payload) > LIMIT or not payload.isascii() or not payload.isprintable():
        raise QrPayloadError(payload=payload[:LIMIT])
    symbol = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image = symbol.to_image(scale=1, add_quiet_zones=False)
    pixels = bytes(cast("Buffer", image))
    side = math.isqrt(len(pixels))
    bits = pixels.translate(_TO_BITS)
    padded = -(-side // 8)
    shift = padded * 8 - side
    rows = (int(bits[at : at + side], 2) << shift for at in range(0, side * side, side))
    return side, b"".join(row.to_bytes(padded, "big") for row in rows)


def mask(payload: str) -> str:
    """A symbol as an inline image that fills the unit square in the current colour."""
    side, rows = matrix(payload)
    return f"BI /IM true /W {side} /H {side} /BPC 1 /D [1 0] /F /AHx ID {rows.hex()}> EI"
