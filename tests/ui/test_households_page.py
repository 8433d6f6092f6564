"""住户: found as one types, filtered by chips, walked by keys, phones covered."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Said
from tests.ui.stand_in import Office
from ui.common.buttons import FilterChip
from ui.common.labels import Words
from ui.common.search_field import SearchField
from ui.common.table_view import RecordTable
from ui.households.page import HouseholdsPage
from ui.page import Services
from wenming_desktop.errors import NotFoundError


@pytest.fixture
def page(qtbot: QtBot, services: Services) -> HouseholdsPage:
    page = HouseholdsPage(services)
    qtbot.addWidget(page)
    page.resize(1200, 600)
    page.show()
    page.start()
    return page


def part(page: QWidget, kind: type[QWidget], name: str) -> QWidget:
    found = page.findChild(kind, name)
    assert found is not None, name
    return found


def rows(page: HouseholdsPage) -> int:
    table = part(page, RecordTable, "tbl_households")
    assert isinstance(table, RecordTable)
    return table.model().rowCount()


def text_of(page: QWidget, name: str) -> str:
    label = part(page, Words, name)
    assert isinstance(label, Words)
    return label.text()


def search(page: HouseholdsPage, qtbot: QtBot, text: str) -> None:
    field = part(page, SearchField, "fld_search")
    assert isinstance(field, SearchField)
    with qtbot.waitSignal(field.asked, timeout=1000):
        qtbot.keyClicks(field, text)


def test_it_opens_with_every_household_and_the_first_in_hand(page: HouseholdsPage) -> None:
    assert rows(page) == 2346
    assert text_of(page, "lbl_head") == "王秀兰"


def test_it_finds_as_one_types(page: HouseholdsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.subtitled, timeout=1000) as subtitled:
        search(page, qtbot, "3-2-5")
    assert subtitled.args == ["2 户"]
    assert rows(page) == 2


def test_chips_narrow_together_and_all_clears(page: HouseholdsPage, qtbot: QtBot) -> None:
    lone = part(page, FilterChip, "btn_filter_独居")
    aged = part(page, FilterChip, "btn_filter_高龄")
    everything = part(page, FilterChip, "btn_filter_all")
    assert isinstance(everything, FilterChip)
    qtbot.mouseClick(lone, Qt.MouseButton.LeftButton)
    only_lone = rows(page)
    qtbot.mouseClick(aged, Qt.MouseButton.LeftButton)
    assert 0 < rows(page) < only_lone < 2346
    assert not everything.isChecked()
    qtbot.mouseClick(everything, Qt.MouseButton.LeftButton)
    assert rows(page) == 2346
    assert everything.isChecked()


def test_counts_follow_the_search(page: HouseholdsPage, qtbot: QtBot) -> None:
    chip = part(page, FilterChip, "btn_filter_all")
    assert isinstance(chip, FilterChip)
    assert chip.text() == "全部 2,346"
    search(page, qtbot, "3-2-5")
    qtbot.waitUntil(lambda: chip.text() == "全部 2", timeout=1000)


def test_nothing_found_says_what_was_looked_for_and_offers_everywhere(
    page: HouseholdsPage, qtbot: QtBot
) -> None:
    qtbot.mouseClick(part(page, FilterChip, "btn_filter_独居"), Qt.MouseButton.LeftButton)
    search(page, qtbot, "3-2-502")
    assert rows(page) == 0
    texts = [label.text() for label in part(page, QWidget, "empty_households").findChildren(Words)]
    assert "没有找到“3-2-502”" in texts
    qtbot.mouseClick(part(page, QPushButton, "btn_search_everywhere"), Qt.MouseButton.LeftButton)
    assert rows(page) == 1


def test_arrows_walk_from_the_search_box_and_the_pane_follows(
    page: HouseholdsPage, qtbot: QtBot
) -> None:
    field = part(page, SearchField, "fld_search")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    table = part(page, RecordTable, "tbl_households")
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: text_of(page, "lbl_head") == "赵立新", timeout=1000)


def test_a_click_on_the_head_sorts(page: HouseholdsPage, office: Office) -> None:
    table = part(page, RecordTable, "tbl_households")
    assert isinstance(table, RecordTable)
    table.horizontalHeader().sectionClicked.emit(2)
    assert page._filter.sort == "people"
    table.horizontalHeader().sectionClicked.emit(2)
    assert page._filter.descending
    assert table.model().headerData(2, Qt.Orientation.Horizontal) == "人口 ▾"


def test_a_phone_is_covered_shown_on_request_and_covered_again(
    page: HouseholdsPage, qtbot: QtBot, office: Office
) -> None:
    assert "****" in text_of(page, "fld_phone")
    qtbot.mouseClick(part(page, QPushButton, "btn_show_phone"), Qt.MouseButton.LeftButton)
    assert text_of(page, "fld_phone") == "13900002046"
    assert ("reveal", ("resident", 10, "phone", "查看电话")) in office.calls
    page._pane.cover()
    assert "****" in text_of(page, "fld_phone")


def test_who_may_not_see_phones_gets_no_button(qtbot: QtBot, services: Services) -> None:
    services.office = type(services.office)("槐荫里社区", "林晓燕", frozenset({"register.read"}))
    page = HouseholdsPage(services)
    qtbot.addWidget(page)
    page.show()
    page.start()
    for name in ("btn_show_phone", "btn_register"):
        assert not part(page, QPushButton, name).isVisible()


def test_registering_from_the_pane_names_the_household(
    page: HouseholdsPage, qtbot: QtBot, services: Services
) -> None:
    with qtbot.waitSignal(services.register_asked) as asked:
        qtbot.mouseClick(part(page, QPushButton, "btn_register"), Qt.MouseButton.LeftButton)
    assert asked.args == [("household", 1)]


def test_a_write_elsewhere_refreshes_in_place(page: HouseholdsPage, office: Office) -> None:
    office.rows = office.rows[:2000]
    page.changed(frozenset({"workday"}))
    assert rows(page) == 2346
    page.changed(frozenset({"resident"}))
    assert rows(page) == 2000


def test_a_household_that_is_gone_is_said_not_crashed(
    page: HouseholdsPage, office: Office, said: Said
) -> None:
    office.fail["household_detail"] = NotFoundError(what="这一户")
    page._read_detail(5)
    assert said.take() == [("warn", NotFoundError(what="这一户").message)]


def test_markup_in_a_name_is_shown_as_text(
    page: HouseholdsPage, office: Office, qtbot: QtBot
) -> None:
    office.rows[0] = replace(office.rows[0], head="<b>王</b>")
    page.changed(frozenset({"resident"}))
    label = part(page, Words, "lbl_head")
    assert isinstance(label, Words)
    assert label.text() == "<b>王</b>"
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_every_button_can_be_read_aloud(page: HouseholdsPage) -> None:
    for button in page.findChildren(QPushButton):
        assert button.accessibleName(), button.objectName()


def test_in_a_narrow_window_the_pane_is_a_page_of_its_own(qtbot: QtBot, services: Services) -> None:
    page = HouseholdsPage(services)
    qtbot.addWidget(page)
    page.resize(1000, 600)
    page.show()
    page.start()
    table = part(page, RecordTable, "tbl_households")
    pane = page._pane
    assert not pane.isVisible()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert pane.isVisible()
    assert not table.isVisible()
    qtbot.keyClick(pane, Qt.Key.Key_Escape)
    assert table.isVisible()
