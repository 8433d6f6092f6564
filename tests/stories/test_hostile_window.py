"""What the window shows of such people is text: no label reads markup, no tooltip either."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as Rich
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.stories import nasty
from tests.ui.conftest import Said
from tests.ui.stand_in import AtOnce
from ui.common import theme
from ui.common.memory import Memory
from ui.common.search_field import SearchField
from ui.common.table_view import RecordTable
from ui.common.tokens import Tokens
from ui.households.page import HouseholdsPage
from ui.jobs import Jobs, Lanes
from ui.page import Office, Services
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.files import import_file
from wenming_desktop.workbooks.outcome import ImportOptions


@pytest.fixture
def page(qapp: QApplication, qtbot: QtBot, desk: Desk, tmp_path: Path) -> HouseholdsPage:
    if not qapp.styleSheet():
        theme.apply(qapp, Tokens())
    import_file(desk, "residents", nasty.ledger(tmp_path / "台账.xlsx"), ImportOptions())
    lane = AtOnce()
    jobs = Jobs(desk, Said(), Lanes(lane, lane))
    office = Office("槐荫里社区", "demo", desk.actor.rights)
    page = HouseholdsPage(Services(jobs, Memory(tmp_path / "w.ini"), office))
    qtbot.addWidget(page)
    page.resize(1300, 700)
    page.show()
    page.start()
    return page


def labels(page: QWidget) -> list[QLabel]:
    return page.findChildren(QLabel)


def shown(tip: str) -> str:
    """What a tooltip shows: Qt takes it for markup when it looks like it."""
    if not Rich.mightBeRichText(tip):
        return tip
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


def is_plain(label: QLabel) -> bool:
    return label.textFormat() == Qt.TextFormat.PlainText or not label.text()


def walk(page: HouseholdsPage) -> Iterator[QLabel]:
    """Every label that is drawn while one household after the other is in hand."""
    table = page.findChild(RecordTable, "tbl_households")
    assert table is not None
    for row in range(table.model().rowCount()):
        table.go_to(row)
        table.settled.emit(row)
        page.grab()
        yield from labels(page)


def test_every_label_of_every_household_shows_plain_text(page: HouseholdsPage) -> None:
    texts = set()
    for label in walk(page):
        assert is_plain(label), label.text()
        texts.add(label.text())
    assert {"<img src=x onerror=alert(1)>", "<b>粗</b>", "=1+1"} <= texts


def test_tooltips_show_the_text_of_their_label(page: HouseholdsPage) -> None:
    for label in walk(page):
        if label.toolTip():
            assert shown(label.toolTip()) == label.text()


def test_no_cell_or_choice_has_a_tooltip_with_markup(page: HouseholdsPage) -> None:
    table = page.findChild(RecordTable, "tbl_households")
    assert table is not None
    model = table.model()
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            tip = model.index(row, column).data(Qt.ItemDataRole.ToolTipRole)
            assert not Rich.mightBeRichText(tip or "")
    for choice in page.findChildren(QComboBox):
        for at in range(choice.count()):
            assert not choice.itemData(at, Qt.ItemDataRole.ToolTipRole)


def test_the_search_field_shows_and_says_what_was_typed(page: HouseholdsPage) -> None:
    field = page.findChild(SearchField, "fld_search")
    assert field is not None
    for text in (*nasty.TEXTS, *nasty.UNWRITABLE):
        field.setText(text)
        field.asked.emit(field.text())
        assert all(is_plain(label) for label in labels(page))
