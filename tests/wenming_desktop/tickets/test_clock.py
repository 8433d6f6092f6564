"""办理时限: working days over month ends, holidays, make-up days; urgency, rework."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_desktop.tickets.clock import (
    Calendar,
    OfficeHours,
    Terms,
    category_workdays,
    seed_days,
)

CALENDAR = Calendar({day: works for day, works, _ in seed_days()})
DAYS = st.dates(date(2003, 1, 1), date(2029, 12, 31))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def terms(days: int = 5, urgency: str = "1", external: str | None = None) -> Terms:
    return Terms(CALENDAR, days, urgency, at(external) if external else None)


@pytest.mark.parametrize(
    ("accepted", "days", "due"),
    [
        ("2026-03-10 10:00", 5, "2026-03-17 17:30"),
        ("2026-03-30 10:00", 3, "2026-04-02 17:30"),  # a month's end
        ("2025-12-30 10:00", 3, "2026-01-05 17:30"),  # a year's end: 1-3 Jan free, 4 Jan worked
        ("2026-02-13 10:00", 1, "2026-02-14 17:30"),  # Saturday worked before the festival
        ("2026-02-14 10:00", 1, "2026-02-24 17:30"),  # over the spring festival
        ("2026-02-26 10:00", 2, "2026-02-28 17:30"),  # Saturday worked after it
        ("2026-04-01 08:40", 5, "2026-04-09 17:30"),  # 清明
        ("2026-09-30 17:00", 1, "2026-10-08 17:30"),  # 国庆
        ("2026-03-13 18:00", 1, "2026-03-17 17:30"),  # Friday after closing: starts Monday
        ("2026-03-14 09:00", 1, "2026-03-17 17:30"),  # Saturday: starts Monday
        ("2026-03-16 07:00", 1, "2026-03-17 17:30"),  # before opening: starts that day
        ("2026-03-16 12:30", 1, "2026-03-17 17:30"),  # at noon: starts that afternoon
        ("2026-03-16 17:30", 1, "2026-03-17 17:30"),  # at the stroke
    ],
)
def test_due_at_closing_time_of_the_nth_workday_after_the_start(
    accepted: str, days: int, due: str
) -> None:
    assert terms(days).first(at(accepted)) == at(due)


@pytest.mark.parametrize(
    ("days", "urgency", "external", "due"),
    [
        (5, "2", None, "2026-03-13 17:30"),  # half of five, up: three
        (1, "2", None, "2026-03-11 17:30"),  # never under one
        (5, "3", None, "2026-03-11 10:00"),  # 24 natural hours
        (5, "4", None, "2026-03-11 10:00"),
        (5, "1", "2026-03-12 09:00", "2026-03-12 09:00"),  # the superior's earlier one wins
        (5, "1", "2026-03-30 09:00", "2026-03-17 17:30"),
        (5, "3", "2026-03-10 12:00", "2026-03-10 12:00"),
    ],
)
def test_urgency_and_the_superiors_deadline(
    days: int, urgency: str, external: str | None, due: str
) -> None:
    assert terms(days, urgency, external).first(at("2026-03-10 10:00")) == at(due)


def test_extension_adds_workdays_to_the_old_deadline() -> None:
    assert terms().extended(at("2026-03-17 17:30"), 3) == at("2026-03-20 17:30")
    assert terms().extended(at("2026-02-13 17:30"), 2) == at("2026-02-24 17:30")
    assert terms().extended(at("2026-03-17 10:11"), 0) == at("2026-03-17 10:11")


@pytest.mark.parametrize(("days", "due"), [(5, "03-13"), (4, "03-12"), (1, "03-11")])
def test_rework_gets_half_the_default_and_at_least_a_day(days: int, due: str) -> None:
    assert terms(days).rework(at("2026-03-10 10:00")) == at(f"2026-{due} 17:30")


def test_standing_clock_gives_the_working_days_back() -> None:
    due, since = at("2026-02-13 17:30"), at("2026-02-12 09:00")
    # 13 and 14 February and 24 February were worked.
    assert terms().resumed(due, since, at("2026-02-24 09:00")) == at("2026-02-25 17:30")
    assert terms().resumed(due, since, at("2026-02-12 16:00")) == due


def test_summer_hours_hold_between_their_days() -> None:
    hours = OfficeHours(summer=((time(8), time(12)), (time(15), time(18))))
    calendar = Calendar({}, hours)
    assert Terms(calendar, 1).first(at("2026-07-06 10:00")) == at("2026-07-07 18:00")
    assert Terms(calendar, 1).first(at("2026-07-06 17:45")) == at("2026-07-07 18:00")
    assert Terms(calendar, 1).first(at("2026-10-12 17:45")) == at("2026-10-14 17:30")
    assert OfficeHours.from_json(hours.as_json()) == hours
    assert OfficeHours.from_json(OfficeHours().as_json()) == OfficeHours()


def test_working_hours_leave_out_noon_nights_and_holidays() -> None:
    assert CALENDAR.working_hours(at("2026-03-10 11:00"), at("2026-03-10 15:00")) == 2
    assert CALENDAR.working_hours(at("2026-03-13 17:00"), at("2026-03-16 09:00")) == 1
    assert CALENDAR.working_hours(at("2026-02-15 09:00"), at("2026-02-23 18:00")) == 0


def test_a_year_beyond_the_table_follows_weekends_and_is_named() -> None:
    assert CALENDAR.unknown_years(date(2026, 12, 1), date(2027, 1, 9)) == (2027,)
    assert not CALENDAR.unknown_years(date(2004, 1, 1), date(2026, 12, 31))
    assert terms(1).first(at("2027-01-01 10:00")) == at("2027-01-04 17:30")  # a Friday


def test_the_seed_names_every_row_in_chinese() -> None:
    rows = {day: (works, name) for day, works, name in seed_days()}
    assert rows[date(2026, 2, 17)] == (False, "春节")
    assert rows[date(2026, 2, 28)] == (True, "春节调休上班")
    assert {day.year for day in rows} == set(range(2004, 2027))


def test_an_edited_day_wins() -> None:
    assert not Calendar({date(2026, 3, 11): False}).is_workday(date(2026, 3, 11))


@pytest.mark.parametrize(
    ("category", "days"), [("0101", 15), ("0199", 7), ("01", 7), ("77", 5), (None, 5)]
)
def test_the_leaf_sets_the_days_else_its_parent(category: str | None, days: int) -> None:
    own, parents = {"01": 7, "0101": 15, "0199": None}, {"0101": "01", "0199": "01"}
    assert category_workdays(category, own, parents) == days


@given(DAYS, DAYS)
def test_counting_workdays_equals_walking_them(a: date, b: date) -> None:
    low, high = min(a, b), max(a, b)
    high = min(high, low + timedelta(days=400))
    span = (low + timedelta(days=i) for i in range(1, (high - low).days + 1))
    assert CALENDAR.workdays(low, high) == sum(map(CALENDAR.is_workday, span))
    assert CALENDAR.workdays(high, low) == -CALENDAR.workdays(low, high)


@given(DAYS, st.integers(1, 40))
def test_the_nth_workday_is_worked_and_the_nth(day: date, n: int) -> None:
    found = CALENDAR.nth_workday(day, n)
    assert CALENDAR.is_workday(found)
    assert CALENDAR.workdays(day, found) == n
