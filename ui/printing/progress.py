"""How far a document has gone to the printer; it can be stopped, the window stays usable."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QProgressBar, QWidget
from typing_extensions import override

from ui.common.buttons import Btn, on_click, row
from ui.common.frames import column
from ui.common.labels import Words
from ui.messages import Messages
from ui.printing.habits import Offsets
from ui.printing.sending import Sending

_SHOWN_AFTER_MS = 1000
NOT_TAKEN = "打印机没有接上，这份还没有印。看看电源和线，再点打印，也可以先存成 PDF。"


class SendWindow(QDialog):
    """Shown when sending takes a while; closing it stops the printing."""

    def __init__(self, title: str, sending: Sending, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("dlg_sending")
        self.setWindowTitle("正在打印")
        # It comes while somebody types on: the cursor stays where it is.
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._sending = sending
        self._count = Words("", "t2")
        self._count.setObjectName("lbl_sending")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(f"正在打印{title}")
        stop = on_click(Btn("停止", name="stop_printing", key="Esc"), self.reject)
        layout = column(self, margins=(18, 16, 18, 16), gap=12)
        layout.addWidget(Words(f"正在把{title}送到打印机", "strong"))
        layout.addWidget(self._bar)
        layout.addLayout(row(self._count, None, stop))
        self.setMinimumWidth(380)
        sending.stepped.connect(self._step)
        self._step(0, sending.total)

    def _step(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._count.setText(f"{done:,} / {total:,} 页")

    @override
    def reject(self) -> None:
        self._sending.stop()
        super().reject()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._sending.stop()
        super().closeEvent(event)


class PrintRun(QObject):
    """One document sent; `ended` whatever came of it."""

    ended = Signal()

    def __init__(
        self, title: str, messages: Callable[[], Messages], parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._title, self._messages, self._over = title, messages, parent
        self._done: Callable[[], object] | None = None
        self._window: SendWindow | None = None
        self._sending: Sending | None = None

    def send(
        self,
        document: QPdfDocument,
        printer: QPrinter,
        offsets: Offsets,
        sent: Callable[[], object],
    ) -> bool:
        """Begin; `sent` is called once all of it went out. False (and said) when none will."""
        sending = Sending(document, offsets, self)
        if not sending.start(printer):
            self._messages().warn(NOT_TAKEN)
            self.deleteLater()
            return False
        self._done = sent
        self._sending = sending
        sending.sent.connect(self._sent)
        sending.stopped.connect(self._stopped)
        QTimer.singleShot(_SHOWN_AFTER_MS, self, self._show)
        return True

    def _show(self) -> None:
        if self._sending is not None:
            self._window = SendWindow(self._title, self._sending, self._over)
            self._window.show()

    def _end(self) -> None:
        window, self._window, self._sending = self._window, None, None
        if window is not None:
            held = QApplication.activeWindow() in {None, window}
            if window.isVisible():
                window.hide()
            window.deleteLater()
            behind = _seen(self._over)
            if held and behind is not None:
                # Not every desktop gives the keys back to the window behind by itself.
                behind.activateWindow()
        self.ended.emit()
        self.deleteLater()

    def _sent(self) -> None:
        self._end()
        self._messages().say(f"{self._title}已送打印机", icon="ri.printer-line")
        if self._done is not None:
            self._done()

    def _stopped(self) -> None:
        self._end()
        self._messages().warn(
            f"{self._title}没有印完，已经送出去的几页可能还会出来。要重印就再点打印。"
        )


def _seen(widget: QWidget | None) -> QWidget | None:
    """The nearest window that is in sight: a preview may have been put away meanwhile."""
    while widget is not None and not widget.window().isVisible():
        widget = widget.window().parentWidget()
    return None if widget is None else widget.window()
