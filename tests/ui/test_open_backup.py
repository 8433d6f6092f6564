"""打开备份: what is in the file is shown before anything is opened; both keys are asked for."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from ui.first_start.backup import BackupPage, Calls, Opening
from wenming_desktop.backup.peek import BackupFacts

WORD, CODE = "huaiyin-kz7781", "000011-005665"


@dataclass
class Told:
    """What the page asked for."""

    looked: list[Path] = field(default_factory=list)
    opened: list[Opening] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def page(qtbot: QtBot, told: Told, tmp_path: Path) -> BackupPage:
    stop, back = (lambda: told.rest.append("stop")), (lambda: told.rest.append("back"))
    page = BackupPage(Calls(told.looked.append, told.opened.append, stop, back), tmp_path)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def facts(file: Path) -> BackupFacts:
    return BackupFacts(file, datetime(2026, 11, 20, 8, 2), 2431, 980, 64, ("林晓燕", "周明兰"), 1)


def button(page: BackupPage, name: str) -> QPushButton:
    found = page.findChild(QPushButton, f"btn_{name}")
    assert isinstance(found, QPushButton)
    return found


def shown(page: BackupPage, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text()


def in_hand(page: BackupPage, told: Told, tmp_path: Path) -> None:
    file = tmp_path / "一.wmbak"
    page.take(file)
    assert told.looked == [file]
    page.show_inside(facts(file))


def test_nothing_can_be_opened_before_a_file_was_looked_at(
    page: BackupPage, told: Told, tmp_path: Path
) -> None:
    assert not button(page, "restore").isEnabled()
    page.take(tmp_path / "一.wmbak")
    assert not button(page, "restore").isEnabled()
    page.show_inside(facts(tmp_path / "一.wmbak"))
    assert button(page, "restore").isEnabled()


def test_what_is_in_it_stands_there_before_the_last_button(
    page: BackupPage, told: Told, tmp_path: Path
) -> None:
    in_hand(page, told, tmp_path)
    assert shown(page, "lbl_backup_facts") == "2026-11-20 08:02 备份，980 户、2,431 人、64 件工单"
    assert told.opened == []


def test_a_password_opens_it_by_keyboard_alone(
    qtbot: QtBot, page: BackupPage, told: Told, tmp_path: Path
) -> None:
    in_hand(page, told, tmp_path)
    qtbot.waitUntil(lambda: page.focusWidget() is page._password)
    qtbot.keyClick(page._account, Qt.Key.Key_Down)
    qtbot.keyClicks(page.focusWidget(), WORD)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert told.opened == [Opening(tmp_path / "一.wmbak", "周明兰", WORD)]
    assert not button(page, "restore").isEnabled()


def test_the_paper_code_asks_for_a_new_password(
    qtbot: QtBot, page: BackupPage, told: Told, tmp_path: Path
) -> None:
    in_hand(page, told, tmp_path)
    paper = next(b for b in page.findChildren(QPushButton) if b.text() == "用恢复码")
    paper.click()
    qtbot.keyClicks(page._code, CODE)
    button(page, "restore").click()
    assert shown(page, "err_backup") == "密码现在 0 位，要 10 位以上。"
    assert told.opened == []
    for name in ("password", "password_again"):
        qtbot.keyClicks(page.findChild(QLineEdit, f"fld_{name}"), WORD)
    qtbot.keyClick(page._new.again, Qt.Key.Key_Return)
    assert told.opened == [Opening(tmp_path / "一.wmbak", "林晓燕", WORD, CODE)]


def test_a_file_that_is_none_of_ours_is_told_in_place(
    page: BackupPage, told: Told, tmp_path: Path
) -> None:
    page.take(tmp_path / "照片.wmbak")
    page.wrong("“照片.wmbak”不是本程序的备份文件（.wmbak）。请另选一个。")
    assert "不是本程序" in shown(page, "err_backup")
    assert button(page, "choose_backup").isEnabled()
    assert not button(page, "restore").isEnabled()


def test_a_wrong_password_keeps_the_file(
    qtbot: QtBot, page: BackupPage, told: Told, tmp_path: Path
) -> None:
    in_hand(page, told, tmp_path)
    qtbot.keyClicks(page._password, "wrong-word-1")
    qtbot.keyClick(page._password, Qt.Key.Key_Return)
    page.wrong("账号或密码不对。")
    assert button(page, "restore").isEnabled()
    qtbot.waitUntil(page._password.hasFocus)
    qtbot.keyClicks(page._password, WORD)
    qtbot.keyClick(page._password, Qt.Key.Key_Return)
    assert told.opened[-1].password == WORD


def test_opening_shows_its_steps_and_can_be_stopped(
    qtbot: QtBot, page: BackupPage, told: Told, tmp_path: Path
) -> None:
    in_hand(page, told, tmp_path)
    qtbot.keyClicks(page._password, WORD)
    button(page, "restore").click()
    page.step(2, 5, "核对加密页和数据结构")
    assert shown(page, "lbl_backup_step") == "核对加密页和数据结构"
    assert (page._bar.value(), page._bar.maximum()) == (2, 5)
    button(page, "back").click()
    page.wrong("已停止，什么都没有变。")
    button(page, "back").click()
    assert told.rest == ["stop", "back"]


def test_a_dropped_file_is_taken(page: BackupPage, told: Told, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "一.wmbak"))])
    page.dropEvent(
        QDropEvent(
            QPointF(9, 9),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert told.looked == [tmp_path / "一.wmbak"]
