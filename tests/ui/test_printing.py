"""Paper on screen: shown, saved whole, printed where it belongs, and said so when it fails."""

import subprocess
from importlib import import_module
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPdfWriter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Said
from ui.page import Services
from ui.printing import Habits, Offset, Offsets, Preview, PrintPlace
from ui.printing.calibrate import CalibrateWindow, draw_page
from ui.printing.progress import SendWindow
from ui.printing.sending import wanted
from ui.tickets.desk import TicketDesk

_CTRL = Qt.KeyboardModifier.ControlModifier
_DOT = 288 / 25.4
"""Dots a millimetre of the pictures that are looked at."""


@pytest.fixture(scope="module")
def sheet() -> bytes:
    import_module("wenming_desktop.forms")
    form = import_module("wenming_desktop.forms.catalogue").FORMS["ticket_sheet"]
    return bytes(form.draw(form.sample()))


@pytest.fixture
def place(services: Services) -> PrintPlace:
    return PrintPlace(services.jobs, services.memory, "ticket_sheet")


@pytest.fixture
def preview(qtbot: QtBot, said: Said, sheet: bytes, place: PrintPlace) -> Preview:
    return opened(qtbot, said, sheet, place)


def opened(qtbot: QtBot, said: Said, pdf: bytes, place: PrintPlace) -> Preview:
    preview = Preview("居民诉求办理单", pdf, said, None, place)
    qtbot.addWidget(preview)
    preview.show()
    qtbot.waitUntil(preview.isActiveWindow)
    return preview


@pytest.fixture
def long_one(tmp_path: Path) -> bytes:
    """A document of twelve pages, a block of black on each, the last one lying."""
    path = tmp_path / "long.pdf"
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


@pytest.fixture
def long_preview(qtbot: QtBot, said: Said, long_one: bytes, place: PrintPlace) -> Preview:
    return opened(qtbot, said, long_one, place)


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


# the window


def test_it_shows_every_page_and_jumps(
    qtbot: QtBot, said: Said, long_one: bytes, place: PrintPlace
) -> None:
    preview = opened(qtbot, said, long_one, place)
    assert preview.document.pageCount() == 12
    assert "第 1 / 12 页" in says(preview)
    preview.viewer.pages.setFocus()
    qtbot.keyClick(preview.viewer.pages, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "第 2 / 12 页" in says(preview))
    qtbot.keyClick(preview, Qt.Key.Key_PageDown, _CTRL)
    qtbot.waitUntil(lambda: preview.viewer.page() == 2)
    qtbot.keyClick(preview, Qt.Key.Key_PageUp, _CTRL)
    qtbot.waitUntil(lambda: preview.viewer.page() == 1)


def test_a_single_page_has_no_list(preview: Preview) -> None:
    assert "第 1 / 1 页" in says(preview)
    assert not preview.viewer.pages.isVisible()


def test_it_grows_and_shrinks_by_keys(qtbot: QtBot, preview: Preview) -> None:
    whole = preview.viewer.zoom()
    qtbot.keyClick(preview, Qt.Key.Key_Equal, _CTRL)
    grown = preview.viewer.zoom()
    assert grown == pytest.approx(whole * 1.25, rel=0.01)
    assert f"{grown:.0%}" in says(preview)
    qtbot.keyClick(preview, Qt.Key.Key_Minus, _CTRL)
    assert preview.viewer.zoom() == pytest.approx(whole, rel=0.01)
    for _ in range(20):
        qtbot.keyClick(preview, Qt.Key.Key_Minus, _CTRL)
    assert preview.viewer.zoom() == pytest.approx(0.25)
    qtbot.keyClick(preview, Qt.Key.Key_0, _CTRL)
    assert "适合宽度" in says(preview)
    button(preview, "fit_page").click()
    assert "整页" in says(preview)


def test_buttons_name_their_keys(preview: Preview) -> None:
    described = {
        b.accessibleName(): b.accessibleDescription()
        for b in preview.findChildren(QPushButton)
        if b.objectName().startswith("btn_")
    }
    assert described == {
        "缩小": "快捷键 Ctrl+-",
        "放大": "快捷键 Ctrl+=",
        "适合宽度": "",
        "整页": "",
        "校准打印机": "",
        "存成 PDF": "快捷键 Ctrl+S",
        "打印": "快捷键 Ctrl+P",
    }


# saving


def test_it_saves_the_very_bytes_and_offers_to_open(
    qtbot: QtBot, preview: Preview, sheet: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "办理单.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    qtbot.keyClick(preview, Qt.Key.Key_S, _CTRL)
    assert path.read_bytes() == sheet
    assert "已存到“办理单.pdf”" in says(preview)
    offered = {b.text() for b in preview.findChildren(QPushButton)}
    assert {"打开", "打开所在文件夹"} <= offered


def test_a_folder_that_refuses_offers_another_try(
    qtbot: QtBot, preview: Preview, sheet: bytes, tmp_path: Path
) -> None:
    folder = tmp_path / "没有"
    preview.save(folder / "办理单.pdf")
    (told,) = (text for text in says(preview) if "办理单.pdf" in text)
    assert "数据没有丢" in told
    again = next(b for b in preview.findChildren(QPushButton) if b.text() == "重试")
    folder.mkdir()
    again.click()
    assert (folder / "办理单.pdf").read_bytes() == sheet


# printing


def test_pages_are_printed_at_their_size_and_way(
    qtbot: QtBot, said: Said, long_one: bytes, place: PrintPlace, tmp_path: Path
) -> None:
    preview = opened(qtbot, said, long_one, place)
    with qtbot.waitSignal(preview.printed, timeout=20_000):
        preview.print_on(to_file(tmp_path / "printed.pdf"))
    wait_end(qtbot, preview)
    pages = PdfReader(tmp_path / "printed.pdf").pages
    wide = [float(page.mediabox.width) > float(page.mediabox.height) for page in pages]
    assert wide == [False] * 11 + [True]
    assert first_ink(picture(tmp_path / "printed.pdf")) == first_ink(picture(tmp_path / "long.pdf"))
    assert "居民诉求办理单已送打印机" in says(preview)


@pytest.mark.parametrize("back", [False, True])
def test_a_printer_that_is_off_is_made_good(
    qtbot: QtBot,
    long_preview: Preview,
    place: PrintPlace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    back: bool,
) -> None:
    printer = to_file(tmp_path / "moved.pdf")
    if back:
        # A file has no back; a printer that turns sheets over says so.
        monkeypatch.setattr(printer, "duplex", lambda: QPrinter.DuplexMode.DuplexLongSide)
    held = Offsets(Offset(30, -20), Offset(-15, 25))
    place.habits.keep_offsets(printer.printerName(), held)
    long_preview.print_on(printer)
    wait_end(qtbot, long_preview)
    page = 1 if back else 0
    plain = first_ink(picture(tmp_path / "long.pdf", page))
    moved = first_ink(picture(tmp_path / "moved.pdf", page))
    wished = held.of(back=back)
    for axis, tenths in enumerate((wished.x, wished.y)):
        assert moved[axis] - plain[axis] == pytest.approx(tenths * 288 / 254, abs=1.5)


def test_only_the_pages_asked_for_are_printed(tmp_path: Path) -> None:
    printer = to_file(tmp_path / "some.pdf")
    assert wanted(printer, 3) == [0, 1, 2]
    printer.setFromTo(2, 3)
    assert wanted(printer, 12) == [1, 2]
    assert wanted(printer, 1) == []


def test_copies_come_one_after_the_other(qtbot: QtBot, preview: Preview, tmp_path: Path) -> None:
    printer = to_file(tmp_path / "twice.pdf")
    printer.setCopyCount(2)
    preview.print_on(printer)
    wait_end(qtbot, preview)
    assert len(PdfReader(tmp_path / "twice.pdf").pages) == 2


def test_a_long_run_leaves_the_window_awake(
    qtbot: QtBot, said: Said, long_one: bytes, place: PrintPlace, tmp_path: Path
) -> None:
    preview = opened(qtbot, said, long_one, place)
    beats: list[int] = []
    clock = QTimer(preview)
    clock.setInterval(0)
    clock.timeout.connect(lambda: beats.append(1))
    clock.start()
    with qtbot.waitSignal(preview.printed, timeout=20_000):
        preview.print_on(to_file(tmp_path / "long-out.pdf"))
    # Each page is some thirty strips, and the window answers between any two of them.
    assert len(beats) > 12 * 20


def test_stopping_leaves_nothing_marked_as_printed(
    qtbot: QtBot, said: Said, long_one: bytes, place: PrintPlace, tmp_path: Path
) -> None:
    preview = opened(qtbot, said, long_one, place)
    went: list[int] = []
    preview.printed.connect(lambda: went.append(1))
    preview.print_on(to_file(tmp_path / "stopped.pdf"))
    run = preview._run
    assert run is not None
    run._show()
    window = run._window
    assert isinstance(window, SendWindow)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert preview._run is None
    assert not went
    assert any("没有印完" in text for text in says(preview))


def test_closing_the_preview_does_not_cut_a_run_short(
    qtbot: QtBot, said: Said, long_one: bytes, place: PrintPlace, tmp_path: Path
) -> None:
    preview = Preview("居民诉求办理单", long_one, said, None, place)
    preview.show()
    with qtbot.waitSignal(preview.destroyed, timeout=20_000):
        preview.print_on(to_file(tmp_path / "out.pdf"))
        preview.close()
        assert not preview.isVisible()
    assert len(PdfReader(tmp_path / "out.pdf").pages) == 12
    assert ("say", "居民诉求办理单已送打印机") in said.take()


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_is_said(
    qtbot: QtBot, preview: Preview, tmp_path: Path
) -> None:
    preview.print_on(to_file(tmp_path / "没有" / "out.pdf"))
    assert preview._run is None
    assert any("打印机没有接上" in text for text in says(preview))


# what is remembered


def test_a_form_remembers_how_it_was_printed(
    qtbot: QtBot, preview: Preview, place: PrintPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose(dialog: QPrintDialog) -> int:
        printer = dialog.printer()
        printer.setCopyCount(3)
        printer.setDuplex(QPrinter.DuplexMode.DuplexShortSide)
        return QDialog.DialogCode.Accepted

    sent: list[QPrinter] = []
    monkeypatch.setattr(QPrintDialog, "exec", choose)
    monkeypatch.setattr(Preview, "print_on", lambda _preview, printer: sent.append(printer))
    qtbot.keyClick(preview, Qt.Key.Key_P, _CTRL)
    assert len(sent) == 1
    again = QPrinter(QPrinter.PrinterMode.HighResolution)
    place.habits.set_up("ticket_sheet", again)
    other = QPrinter(QPrinter.PrinterMode.HighResolution)
    place.habits.set_up("month_report", other)
    assert (again.copyCount(), other.copyCount()) == (3, 1)


def test_the_printer_of_a_form_is_kept_while_it_is_there(
    place: PrintPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["办公室 激光", "走廊/彩打"]
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: names)
    monkeypatch.setattr(QPrinterInfo, "defaultPrinterName", lambda: names[0])
    assert place.habits.printer("service_card") == "办公室 激光"
    place.habits.keep_printer("service_card", "走廊/彩打")
    assert place.habits.printer("service_card") == "走廊/彩打"
    names.pop()
    assert place.habits.printer("service_card") == "办公室 激光"


@pytest.mark.parametrize("text", ["", "1 2 3", "a b c d", "1 2 3 999", "1.5 0 0 0"])
def test_a_broken_memory_is_no_offset(services: Services, text: str) -> None:
    class Broken:
        def get_text(self, _key: str) -> str:
            return text

    habits = Habits(services.memory)
    habits._memory = Broken()  # type: ignore[assignment]
    assert habits.offsets("办公室 激光") == Offsets()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    habits.set_up("ticket_sheet", printer)
    assert printer.copyCount() >= 1


# measuring a printer


@pytest.fixture
def measuring(qtbot: QtBot, said: Said, place: PrintPlace) -> CalibrateWindow:
    window = CalibrateWindow(place, said, None)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def write(qtbot: QtBot, window: CalibrateWindow, name: str, text: str) -> None:
    field = window.findChild(QLineEdit, f"fld_{name}")
    assert isinstance(field, QLineEdit)
    field.selectAll()
    qtbot.keyClicks(field, text)


def test_the_page_has_a_cross_at_a_hundred_on_both_sides(tmp_path: Path) -> None:
    path = tmp_path / "cross.pdf"
    path.write_bytes(draw_page())
    text = subprocess.run(
        ["pdftotext", str(path), "-"], capture_output=True, check=True, encoding="utf-8"
    ).stdout
    assert text.count("打印机校准页") == 2
    assert "正面" in text
    assert "反面" in text
    for page in range(2):
        rows = dark(picture(path, page))
        assert rows[round(100 * _DOT)].index(1) == pytest.approx(70 * _DOT, abs=2)
        down = [at for at in range(round(140 * _DOT)) if rows[at][round(100 * _DOT)]]
        assert (down[0], down[-1]) == pytest.approx((70 * _DOT, 130 * _DOT), abs=2)


def test_what_was_measured_is_made_good_and_added_up(
    qtbot: QtBot, measuring: CalibrateWindow, place: PrintPlace
) -> None:
    printer = measuring.printer()
    write(qtbot, measuring, "front_x", "101.5")
    write(qtbot, measuring, "back_y", "98.8")
    qtbot.keyClick(measuring, Qt.Key.Key_S, _CTRL)
    assert place.habits.offsets(printer) == Offsets(Offset(-15, 0), Offset(0, 12))
    assert any("左移 1.5" in text for text in says(measuring))
    write(qtbot, measuring, "front_x", "100.5")
    qtbot.keyClick(measuring, Qt.Key.Key_S, _CTRL)
    assert place.habits.offsets(printer) == Offsets(Offset(-20, 0), Offset(0, 12))
    button(measuring, "reset_offset").click()
    assert place.habits.offsets(printer) == Offsets()


@pytest.mark.parametrize("text", ["", "8", "120"])
def test_what_no_ruler_says_is_asked_again(
    qtbot: QtBot, measuring: CalibrateWindow, place: PrintPlace, text: str
) -> None:
    field = measuring.findChild(QLineEdit, "fld_front_y")
    assert isinstance(field, QLineEdit)
    field.setText(text)
    button(measuring, "keep_offset").click()
    assert any("正面，十字到纸上边" in said and "85.0" in said for said in says(measuring))
    assert field.hasFocus()
    assert place.habits.offsets(measuring.printer()) == Offsets()


def test_the_page_is_printed_with_what_is_made_good(
    qtbot: QtBot, measuring: CalibrateWindow, place: PrintPlace, tmp_path: Path
) -> None:
    place.habits.keep_offsets(measuring.printer(), Offsets(Offset(50, 40)))
    measuring.print_on(to_file(tmp_path / "page.pdf"), draw_page())
    qtbot.waitUntil(lambda: measuring._run is None, timeout=20_000)
    rows = dark(picture(tmp_path / "page.pdf"))
    assert rows[round(104 * _DOT)].index(1) == pytest.approx(75 * _DOT, abs=2)


# who asks for paper


def test_without_the_right_there_is_no_registration(services: Services, qtbot: QtBot) -> None:
    services.office = type(services.office)("槐荫里社区", "林晓燕")
    assert not TicketDesk(services, preview_parent(qtbot)).may_register


def preview_parent(qtbot: QtBot) -> QPushButton:
    parent = QPushButton()
    qtbot.addWidget(parent)
    return parent
