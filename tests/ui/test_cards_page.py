"""连心卡: queues, ticks, the sheet that will be printed, what is done next; by keys alone."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import RIGHTS, Said
from tests.ui.stand_in import Office
from ui.cards.page import CardsPage
from ui.common.choice import Choice
from ui.common.labels import Words
from ui.page import Services
from ui.printing import Preview
from wenming_desktop.cards.queues import WHY
from wenming_desktop.errors import NotFoundError

_CARDS = frozenset({"service_card"})
_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def services(services: Services) -> Services:
    services.office = replace(services.office, rights=RIGHTS | {"card.read", "card.write"})
    return services


def opened(qtbot: QtBot, services: Services) -> CardsPage:
    page = CardsPage(services)
    qtbot.addWidget(page)
    page.resize(1198, 616)
    page.show()
    page.start()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


@pytest.fixture
def page(qtbot: QtBot, services: Services) -> CardsPage:
    return opened(qtbot, services)


def button(page: CardsPage, name: str) -> QPushButton:
    found = page.findChild(QPushButton, f"btn_{name}")
    assert isinstance(found, QPushButton), name
    return found


def seen(page: CardsPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def statuses(office: Office, ids: tuple[int, ...]) -> set[str]:
    return {card.status for card in office.cards if card.id in ids}


def drawn(qtbot: QtBot, page: CardsPage) -> None:
    qtbot.waitUntil(lambda: page.drawing.drawn is not None, timeout=20_000)


def press(qtbot: QtBot, page: CardsPage, name: str) -> None:
    qtbot.mouseClick(button(page, name), Qt.MouseButton.LeftButton)


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
    qtbot.keyClick(page.table, Qt.Key.Key_A, _CTRL)
    assert len(page.picked) == office.card_queues().states["1"]
    qtbot.keyClick(page.table, Qt.Key.Key_A, _CTRL)
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
    qtbot.keyClick(page.table, Qt.Key.Key_P, _CTRL)
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


def test_reasons_narrow_the_queue(qtbot: QtBot, page: CardsPage, office: Office) -> None:
    chip = page._reasons.chips["7"]
    assert chip.text() == f"{WHY['7']} {office.card_queues().reasons['7']}"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert page._model.rowCount() == office.card_queues().reasons["7"]
    assert not page._reasons.chips["8"].isVisible(), "nothing waits for that reason"


def show(page: CardsPage, queue: str) -> None:
    page.tabs.setCurrentIndex([tab.key for tab in page.tabs._tabs].index(queue))


@pytest.mark.parametrize(
    ("queue", "name", "after"),
    [
        ("2", "card_deliver", "3"),
        ("3", "card_receive", "4"),
        ("3", "card_refused", "2"),
        ("3", "card_away", "2"),
        ("4", "card_lost", "5"),
        ("4", "card_replace", "7"),
        ("stale", "card_replace", "7"),
    ],
)
def test_each_queue_offers_its_deeds(
    qtbot: QtBot, page: CardsPage, office: Office, queue: str, name: str, after: str
) -> None:
    qtbot.waitUntil(lambda: len(page._stale) == 3)
    show(page, queue)
    ids = page.chosen()
    assert len(ids) == 1, "the card in hand"
    found = [b for b in page.findChildren(QPushButton, f"btn_{name}") if b.isVisible()]
    assert len(found) == 1
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)
    assert statuses(office, ids) == {after}


def test_signing_by_keys_alone(qtbot: QtBot, page: CardsPage, office: Office) -> None:
    show(page, "3")
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.hand.name.text() == page._model.row(1).head)  # type: ignore[union-attr]
    ids = page.chosen()
    qtbot.keyClick(page.table, Qt.Key.Key_Return, _CTRL)
    assert statuses(office, ids) == {"4"}


def day_line(page: CardsPage) -> QLineEdit:
    found = page.findChild(QLineEdit, "fld_card_day")
    assert isinstance(found, QLineEdit)
    return found


def handed(office: Office, deed: str) -> Any:
    """The command of the newest deed of a name."""
    return next(args[0] for name, args in reversed(office.calls) if name == deed)


@pytest.mark.parametrize(("queue", "deed"), [("2", "deliver"), ("3", "receive")])
def test_the_day_is_today_unless_another_is_written(
    qtbot: QtBot, page: CardsPage, office: Office, queue: str, deed: str
) -> None:
    for typed, day in (
        ("", None),
        ("zt", date.today() - timedelta(days=1)),
        ("1.5", date(date.today().year, 1, 5)),
    ):
        show(page, queue)
        page.hand.name.setText("王秀兰")
        assert date.today().isoformat() in day_line(page).text()
        if typed:
            day_line(page).setFocus()
            day_line(page).selectAll()
            qtbot.keyClicks(day_line(page), typed)
        qtbot.keyClick(page.focusWidget() or page.table, Qt.Key.Key_Return, _CTRL)
        assert handed(office, deed).on == day


@pytest.mark.parametrize("typed", ["二十九", "明天"])
def test_a_day_that_is_none_is_said_and_nothing_is_done(
    qtbot: QtBot, page: CardsPage, office: Office, typed: str
) -> None:
    show(page, "2")
    ids = page.chosen()
    day_line(page).setText(typed)
    qtbot.keyClick(page.table, Qt.Key.Key_Return, _CTRL)
    assert statuses(office, ids) == {"2"}
    assert day_line(page).hasFocus()
    assert day_line(page).property("state") == "error"
    assert any("这一天" in text or "哪一天" in text for text in seen(page))


def test_enter_and_keys_do_nothing_while_pinyin_is_composed(
    qtbot: QtBot, page: CardsPage, office: Office
) -> None:
    show(page, "3")
    ids = page.chosen()
    name = page.hand.name
    name.clear()
    name.setFocus()
    QApplication.sendEvent(name, QInputMethodEvent("wang", []))
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert statuses(office, ids) == {"3"}
    committed = QInputMethodEvent("", [])
    committed.setCommitString("王秀兰")
    QApplication.sendEvent(name, committed)
    qtbot.keyClick(name, Qt.Key.Key_Return, _CTRL)
    assert handed(office, "receive").name == "王秀兰"


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


def test_a_missing_receiver_is_said_beside_the_field(qtbot: QtBot, page: CardsPage) -> None:
    show(page, "3")
    page.hand.name.clear()
    qtbot.keyClick(page.table, Qt.Key.Key_Return, _CTRL)
    assert page.hand.name.property("state") == "error"
    assert page.hand.name.hasFocus()
    assert any("签收人" in text and "写" in text for text in seen(page))


def test_a_name_typed_is_not_lost_when_the_card_in_hand_changes(
    qtbot: QtBot, page: CardsPage
) -> None:
    show(page, "3")
    field = page.hand.name
    assert isinstance(field, QLineEdit)
    field.setText("楼长 孙福顺")
    page.table.go_to(3)
    assert field.text() == "楼长 孙福顺"


def test_an_office_without_cards_is_led_to_make_them(
    qtbot: QtBot, services: Services, office: Office
) -> None:
    office.rows = [replace(row, card_label="") for row in office.rows[:5]]
    page = opened(qtbot, services)
    assert "没有待印的卡" in seen(page)
    first = button(page, "issue_first")
    assert first.isVisible()
    assert first.text() == " 制卡 5 户"
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    page.changed(_CARDS)
    assert page._model.rowCount() == 5


@pytest.mark.parametrize("queue", ["1", "2", "3", "4", "stale"])
def test_an_empty_queue_says_why(
    qtbot: QtBot, services: Services, office: Office, queue: str
) -> None:
    office.rows = []
    page = opened(qtbot, services)
    show(page, queue)
    assert any(text.startswith(("没有", "还没有")) for text in seen(page))
    assert not button(page, "issue_first").isVisible()


def test_who_may_only_read_sees_no_buttons_that_write(
    qtbot: QtBot, services: Services, office: Office
) -> None:
    services.office = replace(services.office, rights=frozenset({"card.read"}))
    page = opened(qtbot, services)
    shown = {b.objectName() for b in page.findChildren(QPushButton) if b.isVisible()}
    assert not shown & {"btn_print", "btn_save_pdf", "btn_mark_printed", "btn_issue_cards"}


def test_a_card_found_elsewhere_is_brought_to_hand(
    qtbot: QtBot, page: CardsPage, office: Office, said: Said
) -> None:
    card = next(card for card in office.cards if card.status == "4")
    page.open_row(card.id)
    assert page.queue() == "4"
    assert page.chosen() == (card.id,)
    press(qtbot, page, "show_all_cards")
    assert page._model.rowCount() == office.card_queues().states["4"]
    office._move("cards.lost", "登记遗失", (card.id,), "5")
    page.open_row(card.id)
    assert said.take() == [("warn", "这张卡现在是“遗失”，没有要办的。")]


def test_a_refusal_is_said(page: CardsPage, office: Office, said: Said, qtbot: QtBot) -> None:
    office.fail["issue_cards"] = NotFoundError(what="这一栋")
    press(qtbot, page, "issue_cards")
    assert said.take() == [("warn", NotFoundError(what="这一栋").message)]


def test_the_longest_names_are_cut_not_spread(
    qtbot: QtBot, services: Services, office: Office
) -> None:
    office.rows[6] = replace(office.rows[6], head="古丽巴哈尔·阿布都热依木江" * 3)
    page = opened(qtbot, services)
    assert page.minimumSizeHint().width() <= 1198


def test_every_button_and_field_can_be_read_aloud(page: CardsPage) -> None:
    for part in (*page.findChildren(QPushButton), *page.findChildren(QLineEdit)):
        if part.objectName().startswith(("btn_", "fld_")):
            assert part.accessibleName(), part.objectName()


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
