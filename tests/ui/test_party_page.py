"""党建: a tree walked by keys, the node in hand beside it, members found as one types."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import RIGHTS, Said
from tests.ui.party_place import LONGEST, PartyOffice
from ui.common.labels import Words
from ui.common.search_field import SearchField
from ui.common.table_view import RecordTable
from ui.common.tabs import CountTabs
from ui.page import Services
from ui.party.page import PartyPage
from ui.party.tree import PartyTree
from wenming_desktop.errors import NotFoundError


@pytest.fixture
def office() -> PartyOffice:
    return PartyOffice()


@pytest.fixture
def page(qtbot: QtBot, services: Services) -> PartyPage:
    page = PartyPage(services)
    qtbot.addWidget(page)
    page.resize(1166, 600)
    page.show()
    page.start()
    return page


def table(page: QWidget, name: str) -> RecordTable:
    found = page.findChild(RecordTable, f"tbl_{name}")
    assert found is not None
    return found


def rows(page: QWidget, name: str = "members") -> list[str]:
    model = table(page, name).model()
    return [str(model.index(at, 0).data()) for at in range(model.rowCount())]


def text_of(page: QWidget, name: str) -> str:
    label = page.findChild(Words, name)
    assert label is not None
    return label.text()


def tree_of(page: QWidget) -> PartyTree:
    tree = page.findChild(PartyTree)
    assert tree is not None
    return tree


def field(page: QWidget) -> SearchField:
    found = page.findChild(SearchField, "fld_search")
    assert found is not None
    return found


def search(page: QWidget, qtbot: QtBot, text: str) -> None:
    with qtbot.waitSignal(field(page).asked, timeout=1000):
        field(page).setText(text)


def test_it_opens_at_the_first_cell_with_its_leader_and_members(page: PartyPage) -> None:
    assert tree_of(page).current() == ("5", 1)
    assert text_of(page, "lbl_node") == "1号楼党小组"
    assert text_of(page, "fld_leader") == "组长 孙福顺"
    assert "一院 1号楼" in text_of(page, "fld_place")
    assert rows(page) == ["孙福顺", "方远", LONGEST]
    assert rows(page, "liaisons") == ["一院 1-2-501", "一院 1-2-502"]


def test_arrows_walk_the_tree_and_the_rest_follows(page: PartyPage, qtbot: QtBot) -> None:
    qtbot.keyClick(tree_of(page), Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: text_of(page, "lbl_node") == "2号楼党小组", timeout=1000)
    assert rows(page) == ["罗建平", "邵明"]


def test_an_organisation_shows_everybody_below_it(page: PartyPage) -> None:
    assert tree_of(page).go_to(("4", 4))
    assert len(rows(page)) == 5
    assert not table(page, "members").isColumnHidden(4)
    assert tree_of(page).go_to(("5", 1))
    assert table(page, "members").isColumnHidden(4)


def test_a_small_cell_says_so_in_the_tree_the_head_and_the_list(
    page: PartyPage, qtbot: QtBot
) -> None:
    banner = page.findChild(QWidget, "banner_cell")
    assert not banner.isVisible()
    tabs = page.findChild(CountTabs)
    tabs.setCurrentIndex(2)
    assert rows(page, "warnings") == ["2号楼党小组"]
    qtbot.keyClick(table(page, "warnings"), Qt.Key.Key_Return)
    assert tree_of(page).current() == ("5", 2)
    assert banner.isVisible()
    assert tabs.value() == "members"
    said = tree_of(page).currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "2号楼党小组，党员 2 人，有提醒"


def test_members_are_found_as_one_types(page: PartyPage, qtbot: QtBot) -> None:
    search(page, qtbot, "监管")
    assert rows(page) == ["方远"]
    assert rows(page, "liaisons") == []
    qtbot.keyClick(field(page), Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: table(page, "members").hasFocus(), timeout=1000)


def test_what_is_not_found_is_named_and_a_wider_look_is_told(page: PartyPage, qtbot: QtBot) -> None:
    search(page, qtbot, "欧阳")
    texts = [part.text() for part in page.findChild(QWidget, "empty_party").findChildren(Words)]
    assert "没有找到“欧阳”" in texts


def test_enter_on_a_member_shows_the_households_of_that_member(
    page: PartyPage, qtbot: QtBot
) -> None:
    qtbot.keyClick(table(page, "members"), Qt.Key.Key_Return)
    tabs = page.findChild(CountTabs)
    assert tabs.value() == "liaisons"
    qtbot.waitUntil(lambda: field(page).text() == "孙福顺", timeout=1000)
    assert rows(page, "liaisons") == ["一院 1-2-501", "一院 1-2-502"]


def test_figures_are_read_aloud_with_what_is_missing(page: PartyPage) -> None:
    figure = page.findChild(QWidget, "figure_buildings")
    assert figure.accessibleName() == "楼栋党小组 2，共 3，1 栋还没有"


def test_a_phone_is_covered_shown_on_request_and_covered_again(
    page: PartyPage, qtbot: QtBot, office: PartyOffice
) -> None:
    assert text_of(page, "fld_leader_phone") == "139****7712"
    button = page.findChild(QPushButton, "btn_show_leader_phone")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert text_of(page, "fld_leader_phone") == "13900002046"
    assert ("reveal", ("party_member", 11, "phone", "查看电话")) in office.calls
    page._head.cover()
    assert text_of(page, "fld_leader_phone") == "139****7712"


def test_who_may_not_see_phones_gets_no_button(qtbot: QtBot, services: Services) -> None:
    services.office = replace(services.office, rights=RIGHTS - {"register.reveal"})
    page = PartyPage(services)
    qtbot.addWidget(page)
    page.show()
    page.start()
    assert not page.findChild(QPushButton, "btn_show_leader_phone").isVisible()


def test_without_a_tree_it_says_where_one_comes_from(page: PartyPage, office: PartyOffice) -> None:
    office.nodes, office.warned = (), ()
    page.changed(frozenset({"party_member"}))
    empty = page.findChild(QWidget, "empty_tree")
    assert empty.isVisible()
    assert any("党员花名册" in part.text() for part in empty.findChildren(Words))


def test_a_write_elsewhere_keeps_the_node_in_hand(page: PartyPage, office: PartyOffice) -> None:
    tree_of(page).go_to(("5", 2))
    office.warned = ()
    page.changed(frozenset({"workday"}))
    assert page.findChild(QWidget, "banner_cell").isVisible()
    page.changed(frozenset({"party_member"}))
    assert tree_of(page).current() == ("5", 2)
    assert not page.findChild(QWidget, "banner_cell").isVisible()


def test_a_node_that_is_gone_is_said_not_crashed(
    page: PartyPage, office: PartyOffice, said: Said
) -> None:
    office.fail["node_sheet"] = NotFoundError(what="这个党小组")
    tree_of(page).go_to(("5", 2))
    assert said.take() == [("warn", NotFoundError(what="这个党小组").message)]


def test_everything_pressed_can_be_read_aloud(page: PartyPage) -> None:
    for button in page.findChildren(QPushButton):
        assert button.accessibleName(), button.objectName()
