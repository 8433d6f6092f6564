"""Ledgers of residents go in exactly as their truth says, twice without a change, and back out."""

import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db import search_docs, search_verify
from tests.samples import variants
from wenming_desktop import checks
from wenming_desktop.progress import CancelledError, Countdown
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.batches import AlreadyUndoneError, undo_batch
from wenming_desktop.workbooks.files import import_file
from wenming_desktop.workbooks.outcome import ImportOptions, Outcome
from wenming_desktop.workbooks.people import NoEstateError, NoTableError

LEDGERS = Path(__file__).parents[2] / "data" / "ledgers"
TRUTH: dict[str, Any] = json.loads((LEDGERS / "truth.json").read_text(encoding="utf-8"))["files"]
FILES = {
    "居民信息台账.xlsx": "ledger_xlsx",
    "居民花名册.xls": "ledger_biff",
    "三网格.csv": "ledger_csv",
}
TABLES = ("resident", "household", "household_membership", "house", "building", "special_care")


def take(desk: Desk, file: Path, **options: str) -> Outcome:
    return import_file(desk, "residents", file, ImportOptions(**options))


def state(desk: Desk) -> dict[str, int]:
    with desk.engine.connect() as connection:
        return {
            t: int(connection.exec_driver_sql(f"SELECT count(*) FROM {t}").scalar() or 0)
            for t in (*TABLES, "search_doc")
        }


def added(outcome: Outcome) -> tuple[int, int]:
    return outcome.counts["households_added"], outcome.counts["residents_added"]


@pytest.mark.parametrize("name", FILES)
def test_a_ledger_gives_its_truth_and_twice_is_unchanged(desk: Desk, name: str) -> None:
    truth = TRUTH[FILES[name]]
    outcome = take(desk, LEDGERS / name)
    assert added(outcome) == (truth["households"], truth["residents"])
    assert outcome.problems == []
    again = take(desk, LEDGERS / name)
    assert added(again) == (0, 0)
    assert again.counts["unchanged"] == truth["residents"]
    assert again.batch is None


def test_three_ledgers_do_not_get_in_each_others_way(desk: Desk) -> None:
    for name in FILES:
        take(desk, LEDGERS / name)
    assert state(desk)["household"] == sum(TRUTH[key]["households"] for key in FILES.values())


def test_every_trap_ends_as_its_truth_says(desk: Desk) -> None:
    outcome = take(desk, LEDGERS / "待核人员.xlsx")
    found: dict[int, list[str]] = {}
    for problem in outcome.problems:
        found.setdefault(problem.row, []).append(problem.code)
        assert problem.sheet == "待核"
        assert problem.message
    for trap in TRUTH["traps"]:
        assert found.get(trap["row"], []) == trap["codes"], trap
    refused = sum(trap["refused"] for trap in TRUTH["traps"])
    assert outcome.counts["residents_added"] == len(TRUTH["traps"]) - refused


def test_the_traps_do_not_depend_on_the_order_of_rows(desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(LEDGERS / "待核人员.xlsx")
    head, *rows = list(book.worksheets[0].iter_rows(values_only=True))
    random.Random(7).shuffle(rows)
    shuffled = openpyxl.Workbook()
    for row in (head, *rows):
        shuffled.worksheets[0].append(row)
        for cell in shuffled.worksheets[0][shuffled.worksheets[0].max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # a name like =1+1 is text there, too
    shuffled.save(tmp_path / "乱序.xlsx")
    outcome = take(desk, tmp_path / "乱序.xlsx")
    wanted = Counter(code for trap in TRUTH["traps"] for code in trap["codes"])
    assert Counter(problem.code for problem in outcome.problems) == wanted


@pytest.mark.parametrize("variant", sorted(variants.ALL))
@pytest.mark.parametrize("name", FILES)
def test_other_shapes_of_the_same_ledger_give_the_same(
    desk: Desk, tmp_path: Path, name: str, variant: str
) -> None:
    truth = TRUTH[FILES[name]]
    outcome = take(desk, variants.ALL[variant](LEDGERS / name, tmp_path))
    assert added(outcome) == (truth["households"], truth["residents"])


def test_undo_puts_everything_back_as_it_was(desk: Desk) -> None:
    take(desk, LEDGERS / "居民花名册.xls")
    before = state(desk)
    batch = take(desk, LEDGERS / "居民信息台账.xlsx").batch
    assert batch is not None
    undone = desk.write(undo_batch, batch)
    assert state(desk) == before
    assert undone.kept == ()
    with pytest.raises(AlreadyUndoneError):
        desk.write(undo_batch, batch)


def test_dry_run_counts_the_same_and_writes_nothing(desk: Desk) -> None:
    file = LEDGERS / "居民信息台账.xlsx"
    before = state(desk)
    told = import_file(desk, "residents", file, ImportOptions(), dry_run=True)
    assert state(desk) == before
    assert told.counts == take(desk, file).counts


@pytest.mark.parametrize("steps", [1, 2, 3, 4, 5, 6])
def test_cancelling_at_any_step_leaves_nothing(desk: Desk, steps: int) -> None:
    before = state(desk)
    with pytest.raises(CancelledError):
        import_file(
            desk.watched_by(Countdown(steps)),
            "residents",
            LEDGERS / "居民信息台账.xlsx",
            ImportOptions(),
        )
    assert state(desk) == before


def test_index_derived_columns_and_history_agree_after_import_and_undo(desk: Desk) -> None:
    batch = take(desk, LEDGERS / "居民信息台账.xlsx").batch
    assert batch is not None
    assert [check.name for check in checks.of_data(desk.engine) if not check.ok] == []
    desk.write(undo_batch, batch)
    assert [check.name for check in checks.of_data(desk.engine) if not check.ok] == []


def test_a_ledger_without_an_estate_asks_for_one(desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (("姓名", "楼号", "单元", "房号"), ("王甲", "3", "2", "501")):
        book.worksheets[0].append(row)
    book.save(tmp_path / "无小区.xlsx")
    with pytest.raises(NoEstateError):
        take(desk, tmp_path / "无小区.xlsx")
    outcome = take(desk, tmp_path / "无小区.xlsx", estate="一院")
    assert added(outcome) == (1, 1)


def test_a_book_without_people_is_refused(desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["品名", "数量"])
    book.save(tmp_path / "物资.xlsx")
    with pytest.raises(NoTableError):
        take(desk, tmp_path / "物资.xlsx")


def test_documents_of_the_plan_are_those_of_the_rows(desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ("姓名", "小区", "楼号", "单元", "房号", "身份证号", "联系电话", "户主"),
        ("王甲", "一院", "3", "2", "501", "99010019690101001X", "13900001234、13900001235", "王甲"),
        ("王乙", "一院", "3", "2", "501", "990100690101002", "8801 2000", "王甲"),
        ("王丙", "", "", "", "", "", "", ""),
        ("王丁", "二院", "平房3排", "", "5号", "", "", "王丁"),
    ):
        book.worksheets[0].append(row)
    book.save(tmp_path / "各种.xlsx")
    take(desk, tmp_path / "各种.xlsx")
    assert [check.name for check in checks.of_data(desk.engine) if not check.ok] == []


def test_a_door_that_stood_empty_is_found_by_its_household_alone(
    desk: Desk, tmp_path: Path
) -> None:
    first = take(desk, LEDGERS / "居民信息台账.xlsx")
    with desk.engine.begin() as connection:
        door = connection.exec_driver_sql("SELECT id FROM building_unit LIMIT 1").scalar()
        connection.exec_driver_sql(
            "INSERT INTO house (building_unit_id, room_no, full_address) VALUES (?, '9901', '')",
            (door,),
        )
        house = connection.exec_driver_sql("SELECT max(id) FROM house").scalar()
        search_docs.put(connection, "house", {int(house or 0)})
        place = connection.exec_driver_sql(
            "SELECT e.name, b.building_no, u.unit_no FROM building_unit u"
            " JOIN building b ON b.id = u.building_id JOIN estate e ON e.id = b.estate_id"
            " WHERE u.id = ?",
            (door,),
        ).one()
    book = openpyxl.Workbook()
    book.worksheets[0].append(("姓名", "小区", "楼号", "单元", "房号"))
    book.worksheets[0].append(("王甲", *place, "9901"))
    book.save(tmp_path / "搬来.xlsx")
    assert first.batch is not None
    take(desk, tmp_path / "搬来.xlsx")
    with desk.engine.connect() as connection:
        assert search_verify.verify(connection, search_docs.docs(connection)) == []


def family(path: Path, people: tuple[str, ...]) -> Path:
    book = openpyxl.Workbook()
    book.worksheets[0].append(("姓名", "小区", "楼号", "单元", "房号", "与户主关系"))
    for at, person in enumerate(people):
        book.worksheets[0].append((person, "一院", "3", "2", "501", "子" if at else "户主"))
    book.save(path)
    return path


def test_members_that_join_are_counted_in_their_households(desk: Desk, tmp_path: Path) -> None:
    grown = [
        take(desk, family(tmp_path / name, people)).counts["households_updated"]
        for name, people in (("先.xlsx", ("王甲",)), ("后.xlsx", ("王甲", "王乙", "王丙")))
    ]
    assert grown == [0, 1]
    with desk.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT people, head_name FROM household").all()
    assert [tuple(row) for row in rows] == [(3, "王甲")]
