"""The token table: two themes of the same names, readable by the numbers."""

import re

import pytest

import resources
from ui.common import theme
from ui.common.colours import LIGHT
from ui.common.tokens import HUGE, LARGE, NORMAL, SIZES, THEMES, SizeName, ThemeName, Tokens

CARE = ("elder", "poor", "ill", "dis", "child", "vet", "rent")
TEXT_ON_GROUND = (
    ("text", "surface", 4.5),
    ("text", "bg", 4.5),
    ("text_2", "nav", 4.5),
    ("text_3", "surface", 4.5),
    ("text_3", "ink_tint", 4.5),
    ("on_ink", "ink", 4.5),
    ("on_ink", "ink_hover", 4.5),
    ("on_ink", "ink_press", 4.5),
    ("ink", "surface", 4.5),
    ("party", "party_tint", 4.5),
    ("danger_text", "danger_tint", 4.5),
    ("warn_text", "warn_tint", 4.5),
    ("ok_text", "ok_tint", 4.5),
    ("info_text", "info_tint", 4.5),
    ("on_toast", "toast", 4.5),
    ("toast_act", "toast", 4.5),
    ("line_input", "surface", 3.0),
    ("focus", "surface", 3.0),
    ("danger", "surface", 3.0),
    ("warn", "surface", 3.0),
    ("ok", "surface", 3.0),
    *((f"c_{kind}_t", f"c_{kind}", 4.5) for kind in CARE),
)


def _luminance(code: str) -> float:
    parts = [int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def test_all_themes_and_sizes_have_the_same_names() -> None:
    assert {frozenset(colours) for colours in THEMES.values()} == {frozenset(LIGHT)}
    assert NORMAL.keys() == LARGE.keys() == HUGE.keys()


def test_every_measure_grows_with_the_type() -> None:
    for name in NORMAL:
        assert NORMAL[name] < LARGE[name] < HUGE[name], name


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("word", "ground", "least"), TEXT_ON_GROUND)
def test_contrast(name: ThemeName, word: str, ground: str, least: float) -> None:
    tokens = Tokens(name)
    wanted = max(least, 7.0 if least > 4 else 4.5) if tokens.plain else least
    assert contrast(tokens.colours[word], tokens.colours[ground]) >= wanted


@pytest.mark.parametrize("name", ["high", "high_dark"])
def test_high_contrast_has_no_tints(name: ThemeName) -> None:
    colours = Tokens(name).colours
    tints = [key for key in colours if key.endswith("_tint") and key != "ink_tint"]
    grounds = {colours[key] for key in ("bg", "surface", "nav", "c_elder", "c_rent", *tints)}
    assert len(grounds) == 1


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("wish", "dark", "high", "worn"),
    [
        ("light", True, False, "light"),
        ("dark", False, False, "dark"),
        ("system", False, False, "light"),
        ("system", True, False, "dark"),
        ("system", True, True, "high_dark"),
        ("light", True, True, "high"),
        ("dark", False, True, "high_dark"),
    ],
)
def test_what_is_worn(
    wish: ThemeName, dark: bool, high: bool, worn: ThemeName, size: SizeName
) -> None:
    asked = Tokens(wish, size)
    assert asked.worn(system_dark=dark, high_contrast=high) == Tokens(worn, size)


@pytest.mark.parametrize(
    ("size", "step", "then"),
    [
        ("normal", 1, "large"),
        ("large", 1, "huge"),
        ("huge", 1, "huge"),
        ("huge", -1, "large"),
        ("large", -1, "normal"),
        ("normal", -1, "normal"),
        ("huge", 0, "normal"),
    ],
)
def test_sizes_are_stepped_through(size: SizeName, step: int, then: SizeName) -> None:
    assert Tokens("dark", size).stepped(step) == Tokens("dark", then)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", THEMES)
def test_the_style_sheet_is_filled_whole(name: ThemeName, size: SizeName) -> None:
    tokens = Tokens(name, size)
    assert "$" not in theme.style_sheet(tokens)


def test_no_colour_stands_in_the_style_sheet() -> None:
    sheet = resources.path("style", "app.qss").read_text("utf-8")
    assert not re.findall(r"#[0-9A-Fa-f]{3,8}\b(?=\s*;)", sheet)
