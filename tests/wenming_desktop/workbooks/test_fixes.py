"""Answers to problems: put into this file's check, kept for the next file, taken back again."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.wenming_desktop.workbooks.clerk import query
from wenming_desktop import checks
from wenming_desktop.progress import SILENT
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.answers import (
    ANSWERED_BEFORE,
    ANSWERED_NOW,
    Cure,
    Place,
    Spelling,
    Word,
)
from wenming_desktop.workbooks.batches import undo_batch
from wenming_desktop.workbooks.cures import AskCure, DoorUnclearError, cure_of
from wenming_desktop.workbooks.desk_check import check_again, check_file, mended, taken_back
from wenming_desktop.workbooks.desk_imports import Checked, ImportRequest

NUMBER, PHONE, BIRTH = "resident.id_number", "resident.phone", "resident.birth_date"
GENDER, CARE, DOOR = "resident.gender", "special_care.category", "house.full_address"
HEADS = "姓名,身份证号,小区,楼号,单元,室,电话,出生日期,性别,人员类别\n"
ROWS = (
    "周正,63010019660504659O,测试苑,9,1,101,139O0000001,,男,\n"
    "吴静,,测试苑,9,1,102,13900000002转8,1955年O3月07日,雌,独居、怪词\n"
    "郑同,,测试苑,9,1,103,,,雌,怪词\n"
)


def look(
    desk: Desk, tmp_path: Path, rows: str = ROWS, name: str = "台账", heads: str = HEADS
) -> Checked:
    file = tmp_path / f"{name}.csv"
    file.write_text(heads + rows, encoding="utf-8-sig")
    return check_file(desk, SILENT, ImportRequest("residents", file))


def cure(desk: Desk, checked: Checked, row: int, field: str) -> Cure:
    problem = next(p for p in checked.outcome.problems if (p.row, p.field) == (row, field))
    found = desk.read(cure_of, AskCure(checked.source, problem, checked.request.estate))
    assert found is not None
    return found


def problems(checked: Checked) -> set[tuple[int, str]]:
    return {(p.row, p.field) for p in checked.outcome.problems}


OFFERS = [
    ("周正,99010O195503070024,测试苑,9,1,101,,,,\n", NUMBER, ("990100195503070024",)),
    ("周正,,测试苑,9,1,101,139O0000001,,,\n", PHONE, ("13900000001",)),
    ("周正,,测试苑,9,1,101,13900000002转8,,,\n", PHONE, ("13900000002",)),
    ("周正,,测试苑,9,1,101,,1955年O3月07日,,\n", BIRTH, ("1955-03-07",)),
    ("周正,,测试苑,9,1,101,,1955.13.07,,\n", BIRTH, ()),
    ("周正,6.30100196605046E+17,测试苑,9,1,101,,,,\n", NUMBER, ()),
    ("周正,,测试苑,9,1,101,1380000000,,,\n", PHONE, ()),
]


@pytest.mark.parametrize(("row", "field", "offers"), OFFERS)
def test_only_what_is_read_without_a_problem_is_offered(
    desk: Desk, tmp_path: Path, row: str, field: str, offers: tuple[str, ...]
) -> None:
    from wenming_desktop.fields.identity import check_digit

    number = "99010019550307002"
    whole = number + check_digit(number)
    row = row.replace("99010O195503070024", whole.replace("0100", "010O", 1))
    offers = tuple(whole if offer.startswith("9901") else offer for offer in offers)
    found = cure(desk, look(desk, tmp_path, row), 2, field)
    assert tuple(o.replace("/", "-") for o in found.offers[-1:]) == offers[-1:]
    assert bool(found.offers) == bool(offers)
    for offer in found.offers:
        again = mended(desk, SILENT, look(desk, tmp_path, row), found, offer)
        assert problems(again) == set()


def test_a_number_without_its_last_character_gets_it(desk: Desk, tmp_path: Path) -> None:
    checked = look(desk, tmp_path, "周正,99010019550307002,测试苑,9,1,101,,,,\n")
    (offer,) = cure(desk, checked, 2, NUMBER).offers
    assert offer[:-1] == "99010019550307002"
    assert problems(mended(desk, SILENT, checked, cure(desk, checked, 2, NUMBER), offer)) == set()


def test_an_answer_holds_for_the_check_and_is_written_only_with_the_import(
    desk: Desk, tmp_path: Path
) -> None:
    checked = look(desk, tmp_path)
    found = cure(desk, checked, 2, PHONE)
    assert isinstance(found.key, Place)
    after = mended(desk, SILENT, checked, found, found.offers[0])
    assert problems(checked) - problems(after) == {(2, PHONE)}
    assert checked.source == after.source, "the tables as read stay as they are"
    assert query(desk, "SELECT 1 FROM resident") == []
    assert query(desk, "SELECT 1 FROM decision") == []
    (applied,) = after.applied
    assert (applied.said, applied.cells, applied.whence) == ("13900000001", 1, ANSWERED_NOW)
    back = taken_back(desk, SILENT, after, applied.key)
    assert (problems(back), back.applied) == (problems(checked), ())


def test_a_word_is_decided_for_every_cell_and_for_the_next_file(desk: Desk, tmp_path: Path) -> None:
    checked = look(desk, tmp_path)
    gender = cure(desk, checked, 3, GENDER)
    assert (gender.key, gender.alike) == (Word(GENDER, "雌"), 2)
    assert ("2", "女") in gender.choices
    care = cure(desk, checked, 3, CARE)
    assert (care.key, care.alike) == (Word(CARE, "怪词"), 2)
    checked = mended(desk, SILENT, checked, gender, "2")
    checked = mended(desk, SILENT, checked, care, "A02")
    assert not {(3, GENDER), (4, GENDER), (3, CARE), (4, CARE)} & problems(checked)
    done = desk.write(checked.write, checked.command)
    assert done.batch is not None
    genders = {r["full_name"]: r["gender"] for r in query(desk, "SELECT * FROM resident")}
    assert (genders["吴静"], genders["郑同"]) == ("2", "2")
    kept = query(desk, "SELECT kind, subject, answer FROM decision ORDER BY id")
    assert [(r["kind"], r["subject"]) for r in kept] == [
        ("import.value", f"{GENDER}|雌"),
        ("import.value", f"{CARE}|怪词"),
    ]
    following = look(desk, tmp_path, "钱多,,测试苑,9,1,201,,,雌,\n", "下个月")
    assert problems(following) == set()
    (applied,) = following.applied
    assert (applied.written, applied.whence) == ("雌", ANSWERED_BEFORE)
    forgotten = taken_back(desk, SILENT, following, applied.key)
    assert problems(forgotten) == {(2, GENDER)}
    desk.write(forgotten.write, forgotten.command)
    assert look(desk, tmp_path, "孙小,,测试苑,9,1,202,,,雌,\n", "第三月").applied == ()
    assert [check.name for check in checks.of_data(desk.engine) if not check.ok] == []


WHERE_HEADS = "姓名,小区,地址,电话\n"
WHERE = (
    "王和,测试苑,锅炉房后头第二家,\n"
    "王平,测试苑,锅炉房后头第二家,\n"
    "王安,测试苑,9号楼,\n"
    "王全,测试苑,9号楼,\n"
    "王定,测试苑,9号楼1单元101,\n"
)
ROOMS = (
    "SELECT r.full_name, ho.room_no FROM resident r"
    " JOIN household_membership m ON m.resident_id = r.id"
    " JOIN household h ON h.id = m.household_id JOIN house ho ON ho.id = h.house_id"
)


def test_a_spelling_is_decided_once_for_all_its_rows(desk: Desk, tmp_path: Path) -> None:
    checked = look(desk, tmp_path, WHERE, heads=WHERE_HEADS)
    assert problems(checked) == {(row, DOOR) for row in (2, 3, 4, 5)}
    found = cure(desk, checked, 2, DOOR)
    assert (found.key, found.alike) == (Spelling("测试苑 锅炉房后头第二家"), 2)
    with pytest.raises(DoorUnclearError):
        mended(desk, SILENT, checked, found, "那边")
    checked = mended(desk, SILENT, checked, found, "3号楼2单元104")
    assert problems(checked) == {(4, DOOR), (5, DOOR)}
    expected = checked.outcome.counts
    done = desk.write(checked.write, checked.command)
    assert done.counts == expected
    rooms = {row["full_name"]: row["room_no"] for row in query(desk, ROOMS)}
    assert rooms == {"王和": "104", "王平": "104", "王定": "101"}
    following = look(desk, tmp_path, "王喜,测试苑,锅炉房后头第二家,\n", "下月", heads=WHERE_HEADS)
    assert (problems(following), following.applied[0].said) == (set(), "测试苑3号楼2单元104")


def test_half_a_door_is_answered_for_its_row_alone(desk: Desk, tmp_path: Path) -> None:
    """A building is no door: what one row means by it, another does not."""
    checked = look(desk, tmp_path, WHERE, heads=WHERE_HEADS)
    found = cure(desk, checked, 4, DOOR)
    assert found.key == Place(checked.source[0].sheet, 4, DOOR)
    with pytest.raises(DoorUnclearError):
        mended(desk, SILENT, checked, found, "9号楼")
    checked = mended(desk, SILENT, checked, found, "9号楼2单元202")
    assert problems(checked) == {(2, DOOR), (3, DOOR), (5, DOOR)}
    desk.write(checked.write, checked.command)
    assert {"full_name": "王安", "room_no": "202"} in [dict(row) for row in query(desk, ROOMS)]
    assert query(desk, "SELECT 1 FROM decision") == []


def test_a_row_without_a_room_or_any_door_is_answered_alone(desk: Desk, tmp_path: Path) -> None:
    rows = "周正,,测试苑,9,1,,,,,\n吴静,,测试苑,,,,,,,\n郑同,,测试苑,9,1,103,,,,\n"
    checked = look(desk, tmp_path, rows)
    assert problems(checked) == {(2, DOOR), (3, DOOR)}
    for row, said in ((2, "9号楼1单元101"), (3, "9号楼1单元102")):
        found = cure(desk, checked, row, DOOR)
        assert isinstance(found.key, Place)
        checked = mended(desk, SILENT, checked, found, said)
    assert problems(checked) == set()
    desk.write(checked.write, checked.command)
    assert sorted(row["room_no"] for row in query(desk, ROOMS)) == ["101", "102", "103"]


def test_undo_takes_the_decisions_of_the_import_back(desk: Desk, tmp_path: Path) -> None:
    checked = look(desk, tmp_path)
    checked = mended(desk, SILENT, checked, cure(desk, checked, 3, GENDER), "2")
    done = desk.write(checked.write, checked.command)
    assert done.batch is not None
    desk.write(undo_batch, done.batch)
    assert look(desk, tmp_path).applied == ()
    again = look(desk, tmp_path)
    again = mended(desk, SILENT, again, cure(desk, again, 3, GENDER), "2")
    assert desk.write(again.write, again.command).counts == done.counts
    assert len(look(desk, tmp_path).applied) == 1


def test_an_answer_to_a_code_that_is_gone_is_no_answer(desk: Desk, tmp_path: Path) -> None:
    from wenming_desktop.workbooks.cures import NoSuchAnswerError

    checked = look(desk, tmp_path)
    with pytest.raises(NoSuchAnswerError):
        mended(desk, SILENT, checked, cure(desk, checked, 3, GENDER), "没有这个")


def test_nothing_answered_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    checked = look(desk, tmp_path)
    again = check_again(desk, SILENT, checked, checked.fixes)
    assert replace(again, outcome=checked.outcome) == checked
    assert again.outcome == checked.outcome
    assert again.command.tables == checked.source
