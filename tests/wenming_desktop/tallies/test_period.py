"""统计期: how periods are written, how long they are, what they are compared with."""

from datetime import datetime

import pytest

from wenming_desktop.tallies.period import Period, PeriodError


@pytest.mark.parametrize(
    ("text", "begin", "end", "title", "before", "year_ago"),
    [
        ("2026-10", "2026-10-01", "2026-11-01", "2026年10月", "2026-09", "2025-10"),
        ("2026-01", "2026-01-01", "2026-02-01", "2026年1月", "2025-12", "2025-01"),
        ("2026-12", "2026-12-01", "2027-01-01", "2026年12月", "2026-11", "2025-12"),
        ("2026-Q1", "2026-01-01", "2026-04-01", "2026年第一季度", "2025-Q4", "2025-Q1"),
        ("2026-Q4", "2026-10-01", "2027-01-01", "2026年第四季度", "2026-Q3", "2025-Q4"),
        ("2026-H1", "2026-01-01", "2026-07-01", "2026年上半年", "2025-H2", "2025-H1"),
        ("2026-H2", "2026-07-01", "2027-01-01", "2026年下半年", "2026-H1", "2025-H2"),
        ("2026", "2026-01-01", "2027-01-01", "2026年", "2025", "2025"),
        (
            "2026-10-01..2026-10-15", "2026-10-01", "2026-10-16",
            "2026年10月1日至2026年10月15日", "2026-09-16..2026-09-30", "2025-10-01..2025-10-15",
        ),
        (
            "2024-02-29..2024-02-29", "2024-02-29", "2024-03-01",
            "2024年2月29日至2024年2月29日", "2024-02-28..2024-02-28", "2023-02-28..2023-02-28",
        ),
    ],
)  # fmt: skip
def test_each_form(text: str, begin: str, end: str, title: str, before: str, year_ago: str) -> None:
    period = Period.parse(f" {text} ")
    assert (period.begin, period.end) == (
        datetime.fromisoformat(begin),
        datetime.fromisoformat(end),
    )
    assert period.title == title
    assert period.text == text
    assert period.before().text == before
    assert period.year_ago().text == year_ago
    assert Period.parse(period.before().text) == period.before()


def test_the_year_so_far_ends_with_the_period() -> None:
    assert Period.parse("2026-03").year_so_far().text == "2026-01-01..2026-03-31"


@pytest.mark.parametrize(
    "text",
    [
        "", "2026-13", "2026-00", "2026-Q5", "2026-H3", "26-10", "2026-1", "二〇二六", "２０２６",
        "2026-10-15..2026-10-01", "2026-02-30..2026-03-01", "..", "0001", "9999", "2026-10 OR 1",
        "0001-01-01..2026-01-01", "{}", "freeze",
    ],
)  # fmt: skip
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(PeriodError, match="看不懂统计期"):
        Period.parse(text)


def test_a_month_by_its_numbers() -> None:
    assert Period.month(2026, 10) == Period.parse("2026-10")
