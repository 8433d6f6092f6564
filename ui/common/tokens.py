"""The design tokens: every measure of the window stands here, every colour in `colours.py`.

The style sheet and the painters read them by name, so that a theme or a size is a table and no
code. Names are those of the style guide with `_` for `-`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from ui.common.colours import DARK, HIGH, HIGH_DARK, LIGHT

ThemeName = Literal["light", "dark", "system", "high", "high_dark"]
SizeName = Literal["normal", "large", "huge"]
SIZES: Final[tuple[SizeName, ...]] = ("normal", "large", "huge")

THEMES: Final[Mapping[ThemeName, Mapping[str, str]]] = {
    "light": LIGHT,
    "dark": DARK,
    "system": LIGHT,
    "high": HIGH,
    "high_dark": HIGH_DARK,
}

NORMAL: Final[Mapping[str, int]] = {
    "f_cap": 13,
    "f_sm": 14,
    "f_body": 15,
    "f_md": 16,
    "f_lg": 18,
    "f_xl": 20,
    "f_num": 26,
    "row": 36,
    "head": 34,
    "ctl": 34,
    "ctl_s": 28,
    "chip": 22,
    "tile": 58,
    "fchip": 30,
    "nav_w": 168,
    "nav_item": 36,
    "appbar": 52,
    "status": 28,
    "foot": 38,
    "detail_w": 408,
    "icon": 18,
    "icon_s": 15,
    "lamp": 12,
}

LARGE: Final[Mapping[str, int]] = {
    "f_cap": 16,
    "f_sm": 17,
    "f_body": 18,
    "f_md": 19,
    "f_lg": 22,
    "f_xl": 24,
    "f_num": 31,
    "row": 44,
    "head": 42,
    "ctl": 42,
    "ctl_s": 36,
    "chip": 28,
    "tile": 68,
    "fchip": 36,
    "nav_w": 196,
    "nav_item": 42,
    "appbar": 60,
    "status": 34,
    "foot": 46,
    "detail_w": 440,
    "icon": 21,
    "icon_s": 18,
    "lamp": 14,
}

HUGE: Final[Mapping[str, int]] = {
    "f_cap": 18,
    "f_sm": 19,
    "f_body": 20,
    "f_md": 21,
    "f_lg": 25,
    "f_xl": 27,
    "f_num": 35,
    "row": 48,
    "head": 46,
    "ctl": 46,
    "ctl_s": 40,
    "chip": 31,
    "tile": 74,
    "fchip": 40,
    "nav_w": 214,
    "nav_item": 46,
    "appbar": 64,
    "status": 38,
    "foot": 50,
    "detail_w": 464,
    "icon": 23,
    "icon_s": 20,
    "lamp": 16,
}

_MEASURES: Final[Mapping[SizeName, Mapping[str, int]]] = {
    "normal": NORMAL,
    "large": LARGE,
    "huge": HUGE,
}


@dataclass(frozen=True)
class Tokens:
    """One theme in one size."""

    theme: ThemeName = "light"
    size: SizeName = "normal"

    @property
    def colours(self) -> Mapping[str, str]:
        """Colour by name, as #RRGGBB."""
        return THEMES[self.theme]

    @property
    def sizes(self) -> Mapping[str, int]:
        """Measure by name, in pixels."""
        return _MEASURES[self.size]

    @property
    def dark(self) -> bool:
        """Whether words are lighter than their ground."""
        return self.theme in ("dark", "high_dark")

    @property
    def plain(self) -> bool:
        """Whether this is a theme of high contrast, without tints."""
        return self.theme in ("high", "high_dark")

    @property
    def large(self) -> bool:
        """Whether lists must do with fewer columns."""
        return self.size != "normal"

    def worn(self, *, system_dark: bool, high_contrast: bool) -> "Tokens":
        """Return what this wish becomes on a system as it is set."""
        dark = self.dark or (self.theme == "system" and system_dark)
        if high_contrast or self.plain:
            return Tokens("high_dark" if dark else "high", self.size)
        return Tokens("dark" if dark else "light", self.size)

    def stepped(self, step: int) -> "Tokens":
        """Return these tokens `step` sizes larger or smaller; 0 is the standard size."""
        at = SIZES.index(self.size) + step if step else 0
        return Tokens(self.theme, SIZES[min(max(at, 0), len(SIZES) - 1)])

    def for_sheet(self) -> dict[str, str]:
        """Return all a style sheet may name: colours, `<size>px`, and heights without borders.

        A control's `min-height` excludes its border: `x_in` is the height inside 1 px,
        `x_in2` the height inside the 2 px of focus.
        """
        names = dict(self.colours)
        for key, value in self.sizes.items():
            names[key] = f"{value}px"
            names[f"{key}_in"] = f"{value - 2}px"
            names[f"{key}_in2"] = f"{value - 4}px"
            names[f"{key}_half"] = f"{value // 2}px"
        return names
