"""The month's workbook and paper: read back by other programs, they say what the report says."""

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.forms import reading
from tests.make_register import household, member
from tests.wenming_desktop.tallies.test_fetch_ledgers import DEV, take_in
from wenming_desktop.papers.month import compared, facts, print_month
from wenming_desktop.papers.month_book import save_month
from wenming_desktop.tallies.model import NUMBER_FORMATS
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.service import MonthReport, month_report, whole_report
from wenming_desktop.tallies.workbook import month_workbook
from wenming_desktop.work import Desk

TABS = [
    *("表1 总体情况", "表2 分网格", "表3 分类别", "表3 二级类别", "表3 办理数量", "表4 分来源"),
    *("表14 居民户与人口", "校验", "说明"),
]
OCTOBER = Period.month(2026, 10)


@pytest.fixture
def report(desk: Desk) -> MonthReport:
    take_in(desk, DEV)
    household(desk, "501", member("王秀兰", care="独居"), member("李强", "子"))
    return desk.read(whole_report, OCTOBER)


@pytest.fixture
def file(report: MonthReport, tmp_path: Path) -> Path:
    save_month(tmp_path / "十月.xlsx", report)
    return tmp_path / "十月.xlsx"


def expected(report: MonthReport, at: int) -> list[list[Any]]:
    sheet = report.sheets[at]
    rows = [list(sheet.heads)] + [["—" if v is None else v for v in row] for row in sheet.rows]
    return [[float(v) if isinstance(v, int) else v for v in row] for row in rows]


def test_another_reader_finds_every_figure_as_a_number(report: MonthReport, file: Path) -> None:
    book = CalamineWorkbook.from_path(file)
    assert book.sheet_names == TABS
    for at, sheet in enumerate(report.sheets):
        rows = book.get_sheet_by_index(at).to_python()
        assert rows[2 : 3 + len(sheet.rows)] == expected(report, at)
    accepted = book.get_sheet_by_name("表1 总体情况").to_python()[3][:2]
    assert accepted == ["受理件数", 140.0]


def test_cells_have_their_formats_and_pages_print(report: MonthReport, file: Path) -> None:
    book = load_workbook(file)
    for page, sheet in zip(book.worksheets, report.sheets, strict=False):
        for row, formats in zip(page.iter_rows(min_row=4), sheet.formats, strict=False):
            for cell, value, kind in zip(row, sheet.rows[row[0].row - 4], formats, strict=False):
                if isinstance(value, int | float):
                    assert (cell.data_type, cell.number_format) == ("n", NUMBER_FORMATS[kind])
    for page in book.worksheets:
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.print_title_rows == "$1:$3"
        assert page.freeze_panes == "B4"
        assert "demo" in page.oddFooter.left.text
        assert "草稿" in page.oddFooter.center.text
        assert "2026-11-20 10:42" in page.oddFooter.center.text


def test_one_chart_of_the_categories_without_the_total(report: MonthReport, file: Path) -> None:
    with ZipFile(file) as parts:
        charts = [name for name in parts.namelist() if name.startswith("xl/charts/chart")]
        (xml,) = [parts.read(name).decode() for name in charts]
    assert "barChart" in xml
    last = 3 + len(report.sheets[2].rows) - 1
    assert f"'表3 分类别'!$B$4:$B${last}" in xml


def test_the_last_sheet_says_what_everything_means(file: Path) -> None:
    rows = CalamineWorkbook.from_path(file).get_sheet_by_name("说明").to_python()
    said = {row[0]: row[1] for row in rows[2:]}
    assert said["统计期"] == "2026-10-01 至 2026-10-31（2026年10月）"
    assert (said["状态"], said["勾稽"]) == ("草稿", "相符")
    assert {"受理", "按时办结率", "满意率", "平均办理时长"} <= set(said)


HOSTILE = "=1+1|cmd&\x07\u202e<b>坏"


def test_words_from_outside_stay_words(report: MonthReport) -> None:
    sheet = report.sheets[1]
    rows = ((HOSTILE, *sheet.rows[0][1:]), *sheet.rows[1:])
    hostile = replace(
        report,
        made_by=HOSTILE,
        grid=HOSTILE,
        office=replace(report.office, short_name=HOSTILE),
        sheets=(report.sheets[0], replace(sheet, rows=rows), *report.sheets[2:]),
    )
    data = month_workbook(hostile)
    book = load_workbook(io.BytesIO(data))
    cell = book.worksheets[1]["A4"]
    assert (cell.data_type, cell.value) == ("s", "=1+1|cmd&<b>坏")
    assert all(c.data_type != "f" for page in book for row in page.iter_rows() for c in row)
    with ZipFile(io.BytesIO(data)) as parts:
        assert not any(b"<f>" in parts.read(n) for n in parts.namelist() if "worksheets" in n)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_opens_it_with_numbers_as_numbers(
    report: MonthReport, file: Path, tmp_path: Path
) -> None:
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    call = ["soffice", home, "--headless", "--convert-to", "ods", "--outdir", str(tmp_path)]
    subprocess.run([*call, str(file)], check=True, capture_output=True, timeout=180)
    book = CalamineWorkbook.from_path(tmp_path / "十月.ods")
    assert book.sheet_names == TABS
    for at, sheet in enumerate(report.sheets):
        rows = book.get_sheet_by_index(at).to_python()
        assert rows[2 : 3 + len(sheet.rows)] == expected(report, at)


def test_the_paper_says_what_the_report_says(desk: Desk, report: MonthReport) -> None:
    pdf, printed = print_month(desk, OCTOBER)
    assert printed.document == report.document
    text = "".join(reading.text(pdf).split())
    assert pdf.missing == pdf.cut == ()
    for words in (
        "槐荫里社区工作月报",
        "2026年10月",
        "表1",
        "表4",
        "表14居民户与人口",
        "勾稽关系",
        "填报：demo",
        "草稿",
    ):
        assert words in text
    people = next(line for line in report.sheets[-2].rows if line[0] == "实有人口")
    assert people[1:] == ("人", 2, 2)
    assert "实有人口人22" in text
    paper = facts(report)
    assert [(t.title, t.unit) for t in paper.tables[-2:]] == [
        ("表14　居民户与人口", "户、人、套"), ("校验　勾稽关系", "件")
    ]  # fmt: skip
    assert paper.figures[0][:3] == ("受理诉求", "140", "件")
    assert paper.figures[0].note == "与上月持平"
    assert paper.rows[0] == ("诉求受理", "件", 140, 140, "0.0%", 420)
    assert paper.by_month == (("8月", 140), ("9月", 140), ("10月", 140))
    assert sum(count for _, count in paper.by_category) == 140
    assert paper.paragraph.startswith("本月共受理居民诉求 140 件，办结")
    assert [table.rows[0][0] for table in paper.tables[:1]] == ["受理件数"]


def test_only_registers_that_exist_are_on_the_cover(desk: Desk, report: MonthReport) -> None:
    assert [line.label for line in report.lines] == []
    with desk.engine.connect() as connection:
        for statement in (
            "INSERT INTO service_card (id, card_no, household_id, status) VALUES (1, 'K1', 1, '4')",
            "INSERT INTO service_card_event (card_id, event, at)"
            " VALUES (1, '4', '2026-09-30T23:59:59')",
        ):
            connection.exec_driver_sql(statement)
        connection.commit()
    again = desk.read(month_report, OCTOBER)
    assert again.lines == (("连心卡签收", "张", 0, 1, 1, 1),)
    assert facts(again).figures[3] == ("连心卡签收", "0", "张", "累计 1 张")
    assert ("连心卡签收", "张", 0, 1, "−100.0%", 1) in facts(again).rows


@pytest.mark.parametrize(
    ("now", "before", "unit", "said"),
    [
        (6, 4, "件", "比上月多 2 件"),
        (4, 1006, "件", "比上月少 1,002 件"),
        (92.6, 89.5, "点", "比上月高 3.1 点"),
        (80.0, 82.9, "点", "比上月低 2.9 点"),
        (4, 4, "件", "与上月持平"),
    ],
)
def test_a_figure_beside_the_month_before(now: float, before: float, unit: str, said: str) -> None:
    assert compared("上月", now, before, unit) == said


@pytest.mark.parametrize(
    ("period", "heads"),
    [
        ("2026-10", ("10月", "9月", "比上月")),
        ("2026-01", ("1月", "12月", "比上月")),
        ("2026-Q3", ("本季", "上季", "比上季")),
        ("2026-H2", ("本期", "上期", "比上期")),
        ("2026", ("本年", "上年", "比上年")),
        ("2026-10-05..2026-10-09", ("本期", "上期", "比上期")),
    ],
)
def test_any_period_can_be_printed(desk: Desk, period: str, heads: tuple[str, ...]) -> None:
    pdf, report = print_month(desk, Period.parse(period))
    assert facts(report).heads[2:5] == heads
    assert pdf.pages >= 2
    assert month_workbook(report).startswith(b"PK")
