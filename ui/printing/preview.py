"""Paper on screen: a finished PDF is shown, saved into a folder, or sent to a printer."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.common.buttons import Btn, on_click
from ui.common.frames import frame
from ui.common.labels import Words
from ui.common.undo_bar import Bars
from ui.messages import Messages
from ui.printing.calibrate import CalibrateWindow
from ui.printing.habits import Offsets, PrintPlace
from ui.printing.progress import PrintRun
from ui.printing.viewer import PdfViewer
from ui.saving import ask_where, save_bytes


class Preview(QDialog):
    """A window that shows one document; it blocks nothing. `printed` once a printer took it,
    `saved` once it is a file of its own.

    With a `place` the printer, copies and sides of the form are remembered, and what the
    printer is off is made good.
    """

    printed = Signal()
    saved = Signal()

    def __init__(
        self,
        title: str,
        pdf: bytes,
        messages: Messages,
        parent: QWidget | None,
        place: PrintPlace | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("dlg_preview")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._title, self._pdf, self._messages = title, bytes(pdf), messages
        self._place = place
        self._run: PrintRun | None = None
        self.viewer = PdfViewer(title, self._pdf)
        self.document = self.viewer.document
        self._lay_out()
        self._near = Messages(self)
        self._near.attach(self, Bars(self.viewer))
        self.resize(860, 700)
        self.viewer.view.setFocus()

    def _lay_out(self) -> None:
        foot = frame("dlgfoot")
        line = QHBoxLayout(foot)
        line.setContentsMargins(16, 10, 16, 10)
        line.setSpacing(8)
        line.addWidget(Words("打印时选“实际大小”，不要“适合纸张”", "sm3"))
        line.addStretch(1)
        adjust = Btn("校准打印机", name="calibrate", k="txt")
        if self._place is None:
            adjust.hide()
        save = Btn("存成 PDF", name="save_pdf", icon="ri.download-2-line", key="Ctrl+S")
        paper = Btn("打印", name="print", icon="ri.printer-line", k="pri", key="Ctrl+P")
        for button, action in (
            (adjust, self.calibrate),
            (save, self.ask_where),
            (paper, self.ask_printer),
        ):
            line.addWidget(on_click(button, action))
        QShortcut(QKeySequence("Ctrl+S"), self, self.ask_where)
        QShortcut(QKeySequence("Ctrl+P"), self, self.ask_printer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.viewer, 1)
        layout.addWidget(foot)

    def calibrate(self) -> None:
        """Measure a printer anew."""
        if self._place is not None:
            CalibrateWindow(self._place, self._near, self).show()

    def ask_where(self) -> None:
        """Ask for a file and save the document there."""
        ask_where(self, Path(f"{self._title}.pdf"), "PDF", self.save)

    def save(self, path: Path) -> None:
        """Save the document; where that fails, 重试 and 换个名字存 are offered."""
        if save_bytes(self._speaker(), self._over(), path, self._pdf, "PDF"):
            self.saved.emit()

    def _speaker(self) -> Messages:
        """Who says it: this window while it is in sight, the one behind it otherwise."""
        return self._near if self.isVisible() else self._messages

    def _over(self) -> QWidget | None:
        return self if self.isVisible() else self.parentWidget()

    def ask_printer(self) -> None:
        """Show the system's print dialog and print."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._title)
        if self._place is not None:
            self._place.habits.set_up(self._place.form, printer)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, max(1, self.document.pageCount()))
        if dialog.exec() == QDialog.DialogCode.Accepted:
            if self._place is not None:
                self._place.habits.keep(self._place.form, printer)
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print on a printer that is set up, each page at its own size."""
        offsets = Offsets()
        if self._place is not None:
            offsets = self._place.habits.offsets(printer.printerName())
        run = PrintRun(self._title, self._speaker, self._over())
        run.ended.connect(self._ended)
        if run.send(self.document, printer, offsets, self.printed.emit):
            self._run = run

    def let_go(self) -> None:
        """Go as soon as nothing of the document is on its way to a printer."""
        if self.isVisible():
            self.hide()
        if self._run is None:
            self.deleteLater()
        else:
            self._run.ended.connect(self.deleteLater)

    def _ended(self) -> None:
        self._run = None

    @override
    def done(self, result: int) -> None:
        # The pages still to come are read from here: it goes when they have been sent.
        if self._run is None:
            super().done(result)
        else:
            self.let_go()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._run is None:
            super().closeEvent(event)
        else:
            event.ignore()
            self.let_go()
