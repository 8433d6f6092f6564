"""What is typed into the settings outlives the program, and letters being composed are kept."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Said
from tests.ui.stand_in import AtOnce
from ui.common.ime import ImeGuard
from ui.common.memory import Memory
from ui.jobs import Jobs, Lanes
from ui.page import Office, Services
from ui.settings.page import SettingsPage
from wenming_desktop.drafts import drafts_listed
from wenming_desktop.settings.lists import Worker, save_worker, workers
from wenming_desktop.settings.office import read_office
from wenming_desktop.work import Desk

_CTRL = Qt.KeyboardModifier.ControlModifier
Begin = Callable[[], SettingsPage]


@pytest.fixture
def begin(desk: Desk, said: Said, tmp_path: Path, qtbot: QtBot) -> Iterator[Begin]:
    """Start the program anew on the same data file, as after it was killed."""
    started: list[Jobs] = []
    held: list[Services] = []

    def new() -> SettingsPage:
        lane = AtOnce()
        started.append(Jobs(desk, said, Lanes(lane, lane)))
        facts = Office("槐荫里社区", "demo", desk.actor.rights)
        held.append(Services(started[-1], Memory(tmp_path / "w.ini"), facts))
        page = SettingsPage(held[-1])
        qtbot.addWidget(page)
        page.resize(1166, 600)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.start()
        return page

    yield new
    for jobs in started:
        jobs.close()


def field(page: SettingsPage, name: str) -> Any:
    section = page.section()
    assert section is not None
    found = section.findChild(QWidget, f"fld_{name}")
    assert found is not None
    return found


def type_into(page: SettingsPage, qtbot: QtBot, name: str, text: str) -> None:
    edit = field(page, name)
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)


def test_the_office_sheet_being_typed_survives_a_kill(
    begin: Begin, qtbot: QtBot, desk: Desk
) -> None:
    page = begin()
    type_into(page, qtbot, "duty_phone", "8801 2999")
    page.services.drafts.flush()
    again = begin()
    assert field(again, "duty_phone").text() == "8801 2999"
    assert desk.read(read_office).duty_phone != "8801 2999"
    qtbot.keyClick(again, Qt.Key.Key_S, _CTRL)
    assert desk.read(read_office).duty_phone == "8801 2999"
    again.services.drafts.flush()
    assert desk.read(drafts_listed) == ()


def test_rows_being_typed_survive_each_for_itself(begin: Begin, qtbot: QtBot, desk: Desk) -> None:
    first = desk.write(save_worker, Worker("林晓燕"))
    page = begin()
    page.open_section("staff")
    type_into(page, qtbot, "phone", "8801 2004")
    qtbot.keyClick(page, Qt.Key.Key_N, _CTRL)
    type_into(page, qtbot, "name", "Zhou")
    page.services.drafts.flush()
    (draft,) = desk.read(drafts_listed)
    assert len(draft.content) == 2
    again = begin()
    again.open_section("staff")
    qtbot.keyClick(again, Qt.Key.Key_N, _CTRL)
    assert field(again, "name").text() == "Zhou"
    qtbot.keyClick(again, Qt.Key.Key_S, _CTRL)
    assert "Zhou" in {worker.name for worker in desk.read(workers)}
    assert first in {worker.id for worker in desk.read(workers)}
    again.services.drafts.flush()
    (left,) = desk.read(drafts_listed)
    assert len(left.content) == 1


def test_dropping_the_changes_drops_the_draft(begin: Begin, qtbot: QtBot, desk: Desk) -> None:
    page = begin()
    type_into(page, qtbot, "slogan", "abc")
    page.services.drafts.flush()
    assert len(desk.read(drafts_listed)) == 1
    section = page.section()
    assert section is not None
    section.findChild(QWidget, "btn_drop_changes").click()
    page.services.drafts.flush()
    assert desk.read(drafts_listed) == ()


def test_letters_being_composed_do_not_save_half_a_word(
    begin: Begin, qtbot: QtBot, qapp: QApplication, desk: Desk
) -> None:
    guard = ImeGuard(qapp)
    page = begin()
    before = desk.read(read_office).slogan
    edit = field(page, "slogan")
    assert isinstance(edit, QLineEdit)
    edit.setFocus()
    edit.selectAll()
    QApplication.sendEvent(edit, QInputMethodEvent("you'shi", []))
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.keyClick(edit, Qt.Key.Key_1)
    assert desk.read(read_office).slogan == before
    done = QInputMethodEvent("", [])
    done.setCommitString("有事您说话")
    QApplication.sendEvent(edit, done)
    qtbot.keyClick(edit, Qt.Key.Key_S, _CTRL)
    assert desk.read(read_office).slogan == "有事您说话"
    qapp.removeEventFilter(guard)
    guard.deleteLater()
