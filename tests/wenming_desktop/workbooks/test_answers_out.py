"""名单回填: only empty cells of answer columns are written, whatever kind of file it was."""

import csv
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from tests.conftest import Clock
from tests.wenming_desktop.tickets.conftest import CALL, STEPS, raw, town
from tests.wenming_desktop.workbooks import superior
from wenming_desktop.errors import UserError
from wenming_desktop.tickets.amend import Amend, amend
from wenming_desktop.tickets.model import OpenTicket
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.service import do_step, open_ticket, void_ticket
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.answers_out import fill, preview
from wenming_desktop.workbooks.answers_out_model import (
    UNFINISHED,
    UNKNOWN,
    AnswersNoColumnError,
    AnswersNoNumberError,
    AnswersTargetError,
    FillAnswers,
)

__all__ = ["town"]
NUMBER = superior.ORDERS[0][0]
SHEET = "转办单"
Finished = Callable[..., int]


@pytest.fixture
def finished(town: Desk, clock: Clock) -> Finished:
    """A ticket with the superior's number that went as far as a step."""

    def make(number: str = NUMBER, last: str = "CBK", **said: Any) -> int:
        opened = OpenTicket(**{**vars(CALL), "source": "11", "external_no": number, "at": None})
        ticket = town.write(open_ticket, opened)
        for action, more in STEPS:
            clock.now += timedelta(minutes=5)
            town.write(do_step, TakeStep(ticket, action, **{**more, **said.get(action, {})}))
            if action == last:
                break
        return ticket

    return make


def cells(path: Path, sheet: str = SHEET) -> list[list[Any]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python()


def as_xls(path: Path) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet(SHEET)
    for at, row in enumerate(superior.rows()):
        for column, cell in enumerate(row):
            if cell is not None:
                sheet.write(at, column, str(cell) if isinstance(cell, datetime) else cell)
    book.save(str(path))
    return path


def as_csv(path: Path) -> Path:
    with path.open("w", encoding="gb18030", newline="") as out:
        csv.writer(out).writerows(superior.rows())
    return path


@pytest.mark.parametrize(("make", "name"), [(as_xls, "a.et"), (as_csv, "a.csv")])
def test_any_other_list_becomes_a_workbook_with_its_rows(
    town: Desk, finished: Finished, tmp_path: Path, make: Callable[[Path], Path], name: str
) -> None:
    finished()
    source, out = make(tmp_path / name), tmp_path / "回复.xlsx"
    plan = fill(town, FillAnswers(source, out)).plan
    assert (plan.rows, plan.filled, len(plan.numbers(UNKNOWN))) == (3, 1, 2)
    sheet = CalamineWorkbook.from_path(out).sheet_names[0]
    after = cells(out, sheet)
    assert after[0][0] == superior.TITLE
    assert after[1] == list(superior.HEAD)
    row = after[2]
    assert row[superior.AT["办理结果"]].startswith("清洗过滤网")
    # The list writes its times as text, so do we.
    assert row[superior.AT["办结时间"]] == "2026-03-09 09:20"
    assert not any(after[3][superior.AT["承办单位"] :])
    assert after[5][0] == "填表人：值班员"


def test_what_is_filled_already_stays(town: Desk, finished: Finished, tmp_path: Path) -> None:
    finished()
    source = superior.workbook(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(source)
    sheet = book[SHEET]
    at = {name: get_column_letter(n + 1) for name, n in superior.AT.items()}
    sheet[f"{at['办理结果']}3"] = "街道已答复"
    sheet[f"{at['承办单位']}3"] = '="街"&"道"'
    sheet.merge_cells(f"{at['是否解决']}3:{at['是否解决']}4")
    book.save(source)
    out = tmp_path / "b.xlsx"
    fill(town, FillAnswers(source, out))
    after = openpyxl.load_workbook(out)[SHEET]
    assert after[f"{at['办理结果']}3"].value == "街道已答复"
    assert after[f"{at['承办单位']}3"].value == '="街"&"道"'
    assert after[f"{at['是否解决']}3"].value == "已解决"
    assert after[f"{at['满意度']}3"].value == "满意"


def test_a_result_like_a_formula_stays_a_text(
    town: Desk, finished: Finished, tmp_path: Path
) -> None:
    finished(FIN={"result": "=1+1 请到社区领取补助材料，已电话告知。"})
    out = tmp_path / "b.xlsx"
    fill(town, FillAnswers(superior.workbook(tmp_path / "a.xlsx"), out))
    cell = openpyxl.load_workbook(out)[SHEET].cell(3, superior.AT["办理结果"] + 1)
    assert (cell.data_type, str(cell.value)[:4]) == ("s", "=1+1")


COVERED = {
    "回访电话 13900001234，已办好。": "回访电话 139****1234，已办好。",
    "证号 990100195503070020 已核对。": "证号 9****************0 已核对。",
    "单号 202603090001 已办好，请知悉。": "单号 202603090001 已办好，请知悉。",
}


def test_numbers_of_people_are_covered(town: Desk, finished: Finished, tmp_path: Path) -> None:
    for (number, *_), said in zip(superior.ORDERS, COVERED, strict=True):
        finished(number, FIN={"result": said})
    out = tmp_path / "b.xlsx"
    fill(town, FillAnswers(superior.workbook(tmp_path / "a.xlsx"), out))
    shown = [row[superior.AT["办理结果"]] for row in cells(out)[2:5]]
    assert shown == list(COVERED.values())


def test_rows_that_stay_open_are_named(town: Desk, finished: Finished, tmp_path: Path) -> None:
    one, two, three = (order[0] for order in superior.ORDERS)
    finished(one, last="FIN")
    finished(two)
    town.write(amend, Amend(finished("另一件"), "external_no", two, "单号写错"))
    town.write(void_ticket, finished(three), "重复")
    plan = preview(town, superior.workbook(tmp_path / "a.xlsx"))
    assert plan.filled == 0
    assert [(row.row, row.kind, row.words) for row in plan.left] == [
        (3, UNFINISHED, "待审核"),
        (4, UNKNOWN, "有 2 件工单都是这个单号"),
        (5, UNKNOWN, "工单里没有这个单号"),
    ]


WAYS_OUT: tuple[tuple[str, dict[str, Any], str], ...] = (
    (
        "TRF",
        {"to_unit": "城管执法中队", "reason": "不归本社区管"},
        "已移交城管执法中队：不归本社区管",
    ),
    ("WDR", {"reason": "来电人说不用了"}, "诉求人撤诉：来电人说不用了"),
)


@pytest.mark.parametrize(("action", "more", "said"), WAYS_OUT)
def test_an_order_that_left_says_so(
    town: Desk, clock: Clock, tmp_path: Path, action: str, more: dict[str, Any], said: str
) -> None:
    opened = OpenTicket(**{**vars(CALL), "source": "11", "external_no": NUMBER, "at": None})
    ticket = town.write(open_ticket, opened)
    clock.now += timedelta(minutes=5)
    town.write(do_step, TakeStep(ticket, action, **more))
    source, out = superior.workbook(tmp_path / "a.xlsx"), tmp_path / "b.xlsx"
    fill(town, FillAnswers(source, out))
    row = cells(out)[2]
    assert row[superior.AT["办理结果"]] == said
    assert row[superior.AT["办结时间"]] == clock.now
    if action == "TRF":
        assert row[superior.AT["承办单位"]] == more["to_unit"]
    # A list that asks only for the time is not told one: that would look like work done.
    plan = preview(town, source, ("ticket.completed_at",))
    assert [(left.kind, left.words) for left in plan.left if left.number == NUMBER] == [
        (UNFINISHED, said)
    ]
    assert plan.filled == 0


def test_an_order_not_accepted_says_why(town: Desk, clock: Clock, tmp_path: Path) -> None:
    draft = {**vars(CALL), "source": "11", "external_no": NUMBER, "at": None, "draft": True}
    ticket = town.write(open_ticket, OpenTicket(**draft))
    clock.now += timedelta(minutes=5)
    town.write(do_step, TakeStep(ticket, "REJ", reason="不在本社区"))
    (why,) = {
        fill.value
        for fill in preview(town, superior.workbook(tmp_path / "a.xlsx")).fills
        if fill.column == superior.AT["办理结果"]
    }
    assert why == "不予受理：不在本社区"


def test_a_merged_order_takes_its_hosts_answer(
    town: Desk, clock: Clock, finished: Finished, tmp_path: Path
) -> None:
    one, two = (order[0] for order in superior.ORDERS[:2])
    host = finished(one, last="SGN")
    opened = OpenTicket(**{**vars(CALL), "source": "11", "external_no": two, "at": None})
    guest = town.write(open_ticket, opened)
    clock.now += timedelta(minutes=5)
    town.write(do_step, TakeStep(guest, "MRG", into=host))
    source = superior.workbook(tmp_path / "a.xlsx")
    (left,) = [row for row in preview(town, source).left if row.number == two]
    assert (left.kind, left.words) == (UNFINISHED, "并入 SQ2026030001，处理中")
    for action, more in STEPS[2:]:
        clock.now += timedelta(minutes=5)
        town.write(do_step, TakeStep(host, action, **more))
    out = tmp_path / "b.xlsx"
    fill(town, FillAnswers(source, out))
    first, second = cells(out)[2:4]
    answered = slice(superior.AT["承办单位"], None)
    assert first[answered] == second[answered]
    assert first[superior.AT["办理结果"]].startswith("清洗过滤网")


def test_which_columns_wait_for_an_answer(town: Desk, finished: Finished, tmp_path: Path) -> None:
    finished()
    source = superior.workbook(tmp_path / "a.xlsx")
    plan = preview(town, source, ("ticket.result_text",))
    assert plan.columns == ("办理结果",)
    assert [fill.column for fill in plan.fills] == [superior.AT["办理结果"]]
    # Two columns may ask for the same; an empty telephone beside the caller is not ours.
    for head, columns in (
        ("单号,转办时间,处理情况,答复内容", ("处理情况", "答复内容")),
        ("单号,来电人,联系电话,办理结果", ("办理结果",)),
    ):
        path = tmp_path / "a.csv"
        path.write_text(f"{head}\n{NUMBER},,,\n", encoding="utf-8")
        assert preview(town, path).columns == columns


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("姓名,办理结果,电话\n王,,1\n", AnswersNoNumberError),
        ("单号,转办时间,诉求内容\nA1,2026-03-09,灯\n", AnswersNoColumnError),
    ],
)
def test_a_list_that_asks_nothing_is_refused(
    town: Desk, tmp_path: Path, text: str, error: type[UserError]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(error):
        fill(town, FillAnswers(path, tmp_path / "b.xlsx"))
    assert not (tmp_path / "b.xlsx").exists()


@pytest.mark.parametrize("name", ["a.xlsx", "b.xls"])
def test_the_list_itself_is_never_written_over(town: Desk, tmp_path: Path, name: str) -> None:
    source = superior.workbook(tmp_path / "a.xlsx")
    before = source.read_bytes()
    with pytest.raises(AnswersTargetError):
        fill(town, FillAnswers(source, tmp_path / name))
    assert source.read_bytes() == before


def test_it_is_logged_and_leaves_nothing_half_done(
    town: Desk, finished: Finished, tmp_path: Path
) -> None:
    finished()
    fill(town, FillAnswers(superior.workbook(tmp_path / "a.xlsx"), tmp_path / "b.xlsx"))
    with raw(town) as ask:
        ((what, rows, columns),) = ask("SELECT what, rows, columns FROM export_log")
    assert (what, rows) == ("answers", 1)
    assert "ticket.result_text" in json.loads(columns)
    assert sorted(path.name for path in tmp_path.glob("*.xlsx*")) == ["a.xlsx", "b.xlsx"]
