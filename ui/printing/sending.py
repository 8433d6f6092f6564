"""A document on its way to a printer: pages rendered apart, sent strip by strip, stoppable.

A page at printing size is some forty megabytes; drawn whole it would hold the window for a
tenth of a second, and two hundred sheets for a minute.
"""

from typing import Final

from PySide6.QtCore import (
    QCoreApplication,
    QMarginsF,
    QObject,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    QTimer,
    Signal,
)
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions, QPdfPageRenderer
from PySide6.QtPrintSupport import QPrinter

from ui.printing.habits import Offsets

DPI: Final = 300
_STRIP: Final = 120
_TENTHS_OF_AN_INCH: Final = 254


class Sending(QObject):
    """Sends one document; `stepped` tells pages done of all, then `sent`, or `stopped`."""

    stepped = Signal(int, int)
    sent = Signal()
    stopped = Signal()

    def __init__(self, document: QPdfDocument, offsets: Offsets, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._offsets = document, offsets
        self._painter = QPainter()
        self._pages: list[int] = []
        self._at, self._top, self._copies = 0, 0, 1
        self._picture = QImage()
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setDocument(document)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.pageRendered.connect(self._rendered)
        # A real interval of nothing: between two strips the window answers.
        self._clock = QTimer(self)
        self._clock.setInterval(0)
        self._clock.timeout.connect(self._draw_strip)

    def start(self, printer: QPrinter) -> bool:
        """Begin; False when the printer does not take it."""
        self._printer = printer
        printer.setResolution(DPI)
        self._pages = wanted(printer, self._document.pageCount())
        if not self._pages:
            return False
        copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
        self._pages *= copies
        self._lay_page()
        if not self._painter.begin(printer):
            return False
        # A window that closes for good must not leave a printer half fed.
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.stop)
        self._ask()
        return True

    def stop(self) -> None:
        """Take back what the printer has not printed yet."""
        if self._painter.isActive():
            self._clock.stop()
            self._printer.abort()
            self._painter.end()
            self.stopped.emit()

    @property
    def total(self) -> int:
        """How many pages go out, copies included where the program makes them itself."""
        return len(self._pages)

    def _lay_page(self) -> None:
        """Let the sheet be as large as the page, and lie as it lies."""
        points = self._document.pagePointSize(self._pages[self._at])
        wide = points.width() > points.height()
        side, length = sorted((points.width(), points.height()))
        policy = QPageSize.SizeMatchPolicy.FuzzyMatch
        size = QPageSize(QSizeF(side, length), QPageSize.Unit.Point, "", policy)
        way = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
        self._printer.setPageLayout(QPageLayout(size, way, QMarginsF()))
        self._printer.setFullPage(True)

    def _dots(self) -> QSize:
        points = self._document.pagePointSize(self._pages[self._at])
        return QSize(round(points.width() * DPI / 72), round(points.height() * DPI / 72))

    def _ask(self) -> None:
        self._renderer.requestPage(self._pages[self._at], self._dots(), QPdfDocumentRenderOptions())

    def _rendered(self, _page: int, _size: QSize, picture: QImage, *_more: object) -> None:
        if not self._painter.isActive():
            return
        # Pages come with a clear ground: on a printer that would be black.
        self._picture = picture
        self._top = 0
        self._clock.start()

    def _draw_strip(self) -> None:
        height = min(_STRIP, self._picture.height() - self._top)
        strip = _on_white(self._picture, self._top, height)
        if strip is not None:
            self._painter.drawImage(self._target(height), strip)
        self._top += height
        if self._top >= self._picture.height():
            self._clock.stop()
            self._page_done()

    def _target(self, height: int) -> QRectF:
        """Where a strip lies on the paper, moved by what the printer is off."""
        real = self._printer.resolution()
        offset = self._offsets.of(back=self._is_back())
        grown = real / DPI
        return QRectF(
            offset.x * real / _TENTHS_OF_AN_INCH,
            self._top * grown + offset.y * real / _TENTHS_OF_AN_INCH,
            self._picture.width() * grown,
            height * grown,
        )

    def _is_back(self) -> bool:
        """Every second page lies on a back where the printer turns sheets over."""
        return self._printer.duplex() != QPrinter.DuplexMode.DuplexNone and self._at % 2 == 1

    def _page_done(self) -> None:
        self._picture = QImage()
        self._at += 1
        self.stepped.emit(self._at, len(self._pages))
        if not self._painter.isActive():
            return  # who heard of the step has stopped it
        if self._at < len(self._pages):
            self._lay_page()
            self._printer.newPage()
            self._ask()
        else:
            self._painter.end()
            self.sent.emit()


def wanted(printer: QPrinter, pages: int) -> list[int]:
    """Return the pages to print, from 0, as the dialog was told."""
    ranges = printer.pageRanges()
    return [at for at in range(pages) if ranges.isEmpty() or ranges.contains(at + 1)]


def _on_white(picture: QImage, top: int, height: int) -> QImage | None:
    """Cut a strip and lay it on white; None when nothing stands on it."""
    clear = picture.copy(QRect(0, top, picture.width(), height))
    strip = QImage(clear.size(), QImage.Format.Format_RGB32)
    strip.fill(0xFFFFFFFF)
    blank = strip.copy()
    painter = QPainter(strip)
    painter.drawImage(0, 0, clear)
    painter.end()
    return None if strip == blank else strip
