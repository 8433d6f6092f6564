"""Every page and state as it stands on the screen: drawn, listed, nothing cut, near its design.

The rules stand in tests/page_rules.py, the designs' blocks in tests/data/mockup_blocks.json.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)
from typing_extensions import override

from tests import mockup_blocks, page_rules, picture_states
from tests.pictures import Studio, sample
from tests.ui.stand_in import FakeDesk, Office
from ui.common import theme
from ui.common.tokens import SIZES, SizeName, Tokens
from ui.main_window import MainWindow
from ui.page import Page
from ui.pages import PAGES

REFERENCE = QSize(1366, 696)
pytestmark = pytest.mark.long
SMALLEST = QSize(1024, 600)
RAIL = frozenset(page.key for page in PAGES)
_PARTS = (QAbstractButton, QAbstractItemView, QComboBox, QLabel, QLineEdit)
ON_A_DESK = "components"
"""The sheet of components is as large as it is: nobody works on it."""


@pytest.fixture(scope="module")
def studio(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """The sample office, looked at."""
    with sample() as desk:
        made = Studio(tmp_path_factory.mktemp("pictures"), desk, REFERENCE)
        yield made
        made.jobs.close()
    theme.apply(qapp, Tokens())


def _resized(widget: QWidget, size: QSize) -> None:
    widget.resize(size)
    QTest.qWait(30)


def _told(when: str, offenders: list[str]) -> list[str]:
    return [f"{when}: {what}" for what in offenders]


class Flashes(QObject):
    """Notes parts that are shown before they have a place: each flashes as a window of its own."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.seen: list[str] = []
        app.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, _PARTS) and watched.isWindow():
            plain = watched.windowType() == Qt.WindowType.Window and watched.parent() is None
            if plain and not isinstance(watched, Page):
                self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@pytest.fixture(scope="module")
def flashes(qapp: QApplication) -> Iterator[Flashes]:
    watch = Flashes(qapp)
    yield watch
    qapp.removeEventFilter(watch)


@pytest.mark.parametrize("name", picture_states.ruled())
def test_a_page_keeps_every_rule_and_its_place(
    name: str, studio: Studio, qapp: QApplication, flashes: Flashes
) -> None:
    flashes.seen.clear()
    with studio.shown(name, Tokens()) as widget:
        QTest.qWait(150)
        wrong = _told("off its design", mockup_blocks.off(widget, name))
        wrong += page_rules.broken(widget)
        if isinstance(widget, MainWindow):
            wrong += _in_the_window(widget)
        elif name != ON_A_DESK:
            least = widget.minimumSizeHint()
            assert least.width() <= REFERENCE.width()
            assert least.height() <= REFERENCE.height()
        for size in SIZES[1:] if name in RAIL else SIZES[1:2]:
            wrong += _in_larger_type(widget, qapp, size)
    wrong += _told("shown without a place", flashes.seen)
    assert not wrong, "\n".join(dict.fromkeys(wrong))


def _in_the_window(window: MainWindow) -> list[str]:
    """On the reference screen nothing scrolls; on the smallest nothing is out of reach."""
    _resized(window, REFERENCE)
    page = window.page()
    assert page is not None
    area = page.parentWidget()
    assert area is not None
    room, least = area.size(), page.minimumSizeHint()
    wrong = []
    if least.width() > room.width() or least.height() > room.height():
        wrong.append(f"needs {least.toTuple()} of {room.toTuple()}")
    _resized(window, SMALLEST)
    wrong += _told("at 1024x600", _once_laid_out(window))
    _resized(window, REFERENCE)
    return wrong


def _in_larger_type(widget: QWidget, qapp: QApplication, size: SizeName) -> list[str]:
    """The look changes while the page stands there; what does not fit must scroll."""
    theme.apply(qapp, Tokens("light", size))
    return _told(f"in {size} type", _once_laid_out(widget))


def _once_laid_out(widget: QWidget) -> list[str]:
    """What is still cut or outside when boxes within boxes have been laid out anew."""
    wrong: list[str] = []
    for _ in range(10):
        QTest.qWait(50)
        wrong = page_rules.cut(widget) + page_rules.outside(widget)
        if not wrong:
            break
    return wrong


def test_a_design_has_each_block_once() -> None:
    places = [(block.mockup, block.name) for block in mockup_blocks.blocks()]
    assert len(places) == len(set(places))
    assert {block.state for block in mockup_blocks.blocks()} <= set(picture_states.names())


@pytest.mark.parametrize(
    ("edges", "far"), [("ltrb", {"l": 5, "t": -3, "r": 15, "b": -3}), ("r", {"r": 15}), ("", {})]
)
def test_how_far_a_block_is_off(edges: str, far: dict[str, int]) -> None:
    block = mockup_blocks.Block("00", "today", "表", "tbl", (10, 10, 100, 50), edges)
    assert block.far((15, 7, 110, 50)) == far


@pytest.mark.parametrize("name", ["households", "quick_register", "unlock", "components"])
def test_a_picture_and_its_list_are_saved(qapp: QApplication, tmp_path: Path, name: str) -> None:
    studio = Studio(tmp_path, FakeDesk(Office(300)), REFERENCE)
    studio.draw(name, Tokens())
    picture = QImage(str(tmp_path / f"{name}.png"))
    listed = json.loads((tmp_path / f"{name}.json").read_text("utf-8"))
    assert not picture.isNull()
    assert any(part["text"] for part in listed)
    for part in listed:
        left, top, width, height = part["rect"]
        if part["name"].startswith("btn_") and not part["name"].startswith("btn_filter"):
            assert left >= 0
            assert top >= 0
            assert left + width <= picture.width(), part
            assert top + height <= picture.height(), part
    theme.apply(qapp, Tokens())
