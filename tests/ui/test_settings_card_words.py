"""设置: which posts stand on the card, and the card itself beside its words."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui import test_settings_page
from tests.ui.test_settings_page import ALL, SettingsOffice, part, save, typed
from ui.page import Services
from ui.settings.card_look import CardLookPane
from ui.settings.page import SettingsPage

office = test_settings_page.office
open_page = test_settings_page.open_page


@pytest.fixture
def page(qtbot: QtBot, open_page: Callable[..., SettingsPage]) -> SettingsPage:
    page = open_page(ALL)
    qtbot.waitUntil(lambda: drawn(page))
    return page


def drawn(page: SettingsPage) -> bool:
    pane = part(page, "pane_card_look")
    assert isinstance(pane, CardLookPane)
    return bool(pane._pdf)


def test_posts_are_written_in_their_order_and_saved_as_codes(
    page: SettingsPage, qtbot: QtBot, office: SettingsOffice
) -> None:
    assert part(page, "fld_card_posts").toPlainText() == "网格员\n楼栋党小组长"
    typed(page, "fld_card_posts", "楼栋长\n网格员")
    typed(page, "fld_card_heading", "有事您说话")
    save(page, qtbot)
    assert office.sheet.card_posts == ("31", "34")
    assert office.sheet.card_heading == "有事您说话"


def test_a_post_is_picked_and_added_once(page: SettingsPage, qtbot: QtBot) -> None:
    box = part(page, "fld_add_post")
    for _ in range(2):
        box.choose("楼栋长")
        box.activated.emit(box.currentIndex())
    assert part(page, "fld_card_posts").toPlainText() == "网格员\n楼栋党小组长\n楼栋长"
    assert box.value() == "", "ready for the next one"


def test_an_unknown_post_is_refused_beside_the_field(
    page: SettingsPage, qtbot: QtBot, office: SettingsOffice
) -> None:
    before = office.sheet
    typed(page, "fld_card_posts", "网格员\n大总管")
    save(page, qtbot)
    said = part(page, "err_card_posts").text()
    assert said == "没有“大总管”这个岗位，从上面选一个加进来"
    assert office.sheet == before


def test_the_card_beside_follows_what_is_typed(page: SettingsPage, qtbot: QtBot) -> None:
    pane = part(page, "pane_card_look")
    before = pane._pdf
    typed(page, "fld_slogan", "有事您说话")
    qtbot.waitUntil(lambda: pane._pdf != before, timeout=5000)
    sides = [side for side in pane.findChildren(QLabel) if not side.pixmap().isNull()]
    assert len(sides) == 2
    assert {side.accessibleName() for side in sides} == {"连心卡正面", "连心卡反面"}


def test_what_is_too_long_is_said_below_the_card(page: SettingsPage, qtbot: QtBot) -> None:
    pane = part(page, "pane_card_look")
    assert pane.warnings() == ""
    typed(page, "fld_card_heading", "这些事情我们都可以上门来给您办理办好")
    qtbot.waitUntil(lambda: "太长" in pane.warnings(), timeout=5000)
    page.resize(900, 600)
    assert not pane.isVisible(), "no room: it is said in the foot"
    typed(page, "fld_card_heading", "这些事情我们都可以上门来给您办理好")
    qtbot.waitUntil(lambda: "太长" in part(page, "lbl_saved").text(), timeout=5000)


def test_who_may_only_read_picks_nothing(
    qtbot: QtBot, open_page: Callable[..., SettingsPage], services: Services
) -> None:
    services.office = replace(services.office, rights=frozenset({"settings.read"}))
    page = open_page(frozenset({"settings.read"}))
    assert not part(page, "fld_add_post").isEnabled()
    assert part(page, "fld_card_posts").isReadOnly()
    qtbot.keyClick(part(page, "fld_add_post"), Qt.Key.Key_Down)
    assert part(page, "fld_card_posts").toPlainText() == "网格员\n楼栋党小组长"
