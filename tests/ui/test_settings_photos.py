"""设置→照片要求: one switch by hand and by keys, in force at once and taken back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.stand_in import AtOnce
from ui.jobs import Jobs, Lanes
from ui.page import Services
from ui.settings.page import SettingsPage
from wenming_desktop.errors import StorageTroubleError
from wenming_desktop.tickets.photo_gate import photo_gate
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk


def opened(qtbot: QtBot, services: Services, desk: Desk, *rights: str) -> SettingsPage:
    services.jobs = Jobs(desk, services.jobs.messages, Lanes(AtOnce(), AtOnce()))
    services.drafts._jobs = services.jobs
    services.office = replace(services.office, rights=frozenset(rights))
    page = SettingsPage(services)
    services.jobs.changed.connect(page.changed)
    qtbot.addWidget(page)
    page.resize(1166, 600)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.start()
    page.open_section("photos")
    return page


@pytest.fixture
def page(qtbot: QtBot, services: Services, desk: Desk) -> SettingsPage:
    return opened(qtbot, services, desk, "settings.read", "settings.write")


def switch(page: SettingsPage) -> QCheckBox:
    found = page.findChild(QCheckBox, "fld_photo_gate")
    assert isinstance(found, QCheckBox)
    return found


def words(page: SettingsPage, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text() if found.isVisible() else ""


def test_the_switch_is_in_force_at_once_and_an_undo_is_seen(
    page: SettingsPage, qtbot: QtBot, desk: Desk
) -> None:
    box = switch(page)
    assert not box.isChecked()
    assert words(page, "lbl_photo_gate").startswith("缺照片也能办结")
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert desk.read(photo_gate) is True
    assert words(page, "lbl_photo_gate").startswith("没有整改前和整改后的照片，就不能申请办结")
    page.jobs.write(page, lambda _done: None, undo_last_act)
    assert desk.read(photo_gate) is False
    assert not box.isChecked()
    assert words(page, "lbl_photo_gate").startswith("缺照片也能办结")


def test_who_may_only_look_sees_it_and_cannot_turn_it(
    qtbot: QtBot, services: Services, desk: Desk
) -> None:
    box = switch(opened(qtbot, services, desk, "settings.read"))
    assert box.isVisible()
    assert not box.isEnabled()


def test_what_could_not_be_saved_is_said_and_the_switch_goes_back(
    page: SettingsPage, qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StorageTroubleError

    box = switch(page)
    with monkeypatch.context() as patched:
        patched.setattr(Desk, "write", full)
        box.setFocus()
        qtbot.keyClick(box, Qt.Key.Key_Space)
    assert words(page, "err_photo_gate").startswith("没有改。")
    assert not box.isChecked()
