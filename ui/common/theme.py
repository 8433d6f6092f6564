"""The look in use: applies fonts, palette and style sheet, and answers painters.

`apply` may be called again at any time: widgets restyle themselves, nothing restarts. A wish to
follow the system, and the system's own wish for high contrast, are answered at once too.
"""

import sys
from functools import lru_cache
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication

import resources
from ui.common.tokens import Tokens

_BUNDLED = (
    "WMHei-Regular.ttf",
    "WMHei-Bold.ttf",
    "WMSong-Regular.ttf",
    "WMSymbols-Regular.ttf",
    "WMRare-Regular.ttf",
)
_OURS = ["WM Hei", "WM Song", "WM Symbols", "WM Rare"]
_WINDOWS = ["Microsoft YaHei UI", "Microsoft YaHei"]


class _Current:
    """The tokens in use; one window has one look."""

    wanted = Tokens()
    tokens = Tokens()
    dressed = False


def current() -> Tokens:
    """Return the tokens in use."""
    return _Current.tokens


def wanted() -> Tokens:
    """Return what was asked for; its theme may be the system's."""
    return _Current.wanted


def px(name: str) -> int:
    """Return a measure of the size in use."""
    return _Current.tokens.sizes[name]


def colour(name: str) -> QColor:
    """Return a colour of the theme in use; painters must not change it."""
    return _colour(_Current.tokens.colours[name])


@lru_cache(maxsize=256)
def _colour(code: str) -> QColor:
    return QColor(code)


def font(size: str = "f_body", *, bold: bool = False) -> QFont:
    """Return the font of a type step."""
    return QFont(_font(px(size), bold))


@lru_cache(maxsize=32)
def _font(pixels: int, bold: bool) -> QFont:
    face = QFont(QApplication.font())
    face.setPixelSize(pixels)
    face.setBold(bold)
    return face


def families() -> list[str]:
    """Return the screen faces in order: hinted system faces where they serve, then ours."""
    return [*_WINDOWS, *_OURS] if sys.platform == "win32" else _OURS


def apply(app: QApplication, tokens: Tokens) -> None:
    """Dress the whole program in a theme and a size."""
    if not _Current.dressed:
        for name in _BUNDLED:
            QFontDatabase.addApplicationFont(str(resources.path("fonts", name)))
        app.setStyle("Fusion")
        _Current.dressed = True
        _follow(app)
    _Current.wanted = tokens
    _put_on(app, _worn(tokens, QGuiApplication.styleHints()))


def _follow(app: QApplication) -> None:
    """Change with the system for as long as the program runs."""
    hints = QGuiApplication.styleHints()

    def change() -> None:
        tokens = _worn(_Current.wanted, hints)
        if tokens != _Current.tokens:
            _put_on(app, tokens)

    hints.colorSchemeChanged.connect(change)
    # Qt tells of high contrast from 6.10 on.
    if hasattr(hints, "accessibility"):
        hints.accessibility().contrastPreferenceChanged.connect(change)


def _worn(tokens: Tokens, hints: QStyleHints) -> Tokens:
    high = False
    if hasattr(hints, "accessibility"):
        high = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    dark = hints.colorScheme() == Qt.ColorScheme.Dark
    return tokens.worn(system_dark=dark, high_contrast=high)


def _put_on(app: QApplication, tokens: Tokens) -> None:
    _Current.tokens = tokens
    face = QFont()
    face.setFamilies(families())
    face.setPixelSize(tokens.sizes["f_body"])
    _font.cache_clear()
    app.setFont(face)
    app.setPalette(_palette(tokens))
    app.setStyleSheet(style_sheet(tokens))


def style_sheet(tokens: Tokens) -> str:
    """Return the one style sheet filled with the tokens."""
    text = resources.path("style", "app.qss").read_text("utf-8")
    check = resources.path("style", f"check-{'dark' if tokens.dark else 'light'}.svg")
    return Template(text).substitute(tokens.for_sheet(), check=check.as_posix())


def _palette(tokens: Tokens) -> QPalette:
    role = QPalette.ColorRole
    names = {
        role.Window: "bg",
        role.WindowText: "text",
        role.Base: "surface",
        role.AlternateBase: "surface_2",
        role.Text: "text",
        role.Button: "surface",
        role.ButtonText: "text",
        role.BrightText: "danger_text",
        role.PlaceholderText: "text_3",
        role.Highlight: "ink",
        role.HighlightedText: "on_ink",
        role.Link: "ink",
        role.ToolTipBase: "surface",
        role.ToolTipText: "text",
    }
    palette = QPalette()
    for key, name in names.items():
        palette.setColor(key, QColor(tokens.colours[name]))
    off = QPalette.ColorGroup.Disabled
    for key in (role.Text, role.ButtonText, role.WindowText):
        palette.setColor(off, key, QColor(tokens.colours["disabled"]))
    return palette
