"""The calendar of the office: read, changed, and warned about while a year is not known."""

from datetime import date

import pytest

from wenming_desktop import undoing
from wenming_desktop.errors import NotFoundError
from wenming_desktop.settings.rules import day_of, unknown_year
from wenming_desktop.settings.workdays import DaySheet, DayTakenError, day_list, save_day
from wenming_desktop.tickets.deadlines import calendar
from wenming_desktop.work import Desk, Work, use_case

NEW_YEAR = date(2027, 1, 1)


@use_case("test.works_on", "查日历", right="any")
def works_on(work: Work, day: date) -> bool:
    return calendar(work).is_workday(day)


def test_a_day_added_counts_for_deadlines_and_can_be_taken_back(desk: Desk) -> None:
    before = desk.read(day_list)
    assert 2026 in before.years
    assert 2027 not in before.years
    assert desk.read(works_on, NEW_YEAR)
    row_id = desk.write(save_day, DaySheet(NEW_YEAR, name="元旦"))
    assert desk.read(day_list).days[0] == DaySheet(NEW_YEAR, False, "元旦", row_id)
    assert not desk.read(works_on, NEW_YEAR)
    desk.write(save_day, DaySheet(NEW_YEAR, True, "元旦调休上班", row_id))
    assert desk.read(works_on, NEW_YEAR)
    desk.write(undoing.undo_last_act)
    desk.write(undoing.undo_last_act)
    assert desk.read(day_list) == before


def test_a_day_stands_once(desk: Desk) -> None:
    desk.write(save_day, DaySheet(NEW_YEAR, name="元旦"))
    with pytest.raises(DayTakenError, match="元旦"):
        desk.write(save_day, DaySheet(NEW_YEAR, True, "又一条"))
    other = desk.write(save_day, DaySheet(date(2027, 1, 2), name="元旦"))
    with pytest.raises(DayTakenError):
        desk.write(save_day, DaySheet(NEW_YEAR, name="挪过来", id=other))
    with pytest.raises(NotFoundError):
        desk.write(save_day, DaySheet(date(2027, 5, 1), name="没有这一条", id=999_999))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-01-01", NEW_YEAR),
        (" 2027.1.1", NEW_YEAR),
        ("2027年1月1日", NEW_YEAR),
        ("2027-02-30", None),
        ("1月1日", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, day: date | None) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("years", "today", "missing"),
    [
        ({2026}, date(2026, 9, 30), None),
        ({2026}, date(2026, 10, 1), 2027),
        ({2026, 2027}, date(2026, 11, 20), None),
        ({2026}, date(2027, 1, 4), 2027),
    ],
)
def test_the_next_year_is_missed_from_autumn_on(
    years: set[int], today: date, missing: int | None
) -> None:
    assert unknown_year(years, today) == missing
