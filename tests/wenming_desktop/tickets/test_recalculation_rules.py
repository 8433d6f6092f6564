"""Recalculated deadlines in random lives: what holds, what falls, what a plain reading says."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plain_count import deadlines
from tests.wenming_desktop.tickets.road import (
    ACTIONS,
    CALENDAR,
    GOOD,
    START,
    TERMS,
    facts,
    step,
    walk,
)
from wenming_desktop.tallies.model import ActionFact
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.replay import Life
from wenming_desktop.tickets import rules
from wenming_desktop.tickets.clock import Calendar, OfficeHours, Terms
from wenming_desktop.tickets.life import effective, is_recalculation, replay, standing
from wenming_desktop.tickets.model import LogRow, Step
from wenming_desktop.tickets.recalculation_model import DueChange, moved_words, why_words
from wenming_desktop.tickets.recalculation_rules import Promise, beginning, due_now
from wenming_desktop.tickets.refusals import StepRefusedError

DAY = timedelta(days=1)
OF_DUE = ("EXA", "EXY", "SUS", "RES", "DSP", "SGN", "FIN", "APV", "CBK", "RWK", "COR", "AGAIN")


def again(log: list[LogRow], at: datetime, due: datetime) -> LogRow:
    """A recalculation of this log."""
    (row,) = rules.decide(log, Step("COR", at), facts())
    return row._replace(due_at=due)


@st.composite
def moved(draw: st.DrawFn) -> list[LogRow]:
    """A random life whose deadline is given anew now and then."""
    log: list[LogRow] = []
    at = START
    for action in [
        "REG",
        "ACC",
        *draw(st.lists(st.sampled_from((*OF_DUE, *ACTIONS)), max_size=30)),
    ]:
        at += timedelta(hours=draw(st.integers(0, 30)))
        if action == "AGAIN":
            due = replay(log).due_at or at
            log.append(again(log, at, due + DAY * draw(st.sampled_from((-1, 1, 2)))))
            continue
        said: dict[str, Any] = {**GOOD.get(action, {}), "review_on": at.date() + 9 * DAY}
        said["by_id"] = draw(st.integers(1, 3))
        if action == "CBK":
            said["satisfaction"] = draw(st.sampled_from("123"))
        if action == "COR":
            said["text"] = "记错了"
            steps = [row.seq for row in effective(log)]
            said["corrects_seq"] = draw(st.sampled_from((steps[-1], steps[-1], None, *steps)))
        try:
            log += rules.decide(log, Step(action, at, **said), facts())
        except StepRefusedError:
            continue
    return log


def narrow(log: list[LogRow]) -> list[ActionFact]:
    return [
        ActionFact(
            1, row.seq, row.action, row.at, row.from_status, row.to_status, row.round_no,
            row.due_at, corrects_seq=row.corrects_seq,
        )
        for row in log
    ]  # fmt: skip


@given(moved())
def test_a_recalculation_moves_nothing_but_the_deadline(log: list[LogRow]) -> None:
    state, steps = replay(log), effective(log)
    bare = replay([row for row in log if not is_recalculation(row)])
    assert (state.status, state.round_no) == (bare.status, bare.round_no)
    assert state.finishes == bare.finishes
    assert state.extensions == bare.extensions
    assert [row for row in standing(log) if row.action != "COR"] == steps


@given(moved())
def test_every_reading_of_a_log_finds_the_same_deadline(log: list[LogRow]) -> None:
    end = log[-1].at + DAY
    rows = [
        {**row._asdict(), "at": row.at.isoformat(), "due_at": row.due_at and row.due_at.isoformat()}
        for row in log
    ]
    plain = deadlines(rows, end.isoformat())
    promised = [datetime.fromisoformat(row["due_at"]) for row in plain]
    firsts = [due for due, row in zip(promised, plain, strict=True) if row["round_no"] == 1]
    state = replay(log)
    life = Life(narrow(log), Period("month", START, end))
    assert (life.due_at, life.first_due_at) == (state.due_at, state.first_due_at)
    assert promised[-1] == state.due_at
    assert firsts[-1] == state.first_due_at


@given(moved())
def test_it_holds_until_its_step_is_taken_back(log: list[LogRow]) -> None:
    due = START + 200 * DAY
    steps = [row for row in effective(log) if row.action not in ("REG", "ACC")]
    log.append(again(log, log[-1].at, due))
    assert replay(log).due_at == due
    if not steps:
        return
    last = steps[-1]
    back = Step("COR", log[-1].at, last.by_id, "记错了", corrects_seq=last.seq)
    log += rules.decide(log, back, facts())
    if last.due_at is None:
        assert replay(log).due_at == due
    else:
        beneath = replay([row for row in log if row.seq < last.seq])
        assert replay(log).due_at == beneath.due_at != due


@given(moved())
def test_an_unchanged_calendar_gives_what_the_steps_gave(log: list[LogRow]) -> None:
    bare = [row for row in log if not is_recalculation(row)]
    if beginning(bare) is not None and not any(is_recalculation(row) for row in log):
        assert due_now(bare, Promise(TERMS, TERMS)) == replay(bare).due_at


FREE = Calendar({**CALENDAR._days, date(2026, 3, 13): False})
EARLY = Calendar(CALENDAR._days, OfficeHours.from_json({"periods": [["08:00", "16:00"]]}))


@pytest.mark.parametrize(
    ("terms", "now", "due"),
    [
        (TERMS, FREE, datetime(2026, 3, 18, 17, 30)),
        (TERMS, EARLY, datetime(2026, 3, 17, 16)),
        (Terms(CALENDAR, urgency="2"), FREE, datetime(2026, 3, 16, 17, 30)),
        (Terms(CALENDAR, urgency="3"), FREE, START + DAY),
        (Terms(CALENDAR, external_due_at=datetime(2026, 3, 16, 9)), FREE, datetime(2026, 3, 16, 9)),
        (Terms(CALENDAR, external_due_at=datetime(2026, 3, 18, 9)), FREE, datetime(2026, 3, 18, 9)),
    ],
)
def test_the_first_round_by_another_calendar(terms: Terms, now: Calendar, due: datetime) -> None:
    log = walk("REG", "ACC", known=facts(terms=terms))
    changed = Terms(now, terms.default_workdays, terms.urgency, terms.external_due_at)
    at = log[-1].at
    expected = due if due.date() != (START + DAY).date() else at + DAY
    assert due_now(log, Promise(terms, changed)) == expected


def test_days_promised_then_are_kept() -> None:
    log = walk("REG", "ACC", known=facts(terms=Terms(CALENDAR, 3)))
    later = Promise(Terms(CALENDAR, 9), Terms(FREE, 9))
    assert due_now(log, later) == datetime(2026, 3, 16, 17, 30)
    assert due_now(log, Promise(later.then, later.now, guess=False)) == log[-1].due_at


def test_a_deadline_given_from_outside_stays_and_its_extension_moves() -> None:
    given_due = datetime(2026, 3, 12, 9)
    log = walk("REG", step("ACC", deadline=given_due), step("DSP", 1))
    log += rules.decide(log, step("EXA", 2, days=1), facts())
    log += rules.decide(log, step("EXY", 3), facts())
    assert log[-1].due_at == datetime(2026, 3, 13, 17, 30)
    assert due_now(log, Promise(TERMS, Terms(FREE))) == datetime(2026, 3, 16, 17, 30)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("2026-11-25T17:30", "2026-11-26T17:30", "推后 1 天"),
        ("2026-11-25T17:30", "2026-11-23T17:30", "提前 2 天"),
        ("2026-11-25T17:30", "2026-11-25T18:00", "推后 30 分钟"),
        ("2026-11-25T17:30", "2026-11-25T16:00", "提前 1 小时 30 分钟"),
        ("2026-11-25T17:00", "2026-11-25T18:00", "推后 1 小时"),
    ],
)
def test_how_far_it_moves_in_words(old: str, new: str, words: str) -> None:
    moments = datetime.fromisoformat(old), datetime.fromisoformat(new)
    assert DueChange(1, "1", "", "", *moments, "", 1).shift == words


def test_what_changed_in_words() -> None:
    now = datetime(2026, 12, 30)
    assert moved_words(now, now + 3 * DAY, now) == "12月30日00:00 → 2027年1月2日00:00"
    begin, end = date(2026, 3, 9), date(2026, 3, 20)
    assert why_words(CALENDAR, CALENDAR, begin, end) == "工作日历变动"
    assert why_words(CALENDAR, EARLY, begin, end) == "上班时间改了"
    off = {date(2026, 3, day): False for day in (10, 11)}
    assert why_words(CALENDAR, Calendar(off), begin, end) == "3月10日、3月11日改为放假"
    both = Calendar({**off, date(2026, 3, 14): True}, EARLY.hours)
    words = "3月10日、3月11日改为放假，3月14日改为上班，上班时间改了"
    assert why_words(CALENDAR, both, begin, end) == words
    many = Calendar({date(2026, 3, day): False for day in (10, 11, 12, 13)})
    assert why_words(CALENDAR, many, begin, end) == "其间 4 天的放假安排改了"
