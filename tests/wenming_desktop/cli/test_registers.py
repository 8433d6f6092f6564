"""`import`, `undo`, `search`, `export`: ledgers in and out as a script sees it."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

import resources
from tests.wenming_desktop.cli.conftest import Cli

LEDGERS = Path(__file__).parents[2] / "data" / "ledgers"
COUNTS = {
    "residents": {
        "households_added", "households_updated", "residents_added", "residents_updated",
        "unchanged",
    },
    "members": {"members_added", "members_updated", "unchanged", "cells_added"},
    "services": {"records_added", "unchanged"},
    "tickets": {"tickets_added", "unchanged"},
}  # fmt: skip
PROBLEM = {"sheet", "row", "field", "code", "severity", "message"}


def test_the_traps_go_in_with_their_problems_and_a_list_of_them(cli: Cli, tmp_path: Path) -> None:
    ledger, list_of = LEDGERS / "待核人员.xlsx", tmp_path / "问题行.xlsx"
    told = cli.ok("import", "residents", ledger, "--dry-run")
    assert told["batch"] is None
    done = cli.ok("import", "residents", ledger, "--problems", list_of)
    assert done["batch"] == 1
    assert set(done) == {"batch", "rows", "problems", *COUNTS["residents"]}
    assert {**done, "batch": None} == told
    assert done["rows"] == 14
    assert all(set(problem) == PROBLEM for problem in done["problems"])
    assert {problem["severity"] for problem in done["problems"]} == {"refused", "kept"}
    page = openpyxl.load_workbook(list_of).worksheets[0]
    listed = [(row[0].value, row[1].value, row[5].value) for row in page.iter_rows(min_row=2)]
    assert listed == [(p["sheet"], p["row"], p["code"]) for p in done["problems"]]
    assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n"}


@pytest.mark.parametrize(
    ("kind", "name"),
    [("members", "党员花名册.xlsx"), ("services", "服务记录.xlsx"), ("tickets", "诉求工单.xlsx")],
)
def test_each_kind_of_ledger_again_is_unchanged(town: Cli, kind: str, name: str) -> None:
    done = town.ok("import", kind, resources.path("samples", name))
    assert set(done) == {"batch", "rows", "problems", *COUNTS[kind]}
    assert done["batch"] is None
    assert done["unchanged"] > 0
    assert not any(done[count] for count in COUNTS[kind] - {"unchanged"})


def write(path: Path, *rows: tuple[Any, ...]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return path


def test_files_that_cannot_be_read_are_refused_and_nothing_is_saved(
    cli: Cli, tmp_path: Path
) -> None:
    empty, broken = tmp_path / "空.xlsx", tmp_path / "坏.xlsx"
    empty.touch()
    broken.write_bytes(b"PK\x03\x04" + b"\0" * 500)
    no_people = write(tmp_path / "物资.xlsx", ("品名", "数量"), ("口罩", 3))
    no_estate = write(tmp_path / "无小区.xlsx", ("姓名", "楼号", "房号"), ("王甲", "3", "501"))
    for file, code in (
        (empty, "file.empty"),
        (broken, "file.damaged"),
        (tmp_path / "没有.xlsx", "file.missing"),
        (no_people, "import.no_table"),
        (no_estate, "import.estate_missing"),
    ):
        answer = cli("import", "residents", file)
        assert (answer.code, answer.error["code"]) == (3, code)
        assert answer.error["message"] in answer.said
    no_sheet = cli("import", "residents", no_people, "--sheet", "二号楼")
    assert (no_sheet.code, no_sheet.error["code"]) == (3, "import.no_sheet")
    taken = cli.ok("import", "residents", no_estate, "--estate", "一院")
    assert (taken["batch"], taken["residents_added"]) == (1, 1)


def test_a_problem_list_that_cannot_be_written_stops_the_import(cli: Cli, tmp_path: Path) -> None:
    ledger = LEDGERS / "待核人员.xlsx"
    answer = cli("import", "residents", ledger, "--problems", tmp_path / "没有" / "问题.xlsx")
    assert (answer.code, answer.error["code"]) == (3, "file.cannot_write")
    assert cli("import", "residents", ledger, "--problems", ledger).code == 2
    assert cli.ok("import", "residents", ledger)["batch"] == 1


def test_undo_once_and_only_once(cli: Cli) -> None:
    batch = cli.ok("import", "residents", LEDGERS / "待核人员.xlsx")["batch"]
    undone = cli.ok("undo", batch)
    assert set(undone) == {"removed", "restored", "kept"}
    assert undone["removed"] > 0
    assert undone["kept"] == []
    assert cli.ok("search", "待核") == []
    for number, code in ((batch, "batch.already_undone"), (77, "not_found")):
        answer = cli("undo", number)
        assert (answer.code, answer.error["code"]) == (3, code)


def test_undo_names_what_was_edited_since(cli: Cli, tmp_path: Path) -> None:
    heads = ("姓名", "小区", "楼号", "单元", "房号", "电话")
    row = ("王改动", "一院", "3", "2", "501")
    first = write(tmp_path / "一.xlsx", heads, (*row, "13900000001"))
    second = write(tmp_path / "二.xlsx", heads, (*row, "13900000002"))
    batch = cli.ok("import", "residents", first)["batch"]
    cli.ok("import", "residents", second)
    undone = cli.ok("undo", batch)
    assert undone["kept"]
    assert all(set(kept) == {"kind", "id", "title", "reason"} for kept in undone["kept"])
    assert [hit["title"] for hit in cli.ok("search", "王改动")] != []


@pytest.mark.parametrize(
    ("typed", "best", "match"),
    [
        ("王秀兰", ("resident", "王秀兰"), "name"),
        ("wangxiulan", ("resident", "王秀兰"), "name"),
        ("１３９００００２０４６", ("resident", "王秀兰"), "phone"),
        ("槐荫一院3号楼2单元501", ("household", "王秀兰"), "door"),
        ("槐荫一院 3-2-501", ("household", "王秀兰"), "door"),
    ],
)
def test_search_is_best_first(town: Cli, typed: str, best: tuple[str, str], match: str) -> None:
    hits = town.ok("search", typed)
    assert all(set(hit) == {"kind", "id", "title", "address", "match"} for hit in hits)
    assert (hits[0]["kind"], hits[0]["title"]) == best
    assert (hits[0]["address"], hits[0]["match"]) == ("槐荫一院 3-2-501", match)
    assert town.ok("search", typed, "--limit", 1) == hits[:1]


def test_search_knows_initials_and_finding_nothing_is_no_failure(town: Cli) -> None:
    assert "王秀兰" in [hit["title"] for hit in town.ok("search", "wxl")]
    assert town.ok("search", "没有这样的人") == []
    assert "没有找到" in town("search", "没有这样的人", json=False).out
    assert town("search", "王", "--limit", 0).code == 2


def test_export_comes_back_unchanged_and_full_needs_a_reason(town: Cli, tmp_path: Path) -> None:
    file = tmp_path / "导出.xlsx"
    done = town.ok("export", "residents", "--out", file)
    assert done == {"rows": done["rows"], "file": str(file)}
    again = town.ok("import", "residents", file)
    assert again["batch"] is None
    assert (again["unchanged"], again["problems"]) == (done["rows"], [])
    for words, code in (
        (("--full",), "export.reason"),
        (("--building", "没有 9"), "not_found"),
        (("--care", "没有"), "not_found"),
    ):
        answer = town("export", "residents", "--out", tmp_path / "不要.xlsx", *words)
        assert (answer.code, answer.error["code"]) == (3, code)
    assert not (tmp_path / "不要.xlsx").exists()
    full = tmp_path / "完整.xlsx"
    town.ok("export", "residents", "--out", full, "--full", "--reason", "街道核对")
    assert openpyxl.load_workbook(full).sheetnames[-1] == "说明"
    nowhere = town("export", "residents", "--out", tmp_path / "没有" / "a.xlsx")
    assert (nowhere.code, nowhere.error["code"]) == (3, "file.cannot_write")


def test_everything_leaves_for_a_reason_that_is_kept(town: Cli, tmp_path: Path) -> None:
    file = tmp_path / "全部数据.xlsx"
    done = town.ok("export", "everything", "--out", file, "--reason", "换系统")
    assert done["file"] == str(file)
    pages = openpyxl.load_workbook(file, read_only=True).worksheets
    written = sum(page.max_row - 1 for page in pages if page.title != "说明")
    assert done["rows"] == written > 0
    refused = town("export", "everything", "--out", tmp_path / "不要.xlsx", "--reason", " ")
    assert refused.error["code"] == "export.reason"
    assert not (tmp_path / "不要.xlsx").exists()
