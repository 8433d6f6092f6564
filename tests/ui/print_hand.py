"""Paper on screen: what the tests of preview and printing share."""

from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPdfWriter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Said
from ui.printing import Preview, PrintPlace

CTRL = Qt.KeyboardModifier.ControlModifier
DOT = 288 / 25.4
"""Dots a millimetre of the pictures that are looked at."""


def ticket_sheet() -> bytes:
    """The sheet of an invented ticket, one page."""
    import_module("wenming_desktop.forms")
    form = import_module("wenming_desktop.forms.catalogue").FORMS["ticket_sheet"]
    return bytes(form.draw(form.sample()))


def long_pdf(path: Path) -> bytes:
    """A document of twelve pages, a block of black on each, the last one lying."""
    writer = QPdfWriter(str(path))
    writer.setResolution(72)
    painter = QPainter(writer)
    for page in range(12):
        if page == 11:
            writer.setPageOrientation(writer.pageLayout().orientation().Landscape)
        if page:
            writer.newPage()
        painter.fillRect(QRect(100, 100 + page, 60, 60), Qt.GlobalColor.black)
    painter.end()
    return path.read_bytes()


def opened(qtbot: QtBot, said: Said, pdf: bytes, place: PrintPlace) -> Preview:
    preview = Preview("居民诉求办理单", pdf, said, None, place)
    qtbot.addWidget(preview)
    preview.show()
    qtbot.waitUntil(preview.isActiveWindow)
    return preview


def to_file(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def says(widget: QDialog) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def button(widget: QDialog, name: str) -> QPushButton:
    found = widget.findChild(QPushButton, f"btn_{name}")
    assert isinstance(found, QPushButton), name
    return found


def wait_end(qtbot: QtBot, preview: Preview) -> None:
    qtbot.waitUntil(lambda: preview._run is None, timeout=20_000)


def picture(path: Path, page: int = 0) -> QImage:
    document = QPdfDocument(None)
    document.load(str(path))
    points = document.pagePointSize(page)
    size = points.toSize() * 4
    drawn = document.render(page, size)
    ground = QImage(drawn.size(), QImage.Format.Format_RGB32)
    ground.fill(Qt.GlobalColor.white)
    painter = QPainter(ground)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return ground


def dark(image: QImage) -> list[bytes]:
    """The rows of a picture, a 1 for every dark dot."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = bytes(grey.constBits())
    step, table = grey.bytesPerLine(), bytes(int(level < 90) for level in range(256))
    return [
        rows[at * step : at * step + grey.width()].translate(table) for at in range(grey.height())
    ]


def first_ink(image: QImage) -> tuple[int, int]:
    """The left and upper edge of what is dark, in dots of 288 an inch."""
    rows = dark(image)
    high = next(at for at, row in enumerate(rows) if 1 in row)
    return min(row.index(1) for row in rows if 1 in row), high
