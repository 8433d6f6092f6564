"""A grid worker finds the people, doors and cards of his own grids and nobody else's."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from wenming_desktop.cards.service import issue_cards
from wenming_desktop.places.service import GridSheet, save_grids
from wenming_desktop.search.service import find
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.files import import_file
from wenming_desktop.workbooks.outcome import ImportOptions

ROWS = (
    ("小区", "楼号", "单元", "房号", "姓名", "与户主关系"),
    ("一院", "3", "1", "101", "王秀兰", "户主"),
    ("一院", "4", "1", "101", "王秀莲", "户主"),
)


@pytest.fixture
def grids(desk: Desk, tmp_path: Path) -> tuple[int, ...]:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.worksheets[0].append(row)
    book.save(tmp_path / "台账.xlsx")
    import_file(desk, "residents", tmp_path / "台账.xlsx", ImportOptions())
    sheets = (
        GridSheet("01", "第一网格", buildings=(("一院", "3"),)),
        GridSheet("02", "第二网格", buildings=(("一院", "4"),)),
    )
    ids = desk.write(save_grids, sheets)
    desk.write(issue_cards)
    return ids


@pytest.mark.parametrize("text", ["wxl", "王秀", "101", "LXK"])
def test_only_the_own_grid_answers(desk: Desk, grids: tuple[int, ...], text: str) -> None:
    everybody = desk.read(find, text, 20)
    worker = desk.acting_as(replace(desk.actor, grid_ids=frozenset(grids[:1])))
    own = worker.read(find, text, 20)
    assert own
    assert {hit.address for hit in own} == {"一院 3-1-101"}
    assert {hit.address for hit in everybody} == {"一院 3-1-101", "一院 4-1-101"}


def test_an_account_without_grids_finds_nothing(desk: Desk, grids: tuple[int, ...]) -> None:
    nobody = desk.acting_as(replace(desk.actor, grid_ids=frozenset()))
    assert nobody.read(find, "王秀", 20) == ()
