"""补录: paper of the last days, all rows or none, with the times of the paper; taken back whole."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from db.tables.records import MonthlyTally
from tests.conftest import Clock
from tests.wenming_desktop.tickets.conftest import RESULT, raw
from wenming_desktop import checks
from wenming_desktop.errors import UserError
from wenming_desktop.tickets import store
from wenming_desktop.tickets.backfill import register_many
from wenming_desktop.tickets.backfill_model import (
    MOST_ROWS,
    BackfillMany,
    BackfillReasonError,
    BackfillRefusedError,
    BackfillRow,
    BackfillRowsError,
    BackfillWorkedOnError,
)
from wenming_desktop.tickets.life import replay
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.service import do_step
from wenming_desktop.undoing import TakenBack, redo_last_act, undo_last_act
from wenming_desktop.work import Desk, Work, use_case

NOW = datetime(2026, 3, 13, 16, 30)
YESTERDAY = datetime(2026, 3, 12, 15, 20)
ROW = BackfillRow(
    YESTERDAY,
    source="02",
    category="0801",
    location_text="一院 3号楼 2单元 501",
    content="家里暖气不热，室温十五度。",
    complainant_phone="139 0000 0001",
    complainant_name="王秀兰",
    handling_unit="供热公司",
)
DONE = replace(
    ROW, finished_at=datetime(2026, 3, 13, 9, 40), result=RESULT, outcome="1", satisfaction="1"
)
WHY = "昨天停电，先记在纸上"


@use_case("test.backfill_replayed", "重放", right="ticket.read")
def replayed(work: Work, ticket: int) -> tuple[Any, ...]:
    """What the stored log leads to, and what the ticket says."""
    state = replay(store.read_log(work, ticket).rows)
    row = store.find(work, ticket)
    return (
        (state.status, state.round_no, state.due_at, state.accepted_at, state.finished_at),
        (row.status, row.round_no, row.due_at, row.accepted_at, row.completed_at),
    )


@use_case("test.freeze", "月结", right="ticket.write")
def freeze(work: Work, period: str, again: bool = False) -> None:
    """Fix the figures of a month, or open them again."""
    opened = work.now if again else None
    work.session.add(MonthlyTally(period=period, frozen_at=work.now, reopened_at=opened))


@pytest.fixture
def town(town: Desk, clock: Clock) -> Desk:
    clock.now = NOW
    return town


def put(desk: Desk, *rows: BackfillRow, reason: str = WHY) -> tuple[int, ...]:
    return desk.write(register_many, BackfillMany(rows, reason))


def refused(desk: Desk, *rows: BackfillRow) -> set[tuple[int, str]]:
    with pytest.raises(BackfillRefusedError) as caught:
        put(desk, *rows)
    with raw(desk) as ask:
        assert ask("SELECT count(*) FROM ticket")[0][0] == 0, "all or none"
    cells = caught.value.cells
    assert all(cell.words.endswith("。") for cell in cells)
    assert caught.value.field == f"{cells[0].row}.{cells[0].field}"
    return {(cell.row, cell.field) for cell in cells}


def log(desk: Desk, ticket: int) -> list[tuple[str, str]]:
    with raw(desk) as ask:
        rows = ask("SELECT action, at FROM ticket_action WHERE ticket_id = ? ORDER BY seq", ticket)
        return [(row[0], row[1][5:16].replace("T", " ")) for row in rows]


ACCEPTED, FINISHED = "03-12 15:20", "03-13 09:40"
SENT = [("REG", ACCEPTED), ("ACC", ACCEPTED), ("DSP", ACCEPTED)]
CLOSED = [*SENT, ("SGN", ACCEPTED), ("FIN", FINISHED), ("APV", FINISHED)]


LIVES = [
    (replace(ROW, handling_unit=None), SENT[:2], "20"),
    (ROW, SENT, "30"),
    (replace(DONE, satisfaction=""), CLOSED, "60"),
    (DONE, [*CLOSED, ("CBK", FINISHED)], "70"),
    (replace(DONE, satisfaction="不评价"), [*CLOSED, ("CBK", FINISHED)], "70"),
    (replace(DONE, satisfaction="3"), [*CLOSED, ("CBK", FINISHED), ("RWK", FINISHED)], "30"),
    (
        replace(DONE, nature="1", handling_unit=None, satisfaction=""),
        [*SENT[:2], ("FIN", FINISHED)],
        "60",
    ),
]


def test_the_log_says_what_the_paper_says(town: Desk) -> None:
    for row, steps, status in LIVES:
        (ticket,) = put(town, row)
        assert log(town, ticket) == steps
        from_log, stored = town.read(replayed, ticket)
        assert from_log == stored
        assert stored[0] == status


def test_the_clock_runs_from_the_event_and_typing_stands_apart(town: Desk) -> None:
    (ticket,) = put(town, ROW)
    with raw(town) as ask:
        ((registered, due, created, why, number),) = ask(
            "SELECT registered_at, due_at, created_at, backdate_reason, ticket_no FROM ticket"
            " WHERE id = ?",
            ticket,
        )
        ((typed,),) = ask("SELECT DISTINCT created_at FROM ticket_action")
    assert registered == YESTERDAY.isoformat()
    # 0801 is promised in two working days: from Thursday the 12th to Monday the 16th.
    assert due == "2026-03-16T17:30:00"
    assert created == typed == NOW.isoformat()
    assert (why, number) == (WHY, "SQ2026030001")


def test_nobody_is_named_for_what_others_did(town: Desk) -> None:
    (ticket,) = put(town, DONE)
    with raw(town) as ask:
        rows = ask(
            "SELECT action, by_id, payload ->> '$.by' FROM ticket_action WHERE ticket_id = ?",
            ticket,
        )
    assert {row[2] for row in rows if row[0] not in {"REG", "ACC"}} == {"纸面记录"}
    assert {row[1] for row in rows if row[0] not in {"REG", "ACC"}} == {None}


def test_numbers_follow_the_events_not_the_rows(town: Desk) -> None:
    times = [NOW - timedelta(hours=hours) for hours in (2, 30, 1)]
    ids = put(town, *(replace(ROW, at=at) for at in times))
    with raw(town) as ask:
        numbers = dict(ask("SELECT id, ticket_no FROM ticket"))
    assert [numbers[ticket][-1] for ticket in ids] == ["2", "1", "3"]


def test_today_needs_no_reason_an_earlier_day_does(town: Desk) -> None:
    put(town, replace(ROW, at=NOW - timedelta(hours=3)), reason="")
    with pytest.raises(BackfillReasonError) as caught:
        put(town, ROW, reason="  ")
    assert caught.value.field == "reason"
    (late, today) = put(town, ROW, replace(ROW, at=NOW))
    with raw(town) as ask:
        why = dict(ask("SELECT id, backdate_reason FROM ticket"))
    assert (why[late], why[today]) == (WHY, None)


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"at": None}, "at"),
    ({"at": NOW + timedelta(minutes=1)}, "at"),
    ({"at": NOW - timedelta(days=8)}, "at"),
    ({"source": ""}, "source"),
    ({"source": "天上"}, "source"),
    ({"category": ""}, "category"),
    ({"category": "没有这一类"}, "category"),
    ({"location_text": " "}, "location_text"),
    ({"content": ""}, "content"),
    ({"content": "长" * 1001}, "content"),
    ({"finished_at": NOW + timedelta(hours=1)}, "finished_at"),
    ({"finished_at": YESTERDAY - timedelta(hours=1)}, "finished_at"),
    ({"finished_at": None}, "finished_at"),
    ({"result": ""}, "result"),
    ({"result": "已处理"}, "result"),
    ({"outcome": ""}, "outcome"),
    ({"outcome": "也许"}, "outcome"),
    ({"satisfaction": "还行吧"}, "satisfaction"),
    ({"handling_unit": None}, "handling_unit"),
    ({"handling_unit": 999}, "handling_unit"),
]


def test_a_cell_that_cannot_stand_is_named(town: Desk) -> None:
    for said, cell in WRONG:
        assert refused(town, ROW, replace(DONE, **said)) == {(2, cell)}, said


def test_every_wrong_cell_is_told_at_once(town: Desk) -> None:
    wrong = replace(ROW, at=None, source="", content="")
    found = refused(town, wrong, ROW, replace(DONE, category="", result="已处理"))
    assert found == {(1, "at"), (1, "source"), (1, "content"), (3, "category")}


def test_the_seventh_day_back_is_still_taken(town: Desk) -> None:
    put(town, replace(ROW, at=datetime(2026, 3, 6, 0, 5)))
    assert refused_day(town, datetime(2026, 3, 5, 23, 55))


def refused_day(desk: Desk, at: datetime) -> bool:
    with pytest.raises(BackfillRefusedError, match="不能再补录"):
        put(desk, replace(ROW, at=at))
    return True


def test_a_month_that_was_fixed_is_not_written_into(town: Desk, clock: Clock) -> None:
    clock.now = datetime(2026, 4, 2, 10)
    old = replace(ROW, at=datetime(2026, 3, 31, 15))
    town.write(freeze, "2026-02")
    town.write(freeze, "2026-03", again=True)
    put(town, old)
    town.write(freeze, "2026-03")
    with pytest.raises(BackfillRefusedError, match="2026年3月已经月结"):
        put(town, old)


@pytest.mark.parametrize("count", [0, MOST_ROWS + 1])
def test_one_act_takes_so_many(town: Desk, count: int) -> None:
    with pytest.raises(BackfillRowsError):
        put(town, *[ROW] * count)


def test_fifty_rows_are_one_act_undone_whole_and_done_again(town: Desk) -> None:
    put(town, *[replace(DONE if n % 2 else ROW, at=YESTERDAY) for n in range(MOST_ROWS)])
    undone = town.write(undo_last_act)
    assert isinstance(undone, TakenBack)
    assert undone.act.words == "补录诉求 50 件"
    assert standing(town) == 0
    town.write(redo_last_act)
    assert standing(town) == MOST_ROWS
    assert [check.name for check in checks.of_data(town.engine) if not check.ok] == []


def test_a_batch_one_of_which_went_on_stays_whole(town: Desk) -> None:
    _, second = put(town, ROW, ROW)
    town.write(do_step, TakeStep(second, "SGN"))
    town.write(undo_last_act)
    town.write(do_step, TakeStep(second, "PRG", reason="已联系"))
    with pytest.raises(UserError) as caught:
        town.write(undo_last_act, 0, batch(town))
    assert isinstance(caught.value, BackfillWorkedOnError)
    assert standing(town) == 2


def batch(desk: Desk) -> int:
    with raw(desk) as ask:
        return int(ask("SELECT max(seq) FROM audit WHERE action = 'tickets.register_many'")[0][0])


def standing(desk: Desk) -> int:
    with raw(desk) as ask:
        return int(ask("SELECT count(*) FROM ticket WHERE NOT is_void")[0][0])
