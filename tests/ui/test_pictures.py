"""The pictures: a page becomes a PNG and a list of what stands on it."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.pictures import Studio
from tests.ui.stand_in import FakeDesk, Office
from ui.common import theme
from ui.common.tokens import Tokens


@pytest.mark.parametrize("name", ["households", "quick_register", "unlock", "components"])
def test_a_page_is_drawn_and_listed(qapp: QApplication, tmp_path: Path, name: str) -> None:
    studio = Studio(tmp_path, FakeDesk(Office(300)), QSize(1366, 696))
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
