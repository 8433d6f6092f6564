# ruff: noqa: E402 - Qt is told to need no screen, and Python where the program is, before both
"""Draws the program's sign, a house with a heart on party red, in every size a system asks for.

Run from the top of the repository: `python packaging/app_icon.py`. It writes `wenming-N.png`,
`wenming.svg` and `wenming.ico` into resources/icons/app. Small signs take the filled glyph and
less margin: the line one closes up below 48 pixels.
"""

import os
import struct
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
    QPainter,
    QPainterPath,
    QRawFont,
    QTransform,
)

from ui.common.tokens import Tokens

OUT = ROOT / "resources" / "icons" / "app"
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
LINE, FILL, FIRST_LINE = 0xEE2A, 0xEE29, 48
CORNER = 0.19


def glyph(side: float, *, filled: bool) -> QPainterPath:
    """The house's outline, centred in a square of this side."""
    font = QRawFont(str(ROOT / "resources" / "icons" / "remixicon.ttf"), 1000)
    (number,) = font.glyphIndexesForString(chr(FILL if filled else LINE))
    path = font.pathForGlyph(number)
    box = path.boundingRect()
    share = 0.74 if filled else 0.66
    scale = side * share / max(box.width(), box.height())
    middle = box.center()
    move = QTransform.fromTranslate(side / 2, side / 2)
    return move.scale(scale, scale).translate(-middle.x(), -middle.y()).map(path)


def picture(side: int) -> QImage:
    """The sign at one size."""
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(Tokens().colours["mark"]))
    painter.drawRoundedRect(QRectF(0, 0, side, side), side * CORNER, side * CORNER)
    painter.setBrush(QColor(Tokens().colours["on_mark"]))
    painter.drawPath(glyph(side, filled=side < FIRST_LINE))
    painter.end()
    return image


def png(image: QImage) -> bytes:
    """The picture as the bytes of a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise RuntimeError("the picture could not be written")
    return bytes(buffer.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """A Windows icon: a directory, then the pictures as PNG."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    at = len(head) + 16 * len(pictures)
    lines = []
    for side, data in pictures.items():
        lines.append(struct.pack("<BBBBHHII", side % 256, side % 256, 0, 0, 1, 32, len(data), at))
        at += len(data)
    return head + b"".join(lines) + b"".join(pictures.values())


def svg(side: int = 256) -> str:
    """The sign as SVG, for desktops that scale it themselves."""
    tokens = Tokens().colours
    round_ = side * CORNER
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">\n'
        f'<rect width="{side}" height="{side}" rx="{round_:g}" fill="{tokens["mark"]}"/>\n'
        f'<path fill="{tokens["on_mark"]}" d="{_steps(glyph(side, filled=False))}"/>\n</svg>\n'
    )


def _steps(path: QPainterPath) -> str:
    kinds = {
        QPainterPath.ElementType.MoveToElement: "M",
        QPainterPath.ElementType.LineToElement: "L",
        QPainterPath.ElementType.CurveToElement: "C",
        QPainterPath.ElementType.CurveToDataElement: "",
    }
    parts: list[Any] = [path.elementAt(at) for at in range(path.elementCount())]
    return " ".join(f"{kinds[part.type]}{part.x:.2f} {part.y:.2f}" for part in parts)


def main() -> None:
    """Write every file."""
    app = QGuiApplication([])
    OUT.mkdir(parents=True, exist_ok=True)
    pictures = {side: png(picture(side)) for side in SIZES}
    for side, data in pictures.items():
        (OUT / f"wenming-{side}.png").write_bytes(data)
    (OUT / "wenming.ico").write_bytes(ico(pictures))
    (OUT / "wenming.svg").write_text(svg(), "utf-8")
    del app


if __name__ == "__main__":
    main()
