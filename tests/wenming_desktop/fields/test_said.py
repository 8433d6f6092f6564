"""Moments as they are said or written: which day, which hour, on which side of now."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_desktop.fields import CodeBook, Moment, Reading
from wenming_desktop.fields.said import Side, hear

NOW = datetime(2026, 11, 20, 10, 42)  # a Friday
PAST, NEAREST, AHEAD = Side.PAST, Side.NEAREST, Side.AHEAD
LAST = time(23, 59)


def heard(text: str, side: Side, *, spoken: bool = True, now: datetime = NOW) -> str:
    said = hear(text, now, side, spoken=spoken)
    if said is None:
        return ""
    if said.day is None:
        return f"{said.clock.at:%H:%M}" if said.clock else ""
    return f"{said.on(said.day, LAST if side is not PAST else None):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("text", "at"),
    [
        # A night belongs to the day it began on; 凌晨 is of its own day.
        ("昨天 晚上12点", "2026-11-20 00:00"),
        ("昨天 晚上1点", "2026-11-20 01:00"),
        ("昨晚8点", "2026-11-19 20:00"),
        ("昨晚11点半", "2026-11-19 23:30"),
        ("昨天 凌晨12点半", "2026-11-19 00:30"),
        ("昨天凌晨1点", "2026-11-19 01:00"),
        ("前天半夜两点", "2026-11-19 02:00"),
        ("昨天晚上0点", "2026-11-20 00:00"),
        ("昨天 24:00", "2026-11-20 00:00"),
        ("昨天下午12点半", "2026-11-19 12:30"),
        ("昨天中午十二点", "2026-11-19 12:00"),
        ("昨天中午11点", "2026-11-19 11:00"),
        ("昨天中午1点", "2026-11-19 13:00"),
        ("昨天 24:30", ""),
        ("昨天 25点", ""),
        ("zt15:20", "2026-11-19 15:20"),
        ("周三 9点", "2026-11-18 09:00"),
        ("周五 9点", "2026-11-20 09:00"),
        ("周五 11点", "2026-11-13 11:00"),
        ("上周五 11点", "2026-11-13 11:00"),
        ("12月30日 10:00", "2025-12-30 10:00"),
        ("31日", "2026-10-31 00:00"),
        ("20261118 0930", "2026-11-18 09:30"),
        ("20261118093000", "2026-11-18 09:30"),
        ("二〇二六年十一月十八日下午三点一刻", "2026-11-18 15:15"),
        ("2月30日", ""),
        ("昨晚", ""),
        ("昨", ""),
        ("1520", "15:20"),
        ("2230", "22:30"),
    ],
)
def test_what_has_been(text: str, at: str) -> None:
    assert heard(text, PAST) == at


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-11-25 17:30:00", "2026-11-25 17:30"),
        ("20261125", "2026-11-25 23:59"),
        ("11月25日前", "2026-11-25 23:59"),
        ("11月25日24时", "2026-11-25 23:59"),
        ("11-25 24:00", "2026-11-25 23:59"),
        ("请于11月25日17:30前办结", "2026-11-25 17:30"),
        ("2026年11月25日(周三)17:30", "2026-11-25 17:30"),
        ("下周一", "2026-11-23 23:59"),
        ("下周一上午10点", "2026-11-23 10:00"),
        ("周五17:00", "2026-11-20 17:00"),
        ("周五9:00", "2026-11-27 09:00"),
        ("周四", "2026-11-26 23:59"),
        ("星期天", "2026-11-22 23:59"),
        ("今晚12点", "2026-11-20 23:59"),
        ("1.5 8:00", "2027-01-05 08:00"),
        ("尽快", ""),
        ("今天下午", ""),
        ("明天下班前", ""),
        ("3个工作日", ""),
    ],
)
def test_what_is_to_come(text: str, at: str) -> None:
    assert heard(text, AHEAD) == at


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("11-10", "2026-11-10 23:59"),
        ("1月5日", "2027-01-05 23:59"),
        ("11月25日 12时", "2026-11-25 12:00"),
        ("昨天", ""),
        ("下周一", ""),
        ("明天 9:00", ""),
        ("25日", ""),
        ("1520", ""),
    ],
)
def test_a_list_kept_for_weeks_means_no_yesterday(text: str, at: str) -> None:
    assert heard(text, NEAREST, spoken=False) == at


@given(st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)), st.integers(0, 359))
def test_a_day_without_its_year_lies_on_its_side(now: datetime, off: int) -> None:
    for side, sign in ((PAST, -1), (AHEAD, 1)):
        day = now.date() + timedelta(days=sign * off)
        if (day.month, day.day) != (2, 29):
            said = hear(f"{day.month}月{day.day}日", now, side)
            assert said is not None
            assert said.day == day


@pytest.mark.parametrize(
    ("raw", "at"),
    [
        ("2026-11-18 24:00", datetime(2026, 11, 19)),
        ("2026-11-18 晚上12点", datetime(2026, 11, 19)),
        ("2026-11-18 凌晨12点半", datetime(2026, 11, 18, 0, 30)),
        ("2026年11月18日下午三点半", datetime(2026, 11, 18, 15, 30)),
        ("2026-11-18 12:30 AM", datetime(2026, 11, 18, 0, 30)),
        ("2026-11-18 3:05 PM", datetime(2026, 11, 18, 15, 5)),
        ("2026-11-18 24:01", None),
    ],
)
def test_a_field_reads_the_same_hours(raw: str, at: datetime | None) -> None:
    reading = Reading(date(2026, 11, 20), CodeBook((), ()))
    assert Moment().parse(raw, "f", reading).value == at
