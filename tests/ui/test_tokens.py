"""The token table: two themes of the same names, readable by the numbers."""

import re

import pytest

import resources
from ui.common import theme
from ui.common.tokens import DARK, LARGE, LIGHT, NORMAL, Tokens

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


def test_both_themes_and_sizes_have_the_same_names() -> None:
    assert LIGHT.keys() == DARK.keys()
    assert NORMAL.keys() == LARGE.keys()


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("word", "ground", "least"), TEXT_ON_GROUND)
def test_contrast(colours: dict[str, str], word: str, ground: str, least: float) -> None:
    assert contrast(colours[word], colours[ground]) >= least


@pytest.mark.parametrize("tokens", [Tokens(), Tokens("dark"), Tokens("light", "large")])
def test_the_style_sheet_is_filled_whole(tokens: Tokens) -> None:
    assert "$" not in theme.style_sheet(tokens)


def test_no_colour_stands_in_the_style_sheet() -> None:
    sheet = resources.path("style", "app.qss").read_text("utf-8")
    assert not re.findall(r"#[0-9A-Fa-f]{3,8}\b(?=\s*;)", sheet)
