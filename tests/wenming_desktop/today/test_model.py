"""今日的规则: what is listed where, the step a row offers, whose birthday it is, the comparison."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import NOW
from wenming_desktop.tallies.model import Figures, TicketFact
from wenming_desktop.tallies.period import Period
from wenming_desktop.tickets.filters import RUNNING
from wenming_desktop.today import model
from wenming_desktop.today.model import CardsLeft, Pending, Tile
from wenming_desktop.today.tiles import tiles

RUN = frozenset(RUNNING)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("status", "due", "tabs"),
    [
        ("40", NOW - HOUR, "all late"),
        ("40", NOW, "all today"),
        ("30", datetime(2026, 11, 20, 23, 59), "all today"),
        ("40", datetime(2026, 11, 21), ""),
        ("20", None, "all unsent"),
        ("20", NOW - HOUR, "all late unsent"),
        ("10", None, "all unsent"),
        ("00", None, "all unsent"),
        ("60", NOW - HOUR, "all calling"),
        ("95", NOW - HOUR, ""),
        ("50", NOW + HOUR, "all today"),
    ],
)
def test_where_a_ticket_is_listed(status: str, due: datetime | None, tabs: str) -> None:
    found = model.sort_out([Pending(7, status, due)], RUN, NOW)
    assert [key for key, ids in found.items() if ids] == tabs.split()


@pytest.mark.parametrize(
    ("ticket", "tabs"),
    [
        (Pending(7, "95", NOW - HOUR, review_on=date(2026, 11, 19)), "all review"),
        (Pending(7, "95", None, review_on=date(2026, 11, 20)), "all review"),
        (Pending(7, "95", NOW - HOUR, review_on=date(2026, 11, 21)), ""),
        (Pending(7, "40", NOW - HOUR, review_on=date(2026, 11, 19)), "all late"),
        (Pending(7, "50", NOW + 99 * HOUR, decides=True), "all approving"),
        (Pending(7, "40", NOW - HOUR, decides=True), "all late approving"),
    ],
)
def test_where_it_is_listed_that_waits_for_a_day_or_an_answer(ticket: Pending, tabs: str) -> None:
    found = model.sort_out([ticket], RUN, NOW)
    assert [key for key, ids in found.items() if ids] == tabs.split()


def test_late_first_then_today_then_unsent_then_calls() -> None:
    tickets = [
        Pending(1, "60", NOW - 99 * HOUR, "9"),
        Pending(2, "20", NOW + 99 * HOUR, "8"),
        Pending(3, "40", NOW + HOUR, "7"),
        Pending(4, "40", NOW - HOUR, "6"),
        Pending(5, "20", NOW - 2 * HOUR, "5"),
        Pending(6, "20", None, "4"),
        Pending(8, "20", None, "3"),
        Pending(9, "50", NOW + 99 * HOUR, "2", decides=True),
        Pending(10, "95", None, "1", review_on=date(2026, 11, 20)),
        Pending(11, "95", None, "0", review_on=date(2026, 11, 19)),
    ]
    assert model.sort_out(tickets, RUN, NOW)["all"] == [11, 5, 4, 10, 3, 2, 8, 6, 9, 1]


_PENDING = st.builds(
    Pending,
    st.integers(1, 10**6),
    st.sampled_from(["00", "10", "20", "30", "40", "50", "60", "95"]),
    st.none() | st.datetimes(NOW - timedelta(days=9), NOW + timedelta(days=9)),
    st.text("0123456789", max_size=3),
    st.none() | st.dates(NOW.date() - timedelta(days=9), NOW.date() + timedelta(days=9)),
    st.booleans(),
)


@given(st.lists(_PENDING, max_size=30, unique_by=lambda one: one.id))
def test_all_is_the_union_of_the_tabs_each_once(tickets: list[Pending]) -> None:
    found = model.sort_out(tickets, RUN, NOW)
    everything = found.pop("all")
    assert len(set(everything)) == len(everything)
    assert set(everything) == {one for ids in found.values() for one in ids}
    assert not set(found["late"]) & set(found["today"])
    assert all([i for i in everything if i in ids] == ids for ids in found.values())


@pytest.mark.parametrize(
    ("status", "late", "action"),
    [
        ("10", False, "ACC"),
        ("20", True, "DSP"),
        ("30", False, "SGN"),
        ("30", True, "URG"),
        ("40", False, "FIN"),
        ("40", True, "URG"),
        ("50", True, "APV"),
        ("60", False, "CBK"),
        ("00", False, ""),
        ("95", False, "RES"),
    ],
)
def test_the_next_step(status: str, late: bool, action: str) -> None:
    assert model.next_step(status, late=late, may=lambda _: True) == action
    assert model.next_step(status, late=late, may=lambda _: False) == ""


@pytest.mark.parametrize("late", [False, True])
def test_more_time_asked_for_is_answered_first(late: bool) -> None:
    def step(may: str) -> str:
        return model.next_step("40", late=late, may=lambda action: action in may, asked=True)

    assert step("EXY FIN URG") == "EXY"
    assert step("FIN URG") == ("URG" if late else "FIN")


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (date(2026, 11, 20), "2026-10-01..2026-10-20"),
        (date(2026, 3, 31), "2026-02-01..2026-02-28"),
        (date(2028, 3, 30), "2028-02-01..2028-02-29"),
        (date(2026, 1, 1), "2025-12-01..2025-12-01"),
    ],
)
def test_the_month_so_far_beside_the_same_day(today: date, last: str) -> None:
    now, then = model.spans(datetime.combine(today, NOW.time()))
    assert now.text == f"{today:%Y-%m}-01..{today:%Y-%m-%d}"
    assert then.text == last


@pytest.mark.parametrize(
    ("today", "born", "on"),
    [
        (date(2026, 11, 20), "11-20", date(2026, 11, 20)),
        (date(2026, 11, 20), "11-26", date(2026, 11, 26)),
        (date(2026, 11, 20), "11-27", None),
        (date(2026, 12, 29), "01-02", date(2027, 1, 2)),
        (date(2026, 2, 25), "02-29", date(2026, 2, 28)),
        (date(2028, 2, 25), "02-29", date(2028, 2, 29)),
        (date(2026, 3, 1), "02-29", None),
    ],
)
def test_a_birthday_of_the_week(today: date, born: str, on: date | None) -> None:
    assert model.month_days(today).get(born) == on


@pytest.mark.parametrize(("day", "words"), [(20, "今天"), (21, "明天"), (22, "22日"), (26, "26日")])
def test_the_day_of_a_birthday(day: int, words: str) -> None:
    assert model.day_said(date(2026, 11, day), NOW.date()) == words


def test_a_day_of_the_next_month_is_said_with_its_month() -> None:
    assert model.day_said(date(2026, 12, 2), date(2026, 11, 28)) == "12月2日"


def figures(**sets: set[int]) -> Figures:
    period = Period.parse("2026-11-01..2026-11-03")
    facts = {i: TicketFact(i, datetime(2026, 11, i % 3 + 1, 9)) for i in range(1, 50)}
    told = {name: frozenset(ids) for name, ids in sets.items()}
    return Figures(period=period, facts=facts, **told)  # type: ignore[arg-type]


def told(now: Figures, then: Figures) -> dict[str, Tile]:
    return {tile.key: tile for tile in tiles(now, then, (3, 5), CardsLeft(0, (), 0, 1, 4))}


def test_the_tiles_say_figures_and_changes() -> None:
    now = figures(
        accepted={1, 2, 4}, due={1, 2, 3}, due_on_time={1, 2}, satisfied={5}, overdue_open={6},
        dissatisfied={7}, open_at_end={1, 6},
    )  # fmt: skip
    then = figures(accepted={8, 9, 10, 11}, due={8}, due_on_time={8}, open_at_end={1, 2})
    shown = told(now, then)
    assert (shown["accepted"].figure, shown["accepted"].change) == ("3", "−1")
    assert shown["accepted"].bars == (0, 2, 1)
    on_time = shown["on_time_rate"]
    assert (on_time.figure, on_time.change, on_time.tone) == ("66.7", "−33.3 点", "warn")
    assert on_time.fact == "2 / 3 件"
    rated = shown["satisfaction_rate"]
    assert (rated.figure, rated.change, rated.fact) == ("50.0", "", "1 / 2 件")
    assert (shown["open_at_end"].change, shown["open_at_end"].fact) == ("持平", "超期 1 件")
    assert (shown["signed"].change, shown["signed"].share) == ("−2", 0.25)


def test_nothing_counted_is_no_rate() -> None:
    shown = told(figures(), figures())
    assert (shown["on_time_rate"].figure, shown["on_time_rate"].fact) == ("—", "还没有到期的")
    assert (shown["satisfaction_rate"].figure, shown["accepted"].figure) == ("—", "0")
    assert tiles(figures(), figures(), None, None)[-1].key == "open_at_end"


@pytest.mark.parametrize(
    ("status", "due", "listed"),
    [
        ("40", datetime(2026, 11, 20, 23, 59), False),
        ("40", datetime(2026, 11, 21), True),
        ("30", datetime(2026, 11, 27, 23, 59), True),
        ("40", datetime(2026, 11, 28), False),
        ("20", datetime(2026, 11, 23), False),
        ("95", datetime(2026, 11, 23), False),
        ("40", None, False),
    ],
)
def test_what_is_due_in_the_days_after_today(
    status: str, due: datetime | None, listed: bool
) -> None:
    running = frozenset({"20", "30", "40"})
    tickets = [model.Pending(1, status, due)]
    assert (model.coming_up(tickets, running, datetime(2026, 11, 20, 10)) == [1]) is listed


@pytest.mark.parametrize(
    ("review", "listed"),
    [(20, False), (21, True), (27, True), (28, False), (19, False)],
)
def test_reviews_of_the_days_after_today(review: int, listed: bool) -> None:
    tickets = [Pending(1, "95", NOW, review_on=date(2026, 11, review))]
    assert (model.coming_up(tickets, RUN, NOW) == [1]) is listed


def test_what_waits_for_an_answer_today_is_not_coming() -> None:
    asked = Pending(1, "40", NOW + 30 * HOUR, decides=True)
    assert model.coming_up([asked], RUN, NOW) == []
    assert model.coming_up([Pending(1, "40", NOW + 30 * HOUR)], RUN, NOW) == [1]
