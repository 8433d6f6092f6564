"""Lists of tickets become tickets with logs: as their truth says, once, and back again."""

import json
import random
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import resources
from tests.wenming_desktop.tickets.conftest import raw
from wenming_desktop import checks
from wenming_desktop.demo import sample
from wenming_desktop.places.service import save_estates, save_grids
from wenming_desktop.settings.staff import save_staff, save_units
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.service import month_document
from wenming_desktop.tickets import queries, store
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.service import do_step
from wenming_desktop.work import Desk, Work, use_case
from wenming_desktop.workbooks.batches import undo_batch
from wenming_desktop.workbooks.files import import_file
from wenming_desktop.workbooks.outcome import ImportOptions, Outcome

LEDGERS = {
    "dev": Path("tests/data/ledgers"),
    "sample": resources.path("samples"),
}
NAME = "诉求工单.xlsx"
HEAD = (
    *("工单编号", "受理时间", "来源", "诉求类别", "诉求小类", "小区", "楼栋", "诉求人", "联系电话"),
    *("诉求内容", "承办单位", "经办人", "办理期限", "办结时间", "办理结果", "满意度", "状态"),
)
PLAIN = {
    "工单编号": "A1",
    "受理时间": datetime(2026, 8, 3, 9, 30),
    "来源": "12345",
    "诉求类别": "物业管理",
    "诉求小类": "电梯故障、维保",
    "小区": "一院",
    "楼栋": "3号楼",
    "诉求人": "王秀兰",
    "联系电话": "13900000001",
    "诉求内容": "电梯又停了。",
    "承办单位": "裕和物业",
    "经办人": "贾涛",
    "办理期限": datetime(2026, 8, 5, 17, 30),
    "办结时间": datetime(2026, 8, 4, 10, 0),
    "办理结果": "更换接触器。",
    "满意度": "满意",
}
TABLES = ("ticket", "ticket_action", "handling_unit", "handler")


def take(desk: Desk, path: Path, *, dry_run: bool = False) -> Outcome:
    return import_file(desk, "tickets", path, ImportOptions(), dry_run=dry_run)


def book(path: Path, *rows: dict[str, Any]) -> Path:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.append(HEAD)
    for row in rows:
        said = {**PLAIN, **row}
        sheet.append([said.get(name) for name in HEAD])
    made.save(path)
    return path


def shuffled(source: Path, path: Path) -> Path:
    old = openpyxl.load_workbook(source).worksheets[0]
    rows = list(old.iter_rows(values_only=True))
    head, body = rows[:2], rows[2:]
    random.Random(7).shuffle(body)
    made = openpyxl.Workbook()
    made.worksheets[0].title = "随便"
    for row in (*head, *body):
        made.worksheets[0].append([*row[1:], row[0]])
    made.save(path)
    return path


def held(desk: Desk) -> dict[str, list[Any]]:
    with raw(desk) as ask:
        return {table: ask(f"SELECT * FROM {table} ORDER BY id") for table in TABLES}


def months(desk: Desk, truth: dict[str, Any]) -> None:
    for month, wanted in truth.items():
        document = desk.read(month_document, Period.parse(month))
        figures = document["figures"]
        assert document["reconciled"]
        assert isinstance(figures, dict)
        for name, value in wanted.items():
            assert (document[name] if name.startswith("by_") else figures[name]) == value, name


@pytest.fixture
def office(desk: Desk) -> Desk:
    """The sample's office: estates, grids, units."""
    desk.write(save_staff, sample.staff())
    desk.write(save_units, sample.units())
    desk.write(save_estates, sample.estates())
    desk.write(save_grids, sample.grids())
    return desk


def problems(outcome: Outcome) -> list[tuple[int, str, bool]]:
    return sorted((p.row, p.code, p.severity == "refused") for p in outcome.problems)


@pytest.mark.parametrize("which", ["dev", "sample"])
@pytest.mark.parametrize("mixed", [False, True])
def test_the_ledgers_give_their_truth(
    office: Desk, tmp_path: Path, which: str, mixed: bool
) -> None:
    truth = json.loads((LEDGERS[which] / "truth.json").read_text(encoding="utf-8"))
    file = LEDGERS[which] / NAME
    outcome = take(office, shuffled(file, tmp_path / "乱.xlsx") if mixed else file)
    assert outcome.counts == {"tickets_added": truth["tickets"], "unchanged": 0}
    said = truth["files"].get("tickets", {}).get("problems", [])
    wanted = sorted((p["row"], code, p["refused"]) for p in said for code in p["codes"])
    if mixed:
        assert sorted(p[1:] for p in problems(outcome)) == sorted(p[1:] for p in wanted)
    else:
        assert problems(outcome) == wanted
    months(office, truth["tally"])
    again = take(office, file)
    assert again.batch is None
    assert again.counts == {"tickets_added": 0, "unchanged": truth["tickets"]}


def test_undo_leaves_the_office_as_before(office: Desk) -> None:
    before = held(office)
    outcome = take(office, LEDGERS["sample"] / NAME)
    assert outcome.batch is not None
    undone = office.write(undo_batch, outcome.batch)
    assert (undone.removed, undone.kept) == (434, ())
    assert held(office) == before
    assert [check.name for check in checks.of_data(office.engine) if not check.ok] == []


def test_undo_keeps_what_was_worked_on_since(office: Desk, tmp_path: Path) -> None:
    outcome = take(office, book(tmp_path / "a.xlsx", {"办结时间": None, "满意度": None}, B))
    office.write(do_step, TakeStep("SQ2026080001", "PRG", reason="已联系维保"))
    undone = office.write(undo_batch, outcome.batch or 0)
    assert undone.removed == 1
    assert [(kept.kind, kept.title) for kept in undone.kept] == [("ticket", "SQ2026080001")]
    row = office.read(queries.ticket_by_number, "SQ2026080001")
    assert (row.status, row.handling_unit) == ("40", "裕和物业")
    assert len(office.read(queries.ticket_log, row.id)) == 4


B = {"工单编号": "A2", "受理时间": datetime(2026, 8, 3, 10, 0)}


def test_a_row_becomes_a_ticket_with_its_log(office: Desk, tmp_path: Path) -> None:
    take(office, book(tmp_path / "a.xlsx", {"小区": "槐荫一院"}))
    row = office.read(queries.ticket_by_number, "A1")
    assert (row.number, row.status, row.satisfaction) == ("SQ2026080001", "70", "1")
    assert (row.source, row.category) == ("11", "0607")
    assert (row.handling_unit, row.handler, row.grid) == ("裕和物业", "贾涛", "第二网格")
    assert row.due_at == PLAIN["办理期限"]
    log = office.read(queries.ticket_log, row.id)
    start, end = PLAIN["受理时间"], PLAIN["办结时间"]
    assert [(one.seq, one.action, one.at, one.from_status, one.to_status) for one in log] == [
        (1, "ACC", start, "10", "20"),
        (2, "DSP", start, "20", "30"),
        (3, "SGN", start, "30", "40"),
        (4, "FIN", end, "40", "50"),
        (5, "APV", end, "50", "60"),
        (6, "CBK", end, "60", "70"),
    ]
    sheet = office.read(queries.ticket_sheet, row.id)
    assert (sheet.external_no, sheet.external_due_at) == ("A1", PLAIN["办理期限"])
    assert (sheet.result_text, sheet.complainant_phone) == ("更换接触器。", "13900000001")
    assert row.location_text == "槐荫一院3号楼"


@use_case("test.fit", "核对工单", right="ticket.read")
def changed_by_fitting(work: Work, ids: Iterable[int]) -> list[str]:
    """What of the stored columns the log does not say."""
    found = []
    for ticket in (store.find(work, one) for one in ids):
        store.fit(ticket, store.read_log(work, ticket.id))
        changed = work.session.is_modified(ticket)
        found += [str(ticket.ticket_no)] if changed else []
    work.session.rollback()
    return found


def test_columns_are_what_the_logs_say(office: Desk) -> None:
    take(office, LEDGERS["sample"] / NAME)
    ids = [row.id for row in office.read(queries.ticket_list)]
    assert len(ids) == 434
    assert office.read(changed_by_fitting, ids) == []


def test_an_imported_ticket_goes_on_through_the_services(office: Desk, tmp_path: Path) -> None:
    take(office, book(tmp_path / "a.xlsx", {"诉求类别": "", "诉求小类": ""}))
    assert office.write(do_step, TakeStep("SQ2026080001", "ARC")).status == "80"


def test_numbers_follow_the_time_of_acceptance(office: Desk, tmp_path: Path) -> None:
    late = {"工单编号": "Z", "受理时间": datetime(2026, 7, 1, 8)}
    take(office, book(tmp_path / "a.xlsx", B, late, {}))
    rows = office.read(queries.ticket_list)
    numbers = [(row.number, row.accepted_at and row.accepted_at.day) for row in rows]
    assert numbers == [("SQ2026080002", 3), ("SQ2026080001", 3), ("SQ2026070001", 1)]


@pytest.mark.parametrize(
    ("said", "codes", "status"),
    [
        ({"受理时间": None}, ["ticket.time_missing"], None),
        ({"受理时间": "上周"}, ["ticket.time_missing"], None),
        ({"办结时间": datetime(2026, 8, 3, 9)}, ["ticket.finish_before_accept"], None),
        ({"办结时间": datetime(2026, 8, 2)}, ["ticket.finish_before_accept"], None),
        ({"办结时间": date(2026, 8, 3)}, [], "70"),
        ({"办结时间": date(2026, 8, 4)}, [], "70"),
        ({"办结时间": "正在办"}, ["rating.unknown", "value.unknown"], "40"),
        ({"办结时间": None, "满意度": None}, [], "40"),
        ({"办结时间": None, "满意度": None, "状态": "已归档"}, ["value.unknown"], "40"),
        ({"满意度": None}, [], "60"),
        ({"满意度": "一般般吧"}, ["rating.unknown"], "60"),
        ({"满意度": "未回访"}, [], "60"),
        ({"满意度": "未接通"}, [], "60"),
        ({"满意度": "不评价"}, [], "70"),
        ({"来源": "电报"}, ["source.unknown"], "70"),
        ({"诉求类别": "热心群众反映", "诉求小类": ""}, ["category.unknown"], "70"),
        ({"承办单位": "长" * 61}, ["unit.unknown"], "70"),
        ({"联系电话": "139000"}, [], "70"),
    ],
)
def test_doubtful_rows(
    office: Desk, tmp_path: Path, said: dict[str, Any], codes: list[str], status: str | None
) -> None:
    path = book(tmp_path / "a.xlsx", said)
    planned = take(office, path, dry_run=True)
    outcome = take(office, path)
    assert planned.counts == outcome.counts
    assert sorted(p.code for p in outcome.problems) == codes
    assert all(p.message.endswith("。") for p in outcome.problems)
    rows = office.read(queries.ticket_list)
    assert [row.status for row in rows] == ([] if status is None else [status])


@pytest.mark.parametrize(
    ("parent", "leaf", "code", "remarked"),
    [
        ("物业管理", "", "06", False),
        ("市容环境", "其他", "0199", False),
        ("水电气暖通信", "其他", "0899", False),
        ("暖气不热", "", "0801", False),
        ("市容环境-暴露垃圾", "", "0102", False),
        ("随便写的", "路灯不亮", "0504", False),
        ("物业管理", "随便写的", "06", True),
        ("物业管理", "路灯不亮", "06", True),
        ("随便写的", "也是随便", None, True),
        ("", "", None, False),
    ],
)
def test_categories(
    office: Desk, tmp_path: Path, parent: str, leaf: str, code: str | None, remarked: bool
) -> None:
    outcome = take(office, book(tmp_path / "a.xlsx", {"诉求类别": parent, "诉求小类": leaf}))
    (row,) = office.read(queries.ticket_list)
    assert row.category == code
    assert [p.code for p in outcome.problems] == ["category.unknown"] * remarked


def test_the_same_number_twice(office: Desk, tmp_path: Path) -> None:
    first = book(tmp_path / "a.xlsx", {}, {"诉求内容": "另一件事"})
    outcome = take(office, first)
    assert problems(outcome) == [(3, "ticket.duplicate", True)]
    # A number that the office knows for another call is not taken for the same ticket.
    other = book(tmp_path / "b.xlsx", {"受理时间": datetime(2026, 7, 3, 9, 30)})
    outcome = take(office, other)
    assert [p.code for p in outcome.problems] == ["ticket.duplicate"]
    assert outcome.counts == {"tickets_added": 0, "unchanged": 0}


def test_without_numbers_all_that_is_said_tells_rows_apart(office: Desk, tmp_path: Path) -> None:
    blank = {"工单编号": None}
    path = book(tmp_path / "a.xlsx", blank, {**blank, "诉求内容": "另一件"}, blank)
    outcome = take(office, path)
    assert problems(outcome) == [(4, "ticket.duplicate", True)]
    assert outcome.counts["tickets_added"] == 2
    assert take(office, path).counts == {"tickets_added": 0, "unchanged": 2}


def test_without_a_deadline_ours_is_promised(office: Desk, tmp_path: Path) -> None:
    take(office, book(tmp_path / "a.xlsx", {"办理期限": None}))
    (row,) = office.read(queries.ticket_list)
    assert row.due_at == datetime(2026, 8, 5, 17, 30)


def test_a_deadline_given_as_a_day_lasts_to_its_end(office: Desk, tmp_path: Path) -> None:
    take(office, book(tmp_path / "a.xlsx", {"办理期限": "2026-08-05"}))
    (row,) = office.read(queries.ticket_list)
    assert row.due_at == datetime(2026, 8, 5, 23, 59, 59)


def test_markup_and_formulas_stay_text(office: Desk, tmp_path: Path) -> None:
    said = "'; DROP TABLE ticket; -- <b>{x}</b> %s"
    take(office, book(tmp_path / "a.xlsx", {"诉求内容": said, "承办单位": said}))
    (row,) = office.read(queries.ticket_list)
    assert row.handling_unit == said
    assert office.read(queries.ticket_sheet, row.id).content == said
