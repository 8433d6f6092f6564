"""Paper on screen: pages, sizes, saved whole, and said so when it fails."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Said
from tests.ui.print_hand import CTRL, button, long_pdf, opened, says, ticket_sheet
from ui.page import Services
from ui.printing import Preview, PrintPlace
from ui.tickets.desk import TicketDesk


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


def test_it_shows_every_page_and_jumps(
    qtbot: QtBot, said: Said, long_one: bytes, place: PrintPlace
) -> None:
    preview = opened(qtbot, said, long_one, place)
    assert preview.document.pageCount() == 12
    assert "第 1 / 12 页" in says(preview)
    preview.viewer.pages.setFocus()
    qtbot.keyClick(preview.viewer.pages, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "第 2 / 12 页" in says(preview))
    qtbot.keyClick(preview, Qt.Key.Key_PageDown, CTRL)
    qtbot.waitUntil(lambda: preview.viewer.page() == 2)
    qtbot.keyClick(preview, Qt.Key.Key_PageUp, CTRL)
    qtbot.waitUntil(lambda: preview.viewer.page() == 1)


def test_a_single_page_has_no_list(preview: Preview) -> None:
    assert "第 1 / 1 页" in says(preview)
    assert not preview.viewer.pages.isVisible()


def test_it_grows_and_shrinks_by_keys(qtbot: QtBot, preview: Preview) -> None:
    whole = preview.viewer.zoom()
    qtbot.keyClick(preview, Qt.Key.Key_Equal, CTRL)
    grown = preview.viewer.zoom()
    assert grown == pytest.approx(whole * 1.25, rel=0.01)
    assert f"{grown:.0%}" in says(preview)
    qtbot.keyClick(preview, Qt.Key.Key_Minus, CTRL)
    assert preview.viewer.zoom() == pytest.approx(whole, rel=0.01)
    for _ in range(20):
        qtbot.keyClick(preview, Qt.Key.Key_Minus, CTRL)
    assert preview.viewer.zoom() == pytest.approx(0.25)
    qtbot.keyClick(preview, Qt.Key.Key_0, CTRL)
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


def test_it_saves_the_very_bytes_and_offers_to_open(
    qtbot: QtBot, preview: Preview, sheet: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "办理单.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    qtbot.keyClick(preview, Qt.Key.Key_S, CTRL)
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


def test_without_the_right_there_is_no_registration(services: Services, qtbot: QtBot) -> None:
    services.office = type(services.office)("槐荫里社区", "林晓燕")
    assert not TicketDesk(services, preview_parent(qtbot)).may_register


def preview_parent(qtbot: QtBot) -> QPushButton:
    parent = QPushButton()
    qtbot.addWidget(parent)
    return parent
