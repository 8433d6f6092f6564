"""The user's menu: theme, type size, the list of keys."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ui.common import theme
from ui.common.tokens import SizeName, ThemeName, Tokens


class LookMenu(QMenu):
    """Offers the looks; `chosen` carries the tokens to wear."""

    chosen = Signal(object)
    keys_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes: dict[ThemeName, QAction] = {}
        self._sizes: dict[SizeName, QAction] = {}
        themes, sizes = QActionGroup(self), QActionGroup(self)
        for theme_name, label in (("light", "浅色"), ("dark", "深色")):
            self._themes[theme_name] = self._add(themes, label)  # type: ignore[index]
        self.addSeparator()
        for size_name, label in (("normal", "标准字　Ctrl+0"), ("large", "大字　Ctrl+加号")):
            self._sizes[size_name] = self._add(sizes, label)  # type: ignore[index]
        self.addSeparator()
        keys = self.addAction("快捷键　F1")
        keys.triggered.connect(lambda _checked=False: self.keys_asked.emit())
        now = theme.current()
        self._themes[now.theme].setChecked(True)
        self._sizes[now.size].setChecked(True)
        themes.triggered.connect(self._choose)
        sizes.triggered.connect(self._choose)

    def _add(self, group: QActionGroup, label: str) -> QAction:
        action = QAction(label, self, checkable=True)
        group.addAction(action)
        self.addAction(action)
        return action

    def choose_size(self, size: SizeName) -> None:
        """Choose a size by key."""
        self._sizes[size].setChecked(True)
        self._choose()

    def _choose(self, _action: QAction | None = None) -> None:
        wanted_theme: ThemeName = "dark" if self._themes["dark"].isChecked() else "light"
        wanted_size: SizeName = "large" if self._sizes["large"].isChecked() else "normal"
        self.chosen.emit(Tokens(wanted_theme, wanted_size))
