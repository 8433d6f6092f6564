"""连心卡: ticks, and the sheet that will be printed from them; by keys alone."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.cards_hand import (
    CTRL,
    button,
    drawn,
    may_write,
    opened,
    press,
    seen,
    statuses,
)
from tests.ui.conftest import Said
from tests.ui.stand_in import Office
from ui.cards.page import CardsPage
from ui.common.choice import Choice
from ui.common.labels import Words
from ui.page import Services
from ui.printing import Preview


@pytest.fixture
def services(services: Services) -> Services:
    return may_write(services)


@pytest.fixture
def page(qtbot: QtBot, services: Services) -> CardsPage:
    return opened(qtbot, services)


def test_it_opens_with_a_full_sheet_picked_and_drawn(qtbot: QtBot, page: CardsPage) -> None:
    assert len(page.picked) == 10
    assert "已选 10 户，正好 1 张 A4" in seen(page)
    assert button(page, "print").text() == " 打印 10 张卡"
    drawn(qtbot, page)
    assert page.preview.document.pageCount() == 2
    text = page.preview.document.getAllText(0).text()
    assert "马桂英" in text
    assert "LXK-02-00007" in text


def test_ticks_by_keys_alone(qtbot: QtBot, page: CardsPage, office: Office) -> None:
    first, second = (card.id for card in page._model._pages[0][:2])
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert first not in page.picked
    qtbot.keyClick(page.table, Qt.Key.Key_A, CTRL)
    assert len(page.picked) == office.card_queues().states["1"]
    qtbot.keyClick(page.table, Qt.Key.Key_A, CTRL)
    assert page.picked == {}
    assert not button(page, "print").isEnabled()
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert set(page.picked) == {first, second}
    assert "已选 2 户，要 1 张 A4，最后一张空 8 个" in seen(page)


@pytest.mark.parametrize(
    ("style", "sheet", "pages", "places"), [(0, 0, 2, 10), (0, 1, 2, 8), (1, 0, 1, 4)]
)
def test_every_layout_fills_its_sheet(
    qtbot: QtBot, page: CardsPage, style: int, sheet: int, pages: int, places: int
) -> None:
    for box, at in ((page.settings._style, style), (page.settings._sheet, sheet)):
        box.setCurrentIndex(at)
        box.activated.emit(at)
    assert page.settings.places() == places
    press(qtbot, page, "fill_sheet")
    assert len(page.picked) == places
    drawn(qtbot, page)
    assert page.preview.document.pageCount() == pages


def test_used_paper_is_filled_from_the_place_named(qtbot: QtBot, page: CardsPage) -> None:
    page.settings._start.choose(8)
    page.settings._start.activated.emit(7)
    assert "已选 10 户，要 2 张 A4，最后一张空 3 个" in seen(page)
    press(qtbot, page, "fill_sheet")
    assert "已选 3 户，正好 1 张 A4" in seen(page)


def test_the_front_alone(qtbot: QtBot, page: CardsPage) -> None:
    front = next(b for b in page.findChildren(QPushButton) if b.text() == "只印正面")
    qtbot.mouseClick(front, Qt.MouseButton.LeftButton)
    drawn(qtbot, page)
    assert page.preview.document.pageCount() == 1


def test_what_a_printer_took_is_marked_as_printed(
    qtbot: QtBot, page: CardsPage, office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    said: Said,
) -> None:  # fmt: skip
    def accepted(preview: Preview) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "cards.pdf"))
        preview.print_on(printer)

    monkeypatch.setattr(Preview, "ask_printer", accepted)
    ids = tuple(page.picked)
    qtbot.keyClick(page.table, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: statuses(office, ids) == {"2"}, timeout=20_000)
    assert (tmp_path / "cards.pdf").stat().st_size > 1000
    assert said.take()[0] == ("say", "服务连心卡已送打印机")


def test_a_dialog_that_was_closed_prints_and_marks_nothing(
    qtbot: QtBot, page: CardsPage, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def closed(preview: Preview) -> None:
        asked.append(preview.windowTitle())

    monkeypatch.setattr(Preview, "ask_printer", closed)
    press(qtbot, page, "print")
    qtbot.waitUntil(lambda: asked == ["服务连心卡"], timeout=20_000)
    assert statuses(office, tuple(page.picked)) == {"1"}


def test_the_sheets_are_saved_as_drawn(
    qtbot: QtBot, page: CardsPage, office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    said: Said,
) -> None:  # fmt: skip
    path = tmp_path / "卡.pdf"
    monkeypatch.setattr(Preview, "ask_where", lambda preview: preview.save(path))
    ids = tuple(page.picked)
    press(qtbot, page, "save_pdf")
    qtbot.waitUntil(path.exists, timeout=20_000)
    assert page.drawing.drawn is not None
    assert path.read_bytes() == bytes(page.drawing.drawn.pdf)
    assert statuses(office, ids) == {"1"}, "a file is not yet paper"
    press(qtbot, page, "mark_printed")
    assert statuses(office, ids) == {"2"}
    assert said.take() == [("say", "已存到“卡.pdf”")]


def test_a_character_without_a_glyph_is_named_before_printing(
    qtbot: QtBot, services: Services, office: Office, monkeypatch: pytest.MonkeyPatch, said: Said
) -> None:
    office.rows[6] = replace(office.rows[6], head="马\U000320f0英")
    page = opened(qtbot, services)
    drawn(qtbot, page)
    note = page.findChild(Words, "lbl_sheet_note")
    assert isinstance(note, Words)
    assert "请手写补上" in note.text()
    monkeypatch.setattr(Preview, "ask_printer", lambda _preview: None)
    press(qtbot, page, "print")
    qtbot.waitUntil(lambda: bool(said.said), timeout=20_000)
    ((kind, text),) = said.take()
    assert kind == "warn"
    assert "马\U000320f0英" in text


def test_the_print_settings_are_there_the_next_time(
    qtbot: QtBot, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["办公室 激光", "走廊 彩打"]
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: names)
    monkeypatch.setattr(QPrinterInfo, "defaultPrinterName", lambda: names[0])
    page = opened(qtbot, services)
    assert page.settings.printer() == "办公室 激光"
    for name, key in (("card_sheet", "8up"), ("card_flip", "short"), ("card_printer", names[1])):
        choice = page.findChild(Choice, f"fld_{name}")
        assert isinstance(choice, Choice)
        choice.choose(key)
        choice.activated.emit(choice.currentIndex())
    again = opened(qtbot, services)
    assert again.settings.order(()) == ((), "8up", "short", 1)
    assert again.settings.printer() == "走廊 彩打"


def test_a_memory_that_does_not_fit_changes_nothing(qtbot: QtBot, services: Services) -> None:
    services.memory.keep_text("cards/sheet", "vellum 99up")
    assert opened(qtbot, services).settings.order(()) == ((), "10up", "long", 1)
    services.memory.keep_text("cards/sheet", "card 99up sideways up")
    assert opened(qtbot, services).settings.order(()) == ((), "10up", "long", 1)


def test_in_a_narrow_window_the_sheet_opens_in_its_own(
    qtbot: QtBot, services: Services, office: Office
) -> None:
    page = CardsPage(services)
    qtbot.addWidget(page)
    page.resize(960, 520)
    page.show()
    page.start()
    assert not page.preview.isVisible()
    drawn(qtbot, page)
    press(qtbot, page, "look_at_sheets")
    large = page.findChild(Preview)
    assert isinstance(large, Preview)
    assert large.document.pageCount() == 2
    large.close()
