"""办理时限 over two years of holidays and make-up days, beside a plain count typed here.

The days are those of the State Council's notices for 2025 and 2026; nothing of the program's
calendar is used to say what is expected.
"""

from datetime import date, datetime, time, timedelta
from typing import Final

import pytest

from wenming_desktop.tickets.clock import Calendar, Terms, seed_days
from wenming_desktop.tickets.model import Facts, LogRow, Step
from wenming_desktop.tickets.rules import decide

OFF: Final = (
    "2025-01-01/01-01 2025-01-28/02-04 2025-04-04/04-06 2025-05-01/05-05 2025-05-31/06-02 "
    "2025-10-01/10-08 2026-01-01/01-03 2026-02-15/02-23 2026-04-04/04-06 2026-05-01/05-05 "
    "2026-06-19/06-21 2026-09-25/09-27 2026-10-01/10-07"
)
MADE_UP: Final = (
    "2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11 2026-01-04 2026-02-14 2026-02-28 "
    "2026-05-09 2026-09-20 2026-10-10"
)
CALENDAR: Final = Calendar({day: works for day, works, _ in seed_days()})
FIRST, LAST = date(2025, 1, 1), date(2026, 12, 31)
TIMES: Final = ("00:00", "08:29", "08:30", "12:30", "17:30", "17:31", "23:59")


def days_off() -> set[date]:
    found: set[date] = set()
    for span in OFF.split():
        begin, end = span.split("/")
        day = date.fromisoformat(begin)
        while day <= date.fromisoformat(f"{begin[:4]}-{end}"):
            found.add(day)
            day += timedelta(days=1)
    return found


FREE: Final = days_off()
WORKED: Final = {date.fromisoformat(day) for day in MADE_UP.split()}


def works(day: date) -> bool:
    return day in WORKED or (day.weekday() < 5 and day not in FREE)


def after(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= works(day)
    return day


def closing(day: date) -> datetime:
    return datetime.combine(day, time(17, 30))


def due(at: datetime, days: int, urgency: str = "1", cap: datetime | None = None) -> datetime:
    """The dossier's 2.11.2 (b) to (e), in the plainest words."""
    if urgency in ("3", "4"):
        found = at + timedelta(hours=24)
    else:
        begin = at.date()
        if not works(begin) or at.time() > time(17, 30):
            begin = after(begin, 1)
        found = closing(after(begin, (days + 1) // 2 if urgency == "2" else days))
    return min(found, cap) if cap else found


def every_day(last: date = LAST) -> list[date]:
    return [FIRST + timedelta(days=i) for i in range((last - FIRST).days + 1)]


def terms(days: int, urgency: str = "1", cap: datetime | None = None) -> Terms:
    return Terms(CALENDAR, days, urgency, cap)


def lived(promised: Terms, *steps: tuple[str, datetime, dict[str, object]]) -> list[LogRow]:
    log: list[LogRow] = []
    for action, at, said in steps:
        log += decide(log, Step(action, at, **said), Facts(promised))  # type: ignore[arg-type]
    return log


def test_the_office_knows_every_day_of_both_years() -> None:
    wrong = [day for day in every_day() if CALENDAR.is_workday(day) != works(day)]
    assert wrong == []
    assert sum(map(works, every_day(date(2025, 12, 31)))) == 248


@pytest.mark.parametrize("urgency", ["1", "2", "3", "4"])
def test_every_day_hour_and_promise_of_two_years(urgency: str) -> None:
    """A ticket of any moment, of any category's days, urgent or not."""
    for day in every_day(date(2026, 11, 30)):
        for clock in TIMES:
            at = datetime.combine(day, time.fromisoformat(clock))
            for days in (1, 2, 5, 7, 15):
                assert terms(days, urgency).first(at) == due(at, days, urgency), (at, days)


def test_a_superiors_deadline_only_ever_shortens() -> None:
    for day in every_day(date(2026, 11, 30)):
        at = datetime.combine(day, time(10))
        for hours in (2, 24, 100, 1000):
            cap = at + timedelta(hours=hours)
            found = terms(5, "1", cap).first(at)
            assert found == due(at, 5, cap=cap) <= cap


def test_a_new_round_has_half_the_days_from_where_it_begins() -> None:
    for day in every_day(date(2026, 11, 30)):
        at = datetime.combine(day, time(16))
        for days in (1, 2, 5, 15):
            assert terms(days).rework(at) == due(at, (days + 1) // 2)


def test_an_extension_counts_on_from_the_old_deadline() -> None:
    """Asked for within the term and granted later, over every holiday of both years."""
    for day in every_day(date(2026, 11, 20)):
        at = datetime.combine(day, time(9))
        old = due(at, 3)
        for days in (1, 5):
            log = lived(
                terms(3),
                *_received(at),
                ("EXA", old - timedelta(hours=1), {"days": days, "text": "等材料"}),
                ("EXY", old + timedelta(hours=20), {}),
            )
            assert log[-1].due_at == closing(after(old.date(), days))


def test_the_clock_stands_while_a_ticket_hangs() -> None:
    """What was worked between hanging and going on is given back."""
    for day in every_day(date(2026, 9, 30))[::2]:
        at = datetime.combine(day, time(9))
        old, hung = due(at, 5), at + timedelta(hours=3)
        for rest in (0, 1, 9, 40):
            back = hung + timedelta(days=rest)
            log = lived(
                terms(5),
                *_received(at),
                ("SUS", hung, {"text": "历史遗留", "review_on": day + timedelta(days=60)}),
                ("RES", back, {}),
            )
            spent = sum(works(day + timedelta(days=i)) for i in range(1, rest + 1))
            assert log[-1].due_at == (closing(after(old.date(), spent)) if spent else old)


def _received(at: datetime) -> tuple[tuple[str, datetime, dict[str, object]], ...]:
    sent: dict[str, object] = {"handling_unit_id": 1}
    return ("REG", at, {}), ("ACC", at, {}), ("DSP", at, sent), ("SGN", at, {})


@pytest.mark.parametrize(
    ("accepted", "days", "urgency", "expected"),
    [
        ("2025-01-24 16:00", 1, "1", "2025-01-26 17:30"),  # Friday: the Sunday is worked
        ("2025-01-27 09:00", 1, "1", "2025-02-05 17:30"),  # the day before the festival
        ("2025-01-27 18:00", 1, "1", "2025-02-06 17:30"),  # after closing
        ("2025-02-01 10:00", 2, "1", "2025-02-07 17:30"),  # on a day of the festival
        ("2025-02-06 10:00", 2, "1", "2025-02-08 17:30"),  # the Saturday after it is worked
        ("2025-04-03 10:00", 1, "1", "2025-04-07 17:30"),  # 清明
        ("2025-04-25 10:00", 5, "1", "2025-05-06 17:30"),  # Sunday 27 worked, five days off
        ("2025-05-30 17:30", 1, "1", "2025-06-03 17:30"),  # 端午 over a month's end
        ("2025-09-26 10:00", 3, "1", "2025-09-30 17:30"),  # Sunday 28 worked
        ("2025-09-30 10:00", 2, "1", "2025-10-10 17:30"),  # eight days off
        ("2025-10-10 10:00", 1, "1", "2025-10-11 17:30"),  # Saturday made up
        ("2025-12-31 10:00", 1, "1", "2026-01-04 17:30"),  # over the year; Sunday 4 is worked
        ("2025-12-31 19:00", 1, "1", "2026-01-05 17:30"),
        ("2026-02-13 10:00", 5, "2", "2026-02-25 17:30"),  # urgent: three of five
        ("2026-02-14 10:00", 5, "3", "2026-02-15 10:00"),  # by the clock, festival or not
        ("2026-02-27 18:00", 1, "1", "2026-03-02 17:30"),  # starts on the Saturday made up
        ("2026-04-30 10:00", 4, "1", "2026-05-09 17:30"),  # Saturday 9 made up
        ("2026-06-18 10:00", 15, "1", "2026-07-10 17:30"),  # 端午, and a half-year's end
        ("2026-09-18 10:00", 5, "1", "2026-09-24 17:30"),  # Sunday 20 worked, before 中秋
        ("2026-09-30 17:31", 7, "2", "2026-10-13 17:30"),  # starts on the 8th; four of seven
        ("2026-11-30 10:00", 1, "1", "2026-12-01 17:30"),  # a plain month's end
    ],
)
def test_typed_by_hand(accepted: str, days: int, urgency: str, expected: str) -> None:
    found = terms(days, urgency).first(datetime.fromisoformat(accepted))
    assert found == datetime.fromisoformat(expected)
    assert due(datetime.fromisoformat(accepted), days, urgency) == found
