"""The demo: from the bundled ledgers to printed cards, an archived ticket and a counted month."""

import json
import re
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest
import zxingcpp

import resources
from tests.conftest import CHEAP, PASSWORD
from wenming_desktop import checks
from wenming_desktop.demo import build_demo
from wenming_desktop.search.service import find
from wenming_desktop.start import Workplace, open_office
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.service import month_document

NOW = datetime(2026, 11, 20, 10, 42)
TRUTH: dict[str, Any] = json.loads(
    resources.path("samples", "truth.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, dict[str, Any]]:
    root = tmp_path_factory.mktemp("demo")
    told = build_demo(root / "data", root / "out", "demo", PASSWORD, cost=CHEAP, clock=lambda: NOW)
    return root / "data", root / "out", told


@pytest.fixture
def place(demo: tuple[Path, Path, dict[str, Any]]) -> Any:
    with open_office(demo[0], None, PASSWORD, clock=lambda: NOW) as opened:
        yield opened


def test_its_counts_are_the_truth_of_the_sample(demo: tuple[Path, Path, dict[str, Any]]) -> None:
    told = demo[2]
    assert told["households"] == TRUTH["households"]
    assert told["residents"] == TRUTH["residents"]
    assert told["members"] == TRUTH["party"]["members"]
    assert told["cells"] == TRUTH["party"]["cells"]
    assert told["tickets"] == TRUTH["tickets"] + 1
    assert told["cards"] == TRUTH["households"]
    assert all(file.stat().st_size > 1000 for file in told["files"])


def test_the_data_file_is_whole(place: Workplace) -> None:
    assert [(check.name, check.detail) for check in checks.run(place) if not check.ok] == []


@pytest.mark.parametrize("month", sorted(TRUTH["tally"]))
def test_the_months_are_those_counted_by_the_plain_script(place: Workplace, month: str) -> None:
    counted = place.desk.read(month_document, Period.parse(month))
    assert counted["reconciled"] is True
    figures: Any = counted["figures"]
    for name, value in TRUTH["tally"][month].items():
        if not isinstance(value, dict) and name in figures:
            assert figures[name] == value, name
        elif name in counted:
            assert counted[name] == value, name


def test_every_pdf_is_sound_and_carries_its_fonts(
    demo: tuple[Path, Path, dict[str, Any]],
) -> None:
    for file in demo[1].glob("*.pdf"):
        subprocess.run(["qpdf", "--check", file], check=True, capture_output=True)
        fonts = subprocess.run(["pdffonts", file], check=True, capture_output=True, text=True)
        rows = fonts.stdout.splitlines()[2:]
        assert rows
        assert all(row.split()[-5] == "yes" for row in rows), fonts.stdout


def test_a_cards_code_is_read_from_paper_and_finds_its_household(
    demo: tuple[Path, Path, dict[str, Any]], place: Workplace
) -> None:
    pdf = pypdfium2.PdfDocument(demo[1] / "服务连心卡.pdf")
    numbers: list[str] = []
    for page in (pdf[1], pdf[len(pdf) - 1]):
        picture = page.render(scale=300 / 72).to_pil()
        numbers += [code.text for code in zxingcpp.read_barcodes(picture)]
    assert len(numbers) == 20
    assert len(set(numbers)) == 20
    for number in numbers:
        kinds = {hit.kind for hit in place.desk.read(find, number, 10)}
        assert {"card", "household"} <= kinds


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
def test_the_names_on_the_cards_come_back_as_text(
    demo: tuple[Path, Path, dict[str, Any]], place: Workplace
) -> None:
    text = subprocess.run(
        ["pdftotext", demo[1] / "服务连心卡.pdf", "-"], check=True, capture_output=True, text=True
    ).stdout
    with place.engine.connect() as connection:
        heads = connection.exec_driver_sql("SELECT head_name FROM household")
        names = {row[0] for row in heads}
    squeezed = re.sub(r"\s", "", text)
    assert [name for name in names if name not in squeezed] == []
    assert any(ord(char) > 0xFFFF for name in names for char in name)


def test_the_workbook_holds_numbers_as_numbers(demo: tuple[Path, Path, dict[str, Any]]) -> None:
    file = next(demo[1].glob("*.xlsx"))
    book = openpyxl.load_workbook(file)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert sum(cell.data_type == "n" and cell.value is not None for cell in cells) > 50
    assert any(sheet._charts for sheet in book)
