"""The rail tells how much waits on a page: grey, red for what is overdue, nothing at 0."""

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from ui.common import theme
from ui.common.nav import Nav, NavEntry


@pytest.fixture
def nav(qtbot: QtBot) -> Nav:
    made = Nav("槐荫里社区", "林晓燕", [NavEntry("tickets", "诉求工单", "ri.team-line", "办理")])
    qtbot.addWidget(made)
    made.resize(168, 400)
    made.show()
    return made


def drawn(nav: Nav) -> QImage:
    return nav.buttons["tickets"].grab().toImage()


def holds(picture: QImage, colour: QColor) -> bool:
    spots = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return any(picture.pixel(x, y) == colour.rgb() for x, y in spots)


def test_what_waits_is_a_pill_and_is_told(nav: Nav) -> None:
    bare = drawn(nav)
    nav.show_badge("tickets", 12)
    assert drawn(nav) != bare
    assert not holds(drawn(nav), theme.colour("danger"))
    assert nav.buttons["tickets"].accessibleName() == "到诉求工单，待办 12"
    nav.show_badge("tickets", 2, pressing=True)
    assert holds(drawn(nav), theme.colour("danger"))
    assert nav.buttons["tickets"].accessibleName() == "到诉求工单，超期 2"
    nav.show_badge("tickets", 0)
    assert drawn(nav) == bare
    assert nav.buttons["tickets"].accessibleName() == "到诉求工单"


def test_a_page_that_is_not_offered_has_no_badge(nav: Nav) -> None:
    bare = nav.grab().toImage()
    nav.show_badge("cards", 4)
    assert nav.grab().toImage() == bare


def test_many_are_not_counted_out_and_a_slim_rail_shows_icons_alone(nav: Nav) -> None:
    nav.show_badge("tickets", 100)
    many = drawn(nav)
    nav.show_badge("tickets", 5000)
    assert drawn(nav) == many
    nav.make_slim(slim=True)
    slim = drawn(nav)
    nav.show_badge("tickets", 0)
    assert drawn(nav) == slim
