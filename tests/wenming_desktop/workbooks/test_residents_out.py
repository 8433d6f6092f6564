"""An exported ledger says who took it, hides what it should, and comes back without a change."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from tests.wenming_desktop.workbooks.clerk import (
    Ledger,
    export,
    query,
    rows_of,
    state,
    take,
    unchanged,
)
from wenming_desktop.errors import NotFoundError
from wenming_desktop.fields import by_key
from wenming_desktop.households.fields import LEDGER_FIELDS
from wenming_desktop.households.model import HouseholdFilter
from wenming_desktop.households.queries import household_count
from wenming_desktop.security.files import FileTroubleError
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.residents_out import FullNeedsReasonError

FORMULA = "=cmd|'/c calc'!A0"


@pytest.mark.parametrize(
    "options", [{}, {"full": True, "reason": "街道核对"}], ids=["masked", "full"]
)
@pytest.mark.parametrize("opened", ["dev", "samples"], indirect=True)
def test_an_export_comes_back_without_a_change(
    opened: Desk, tmp_path: Path, options: dict[str, Any]
) -> None:
    before = state(opened)
    people = export(opened, tmp_path / "台账.xlsx", **options)
    assert people == len(query(opened, "SELECT id FROM resident WHERE NOT is_void"))
    told = take(opened, tmp_path / "台账.xlsx", dry_run=True)
    outcome = take(opened, tmp_path / "台账.xlsx")
    assert told.counts == outcome.counts
    assert outcome.problems == []
    assert outcome.rows == people
    assert unchanged(outcome)
    assert state(opened) == before


def test_rows_in_another_order_and_columns_taken_out_change_nothing(
    opened: Desk, tmp_path: Path
) -> None:
    before = state(opened)
    people = export(opened, tmp_path / "台账.xlsx")
    head, *rows = rows_of(tmp_path / "台账.xlsx")
    keep = [head.index(name) for name in ("姓名", "电话", "居民编号", "身份证号")]
    for name, chosen in (("倒序", range(len(head))), ("少列", keep)):
        book = openpyxl.Workbook()
        for row in (head, *sorted(rows, key=lambda row: str(row[6]), reverse=True)):
            book.worksheets[0].append([row[i] for i in chosen])
            for cell in book.worksheets[0][book.worksheets[0].max_row]:
                if isinstance(cell.value, str):
                    cell.data_type = "s"
        book.save(tmp_path / f"{name}.xlsx")
        outcome = take(opened, tmp_path / f"{name}.xlsx")
        assert outcome.problems == [], name
        assert outcome.rows == people
        assert unchanged(outcome), name
    assert state(opened) == before


@pytest.mark.parametrize("opened", ["dev"], indirect=True)
def test_two_programs_read_text_as_text_and_the_notes_last(opened: Desk, tmp_path: Path) -> None:
    file = tmp_path / "台账.xlsx"
    export(opened, file, full=True, reason="街道核对")
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["居民台账", "说明"]
    assert CalamineWorkbook.from_path(file).sheet_names == ["居民台账", "说明"]
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    ledger = Ledger(file)
    numbers = [ledger.page.cell(r, ledger.heads.index("身份证号") + 1) for r in range(2, 1300)]
    assert {type(cell.value) for cell in numbers} <= {str, type(None)}
    assert any(len(cell.value or "") == 18 for cell in numbers)
    assert ledger.get(ledger.find(姓名=FORMULA), "姓名") == FORMULA
    assert FORMULA in {row[6] for row in rows_of(file)}
    notes = " ".join(str(row[0].value) for row in book.worksheets[1].iter_rows())
    assert "街道核对" in notes


@pytest.mark.parametrize("opened", ["dev"], indirect=True)
def test_masked_unless_a_reason_is_given(opened: Desk, tmp_path: Path) -> None:
    export(opened, tmp_path / "打码.xlsx")
    stored = query(opened, "SELECT id_number, phone, birth_date FROM resident")
    said = json.dumps(rows_of(tmp_path / "打码.xlsx"), default=str)
    for row in stored:
        assert not row["id_number"] or row["id_number"] not in said
        assert len(row["phone"] or "") < 11 or row["phone"] not in said
        assert not row["birth_date"] or row["birth_date"] not in said
    for reason in ("", "  "):
        with pytest.raises(FullNeedsReasonError):
            export(opened, tmp_path / "完整.xlsx", full=True, reason=reason)
    assert not (tmp_path / "完整.xlsx").exists()


def test_every_export_is_logged_without_a_value(opened: Desk, tmp_path: Path) -> None:
    people = export(opened, tmp_path / "台账.xlsx", full=True, reason="街道核对")
    (log,) = query(opened, "SELECT * FROM export_log")
    assert (log["what"], log["rows"], log["reason"]) == ("residents", people, "街道核对")
    assert json.loads(log["filter"])["full"] is True
    assert "resident.id_number" in json.loads(log["columns"])
    (audit,) = query(opened, "SELECT * FROM audit ORDER BY seq DESC LIMIT 1")
    assert (audit["action"], audit["obj"]) == ("residents.export", "export:residents")
    assert json.loads(audit["detail"])["rows"] == people


@pytest.mark.parametrize("opened", ["samples"], indirect=True)
def test_one_building_or_one_kind_of_care(opened: Desk, tmp_path: Path) -> None:
    place = query(
        opened,
        "SELECT e.name, b.building_no, count(*) AS n FROM household_membership m"
        " JOIN household h ON h.id = m.household_id JOIN house ho ON ho.id = h.house_id"
        " JOIN building_unit u ON u.id = ho.building_unit_id"
        " JOIN building b ON b.id = u.building_id JOIN estate e ON e.id = b.estate_id"
        " GROUP BY b.id ORDER BY n LIMIT 1",
    )[0]
    wanted = f"{place['name']} {place['building_no']}"
    assert export(opened, tmp_path / "一栋.xlsx", building=wanted) == place["n"]
    care = query(opened, "SELECT category, count(*) AS n FROM special_care GROUP BY 1 LIMIT 1")[0]
    assert export(opened, tmp_path / "关爱.xlsx", care=care["category"]) == care["n"]
    for file in ("一栋.xlsx", "关爱.xlsx"):
        outcome = take(opened, tmp_path / file)
        assert unchanged(outcome)
        assert outcome.problems == []
    for refused in ({"building": "没有的小区 99"}, {"care": "没有"}):
        with pytest.raises(NotFoundError):
            export(opened, tmp_path / "无.xlsx", **refused)
    assert not (tmp_path / "无.xlsx").exists()


def test_a_file_that_cannot_be_written_says_so_and_leaves_nothing(
    opened: Desk, tmp_path: Path
) -> None:
    (tmp_path / "占用.xlsx").mkdir()
    for file in (tmp_path / "没有" / "台账.xlsx", tmp_path / "占用.xlsx"):
        with pytest.raises(FileTroubleError):
            export(opened, file)
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("opened", ["samples"], indirect=True)
def test_the_list_as_filtered_with_the_columns_chosen(opened: Desk, tmp_path: Path) -> None:
    file, wanted = tmp_path / "高龄.xlsx", HouseholdFilter(tags=frozenset({"old"}))
    chosen = ("resident.phone", "special_care.category")
    homes = opened.read(household_count, wanted)
    export(opened, file, wanted=wanted, columns=chosen)
    rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    fixed = ["居民编号", "小区", "楼栋", "单元", "房号", "姓名"]
    labels = by_key(LEDGER_FIELDS)
    assert rows[0] == [*fixed, *(labels[key].label for key in chosen)]
    doors = {tuple(row[1:5]) for row in rows[1:]}
    assert 0 < len(doors) <= homes < len(rows)
    outcome = take(opened, file)
    assert unchanged(outcome)
    assert outcome.problems == []
