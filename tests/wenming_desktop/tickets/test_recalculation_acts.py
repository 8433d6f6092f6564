"""时限重算: what is chosen is one act, falls and comes back with its step, the past stays."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.conftest import Clock
from tests.wenming_desktop.tickets.conftest import raw
from tests.wenming_desktop.tickets.recalculation_hand import (
    ALL,
    DUE,
    LATER,
    Opened,
    Take,
    five_days,
    hold,
    holiday,
    one,
    replayed,
    stored,
    texts,
)
from wenming_desktop.errors import UserError
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.service import month_document
from wenming_desktop.tickets.recalculation import (
    correct_many,
    due_changes,
    recalculate,
)
from wenming_desktop.tickets.recalculation_model import (
    DeadlinesStandError,
    Recalculate,
    Recalculated,
)
from wenming_desktop.tickets.service import correct, void_ticket
from wenming_desktop.undoing import StepStaysTakenBackError, redo_last_act, undo_last_act
from wenming_desktop.work import Desk


@pytest.fixture
def opened(town: Desk) -> Opened:
    """Open a ticket that has five working days."""
    return five_days(town)


def test_all_of_them_as_one_act_and_back(town: Desk, opened: Opened) -> None:
    first, second = opened(), opened()
    holiday(town)
    assert town.write(recalculate, ALL) == Recalculated(2)
    assert stored(town, first) == stored(town, second) == LATER
    assert town.read(replayed, first) == (LATER, LATER)
    assert town.read(due_changes) == ()
    hold(town, first, second)
    assert texts(town, first)[0] == "时限重算：3月16日17:30 → 3月17日17:30（3月13日改为放假）"
    back = town.write(undo_last_act)
    assert back.act.words == "时限重算 2 件"
    assert stored(town, first) == stored(town, second) == DUE
    assert town.read(replayed, first) == (DUE, DUE)
    assert texts(town, first)[0] == "撤回时限重算：3月17日17:30 → 3月16日17:30"
    assert len(town.read(due_changes)) == 2
    hold(town, first, second)
    with pytest.raises(StepStaysTakenBackError):
        town.write(redo_last_act)


def test_only_those_chosen(town: Desk, opened: Opened) -> None:
    first, second = opened(), opened()
    holiday(town)
    chosen = tuple(change for change in town.read(due_changes) if change.id == second)
    assert town.write(recalculate, Recalculate(chosen)) == Recalculated(1)
    assert (stored(town, first), stored(town, second)) == (DUE, LATER)
    assert one(town).id == first


def test_one_that_went_on_meanwhile_is_left_and_told(
    town: Desk, opened: Opened, take: Take, through: Callable[[int, str], Any]
) -> None:
    sent, done, still = opened(), opened(), opened()
    holiday(town)
    shown = town.read(due_changes)
    take(sent, "DSP", handling_unit="供热公司")
    through(done, "APV")
    told = town.write(recalculate, Recalculate(shown))
    assert told.done == 1
    assert [why for _, why in told.skipped] == [
        "刚才又办了一步，时限没有动",
        "时限已经和日历一致，或者已经办结",
    ]
    assert [stored(town, i) for i in (sent, done, still)] == [DUE, DUE, LATER]
    assert one(town).id == sent


def test_a_calendar_edited_meanwhile(town: Desk, opened: Opened) -> None:
    opened()
    holiday(town)
    shown = town.read(due_changes)
    holiday(town, date(2026, 3, 16))
    ((_, why),) = town.write(recalculate, Recalculate(shown)).skipped
    assert why == "日历刚才又改了，时限没有动"


def test_it_falls_with_the_step_whose_deadline_it_replaced(
    town: Desk, opened: Opened, take: Take
) -> None:
    ticket = opened()
    take(ticket, "DSP", handling_unit="供热公司")
    take(ticket, "EXA", days=1, reason="等材料")
    take(ticket, "EXY")
    holiday(town)
    town.write(recalculate, ALL)
    assert stored(town, ticket) == datetime(2026, 3, 18, 17, 30)
    town.write(correct, ticket)
    assert stored(town, ticket) == DUE
    hold(town, ticket)
    assert one(town).new == LATER
    with pytest.raises(UserError):
        town.write(undo_last_act)


def test_it_holds_when_a_later_step_is_taken_back(town: Desk, opened: Opened, take: Take) -> None:
    ticket = opened()
    take(ticket, "DSP", handling_unit="供热公司")
    holiday(town)
    town.write(recalculate, ALL)
    assert texts(town, ticket)[0].startswith("时限重算")
    town.write(correct, ticket)
    assert stored(town, ticket) == LATER
    take(ticket, "DSP", handling_unit="供热公司")
    take(ticket, "EXA", days=1, reason="等材料")
    take(ticket, "EXY")
    assert stored(town, ticket) == LATER + timedelta(days=1)
    town.write(correct, ticket)
    assert stored(town, ticket) == LATER
    hold(town, ticket)


def test_taking_it_back_leaves_what_was_finished_or_extended_since(
    town: Desk, opened: Opened, take: Take, through: Callable[[int, str], Any]
) -> None:
    done, longer, gone, plain = opened(), opened(), opened(), opened()
    holiday(town)
    town.write(recalculate, ALL)
    with raw(town) as ask:
        rows = ask("SELECT ticket_id, seq FROM ticket_action WHERE action = 'COR'")
    through(done, "APV")
    take(longer, "DSP", handling_unit="供热公司")
    take(longer, "EXA", days=1, reason="等材料")
    take(longer, "EXY")
    town.write(void_ticket, gone, "误录")
    assert town.write(correct_many, 0, [tuple(row) for row in rows]) == 1
    assert [stored(town, i) for i in (done, plain)] == [LATER, DUE]
    assert stored(town, longer) == LATER + timedelta(days=1)
    with pytest.raises(DeadlinesStandError):
        town.write(correct_many, 0, [tuple(row) for row in rows])
    hold(town, done, longer, plain)


def test_the_month_that_ended_keeps_its_figures(town: Desk, opened: Opened, clock: Clock) -> None:
    clock.now = datetime(2026, 3, 27, 9)
    ticket = opened()
    assert stored(town, ticket) == datetime(2026, 4, 3, 17, 30)
    march = Period.month(2026, 3)
    before = town.read(month_document, march)
    clock.now = datetime(2026, 4, 2, 9)
    holiday(town, date(2026, 4, 2))
    town.write(recalculate, ALL)
    assert town.read(month_document, march) == before
    hold(town, ticket)


def test_a_late_holiday_makes_a_late_finish_timely(
    town: Desk, opened: Opened, clock: Clock, through: Callable[[int, str], Any]
) -> None:
    ticket = opened()
    clock.now = LATER - timedelta(hours=2)
    holiday(town)
    town.write(recalculate, ALL)
    through(ticket, "APV")
    clock.now += timedelta(days=2)
    found = town.read(month_document, Period.month(2026, 3))["figures"]
    assert (found["due"], found["due_on_time"]) == (1, 1)
    hold(town, ticket)
