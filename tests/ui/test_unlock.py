"""解锁: choose, type, wait; needs nothing but Qt."""

import re
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ui.common.ime import ImeGuard
from ui.unlock.accounts import Account
from ui.unlock.known import Known, around, shown
from ui.unlock.page import Around, UnlockPage
from ui.unlock.recover import RecoverPage
from wenming_desktop.security.own import Myself

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


def test_enter_that_ends_a_pinyin_word_does_not_unlock(
    qtbot: QtBot, qapp: QApplication, page: UnlockPage, tried: list[tuple[str, str]]
) -> None:
    guard = ImeGuard(qapp)
    try:
        QApplication.sendEvent(page.password, QInputMethodEvent("huai", []))
        qtbot.keyClick(page.password, Qt.Key.Key_Return)
        assert tried == []
        done = QInputMethodEvent("", [])
        done.setCommitString("槐荫里kz7781")
        QApplication.sendEvent(page.password, done)
        qtbot.keyClick(page.password, Qt.Key.Key_Return)
        assert tried == [("lin", "槐荫里kz7781")]
    finally:
        qapp.removeEventFilter(guard)


def test_the_last_one_here_is_chosen_and_what_is_known_is_shown(qtbot: QtBot) -> None:
    around = Around("槐荫里社区居民委员会", "今天 08:02 已备份", "版本 1", "已锁定。", "zhou")
    page = UnlockPage(ACCOUNTS, lambda *_: None, around)
    qtbot.addWidget(page)
    page.show()
    assert page.accounts.chosen() == ACCOUNTS[1]
    texts = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert {"槐荫里社区居民委员会", "今天 08:02 已备份", "版本 1", "已锁定。"} <= set(texts)


def test_what_is_not_known_is_not_said(page: UnlockPage) -> None:
    texts = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert not [text for text in texts if "已备份" in text or "已锁定" in text]
    assert not page.findChild(QPushButton, "btn_forgotten").isVisible()


def test_work_is_seen_while_the_key_is_made(qtbot: QtBot, page: UnlockPage) -> None:
    assert not page._bar.isVisible()
    page.busy()
    assert page._bar.isVisible()
    page.wrong("密码不对，还能试 4 次。")
    assert not page._bar.isVisible()


def test_who_was_here_is_known_the_next_time(tmp_path: Path) -> None:
    ini = tmp_path / "window.ini"
    who = Myself("林晓燕", "书记、系统维护", "文澜街道 槐荫里社区居民委员会", "槐荫里社区")
    Known(ini).remember(who, datetime(2026, 11, 20, 8, 1, 30))
    known = Known(ini)
    assert (known.last, known.office, known.community) == ("林晓燕", who.office, "槐荫里社区")
    now = date(2026, 11, 20)
    assert known.account("林晓燕", now) == Account(
        "林晓燕", "林晓燕", "书记、系统维护", "今天 08:01"
    )
    assert known.account("周明兰", now) == Account("周明兰", "周明兰")


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2026, 11, 20), "今天 08:01"),
        (date(2026, 11, 21), "昨天 08:01"),
        (date(2026, 12, 1), "11-20"),
        (date(2027, 1, 1), "2026-11-20"),
    ],
)
def test_a_moment_is_said_as_a_clerk_says_it(today: date, told: str) -> None:
    assert shown(datetime(2026, 11, 20, 8, 1), today) == told


@pytest.mark.parametrize(
    ("locked", "told"),
    [
        ("", ""),
        ("0", "已锁定。写了一半的都留着。"),
        ("10", "已锁定，10 分钟没有动过。写了一半的都留着。"),
    ],
)
def test_why_it_is_locked_is_said(tmp_path: Path, locked: str, told: str) -> None:
    known = Known(tmp_path / "window.ini")
    assert around(known, "", locked, "").locked == told


def test_the_newest_backup_is_named(tmp_path: Path) -> None:
    known = Known(tmp_path / "window.ini")
    assert around(known, "", "", "").backup == ""
    (tmp_path / "backup").mkdir()
    (tmp_path / "backup" / "一.wmbak").write_bytes(b"")
    assert re.fullmatch(r"今天 \d\d:\d\d 已备份", around(known, "", "", "").backup)


def test_the_code_on_paper_and_a_new_password_by_keyboard(qtbot: QtBot) -> None:
    sent: list[tuple[str, ...]] = []
    page = RecoverPage(["lin", "zhou"], "zhou", lambda *told: sent.append(told), lambda: None)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.waitUntil(page._code.hasFocus)
    for word in ("000011-005665", "huaiyin-kz7781", "huaiyin-kz7781"):
        qtbot.keyClicks(page.focusWidget(), word)
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(page._new.again, Qt.Key.Key_Return)
    assert sent == [("zhou", "000011-005665", "huaiyin-kz7781")]
    page.wrong("恢复码第 2 组抄错了。")
    assert page._code.text() == "000011-005665"
    assert page._error.text() == "恢复码第 2 组抄错了。"


def test_it_imports_nothing_heavy() -> None:
    code = (
        "import sys, ui.unlock.page, ui.unlock.known, ui.common.one_copy, ui.common.dress;"
        "heavy = {'sqlalchemy', 'qtawesome', 'reportlab', 'openpyxl', 'pypinyin', 'alembic',"
        " 'cryptography', 'wenming_desktop', 'PySide6.QtNetwork'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
