"""Every event of a life by keyboard alone: told before, done in one act, taken back by Ctrl+Z."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.make_register import household, member, number, person, picture, rows
from tests.ui.stand_in import AtOnce
from tests.wenming_desktop.life.test_events import _party, card, family
from ui.common import theme
from ui.common.choice import Choice
from ui.common.memory import Memory
from ui.common.tokens import Tokens
from ui.jobs import Jobs, Lanes
from ui.life.dialog import LifeDialog
from ui.life.menu import LifeMenu
from ui.main_window import MainWindow
from ui.messages import Messages
from ui.page import Office, Services
from wenming_desktop.cards.queues import card_queue
from wenming_desktop.cards.rules import Queue
from wenming_desktop.life.model import Kind
from wenming_desktop.work import Desk

_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def home(desk: Desk) -> int:
    return household(
        desk,
        "501",
        member("王秀兰", number=number("1948-03-14", 28), care="低保、独居"),
        member("李大山", "夫", birth="1946-05-06", sex="男"),
        member("李强", "长子", birth="1975-05-06", sex="男"),
        member("周敏", "儿媳", birth="1977-08-01", sex="女"),
        member("李小雨", "孙女", birth="2008-06-01", sex="女"),
    )


@pytest.fixture
def other(desk: Desk) -> int:
    return household(
        desk,
        "102",
        member("陈国栋", "户主", birth="1970-01-02", sex="男"),
        member("陈小梅", "女", birth="1999-02-03", sex="女"),
    )
