"""What this PC remembers of a user's window: size, columns, theme; never what was looked for."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QHeaderView, QMainWindow, QSplitter

from ui.common.tokens import SIZES, SizeName, ThemeName, Tokens

_THEMES: Final[dict[str, ThemeName]] = {"light": "light", "dark": "dark", "system": "system"}
_SIZES: Final[dict[str, SizeName]] = {size: size for size in SIZES}


class Memory:
    """An ini file, one group a user."""

    def __init__(self, path: Path, user: str = "user") -> None:
        self._ini = QSettings(str(path), QSettings.Format.IniFormat)
        self._user = user

    def _get(self, key: str) -> object:
        return self._ini.value(f"{self._user}/{key}")

    def _put(self, key: str, value: object) -> None:
        self._ini.setValue(f"{self._user}/{key}", value)

    def get_text(self, key: str) -> str:
        """Return a choice kept for this user; empty where none was."""
        found = self._get(f"choice/{key}")
        return found if isinstance(found, str) else ""

    def keep_text(self, key: str, text: str) -> None:
        """Remember a choice of a page (chips, tab, period); never what somebody typed."""
        self._put(f"choice/{key}", text)

    def sort(self, name: str) -> tuple[str, bool] | None:
        """Return the column a table was sorted by, and whether from the largest down."""
        key, _, way = self.get_text(f"sort/{name}").rpartition(" ")
        return (key, way == "down") if key else None

    def keep_sort(self, name: str, key: str, descending: bool) -> None:
        """Remember by which column a table is sorted."""
        self.keep_text(f"sort/{name}", f"{key} {'down' if descending else 'up'}")

    def place(self) -> str:
        """Return the page that was in hand; empty before the first."""
        return self.get_text("place")

    def keep_place(self, key: str) -> None:
        """Remember the page in hand."""
        self.keep_text("place", key)

    def tokens(self) -> Tokens:
        """Return the look last used."""
        theme, size = self._get("theme"), self._get("size")
        return Tokens(
            _THEMES.get(theme, "light") if isinstance(theme, str) else "light",
            _SIZES.get(size, "normal") if isinstance(size, str) else "normal",
        )

    def keep_tokens(self, tokens: Tokens) -> None:
        """Remember the look."""
        self._put("theme", tokens.theme)
        self._put("size", tokens.size)

    def restore(self, window: QMainWindow) -> bool:
        """Give a window its last size and place; False when none is known."""
        state = self._get("geometry")
        return isinstance(state, QByteArray) and window.restoreGeometry(state)

    def keep(self, window: QMainWindow) -> None:
        """Remember the size and place of a window."""
        self._put("geometry", window.saveGeometry())
        self._ini.sync()

    def restore_columns(self, name: str, head: QHeaderView) -> None:
        """Give a table its last column widths, if they were set at this type size."""
        state = self._get(f"columns/{name}/{self.tokens().size}")
        if isinstance(state, QByteArray):
            head.restoreState(state)

    def keep_columns(self, name: str, head: QHeaderView) -> None:
        """Remember the column widths of a table."""
        self._put(f"columns/{name}/{self.tokens().size}", head.saveState())

    def restore_splitter(self, splitter: QSplitter) -> None:
        """Give a splitter its last position."""
        state = self._get(f"split/{splitter.objectName()}")
        if isinstance(state, QByteArray):
            splitter.restoreState(state)

    def keep_splitter(self, splitter: QSplitter) -> None:
        """Remember the position of a splitter."""
        self._put(f"split/{splitter.objectName()}", splitter.saveState())
