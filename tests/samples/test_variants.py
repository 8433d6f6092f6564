"""Each variant of a ledger holds the same people as the ledger itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

import resources
from tests.samples import variants

DEV = Path(__file__).parents[1] / "data" / "ledgers"
LEDGERS = [
    (DEV / "居民信息台账.xlsx", 168, 462),
    (DEV / "居民花名册.xls", 168, 458),
    (DEV / "三网格.csv", 168, 440),
    (resources.path("samples", "居民信息台账.xlsx"), 216, None),
]
IDS = [f"{path.parent.name}-{path.stem}" for path, _, _ in LEDGERS]
TABLES = [name for name in variants.ALL if name not in ("renamed", "fifteen_digits")]


def rows(path: Path) -> list[list[Any]]:
    book = CalamineWorkbook.from_path(path)
    names = book.sheet_names
    return [row for name in names for row in book.get_sheet_by_name(name).to_python()]


def names(table: list[list[Any]], heads: set[str]) -> list[str]:
    found: list[str] = []
    column = None
    for row in table:
        head = next((place for place, cell in enumerate(row) if cell in heads), None)
        if head is not None:
            column = head
        elif column is not None and column < len(row) and row[column]:
            found.append(row[column])
    return sorted(found)


@pytest.mark.parametrize(("ledger", "homes", "people"), LEDGERS, ids=IDS)
def test_the_plain_reading_finds_every_household(
    ledger: Path, homes: int, people: int | None
) -> None:
    found = variants.households(ledger)
    assert len(found) == homes
    assert people is None or sum(map(len, found)) == people


@pytest.mark.parametrize("variant", TABLES)
@pytest.mark.parametrize("ledger", [path for path, _, _ in LEDGERS], ids=IDS)
def test_a_variant_keeps_all_people(ledger: Path, variant: str, tmp_path: Path) -> None:
    made = variants.ALL[variant](ledger, tmp_path)
    known = sorted(
        row["name"] for home in variants.households(ledger) for row in home if row["name"]
    )
    heads = {"姓名"} | {one["name"] for one in variants.ALTERNATIVES}
    assert names(rows(made), heads) == known


@pytest.mark.parametrize("choice", range(len(variants.ALTERNATIVES)))
def test_headings_really_differ(choice: int, tmp_path: Path) -> None:
    ledger = LEDGERS[0][0]
    first = rows(variants.other_headings(ledger, tmp_path, choice))[0]
    assert "姓名" not in first
    assert len(set(first)) == len(first)


def test_old_numbers_are_fifteen_digits_long(tmp_path: Path) -> None:
    table = rows(variants.fifteen_digits(LEDGERS[0][0], tmp_path))
    place = table[0].index("身份证号")
    lengths = {len(row[place].replace(" ", "").lstrip("'")) for row in table[1:]}
    assert lengths == {15, 18}


def test_two_phones_stand_in_one_cell(tmp_path: Path) -> None:
    table = rows(variants.two_phones(LEDGERS[2][0], tmp_path))
    place = table[0].index("联系电话")
    assert sum("0399-8801" in str(row[place]) for row in table[1:]) > 100


def test_one_sheet_a_building(tmp_path: Path) -> None:
    made = variants.sheet_per_building(LEDGERS[0][0], tmp_path)
    assert len(CalamineWorkbook.from_path(made).sheet_names) > 4


def test_blocks_are_merged(tmp_path: Path) -> None:
    made = variants.merged_cells(LEDGERS[1][0], tmp_path)
    ranges = CalamineWorkbook.from_path(made).get_sheet_by_index(0).merged_cell_ranges or []
    assert len(ranges) > 300


def test_renamed_is_the_same_file(tmp_path: Path) -> None:
    made = variants.renamed(LEDGERS[1][0], tmp_path)
    assert made.name != LEDGERS[1][0].name
    assert made.read_bytes() == LEDGERS[1][0].read_bytes()
