"""The program's life, by keyboard: the password, work, a lock, and back to the page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.conftest import PASSWORD, Template
from tests.ui.program_hand import Programs, acts, came, press, type_in, unlocked
from ui.common.one_copy import OneCopy
from ui.main_window import MainWindow
from ui.tickets.quick_register import QuickRegister
from ui.unlock.page import UnlockPage
from ui.unlock.recover import RecoverPage
from wenming_desktop.lock import take
from wenming_desktop.security.vault import Vault

NEW = "Changqing-0731"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication) -> Iterator[Programs]:
    programs = Programs(qapp)
    yield programs
    programs.end()


def test_a_wrong_password_then_the_right_one(
    qtbot: QtBot, start: Programs, office_folder: Path
) -> None:
    program = start(office_folder)
    page = came(qtbot, program, UnlockPage)
    assert isinstance(page, UnlockPage)
    qtbot.waitUntil(page.password.hasFocus)
    type_in(qtbot, "wrong-word-1")
    qtbot.waitUntil(page._error.isVisible, timeout=20_000)
    assert page._error.text() == "密码不对，还能试 4 次。"
    unlocked(qtbot, program)


def test_five_wrong_passwords_have_to_wait(
    qtbot: QtBot, start: Programs, office_folder: Path
) -> None:
    page = came(qtbot, start(office_folder), UnlockPage)
    assert isinstance(page, UnlockPage)
    for at in range(5):
        qtbot.waitUntil(page.password.hasFocus, timeout=20_000)
        type_in(qtbot, f"wrong-word-{at}")
        qtbot.waitUntil(page._error.isVisible, timeout=20_000)
    assert page._error.text() == "错的次数多了，30 秒后再试。"
    assert not page.password.isEnabled()


def test_locked_by_hand_and_back_to_the_page_in_hand(
    qtbot: QtBot, start: Programs, office_folder: Path, template: Template
) -> None:
    window = unlocked(qtbot, start(office_folder))
    window.go_to("tickets")
    qtbot.keyClick(window, Qt.Key.Key_L, CTRL)
    assert start.left == ["0"]
    take(office_folder).release()
    assert acts(office_folder, template)[-1] == "accounts.locked"
    again = start(office_folder, locked=start.left[0])
    page = came(qtbot, again, UnlockPage)
    assert isinstance(page, UnlockPage)
    texts = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert "已锁定。写了一半的都留着。" in texts
    chosen = page.accounts.chosen()
    assert chosen is not None
    assert (chosen.login, chosen.role) == ("demo", "书记/主任、系统维护")
    back = unlocked(qtbot, again)
    in_hand = back.page()
    assert in_hand is not None
    assert in_hand.objectName() == "page_tickets"


def test_idle_minutes_lock(
    qtbot: QtBot,
    start: Programs,
    office_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ui.idle.Watchman.watch.__defaults__", (0.2,))
    unlocked(qtbot, start(office_folder))
    qtbot.waitUntil(lambda: start.left == ["1"], timeout=20_000)
    take(office_folder).release()


def test_another_command_at_the_data_is_told(
    qtbot: QtBot, start: Programs, office_folder: Path
) -> None:
    page = came(qtbot, start(office_folder), UnlockPage)
    assert isinstance(page, UnlockPage)
    qtbot.waitUntil(page.password.hasFocus)
    with take(office_folder):
        type_in(qtbot, PASSWORD)
        qtbot.waitUntil(page._error.isVisible, timeout=20_000)
    assert page._error.text().startswith("另一个窗口或命令正在用这份数据")


def test_a_forgotten_password_is_renewed_with_the_paper(
    qtbot: QtBot, start: Programs, office_folder: Path, template: Template
) -> None:
    code = Vault.load(office_folder).new_paper(template.key)
    program = start(office_folder)
    page = came(qtbot, program, UnlockPage)
    press(page, "forgotten")
    recover = came(qtbot, program, RecoverPage)
    assert isinstance(recover, RecoverPage)
    qtbot.waitUntil(recover._code.hasFocus)
    wrong = ("2" if code[0] == "1" else "1") + code[1:]
    type_in(qtbot, wrong, NEW, NEW)
    qtbot.waitUntil(lambda: "恢复码" in recover._error.text(), timeout=20_000)
    recover._code.selectAll()
    qtbot.keyClicks(recover._code, code)
    qtbot.keyClick(recover._code, Qt.Key.Key_Return)
    came(qtbot, program, MainWindow)


def test_the_second_copy_brings_the_window_forward(
    qtbot: QtBot, start: Programs, office_folder: Path
) -> None:
    program = start(office_folder)
    page = came(qtbot, program, UnlockPage)
    copy = OneCopy(office_folder)
    assert copy.is_first()
    copy.listen()
    copy.front_asked.connect(program.come_forward)
    page.showMinimized()
    assert not OneCopy(office_folder).is_first()
    qtbot.waitUntil(lambda: not page.isMinimized())
    copy.release()


def test_what_was_half_written_is_there_after_the_lock(
    qtbot: QtBot, start: Programs, office_folder: Path
) -> None:
    window = unlocked(qtbot, start(office_folder))
    qtbot.keyClick(window, Qt.Key.Key_F2)
    form = window.findChild(QuickRegister)
    assert form is not None
    qtbot.waitUntil(form.isActiveWindow)
    # The draft of last time is asked for first: what is typed then is the newer one.
    qtbot.waitUntil(lambda: form._knows_draft)
    qtbot.keyClicks(form.form.phone, "13900001111")
    window.lock_asked.emit()
    assert start.left == ["0"]
    back = unlocked(qtbot, start(office_folder, locked="0"))
    qtbot.keyClick(back, Qt.Key.Key_F2)
    again = back.findChild(QuickRegister)
    assert again is not None
    qtbot.waitUntil(lambda: again.form.phone.text() == "13900001111")
