"""统计数: rounding, JSON, and the report tables that are made of a period."""

import pytest

from tests.wenming_desktop.tallies.test_replay import at, book
from tests.wenming_desktop.tickets.road import CALENDAR, walk
from wenming_desktop.tallies.figures import as_json, count, mean, middle, percent
from wenming_desktop.tallies.model import NUMBER_FORMATS, Book, Names, Sheet, TicketFact
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.replay import matters
from wenming_desktop.tallies.sheets import change, cover, report, sheets

NAMES = Names(
    sources={"01": "来访（现场）", "02": "社区电话来电"},
    categories={"01": "市容环境", "0101": "私搭乱建", "05": "公用设施", "0505": "楼道灯不亮"},
    parents={"0101": "01", "0505": "05"},
    grids={"g": "第一网格"},
    units={7: "裕和物业"},
)
ROAD = ("REG", "ACC", "DSP", "SGN", "FIN", "APV", "CBK", "ARC")
MARCH = Period.month(2026, 3)


@pytest.mark.parametrize(
    ("part", "whole", "rate"),
    [(3, 5, 60.0), (1, 3, 33.3), (2, 3, 66.7), (1, 8, 12.5), (1, 16, 6.3), (0, 4, 0.0),
     (1, 400, 0.3), (0, 0, None), (1, -1, None)],
)  # fmt: skip
def test_rates_round_half_up(part: int, whole: int, rate: float | None) -> None:
    assert percent(part, whole) == rate


def test_means_and_medians() -> None:
    assert mean([10, 7, 4, 5]) == 6.5
    assert mean([1, 1, 1, 2]) == 1.3  # 1.25
    assert mean([]) is None
    assert middle([1, 4]) == 2.5
    assert middle([]) is None


@pytest.mark.parametrize(
    ("now", "then", "kind", "told"),
    [
        (6, 4, "count", 50.0),
        (3, 4, "count", -25.0),
        (7, 8, "count", -12.5),
        (60.0, 40.0, "percent", 50.0),
        (4, 4, "count", 0.0),
        (5, 0, "count", "—（+5 件）"),
        (5.0, 0.0, "percent", None),
        (None, 4.0, "percent", None),
        (4.0, None, "percent", None),
    ],
)
def test_a_change_from_nothing_is_no_per_cent(
    now: float | None, then: float | None, kind: str, told: float | str | None
) -> None:
    assert change(now, then, kind) == told


def told() -> Book:
    """Two of March (one closed), one of February that leaves, and one nobody classified."""
    old = [at(a, "02-10 09:00") for a in ("REG", "ACC", "DSP", "SGN")]
    whole = book(walk(*ROAD), walk(*ROAD[:3]), walk(*old, at("WDR", "03-02 09:00")), walk(*ROAD))
    tickets = dict(whole.tickets)
    tickets[2] = tickets[2]._replace(category="0505", source="02")
    tickets[4] = TicketFact(4, tickets[4].accepted_at)
    return Book(tickets, whole.logs)


def test_the_json_of_a_month() -> None:
    document = as_json(count(told(), MARCH, CALENDAR), NAMES)
    assert document["period"] == "2026-03"
    assert document["figures"] == {
        "open_at_start": 1, "accepted": 3, "reopened": 0, "completed": 2, "out": 1,
        "open_at_end": 1, "completed_of_accepted": 2, "due": 3, "due_on_time": 2,
        "overdue_open": 1, "rated": 2, "satisfied": 2, "basically_satisfied": 0,
        "dissatisfied": 0,
    }  # fmt: skip
    assert document["by_source"] == {"来访（现场）": 1, "未分类": 1, "社区电话来电": 1}
    assert document["by_category"] == {"市容环境": 1, "公用设施": 1, "未分类": 1}
    assert document["by_handling_unit"] == {"裕和物业": 3}
    assert document["by_grid"] == {"第一网格": 2, "未划分": 1}
    assert document["reconciled"] is True


@pytest.fixture
def tables() -> dict[str, Sheet]:
    return {sheet.key: sheet for sheet in sheets(report(told(), MARCH, CALENDAR), NAMES)}


def test_every_table_is_a_whole_grid_with_a_format_a_cell(tables: dict[str, Sheet]) -> None:
    assert list(tables) == [
        "tickets_overview", "tickets_by_grid", "tickets_by_category", "tickets_by_leaf",
        "tickets_by_source", "tickets_checks",
    ]  # fmt: skip
    for sheet in tables.values():
        for row, formats in zip(sheet.rows, sheet.formats, strict=True):
            assert len(row) == len(formats) == len(sheet.heads)
            assert set(formats) <= set(NUMBER_FORMATS)
            for value, kind in zip(row, formats, strict=True):
                assert isinstance(value, str) == (kind == "text")


def test_table_1_lays_the_month_beside_others(tables: dict[str, Sheet]) -> None:
    sheet = tables["tickets_overview"]
    assert sheet.heads == ("项目", "本月", "上月", "环比", "去年同月", "同比", "本年累计")
    rows = {row[0]: row[1:] for row in sheet.rows}
    assert rows["受理件数"] == (3, 1, 200.0, 0, "—（+3 件）", 4)
    assert rows["期末在办"] == (1, 1, 0.0, 0, "—（+1 件）", 1)
    assert rows["当期办结率"] == (66.7, 0.0, None, None, None, 66.7)


def test_tables_3_and_4_keep_the_unclassified_and_end_with_the_total(
    tables: dict[str, Sheet],
) -> None:
    rows = [row[:5] for row in tables["tickets_by_category"].rows]
    assert rows == [
        ("公用设施", 1, 33.3, "—（+1 件）", 0),
        ("市容环境", 1, 33.3, 0.0, 1),
        ("未分类", 1, 33.3, "—（+1 件）", 1),
        ("合计", 3, 100.0, 200.0, 2),
    ]
    assert [row[0] for row in tables["tickets_by_leaf"].rows] == [
        "楼道灯不亮", "私搭乱建", "未分类", "合计",
    ]  # fmt: skip
    assert tables["tickets_by_source"].rows[-1][:4] == ("合计", 3, 100.0, 2)


def test_table_2_ranks_the_grids(tables: dict[str, Sheet]) -> None:
    sheet = tables["tickets_by_grid"]
    rank = {row[0]: row[-1] for row in sheet.rows}
    assert rank == {"第一网格": 2, "未划分": 1, "合计": None}


def test_the_checks_say_where_it_does_not_add_up(tables: dict[str, Sheet]) -> None:
    assert {row[-1] for row in tables["tickets_checks"].rows} == {"√"}
    assert not tables["tickets_checks"].notes
    whole = told()
    damaged = tuple(row for row in whole.logs[1] if row.action != "FIN")
    broken = Book(whole.tickets, {**whole.logs, 1: damaged})
    checks = sheets(report(broken, MARCH, CALENDAR), NAMES)[-1]
    assert [row[-1] for row in checks.rows] == ["×", "√", "√", "√", "×"]
    assert checks.notes


def test_one_fetch_serves_the_whole_report(tables: dict[str, Sheet]) -> None:
    whole, span = told(), cover(MARCH)
    few = {i: t for i, t in whole.tickets.items() if matters(t, whole.logs[i], span)}
    again = sheets(report(Book(few, whole.logs), MARCH, CALENDAR), NAMES)
    assert again == tuple(tables.values())
    assert span.text == "2025-03-01..2026-03-31"


@pytest.mark.parametrize(
    ("text", "head"), [("2026-Q1", "本季"), ("2026-H1", "本期"), ("2026", "本年")]
)
def test_heads_follow_the_period(text: str, head: str) -> None:
    sheet = sheets(report(told(), Period.parse(text), CALENDAR), NAMES)[0]
    assert sheet.heads[1] == head
