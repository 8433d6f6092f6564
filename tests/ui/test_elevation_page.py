"""楼栋图 on a real data file: walked by arrows, coloured, dimmed, gone on from."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import stand_in
from tests.ui.conftest import Said
from ui.common.choice import Choice
from ui.common.form_dialog import FormDialog
from ui.common.labels import Words
from ui.common.memory import Memory
from ui.elevation.buildings import BuildingList
from ui.elevation.front_model import DIM, TINT
from ui.elevation.front_view import FrontView
from ui.elevation.page import ElevationPage
from ui.elevation.plan_dialog import numbers_of
from ui.jobs import Jobs, Lanes
from ui.page import Office, Services
from wenming_desktop.elevation.queries import buildings_of, estates_with_buildings
from wenming_desktop.places.ground import make_plan, see_plan
from wenming_desktop.places.model import DoorPlan
from wenming_desktop.places.service import GridSheet, save_grids
from wenming_desktop.places.zoning import zone_history
from wenming_desktop.work import Desk, Work, use_case

RIGHTS = frozenset({"register.read", "register.import", "ticket.read", "ticket.write"})
LONGEST = "阿卜杜拉·吐尔逊·买买提江·阿不都热西提"


@use_case("test.elevation_fill", "写", right="any", undo="none")
def fill(work: Work) -> None:
    """王秀兰 (old) in 1-201, somebody with the longest name in 2-101."""
    connection = work.connection
    for number, (unit, room, name, born) in enumerate(
        [("1", "201", "王秀兰", "1940-03-02"), ("2", "101", LONGEST, "1990-01-01")], start=1
    ):
        house = connection.exec_driver_sql(
            "SELECT h.id FROM house h JOIN building_unit u ON u.id = h.building_unit_id"
            " JOIN building b ON b.id = u.building_id"
            " WHERE b.building_no = '3' AND u.unit_no = ? AND h.room_no = ?",
            (unit, room),
        ).scalar()
        connection.exec_driver_sql(
            "INSERT INTO resident (id, full_name, birth_date) VALUES (?, ?, ?)",
            (number, name, born),
        )
        connection.exec_driver_sql(
            "INSERT INTO household (id, house_id, head_name, head_resident_id, people)"
            " VALUES (?, ?, ?, ?, 1)",
            (number, house, name, number),
        )
        connection.exec_driver_sql(
            "INSERT INTO household_membership (household_id, resident_id, is_living)"
            " VALUES (?, ?, 1)",
            (number, number),
        )


@pytest.fixture
def jobs(desk: Desk, said: Said) -> Iterator[Jobs]:
    lane = stand_in.AtOnce()
    yield (made := Jobs(desk, said, Lanes(lane, lane)))
    made.close()


@pytest.fixture
def services(jobs: Jobs, tmp_path: Path) -> Services:
    return Services(jobs, Memory(tmp_path / "window.ini"), Office("槐荫里社区", "林晓燕", RIGHTS))


@pytest.fixture
def filled(desk: Desk) -> None:
    desk.write(make_plan, DoorPlan("槐荫一院", ("3", "12"), units=2, floors=2, doors=2))
    desk.write(fill)


def shown(qtbot: QtBot, services: Services) -> ElevationPage:
    page = ElevationPage(services)
    qtbot.addWidget(page)
    page.resize(1198, 644)
    page.show()
    page.start()
    return page


@pytest.fixture
def page(qtbot: QtBot, services: Services, filled: None) -> ElevationPage:
    return shown(qtbot, services)


def front(page: QWidget) -> FrontView:
    view = page.findChild(FrontView)
    assert view is not None
    return view


def buildings(page: QWidget) -> BuildingList:
    found = page.findChild(BuildingList)
    assert found is not None
    return found


def head(page: QWidget) -> str:
    label = page.findChild(Words, "lbl_door_head")
    assert label is not None
    return label.text()


def press(page: QWidget, name: str) -> None:
    button = page.findChild(QPushButton, f"btn_{name}")
    assert button is not None, name
    button.click()


def test_the_first_building_stands_there_with_its_first_door_in_hand(page: ElevationPage) -> None:
    cell = front(page).cell()
    assert cell is not None
    assert (cell.unit, cell.room, head(page)) == ("1", "201", "王秀兰")


def test_arrows_walk_over_the_gap_between_units(qtbot: QtBot, page: ElevationPage) -> None:
    view = front(page)
    view.setFocus()
    walked = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(view, key)
        cell = view.cell()
        assert cell is not None
        walked.append(f"{cell.unit}-{cell.room}")
    assert walked == ["1-202", "2-201", "2-101", "2-101"]
    assert head(page) == LONGEST


def test_enter_opens_the_household_and_an_empty_door_opens_nothing(
    qtbot: QtBot, page: ElevationPage, services: Services
) -> None:
    asked: list[tuple[str, int]] = []
    services.open_asked.connect(lambda kind, row: asked.append((kind, row)))
    view = front(page)
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert asked == [("household", 1)]
    assert head(page) == "空置"


def test_a_door_tells_a_screen_reader_all_that_is_painted(page: ElevationPage) -> None:
    view = front(page)
    spoken = view.doors.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "3号楼 1单元 201，王秀兰，1 人，高龄"


def test_the_legend_dims_what_does_not_bear_the_label(page: ElevationPage) -> None:
    view = front(page)
    assert view.doors.index(0, 0).data(TINT) == "elder"
    press(page, "legend_elder")
    dim = [view.doors.index(row, at).data(DIM) for row, at in ((0, 0), (0, 1), (1, 3))]
    assert dim == [False, True, True]
    press(page, "legend_elder")
    assert view.doors.index(1, 3).data(DIM) is False


def test_colour_and_building_come_back_after_a_restart(
    qtbot: QtBot, page: ElevationPage, services: Services
) -> None:
    QTest.keyClick(buildings(page), Qt.Key.Key_Down)
    buttons = page.findChildren(QPushButton)
    next(button for button in buttons if button.text() == "连心卡").click()
    page.keep()
    again = shown(qtbot, services)
    title = again.findChild(Words, "lbl_building")
    assert title is not None
    assert title.text() == "12号楼"
    assert front(again).doors.by == "card"


def test_without_a_building_the_page_says_where_they_come_from(
    qtbot: QtBot, services: Services
) -> None:
    went: list[str] = []
    services.page_asked.connect(went.append)
    empty = shown(qtbot, services)
    said = [label.text() for label in empty.findChildren(Words) if label.isVisible()]
    assert "还没有楼栋" in said
    press(empty, "go_import")
    assert went == ["imports"]


def test_another_act_is_seen_at_once(page: ElevationPage, desk: Desk) -> None:
    desk.write(make_plan, DoorPlan("槐荫一院", ("15",), units=1, floors=1, doors=1))
    page.changed(frozenset({"house", "building"}))
    assert [buildings(page).item(at).text() for at in range(3)] == ["3号楼", "12号楼", "15号楼"]


BUILDER = RIGHTS | {"settings.write"}


@pytest.fixture
def builder(jobs: Jobs, tmp_path: Path) -> Services:
    return Services(jobs, Memory(tmp_path / "window.ini"), Office("槐荫里社区", "林晓燕", BUILDER))


def dialog(page: QWidget, name: str) -> FormDialog:
    found = page.findChild(FormDialog, f"dlg_{name}")
    assert found is not None
    return found


def line(parent: QWidget, name: str) -> QLineEdit:
    found = parent.findChild(QLineEdit, f"fld_{name}")
    assert found is not None, name
    return found


def test_a_building_is_made_by_keyboard_alone(
    qtbot: QtBot, builder: Services, filled: None, desk: Desk
) -> None:
    page = shown(qtbot, builder)
    press(page, "plan_doors")
    plan = dialog(page, "plan")
    assert line(plan, "plan_estate").text() == "槐荫一院"
    QTest.keyClicks(line(plan, "plan_buildings"), "20-21")
    QTest.keyClick(line(plan, "plan_floors"), Qt.Key.Key_Up)
    QTest.qWait(320)
    assert "2 栋共 84 套，从 槐荫一院 20-1-101 到 槐荫一院 21-3-702。" in said_in(plan)
    QTest.keyClick(plan, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    wanted = DoorPlan("槐荫一院", ("20", "21"), 3, 7, 2)
    qtbot.waitUntil(lambda: desk.read(see_plan, wanted).there == 84)
    assert not plan.isVisible()


def test_a_wrong_plan_says_why_and_keeps_what_was_typed(
    qtbot: QtBot, builder: Services, filled: None
) -> None:
    page = shown(qtbot, builder)
    press(page, "plan_doors")
    plan = dialog(page, "plan")
    plan.submit()
    failed = plan.findChild(Words, "lbl_failed")
    assert failed is not None
    assert (failed.text(), plan.isVisible()) == ("还没有写楼号。没有建。", True)
    assert plan.do.isEnabled()


def test_buildings_go_to_another_grid(
    qtbot: QtBot, builder: Services, filled: None, desk: Desk
) -> None:
    sheets = (
        GridSheet("01", "第一网格", buildings=(("槐荫一院", "3"),)),
        GridSheet("02", "第二网格"),
    )
    desk.write(save_grids, sheets)
    page = shown(qtbot, builder)
    press(page, "zone_buildings")
    zone = dialog(page, "zone")
    choice = zone.findChild(Choice)
    assert choice is not None
    choice.choose(next(choice.itemData(at) for at in range(3) if choice.itemText(at) == "第二网格"))
    assert zone.do.text() == "划 1 栋楼"
    zone.submit()
    assert [(stay.building, stay.grid) for stay in desk.read(zone_history)] == [
        ("槐荫一院 3号楼", "第二网格"),
        ("槐荫一院 3号楼", "第一网格"),
    ]


def test_a_building_asked_for_from_elsewhere_is_in_hand(page: ElevationPage, desk: Desk) -> None:
    desk.write(make_plan, DoorPlan("二院", ("9",), units=1, floors=1, doors=1))
    lines = [desk.read(buildings_of, place.id) for place in desk.read(estates_with_buildings)]
    other = lines[1][0]
    page.changed(frozenset({"estate"}))
    page.open_item("building", other.id)
    title = page.findChild(Words, "lbl_building")
    assert title is not None
    assert title.text() == "9号楼"
    assert buildings(page).building() == other.id


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1-3、8 甲3", ("1", "2", "3", "8", "甲3")),
        ("3号楼，4栋", ("3", "4")),
        ("5～5", ("5",)),
        ("", ()),
        ("1至2;2", ("1", "2")),
    ],
)
def test_building_numbers_as_people_write_them(text: str, numbers: tuple[str, ...]) -> None:
    assert numbers_of(text) == numbers


def said_in(parent: QWidget) -> str:
    return " ".join(label.text() for label in parent.findChildren(Words))
