"""Page stories are told by a hand at the keyboard: nothing of the program may be touched.

They import only what stands below, press no mouse, and look at no private attribute.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PAGES = Path(__file__).parent / "pages"
STORIES = sorted(PAGES.glob("test_*.py"))
ALLOWED = sys.stdlib_module_names | {"pytest", "collections.abc", "tests.hand", "tests.make"}
MOUSE = frozenset({"click", "mouseClick", "mouseDClick", "mousePress", "mouseRelease", "mouseMove"})


def broken(text: str) -> Iterator[str]:
    """What a story does that it may not."""
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Import(names=names):
                yield from (one.name for one in names if one.name not in ALLOWED)
            case ast.ImportFrom(module=module, level=level, names=names):
                yield from (one.name for one in names if one.name.startswith("_"))
                if level or module not in ALLOWED:
                    yield module or "."
            case ast.Attribute(attr=name) if name in MOUSE or name.startswith("_"):
                yield f".{name}"
            case ast.Call(func=ast.Name(id=name)) if name in {"getattr", "setattr", "__import__"}:
                yield f"{name}()"


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_a_page_story_is_told_by_keys_alone(story: Path) -> None:
    assert list(broken(story.read_text(encoding="utf-8"))) == []


def test_every_page_has_a_story() -> None:
    told = {path.stem.removeprefix("test_") for path in STORIES}
    pages = {
        "first_start", "unlock", "today", "households", "elevation", "party", "cards", "tickets",
        "quick_register", "month", "imports", "find", "settings",
    }  # fmt: skip
    assert pages <= told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("import pytest\nfrom tests.hand import Hand\nfrom pathlib import Path", []),
        ("from ui.main_window import MainWindow", ["ui.main_window"]),
        ("import PySide6.QtTest", ["PySide6.QtTest"]),
        ("from tests import conftest", ["tests"]),
        ("from tests.hand import _front", ["_front"]),
        ("from . import conftest", ["."]),
        ("button.click()", [".click"]),
        ("qtbot.mouseClick(page, 1)", [".mouseClick"]),
        ("hand._qtbot.wait(1)", ["._qtbot"]),
        ("getattr(hand, '_qtbot')", ["getattr()"]),
    ],
)
def test_the_contract_sees_what_breaks_it(text: str, said: list[str]) -> None:
    assert list(broken(text)) == said
