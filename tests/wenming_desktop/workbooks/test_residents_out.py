"""An exported ledger comes back without a change; what was edited in it is all that changes."""

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

import resources
from db.engine import close_all, open_engine
from tests.conftest import Clock, Template
from wenming_desktop import checks, start
from wenming_desktop.errors import NotFoundError
from wenming_desktop.fields.identity import check_digit
from wenming_desktop.security.files import FileTroubleError
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.files import import_file
from wenming_desktop.workbooks.outcome import ImportOptions, Outcome
from wenming_desktop.workbooks.residents_out import (
    ExportResidents,
    FullNeedsReasonError,
    export_residents,
)

LEDGERS = Path(__file__).parents[2] / "data" / "ledgers"
DEV = [LEDGERS / n for n in ("居民信息台账.xlsx", "居民花名册.xls", "三网格.csv", "待核人员.xlsx")]
SAMPLES = [
    resources.path("samples", n) for n in ("居民信息台账.xlsx", "居民花名册.xls", "文澜苑居民.csv")
]
FORMULA = "=cmd|'/c calc'!A0"


@pytest.fixture(scope="module")
def filled(template: Template, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Offices filled once: the dev ledgers, the sample ledgers, a few homes."""
    made = {}
    few = tmp_path_factory.mktemp("few") / "几户.csv"
    lines = (LEDGERS / "三网格.csv").read_bytes().splitlines(keepends=True)
    few.write_bytes(b"".join(lines[:60]))
    for name, files in (("dev", DEV), ("samples", SAMPLES), ("few", [few])):
        folder = tmp_path_factory.mktemp(name) / "office"
        shutil.copytree(template.folder, folder)
        engine = open_engine(folder / start.DATABASE, template.key)
        desk = start.desk_for(engine, "demo", Clock())
        for file in files:
            import_file(desk, "residents", file, ImportOptions())
        close_all(engine)
        made[name] = folder
    return made


@pytest.fixture
def opened(
    request: pytest.FixtureRequest, filled: dict[str, Path], template: Template, tmp_path: Path
) -> Iterator[Desk]:
    """A desk on a copy of the small office, or of the one a test names."""
    folder = tmp_path / "filled"
    shutil.copytree(filled[getattr(request, "param", "few")], folder)
    engine = open_engine(folder / start.DATABASE, template.key)
    yield start.desk_for(engine, "demo", Clock())
    close_all(engine)


def query(desk: Desk, sql: str, *values: object) -> list[Any]:
    with desk.engine.connect() as plain:
        connection = plain.execution_options(readonly=True)
        return list(connection.exec_driver_sql(sql, tuple(values)).mappings())


def take(desk: Desk, file: Path, *, dry_run: bool = False) -> Outcome:
    return import_file(desk, "residents", file, ImportOptions(), dry_run=dry_run)


def export(desk: Desk, file: Path, **options: Any) -> int:
    return export_residents(desk, ExportResidents(file, **options))


def state(desk: Desk) -> list[dict[str, Any]]:
    """Every person with household, door and care marks, as stored."""
    sql = (
        "SELECT r.*, m.household_id, m.relation_to_head, (SELECT group_concat(category) FROM"
        " special_care s WHERE s.resident_id = r.id) AS care FROM resident r"
        " LEFT JOIN household_membership m ON m.resident_id = r.id ORDER BY r.id, m.id"
    )
    return [dict(row) for row in query(desk, sql)]


def rows_of(file: Path) -> list[list[Any]]:
    rows: list[list[Any]] = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    return rows


def unchanged(outcome: Outcome) -> bool:
    counts = dict(outcome.counts)
    same = counts.pop("unchanged")
    return same == outcome.rows and not any(counts.values()) and outcome.batch is None


class Ledger:
    """An exported ledger in the hands of a clerk."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.book = openpyxl.load_workbook(file)
        self.page = self.book.worksheets[0]
        self.heads = [cell.value for cell in self.page[1]]

    def find(self, **said: str) -> int:
        for row in range(2, self.page.max_row + 1):
            if all(self.get(row, head) == value for head, value in said.items()):
                return row
        raise AssertionError(said)

    def get(self, row: int, head: str) -> Any:
        return self.page.cell(row, self.heads.index(head) + 1).value

    def put(self, row: int, **said: object) -> None:
        for head, value in said.items():
            cell = self.page.cell(row, self.heads.index(head) + 1)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"

    def append(self, values: Sequence[Any]) -> int:
        row = self.page.max_row + 1
        for head, value in zip(self.heads, values, strict=True):
            self.put(row, **{head: value})
        return row

    def row(self, row: int) -> list[Any]:
        return [cell.value for cell in self.page[row]]

    def save(self) -> Path:
        for row in self.page.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.data_type = "s"
        self.book.save(self.file)
        return self.file


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


def codes(outcome: Outcome) -> list[tuple[int, str, str]]:
    return [(p.row, p.code, p.severity) for p in outcome.problems]


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


def test_a_file_that_cannot_be_written_says_so_and_leaves_nothing(
    opened: Desk, tmp_path: Path
) -> None:
    (tmp_path / "占用.xlsx").mkdir()
    for file in (tmp_path / "没有" / "台账.xlsx", tmp_path / "占用.xlsx"):
        with pytest.raises(FileTroubleError):
            export(opened, file)
    assert not list(tmp_path.glob("*.part"))
