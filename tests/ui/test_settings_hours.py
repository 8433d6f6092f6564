"""上班时间 read as people write it, and back again."""

from datetime import date, time

import pytest

from ui.settings.hours import hours_texts, read_hours
from wenming_desktop.settings.office import HOURS
from wenming_desktop.tickets.clock import OfficeHours
from wenming_desktop.tickets.deadlines import hours

USUAL = "08:30-12:00 14:00-17:30"


@pytest.mark.parametrize(
    ("usual", "summer"),
    [
        (USUAL, ""),
        ("8：30到12：00，14:00 - 17:30", ""),
        ("09:00-17:00", "06-01到09-30 08:00-12:00 15:00-18:00"),
        (USUAL, "6月1日至9月30日 8:00-12:00、15:00-18:00"),
    ],
)
def test_hours_come_back_as_they_were_meant(usual: str, summer: str) -> None:
    stored, wrong = read_hours(usual, summer)
    assert wrong == {}
    again, _ = read_hours(*hours_texts(stored))
    assert again == stored
    assert bool(hours(stored).summer) == bool(summer)


def test_the_summer_counts_in_its_days() -> None:
    stored, _ = read_hours(USUAL, "06-01到09-30 08:00-12:00 15:00-18:00")
    found = hours(stored)
    assert found.on(date(2026, 7, 1))[1] == (time(15), time(18))
    assert found.on(date(2026, 11, 20)) == OfficeHours().periods


@pytest.mark.parametrize(
    ("usual", "summer", "field"),
    [
        ("", "", "hours"),
        ("八点半到十二点", "", "hours"),
        ("12:00-08:30", "", "hours"),
        ("08:30-12:00 11:00-17:00", "", "hours"),
        ("25:00-26:00", "", "hours"),
        (USUAL, "08:00-12:00", "summer_hours"),
        (USUAL, "09-30到06-01 08:00-12:00", "summer_hours"),
        (USUAL, "02-30到06-01 08:00-12:00", "summer_hours"),
    ],
)
def test_what_is_no_time_is_refused(usual: str, summer: str, field: str) -> None:
    stored, wrong = read_hours(usual, summer)
    assert stored is None
    assert list(wrong) == [field]


def test_hours_of_every_age_are_shown() -> None:
    seasons = [{"from": "01-01", "to": "12-31", "spans": [["09:00", "17:00"]]}]
    assert hours_texts(HOURS) == (USUAL, "")
    assert hours_texts(seasons) == ("09:00-17:00", "")
    assert hours_texts({}) == (USUAL, "")
