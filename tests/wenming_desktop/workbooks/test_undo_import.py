"""Undo of an import: whole where nothing happened since, careful where something did."""

from pathlib import Path

import openpyxl
import pytest

from db.tables.households import Resident
from wenming_desktop import checks
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk, Work, use_case
from wenming_desktop.workbooks.batches import undo_batch
from wenming_desktop.workbooks.files import import_file
from wenming_desktop.workbooks.outcome import ImportOptions, Outcome

HEAD = ("小区", "楼号", "单元", "房号", "姓名", "与户主关系", "身份证号", "电话", "人员类别")
FIRST = (
    ("一院", "3", "1", "101", "王秀兰", "户主", "990100194205120020", "13900000001", ""),
    ("一院", "3", "1", "101", "周建军", "子", "990100196805120010", "13900000002", ""),
)
SECOND = (
    ("一院", "3", "1", "101", "王秀兰", "户主", "990100194205120020", "13900000009", "独居老人"),
    ("一院", "3", "1", "102", "孙福顺", "户主", "990100195005120012", "13900000003", "低保"),
)


def number(stem: str) -> str:
    from wenming_desktop.fields.identity import check_digit

    return stem[:17] + check_digit(stem[:17])


def book(path: Path, rows: tuple[tuple[str, ...], ...]) -> Path:
    made = openpyxl.Workbook()
    made.worksheets[0].append(HEAD)
    for row in rows:
        made.worksheets[0].append([*row[:6], number(row[6]), *row[7:]])
    made.save(path)
    return path


def take(desk: Desk, path: Path) -> Outcome:
    return import_file(desk, "residents", path, ImportOptions())


def facts(desk: Desk) -> tuple[list[tuple[str, str]], list[str]]:
    with desk.engine.connect() as connection:
        people = connection.exec_driver_sql("SELECT full_name, phone FROM resident ORDER BY id")
        care = connection.exec_driver_sql("SELECT category FROM special_care ORDER BY id")
        return [(row[0], row[1]) for row in people], [row[0] for row in care]


@use_case("test.phone", "测试改电话", right="register.write")
def set_phone(work: Work, name: str, phone: str) -> None:
    row = work.session.query(Resident).filter_by(full_name=name).one()
    row.phone = phone


@pytest.fixture
def batches(desk: Desk, tmp_path: Path) -> tuple[int, int]:
    first = take(desk, book(tmp_path / "一.xlsx", FIRST)).batch
    second = take(desk, book(tmp_path / "二.xlsx", SECOND)).batch
    assert first is not None
    assert second is not None
    return first, second


def test_what_a_batch_changed_and_hung_on_others_goes_back(
    desk: Desk, batches: tuple[int, int]
) -> None:
    assert facts(desk)[1] == ["A02", "B01"]
    undone = desk.write(undo_batch, batches[1])
    assert undone.kept == ()
    assert facts(desk) == ([("王秀兰", "13900000001"), ("周建军", "13900000002")], [])


def test_what_was_edited_since_stays_with_all_it_stands_on(
    desk: Desk, batches: tuple[int, int]
) -> None:
    desk.write(set_phone, "孙福顺", "13900000077")
    undone = desk.write(undo_batch, batches[1])
    assert next((kept.kind, kept.title) for kept in undone.kept) == ("resident", "孙福顺")
    people, care = facts(desk)
    assert ("孙福顺", "13900000077") in people
    assert care == ["B01"]
    with desk.engine.connect() as connection:
        homes = connection.exec_driver_sql(
            "SELECT count(*) FROM household h JOIN household_membership m"
            " ON m.household_id = h.id JOIN house o ON o.id = h.house_id"
        ).scalar()
    assert homes == 3
    assert [check.name for check in checks.of_data(desk.engine) if not check.ok] == []


def test_a_later_edit_of_a_changed_field_wins_over_undo(
    desk: Desk, batches: tuple[int, int]
) -> None:
    desk.write(set_phone, "王秀兰", "13900000088")
    undone = desk.write(undo_batch, batches[1])
    assert ("resident", "王秀兰") in [(kept.kind, kept.title) for kept in undone.kept]
    assert ("王秀兰", "13900000088") in facts(desk)[0]


def test_batches_are_taken_back_one_after_the_other(desk: Desk, batches: tuple[int, int]) -> None:
    desk.write(undo_last_act)
    desk.write(undo_last_act)
    assert facts(desk) == ([], [])
    assert [check.name for check in checks.of_data(desk.engine) if not check.ok] == []


def test_the_first_batch_keeps_whom_the_second_one_updated(
    desk: Desk, batches: tuple[int, int]
) -> None:
    undone = desk.write(undo_batch, batches[0])
    assert "王秀兰" in [kept.title for kept in undone.kept]
    assert [name for name, _ in facts(desk)[0]] == ["王秀兰", "孙福顺"]
