"""Whatever is pasted into the settings is kept clean; a grid may be left without a worker."""

import pytest

from wenming_desktop.errors import NotFoundError
from wenming_desktop.places.service import GridSheet, save_grids
from wenming_desktop.settings.clean import cleaned
from wenming_desktop.settings.lists import (
    UnitSheet,
    Worker,
    grid_list,
    save_unit,
    save_worker,
    unit_sheets,
    workers,
)
from wenming_desktop.settings.office import Office, read_office, save_office
from wenming_desktop.work import Desk

DIRTY = "\u202e林\u200b晓\x00燕\u00a0 一"
CLEAN = "林晓燕 一"


def test_every_text_of_a_sheet_is_cleaned() -> None:
    sheet = Office(full_name=DIRTY, card_phones=((DIRTY, "8801\u20022000"),))
    kept = cleaned(sheet)
    assert kept.full_name == CLEAN
    assert kept.card_phones == ((CLEAN, "8801 2000"),)
    assert kept.work_hours == sheet.work_hours


def test_the_services_keep_it_clean(desk: Desk) -> None:
    desk.write(save_office, Office(full_name=DIRTY, short_name="槐荫里", slogan=DIRTY))
    assert (desk.read(read_office).full_name, desk.read(read_office).slogan) == (CLEAN, CLEAN)
    desk.write(save_worker, Worker(DIRTY, (DIRTY,)))
    assert (CLEAN, (CLEAN,)) in {(one.name, one.posts) for one in desk.read(workers)}
    desk.write(save_unit, UnitSheet(DIRTY, handlers=((DIRTY, ""),)))
    (unit,) = desk.read(unit_sheets)
    assert (unit.name, unit.handlers) == (CLEAN, ((CLEAN, ""),))
    desk.write(save_grids, (GridSheet("01", DIRTY, CLEAN),))
    assert desk.read(grid_list).grids[0].name == CLEAN


def test_a_grid_may_lose_its_worker(desk: Desk) -> None:
    desk.write(save_worker, Worker("林晓燕"))
    for worker in ("林晓燕", "", "林晓燕"):
        desk.write(save_grids, (GridSheet("01", "第一网格", worker),))
        assert desk.read(grid_list).grids[0].worker == worker


def test_an_unknown_worker_is_refused_and_nothing_is_saved(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        desk.write(save_grids, (GridSheet("01", "第一网格", "没有这个人"),))
    assert desk.read(grid_list).grids == ()
