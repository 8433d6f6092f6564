"""What the rules ask of cells, branches and terms; how a cell is named after its buildings."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_desktop.party.rules import (
    branch_faults,
    cell_faults,
    cell_name,
    months_after,
    term_fault,
)

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("full", "members", "committee", "codes"),
    [
        (2, 5, 0, ["branch.too_small"]),
        (3, 5, 0, []),
        (6, 50, 0, []),
        (7, 50, 0, ["branch.no_committee"]),
        (7, 50, 2, ["branch.no_committee"]),
        (7, 50, 3, []),
        (40, 51, 5, ["branch.too_big"]),
        (40, 45, 8, ["branch.committee_too_big"]),
        (60, 70, 0, ["branch.too_big", "branch.no_committee"]),
    ],
)
def test_a_branch(full: int, members: int, committee: int, codes: list[str]) -> None:
    assert [code for code, _ in branch_faults(full, members, committee)] == codes


@pytest.mark.parametrize(
    ("size", "led", "leader_full", "codes"),
    [
        (3, True, True, []),
        (2, True, True, ["cell.too_small"]),
        (3, False, False, ["cell.no_leader"]),
        (0, True, False, ["cell.too_small", "cell.leader_not_full"]),
    ],
)
def test_a_cell(size: int, led: bool, leader_full: bool, codes: list[str]) -> None:
    assert [code for code, _ in cell_faults(size, led=led, leader_full=leader_full)] == codes


@pytest.mark.parametrize(
    ("until", "code"),
    [
        (None, None),
        (date(2027, 5, 21), None),
        (date(2027, 5, 20), "org.term_ends"),
        (TODAY, "org.term_ends"),
        (date(2026, 11, 19), "org.term_over"),
    ],
)
def test_a_term_is_told_half_a_year_before(until: date | None, code: str | None) -> None:
    fault = term_fault(until, TODAY)
    assert (fault[0] if fault else None) == code


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 60))
def test_months_are_added_without_leaving_the_month(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and months_end(later))


def months_end(day: date) -> bool:
    return date.fromordinal(day.toordinal() + 1).day == 1


@pytest.mark.parametrize(
    ("places", "name"),
    [
        ([("一院", "3")], "一院3号楼党小组"),
        ([("一院", "4"), ("一院", "5")], "一院4-5号楼党小组"),
        ([("一院", "8"), ("一院", "6"), ("一院", "7")], "一院6-8号楼党小组"),
        ([("一院", "4"), ("一院", "6")], "一院4、6号楼党小组"),
        ([("一院", "3甲"), ("一院", "5")], "一院3甲、5号楼党小组"),
        ([("一院", "商铺")], "一院商铺党小组"),
        ([], ""),
    ],
)
def test_a_cell_is_named_after_its_buildings(places: list[tuple[str, str]], name: str) -> None:
    assert cell_name(places, "楼栋党小组") == name
