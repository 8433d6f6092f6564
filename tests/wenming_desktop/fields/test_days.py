"""Days and moments in the ways offices write them."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_desktop.fields import CodeBook, Day, Moment, Reading

READING = Reading(date(2026, 11, 20), CodeBook((), ()))
OCTOBER_3 = date(2026, 10, 3)


@pytest.mark.parametrize(
    ("raw", "day", "note"),
    [
        ("2026-10-03", OCTOBER_3, ""),
        ("2026/10/3", OCTOBER_3, ""),
        ("2026.10.03", OCTOBER_3, ""),
        ("2026.10.03.", OCTOBER_3, ""),
        ("2026 10 03", OCTOBER_3, ""),
        ("20261003", OCTOBER_3, ""),
        (20261003, OCTOBER_3, ""),
        (20261003.0, OCTOBER_3, ""),
        ("2026年10月3日", OCTOBER_3, ""),
        ("2026年 10月 03日", OCTOBER_3, ""),
        ("２０２６－１０－０３", OCTOBER_3, ""),
        ("2026年10月3日（星期六）", OCTOBER_3, ""),
        ("2026-10-03 10:20:30", OCTOBER_3, ""),
        ("2026-10-03T00:00:00", OCTOBER_3, ""),
        ("二〇二六年十月三日", OCTOBER_3, ""),
        ("二〇二六年十二月二十一日", date(2026, 12, 21), ""),
        ("86.6.4", date(1986, 6, 4), ""),
        ("05-6-4", date(2005, 6, 4), ""),
        ("86年6月", date(1986, 6, 1), "month"),
        ("1986.06", date(1986, 6, 1), "month"),
        ("1986.10", date(1986, 10, 1), "month"),
        (1986.06, date(1986, 6, 1), "month"),
        (1986.1, date(1986, 10, 1), "month"),
        ("1986-6", date(1986, 6, 1), "month"),
        ("1986年6月", date(1986, 6, 1), "month"),
        ("198606", date(1986, 6, 1), "month"),
        (198606, date(1986, 6, 1), "month"),
        ("1986年", date(1986, 1, 1), "year"),
        (1986, date(1986, 1, 1), "year"),
        (46298, OCTOBER_3, ""),
        (46298.75, OCTOBER_3, ""),
        ("46298", OCTOBER_3, ""),
        (OCTOBER_3, OCTOBER_3, ""),
        (datetime(2026, 10, 3, 9), OCTOBER_3, ""),
        ("", None, ""),
        (None, None, ""),
        ("不详", None, ""),
    ],
)
def test_a_day_is_read(raw: object, day: date | None, note: str) -> None:
    assert Day().parse(raw, "f", READING) == (day, (), note)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("2026-13-01", "没有 13 月"),
        ("2026-02-30", "没有这一天"),
        ("去年", "要一个日期"),
        ("20261340", "要一个日期"),
        (float("inf"), "要一个日期"),
        (float("nan"), "要一个日期"),
        (-5, "要一个日期"),
        (10**30, "要一个日期"),
        (True, "要一个日期"),
    ],
)
def test_what_is_no_day_is_named(raw: object, said: str) -> None:
    parsed = Day().parse(raw, "f", READING)
    assert parsed.value is None
    [problem] = parsed.problems
    assert (problem.code, problem.severity) == ("value.unknown", "kept")
    assert said in problem.message


@pytest.mark.parametrize(
    ("raw", "moment", "note"),
    [
        ("2026-10-03 10:03", datetime(2026, 10, 3, 10, 3), ""),
        ("2026/10/3 9:05:07", datetime(2026, 10, 3, 9, 5, 7), ""),
        ("2026-10-03T10:03:09", datetime(2026, 10, 3, 10, 3, 9), ""),
        ("2026-10-03 10:03:09.500", datetime(2026, 10, 3, 10, 3, 9), ""),
        ("2026年10月3日 9时5分", datetime(2026, 10, 3, 9, 5), ""),
        ("2026年10月3日上午9时", datetime(2026, 10, 3, 9), ""),
        ("2026/10/3 下午3:05", datetime(2026, 10, 3, 15, 5), ""),
        ("2026.10.03 17：30", datetime(2026, 10, 3, 17, 30), ""),
        ("20261003 17:30", datetime(2026, 10, 3, 17, 30), ""),
        (46298.75, datetime(2026, 10, 3, 18), ""),
        (datetime(2026, 10, 3, 9, 0, 0, 999), datetime(2026, 10, 3, 9), ""),
        ("2026-10-03", datetime(2026, 10, 3), "day"),
        (46298, datetime(2026, 10, 3), "day"),
        (OCTOBER_3, datetime(2026, 10, 3), "day"),
        ("", None, ""),
    ],
)
def test_a_moment_is_read(raw: object, moment: datetime | None, note: str) -> None:
    assert Moment().parse(raw, "f", READING) == (moment, (), note)


@pytest.mark.parametrize(
    "raw", ["2026-10", "2026", "上午", "2026-10-03 25:00", "10:30", float("inf"), 1e300, True]
)
def test_what_is_no_moment_is_named(raw: object) -> None:
    parsed = Moment().parse(raw, "f", READING)
    assert parsed.value is None
    assert [problem.code for problem in parsed.problems] == ["value.unknown"]


def test_an_aware_moment_becomes_local_and_naive() -> None:
    aware = datetime(2026, 10, 3, 9, tzinfo=timezone(timedelta(hours=8)))
    parsed = Moment().parse(aware, "f", READING)
    assert parsed.value == aware.astimezone().replace(tzinfo=None)


STYLES = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日"]


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(STYLES))
def test_every_day_reads_in_every_style(day: date, style: str) -> None:
    assert Day().parse(day.strftime(style), "f", READING) == (day, (), "")
    assert Day().parse(Day().show(day), "f", READING).value == day


@given(st.dates(date(1906, 1, 1), date(2170, 1, 1)))
def test_a_serial_of_a_workbook_is_its_day(day: date) -> None:
    assert Day().parse(float((day - date(1899, 12, 30)).days), "f", READING) == (day, (), "")


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)))
def test_a_moment_shown_reads_back_to_the_minute(moment: datetime) -> None:
    minute = moment.replace(second=0, microsecond=0)
    assert Moment().parse(Moment().show(moment), "f", READING).value == minute


def test_cells_and_masks() -> None:
    assert Day().cell(OCTOBER_3) == OCTOBER_3
    assert Day().mask(OCTOBER_3) == "2026-**-**"
    assert Moment().cell(datetime(2026, 10, 3, 9)) == datetime(2026, 10, 3, 9)
    assert Day().show(None) == ""
    assert Day().cell(None) is None
