"""党建: what is remembered, how it is sorted, what its names open, what an empty tree offers."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import RIGHTS, Said
from tests.ui.party_place import PartyOffice
from ui.common.ime import ImeGuard
from ui.common.labels import Words
from ui.common.search_field import SearchField
from ui.common.table_view import RecordTable
from ui.common.tabs import CountTabs
from ui.page import Services
from ui.party import lists
from ui.party.page import PartyPage
from ui.party.tree import PartyTree
from wenming_desktop.work import NoRightError


@pytest.fixture
def office() -> PartyOffice:
    return PartyOffice()


@pytest.fixture(autouse=True)
def own_tabs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the tabs of the page itself: those of other folders have tests of their own."""
    monkeypatch.setattr(lists, "extra_panels", lambda _services: [])


def opened(qtbot: QtBot, services: Services) -> PartyPage:
    page = PartyPage(services)
    qtbot.addWidget(page)
    page.resize(1166, 600)
    page.show()
    return page


def tree_of(page: QWidget) -> PartyTree:
    found = page.findChild(PartyTree)
    assert isinstance(found, PartyTree)
    return found


def table(page: QWidget, name: str = "members") -> RecordTable:
    found = page.findChild(RecordTable, f"tbl_{name}")
    assert isinstance(found, RecordTable)
    return found


def rows(page: QWidget, name: str = "members") -> list[str]:
    model = table(page, name).model()
    return [str(model.index(at, 0).data()) for at in range(model.rowCount())]


def tabs_of(page: QWidget) -> CountTabs:
    found = page.findChild(CountTabs)
    assert isinstance(found, CountTabs)
    return found


def test_node_folds_tab_and_order_are_taken_up_again(qtbot: QtBot, services: Services) -> None:
    page = opened(qtbot, services)
    page.start()
    assert tree_of(page).go_to(("4", 4))
    tree_of(page).setExpanded(tree_of(page).currentIndex(), False)
    tabs_of(page).setCurrentIndex(1)
    table(page, "liaisons").horizontalHeader().sectionClicked.emit(1)
    table(page, "liaisons").horizontalHeader().sectionClicked.emit(1)
    page.keep()
    again = opened(qtbot, services)
    again.start()
    tree = tree_of(again)
    assert tree.current() == ("4", 4)
    assert not tree.isExpanded(tree.currentIndex())
    assert tree.isExpanded(tree.currentIndex().parent())
    assert tabs_of(again).value() == "liaisons"
    assert table(again, "liaisons").model().sorted_by == ("head", True)


def test_a_click_on_the_head_asks_for_that_order(
    qtbot: QtBot, services: Services, office: PartyOffice
) -> None:
    page = opened(qtbot, services)
    page.start()
    office.calls.clear()
    table(page).horizontalHeader().sectionClicked.emit(2)
    asked = {name: args[0] for name, args in office.calls if name.endswith("_page")}
    assert (asked["member_page"].sort, asked["member_page"].descending) == ("unit", False)
    assert list(asked) == ["member_page"]


@pytest.mark.parametrize("started", [True, False])
def test_a_cell_named_elsewhere_is_brought_to_hand(
    qtbot: QtBot, services: Services, started: bool
) -> None:
    page = opened(qtbot, services)
    if started:
        page.start()
    page.open_item("cell", 2)
    if not started:
        page.start()
    assert tree_of(page).current() == ("5", 2)


def test_a_member_found_from_anywhere_is_in_hand(qtbot: QtBot, services: Services) -> None:
    page = opened(qtbot, services)
    page.start()
    tabs_of(page).setCurrentIndex(1)
    page.open_item("member", 22)
    assert tree_of(page).current() == ("5", 2)
    assert tabs_of(page).value() == "members"
    assert rows(page)[table(page).current()] == "邵明"


def test_enter_on_a_household_opens_it_on_its_page(qtbot: QtBot, services: Services) -> None:
    page = opened(qtbot, services)
    page.start()
    tabs_of(page).setCurrentIndex(1)
    table(page, "liaisons").go_to(1)
    with qtbot.waitSignal(services.open_asked) as asked:
        qtbot.keyClick(table(page, "liaisons"), Qt.Key.Key_Return)
    assert asked.args == ["household", 502]


def test_without_a_tree_the_ledger_is_offered_to_whom_it_may(
    qtbot: QtBot, services: Services, office: PartyOffice
) -> None:
    office.nodes, office.warned = (), ()
    for rights in (RIGHTS, RIGHTS | {"register.import"}):
        services.office = replace(services.office, rights=rights)
        page = opened(qtbot, services)
        page.start()
        ledger = page.findChild(QPushButton, "btn_first_import")
        assert isinstance(ledger, QPushButton)
        assert ledger.isVisible() is ("register.import" in rights)


def test_a_tree_that_cannot_be_read_says_so_and_is_read_again(
    qtbot: QtBot, services: Services, office: PartyOffice, said: Said
) -> None:
    office.fail["tree"] = NoRightError(title="查看党组织")
    page = opened(qtbot, services)
    page.start()
    shown = [words.text() for words in page.findChildren(Words) if words.isVisible()]
    assert "党组织没有读出来" in shown
    office.fail.clear()
    again = page.findChild(QPushButton, "btn_read_again")
    assert isinstance(again, QPushButton)
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    assert tree_of(page).current() == ("5", 1)
    assert not said.said


def test_letters_being_composed_are_matched_and_enter_waits(
    qtbot: QtBot, services: Services, qapp: QApplication
) -> None:
    guard = ImeGuard(qapp)
    page = opened(qtbot, services)
    page.start()
    field = page.findChild(SearchField, "fld_search")
    assert isinstance(field, SearchField)
    field.setFocus()
    QApplication.sendEvent(field, QInputMethodEvent("fang", []))
    qtbot.waitUntil(lambda: rows(page) == [])
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        qtbot.keyClick(field, key)
        assert field.wanted() == "fang"
    done = QInputMethodEvent("", [])
    done.setCommitString("方远")
    QApplication.sendEvent(field, done)
    qtbot.waitUntil(lambda: rows(page) == ["方远"])
    qapp.removeEventFilter(guard)
