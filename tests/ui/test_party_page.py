"""党建: a tree walked by keys, the node in hand beside it, members found as one types."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import RIGHTS, Said
from tests.ui.party_place import GAPS, LONGEST, PartyOffice
from ui.common.labels import Words
from ui.common.search_field import SearchField
from ui.common.table_view import RecordTable
from ui.common.tabs import CountTabs
from ui.page import Services
from ui.party import deeds, lists
from ui.party.lists import ListsCard
from ui.party.page import PartyPage
from ui.party.tree import PartyTree
from wenming_desktop.errors import NotFoundError


@pytest.fixture
def office() -> PartyOffice:
    return PartyOffice()


@pytest.fixture(autouse=True)
def own_tabs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the tabs of the page itself: those of other folders have tests of their own."""
    monkeypatch.setattr(lists, "extra_panels", lambda _services: [])


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


def turn(tabs: CountTabs, key: str) -> None:
    tabs.setCurrentIndex(next(at for at, tab in enumerate(tabs._tabs) if tab.key == key))


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
    turn(tabs, "warnings")
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
    texts = [part.text() for part in page.findChild(QWidget, "empty_members").findChildren(Words)]
    assert "没有找到“欧阳”" in texts


def test_enter_on_a_member_opens_that_member(
    page: PartyPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[int] = []

    class Window:
        def __init__(self, _services: Services, member: int, _over: QWidget) -> None:
            self.member = member

        def begin(self) -> None:
            opened.append(self.member)

    monkeypatch.setattr(deeds, "MemberWindow", Window)
    qtbot.keyClick(table(page, "members"), Qt.Key.Key_Return)
    assert opened == [11]


def test_the_search_line_comes_by_its_key_and_goes_when_empty(
    page: PartyPage, qtbot: QtBot
) -> None:
    assert not field(page).isVisible()
    page.go_search()
    qtbot.waitUntil(field(page).hasFocus, timeout=1000)
    search(page, qtbot, "孙")
    assert rows(page, "posts") == ["孙福顺"]
    qtbot.keyClick(field(page), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(rows(page)) == 3, timeout=1000)
    qtbot.keyClick(field(page), Qt.Key.Key_Escape)
    assert not field(page).isVisible()
    assert table(page, "members").hasFocus()


@pytest.mark.parametrize(
    ("chip", "name", "signal", "asked"),
    [
        ("buildings", "一院 3号楼", "building_asked", 3),
        ("households", "一院 2-1-102", "contact_asked", GAPS[1]),
        ("overloaded", "孙福顺", "member_asked", 11),
    ],
)
def test_a_gap_leads_to_its_mend(
    page: PartyPage, qtbot: QtBot, chip: str, name: str, signal: str, asked: object
) -> None:
    turn(page.findChild(CountTabs), "warnings")
    button = page.findChild(QPushButton, f"btn_filter_{chip}")
    assert button.text().endswith(" 1")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert rows(page, "gaps") == [name]
    card = page.findChild(ListsCard)
    for leads_to in ("building_asked", "contact_asked", "member_asked"):
        getattr(card, leads_to).disconnect()
    with qtbot.waitSignal(getattr(card, signal)) as told:
        qtbot.keyClick(table(page, "gaps"), Qt.Key.Key_Return)
    assert told.args == [asked]


def test_posts_tell_term_and_duty_and_show_a_covered_number(
    page: PartyPage, qtbot: QtBot, office: PartyOffice
) -> None:
    turn(page.findChild(CountTabs), "posts")
    model = table(page, "posts").model()
    told = [str(model.index(1, at).data()) for at in range(6)]
    assert told == ["秦卫国", "社区民警", "一院 1号楼", "2025-03-01 至 2027-12-31", "治安",
                    "139****3301"]  # fmt: skip
    table(page, "posts").go_to(1)
    button = page.findChild(QPushButton, "btn_show_post_phone")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.text() == "13900002046"
    assert ("reveal", ("post_assignment", 72, "phone", "查看电话")) in office.calls


def test_who_may_only_read_gets_no_act(qtbot: QtBot, services: Services) -> None:
    for rights, shown in ((RIGHTS, False), (RIGHTS | {"party.write"}, True)):
        services.office = replace(services.office, rights=rights)
        page = PartyPage(services)
        qtbot.addWidget(page)
        page.show()
        page.start()
        for name in ("new_node", "edit_node", "check_in"):
            assert page.findChild(QPushButton, f"btn_{name}").isVisible() is shown, name
        assert page.findChild(QPushButton, "btn_print_tree").isVisible()


def test_the_row_of_tiles_is_of_the_node_and_leads_to_its_homes(
    page: PartyPage, qtbot: QtBot
) -> None:
    link = page.findChild(QPushButton, "btn_tile_liaison")
    assert "3 / 4" in link.accessibleName()
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert page.findChild(CountTabs).value() == "liaisons"


def test_members_show_how_they_stand_with_the_three_cards(page: PartyPage) -> None:
    model = table(page, "members").model()
    told = [[str(model.index(at, column).data()) for column in (6, 7, 8)] for at in (0, 1)]
    assert told == [["已登记", "已交", "不需要"], ["已登记", "待交", "待反馈"]]
    columns = {column.key: column for column in model.columns}
    chips = columns["feedback"].chips(model.row(1))
    assert [(chip.label, chip.kind) for chip in chips] == [("待反馈", "bad")]
    assert columns["contact"].lamp(model.row(0)).kind == "ok"


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
