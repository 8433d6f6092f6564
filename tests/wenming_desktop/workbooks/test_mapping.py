"""What a clerk says of a column stands over what its head was taken for."""

from pathlib import Path

import openpyxl
import pytest

from wenming_desktop.fields import Problem
from wenming_desktop.progress import SILENT
from wenming_desktop.work import Desk
from wenming_desktop.workbooks import headers
from wenming_desktop.workbooks.book import Book, SheetGrid
from wenming_desktop.workbooks.desk_check import check_file
from wenming_desktop.workbooks.desk_imports import KIND_NAMES, ImportRequest, fields_of
from wenming_desktop.workbooks.mapping import CHOSEN, NOT_IMPORTED, ColumnPlace, NothingMappedError
from wenming_desktop.workbooks.outcome import Outcome
from wenming_desktop.workbooks.problem_rows import WHY, write_problem_rows
from wenming_desktop.workbooks.table import Table, find_tables

SYNONYMS = headers.Synonyms.load()
NAME, PHONE, REMARK = "resident.full_name", "resident.phone", "resident.remark"
ROWS: list[list[object]] = [
    ["姓名", "身份证号", "小区", "楼号", "单元", "室", "电话", "花名"],
    ["周正", "", "测试苑", "9", "1", "101", "13900000001", "老周"],
    ["吴静", "", "测试苑", "9", "1", "102", "13900000002", "小静"],
]


def at(column: int, sheet: str = "住户") -> ColumnPlace:
    return ColumnPlace(sheet, 1, column)


def read(choices: dict[ColumnPlace, str], *names: str) -> list[Table]:
    sheets = tuple(SheetGrid(name, [list(row) for row in ROWS]) for name in names or ("住户",))
    book = Book("台账.xlsx", "", sheets)
    return find_tables(book, SYNONYMS, headers.RESIDENTS, (), choices)


def column(table: Table, key: str) -> list[object]:
    return [table.get(row, key) for row in table.rows]


def test_a_column_nobody_knew_becomes_what_was_said() -> None:
    (plain,) = read({})
    assert plain.unmapped == ((7, "花名"),)
    (table,) = read({at(7): REMARK})
    assert column(table, REMARK) == ["老周", "小静"]
    assert table.unmapped == ()
    assert {m.reason for m in table.matches if m.key == REMARK} == {CHOSEN}


def test_a_column_is_left_out() -> None:
    (table,) = read({at(6): NOT_IMPORTED})
    assert PHONE not in table.keys
    assert (6, "电话") in table.unmapped


def test_a_field_goes_over_from_the_column_that_had_it() -> None:
    (table,) = read({at(7): NAME})
    assert column(table, NAME) == ["老周", "小静"]
    assert (0, "姓名") in table.unmapped


def test_what_is_said_of_one_sheet_is_not_said_of_another() -> None:
    first, second = read({at(7): REMARK}, "住户", "租户")
    assert REMARK in first.keys
    assert REMARK not in second.keys


@pytest.mark.parametrize("column_at", [99, -1])
def test_a_place_that_is_not_there_says_nothing(column_at: int) -> None:
    (table,) = read({at(column_at): REMARK} if column_at > 0 else {at(7, "别的表"): REMARK})
    assert REMARK not in table.keys


def test_one_column_alone_is_still_a_table() -> None:
    (table,) = read({at(n): NOT_IMPORTED for n in range(1, 8)})
    assert column(table, NAME) == ["周正", "吴静"]


def test_a_file_with_nothing_left_is_refused() -> None:
    with pytest.raises(NothingMappedError, match="住户"):
        read({at(n): NOT_IMPORTED for n in range(8)})


@pytest.mark.parametrize("kind", sorted(KIND_NAMES))
def test_every_field_offered_has_one_name_of_its_own(kind: str) -> None:
    offered = fields_of(kind)
    labels = [label for _, label in offered]
    assert all(labels)
    assert len(set(labels)) == len(labels)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    for name in ("住户", "租户"):
        sheet = book.create_sheet(name)
        for row in ROWS:
            sheet.append(row)
    del book["Sheet"]
    book.save(tmp_path / "台账.xlsx")
    return tmp_path / "台账.xlsx"


def test_a_check_shows_each_column_and_where_it_stands(desk: Desk, ledger: Path) -> None:
    checked = check_file(desk, SILENT, ImportRequest("residents", ledger, sheet="租户"))
    assert checked.sheet_names == ("住户", "租户")
    assert {seen.sheet for seen in checked.columns} == {"租户"}
    last = checked.columns[-1]
    assert (last.head, last.sample, last.state, last.place) == (
        "花名",
        "老周",
        "none",
        at(7, "租户"),
    )
    assert [seen.key for seen in checked.columns][:1] == [NAME]


def test_a_check_follows_what_was_said(desk: Desk, ledger: Path) -> None:
    said = {at(7): REMARK, at(6): NOT_IMPORTED}
    checked = check_file(desk, SILENT, ImportRequest("residents", ledger, "", "住户", said))
    told = {seen.head: (seen.label, seen.reason, seen.state) for seen in checked.columns}
    assert told["花名"] == ("备注", CHOSEN, "sure")
    assert told["电话"] == ("不导入", CHOSEN, "none")
    outcome = desk.write(checked.write, checked.command)
    assert outcome.counts["residents_added"] == 2
    rows = desk.engine.connect().exec_driver_sql("SELECT remark, phone FROM resident ORDER BY id")
    assert rows.fetchall() == [("老周", None), ("小静", None)]


# the rows that want a person


def outcome(*problems: tuple[int, str]) -> Outcome:
    found = Outcome(2)
    for row, said in problems:
        found.remark("住户", row, Problem("x", NAME, said))
    return found


def test_problem_rows_are_written_as_they_stood_with_why_in_red(tmp_path: Path) -> None:
    path = tmp_path / "要改的行.xlsx"
    problems = outcome((3, "姓名里有怪字"), (3, "再看一遍")).problems
    assert write_problem_rows(path, read({}), problems) == 1
    (sheet,) = openpyxl.load_workbook(path)
    head, row = ([cell.value for cell in line] for line in sheet.iter_rows())
    assert head == [WHY, *ROWS[0][:7]]
    assert row[:2] == ["姓名里有怪字；再看一遍", "吴静"]
    assert row[-1] == "13900000002"
    assert sheet["A2"].font.color.rgb == "FFC13A1E"


def test_mended_rows_come_in_as_they_are(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "要改的行.xlsx"
    write_problem_rows(path, read({}), outcome((2, "x"), (3, "y")).problems)
    checked = check_file(desk, SILENT, ImportRequest("residents", path))
    assert not checked.outcome.problems
    assert checked.outcome.counts["residents_added"] == 2
    assert [seen.state for seen in checked.columns] == ["none", *["sure"] * 7]


def test_sheets_keep_their_names_where_a_workbook_takes_them(tmp_path: Path) -> None:
    path = tmp_path / "要改的行.xlsx"
    long = "很长的名字" * 9
    problems = []
    for name in (long, long[:31] + "尾", "a/b"):
        found = outcome((2, "x")).problems[0]
        problems.append(type(found)(name, 2, found.field, "x", "refused", "x"))
    assert write_problem_rows(path, read({}, long, long[:31] + "尾", "a/b"), problems) == 3
    names = openpyxl.load_workbook(path).sheetnames
    assert names == [long[:31], f"{long[:28]}-2", "a_b"]
