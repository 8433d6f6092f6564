"""What is remembered of printing, form by form, and how far off a printer is."""

import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Said
from tests.ui.print_hand import (
    CTRL,
    DOT,
    button,
    dark,
    opened,
    picture,
    says,
    ticket_sheet,
    to_file,
)
from ui.page import Services
from ui.printing import Habits, Offset, Offsets, Preview, PrintPlace
from ui.printing.calibrate import CalibrateWindow, draw_page


@pytest.fixture
def place(services: Services) -> PrintPlace:
    return PrintPlace(services.jobs, services.memory, "ticket_sheet")


@pytest.fixture(scope="module")
def sheet() -> bytes:
    return ticket_sheet()


@pytest.fixture
def preview(qtbot: QtBot, said: Said, sheet: bytes, place: PrintPlace) -> Preview:
    return opened(qtbot, said, sheet, place)


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
    qtbot.keyClick(preview, Qt.Key.Key_P, CTRL)
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
        assert rows[round(100 * DOT)].index(1) == pytest.approx(70 * DOT, abs=2)
        down = [at for at in range(round(140 * DOT)) if rows[at][round(100 * DOT)]]
        assert (down[0], down[-1]) == pytest.approx((70 * DOT, 130 * DOT), abs=2)


def test_what_was_measured_is_made_good_and_added_up(
    qtbot: QtBot, measuring: CalibrateWindow, place: PrintPlace
) -> None:
    printer = measuring.printer()
    write(qtbot, measuring, "front_x", "101.5")
    write(qtbot, measuring, "back_y", "98.8")
    qtbot.keyClick(measuring, Qt.Key.Key_S, CTRL)
    assert place.habits.offsets(printer) == Offsets(Offset(-15, 0), Offset(0, 12))
    assert any("左移 1.5" in text for text in says(measuring))
    write(qtbot, measuring, "front_x", "100.5")
    qtbot.keyClick(measuring, Qt.Key.Key_S, CTRL)
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
    assert rows[round(104 * DOT)].index(1) == pytest.approx(75 * DOT, abs=2)
