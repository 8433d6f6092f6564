"""Paper on screen: a finished PDF is shown, saved into a folder, or sent to a printer."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QShortcut
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.common.buttons import Btn, on_click
from ui.common.frames import frame
from ui.common.labels import Words
from ui.messages import Messages

_PRINT_DPI = 300


class Preview(QDialog):
    """A window that shows one document; it blocks nothing. `printed` once a printer took it."""

    printed = Signal()

    def __init__(self, title: str, pdf: bytes, messages: Messages, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("dlg_preview")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._title, self._pdf, self._messages = title, bytes(pdf), messages
        # The document reads from the buffer for as long as it lives.
        self._bytes = QByteArray(self._pdf)
        self._buffer = QBuffer(self._bytes, self)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument(self)
        self.document.load(self._buffer)
        self._view = QPdfView(self)
        self._view.setDocument(self.document)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._view.setAccessibleName(f"预览 {title}")
        self._lay_out()
        self.resize(760, 660)

    def _lay_out(self) -> None:
        foot = frame("dlgfoot")
        line = QHBoxLayout(foot)
        line.setContentsMargins(16, 10, 16, 10)
        line.setSpacing(8)
        line.addWidget(Words(f"共 {self.document.pageCount()} 页", "sm3"))
        line.addStretch(1)
        save = Btn("存成 PDF", name="save_pdf", icon="ri.download-2-line", key="Ctrl+S")
        paper = Btn("打印", name="print", icon="ri.printer-line", k="pri", key="Ctrl+P")
        on_click(save, self.ask_where)
        on_click(paper, self.ask_printer)
        line.addWidget(save)
        line.addWidget(paper)
        QShortcut(QKeySequence("Ctrl+S"), self, self.ask_where)
        QShortcut(QKeySequence("Ctrl+P"), self, self.ask_printer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._view, 1)
        layout.addWidget(foot)

    def ask_where(self) -> None:
        """Ask for a file and save the document there."""
        name, _ = QFileDialog.getSaveFileName(self, "存成 PDF", f"{self._title}.pdf", "PDF (*.pdf)")
        if name:
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """Save the document; say what to do when that fails."""
        try:
            path.write_bytes(self._pdf)
        except OSError:
            self._messages.warn(
                f"存不进“{path.name}”。文件可能正开着，或这个文件夹不让写。换个名字再存，数据没有丢。"
            )
            return
        self._messages.say(f"已存到 {path}")

    def ask_printer(self) -> None:
        """Show the system's print dialog and print."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._title)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, max(1, self.document.pageCount()))
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print on a printer that is set up, each page at its own size."""
        printer.setFullPage(True)
        printer.setResolution(_PRINT_DPI)
        painter = QPainter()
        if not painter.begin(printer):
            self._messages.warn("打印机没有接上，这份还没有印。可以先存成 PDF。")
            return
        first, last = printer.fromPage() or 1, printer.toPage() or self.document.pageCount()
        for number in range(first - 1, last):
            if number >= first:
                printer.newPage()
            points = self.document.pagePointSize(number)
            dots = QSize(
                round(points.width() * _PRINT_DPI / 72), round(points.height() * _PRINT_DPI / 72)
            )
            picture = self.document.render(number, dots)
            painter.drawImage(QRect(0, 0, dots.width(), dots.height()), picture)
        painter.end()
        self._messages.say(f"{self._title}已送打印机", icon="ri.printer-line")
        self.printed.emit()
