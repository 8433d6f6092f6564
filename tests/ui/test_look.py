"""Theme and type size: chosen in a menu or by keys, followed when the system changes, kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.common import theme
from ui.common.memory import Memory
from ui.common.tokens import SIZES, SizeName, ThemeName, Tokens
from ui.look_menu import LookMenu
from ui.page import Services
from ui.settings.look import LookSection


class System(QObject):
    """The system's wishes as Qt tells them, here set by hand."""

    colorSchemeChanged = Signal()  # noqa: N815 - the name Qt gives it
    contrastPreferenceChanged = Signal()  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self.dark = self.high = False

    def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802
        return Qt.ColorScheme.Dark if self.dark else Qt.ColorScheme.Light

    def accessibility(self) -> "System":
        return self

    def contrastPreference(self) -> Qt.ContrastPreference:  # noqa: N802
        names = Qt.ContrastPreference
        return names.HighContrast if self.high else names.NoPreference

    def turn(self, *, dark: bool = False, high: bool = False) -> None:
        self.dark, self.high = dark, high
        self.colorSchemeChanged.emit()
        self.contrastPreferenceChanged.emit()


@pytest.fixture
def system(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[System]:
    made = System()
    monkeypatch.setattr(theme.QGuiApplication, "styleHints", lambda: made)
    theme._follow(qapp)
    yield made
    monkeypatch.undo()
    theme.apply(qapp, Tokens())


def test_the_system_is_followed_while_the_program_runs(qapp: QApplication, system: System) -> None:
    theme.apply(qapp, Tokens("system", "large"))
    assert theme.current() == Tokens("light", "large")
    system.turn(dark=True)
    assert theme.current() == Tokens("dark", "large")
    assert qapp.palette().color(QPalette.ColorRole.Window) == theme.colour("bg")
    assert theme.wanted() == Tokens("system", "large")
    system.turn()
    assert theme.current() == Tokens("light", "large")


def test_a_theme_chosen_by_hand_is_not_changed_by_the_system(
    qapp: QApplication, system: System
) -> None:
    theme.apply(qapp, Tokens("light"))
    system.turn(dark=True)
    assert theme.current() == Tokens("light")


def test_high_contrast_is_honoured_and_given_back(qapp: QApplication, system: System) -> None:
    theme.apply(qapp, Tokens("dark"))
    system.turn(high=True)
    assert theme.current() == Tokens("high_dark")
    assert theme.colour("surface").name() == "#000000"
    system.turn()
    assert theme.current() == Tokens("dark")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["light", "dark", "system"])
def test_the_wish_is_remembered_not_what_it_became(
    qapp: QApplication, tmp_path: Path, name: ThemeName, size: SizeName
) -> None:
    Memory(tmp_path / "w.ini").keep_tokens(Tokens(name, size))
    assert Memory(tmp_path / "w.ini").tokens() == Tokens(name, size)


def test_an_unknown_look_in_the_file_is_the_plain_one(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "w.ini").write_text("[user]\ntheme=pink\nsize=9\n", "utf-8")
    assert Memory(tmp_path / "w.ini").tokens() == Tokens()


@pytest.fixture
def menu(qtbot: QtBot, qapp: QApplication) -> Iterator[LookMenu]:
    window = QWidget()
    qtbot.addWidget(window)
    made = LookMenu(window)
    made.chosen.connect(lambda tokens: theme.apply(qapp, tokens))
    yield made
    theme.apply(qapp, Tokens())


def marked(menu: LookMenu) -> list[str]:
    return [a.text().split("　")[0] for a in menu.actions() if a.isChecked()]


def test_the_menu_steps_through_the_sizes(menu: LookMenu) -> None:
    seen = []
    for step in (1, 1, 1, -1, 0):
        menu.step(step)
        seen.append(theme.current().size)
    assert seen == ["large", "huge", "huge", "large", "normal"]
    assert marked(menu) == ["浅色", "标准字"]


def test_the_menu_marks_what_is_worn_when_it_opens(menu: LookMenu, qapp: QApplication) -> None:
    theme.apply(qapp, Tokens("system", "huge"))
    menu.aboutToShow.emit()
    assert marked(menu) == ["跟随系统", "特大字"]


def test_an_action_of_the_menu_changes_only_its_half(menu: LookMenu) -> None:
    menu.choose_size("large")
    next(action for action in menu.actions() if action.text() == "深色").trigger()
    assert theme.wanted() == Tokens("dark", "large")
    menu.choose_theme("system")
    assert theme.wanted() == Tokens("system", "large")


def test_the_settings_offer_the_same_and_show_what_is_worn(
    qtbot: QtBot, services: Services, qapp: QApplication
) -> None:
    section = LookSection(services)
    qtbot.addWidget(section)
    section.chosen.connect(lambda tokens: theme.apply(qapp, tokens))
    section.show()
    section.start()
    buttons = {button.text(): button for button in section.findChildren(QPushButton)}
    assert [*buttons] == ["跟随系统", "浅色", "深色", "标准字", "大字", "特大字"]
    assert buttons["浅色"].isChecked()
    qtbot.mouseClick(buttons["特大字"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(buttons["跟随系统"], Qt.MouseButton.LeftButton)
    assert theme.wanted() == Tokens("system", "huge")
    theme.apply(qapp, Tokens())
    section.start()
    assert buttons["标准字"].isChecked()
