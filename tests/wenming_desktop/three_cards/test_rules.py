"""When the three cards are due: tables of days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_desktop.tallies.period import Period
from wenming_desktop.three_cards.periods import read_span
from wenming_desktop.three_cards.rules import (
    Span,
    contact_state,
    half_due,
    needs_feedback,
    receipt_missing,
    stage,
)

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    "text", ["2026-H1", "2026-H2", "2026-Q1", "2026-Q4", "2026", "2026-03-05..2026-08-04"]
)
def test_a_period_is_written_and_titled_as_the_command_line_does(text: str) -> None:
    period = Period.parse(text)
    span = Span(period.begin.date(), period.end.date())
    assert (span.text, span.title, span.last) == (period.text, period.title, period.last_day)
    assert read_span(text) == span


@given(DAYS, st.integers(0, 400))
def test_any_days_come_back_as_the_period_they_were(first: date, length: int) -> None:
    span = Span.of_days(first, first + timedelta(days=length))
    assert read_span(span.text) == span


@pytest.mark.parametrize("text", ["", "2026-H3", "abc", "2026-13-01..2026-13-02", "2026-1"])
def test_what_is_no_period_is_none(text: str) -> None:
    assert read_span(text) is None


@given(DAYS)
def test_the_last_half_is_the_one_before_that_of_the_day(day: date) -> None:
    half, last = Span.half_of(day), Span.last_half(day)
    assert half.begin <= day < half.end
    assert last.end == half.begin
    assert last.is_over(day)
    assert not half.is_over(day)


@pytest.mark.parametrize(
    ("span", "part"), [("2026-H1", "H1"), ("2026-H2", "H2"), ("2026-Q3", "Q3"), ("2026", "")]
)
def test_a_number_says_which_part_of_the_year(span: str, part: str) -> None:
    found = read_span(span)
    assert found is not None
    assert found.part == part


@pytest.mark.parametrize(
    ("day", "over", "overdue"),
    [
        (date(2026, 6, 30), False, False),
        (date(2026, 7, 1), True, False),
        (date(2026, 7, 15), True, False),
        (date(2026, 7, 16), True, True),
    ],
)
def test_feedback_is_due_when_the_period_is_over(day: date, over: bool, overdue: bool) -> None:
    half = Span.half_of(date(2026, 1, 1))
    assert (half.is_over(day), half.is_overdue(day)) == (over, overdue)


JAN, JULY = date(2026, 1, 10), date(2026, 7, 1)


@pytest.mark.parametrize(
    ("issued", "today", "due"),
    [
        (JAN, date(2026, 6, 14), None),
        (JAN, date(2026, 6, 15), "first"),
        (JAN, date(2026, 12, 14), "first"),
        (JAN, date(2026, 12, 15), "second"),
        (None, date(2026, 9, 1), "first"),
        (JULY, date(2026, 9, 1), None),
        (JULY, date(2026, 12, 15), "second"),
    ],
)
def test_a_contact_card_is_due_twice_a_year(issued: date | None, today: date, due: str) -> None:
    assert half_due(2026, issued, today) == due


@pytest.mark.parametrize(
    ("first", "second", "today", "state"),
    [
        (None, None, date(2026, 3, 1), "ok"),
        (None, None, date(2026, 7, 1), "due"),
        (date(2026, 6, 20), None, date(2026, 7, 1), "ok"),
        (date(2026, 6, 20), None, date(2026, 12, 20), "due"),
        (None, date(2026, 12, 16), date(2026, 12, 20), "ok"),
    ],
)
def test_a_contact_card_is_to_be_handed_in(
    first: date | None, second: date | None, today: date, state: str
) -> None:
    assert contact_state(2026, (JAN, first, second), today) == state


@pytest.mark.parametrize(
    ("kind", "reported", "needs"),
    [
        ("2", date(2026, 6, 30), True),
        ("2", date(2026, 7, 1), False),
        ("2", None, True),
        ("1", date(2026, 1, 1), False),
        (None, None, False),
    ],
)
def test_only_of_those_checked_in_before_its_end(
    kind: str | None, reported: date | None, needs: bool
) -> None:
    assert needs_feedback(kind, reported, Span.half_of(date(2026, 1, 1))) is needs


SENT = date(2026, 7, 5)


@pytest.mark.parametrize(
    ("sent", "back", "today", "missing", "stands"),
    [
        (None, None, date(2027, 1, 1), False, "issued"),
        (SENT, None, date(2026, 8, 4), False, "sent"),
        (SENT, None, date(2026, 8, 5), True, "late"),
        (SENT, date(2026, 9, 1), date(2026, 9, 9), False, "returned"),
    ],
)
def test_a_receipt_is_asked_for_after_thirty_days(
    sent: date | None, back: date | None, today: date, missing: bool, stands: str
) -> None:
    assert receipt_missing(sent, back, today) is missing
    assert stage(SENT, sent, back, today) == stands
    assert stage(None, None, None, today) == "draft"
