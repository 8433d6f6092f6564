"""Nothing is forgotten: what was suspended comes back on its day, an answer asked for stands."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.conftest import NOW, Clock
from tests.wenming_desktop.cards.town import Town, build
from wenming_desktop.settings.staff import Unit, save_units
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.service import month_figures
from wenming_desktop.tickets import board as queue
from wenming_desktop.tickets import board_query, deadlines
from wenming_desktop.tickets.board import BoardFilter, BoardLine
from wenming_desktop.tickets.board_view import last_act
from wenming_desktop.tickets.intake import Registration
from wenming_desktop.tickets.model import OpenTicket
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.service import correct, do_step, register
from wenming_desktop.today.model import Todo
from wenming_desktop.today.queries import board, month_so_far
from wenming_desktop.work import Desk, Work, use_case

RESULT = "换了新井盖，周边裂缝灌了缝，晚上复查没有响声。"
DAY = timedelta(days=1)
Call = Callable[..., int]


@use_case("test.order_plan", "查看工单", right="ticket.read")
def order_plan(work: Work, wanted: BoardFilter) -> str:
    """How the data file goes about a page of the queue."""
    days = deadlines.calendar(work)
    asked = board_query.ask(work, wanted, days)
    by, more = board_query.order(wanted, work.now, days)
    rows = work.connection.exec_driver_sql(
        f"EXPLAIN QUERY PLAN SELECT t.id FROM {asked.table()} WHERE {asked.sql} ORDER BY {by}",
        (*asked.values, *more),
    )
    return " / ".join(row[3] for row in rows)


@use_case("test.grid", "测试网格", right="any")
def put_in_grid(work: Work, ticket: int, grid: int) -> None:
    """A ticket of this grid."""
    work.connection.exec_driver_sql("UPDATE ticket SET grid_id = ? WHERE id = ?", (grid, ticket))


@pytest.fixture
def call(desk: Desk) -> Call:
    desk.write(save_units, (Unit("裕和物业"),))

    def made(text: str, *steps: str, unit: int | None = 1, **more: Any) -> int:
        given = {"source": "02", "category": "0801", "location_text": "一院"} | more
        ticket = desk.write(register, Registration(OpenTicket(content=text, **given), unit))
        for action in steps:
            take(desk, ticket, action)
        return ticket

    return made


def take(desk: Desk, ticket: int, action: str, **more: Any) -> None:
    given: dict[str, Any] = {
        "FIN": {"result": RESULT, "outcome": "1"},
        "EXA": {"days": 2, "reason": "等配件"},
        "RTN": {"reason": "不归我们管"},
        "SUS": {"reason": "历史遗留", "review_on": date(2026, 11, 30)},
        "DSP": {"handling_unit": "裕和物业"},
        "CBK": {"contact_result": "1", "satisfaction": "3"},
    }.get(action, {})
    desk.write(do_step, TakeStep(ticket, action, **(given | more)))


def todo(desk: Desk) -> Todo:
    return desk.read(board).todo


def queued(desk: Desk, stage: str = "open") -> list[BoardLine]:
    wanted = BoardFilter(stage)
    lines = list(desk.read(queue.board_page, wanted, 0, 99))
    assert desk.read(queue.board_count, wanted) == len(lines)
    assert desk.read(queue.board_counts, BoardFilter()).stages[stage] == len(lines)
    return lines


@pytest.mark.parametrize(
    ("today", "words", "listed"),
    [
        (date(2026, 11, 20), ("", "11-30 复查"), False),
        (date(2026, 11, 29), ("", "11-30 复查"), False),
        (date(2026, 11, 30), ("amber", "今天复查"), True),
        (date(2026, 12, 1), ("red", "复查超 1 天"), True),
        (date(2026, 12, 3), ("red", "复查超 3 天"), True),
    ],
)
def test_what_was_suspended_comes_back_on_its_day(
    desk: Desk, clock: Clock, call: Call, today: date, words: tuple[str, str], listed: bool
) -> None:
    ticket = call("管网改造", "SGN", "SUS")
    clock.now = clock.now.replace(year=today.year, month=today.month, day=today.day)
    seen = todo(desk)
    assert [(line.id, line.lamp, line.lamp_text, line.action) for line in seen.lines["review"]] == (
        [(ticket, *words, "RES")] if listed else []
    )
    assert (seen.counts["review"], seen.counts["all"]) == (listed, listed)
    assert [(line.lamp, line.lamp_text) for line in queued(desk, "suspended")] == [words]
    assert queued(desk, "working") == []


def test_the_queue_puts_a_review_among_what_is_as_pressing(
    desk: Desk, clock: Clock, call: Call
) -> None:
    for text, ahead in (("两天以后", 2), ("过了的", -1), ("今天的", 0), ("二十天以后", 20)):
        ticket = call(text, "SGN")
        take(desk, ticket, "SUS", review_on=(NOW + 3 * DAY).date() + ahead * DAY)
    clock.now += 3 * DAY
    call("刚派的", "SGN")
    call("没派的", unit=None)
    call("待回访的", "SGN", "FIN", "APV")
    ranked = ["过了的", "今天的", "没派的", "刚派的", "两天以后", "二十天以后", "待回访的"]
    assert [line.title for line in queued(desk)] == ranked
    pressing = ["过了的", "今天的", "没派的", "待回访的"]
    assert [line.title for line in todo(desk).lines["all"]] == pressing
    assert "两天以后" in [line.title for line in todo(desk).coming]


def test_once_taken_up_again_it_is_not_reviewed(desk: Desk, clock: Clock, call: Call) -> None:
    ticket = call("管网改造", "SGN", "SUS")
    clock.now += 11 * DAY
    take(desk, ticket, "RES")
    assert todo(desk).counts["review"] == 0
    assert queued(desk, "suspended") == []


@pytest.mark.parametrize(
    ("steps", "waits", "action"),
    [
        (("SGN", "FIN"), True, "APV"),
        (("EXA",), True, "EXY"),
        (("SGN", "EXA"), True, "EXY"),
        (("SGN", "EXA", "EXN"), False, ""),
        (("SGN", "EXA", "EXY"), False, ""),
        (("SGN", "EXA", "RTN"), False, ""),
        (("SGN", "EXA", "RTN", "DSP"), False, ""),
        (("SGN", "EXA", "RTN", "DSP", "EXA"), True, "EXY"),
        (("SGN", "EXA", "FIN"), True, "APV"),
        (("SGN", "EXA", "FIN", "APN"), True, "EXY"),
        (("SGN", "EXA", "FIN", "APV"), False, ""),
        (("SGN", "EXA", "FIN", "APV", "CBK"), False, ""),
        (("SGN", "EXA", "SUS"), False, ""),
        (("SGN", "EXA", "SUS", "RES"), True, "EXY"),
        (("SGN",), False, ""),
    ],
)
def test_what_waits_for_an_answer(
    desk: Desk, call: Call, steps: tuple[str, ...], waits: bool, action: str
) -> None:
    ticket = call("井盖松动", *steps)
    seen = todo(desk)
    assert seen.counts["approving"] == waits
    assert [line.action for line in seen.lines["approving"]] == ([action] if waits else [])
    assert [line.id for line in queued(desk, "approving")] == ([ticket] if waits else [])
    assert all(line.asked is (action == "EXY") for line in queued(desk))


def test_a_return_taken_back_lets_the_request_wait_again(desk: Desk, call: Call) -> None:
    ticket = call("井盖松动", "SGN", "EXA", "RTN")
    desk.write(correct, ticket, desk.read(last_act, ticket))
    assert [line.action for line in todo(desk).lines["approving"]] == ["EXY"]
    desk.write(correct, ticket, desk.read(last_act, ticket))
    assert todo(desk).counts["approving"] == 0


def test_who_may_not_decide_is_not_asked_to(desk: Desk, call: Call) -> None:
    call("要延期的", "SGN", "EXA")
    call("等审核的", "SGN", "FIN")
    clerk = desk.acting_as(
        replace(desk.actor, rights=frozenset({"ticket.read", "ticket.write", "card.read"}))
    )
    assert todo(clerk).counts["approving"] == 0
    assert len(queued(clerk, "approving")) == 2


def test_in_hand_and_accepted_are_the_figures_of_the_month(
    desk: Desk, clock: Clock, call: Call
) -> None:
    """The same words beside the queue's title, on the first page and in the tallies."""
    town: Town = desk.write(build, ["王秀兰", "陈国栋"])
    clock.now -= 40 * DAY
    call("上上月的", "SGN")
    clock.now += 40 * DAY
    call("没派的", unit=None)
    call("挂账的", "SGN", "SUS")
    call("等审核的", "SGN", "FIN")
    call("待回访的", "SGN", "FIN", "APV")
    call("返工的", "SGN", "FIN", "APV", "CBK")
    call("表扬", nature="6", unit=None)
    call("草稿", unit=None, draft=True)
    desk.write(put_in_grid, call("本网格的"), town.grid)
    grid = desk.acting_as(replace(desk.actor, grid_ids=frozenset({town.grid})))
    span = Period.parse(f"2026-11-01..{NOW:%Y-%m-%d}")
    for seen, in_hand, accepted in ((desk, 6, 6), (grid, 1, 1)):
        counts = seen.read(queue.board_counts, BoardFilter(text="没有这样的"))
        figures = seen.read(month_figures, span)
        tiles = {tile.key: tile.figure for tile in seen.read(month_so_far).tiles}
        assert counts.in_hand == len(figures.open_at_end) == in_hand
        assert counts.accepted_this_month == len(figures.accepted) == accepted
        assert tiles["open_at_end"] == str(in_hand)
        assert tiles["accepted"] == str(accepted)


@pytest.mark.parametrize("stage", ["open", "working", "approving", "suspended", "all"])
def test_order_and_waiting_come_out_of_the_index(desk: Desk, call: Call, stage: str) -> None:
    call("井盖松动", "SGN", "EXA")
    said = desk.read(order_plan, BoardFilter(stage))
    assert "t USING COVERING INDEX ix_ticket_board" in said
    assert "SCAN" not in said.replace("SCAN CONSTANT ROW", "")
