"""校准打印机: a page with crosses is printed and measured; what a printer is off is made good."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QDoubleValidator, QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QLineEdit, QWidget
from typing_extensions import override

from ui.common.buttons import Btn, on_click, row
from ui.common.choice import Choice
from ui.common.frames import column, frame
from ui.common.labels import Words
from ui.common.restyle import restyle_one
from ui.messages import Messages
from ui.printing.habits import FURTHEST, Offset, Offsets, PrintPlace
from ui.printing.progress import PrintRun
from ui.printing.viewer import PdfViewer

TRUE: Final = 1000
"""The cross stands 100 mm from the left and from the upper edge; counted in 0.1 mm."""
_SIDES: Final = (("front_x", "front_y"), ("back_x", "back_y"))
_LABELS: Final = {
    "front_x": "正面，十字到纸左边",
    "front_y": "正面，十字到纸上边",
    "back_x": "反面，十字到纸左边",
    "back_y": "反面，十字到纸上边",
}
HOW: Final = (
    "先印一张校准页，用尺子量十字中心到纸左边、上边各有多少毫米，填在下面。"
    "都是 100.0 就是准的。反面不印的打印机，反面两格不用动。"
)


class CalibrateWindow(QDialog):
    """Asks for what was measured and remembers the difference for this printer, on this PC."""

    def __init__(self, place: PrintPlace, messages: Messages, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("dlg_calibrate")
        self.setWindowTitle("校准打印机")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._place, self._messages = place, messages
        self._run: PrintRun | None = None
        self._printer = Choice("printer", "打印机")
        names = QPrinterInfo.availablePrinterNames()
        self._printer.offer([(name, name) for name in names] or [("", "没有装打印机")])
        self._printer.choose(place.habits.printer(place.form))
        self._fields = {key: _millimetres(key) for pair in _SIDES for key in pair}
        self._now = Words("", "sm2")
        self._now.setObjectName("lbl_offset")
        self._now.setWordWrap(True)
        self._error = Words("", "error")
        self._error.setObjectName("lbl_calibrate_error")
        self._error.setWordWrap(True)
        self._error.hide()
        self._lay_out()
        self._printer.activated.connect(self._shown)
        self._shown()

    def _lay_out(self) -> None:
        layout = column(self)
        body = QWidget()
        inside = column(body, margins=(18, 14, 18, 12), gap=10)
        how = Words(HOW, "t2")
        how.setWordWrap(True)
        how.setMinimumWidth(440)
        inside.addWidget(how)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        _put(grid, 0, "打印机", self._printer)
        for at, (key, field) in enumerate(self._fields.items(), 1):
            _put(grid, at, _LABELS[key], field)
            grid.addWidget(Words("毫米", "sm3"), at, 2)
        inside.addLayout(grid)
        inside.addWidget(self._now)
        inside.addWidget(self._error)
        layout.addWidget(body, 1)
        layout.addWidget(self._foot())

    def _foot(self) -> QFrame:
        foot = frame("dlgfoot")
        back = Btn("归零", name="reset_offset", k="txt")
        paper = Btn("印校准页", name="print_calibration", icon="ri.printer-line")
        keep = Btn("记住", name="keep_offset", k="pri", key="Ctrl+S")
        line = row(on_click(back, self.reset), None, on_click(paper, self.print_page))
        line.addWidget(on_click(keep, self.keep))
        column(foot, margins=(16, 10, 16, 10)).addLayout(line)
        QShortcut(QKeySequence("Ctrl+S"), self, self.keep)
        return foot

    def printer(self) -> str:
        """Return the printer that is measured."""
        return str(self._printer.value() or "")

    def _offsets(self) -> Offsets:
        return self._place.habits.offsets(self.printer())

    def _shown(self, _at: int = 0) -> None:
        """Say what is made good now; the page is printed with it, so 100 is where it ends."""
        held = self._offsets()
        for field in self._fields.values():
            field.setText("100.0")
        front, back = _said(held.front), _said(held.back)
        self._now.setText(f"现在：正面{front}；反面{back}。校准页会带着它印。")
        self._say("")

    def keep(self) -> None:
        """Remember what was measured, on top of what was made good already."""
        measured = {key: _tenths(field.text()) for key, field in self._fields.items()}
        wrong = next((key for key, found in measured.items() if found is None), None)
        if wrong is not None:
            said = f"“{_LABELS[wrong]}”要填 85.0 到 115.0 之间的毫米数。再量一遍。"
            self._say(said, self._fields[wrong])
            return
        held = self._offsets()
        sides = [
            Offset(side.x + TRUE - (measured[x] or TRUE), side.y + TRUE - (measured[y] or TRUE))
            for side, (x, y) in zip((held.front, held.back), _SIDES, strict=True)
        ]
        if any(abs(number) > FURTHEST for side in sides for number in (side.x, side.y)):
            self._say("加起来偏了 15 毫米以上，多半是纸放歪了。放正了再印一张量。")
            return
        self._place.habits.keep_offsets(self.printer(), Offsets(*sides))
        self._shown()
        self._messages.say("记住了，以后这台打印机按这个位置印", icon="ri.printer-line")

    def reset(self) -> None:
        """Make good nothing any more."""
        self._place.habits.keep_offsets(self.printer(), Offsets())
        self._shown()

    def _say(self, text: str, field: QLineEdit | None = None) -> None:
        self._error.setText(text)
        self._error.setVisible(bool(text))
        for one in self._fields.values():
            restyle_one(one, "state", "error" if one is field else "")
        if field is not None:
            field.setFocus()
            field.selectAll()

    # the page

    def print_page(self) -> None:
        """Draw the page in a lane and print it on the printer chosen."""
        self._place.jobs.draw(self, partial(self._send, self.printer()), draw_page)

    def _send(self, name: str, pdf: bytes) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if name:
            printer.setPrinterName(name)
        printer.setDocName("校准页")
        # Both sides in one go where the printer turns sheets by itself.
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
        self.print_on(printer, pdf)

    def print_on(self, printer: QPrinter, pdf: bytes) -> None:
        """Print the page on a printer that is set up, moved by what is made good now."""
        viewer = PdfViewer("校准页", pdf)
        viewer.setParent(self)
        viewer.hide()
        run = PrintRun("校准页", lambda: self._messages, self)
        run.ended.connect(viewer.deleteLater)
        run.ended.connect(self._ended)
        if run.send(viewer.document, printer, self._offsets(), self._shown):
            self._run = run

    def _ended(self) -> None:
        self._run = None

    @override
    def done(self, result: int) -> None:
        if self._run is None:
            super().done(result)


def draw_page() -> bytes:
    """Draw the page; called in a lane."""
    # Drawing needs reportlab; imported in the lane, with the first page.
    from wenming_desktop.forms import calibration  # noqa: PLC0415

    return bytes(calibration.draw(calibration.Calibration()))


def _millimetres(key: str) -> QLineEdit:
    field = QLineEdit("100.0")
    field.setObjectName(f"fld_{key}")
    field.setAccessibleName(f"{_LABELS[key]}，毫米")
    field.setAlignment(Qt.AlignmentFlag.AlignRight)
    field.setMaxLength(6)
    field.setValidator(QDoubleValidator(0, 200, 1, field))
    return field


def _put(grid: QGridLayout, at: int, label: str, field: QWidget) -> None:
    words = Words(label, "sm2")
    words.setBuddy(field)
    grid.addWidget(words, at, 0, Qt.AlignmentFlag.AlignRight)
    grid.addWidget(field, at, 1)


def _tenths(text: str) -> int | None:
    """Read millimetres as 0.1 mm; None for what no ruler says of this page."""
    try:
        found = round(float(text.strip()) * 10)
    except ValueError:
        return None
    return found if abs(found - TRUE) <= FURTHEST else None


def _said(offset: Offset) -> str:
    if not (offset.x or offset.y):
        return "不移"
    across = f"右移 {offset.x / 10:.1f}" if offset.x >= 0 else f"左移 {-offset.x / 10:.1f}"
    down = f"下移 {offset.y / 10:.1f}" if offset.y >= 0 else f"上移 {-offset.y / 10:.1f}"
    return f"{across}、{down} 毫米"
