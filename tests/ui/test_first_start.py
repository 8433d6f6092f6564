"""第一次打开: nothing is made before the fields are right; the recovery key is shown once."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.first_start.page import Doors, FirstStartPage, RecoveryPage

GOOD = ("槐荫里社区居民委员会", "林晓燕", "huaiyin-kz7781", "huaiyin-kz7781")
NAMES = ("community", "account", "password", "password_again")


@pytest.fixture
def made() -> list[tuple[str, ...]]:
    return []


@pytest.fixture
def page(qtbot: QtBot, made: list[tuple[str, ...]], tmp_path: Path) -> FirstStartPage:
    doors = Doors(
        lambda: made.append(("sample",)),
        lambda *told: made.append(told),
        lambda: made.append(("backup",)),
    )
    page = FirstStartPage(doors, tmp_path)
    qtbot.addWidget(page)
    page.show()
    return page


def commit(part: QWidget, text: str) -> None:
    """What an input method hands over; a key press holds no Chinese character."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(part, event)


def fill(page: FirstStartPage, values: tuple[str, ...]) -> None:
    for name, value in zip(NAMES, values, strict=True):
        page.findChild(QLineEdit, f"fld_{name}").setText(value)
    page.findChild(QPushButton, "btn_create_office").click()


def test_an_office_is_made_from_four_fields(
    page: FirstStartPage, made: list[tuple[str, ...]]
) -> None:
    fill(page, GOOD)
    assert made == [GOOD[:3]]
    assert not page.findChild(QPushButton, "btn_create_office").isEnabled()


@pytest.mark.parametrize(
    ("at", "value", "told"),
    [
        (0, "", "社区名称还没写。"),
        (1, "  ", "账号名还没写。"),
        (2, "kz7781", "密码现在 6 位，要 10 位以上。"),
        (2, "aaaaaaaaaaaa", "密码只有一种字符，字母、数字、符号里要占两种。"),
        (3, "huaiyin-kz7782", "两遍密码不一样，请再输一遍。"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(
    page: FirstStartPage, made: list[tuple[str, ...]], at: int, value: str, told: str
) -> None:
    fill(page, (*GOOD[:at], value, *GOOD[at + 1 :]))
    assert made == []
    assert page._error.text() == told


def test_a_refusal_leaves_the_fields(page: FirstStartPage) -> None:
    fill(page, GOOD)
    page.wrong("文件夹里已经有东西。")
    assert page._error.text() == "文件夹里已经有东西。"
    assert page.findChild(QLineEdit, "fld_community").text() == GOOD[0]
    assert page.findChild(QPushButton, "btn_create_office").isEnabled()


def test_the_sample_is_one_click(page: FirstStartPage, made: list[tuple[str, ...]]) -> None:
    page.findChild(QPushButton, "btn_open_sample").click()
    assert made == [("sample",)]


def test_a_backup_is_the_third_door(page: FirstStartPage, made: list[tuple[str, ...]]) -> None:
    page.findChild(QPushButton, "btn_open_backup").click()
    assert made == [("backup",)]


def test_an_office_is_made_by_keyboard_alone(
    qtbot: QtBot, page: FirstStartPage, made: list[tuple[str, ...]]
) -> None:
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.waitUntil(lambda: page.focusWidget() is page.findChild(QLineEdit, "fld_community"))
    for at, value in enumerate(GOOD):
        if at:
            qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        commit(page.focusWidget(), value)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert made == [GOOD[:3]]


def test_one_enters_after_keeping_the_key(qtbot: QtBot) -> None:
    entered: list[int] = []
    page = RecoveryPage("ABCD-2345", lambda: entered.append(1))
    qtbot.addWidget(page)
    page.show()
    enter = page.findChild(QPushButton, "btn_enter")
    assert not enter.isEnabled()
    page.findChild(QCheckBox, "fld_kept").setChecked(True)
    qtbot.mouseClick(enter, Qt.MouseButton.LeftButton)
    assert entered == [1]
