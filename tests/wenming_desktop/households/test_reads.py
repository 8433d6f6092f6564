"""The list in one read, labels asked both ways, a household's tickets, only what one may see."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

import openpyxl
import pytest

from wenming_desktop.cards.service import issue_cards
from wenming_desktop.errors import NotFoundError
from wenming_desktop.households.detail import household_detail
from wenming_desktop.households.model import HouseholdFilter
from wenming_desktop.households.queries import (
    chip_counts,
    home_of,
    household_count,
    household_opening,
    household_page,
)
from wenming_desktop.places.service import GridSheet, save_grids
from wenming_desktop.search.answers import search_answers
from wenming_desktop.search.model import KINDS
from wenming_desktop.search.service import find
from wenming_desktop.tickets.intake import Registration
from wenming_desktop.tickets.model import OpenTicket
from wenming_desktop.tickets.service import register
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.files import import_file
from wenming_desktop.workbooks.outcome import ImportOptions

HEADS = ("小区", "楼号", "单元", "房号", "姓名", "与户主关系", "出生日期", "联系电话", "人员类别")
ROWS = (
    ("一院", "3", "1", "101", "王秀兰", "户主", "1936-02-01", "13900001111", "独居老人"),
    ("一院", "3", "1", "102", "王建国", "户主", "1960-03-01", "13900002222", ""),
    ("一院", "3", "1", "102", "王小芳", "女", "1990-05-01", "13900003333", "残疾"),
    ("一院", "4", "1", "101", "赵立新", "户主", "1970-06-01", "13900004444", "低保"),
    ("二院", "1", "1", "101", "孙福顺", "户主", "1940-07-01", "13900005555", "残疾"),
)


@pytest.fixture
def grids(desk: Desk, tmp_path: Path) -> Sequence[int]:
    book = openpyxl.Workbook()
    for row in (HEADS, *ROWS):
        book.worksheets[0].append(row)
    book.save(tmp_path / "台账.xlsx")
    import_file(desk, "residents", tmp_path / "台账.xlsx", ImportOptions())
    sheets = (
        GridSheet("01", "第一网格", buildings=(("一院", "3"),)),
        GridSheet("02", "第二网格", buildings=(("一院", "4"), ("二院", "1"))),
    )
    return desk.write(save_grids, sheets)


def household(desk: Desk, head: str) -> int:
    page = desk.read(household_page, HouseholdFilter(), 0, 128)
    return next(row.id for row in page if row.head == head)


TAGS = [
    frozenset[str](),
    frozenset({"disabled"}),
    frozenset({"disabled", "old"}),
    frozenset({"poor"}),
]


TEXTS = ("", "王", "wxl", "3-1", "没有")
PARTS = ((0, 128), (0, 2), (1, 2), (0, 4))


def test_one_read_says_what_two_said(desk: Desk, grids: Sequence[int]) -> None:
    totals = set()
    for text, tags, part in product(TEXTS, TAGS, PARTS):
        wanted = HouseholdFilter(text=text, tags=tags)
        found = desk.read(household_opening, wanted, *part)
        assert found.total == desk.read(household_count, wanted), (wanted, part)
        assert found.rows == desk.read(household_page, wanted, *part), (wanted, part)
        totals.add(found.total)
    assert {0, 1, 2, 4} <= totals


def test_chips_count_the_same_with_a_text_that_leaves_everybody(
    desk: Desk, grids: Sequence[int]
) -> None:
    """Labels are asked another way once a text has left only a few."""
    everybody = {chip.key: chip.count for chip in desk.read(chip_counts, HouseholdFilter())}
    assert (everybody["all"], everybody["disabled"], everybody["poor"]) == (4, 2, 1)
    counted: dict[str, int] = {}
    for head in ("王秀兰", "王建国", "赵立新", "孙福顺"):
        for chip in desk.read(chip_counts, HouseholdFilter(text=head)):
            counted[chip.key] = counted.get(chip.key, 0) + chip.count
    assert counted == everybody


def test_where_somebody_lives(desk: Desk, grids: Sequence[int]) -> None:
    son = next(hit.id for hit in desk.read(find, "王小芳", 5) if hit.kind == "resident")
    assert desk.read(home_of, son) == household(desk, "王建国")
    with pytest.raises(NotFoundError, match="这个人现在住的那一户"):
        desk.read(home_of, 999)


def test_tickets_come_by_door_and_by_the_telephones_of_the_household(
    desk: Desk, grids: Sequence[int]
) -> None:
    home = household(desk, "王建国")
    given = {"source": "02", "category": "0801", "location_text": "一院"}
    for text, phone in (
        ("水管漏了", "13900003333"),
        ("楼道灯不亮", "13900002222"),
        ("别人家的", "13900004444"),
    ):
        order = OpenTicket(content=text, complainant_phone=phone, **given)
        desk.write(register, Registration(order, None))
    listed = desk.read(household_detail, home).tickets
    assert [ticket.title for ticket in listed] == ["楼道灯不亮", "水管漏了"]


def test_the_card_is_named_to_whom_it_may_be_shown(desk: Desk, grids: Sequence[int]) -> None:
    home = household(desk, "王秀兰")
    assert desk.read(household_detail, home).card_id == 0
    desk.write(issue_cards)
    assert desk.read(household_detail, home).card_id > 0
    few = replace(desk.actor, rights=frozenset({"register.read"}))
    assert desk.acting_as(few).read(household_detail, home).card_id == 0


def test_a_grid_worker_opens_no_household_of_another_grid(desk: Desk, grids: Sequence[int]) -> None:
    worker = desk.acting_as(replace(desk.actor, grid_ids=frozenset(grids[:1])))
    assert worker.read(household_detail, household(desk, "王秀兰")).head == "王秀兰"
    with pytest.raises(NotFoundError):
        worker.read(household_detail, household(desk, "赵立新"))


@pytest.mark.parametrize("text", ["王秀兰", "3-1-101"])
def test_a_head_and_the_household_are_one_line_in_the_window(
    desk: Desk, grids: Sequence[int], text: str
) -> None:
    hits = [hit for hit in desk.read(find, text, 20) if hit.title == "王秀兰"]
    assert [KINDS[hit.kind] for hit in hits].count("户") <= 1
    shown = [one for one in desk.read(search_answers, text, 20) if one.title == "王秀兰"]
    assert len(shown) == 1
    assert shown[0].household_id == household(desk, "王秀兰")
