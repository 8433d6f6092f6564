"""The pages on a real data file: what the stand-in answers elsewhere is answered by services."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Said
from tests.ui.stand_in import AtOnce
from ui.common.memory import Memory
from ui.households.page import HouseholdsPage
from ui.jobs import Jobs, Lanes
from ui.main_window import MainWindow
from ui.page import Office, Services
from ui.printing import Preview
from ui.tickets.quick_register import QuickRegister
from wenming_desktop.tickets.queries import ticket_by_number
from wenming_desktop.work import Desk

_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def real(desk: Desk, said: Said, tmp_path: Path) -> Services:
    lane = AtOnce()
    jobs = Jobs(desk, said, Lanes(lane, lane))
    assert desk.actor.rights
    facts = Office("槐荫里社区", "demo", desk.actor.rights)
    return Services(jobs, Memory(tmp_path / "w.ini"), facts)


def test_an_empty_register_says_what_to_do(qtbot: QtBot, real: Services) -> None:
    page = HouseholdsPage(real)
    qtbot.addWidget(page)
    page.show()
    page.start()
    texts = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert "还没有住户" in texts


def test_from_f2_to_the_sheet(qtbot: QtBot, real: Services, desk: Desk, said: Said) -> None:
    window = MainWindow(real)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F2)
    form = window.findChild(QuickRegister)
    qtbot.waitUntil(form.isActiveWindow)
    form.form.phone.setText("13900001111")
    tile = next(b for b in form.findChildren(QPushButton) if b.text() == "" and b.isCheckable())
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert form.side._due.text(), "the deadline is told before anything is saved"
    form.form.content.setPlainText("家里暖气不热，老人一个人住")
    form.form.place.setText("一院 3号楼 2单元 501")
    qtbot.keyClick(form, Qt.Key.Key_Return, _CTRL)
    qtbot.waitUntil(lambda: window.findChild(Preview) is not None, timeout=20_000)
    preview = window.findChild(Preview)
    ticket = desk.read(ticket_by_number, 1)
    text = preview.document.getAllText(0).text()
    assert ticket.number is not None
    assert ticket.number in text
    assert "家里暖气不热" in text
    assert [("say", f"已登记 {ticket.number[2:]}")] == said.take(), "one bar for one act"
    preview.close()


def test_an_empty_form_is_refused_beside_the_field(
    qtbot: QtBot, real: Services, said: Said
) -> None:
    form = QuickRegister(real.jobs)
    qtbot.addWidget(form)
    form.bring()
    qtbot.waitUntil(form.isActiveWindow)
    qtbot.keyClick(form, Qt.Key.Key_S, _CTRL)
    assert form.isVisible()
    shown = [error.text() for error in form.form._errors.values() if error.isVisible()]
    assert len(shown) == 1
    assert said.take() == []
