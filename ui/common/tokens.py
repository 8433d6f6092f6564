"""The design tokens: every colour and measure of the window stands here and nowhere else.

The style sheet and the painters read them by name, so that light, dark and large are three
tables and no code. Names are those of the style guide with `_` for `-`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

ThemeName = Literal["light", "dark"]
SizeName = Literal["normal", "large"]

LIGHT: Final[Mapping[str, str]] = {
    "bg": "#F5F4F1",
    "surface": "#FFFFFF",
    "surface_2": "#FAF9F6",
    "nav": "#EEECE7",
    "nav_hover": "#E5E2DB",
    "line": "#E3E0D9",
    "line_strong": "#CFCBC2",
    "line_input": "#918C82",
    "text": "#1F2428",
    "text_2": "#4C5359",
    "text_3": "#5F656B",
    "disabled": "#A5A299",
    "ink": "#1E5669",
    "ink_hover": "#174655",
    "ink_press": "#103541",
    "ink_line": "#A9C5CE",
    "ink_tint": "#E3EEF1",
    "ink_tint2": "#F0F6F7",
    "on_ink": "#FFFFFF",
    "focus": "#2B7C97",
    "party": "#A61C28",
    "party_tint": "#FAECEC",
    "party_line": "#E3B9BB",
    "danger": "#C13A1E",
    "danger_text": "#A62E14",
    "danger_tint": "#FDEDE8",
    "danger_line": "#EBBBAE",
    "warn": "#B87A00",
    "warn_text": "#7A5200",
    "warn_tint": "#FDF3DC",
    "warn_line": "#E8CE92",
    "ok": "#2F7D4B",
    "ok_text": "#256039",
    "ok_tint": "#E8F3EB",
    "ok_line": "#B5D6C0",
    "info": "#2E6AA6",
    "info_text": "#25578A",
    "info_tint": "#E8F0F8",
    "info_line": "#B6CDE4",
    "toast": "#262B2F",
    "on_toast": "#F4F3F0",
    "toast_act": "#A5DCEC",
    "mark": "#A61C28",
    "on_mark": "#FFFFFF",
    "c_elder": "#FBF0DA",
    "c_elder_m": "#9C661A",
    "c_elder_t": "#6F4A0C",
    "c_poor": "#E5EDF7",
    "c_poor_m": "#3B6FA8",
    "c_poor_t": "#274E7A",
    "c_ill": "#F9E7EF",
    "c_ill_m": "#B0457A",
    "c_ill_t": "#85305A",
    "c_dis": "#ECE8F6",
    "c_dis_m": "#6F5AA8",
    "c_dis_t": "#4F3F82",
    "c_child": "#E6F2E4",
    "c_child_m": "#437C41",
    "c_child_t": "#32632F",
    "c_vet": "#E0F0EF",
    "c_vet_m": "#357775",
    "c_vet_t": "#245A58",
    "c_rent": "#EEECE8",
    "c_rent_m": "#76716A",
    "c_rent_t": "#57534B",
}

DARK: Final[Mapping[str, str]] = {
    "bg": "#1B1E20",
    "surface": "#232729",
    "surface_2": "#2A2E31",
    "nav": "#17191B",
    "nav_hover": "#24282A",
    "line": "#363B3F",
    "line_strong": "#4A5056",
    "line_input": "#7B838A",
    "text": "#ECEBE7",
    "text_2": "#BFC3C6",
    "text_3": "#A0A6AB",
    "disabled": "#6A7075",
    "ink": "#7DBBCD",
    "ink_hover": "#95CBDA",
    "ink_press": "#6AA9BB",
    "ink_line": "#3F6672",
    "ink_tint": "#24393F",
    "ink_tint2": "#273236",
    "on_ink": "#10272E",
    "focus": "#7DBBCD",
    "party": "#EC7B7B",
    "party_tint": "#3A2526",
    "party_line": "#6A3A3C",
    "danger": "#E8694C",
    "danger_text": "#F49B84",
    "danger_tint": "#3E2822",
    "danger_line": "#6F3F32",
    "warn": "#DFA52E",
    "warn_text": "#EBC16B",
    "warn_tint": "#382F1D",
    "warn_line": "#65532A",
    "ok": "#54A873",
    "ok_text": "#8CCDA2",
    "ok_tint": "#213328",
    "ok_line": "#3A5C47",
    "info": "#6BA2DA",
    "info_text": "#9DC3EA",
    "info_tint": "#22303E",
    "info_line": "#3B566F",
    "toast": "#ECEBE7",
    "on_toast": "#1B1E20",
    "toast_act": "#1E5669",
    "mark": "#A61C28",
    "on_mark": "#FFFFFF",
    "c_elder": "#3A3120",
    "c_elder_m": "#D49B45",
    "c_elder_t": "#EBCB94",
    "c_poor": "#223142",
    "c_poor_m": "#6A9FD6",
    "c_poor_t": "#A9CBEE",
    "c_ill": "#3A2530",
    "c_ill_m": "#D673A5",
    "c_ill_t": "#EFB1CE",
    "c_dis": "#2D2840",
    "c_dis_m": "#9C88D4",
    "c_dis_t": "#CABDEE",
    "c_child": "#223424",
    "c_child_m": "#74B572",
    "c_child_t": "#ABD9A9",
    "c_vet": "#1F3433",
    "c_vet_m": "#63B0AE",
    "c_vet_t": "#A2D8D6",
    "c_rent": "#303335",
    "c_rent_m": "#8C9195",
    "c_rent_t": "#BCC0C3",
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


@dataclass(frozen=True)
class Tokens:
    """One theme in one size."""

    theme: ThemeName = "light"
    size: SizeName = "normal"

    @property
    def colours(self) -> Mapping[str, str]:
        """Colour by name, as #RRGGBB."""
        return DARK if self.theme == "dark" else LIGHT

    @property
    def sizes(self) -> Mapping[str, int]:
        """Measure by name, in pixels."""
        return LARGE if self.size == "large" else NORMAL

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
