"""What a screen reader meets on every page: each thing that can be used has a name and a role."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Said
from tests.ui.stand_in import AtOnce
from ui.common.memory import Memory
from ui.find.box import FindBox
from ui.jobs import Jobs, Lanes
from ui.keys_window import KeysWindow
from ui.main_window import MainWindow
from ui.page import Office, Services
from ui.pages import PAGES
from ui.unlock.accounts import Account
from ui.unlock.page import UnlockPage
from wenming_desktop.work import Desk

Role = QAccessible.Role
INTERACTIVE = frozenset(
    {
        Role.Button, Role.ButtonMenu, Role.CheckBox, Role.ComboBox, Role.EditableText, Role.Link,
        Role.ListItem, Role.MenuItem, Role.PageTab, Role.RadioButton, Role.Slider, Role.SpinBox,
        Role.Table, Role.List, Role.Tree,
    }
)  # fmt: skip
DEEP = 60


def nodes(
    node: QAccessibleInterface, path: str = "", deep: int = DEEP
) -> Iterator[tuple[str, QAccessibleInterface]]:
    """Every visible node below one, with the way to it."""
    yield path, node
    # The cells of a table are its rows' data, which have no names of their own.
    if deep and node.role() not in {Role.Table, Role.Tree, Role.List}:
        for at in range(node.childCount()):
            child = node.child(at)
            if child is not None and not child.state().invisible:
                owner = child.object()
                name = owner.objectName() if owner is not None else ""
                kind = type(owner).__name__ if owner is not None else "part"
                yield from nodes(child, f"{path}/{name or kind}", deep - 1)


def _speaks_through_another(node: QAccessibleInterface) -> bool:
    """The editor inside a combo or spin box never has the focus itself: its box is read out."""
    owner = node.object()
    box = owner.focusProxy() if isinstance(owner, QWidget) else None
    return isinstance(box, QComboBox | QAbstractSpinBox) and bool(box.accessibleName().strip())


def nameless(widget: QWidget) -> list[str]:
    """The ways to everything that can be used and says nothing of itself."""
    root = QAccessible.queryAccessibleInterface(widget)
    assert root is not None
    return [
        f"{path} ({node.role().name})"
        for path, node in nodes(root)
        if node.role() in INTERACTIVE
        and not node.text(QAccessible.Text.Name).strip()
        and not _speaks_through_another(node)
    ]


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, said: Said, tmp_path: Path) -> MainWindow:
    lane = AtOnce()
    jobs = Jobs(desk, said, Lanes(lane, lane))
    facts = Office("槐荫里社区", "demo", desk.actor.rights)
    made = MainWindow(Services(jobs, Memory(tmp_path / "w.ini"), facts))
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_walk_sees_a_button_that_says_nothing(qtbot: QtBot) -> None:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.addWidget(QPushButton("存成 PDF"))
    silent = QPushButton()
    silent.setObjectName("btn_silent")
    layout.addWidget(silent)
    qtbot.addWidget(page)
    page.show()
    assert nameless(page) == ["/btn_silent (Button)"]


@pytest.mark.parametrize("key", [entry.key for entry in PAGES])
def test_everything_on_a_page_has_a_name(window: MainWindow, key: str) -> None:
    window.go_to(key)
    QApplication.processEvents()
    root = QAccessible.queryAccessibleInterface(window)
    used = sum(node.role() in INTERACTIVE for _, node in nodes(root))
    assert used > 10, "the walk goes nowhere"
    assert nameless(window) == []


def test_everything_on_the_unlock_page_has_a_name(qtbot: QtBot) -> None:
    page = UnlockPage([Account("lin", "林晓燕", "工作人员")], lambda _login, _password: None)
    qtbot.addWidget(page)
    page.show()
    assert nameless(page) == []


def test_everything_in_quick_registration_and_search_has_a_name(window: MainWindow) -> None:
    window._register()
    QApplication.processEvents()
    for form in QApplication.topLevelWidgets():
        if form.isVisible():
            assert nameless(form) == [], form
    window._finder.bring()
    box = window.findChild(FindBox)
    assert box is not None
    assert nameless(box) == []


def test_everything_in_the_sheet_of_keys_has_a_name(qtbot: QtBot, window: MainWindow) -> None:
    keys = KeysWindow(window)
    qtbot.addWidget(keys)
    keys.show()
    assert nameless(keys) == []
