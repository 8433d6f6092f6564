"""Doors in bulk, and grids re-drawn with their history."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import NOW, Clock
from wenming_desktop import undoing
from wenming_desktop.errors import UserError
from wenming_desktop.places.ground import make_plan, planned, see_plan
from wenming_desktop.places.model import DoorPlan, PlanWrongError, Rezone, ZoneTooEarlyError
from wenming_desktop.places.service import GridSheet, save_grids
from wenming_desktop.places.zoning import apply_zones, rezone, zone_history, zones_due
from wenming_desktop.work import Desk, Work, use_case

PLAN = DoorPlan("槐荫一院", ("3", "4号楼"), units=3, floors=6, doors=2)
TODAY = NOW.date()


@use_case("test.places_rows", "读", right="any")
def rows_of(work: Work, sql: str) -> tuple[tuple[object, ...], ...]:
    return tuple(tuple(row) for row in work.connection.exec_driver_sql(sql))


@use_case("test.rent_out", "写", right="any", undo="none")
def rent_out(work: Work) -> None:
    work.connection.exec_driver_sql("UPDATE house SET usage = '2'")


def test_six_floors_three_units_two_doors(desk: Desk) -> None:
    seen = desk.read(see_plan, PLAN)
    assert (seen.buildings, seen.doors, seen.there) == (2, 72, 0)
    assert (seen.first, seen.last) == ("槐荫一院 3-1-101", "槐荫一院 4-3-602")
    assert desk.write(make_plan, PLAN) == 72
    assert desk.read(see_plan, PLAN).there == 72
    assert desk.write(make_plan, PLAN) == 0
    counts = "SELECT floors, unit_count, designed_houses FROM building ORDER BY building_no"
    assert desk.read(rows_of, counts) == ((6, 3, 36), (6, 3, 36))
    floors = "SELECT DISTINCT usage, floor_no FROM house ORDER BY floor_no"
    assert desk.read(rows_of, floors) == tuple(("8", floor) for floor in range(1, 7))


def test_what_is_there_stays_as_it_is(desk: Desk) -> None:
    small = DoorPlan("槐荫一院", ("3",), units=1, floors=2, doors=1)
    desk.write(make_plan, small)
    desk.write(rent_out)
    assert desk.write(make_plan, PLAN) == 70
    rented = "SELECT count(*) FROM house WHERE usage = '2'"
    assert desk.read(rows_of, rented) == ((2,),)
    told = "SELECT floors, designed_houses FROM building WHERE building_no = '3'"
    assert desk.read(rows_of, told) == ((2, 2),)


def test_a_plan_is_taken_back_whole(desk: Desk) -> None:
    mark = desk.read(undoing.history_mark)
    desk.write(make_plan, PLAN)
    desk.write(undoing.undo_last_act, mark, None)
    assert desk.read(see_plan, PLAN).there == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"estate": " "}, "小区名称"),
        ({"buildings": ("",)}, "楼号"),
        ({"units": 31}, "单元数"),
        ({"floors": 0}, "层数"),
        ({"doors": 41}, "每层户数"),
        ({"first_floor": 0}, "起始楼层"),
        ({"buildings": tuple(map(str, range(200)))}, "7,200 套"),
    ],
)
def test_a_plan_no_building_has_is_refused(
    desk: Desk, change: dict[str, object], said: str
) -> None:
    wrong = DoorPlan(**{**vars(PLAN), **change})
    with pytest.raises(PlanWrongError, match=said):
        desk.write(make_plan, wrong)


@given(
    units=st.integers(0, 30), floors=st.integers(1, 60), doors=st.integers(1, 40),
    first=st.integers(1, 20),
)  # fmt: skip
def test_every_door_of_a_plan_is_another(units: int, floors: int, doors: int, first: int) -> None:
    plan = DoorPlan("一院", ("3",), units, floors, doors, first)
    total = max(1, units) * floors * doors
    if total > 5_000:
        with pytest.raises(PlanWrongError):
            planned(plan)
    else:
        assert len(set(planned(plan))) == total


@pytest.fixture
def zoned(desk: Desk) -> tuple[Desk, int, int, int]:
    """A building in the first of two grids since ever: desk, building, first, second."""
    desk.write(make_plan, DoorPlan("槐荫一院", ("3",), 1, 2, 2))
    sheets = (
        GridSheet("01", "第一网格", buildings=(("槐荫一院", "3"),)),
        GridSheet("02", "第二网格"),
    )
    first, second = desk.write(save_grids, sheets)
    return desk, desk.read(rows_of, "SELECT id FROM building")[0][0], first, second  # type: ignore[return-value]


def grid_of(desk: Desk) -> object:
    return desk.read(rows_of, "SELECT grid_id FROM building")[0][0]


def test_a_building_moves_to_another_grid_and_the_history_stays(
    zoned: tuple[Desk, int, int, int],
) -> None:
    desk, building, _, second = zoned
    assert desk.write(rezone, Rezone((building,), second, TODAY)) == 1
    assert grid_of(desk) == second
    newest, oldest = desk.read(zone_history, building)
    assert (newest.grid, newest.from_on, newest.to_on) == ("第二网格", TODAY, None)
    assert (oldest.grid, oldest.to_on) == ("第一网格", TODAY - timedelta(days=1))
    assert desk.write(rezone, Rezone((building,), second, TODAY)) == 0


def test_a_day_to_come_takes_effect_when_it_comes(
    zoned: tuple[Desk, int, int, int], clock: Clock
) -> None:
    desk, building, first, second = zoned
    begins = date(2026, 12, 1)
    desk.write(rezone, Rezone((building,), second, begins))
    assert (grid_of(desk), desk.read(zones_due)) == (first, 0)
    assert desk.write(apply_zones) == 0
    clock.now = NOW.replace(month=12, day=1)
    assert desk.read(zones_due) == 1
    assert desk.write(apply_zones) == 1
    assert (grid_of(desk), desk.read(zones_due)) == (second, 0)


def test_it_cannot_begin_before_the_last_move(zoned: tuple[Desk, int, int, int]) -> None:
    desk, building, first, second = zoned
    desk.write(rezone, Rezone((building,), second, TODAY))
    with pytest.raises(ZoneTooEarlyError, match="3号楼"):
        desk.write(rezone, Rezone((building,), first, TODAY - timedelta(days=1)))
    desk.write(rezone, Rezone((building,), first, TODAY))
    assert grid_of(desk) == first
    with pytest.raises(UserError, match="没有选楼栋"):
        desk.write(rezone, Rezone((), first, TODAY))
