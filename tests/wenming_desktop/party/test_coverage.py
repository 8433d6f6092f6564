"""The figures of party work on the ledgers of two offices, as counted without this program."""

import json
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.wenming_desktop.party import ledgers, rosters
from tests.wenming_desktop.party.conftest import Opener
from wenming_desktop.party.model import CellLeader, TreeNode
from wenming_desktop.party.service import (
    cell_leader_of_building,
    coverage,
    feedback_figures,
    leaders,
    tree,
    warnings,
)
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.book import SheetGrid
from wenming_desktop.workbooks.members_in import import_members

HALVES = {
    "2026-H1": (date(2026, 1, 1), date(2026, 7, 1)),
    "2026-H2": (date(2026, 7, 1), date(2027, 1, 1)),
}
KEYS = [
    *("members", "on_roll", "dual_registered", "cells", "cells_of_three", "buildings"),
    *("buildings_with_cell", "liaison_households", "times", "people", "hours", "dual_serving"),
]


def truth(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / "truth.json").read_text("utf-8"))["party"]
    return told


@pytest.fixture(params=[ledgers.DEV, ledgers.SAMPLE], ids=["dev", "sample"])
def folder(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture
def full(office_of: Opener, folder: Path) -> Desk:
    desk = office_of(folder)
    ledgers.import_roster(desk, folder)
    ledgers.import_records(desk, folder)
    return desk


def test_the_halves_are_as_counted_by_hand(full: Desk, folder: Path) -> None:
    told = truth(folder)
    for name, figures in told["half"].items():
        found = asdict(full.read(coverage, *HALVES[name]))
        assert list(found) == KEYS
        assert {key: found[key] for key in figures} == figures
    at_year_end = asdict(full.read(coverage, *HALVES["2026-H2"]))
    stock = {key: value for key, value in told.items() if key in at_year_end}
    assert {key: at_year_end[key] for key in stock} == stock


def test_feedback_names_every_member_checked_in(full: Desk, folder: Path) -> None:
    found = full.read(feedback_figures, *HALVES["2026-H2"])
    told = truth(folder)["feedback"]
    assert sorted((f.name, f.unit, f.times, f.hours) for f in found) == sorted(
        (f["name"], f["unit"], f["times"], f["hours"]) for f in told
    )
    assert [f.unit for f in found] == sorted(f.unit for f in found)


@pytest.mark.parametrize("wanted", ["双报到在职党员", "在册党员"])
def test_one_record_left_out_changes_one_line_at_most(
    office_of: Opener, full: Desk, folder: Path, wanted: str
) -> None:
    """A record of a member checked in is one line of the feedback, of the roll it is none."""
    kinds = {one["姓名"]: one["党员类型"] for one in rosters.people(folder)}
    lost: list[str] = []

    def drop(grid: SheetGrid) -> SheetGrid:
        at = next(
            n
            for n, row in enumerate(grid.rows)
            if kinds.get(str(row[1])) == wanted and str(row[0])[:7] > "2026-06"
        )
        lost.append(str(grid.rows[at][1]))
        return replace(grid, rows=grid.rows[:at] + grid.rows[at + 1 :])

    less = office_of(folder)
    ledgers.import_roster(less, folder)
    ledgers.import_records(less, folder, drop)
    half = HALVES["2026-H2"]
    whole, left = full.read(feedback_figures, *half), less.read(feedback_figures, *half)
    changed = [(a, b) for a, b in zip(whole, left, strict=True) if a != b]
    assert [a.name for a, _ in changed] == (lost if wanted.startswith("双") else [])
    assert [a.times - b.times for a, b in changed] == [1] * len(changed)
    before, after = full.read(coverage, *half), less.read(coverage, *half)
    assert before.times - after.times == 1


def test_who_reported_later_did_not_count_before(full: Desk, folder: Path) -> None:
    before = full.read(coverage, date(2020, 1, 1), date(2020, 2, 1))
    assert (before.dual_registered, before.times, before.dual_serving) == (0, 0, 0)
    assert full.read(feedback_figures, date(2020, 1, 1), date(2020, 2, 1)) == ()


def test_the_tree_has_five_levels_named_by_the_office(full: Desk, folder: Path) -> None:
    (top,) = full.read(tree)
    told = truth(folder)
    down: list[TreeNode] = [top]
    while down[-1].children:
        down.append(down[-1].children[0])
    assert [node.level for node in down] == ["1", "2", "3", "4", "5"]
    assert [node.name for node in down[:3]] == ["城西区委", "文澜街道工委", "槐荫里社区大党委"]
    branches = down[2].children
    assert all(node.level == "4" for node in branches)
    assert sum(len(branch.children) for branch in branches) == told["cells"]
    assert top.members == down[2].members == told["members"]
    assert sum(branch.members for branch in branches) == told["members"]
    assert all(sum(c.members for c in b.children) == b.members for b in branches)


def test_warnings_name_the_small_cells(full: Desk, folder: Path) -> None:
    told = truth(folder)
    found = full.read(warnings)
    small = told["cells"] - told["cells_of_three"]
    assert [warning.code for warning in found] == ["cell.too_small"] * small
    assert all("不足 3 人" in warning.text for warning in found)


def test_every_building_with_a_cell_has_a_leader_and_a_phone(full: Desk, folder: Path) -> None:
    found = full.read(leaders)
    assert len(found) == truth(folder)["cells"]
    assert all(leader.name and leader.phone.startswith("1390000") for leader in found.values())


def test_the_leader_of_one_building(dev: Desk) -> None:
    ledgers.import_roster(dev, ledgers.DEV)
    assert dev.read(cell_leader_of_building, 1) == CellLeader("苏敏静", "13900005247")
    assert dev.read(cell_leader_of_building, 99_999) is None


def test_an_office_without_members_counts_nothing(desk: Desk) -> None:
    assert set(asdict(desk.read(coverage, *HALVES["2026-H2"])).values()) == {0}
    assert desk.read(tree) == ()
    assert desk.read(warnings) == ()


def test_a_leader_on_trial_and_no_leader_are_named(dev: Desk) -> None:
    base = {"党员类型": "在册党员", "所在党支部": "第一网格党支部"}
    dev.write(
        import_members,
        ledgers.members(
            {**base, "姓名": "甲一", "人员类别": "预备党员", "所在党小组": "一院1号楼党小组",
             "职务": "组长"},
            {**base, "姓名": "甲二", "人员类别": "正式党员", "所在党小组": "一院2号楼党小组"},
        ),
    )  # fmt: skip
    assert [(w.cell, w.code) for w in dev.read(warnings)] == [
        ("一院1号楼党小组", "cell.too_small"),
        ("一院1号楼党小组", "cell.leader_not_full"),
        ("一院2号楼党小组", "cell.too_small"),
        ("一院2号楼党小组", "cell.no_leader"),
    ]
