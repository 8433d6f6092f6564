"""The bundled sample office: rebuilt alike, readable by others, and as its truth says."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from tests.samples import figures, office, traps
from tests.samples.build import build
from tests.samples.people import RARE_HEADS, check_character
from tests.samples.reading import KEYS, RESIDENTS, SAMPLES, people, sheet
from tests.samples.variants import households

XLSX = sorted(path.name for path in SAMPLES.glob("*.xlsx"))


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    answer: dict[str, Any] = json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))
    return answer


@pytest.fixture(scope="module")
def setup() -> dict[str, Any]:
    answer: dict[str, Any] = json.loads((SAMPLES / "office.json").read_text(encoding="utf-8"))
    return answer


def plain(cell: Any) -> Any:
    """A day and its midnight are the same cell, as are 3 and 3.0."""
    return (
        cell.replace(tzinfo=None)
        if isinstance(cell, datetime)
        else (datetime(cell.year, cell.month, cell.day) if isinstance(cell, date) else cell)
    )


def test_built_again_the_sample_is_the_same_byte_for_byte(tmp_path: Path) -> None:
    build(tmp_path)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == sorted(path.name for path in SAMPLES.iterdir())
    for name in names:
        assert (tmp_path / name).read_bytes() == (SAMPLES / name).read_bytes(), name


def test_it_is_an_office_of_a_few_hundred_households(truth: dict[str, Any]) -> None:
    assert truth["households"] == 600
    assert 1_600 <= truth["residents"] <= 1_800
    assert truth["party"]["members"] >= 60
    assert truth["party"]["records"] == 200
    assert 0 < truth["problem_rows"] <= 20


def test_each_ledger_holds_what_the_truth_says(truth: dict[str, Any]) -> None:
    for key, path in zip(KEYS, RESIDENTS, strict=True):
        said = truth["files"][key]
        homes = households(path)
        rows = sum(map(len, homes))
        refused = sum(one["refused"] for one in said["problems"])
        assert (len(homes), rows) == (said["households"], said["rows"])
        assert said["residents"] == rows - refused
    assert truth["households"] == sum(truth["files"][key]["households"] for key in KEYS)
    assert truth["residents"] == sum(truth["files"][key]["residents"] for key in KEYS)


def test_a_household_is_one_head_behind_one_door() -> None:
    doors: Counter[tuple[Any, ...]] = Counter()
    for path in RESIDENTS:
        for home in households(path):
            assert [row["relation"] for row in home].count("户主") == 1
            doors[tuple(home[0][key] for key in ("estate", "building", "unit", "room"))] += 1
    assert Counter(doors.values()) == {1: 592, 2: 4}


def test_every_number_is_valid_except_the_marked_rows(truth: dict[str, Any]) -> None:
    wrong = []
    for path in RESIDENTS:
        for row in people(path):
            number = str(row["id"]).replace(" ", "").lstrip("'").upper()
            right = re.fullmatch(r"\d{2}(00|01)00\d{11}[\dX]", number)
            if number and not (right and check_character(number[:17]) == number[17]):
                wrong.append(number)
            else:
                assert number[2:6] in ("0000", "0100", "")
    marked = [
        code for key in KEYS for one in truth["files"][key]["problems"] for code in one["codes"]
    ]
    ids = {"id.checksum", "id.precision_lost", "id.fifteen_digits"}
    assert len(wrong) == len(ids & set(marked)) == 3


def test_a_marked_row_is_where_the_truth_says(truth: dict[str, Any]) -> None:
    lines = [
        sheet(RESIDENTS[0].name),
        sheet(RESIDENTS[1].name),
        list(csv.reader(RESIDENTS[2].read_text(encoding="gb18030").splitlines())),
    ]
    at = {
        one["codes"][0]: table[one["row"] - 1]
        for key, table in zip(KEYS, lines, strict=True)
        for one in truth["files"][key]["problems"]
    }
    assert isinstance(at["id.precision_lost"][8], float)
    assert len(at["id.fifteen_digits"][8]) == 15
    assert at["name.missing"][0] == ""
    assert at["value.unknown"][6] == "老战友"
    assert "\u202e" in at["text.control_characters"][0]
    copies = [line for line in lines[2] if line[:3] == at["row.duplicate"][:3]]
    assert len(copies) == 2
    shared = [line[0] for line in lines[2] if line[2].lstrip("'") == at["id.shared"][2].lstrip("'")]
    assert len(set(shared)) == 2
    assert sum(one in traps.REFUSED for one in at) == 4


def test_phones_are_invented_ones() -> None:
    for path in RESIDENTS:
        for row in people(path):
            cell = row["phone"]
            text = str(int(cell)) if isinstance(cell, float) else str(cell)
            assert re.fullmatch(r"|1390000\d{3,4}(、8801\d{4})?|139 0000 \d{4}", text), text


def test_names_ask_for_fonts_and_for_the_dot() -> None:
    heads = {home[0]["name"] for path in RESIDENTS for home in households(path)}
    assert {name for name, _ in RARE_HEADS} <= heads
    assert sum("·" in name for name in heads) >= 4
    assert any(name.startswith("欧阳") for name in heads)
    assert any(name.startswith("司马") for name in heads)
    assert any(ord(letter) > 0xFFFF for name in heads for letter in name)


def test_the_old_are_there() -> None:
    years = Counter(
        int(str(row["id"]).replace(" ", "").lstrip("'")[6:9])
        for path in RESIDENTS
        for row in people(path)
        if len(str(row["id"])) >= 18
    )
    assert years[192] >= 3
    assert years[193] >= 40
    assert years[194] >= 60


@pytest.mark.parametrize("name", XLSX)
def test_another_reader_sees_the_same_cells(name: str) -> None:
    book = openpyxl.load_workbook(SAMPLES / name)
    assert len(book.worksheets) == 1
    ours = [[cell for cell in row if cell != ""] for row in sheet(name)]
    theirs = [
        [cell for cell in row if cell is not None]
        for row in book.worksheets[0].iter_rows(values_only=True)
    ]
    assert [len(row) for row in ours] == [len(row) for row in theirs]
    for our, their in zip(ours, theirs, strict=True):
        assert [plain(cell) for cell in our] == [plain(cell) for cell in their]


def test_the_first_ledger_is_merged_and_headed_in_two_rows() -> None:
    ranges = CalamineWorkbook.from_path(RESIDENTS[0]).get_sheet_by_index(0).merged_cell_ranges or []
    assert ((2, 6), (2, 11)) in ranges
    assert len(ranges) > 800
    rows = sheet(RESIDENTS[0].name)
    assert rows[-1][0] == "合计"
    assert sum(row[0] == "小计" for row in rows) == len(office.BUILDINGS["槐荫一院"])


def test_members_live_where_their_cell_is(truth: dict[str, Any]) -> None:
    rows = sheet(office.MEMBERS)[2:]
    by_number = {
        (str(row["id"]).replace(" ", "").lstrip("'").upper(), row["name"]): row
        for path in RESIDENTS
        for row in people(path)
    }
    leaders: Counter[str] = Counter()
    for row in rows:
        home = by_number[row[3], row[1]]
        no = str(home["building"]).removesuffix("号楼")
        assert row[9] == f"{home['estate']}{no}号楼党小组"
        if row[10] == "组长":
            leaders[row[9]] += 1
            assert (row[5], row[7]) == ("正式党员", "在册党员")
    assert len(rows) == truth["party"]["members"]
    assert set(leaders.values()) == {1}
    assert len(leaders) == truth["party"]["cells"]


def test_liaison_doors_exist_but_the_marked_one(truth: dict[str, Any]) -> None:
    rows = sheet(office.MEMBERS)[2:]
    doors = set()
    for path in RESIDENTS:
        for home in households(path):
            one = home[0]
            no = str(one["building"]).removesuffix("号楼")
            unit = str(one["unit"]).removesuffix("单元").removesuffix(".0")
            room = str(one["room"]).removesuffix(".0")
            doors.add((one["estate"], f"{no}-{unit}-{room}"))
    named = {
        (row[9][:4].rstrip("0123456789"), door) for row in rows for door in row[14].split("、")
    }
    named = {(estate.rstrip("号"), door) for estate, door in named if door}
    assert len(named & doors) == truth["party"]["liaison_households"]
    assert len(named - doors) == 1


def test_office_names_everything_the_ledgers_use(setup: dict[str, Any]) -> None:
    assert setup["community"]["short_name"] == "槐荫里社区"
    units = {one["name"] for one in setup["handling_units"]}
    assert {one["承办单位"] for one in figures.read(SAMPLES / "诉求工单.xlsx")} <= units
    staff = {one["name"] for one in setup["staff"]}
    assert {one["worker"] for one in setup["grids"]} <= staff
    ours = {(e["name"], b["building_no"]) for e in setup["estates"] for b in e["buildings"]}
    grids = [(b["estate"], b["building_no"]) for one in setup["grids"] for b in one["buildings"]]
    assert sorted(grids) == sorted(ours)
    labels = {one["label"] for one in setup["card"]["useful_phones"]}
    assert labels == {"供暖报修", "物业", "自来水", "供电", "派出所", "社区医生"}
    phones = [one["phone"] for one in setup["staff"] + setup["handling_units"]]
    assert all(re.fullmatch(r"8801 \d{4}", phone) for phone in phones)


def test_no_member_carries_the_shared_number(truth: dict[str, Any]) -> None:
    table = list(csv.reader(RESIDENTS[2].read_text(encoding="gb18030").splitlines()))
    marked = {one["codes"][0]: one["row"] for one in truth["files"]["ledger_csv"]["problems"]}
    shared = table[marked["id.shared"] - 1][2]
    assert shared not in {row[3] for row in sheet(office.MEMBERS)}
