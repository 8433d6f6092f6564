"""Paper on a printer: its pages, where they belong, stopped or refused."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Said
from tests.ui.print_hand import (
    first_ink,
    long_pdf,
    opened,
    picture,
    says,
    ticket_sheet,
    to_file,
    wait_end,
)
from ui.page import Services
from ui.printing import Offset, Offsets, Preview, PrintPlace
from ui.printing.progress import SendWindow
from ui.printing.sending import wanted


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
def long_one(tmp_path: Path) -> bytes:
    return long_pdf(tmp_path / "long.pdf")


@pytest.fixture
def long_preview(qtbot: QtBot, said: Said, long_one: bytes, place: PrintPlace) -> Preview:
    return opened(qtbot, said, long_one, place)


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
