"""解锁: choose, type, wait; needs nothing but Qt."""

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ui.unlock.accounts import Account
from ui.unlock.page import UnlockPage

ACCOUNTS = (Account("lin", "林晓燕", "民政专干", "今天 08:01"), Account("zhou", "周明兰"))


@pytest.fixture
def tried() -> list[tuple[str, str]]:
    return []


@pytest.fixture
def page(qtbot: QtBot, tried: list[tuple[str, str]]) -> UnlockPage:
    page = UnlockPage(ACCOUNTS, lambda login, word: tried.append((login, word)))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def test_arrows_choose_and_enter_unlocks(
    qtbot: QtBot, page: UnlockPage, tried: list[tuple[str, str]]
) -> None:
    qtbot.keyClick(page.password, Qt.Key.Key_Down)
    qtbot.keyClicks(page.password, "secret1")
    qtbot.keyClick(page.password, Qt.Key.Key_Return)
    assert tried == [("zhou", "secret1")]
    assert not page.password.isEnabled(), "busy until it is answered"


def test_nothing_typed_is_not_tried(
    qtbot: QtBot, page: UnlockPage, tried: list[tuple[str, str]]
) -> None:
    qtbot.keyClick(page.password, Qt.Key.Key_Return)
    assert tried == []


def test_a_wrong_password_is_said_and_typed_again(qtbot: QtBot, page: UnlockPage) -> None:
    qtbot.keyClicks(page.password, "secret1")
    page.busy()
    page.wrong("密码不对，还能试 4 次。")
    assert page._error.isVisible()
    assert page.password.hasFocus()
    qtbot.keyClicks(page.password, "x")
    assert page.password.text() == "x"
    assert not page._error.isVisible()


def test_too_many_tries_count_down(qtbot: QtBot, page: UnlockPage) -> None:
    page.wait(62)
    assert page._error.text() == "错的次数多了，1 分 02 秒后再试。"
    assert not page.password.isEnabled()
    page._left = 1
    page._tick()
    assert page.password.isEnabled()
    assert not page._error.isVisible()


@pytest.mark.parametrize(("typed", "warned"), [("A", True), ("a", False), ("1", False)])
def test_caps_lock_is_noticed(qtbot: QtBot, page: UnlockPage, typed: str, warned: bool) -> None:
    # keyClicks would press Shift for a capital; a locked keyboard does not.
    qtbot.keyClick(page.password, typed, Qt.KeyboardModifier.NoModifier)
    assert page._caps_line.isVisible() == warned


def test_the_password_is_covered_until_asked(qtbot: QtBot, page: UnlockPage) -> None:
    assert page.password.echoMode() == page.password.EchoMode.Password
    page.findChild(QPushButton, "btn_peek").click()
    assert page.password.echoMode() == page.password.EchoMode.Normal


def test_it_imports_nothing_heavy() -> None:
    code = (
        "import sys, ui.unlock.page;"
        "heavy = {'sqlalchemy', 'qtawesome', 'reportlab', 'openpyxl', 'pypinyin', 'alembic',"
        " 'cryptography', 'wenming_desktop'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
