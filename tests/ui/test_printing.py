"""Paper on screen: shown, saved whole, printed, and said so when it fails."""

from importlib import import_module
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Said
from ui.page import Services
from ui.printing import Preview
from ui.tickets.desk import TicketDesk


@pytest.fixture(scope="module")
def sheet() -> bytes:
    import_module("wenming_desktop.forms")
    form = import_module("wenming_desktop.forms.catalogue").FORMS["ticket_sheet"]
    return bytes(form.draw(form.sample()))


@pytest.fixture
def preview(qtbot: QtBot, said: Said, sheet: bytes) -> Preview:
    preview = Preview("居民诉求办理单", sheet, said, None)
    qtbot.addWidget(preview)
    preview.show()
    return preview


def test_it_shows_every_page(preview: Preview, sheet: bytes, tmp_path: Path) -> None:
    assert preview.document.pageCount() == 1
    assert not preview.document.render(0, preview.size()).isNull()


def test_it_saves_the_very_bytes(
    preview: Preview, sheet: bytes, tmp_path: Path, said: Said
) -> None:
    path = tmp_path / "办理单.pdf"
    preview.save(path)
    assert path.read_bytes() == sheet
    assert said.take() == [("say", f"已存到 {path}")]


def test_a_folder_that_refuses_is_said(preview: Preview, tmp_path: Path, said: Said) -> None:
    preview.save(tmp_path / "没有" / "办理单.pdf")
    ((kind, text),) = said.take()
    assert kind == "warn"
    assert "办理单.pdf" in text
    assert "数据没有丢" in text


def test_it_prints_each_page_at_its_size(preview: Preview, tmp_path: Path, said: Said) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    preview.print_on(printer)
    printed = PdfReader(tmp_path / "printed.pdf")
    assert len(printed.pages) == 1
    assert said.take() == [("say", "居民诉求办理单已送打印机")]


def test_buttons_name_their_keys(preview: Preview) -> None:
    described = {b.accessibleName(): b.accessibleDescription() for b in _buttons(preview)}
    assert described == {"存成 PDF": "快捷键 Ctrl+S", "打印": "快捷键 Ctrl+P"}


def _buttons(preview: Preview) -> list[QPushButton]:
    return [b for b in preview.findChildren(QPushButton) if b.objectName().startswith("btn_")]


def test_without_the_right_there_is_no_registration(services: Services, qtbot: QtBot) -> None:
    services.office = type(services.office)("槐荫里社区", "林晓燕")
    assert not TicketDesk(services, preview_parent(qtbot)).may_register


def preview_parent(qtbot: QtBot) -> QPushButton:
    parent = QPushButton()
    qtbot.addWidget(parent)
    return parent
