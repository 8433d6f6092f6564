"""表14: every figure by grid, as many behind each as it says, one table for screen and paper."""

from dataclasses import replace

import pytest

from db.tables.households import Household, HouseholdMembership
from db.tables.places import Building, Grid
from tests.make_register import household, member, person, rows
from tests.wenming_desktop.cards.town import change
from wenming_desktop.tallies.model import UNASSIGNED
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.register_behind import (
    BehindAsked,
    RegisterBehind,
    register_behind,
    register_listed,
    register_rows,
)
from wenming_desktop.tallies.register_table import TOTAL, RegisterTable, register_table
from wenming_desktop.tallies.service import month_report, whole_report
from wenming_desktop.work import Desk, Work, use_case

OCTOBER, NOVEMBER = Period.month(2026, 10), Period.month(2026, 11)


@pytest.fixture
def town(desk: Desk) -> Desk:
    """Two grids with a house each, one house in none, one household without a door."""
    born = {"birth": "1944-10-31"}
    household(desk, "501", member("王秀兰", care="独居、低保", **born), member("李强", "子"))
    household(desk, "101", member("赵梅", hukou="否", status="4"), building="8")
    household(desk, "102", member("孙福", living="否"), building="9")
    lost = household(desk, "103", member("马建国"), building="9")
    for building in (1, 2):
        desk.write(change, Building, building, grid_id=desk.write(add_grid, building))
    desk.write(change, Household, lost, house_id=None)
    return desk


@use_case("test.register.grid", "测试网格", right="any")
def add_grid(work: Work, number: int) -> int:
    grid = Grid(code=f"0{number}", name=f"第{number}网格", sort=number)
    work.session.add(grid)
    work.session.flush()
    return grid.id


def figures(table: RegisterTable) -> dict[str, tuple[object, ...]]:
    return {str(row[0]).strip(): row[2:] for row in table.sheet.rows}


def test_each_grid_has_its_own_and_what_is_in_none_is_not_dropped(town: Desk) -> None:
    table = town.read(register_table, NOVEMBER)
    assert table.sheet.heads == ("项目", "单位", TOTAL, "第1网格", "第2网格", UNASSIGNED)
    said = figures(table)
    assert said["总户数"] == (4, 1, 1, 2)
    assert said["实有人口"] == (4, 2, 1, 1)
    assert said["户籍人口"] == (4, 2, 0, 2)
    assert said["流动人口"] == (1, 0, 1, 0)
    assert said["80–89 岁"] == (1, 1, 0, 0)
    assert said["关爱对象（去重）"] == (1, 1, 0, 0)
    assert said["独居"] == said["其中 独居老人"] == said["其中 最低生活保障对象"] == (1, 1, 0, 0)
    assert said["房屋总数"] == (4, 1, 1, 2)
    assert said["入户核查率"] == (0.0, 0.0, 0.0, 0.0)
    assert all(left == right for _, left, right in table.checks)
    assert len(table.checks) == 3


def test_one_grid_alone_says_what_its_column_said(town: Desk) -> None:
    whole = figures(town.read(register_table, NOVEMBER))
    alone = town.read(register_table, NOVEMBER, "第1网格")
    assert alone.sheet.heads == ("项目", "单位", "第1网格")
    assert {name: row[0] for name, row in figures(alone).items()} == {
        name: row[1] for name, row in whole.items()
    }


def test_who_works_in_a_grid_sees_that_grid_alone(town: Desk) -> None:
    worker = town.acting_as(replace(town.actor, grid_ids=frozenset({2})))
    table = worker.read(register_table, NOVEMBER)
    assert table.sheet.heads == ("项目", "单位", TOTAL, "第2网格")
    assert figures(table)["实有人口"] == (1, 1)
    other = worker.read(register_behind, BehindAsked(NOVEMBER, "实有人口", 1))
    assert other.ids == ()
    mine = worker.read(register_behind, BehindAsked(NOVEMBER, "实有人口", None))
    assert [row.title for row in worker.read(register_rows, mine, 0, 9)] == ["赵梅"]
    guessed = replace(mine, ids=(person(town, "王秀兰"),))
    (row,) = worker.read(register_rows, guessed, 0, 9)
    assert (row.door, row.opens) == ("", None)
    assert "王" not in row.title


def test_behind_every_figure_stand_as_many_as_it_says(town: Desk) -> None:
    table = town.read(register_table, NOVEMBER)
    held = 0
    for at, row in enumerate(table.sheet.rows):
        for column, value in enumerate(row):
            place = table.place(at, column)
            if place is None:
                assert column < 2 or row[0] == "入户核查率"
                continue
            if not value:
                continue
            behind = town.read(register_behind, BehindAsked(NOVEMBER, *place))
            assert town.read(register_listed, behind) == value, (row[0], column)
            listed = town.read(register_rows, behind, 0, 99)
            assert len(listed) == value
            assert all(one.title for one in listed)
            assert all(one.opens for one in listed if behind.kind != "house")
            held += 1
    assert held > 40


def test_the_people_behind_a_figure_have_door_and_age_of_the_last_day(town: Desk) -> None:
    behind = town.read(register_behind, BehindAsked(NOVEMBER, "80 岁以上", None))
    (row,) = town.read(register_rows, behind, 0, 9)
    assert (row.title, row.told) == ("王秀兰", "82 岁")
    assert row.door.endswith("3-2-501")
    assert row.opens == ("resident", person(town, "王秀兰"))


def test_households_and_houses_are_listed_as_such(town: Desk) -> None:
    homes = town.read(register_behind, BehindAsked(NOVEMBER, "总户数", 1))
    (row,) = town.read(register_rows, homes, 0, 9)
    assert (row.title, row.told, row.opens) == ("王秀兰", "2 人", ("household", 1))
    houses = town.read(register_behind, BehindAsked(NOVEMBER, "房屋总数", 1))
    (row,) = town.read(register_rows, houses, 0, 9)
    assert (row.title, row.opens) == ("槐荫一院 3-2-501", ("household", 1))
    nobody = RegisterBehind("resident", (0,), NOVEMBER.last_day)
    assert town.read(register_rows, nobody, 0, 9)[0].opens is None


def test_the_day_an_import_wrote_a_stay_is_not_the_day_it_began(town: Desk) -> None:
    ((stay, day),) = rows(
        town, "SELECT min(id), substr(created_at, 1, 10) FROM household_membership"
    )
    town.write(change, HouseholdMembership, stay, from_on=None)
    town.write(set_raw, int(stay), str(day))
    assert figures(town.read(register_table, OCTOBER))["实有人口"][0] == 4


@use_case("test.register.raw", "测试修改", right="any")
def set_raw(work: Work, stay: int, day: str) -> None:
    work.connection.exec_driver_sql(
        "UPDATE household_membership SET entry_source = 'import', from_on = ? WHERE id = ?",
        (day, stay),
    )


def test_the_report_takes_it_in_before_its_checks(town: Desk) -> None:
    plain, whole = town.read(month_report, NOVEMBER), town.read(whole_report, NOVEMBER)
    table = town.read(register_table, NOVEMBER)
    assert plain.with_register(table).sheets == whole.sheets
    assert [sheet.key for sheet in whole.sheets[-2:]] == ["register", "tickets_checks"]
    assert whole.sheets[-2] == table.sheet
    assert [row[-1] for row in whole.sheets[-1].rows] == ["√"] * (len(plain.sheets[-1].rows) + 3)
    assert whole.document["register"] == table.document
    assert "register" not in plain.document


def test_the_document_names_every_figure_once(town: Desk) -> None:
    told = town.read(register_table, NOVEMBER).document
    lines = told["lines"]
    assert isinstance(lines, list)
    assert {line["code"] for line in lines} == {f"R{number:02}" for number in range(1, 12)}
    names = [line["name"] for line in lines]
    assert len(set(names)) == len(names)
    assert lines[1] == {
        "code": "R02", "name": "实有人口", "unit": "人", "count": 4,
        "by_grid": {"第1网格": 2, "第2网格": 1, UNASSIGNED: 1},
    }  # fmt: skip
    assert (told["balanced"], told["checked_rate"]) == (True, 0.0)
