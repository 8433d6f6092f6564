"""An export that a clerk has worked on: what was edited is all that changes."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.wenming_desktop.workbooks.clerk import (
    Ledger,
    codes,
    export,
    query,
    rows_of,
    state,
    take,
    unchanged,
)
from wenming_desktop import checks
from wenming_desktop.fields.identity import check_digit
from wenming_desktop.work import Desk

EDITS: list[tuple[dict[str, object], dict[str, object]]] = [
    ({"电话": "13900009999"}, {"phone": "13900009999"}),
    ({"姓名": "欧阳改名"}, {"full_name": "欧阳改名"}),
    ({"备注": "=1+1"}, {"remark": "=1+1"}),
    ({"文化程度": "大学本科"}, {"education": "20"}),
    ({"工作单位": "文澜供热站", "电话": "0971-8801234"},
     {"employer": "文澜供热站", "phone": "0971-8801234"}),
    ({"出生日期": ""}, {}),
    ({"电话": "", "身份证号": "", "备注": ""}, {}),
]  # fmt: skip


@pytest.mark.parametrize(("said", "stored"), EDITS)
def test_an_edited_cell_changes_its_field_and_nothing_else(
    opened: Desk, tmp_path: Path, said: dict[str, Any], stored: dict[str, Any]
) -> None:
    export(opened, tmp_path / "台账.xlsx")
    ledger = Ledger(tmp_path / "台账.xlsx")
    at = ledger.find(与户主关系="配偶")
    number = ledger.get(at, "居民编号")
    ledger.put(at, **said)
    before = {row["id"]: row for row in state(opened)}
    outcome = take(opened, ledger.save())
    after = {row["id"]: row for row in state(opened)}
    assert outcome.problems == []
    assert outcome.counts["residents_updated"] == bool(stored)
    assert outcome.counts["residents_added"] == outcome.counts["households_added"] == 0
    changed = {
        name: value for name, value in after[number].items() if value != before[number][name]
    }
    for common in ("updated_at", "updated_by", "row_version"):
        changed.pop(common, None)
    assert changed == stored
    assert {i: r for i, r in after.items() if i != number} == {
        i: r for i, r in before.items() if i != number
    }
    assert [check.name for check in checks.of_data(opened.engine) if not check.ok] == []


def test_a_corrected_number_brings_birthday_and_gender(opened: Desk, tmp_path: Path) -> None:
    export(opened, tmp_path / "台账.xlsx")
    ledger = Ledger(tmp_path / "台账.xlsx")
    wanted = "99010019550307002" + check_digit("99010019550307002")
    ledger.put(2, 身份证号=wanted)
    number = ledger.get(2, "居民编号")
    outcome = take(opened, ledger.save())
    assert outcome.problems == []
    assert outcome.counts["residents_updated"] == 1
    row = next(r for r in state(opened) if r["id"] == number)
    assert (row["id_number"], row["birth_date"], row["gender"]) == (wanted, "1955-03-07", "2")


def test_a_relation_is_corrected_but_never_the_head(opened: Desk, tmp_path: Path) -> None:
    export(opened, tmp_path / "台账.xlsx")
    ledger = Ledger(tmp_path / "台账.xlsx")
    at = ledger.find(与户主关系="配偶")
    ledger.put(at, 与户主关系="母亲")
    outcome = take(opened, ledger.save())
    assert (outcome.counts["residents_updated"], outcome.problems) == (1, [])
    ledger.put(at, 与户主关系="户主")
    outcome = take(opened, ledger.save())
    assert codes(outcome) == [(at, "household.head_kept", "kept")]
    assert unchanged(outcome)


@pytest.mark.parametrize("number", [999999, "A17", "9" * 5000, -1, 1.5])
def test_an_unknown_number_is_ignored_with_a_remark(
    opened: Desk, tmp_path: Path, number: object
) -> None:
    export(opened, tmp_path / "台账.xlsx", full=True, reason="核对")
    ledger = Ledger(tmp_path / "台账.xlsx")
    ledger.put(2, 居民编号=number)
    outcome = take(opened, ledger.save())
    assert codes(outcome) == [(2, "resident.code_unknown", "kept")]
    assert unchanged(outcome)


def test_a_number_of_somebody_else_is_ignored(opened: Desk, tmp_path: Path) -> None:
    """Name and identity number both differ: the row is the person it names, not the number's."""
    before = state(opened)
    export(opened, tmp_path / "台账.xlsx", full=True, reason="核对")
    ledger = Ledger(tmp_path / "台账.xlsx")
    first, second = ledger.get(2, "居民编号"), ledger.get(9, "居民编号")
    ledger.put(2, 居民编号=second)
    ledger.put(9, 居民编号=first)
    outcome = take(opened, ledger.save())
    assert codes(outcome) == [
        (2, "resident.code_unknown", "kept"),
        (9, "resident.code_unknown", "kept"),
    ]
    assert unchanged(outcome)
    assert state(opened) == before


def test_the_numbers_of_another_office_overwrite_nobody(opened: Desk, tmp_path: Path) -> None:
    before = state(opened)
    book = openpyxl.Workbook()
    book.worksheets[0].append(["人员编号", "姓名", "小区", "楼号", "单元", "房号"])
    for number in range(1, 6):
        book.worksheets[0].append([number, f"外来{number}", "别处小区", "1", "1", f"10{number}"])
    book.save(tmp_path / "外来.xlsx")
    outcome = take(opened, tmp_path / "外来.xlsx")
    assert [p.code for p in outcome.problems] == ["resident.code_unknown"] * 5
    assert outcome.counts["residents_added"] == 5
    assert state(opened)[: len(before)] == before


def test_a_copied_row_is_no_second_person(opened: Desk, tmp_path: Path) -> None:
    export(opened, tmp_path / "台账.xlsx")
    ledger = Ledger(tmp_path / "台账.xlsx")
    same = ledger.append(ledger.row(2))
    other = ledger.append(ledger.row(2))
    ledger.put(other, 姓名="新来的")
    outcome = take(opened, ledger.save())
    assert codes(outcome) == [
        (same, "row.duplicate", "refused"),
        (other, "resident.code_unknown", "kept"),
        (other, "id.malformed", "refused"),
        (other, "phone.malformed", "kept"),
    ]
    assert outcome.counts["residents_added"] == outcome.counts["residents_updated"] == 0


def test_a_new_member_is_added_to_the_household_of_the_rows_around(
    opened: Desk, tmp_path: Path
) -> None:
    export(opened, tmp_path / "台账.xlsx")
    ledger = Ledger(tmp_path / "台账.xlsx")
    at = ledger.find(与户主关系="配偶")
    row = dict(zip(ledger.heads, ledger.row(at), strict=True))
    place = {h: row[h] for h in ("小区", "楼栋", "单元", "房号", "户主")}
    new = ledger.append([None] * len(ledger.heads))
    ledger.put(new, **place, 姓名="新生儿", 与户主关系="子")
    outcome = take(opened, ledger.save())
    assert outcome.problems == []
    assert outcome.counts["residents_added"] == 1
    assert (outcome.counts["households_added"], outcome.counts["households_updated"]) == (0, 1)
    homes = {r["full_name"]: r["household_id"] for r in state(opened) if r["id"] == row["居民编号"]}
    (baby,) = [r for r in state(opened) if r["full_name"] == "新生儿"]
    assert baby["household_id"] in homes.values()
    again = take(opened, ledger.file)
    assert unchanged(again)
    assert [check.name for check in checks.of_data(opened.engine) if not check.ok] == []


def test_who_lives_elsewhere_stays_but_his_telephone_is_heard(opened: Desk, tmp_path: Path) -> None:
    export(opened, tmp_path / "台账.xlsx")
    ledger = Ledger(tmp_path / "台账.xlsx")
    ledger.put(2, 房号="9909", 电话="13900008888")
    number = ledger.get(2, "居民编号")
    home = next(r["household_id"] for r in state(opened) if r["id"] == number)
    outcome = take(opened, ledger.save())
    assert codes(outcome) == [(2, "resident.other_door", "kept")]
    assert outcome.counts["residents_updated"] == 1
    assert outcome.counts["unchanged"] == outcome.rows - 1
    assert outcome.counts["households_added"] == 0
    row = next(r for r in state(opened) if r["id"] == number)
    assert (row["household_id"], row["phone"]) == (home, "13900008888")


def test_masks_without_the_number_of_the_person_are_refused(opened: Desk, tmp_path: Path) -> None:
    """A mask says nothing by itself: many people share one."""
    export(opened, tmp_path / "台账.xlsx")
    ledger = Ledger(tmp_path / "台账.xlsx")
    ledger.put(2, 居民编号=None)
    outcome = take(opened, ledger.save())
    assert (2, "id.malformed", "refused") in codes(outcome)
    assert outcome.counts["residents_added"] == outcome.counts["residents_updated"] == 0


def test_somebody_in_no_household_or_in_two_comes_back_as_one(opened: Desk, tmp_path: Path) -> None:
    """Registered in one household and living in another is one row; a homeless row keeps none."""
    people = query(opened, "SELECT resident_id AS r, household_id AS h FROM household_membership")
    two, none = people[0]["r"], people[5]["r"]
    with opened.engine.connect() as connection:
        connection.exec_driver_sql(
            "INSERT INTO household_membership (household_id, resident_id, relation_to_head,"
            " is_hukou, is_living, created_at, updated_at, row_version, entry_source, is_void)"
            " SELECT ?, ?, '97', 1, 0, created_at, updated_at, row_version, entry_source, 0"
            " FROM household_membership LIMIT 1",
            (people[40]["h"], two),
        )
        connection.exec_driver_sql(
            "UPDATE household_membership SET to_on = '2026-01-01' WHERE resident_id = ?", (none,)
        )
        connection.commit()
    before = state(opened)
    export(opened, tmp_path / "台账.xlsx")
    ledger = Ledger(tmp_path / "台账.xlsx")
    assert [row[0] for row in rows_of(ledger.file)].count(two) == 1
    ledger.put(ledger.find(小区="未入户"), 备注="待查")
    outcome = take(opened, ledger.save())
    assert outcome.problems == []
    assert outcome.counts["residents_updated"] == 1
    after = state(opened)
    assert [r["id"] for r, old in zip(after, before, strict=True) if r["remark"] != old["remark"]]
    assert [r["household_id"] for r in after] == [r["household_id"] for r in before]
