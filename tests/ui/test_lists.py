"""Lists of superiors in the window: pasted in, remembered by their heads, filled and opened."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from tests.conftest import Clock
from tests.ui.conftest import Said
from tests.ui.stand_in import AtOnce
from tests.wenming_desktop.tickets.conftest import STEPS, raw, town
from tests.wenming_desktop.workbooks import superior
from ui.common.memory import Memory
from ui.imports.page import ImportsPage
from ui.jobs import Jobs, Lanes
from ui.page import Office, Services
from ui.tickets.lists.answers import AnswersDialog
from ui.tickets.page import TicketsPage
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.service import do_step
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.files import import_file
from wenming_desktop.workbooks.outcome import ImportOptions

__all__ = ["town"]
KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
PASTED = (
    "单号\t派单时间\t群众说的话\r\n"
    'P1\t2026-03-09 08:40\t"灯不亮，\n请修"\r\n'
    "P2\t2026-03-09 08:50\t垃圾没清\r\n"
)


@pytest.fixture
def services(town: Desk, said: Said, tmp_path: Path) -> Services:
    lane = AtOnce()
    jobs = Jobs(town, said, Lanes(lane, lane))
    facts = Office("槐荫里社区", "demo", town.actor.rights)
    return Services(jobs, Memory(tmp_path / "w.ini"), facts)


def shown(qtbot: QtBot, page: ImportsPage | TicketsPage) -> QWidget:
    qtbot.addWidget(page)
    page.resize(1180, 620)
    page.show()
    page.start()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def button(of: QWidget, name: str) -> QPushButton:
    found = of.findChild(QPushButton, f"btn_{name}")
    assert isinstance(found, QPushButton)
    return found


def test_a_pasted_list_comes_in_and_its_columns_are_remembered(
    qtbot: QtBot, services: Services, town: Desk, said: Said
) -> None:
    page = ImportsPage(services)
    shown(qtbot, page)
    page._view.choose.kinds.choose("tickets")
    QGuiApplication.clipboard().setText(PASTED)
    page.setFocus()
    qtbot.keyClick(page, KEY.Key_V, CTRL)
    columns = page._view.mapping.chosen.columns
    at = next(n for n, seen in enumerate(columns) if seen.head == "群众说的话")
    assert not columns[at].key
    page._view.mapping.chosen.choose(at, "ticket.content")
    page._columns_changed()
    page._go_on()
    page._go_on()
    with raw(town) as ask:
        rows = ask("SELECT external_no, status, content FROM ticket ORDER BY external_no")
    assert [tuple(row) for row in rows] == [
        ("P1", "20", "灯不亮，\n请修"),
        ("P2", "20", "垃圾没清"),
    ]
    said.take()

    QGuiApplication.clipboard().setText(PASTED.replace("P1", "P3").replace("P2", "P4"))
    page._show_step(0)
    qtbot.mouseClick(button(page, "paste_list"), Qt.MouseButton.LeftButton)
    again = page._view.mapping.chosen.columns[at]
    assert (again.head, again.key) == ("群众说的话", "ticket.content")


def test_an_empty_clipboard_says_what_to_do(qtbot: QtBot, services: Services, said: Said) -> None:
    page = ImportsPage(services)
    shown(qtbot, page)
    QGuiApplication.clipboard().setText(" ")
    qtbot.mouseClick(button(page, "paste_list"), Qt.MouseButton.LeftButton)
    ((kind, words),) = said.take()
    assert (kind, words[:9]) == ("warn", "剪贴板里没有文字。")


@pytest.fixture
def source(town: Desk, clock: Clock, tmp_path: Path) -> Path:
    path = superior.workbook(tmp_path / "转办单.xlsx")
    import_file(town, "tickets", path, ImportOptions())
    clock.now = superior.SENT.replace(hour=11)
    for action, more in STEPS[:4]:
        town.write(do_step, TakeStep(superior.ORDERS[0][0], action, **more))
    return path


def test_a_list_is_filled_from_the_tickets_page(
    qtbot: QtBot, services: Services, source: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = TicketsPage(services)
    shown(qtbot, page)
    fill_list = next(
        a for a in page.list.in_bulk.menu.actions() if a.objectName() == "act_fill_list"
    )
    fill_list.trigger()
    dialog = page.findChild(AnswersDialog)
    assert isinstance(dialog, AnswersDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    assert not dialog.do.isEnabled()
    out = source.with_name("回复.xlsx")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(source), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    dialog.pick.setFocus()
    held = QApplication.focusWidget()
    assert held is not None
    qtbot.keyClick(held, KEY.Key_O, CTRL)
    plan = dialog.findChild(QLabel, "lbl_answers_plan")
    assert isinstance(plan, QLabel)
    assert plan.text().startswith(
        "名单 3 行，能填 1 行，还没办结 2 行。要填的列：承办单位、经办人、"
    )
    assert dialog.table.model().rowCount() == 2
    written: list[object] = []
    dialog.filled.connect(written.append)
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    qtbot.keyClick(dialog, KEY.Key_S, CTRL)
    assert written == [out]
    assert said.take()[-1] == ("say", "已存到“回复.xlsx”，填了 1 行")
    rows = CalamineWorkbook.from_path(out).get_sheet_by_name("转办单").to_python()
    assert rows[2][superior.AT["承办单位"]] == "供热公司"
    assert not dialog.isVisible()


def test_a_list_is_never_written_over(
    qtbot: QtBot, services: Services, source: Path, said: Said
) -> None:
    before = source.read_bytes()
    dialog = AnswersDialog(services.jobs)
    qtbot.addWidget(dialog)
    dialog.begin()
    dialog.take(source)
    dialog.save(source)
    failed = dialog.findChild(QLabel, "lbl_failed")
    assert isinstance(failed, QLabel)
    assert "不能盖住原来的名单" in failed.text()
    assert source.read_bytes() == before
    said.take()


def test_a_file_that_is_no_list_says_why(qtbot: QtBot, services: Services, tmp_path: Path) -> None:
    path = tmp_path / "别的.csv"
    path.write_text("姓名,性别,电话\n王,男,1\n", encoding="utf-8")
    dialog = AnswersDialog(services.jobs)
    qtbot.addWidget(dialog)
    dialog.begin()
    dialog.take(path)
    assert "没有找到单号" in dialog._of.text()
    assert not dialog.do.isEnabled()


def test_the_button_offers_what_the_account_may(
    qtbot: QtBot, services: Services, town: Desk, said: Said, tmp_path: Path
) -> None:
    page = TicketsPage(services)
    shown(qtbot, page)
    names = [action.objectName() for action in page.list.in_bulk.menu.actions()]
    assert names == ["act_backfill", "act_take_list", "act_fill_list"]
    asked: list[str] = []
    services.page_asked.connect(asked.append)
    page.list.in_bulk.menu.actions()[1].trigger()
    assert asked == ["imports"]
    held = QApplication.focusWidget()
    assert held is not None
    qtbot.keyClick(held, KEY.Key_N, CTRL)
    assert page.findChild(QWidget, "grid_backfill") is not None
    facts = Office("槐荫里社区", "demo", frozenset({"ticket.read"}))
    other = Services(services.jobs, Memory(tmp_path / "v.ini"), facts)
    plain = TicketsPage(other)
    shown(qtbot, plain)
    assert plain.list.in_bulk.button.isHidden()
