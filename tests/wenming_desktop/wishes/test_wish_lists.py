"""微心愿 in lists and figures: by state and node of the tree, what is late, W01 and W02."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.tables.party import PartyOrganization
from tests.wenming_desktop.wishes.conftest import Wishing
from wenming_desktop.places.service import GridSheet, save_grids
from wenming_desktop.wishes import service
from wenming_desktop.wishes.figures import figures, of_members
from wenming_desktop.wishes.model import (
    OVERDUE,
    ClaimWish,
    CloseWish,
    FulfilWish,
    PublishWish,
    WishFigures,
    WishFilter,
)
from wenming_desktop.wishes.queries import ORDERS, wish_choices, wish_count, wish_counts, wish_page
from wenming_desktop.work import Work, use_case

TODAY = date(2026, 11, 20)


def listed(wishing: Wishing, **wanted: object) -> list[str]:
    found = wishing.desk.read(wish_page, WishFilter(**wanted), 0, 50)  # type: ignore[arg-type]
    assert wishing.desk.read(wish_count, WishFilter(**wanted)) == len(found)  # type: ignore[arg-type]
    return [line.content for line in found]


@pytest.fixture
def hung(wishing: Wishing) -> Wishing:
    """Five wishes in four states; the first one's contact is overdue."""
    wishing.clock.now -= timedelta(days=10)
    late = wishing.published(content="助听器")
    wishing.desk.write(service.claim, ClaimWish(late, member_id=wishing.member))
    wishing.clock.now += timedelta(days=10)
    wishing.collected(wishing.young, "字典", category="02")
    wishing.published(wishing.far, "电饭锅", category="01")
    done = wishing.published(content="修水管", category="04")
    wishing.desk.write(service.claim, ClaimWish(done, unit_id=wishing.unit))
    wishing.desk.write(service.fulfil, FulfilWish(done, signed=True))
    gone = wishing.collected(content="一套房")
    wishing.desk.write(service.decline, CloseWish(gone, "超出微心愿"))
    return wishing


def test_what_must_be_acted_on_stands_first(hung: Wishing) -> None:
    assert listed(hung) == ["助听器", "字典", "电饭锅", "修水管", "一套房"]
    first, *rest = hung.desk.read(wish_page, WishFilter(), 0, 50)
    assert (first.late, first.claimant, first.door) == (3, "孙福顺", "槐荫一院 3-2-501")
    assert not any(line.late for line in rest)


def test_chips_count_and_narrow(hung: Wishing) -> None:
    counts = hung.desk.read(wish_counts, WishFilter(state="1"))
    assert (counts.states, counts.late, counts.all) == (
        {"1": 1, "2": 1, "3": 1, "4": 1, "6": 1},
        1,
        5,
    )
    assert listed(hung, state=OVERDUE) == ["助听器"]
    for state, count in counts.states.items():
        assert len(listed(hung, state=state)) == count


def test_pages_of_a_list_join(hung: Wishing) -> None:
    whole = hung.desk.read(wish_page, WishFilter(), 0, 50)
    parts = [hung.desk.read(wish_page, WishFilter(), at, 2) for at in (0, 2, 4)]
    assert tuple(line for part in parts for line in part) == whole


def test_a_wish_is_found_by_words_number_pinyin_and_who_claimed_it(hung: Wishing) -> None:
    for text in ("字典", "XY20260002", "fangy", "fy"):
        assert listed(hung, text=text) == ["字典"], text
    for text, found in (("孙福顺", ["助听器"]), ("市场监管", ["修水管"]), ("%", [])):
        assert listed(hung, text=text) == found, text


def test_every_order_turns_round(hung: Wishing) -> None:
    for column in ORDERS:
        up = hung.desk.read(wish_page, WishFilter(sort=column), 0, 50)
        down = hung.desk.read(wish_page, WishFilter(sort=column, descending=True), 0, 50)
        assert {line.id for line in up} == {line.id for line in down}
        shown = [(line.number, line.name, line.status, line.day) for line in (up[0], down[-1])]
        at = {"number": 0, "name": 1, "status": 2, "day": 3}.get(column)
        if at is not None:
            assert shown[0][at] == shown[1][at], column


def node(wishing: Wishing, table: str, name: str) -> int:
    ((found,),) = wishing.office.rows(f"SELECT id FROM {table} WHERE name = ?", name)
    return int(found)


def test_a_cell_has_the_wishes_of_its_buildings_and_of_its_members(hung: Wishing) -> None:
    hung.office.member("罗建平", 所在党小组="5号楼党小组", 联系电话="13900008800")
    one, five = (node(hung, "building_party_group", f"{n}号楼党小组") for n in (3, 5))
    assert listed(hung, level="5", id=five) == ["电饭锅"]
    assert "电饭锅" not in listed(hung, level="5", id=one)
    ((member,),) = hung.office.rows("SELECT id FROM party_member WHERE full_name = '罗建平'")
    wish = hung.published(content="理发")
    hung.desk.write(service.claim, ClaimWish(wish, member_id=member))
    assert listed(hung, level="5", id=five) == ["理发", "电饭锅"]
    assert hung.desk.read(wish_counts, WishFilter("5", five)).states == {"2": 1, "3": 1}


def test_a_branch_has_those_of_its_cells_and_the_committee_all(hung: Wishing) -> None:
    hung.office.member("罗建平", 所在党支部="第二网格党支部", 所在党小组="5号楼党小组")
    first = node(hung, "party_organization", "第一网格党支部")
    second = node(hung, "party_organization", "第二网格党支部")
    assert listed(hung, level="4", id=second) == ["电饭锅"]
    assert sorted(listed(hung, level="4", id=first)) == sorted(
        ["助听器", "字典", "修水管", "一套房"]
    )
    ((home,),) = hung.office.rows("SELECT id FROM party_organization WHERE level = '3'")
    ((top,),) = hung.office.rows("SELECT id FROM party_organization WHERE level = '1'")
    assert len(listed(hung, level="3", id=home)) == len(listed(hung, level="1", id=top)) == 5


@use_case("test.wishes.join_grid", "测试准备", right="party.write")
def _join_grid(work: Work, branch: int, grid: int) -> None:
    work.session.get_one(PartyOrganization, branch).grid_id = grid


def test_a_building_without_a_cell_belongs_to_the_branch_of_its_grid(hung: Wishing) -> None:
    first = node(hung, "party_organization", "第一网格党支部")
    assert "电饭锅" not in listed(hung, level="4", id=first)
    hung.desk.write(save_grids, (GridSheet("01", "第一网格", "", "", (("槐荫一院", "5"),)),))
    ((grid,),) = hung.office.rows("SELECT grid_id FROM building WHERE building_no = '5'")
    assert grid is not None
    hung.desk.write(_join_grid, first, grid)
    assert "电饭锅" in listed(hung, level="4", id=first)


def test_the_figures_count_by_the_day_of_each_step(hung: Wishing) -> None:
    month = hung.desk.read(figures, date(2026, 11, 1), date(2026, 12, 1))
    assert (month.collected, month.claimed, month.fulfilled) == (5, 2, 1)
    assert (month.old, month.rate) == (0, None)
    assert hung.desk.read(figures, date(2026, 11, 10), date(2026, 11, 11)) == WishFigures(
        1, 1, 0, 0, 0
    )
    assert hung.desk.read(figures, date(2026, 12, 1), date(2027, 1, 1)).collected == 0


def test_the_rate_is_of_those_sixty_days_old(wishing: Wishing) -> None:
    end = date(2026, 12, 1)
    edge = end - timedelta(days=60)
    wishes = [
        wishing.collected(content=f"第{at}个", on=day)
        for at, day in enumerate((edge, edge - timedelta(days=1), edge + timedelta(days=1)), 1)
    ]
    for wish in (wishes[0], wishes[2]):
        wishing.desk.write(service.publish, PublishWish(wish))
        wishing.desk.write(service.claim, ClaimWish(wish, name="惠民超市"))
        wishing.desk.write(service.fulfil, FulfilWish(wish))
    found = wishing.desk.read(figures, date(2026, 11, 1), end)
    assert (found.old, found.old_fulfilled, found.rate) == (2, 1, Decimal("50.0"))
    earlier = wishing.desk.read(figures, date(2026, 10, 1), date(2026, 11, 20))
    assert earlier.old_fulfilled == 0


@given(st.integers(1, 9999), st.data())
def test_the_rate_rounds_half_up_to_one_decimal(old: int, data: st.DataObject) -> None:
    done = data.draw(st.integers(0, old))
    rate = WishFigures(0, 0, 0, old, done).rate
    assert rate is not None
    assert abs(rate - Decimal(100 * done) / old) <= Decimal("0.05")
    assert rate == rate.quantize(Decimal("0.1"))


def test_figures_of_a_cell_and_of_members(hung: Wishing) -> None:
    cell = node(hung, "building_party_group", "3号楼党小组")
    of_cell = hung.desk.read(figures, date(2026, 11, 1), date(2026, 12, 1), "5", cell)
    assert 0 < of_cell.collected < 5
    assert of_cell.claimed >= 1

    wish = hung.claimed()
    hung.desk.write(service.fulfil, FulfilWish(wish, hours=Decimal(1)))
    found = hung.desk.read(of_members, date(2026, 11, 1), date(2026, 12, 1))
    assert found == {hung.member: (2, 1)}


def test_the_dialogs_offer_the_lists(hung: Wishing) -> None:
    offered = hung.desk.read(wish_choices)
    assert (offered.today, len(offered.categories)) == (TODAY, 9)
    assert (hung.unit, "区市场监管局") in offered.units
    assert offered.me in dict(offered.staff)
