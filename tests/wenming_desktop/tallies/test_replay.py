"""回放: the identity holds for every log, a damaged one is noticed, a month never changes later."""

from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wenming_desktop.tallies import plain
from tests.wenming_desktop.tickets.road import CALENDAR, facts, lives, step, walk
from wenming_desktop.tallies.figures import count, rates
from wenming_desktop.tallies.model import ActionFact, Book, Figures, TicketFact
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.replay import matters
from wenming_desktop.tickets.model import LogRow, Step

MONTHS = [Period.month(2026, month) for month in (2, 3, 4, 5)]
MARCH, APRIL = MONTHS[1:3]


def narrow(ticket_id: int, row: LogRow) -> ActionFact:
    named = row._asdict()
    named["unit"] = row.handling_unit_id
    known = {name: named[name] for name in ActionFact._fields if name != "ticket_id"}
    return ActionFact(ticket_id, **known)


def book(*logs: list[LogRow], nature: str = "3") -> Book:
    tickets, actions = [], []
    for i, log in enumerate(logs, 1):
        accepted = next(row.at for row in log if row.action == "ACC")
        tickets.append(TicketFact(i, accepted, nature, "01", "0101", "g"))
        actions += [narrow(i, row) for row in log]
    return Book.of(tickets, actions)


def month(told: Book, period: Period = MARCH) -> Figures:
    return count(told, period, CALENDAR)


@given(st.lists(lives("3"), min_size=1, max_size=5), st.sampled_from(MONTHS))
def test_every_log_reconciles_and_a_plain_script_counts_the_same(
    logs: list[list[LogRow]], period: Period
) -> None:
    f = month(book(*logs), period)
    assert f.reconciled
    assert len(f.open_at_end) == f.to_close - len(f.completed)
    rows = {i: [row._asdict() for row in log] for i, log in enumerate(logs, 1)}
    assert plain.tally(rows, period.begin, period.end) == {
        "O0": f.open_at_start,
        "A": f.accepted,
        "R": f.reopened,
        "C": f.completed,
        "X": f.out,
        "O1": f.open_at_end,
        "D": f.due,
        "D_ok": f.due_on_time,
        "F": f.finished,
        "V": f.rated,
        "S": f.satisfied | f.basically_satisfied,
    }


@given(st.lists(lives("3"), min_size=1, max_size=4))
def test_a_months_figures_do_not_change_later(logs: list[list[LogRow]]) -> None:
    whole = book(*logs)
    for period in MONTHS:
        early = {k: tuple(r for r in log if r.at < period.end) for k, log in whole.logs.items()}
        assert month(Book(whole.tickets, early), period) == month(whole, period)


@given(st.lists(lives("3"), min_size=1, max_size=4))
def test_one_month_hands_over_to_the_next(logs: list[list[LogRow]]) -> None:
    if any(row.corrects_seq for log in logs for row in log):
        return  # a correction of last month's step is shown in this month
    told = [month(book(*logs), period) for period in MONTHS]
    for earlier, later in pairwise(told):
        assert earlier.open_at_end == later.open_at_start


@given(st.lists(lives("3"), min_size=1, max_size=4), st.sampled_from(MONTHS))
def test_only_the_tickets_that_matter_are_needed(logs: list[list[LogRow]], period: Period) -> None:
    whole = book(*logs)
    few = {i: t for i, t in whole.tickets.items() if matters(t, whole.logs[i], period)}
    assert month(replace(whole, tickets=few), period) == month(whole, period)


ROAD = ("REG", "ACC", "DSP", "SGN", "FIN", "APV", "CBK", "ARC")


@pytest.mark.parametrize("lost", ["ACC", "DSP", "SGN", "FIN", "APV", "CBK"])
def test_a_lost_row_is_noticed(lost: str) -> None:
    whole, other = walk(*ROAD), walk(*ROAD[:4])
    assert month(book(whole, other)).reconciled
    told = book(whole, other)
    logs = {1: tuple(row for row in told.logs[1] if row.action != lost), 2: told.logs[2]}
    assert not month(Book(told.tickets, logs)).reconciled


@pytest.mark.parametrize("action", ROAD[1:])
@pytest.mark.parametrize("status", ["10", "30", "60", "92"])
def test_a_status_that_does_not_match_is_noticed(action: str, status: str) -> None:
    told = book(walk(*ROAD))
    damaged = tuple(
        row._replace(to_status=status) if row.action == action else row for row in told.logs[1]
    )
    if damaged == told.logs[1]:
        return
    assert not month(Book(told.tickets, {1: damaged})).reconciled


def test_open_at_the_end_is_counted_by_state() -> None:
    told = book(walk(*ROAD[:6]))
    *rest, last = told.logs[1]
    f = month(Book(told.tickets, {1: (*rest, last._replace(to_status="40"))}))
    assert (f.open_at_end, f.expected_open) == ({1}, {1})
    assert not f.reconciled  # the approval says 40: no such step
    f = month(Book(told.tickets, {1: tuple(r for r in told.logs[1] if r.action != "FIN")}))
    assert (f.open_at_end, f.expected_open) == (set(), {1})


def at(action: str, text: str, **said: Any) -> Step:
    return replace(step(action, **said), at=datetime.fromisoformat(f"2026-{text}"))


BEGIN = (at("REG", "03-10 09:00"), at("ACC", "03-10 09:00"), at("DSP", "03-10 09:30"))
SIGNED = (*BEGIN, at("SGN", "03-10 10:00"))


def test_a_finish_belongs_to_the_month_that_approved_it() -> None:
    told = book(walk(*SIGNED, at("FIN", "03-16 09:00"), at("APV", "04-01 09:00")))
    march, april = month(told), month(told, APRIL)
    assert (march.open_at_end, march.completed, march.finished) == ({1}, set(), set())
    assert (march.due, march.due_on_time) == ({1}, set())
    assert (april.completed, april.finished) == ({1}, {1})
    assert april.durations == {1: 4}


def test_a_suspended_ticket_is_open_and_never_overdue() -> None:
    hung = at("SUS", "03-11 09:00", review_on=datetime(2026, 4, 10).date())
    f = month(book(walk(*SIGNED, hung), walk(*SIGNED)))
    assert (f.open_at_end, f.suspended, f.overdue_open) == ({1, 2}, {1}, {2})


def test_a_correction_next_month_moves_the_ticket_there() -> None:
    finish = (at("FIN", "03-16 09:00"), at("APV", "03-16 10:00"))
    told = book(walk(*SIGNED, *finish, at("COR", "04-02 09:00", corrects_seq=6)))
    assert month(told).completed == {1}
    april = month(told, APRIL)
    assert (april.open_at_start, april.open_at_end) == ({1}, {1})
    assert april.reconciled


def test_praise_stands_apart() -> None:
    told = book(walk("REG", "ACC", "FIN", known=facts(nature="6")), nature="6")
    f = month(told)
    assert f.praise == {1}
    assert not f.accepted | f.completed | f.finished | f.due | f.open_at_end
    assert f.reconciled
    assert set(rates(f).values()) == {None}


def test_the_smaller_figures() -> None:
    told = book(
        walk(*BEGIN, at("RTN", "03-10 11:00"), at("DSP", "03-10 15:00", handling_unit_id=9)),
        walk(
            *(*SIGNED, at("SUP", "03-11 09:00", level="2")),
            *(at("EXA", "03-11 09:00", days=2), at("EXY", "03-11 09:00")),
        ),
        walk(*SIGNED, at("RCK", "03-12 09:00", rebound=True)),
        walk("REG", "ACC", "TRF"),
    )
    f = month(told)
    assert f.units == {1: 9, 2: 7, 3: 7}
    assert (f.returned, f.dispatched) == ({1}, {1, 2, 3})
    assert (f.supervised, f.levels, f.extended) == ({2}, {2: "2"}, {2})
    assert (f.rechecked, f.rebounded) == ({3}, {3})
    assert (f.out, f.due, f.accepted_here) == ({4}, {1, 2, 3}, {1, 2, 3})
    assert f.responses == {2: 1.0, 3: 1.0}
    assert rates(f)["return_rate"] == 33.3
    assert rates(f)["rebound_rate"] == 100.0


def test_an_out_ticket_counts_once_and_one_before_acceptance_nowhere() -> None:
    told = book(walk(*SIGNED, at("WDR", "04-02 09:00")))
    assert (month(told).out, month(told, APRIL).out) == (set(), {1})
    assert month(told, MONTHS[3]) == Figures(MONTHS[3])
