"""The user's menu: theme, type size, the list of keys."""

from collections.abc import Mapping
from typing import Final, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ui.common import theme
from ui.common.tokens import SizeName, ThemeName, Tokens

THEME_WORDS: Final[Mapping[ThemeName, str]] = {
    "system": "跟随系统",
    "light": "浅色",
    "dark": "深色",
}
SIZE_WORDS: Final[Mapping[SizeName, str]] = {"normal": "标准字", "large": "大字", "huge": "特大字"}

_Name = TypeVar("_Name", ThemeName, SizeName)


class LookMenu(QMenu):
    """Offers the looks; `chosen` carries the tokens asked for."""

    chosen = Signal(object)
    keys_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("menu_look")
        self._themes: dict[ThemeName, QAction] = {}
        self._sizes: dict[SizeName, QAction] = {}
        themes, sizes = QActionGroup(self), QActionGroup(self)
        for theme_name, label in THEME_WORDS.items():
            self._themes[theme_name] = self._add(themes, label)
        self.addSeparator()
        for size_name, label in SIZE_WORDS.items():
            self._sizes[size_name] = self._add(sizes, label)
        self._sizes["normal"].setText(f"{SIZE_WORDS['normal']}　Ctrl+0")
        self._sizes["large"].setText(f"{SIZE_WORDS['large']}　Ctrl+加号")
        self.addSeparator()
        keys = self.addAction("快捷键　F1")
        keys.triggered.connect(lambda _checked=False: self.keys_asked.emit())
        self.show_now()
        self.aboutToShow.connect(self.show_now)
        themes.triggered.connect(self._choose)
        sizes.triggered.connect(self._choose)

    def _add(self, group: QActionGroup, label: str) -> QAction:
        action = QAction(label, self, checkable=True)
        group.addAction(action)
        self.addAction(action)
        return action

    def show_now(self) -> None:
        """Mark the look in use; another place may have changed it."""
        now = theme.wanted()
        # High contrast is the system's to choose: it stands for a light theme here.
        self._themes.get(now.theme, self._themes["light"]).setChecked(True)
        self._sizes[now.size].setChecked(True)

    def step(self, step: int) -> None:
        """Choose the next larger (1) or smaller (-1) size, or the standard one (0)."""
        self.choose(theme.wanted().stepped(step))

    def choose_size(self, size: SizeName) -> None:
        """Choose a size."""
        self.choose(Tokens(theme.wanted().theme, size))

    def choose_theme(self, name: ThemeName) -> None:
        """Choose a theme."""
        self.choose(Tokens(name, theme.wanted().size))

    def choose(self, tokens: Tokens) -> None:
        """Choose a whole look."""
        self._themes[tokens.theme].setChecked(True)
        self._sizes[tokens.size].setChecked(True)
        self._choose()

    def _choose(self, _action: QAction | None = None) -> None:
        self.chosen.emit(Tokens(_checked(self._themes), _checked(self._sizes)))


def _checked(actions: Mapping[_Name, QAction]) -> _Name:
    return next(name for name, action in actions.items() if action.isChecked())
