"""The building's front on paper: every door once, names only where they may stand."""

from dataclasses import replace

import pytest

from tests.forms import reading
from wenming_desktop.forms import building_front
from wenming_desktop.forms.building_front import DoorBox

SHEET = building_front.sample()


def test_every_door_stands_on_the_sheet() -> None:
    pdf = building_front.draw(SHEET)
    text = reading.text(pdf)
    assert pdf.pages == 1
    assert "槐荫一院 3号楼" in text
    assert [text.count(door) for door in ("601", "102", "空置")] == [3, 3, 4]
    assert "独 独居" in text
    assert (pdf.missing, pdf.cut) == ((), ())


def test_a_tower_goes_on_to_the_next_page() -> None:
    floors = tuple(f"{floor}层" for floor in range(33, 0, -1))
    doors = tuple(
        DoorBox("1", f"{floor}层", column, f"{floor}{column}", "王秀兰", 3)
        for floor in range(1, 34)
        for column in ("01", "02")
    )
    tower = replace(SHEET, units=(("1", "1单元", ("01", "02")),), floors=floors, doors=doors)
    pdf = building_front.draw(tower)
    assert pdf.pages == 3
    text = reading.text(pdf)
    assert all(f"{floor}02" in text for floor in range(1, 34))


@pytest.mark.parametrize(("paper", "size"), [("A4", (842, 596)), ("A3", (1191, 842))])
def test_the_paper_is_the_one_asked_for(paper: str, size: tuple[int, int]) -> None:
    picture = reading.picture(building_front.draw(replace(SHEET, paper=paper)), dpi=72)
    assert picture.size == size
