"""Field by field: the ledger counts unless the register is said to, and the counts are exact."""

from pathlib import Path
from typing import Any

import pytest

from tests.wenming_desktop.workbooks.clerk import Ledger, export, query, state
from wenming_desktop import checks
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.batches import undo_batch
from wenming_desktop.workbooks.files import import_file
from wenming_desktop.workbooks.merging import Cell, Merge, MergeRow, counts_after
from wenming_desktop.workbooks.outcome import ImportOptions, Outcome

PHONE, EDUCATION = "resident.phone", "resident.education"
RELATION, REMARK = "household_membership.relation_to_head", "resident.remark"
CARE, NUMBER = "special_care.category", "resident.id_number"


def take(desk: Desk, file: Path, merge: Merge | None = None, *, dry_run: bool = False) -> Outcome:
    options = ImportOptions(merge=merge or Merge())
    return import_file(desk, "residents", file, options, dry_run=dry_run)


@pytest.fixture
def edited(opened: Desk, tmp_path: Path) -> Ledger:
    """Three people said otherwise: telephone and schooling, a telephone, a relation."""
    export(opened, tmp_path / "台账.xlsx", full=True, reason="核对")
    ledger = Ledger(tmp_path / "台账.xlsx")
    ledger.put(2, 电话="13900007001", 文化程度="大学本科")
    ledger.put(3, 电话="13900007002")
    ledger.put(ledger.find(与户主关系="配偶"), 与户主关系="母亲")
    ledger.save()
    return ledger


def rows(outcome: Outcome) -> dict[int, MergeRow]:
    return {row.row: row for row in outcome.merges}


def test_the_dry_run_lists_what_differs(opened: Desk, edited: Ledger) -> None:
    outcome = take(opened, edited.file, dry_run=True)
    found = rows(outcome)
    spouse = edited.find(与户主关系="母亲")
    assert set(found) == {2, 3, spouse}
    fields = {row: [one.field for one in found[row].differences] for row in found}
    wanted: dict[int, list[str]] = {2: [EDUCATION, PHONE], 3: [PHONE]}
    wanted[spouse] = [*wanted.get(spouse, []), RELATION]
    assert fields == wanted
    school, phone = found[2].differences
    assert (school.label, school.sheet, phone.sheet) == ("文化程度", "大学本科教育", "139****7001")
    assert found[2].name == edited.get(2, "姓名")


CASES: list[tuple[Merge, set[str]]] = [
    (Merge(), {"2电", "2文", "3电", "关"}),
    (Merge(frozenset({PHONE})), {"2文", "关"}),
    (Merge(frozenset({PHONE, EDUCATION, RELATION})), set()),
    (Merge(frozenset({RELATION})), {"2电", "2文", "3电"}),
]


def _written(desk: Desk, edited: Ledger, before: dict[int, dict[str, Any]]) -> set[str]:
    after = {row["id"]: row for row in state(desk)}
    names = {"phone": "电", "education": "文", "relation_to_head": "关"}
    at = {edited.get(row, "居民编号"): row for row in (2, 3)}
    found = set()
    for number, row in after.items():
        for column, word in names.items():
            if row[column] != before[number][column]:
                found.add(word if word == "关" else f"{at[number]}{word}")
    return found


@pytest.mark.parametrize(("merge", "written"), CASES)
def test_what_the_register_keeps_is_not_written_and_not_counted(
    opened: Desk, edited: Ledger, merge: Merge, written: set[str]
) -> None:
    before = {row["id"]: row for row in state(opened)}
    plain = take(opened, edited.file, dry_run=True)
    expected = counts_after(plain.counts, plain.merges, merge)
    dry = take(opened, edited.file, merge, dry_run=True)
    done = take(opened, edited.file, merge)
    assert {**done.counts, "households_updated": 0} == {**dry.counts, "households_updated": 0}
    assert done.counts == expected
    assert expected["residents_updated"] == len({word[:-1] for word in written})
    assert _written(opened, edited, before) == written
    assert (done.batch is None) == (not written)
    assert [check.name for check in checks.of_data(opened.engine) if not check.ok] == []


def test_one_row_stands_out_from_its_field(opened: Desk, edited: Ledger) -> None:
    before = {row["id"]: row for row in state(opened)}
    found = rows(take(opened, edited.file, dry_run=True))
    merge = Merge().put_all([PHONE], register=True).put(found[3].cell(PHONE), register=False)
    done = take(opened, edited.file, merge)
    assert _written(opened, edited, before) == {"2文", "3电", "关"}
    assert done.counts["residents_updated"] == 3


def test_an_identity_number_takes_birthday_and_gender_with_it(opened: Desk, tmp_path: Path) -> None:
    from wenming_desktop.fields.identity import check_digit

    export(opened, tmp_path / "台账.xlsx")
    ledger = Ledger(tmp_path / "台账.xlsx")
    wanted = "99010019550307002" + check_digit("99010019550307002")
    ledger.put(2, 身份证号=wanted)
    before = state(opened)
    (row,) = take(opened, ledger.save(), dry_run=True).merges
    assert [one.field for one in row.differences] == [NUMBER]
    kept = take(opened, ledger.file, Merge(frozenset({NUMBER})))
    assert (kept.counts["residents_updated"], kept.batch) == (0, None)
    assert state(opened) == before


def test_a_care_mark_is_added_or_not(opened: Desk, tmp_path: Path) -> None:
    export(opened, tmp_path / "台账.xlsx")
    ledger = Ledger(tmp_path / "台账.xlsx")
    at = next(row for row in range(2, 60) if not ledger.get(row, "人员类别"))
    ledger.put(at, 人员类别="独居老人")
    number = ledger.get(at, "居民编号")
    marks = "SELECT category FROM special_care WHERE resident_id = ?"
    (row,) = take(opened, ledger.save(), dry_run=True).merges
    assert [(one.field, one.register) for one in row.differences] == [(CARE, "（空着）")]
    take(opened, ledger.file, Merge(frozenset({CARE})))
    assert query(opened, marks, number) == []
    take(opened, ledger.file)
    assert len(query(opened, marks, number)) == 1


def test_numbers_masked_alike_show_where_they_differ(opened: Desk, tmp_path: Path) -> None:
    export(opened, tmp_path / "台账.xlsx", full=True, reason="核对")
    ledger = Ledger(tmp_path / "台账.xlsx")
    number = ledger.get(2, "居民编号")
    (old,) = query(opened, "SELECT phone FROM resident WHERE id = ?", number)
    other = old["phone"][:5] + ("1" if old["phone"][5] != "1" else "2") + old["phone"][6:]
    ledger.put(2, 电话=other)
    (row,) = take(opened, ledger.save(), dry_run=True).merges
    (phone,) = row.differences
    assert phone.register != phone.sheet
    assert phone.sheet.replace(other[5], "?", 1).count("*") == len(other) - 4


def test_an_import_that_kept_something_is_taken_back_whole(opened: Desk, edited: Ledger) -> None:
    before = [(r["id"], r["phone"], r["education"], r["relation_to_head"]) for r in state(opened)]
    done = take(opened, edited.file, Merge(frozenset({EDUCATION})))
    assert done.batch is not None
    opened.write(undo_batch, done.batch)
    after = [(r["id"], r["phone"], r["education"], r["relation_to_head"]) for r in state(opened)]
    assert after == before


def test_turning_round_twice_is_nothing() -> None:
    cell = Cell("住户", 4, "周正", PHONE)
    once = Merge().put(cell, register=True)
    assert once.keeps(cell)
    assert not once.put(cell, register=False)
    assert once.put(cell, register=True) == once
    assert Merge().put_all([PHONE], register=True).put_all([PHONE], register=False) == Merge()
    assert not once.put_all([PHONE], register=False).turned
