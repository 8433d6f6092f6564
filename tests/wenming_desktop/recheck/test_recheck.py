"""回头看: a sample that anybody draws again; a rebound opens its ticket, and can be taken back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import plain_draw
from tests.conftest import Clock
from tests.forms.party_papers import squeezed
from tests.wenming_desktop.tickets.conftest import CALL, STEPS
from wenming_desktop.errors import NotFoundError
from wenming_desktop.papers.archive import keep
from wenming_desktop.papers.recheck import draw_recheck
from wenming_desktop.places.service import EstateSheet, save_estates
from wenming_desktop.recheck import rules
from wenming_desktop.recheck.model import Candidate, DrawSample, RecordRecheck
from wenming_desktop.recheck.refusals import (
    CheckDayError,
    CheckedAlreadyError,
    NothingToDrawError,
    ShareError,
)
from wenming_desktop.recheck.service import (
    draw_sample,
    drawn_again,
    items,
    preview,
    record,
    samples,
)
from wenming_desktop.settings.staff import StaffMember, Unit, save_staff, save_units
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.service import month_figures
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.service import do_step, open_ticket, void_ticket
from wenming_desktop.undoing import StepStaysTakenBackError, redo_last_act, undo_last_act
from wenming_desktop.work import Desk

MARCH = DrawSample(date(2026, 3, 1), date(2026, 4, 1), 10, "三月抽查")
Town = Callable[[int], list[str]]


@pytest.fixture
def closed(desk: Desk, clock: Clock) -> Town:
    """Open and close so many heating tickets in March; returns their numbers."""
    clock.now = datetime(2026, 3, 9, 9)
    desk.write(save_staff, (StaffMember("林晓燕"),))
    desk.write(save_units, (Unit("供热公司", "", (("马师傅", ""),)),))
    desk.write(save_estates, (EstateSheet("一院", buildings=(("3", 3, 6, 36),)),))

    def run(count: int) -> list[str]:
        numbers = []
        for _ in range(count):
            ticket = desk.write(open_ticket, replace(CALL, complainant_phone=""))
            for action, said in STEPS:
                clock.now += timedelta(minutes=5)
                row = desk.write(do_step, TakeStep(ticket, action, **said))
            numbers.append(row.number)
        return numbers

    return run


@given(
    st.lists(st.tuples(st.integers(1, 9999), st.sampled_from("甲乙丙")), unique_by=lambda x: x[0]),
    st.integers(1, 100),
    st.text(min_size=1, max_size=12),
)
def test_whoever_has_the_seed_draws_the_same(
    given_: list[tuple[int, str]], share: int, seed: str
) -> None:
    pool = [Candidate(i, f"SQ{i:06}", stratum) for i, stratum in given_]
    drawn = rules.draw(pool, share, seed)
    assert rules.draw(reversed(pool), share, seed) == drawn
    for stratum in {one.stratum for one in pool}:
        whole = [one.number for one in pool if one.stratum == stratum]
        taken = [one.number for one in drawn if one.stratum == stratum]
        assert len(taken) == max(1, -(-len(whole) * share // 100))
        # Nobody spared stands before anybody taken.
        spared = set(whole) - set(taken)
        worst = max(rules.place(seed, number) for number in taken)
        assert all(rules.place(seed, number) > worst for number in spared)


def test_a_sample_is_documented_and_nothing_is_drawn_twice(desk: Desk, closed: Town) -> None:
    numbers = closed(12)
    first = desk.write(draw_sample, MARCH)
    lines = desk.read(items, first)
    assert len(lines) == 2
    assert {line.stratum for line in lines} == {"水电气暖通信 / 供热公司 马师傅"}
    assert {line.number for line in lines} <= set(numbers)
    wanted = sorted(numbers, key=lambda number: rules.place("三月抽查", number))[:2]
    assert {line.number for line in lines} == set(wanted)
    second = desk.write(draw_sample, replace(MARCH, share=100, seed=""))
    assert len(desk.read(items, second)) == 10
    newest, oldest = desk.read(samples)
    assert (oldest.seed, oldest.share, oldest.population, oldest.drawn) == ("三月抽查", 10, 12, 2)
    assert newest.population == 10
    assert newest.seed
    with pytest.raises(NothingToDrawError):
        desk.write(draw_sample, MARCH)
    assert "种子 三月抽查" in rules.method(10, "三月抽查", 12, 2)


@pytest.mark.parametrize("share", [0, 101, -5])
def test_a_share_that_is_none_is_refused(desk: Desk, closed: Town, share: int) -> None:
    closed(1)
    with pytest.raises(ShareError):
        desk.write(draw_sample, replace(MARCH, share=share))


def test_a_rebound_opens_the_ticket_again_and_counts(
    desk: Desk, closed: Town, clock: Clock
) -> None:
    closed(1)
    (line,) = desk.read(items, desk.write(draw_sample, MARCH))
    clock.now = datetime(2026, 4, 7, 10)
    desk.write(record, RecordRecheck(line.id, rebound=True, note="垃圾又堆上了"))
    assert ticket_status(desk, line.ticket_id) == "30"
    (line,) = desk.read(items, line_sample(desk))
    assert (line.rebound, line.checked_on, line.note) == (True, date(2026, 4, 7), "垃圾又堆上了")
    april = desk.read(month_figures, Period.month(2026, 4))
    assert april.reconciled
    assert april.reopened == april.open_at_end == {line.ticket_id}
    with pytest.raises(CheckedAlreadyError):
        desk.write(record, RecordRecheck(line.id, rebound=False))
    desk.write(undo_last_act)
    assert ticket_status(desk, line.ticket_id) == "80"
    (line,) = desk.read(items, line_sample(desk))
    assert (line.rebound, line.checked_on) == (None, None)
    with pytest.raises(StepStaysTakenBackError):
        desk.write(redo_last_act)
    desk.write(record, RecordRecheck(line.id, rebound=False))
    assert ticket_status(desk, line.ticket_id) == "80"
    (sample,) = desk.read(samples)
    assert (sample.checked, sample.rebounds) == (1, 0)


@pytest.mark.parametrize("day", [date(2026, 3, 8), date(2026, 4, 8)])
def test_a_day_that_cannot_be_is_refused(desk: Desk, closed: Town, clock: Clock, day: date) -> None:
    closed(1)
    (line,) = desk.read(items, desk.write(draw_sample, MARCH))
    clock.now = datetime(2026, 4, 7, 10)
    with pytest.raises(CheckDayError):
        desk.write(record, RecordRecheck(line.id, rebound=False, on=day))
    assert desk.read(samples)[0].checked == 0


def line_sample(desk: Desk) -> int:
    return desk.read(samples)[0].id


def ticket_status(desk: Desk, ticket: int) -> str:
    with desk.engine.connect() as plain:
        connection = plain.execution_options(readonly=True)
        return str(
            connection.exec_driver_sql("SELECT status FROM ticket WHERE id = ?", (ticket,)).scalar()
        )


def test_what_a_draw_would_take_is_known_before(desk: Desk, closed: Town) -> None:
    closed(12)
    found = desk.read(preview, replace(MARCH, share=50))
    assert (found.population, found.drawn, found.strata) == (12, 6, 1)
    assert len(desk.read(items, desk.write(draw_sample, replace(MARCH, share=50)))) == 6
    assert desk.read(preview, replace(MARCH, begin=date(2026, 3, 10))).population == 0
    with pytest.raises(ShareError):
        desk.read(preview, replace(MARCH, share=0))


def test_a_rebound_keeps_the_day_it_was_closed_on(desk: Desk, closed: Town, clock: Clock) -> None:
    closed(1)
    (line,) = desk.read(items, desk.write(draw_sample, MARCH))
    assert line.closed_on == "2026-03-09"
    clock.now = datetime(2026, 4, 7, 10)
    desk.write(record, RecordRecheck(line.id, rebound=True))
    assert desk.read(items, line_sample(desk))[0].closed_on == "2026-03-09"


@pytest.mark.parametrize(
    ("checked", "rebounds", "rate"), [(0, 0, None), (3, 1, 33.3), (3, 2, 66.7), (8, 1, 12.5)]
)
def test_the_rate_of_rebounds(checked: int, rebounds: int, rate: float | None) -> None:
    assert rules.rebound_rate(checked, rebounds) == rate


def test_the_list_names_every_drawn_ticket(desk: Desk, closed: Town, clock: Clock) -> None:
    closed(12)
    sample = desk.write(draw_sample, MARCH)
    clock.now = datetime(2026, 4, 7, 10)
    first, second = desk.read(items, sample)
    desk.write(record, RecordRecheck(first.id, rebound=True, note="又堆上了"))
    paper = draw_recheck(desk, sample)
    facts = paper.facts
    assert facts.period == "2026年3月1日至3月31日"
    assert "种子 三月抽查" in facts.method
    (stratum,) = facts.strata
    assert [one.number for one in stratum.entries] == [first.number, second.number]
    assert [one.rebound for one in stratum.entries] == [True, None]
    assert keep(desk, paper)
    with pytest.raises(NotFoundError):
        draw_recheck(desk, 99)


def test_the_draw_is_repeated_whatever_became_of_the_tickets(
    desk: Desk, closed: Town, clock: Clock
) -> None:
    numbers = closed(12)
    sample = desk.write(draw_sample, MARCH)
    first, second = desk.read(items, sample)
    clock.now = datetime(2026, 4, 7, 10)
    desk.write(record, RecordRecheck(first.id, rebound=True))
    desk.write(void_ticket, second.ticket_id, "误录")
    assert [one.number for one in desk.read(drawn_again, sample)] == [first.number, second.number]
    paper = draw_recheck(desk, sample)
    (pool,) = paper.facts.pools
    assert sorted(pool.numbers) == sorted(numbers)
    printed = squeezed(paper.pdf)
    assert all(number in printed for number in numbers)
    again = plain_draw.draw([(number, pool.name) for number in pool.numbers], 10, "三月抽查")
    assert again == {first.number, second.number}


def test_a_named_handler_has_a_stratum_of_his_own(desk: Desk, closed: Town, clock: Clock) -> None:
    closed(2)
    ticket = desk.write(open_ticket, replace(CALL, complainant_phone=""))
    for action, said in STEPS:
        alone = {"handling_unit": "供热公司"} if action == "DSP" else said
        clock.now += timedelta(minutes=5)
        desk.write(do_step, TakeStep(ticket, action, **alone))
    lines = desk.read(items, desk.write(draw_sample, MARCH))
    assert [line.stratum for line in lines] == [
        "水电气暖通信 / 供热公司", "水电气暖通信 / 供热公司 马师傅",
    ]  # fmt: skip


@pytest.mark.parametrize("fate", ["opened again", "voided", "as it was"])
@pytest.mark.parametrize("rebound", [False, True])
def test_a_finding_is_recorded_whatever_became_of_its_ticket(
    desk: Desk, closed: Town, clock: Clock, fate: str, rebound: bool
) -> None:
    closed(1)
    sample = desk.write(draw_sample, MARCH)
    (line,) = desk.read(items, sample)
    clock.now = datetime(2026, 4, 7, 10)
    if fate == "opened again":
        desk.write(do_step, TakeStep(line.ticket_id, "RCK", rebound=True))
    elif fate == "voided":
        desk.write(void_ticket, line.ticket_id, "误录")
    before = ticket_status(desk, line.ticket_id)
    found = desk.write(record, RecordRecheck(line.id, rebound, note="看过"))
    assert found.in_log == (fate != "voided")
    assert found.reopened == (rebound and fate == "as it was")
    (line,) = desk.read(items, sample)
    assert (line.rebound, line.note, line.checked_on) == (rebound, "看过", date(2026, 4, 7))
    desk.write(undo_last_act)
    (line,) = desk.read(items, sample)
    assert (line.rebound, line.note, line.checked_on) == (None, "", None)
    assert ticket_status(desk, line.ticket_id) == before


def test_a_finding_whose_ticket_was_voided_later_is_taken_back(
    desk: Desk, closed: Town, clock: Clock
) -> None:
    closed(1)
    (line,) = desk.read(items, desk.write(draw_sample, MARCH))
    clock.now = datetime(2026, 4, 7, 10)
    desk.write(record, RecordRecheck(line.id, rebound=False))
    desk.write(void_ticket, line.ticket_id, "误录")
    assert desk.read(samples)[0].checked == 1
    desk.write(undo_last_act)
    desk.write(undo_last_act)
    assert desk.read(samples)[0].checked == 0


def test_a_visit_before_the_last_step_keeps_its_day(desk: Desk, closed: Town, clock: Clock) -> None:
    closed(1)
    (line,) = desk.read(items, desk.write(draw_sample, MARCH))
    clock.now = datetime(2026, 4, 7, 10)
    desk.write(do_step, TakeStep(line.ticket_id, "RCK"))
    desk.write(record, RecordRecheck(line.id, rebound=False, on=date(2026, 3, 18)))
    assert desk.read(items, line_sample(desk))[0].checked_on == date(2026, 3, 18)
