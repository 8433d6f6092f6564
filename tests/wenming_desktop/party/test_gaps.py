"""What nobody covers: buildings, households, members with too many; each by node."""

from datetime import date

import pytest

from tests import make_register
from tests.wenming_desktop.party import ledgers, small
from tests.wenming_desktop.party.small import Small
from wenming_desktop.party.gaps import gap_count, gap_counts, gap_page
from wenming_desktop.party.gaps_model import (
    BUILDINGS,
    HOUSEHOLDS,
    OVERLOADED,
    GapCounts,
    GapFilter,
)
from wenming_desktop.party.service import coverage
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.members_in import import_members


@pytest.fixture
def office(desk: Desk) -> Small:
    return small.make(desk)


def look_after(office: Small, name: str, doors: str, blocks: str = "") -> None:
    row: dict[str, object] = {**small.BASE, "姓名": name, "所在党小组": small.CELL}
    office.desk.write(import_members, ledgers.members(row | {"包联户": doors, "包联楼栋": blocks}))


def names(office: Small, kind: str, level: str, row_id: int) -> list[str]:
    wanted = GapFilter(kind, level, row_id)
    found = office.desk.read(gap_page, wanted, 0, 100)
    assert office.desk.read(gap_count, wanted) == len(found)
    return [line.name for line in found]


def test_buildings_and_households_nobody_covers(office: Small) -> None:
    assert names(office, BUILDINGS, "3", office.committee) == ["槐荫一院 4号楼"]
    everybody = ["槐荫一院 3-2-101", "槐荫一院 3-2-102", "槐荫一院 4-2-101"]
    assert names(office, HOUSEHOLDS, "3", office.committee) == everybody
    assert names(office, HOUSEHOLDS, "5", office.cell) == everybody[:2]
    assert names(office, HOUSEHOLDS, "4", office.branch) == everybody[:2]
    look_after(office, "孙福顺", "3-2-101")
    assert names(office, HOUSEHOLDS, "5", office.cell) == everybody[1:2]


def test_a_whole_building_looked_after_has_no_gap(office: Small) -> None:
    look_after(office, "孙福顺", "", "3号楼")
    assert names(office, HOUSEHOLDS, "3", office.committee) == ["槐荫一院 4-2-101"]


def test_who_has_left_looks_after_nobody(office: Small) -> None:
    look_after(office, "孙福顺", "3-2-101")
    row: dict[str, object] = {**small.BASE, "姓名": "孙福顺", "人员类别": "转出"}
    office.desk.write(import_members, ledgers.members(row))
    assert "槐荫一院 3-2-101" in names(office, HOUSEHOLDS, "5", office.cell)


def test_more_than_ten_households_are_too_many(office: Small) -> None:
    rooms = [f"{floor}0{door}" for floor in range(2, 8) for door in (1, 2)]
    for room in rooms:
        make_register.household(office.desk, room, make_register.member("李"))
    look_after(office, "赵立新", "、".join(f"3-2-{room}" for room in rooms[:10]))
    assert names(office, OVERLOADED, "3", office.committee) == []
    look_after(office, "赵立新", f"3-2-{rooms[10]}")
    for level, row_id in (("3", office.committee), ("4", office.branch), ("5", office.cell)):
        assert names(office, OVERLOADED, level, row_id) == ["赵立新"]
    (line,) = office.desk.read(gap_page, GapFilter(OVERLOADED, "5", office.cell), 0, 9)
    assert line.text.startswith("包联 11 户")


def test_the_gaps_of_an_office_are_what_coverage_lacks(dev: Desk) -> None:
    ledgers.import_roster(dev, ledgers.DEV)
    half = dev.read(coverage, date(2026, 7, 1), date(2027, 1, 1))
    counts = dev.read(gap_counts, "3", 3)
    assert isinstance(counts, GapCounts)
    assert counts.buildings == half.buildings - half.buildings_with_cell
    sql = (
        "SELECT count(*) FROM household WHERE NOT is_void AND people > 0"
        " AND coalesce(status, 'active') = 'active' AND id NOT IN (SELECT household_id FROM"
        " household_liaison WHERE household_id IS NOT NULL)"
    )
    ((bare,),) = make_register.rows(dev, sql)
    ((blocks,),) = make_register.rows(
        dev, "SELECT count(*) FROM household_liaison WHERE building_id IS NOT NULL"
    )
    assert (counts.households == bare) is (blocks == 0)
    assert 0 < counts.households <= bare
    pages = [dev.read(gap_page, GapFilter(HOUSEHOLDS, "3", 3), at, 50) for at in (0, 50)]
    assert len({line.id for page in pages for line in page}) == min(100, counts.households)
