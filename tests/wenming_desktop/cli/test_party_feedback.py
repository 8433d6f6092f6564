"""`party feedback`: the ledgers' figures, one record less is one card and one letter less."""

import json
from pathlib import Path

import openpyxl
import pypdf
import pytest

from tests.wenming_desktop.cli.conftest import Cli

LEDGERS = Path(__file__).parents[2] / "data" / "ledgers"
TRUTH = json.loads((LEDGERS / "truth.json").read_text("utf-8"))["party"]["feedback"]
KEYS = ["name", "unit", "times", "hours"]


@pytest.fixture
def rostered(cli: Cli) -> Cli:
    cli.ok("import", "members", LEDGERS / "党员花名册.xlsx")
    return cli


def pages(path: Path) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(path).pages]


def without(record: tuple[str, str], path: Path) -> Path:
    """The ledger of services without the one row of this name and day."""
    book = openpyxl.load_workbook(LEDGERS / "服务记录.xlsx")
    for sheet in book.worksheets:
        for row in range(sheet.max_row, 0, -1):
            told = [str(cell.value) for cell in sheet[row]]
            if record[0] in told and any(cell.startswith(record[1]) for cell in told):
                sheet.delete_rows(row)
                book.save(path)
                return path
    raise AssertionError(record)


def test_one_record_less_changes_one_card_and_one_letter(rostered: Cli, tmp_path: Path) -> None:
    batch = rostered.ok("import", "services", LEDGERS / "服务记录.xlsx")["batch"]
    whole = rostered.ok("party", "feedback", "2026-H2", "--out", tmp_path / "F.pdf")
    assert list(whole) == ["members", "units", "letters", "file"]
    assert whole["file"] == str(tmp_path / "F.pdf")
    told = sorted(tuple(one[key] for key in KEYS) for one in TRUTH)
    assert sorted(tuple(one[key] for key in KEYS) for one in whole["members"]) == told
    units = {one["unit"] for one in TRUTH}
    assert (whole["units"], whole["letters"]) == (len(units), len(units))
    before = pages(tmp_path / "F.pdf")
    assert sum("回　　执" in page for page in before) == len(units)
    assert all("草稿" in page for page in before[: len(TRUTH)])

    served = next(one for one in whole["members"] if one["times"] == 3)
    day = first_day(served["name"])
    rostered.ok("undo", batch)
    rostered.ok("import", "services", without((served["name"], day), tmp_path / "少一行.xlsx"))
    after = rostered.ok("party", "feedback", "2026-H2", "--out", tmp_path / "G.pdf")
    changed = [
        (one["name"], other["times"])
        for one, other in zip(whole["members"], after["members"], strict=True)
        if one != other
    ]
    assert changed == [(served["name"], 2)]
    then = pages(tmp_path / "G.pdf")
    at = [n for n, (one, other) in enumerate(zip(before, then, strict=True)) if one != other]
    assert len(at) == 2
    assert at[0] < len(TRUTH) <= at[1]
    assert served["name"] in then[at[0]]
    assert served["name"] in then[at[1]]


def first_day(name: str) -> str:
    """A day of the half-year on which somebody served, as the ledger writes it."""
    book = openpyxl.load_workbook(LEDGERS / "服务记录.xlsx")
    rows = [[str(cell) for cell in row] for sheet in book for row in sheet.values]
    later = ("2026-07", "2026-08", "2026-09", "2026-1")
    return next(cell for row in rows if name in row for cell in row if cell.startswith(later))


def test_what_cannot_be_printed_is_refused_in_words(cli: Cli, tmp_path: Path) -> None:
    nobody = cli("party", "feedback", "2026-H2", "--out", tmp_path / "F.pdf")
    assert (nobody.code, nobody.error["code"]) == (3, "three_cards.nothing_chosen")
    assert not (tmp_path / "F.pdf").exists()
    period = cli("party", "feedback", "2026-H3", "--out", tmp_path / "F.pdf")
    assert (period.code, period.error["code"]) == (3, "tally.period")
    nowhere = cli("party", "feedback", "2026-H2", "--out", tmp_path / "没有" / "F.pdf")
    assert (nowhere.code, nowhere.error["code"]) == (3, "file.cannot_write")
