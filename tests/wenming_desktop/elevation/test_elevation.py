"""A building's front: doors at their places, colours by one rule, own grids only."""

from dataclasses import replace

import pytest

from tests.conftest import NOW
from tests.forms import reading
from wenming_desktop.elevation import model
from wenming_desktop.elevation.model import Cell, colour_of, column_of, legend
from wenming_desktop.elevation.queries import (
    buildings_of,
    estates_with_buildings,
    read_elevation,
)
from wenming_desktop.errors import NotFoundError
from wenming_desktop.households.model import Tag
from wenming_desktop.papers.building import PrintFront, print_front
from wenming_desktop.places.ground import make_plan
from wenming_desktop.places.model import DoorPlan
from wenming_desktop.work import Desk, Work, use_case

ILL, OLD, RENT, PARTY = (
    Tag("ill", "重病", "ill"),
    Tag("old", "高龄", "elder"),
    Tag("rent", "出租", "rent"),
    Tag("party", "党员户", "party"),
)
HOME = Cell(1, "1", 5, "501", vacant=False, household_id=9, head="王秀兰", people=1)


@use_case("test.elevation_put", "写", right="any", undo="none")
def put(work: Work, *statements: str) -> None:
    for sql in statements:
        work.connection.exec_driver_sql(sql)


@pytest.fixture
def building(desk: Desk) -> int:
    """Two floors, two units: 王秀兰 behind 1-201 with two households, a ticket that is late."""
    desk.write(make_plan, DoorPlan("槐荫一院", ("3", "12"), units=2, floors=2, doors=2))
    room = "(SELECT min(id) FROM house WHERE room_no = '201')"
    late = NOW.replace(day=1).isoformat()
    desk.write(
        put,
        f"INSERT INTO household (house_id, head_name, people) VALUES ({room}, '王秀兰', 1)",
        f"INSERT INTO household (house_id, head_name, people) VALUES ({room}, '王秀芳', 2)",
        "INSERT INTO service_card (household_id, status) SELECT min(id), '4' FROM household",
        "INSERT INTO ticket (status, house_id, due_at, is_anonymous) VALUES"
        f" ('40', {room}, '{late}', 0), ('80', {room}, '{late}', 0)",
    )
    estate = desk.read(estates_with_buildings)[0].id
    lines = desk.read(buildings_of, estate)
    assert [line.title for line in lines] == ["3号楼", "12号楼"]
    assert [line.households for line in lines] == [2, 0]
    return lines[0].id


def test_floors_come_from_the_top_and_units_from_the_left(desk: Desk, building: int) -> None:
    front = desk.read(read_elevation, building)
    assert front.floors == (2, 1)
    assert [(unit.title, unit.columns, unit.households) for unit in front.units] == [
        ("1单元", ("01", "02"), 2),
        ("2单元", ("01", "02"), 0),
    ]
    assert front.facts == "2 层 2 单元·2 户"
    assert len(front.cells) == 8


def test_a_door_says_who_lives_there_and_what_is_open(desk: Desk, building: int) -> None:
    cell = next(c for c in desk.read(read_elevation, building).cells if not c.vacant)
    assert (cell.unit, cell.room, cell.head, cell.more, cell.people) == ("1", "201", "王秀兰", 1, 3)
    assert (cell.card, cell.tickets, cell.late) == ("signed", 1, 1)


def test_a_grid_worker_sees_his_own_buildings(desk: Desk, building: int) -> None:
    other = desk.acting_as(replace(desk.actor, grid_ids=frozenset({77})))
    assert other.read(estates_with_buildings) == ()
    with pytest.raises(NotFoundError):
        other.read(read_elevation, building)


def test_the_sheet_for_the_wall_says_nothing_of_people(desk: Desk, building: int) -> None:
    front = desk.read(read_elevation, building)
    named = reading.text(print_front(desk, PrintFront(building)))
    assert "王秀兰 等2户" in named
    wall = print_front(desk, PrintFront(building, "A3", names=False))
    assert "王秀兰" not in reading.text(wall)
    assert "人" not in "".join(word.text for word in reading.words(wall)).replace("打印", "")
    drawn = [word.text for word in reading.words(wall)]
    assert sum(drawn.count(room) for room in ("101", "102", "201", "202")) == len(front.cells)


@pytest.mark.parametrize(
    ("cell", "by", "key"),
    [
        (replace(HOME, tags=(OLD, ILL)), model.CARE, "ill"),
        (replace(HOME, tags=(RENT, OLD)), model.CARE, "elder"),
        (HOME, model.CARE, model.PLAIN),
        (replace(HOME, vacant=True, tags=(OLD,)), model.CARE, model.VACANT),
        (replace(HOME, card="given"), model.CARD, "given"),
        (replace(HOME, tickets=2, late=1), model.TICKETS, "late"),
        (replace(HOME, tickets=2), model.TICKETS, "open"),
        (HOME, model.TICKETS, model.PLAIN),
        (replace(HOME, tags=(OLD, PARTY)), model.PARTY, "party"),
    ],
)
def test_the_colour_of_a_door(cell: Cell, by: str, key: str) -> None:
    assert colour_of(cell, by) == key


def test_the_legend_counts_a_door_under_each_of_its_labels() -> None:
    cells = [
        replace(HOME, tags=(OLD, ILL)),
        replace(HOME, tags=(OLD,)),
        replace(HOME, vacant=True),
    ]
    assert [(item.key, item.label, item.count) for item in legend(cells, model.CARE)] == [
        ("ill", "重病", 1),
        ("elder", "高龄", 2),
    ]
    assert model.bears(cells[0], model.CARE, "elder")
    assert [item.count for item in legend(cells, model.CARD)] == [2, 0, 0, 0]


@pytest.mark.parametrize(
    ("floor", "room", "column"),
    [
        (5, "501", "01"),
        (12, "1203", "03"),
        (1, "1", "1"),
        (None, "商铺1", "商铺1"),
        (2, "A2", "A2"),
    ],
)
def test_the_column_of_a_room(floor: int | None, room: str, column: str) -> None:
    assert column_of(floor, room) == column
