"""最不满意的十件事: ranked by its rule, compared with last time; who and where calls again."""

from collections.abc import Callable
from datetime import date, datetime

from tests.conftest import Clock
from tests.wenming_desktop.tickets.conftest import RESULT
from wenming_desktop.tickets import service
from wenming_desktop.tickets.grievances import (
    Span,
    repeat_callers,
    repeat_places,
    top_grievances,
)
from wenming_desktop.tickets.model import TicketRow
from wenming_desktop.work import Desk

MARCH = Span(date(2026, 3, 1), date(2026, 4, 1), date(2026, 2, 1))
APRIL = Span(date(2026, 4, 1), date(2026, 5, 1), date(2026, 3, 1))
Opened, Take = Callable[..., int], Callable[..., TicketRow]


def finished(take: Take, ticket: int, satisfaction: str) -> int:
    for action, said in (
        ("DSP", {"handling_unit": "供热公司", "handler": "马师傅"}),
        ("SGN", {}),
        ("FIN", {"result": RESULT, "outcome": "1"}),
        ("APV", {}),
        ("CBK", {"contact_result": "1", "satisfaction": satisfaction, "reason": "还是不热"}),
    ):
        take(ticket, action, **said)
    return ticket


def ranked(desk: Desk, span: Span) -> list[tuple[str, int, int, int, int, int | None]]:
    return [
        (g.code, g.dissatisfied, g.repeats, g.accepted, g.reworks, g.last_rank)
        for g in desk.read(top_grievances, span)
    ]


def test_the_rule_puts_dissatisfied_before_repeats_before_count(
    town: Desk, opened: Opened, take: Take
) -> None:
    for _ in range(3):
        finished(take, opened(category="0102"), "1")
    unhappy = finished(take, opened(category="0801"), "3")
    first = opened(category="0405")
    again = opened(category="0405", duplicate_of_id=first)
    once = opened(category="0505")
    repeat = opened(category="0505", duplicate_of_id=once)
    more = opened(category="0505")
    assert ranked(town, MARCH) == [
        ("0801", 1, 0, 1, 1, None),
        ("0505", 0, 1, 3, 0, None),
        ("0405", 0, 1, 2, 0, None),
    ]
    ten = town.read(top_grievances, MARCH)
    assert [g.id for g in ten] == [1, 2, 3]
    assert [g.tickets for g in ten] == [(unhappy,), (repeat, more, once), (again, first)]
    assert all(g.name for g in ten)


def test_last_time_is_counted_the_same_way(
    town: Desk, opened: Opened, take: Take, clock: Clock
) -> None:
    finished(take, opened(category="0801"), "3")
    finished(take, opened(category="0801"), "3")
    finished(take, opened(category="0102"), "3")
    clock.now = datetime(2026, 4, 7, 9)
    late = finished(take, opened(category="0102"), "3")
    assert [row[0] for row in ranked(town, MARCH)] == ["0801", "0102"]
    assert ranked(town, APRIL) == [("0102", 1, 0, 1, 1, 2)]
    assert town.read(top_grievances, APRIL)[0].tickets == (late,)


def test_a_rating_taken_back_is_no_grievance(town: Desk, opened: Opened, take: Take) -> None:
    ticket = finished(take, opened(category="0801"), "3")
    assert len(ranked(town, MARCH)) == 1
    town.write(service.correct, ticket)
    assert ranked(town, MARCH) == []
    take(ticket, "CBK", contact_result="1", satisfaction="1")
    assert ranked(town, MARCH) == []


def test_praise_counts_nowhere(town: Desk, opened: Opened) -> None:
    opened(nature="6", category="0801")
    opened(nature="6", category="0801")
    assert ranked(town, MARCH) == []
    assert town.read(repeat_callers, MARCH) == ()
    assert town.read(repeat_places, MARCH) == ()


def test_callers_are_told_apart_by_telephone_and_covered(town: Desk, opened: Opened) -> None:
    mine = [opened() for _ in range(2)]
    mine.append(opened(duplicate_of_id=mine[0]))
    for hidden in ({"is_confidential": True}, {"is_anonymous": True}):
        for phone in ("13900000001", "13900000002"):
            opened(complainant_phone=phone, complainant_name="陈国栋", **hidden)
    opened(complainant_phone="13900000003")
    (line,) = town.read(repeat_callers, MARCH)
    assert (line.name, line.accepted, line.repeats) == ("王秀兰", 3, 1)
    assert line.tickets == tuple(reversed(mine)), "a telephone would say whose the hidden ones are"
    assert "****" in line.detail


def test_places_are_buildings_or_the_words_written(town: Desk, opened: Opened) -> None:
    for room in ("501", "402", "101"):
        opened(location_text=f"一院 3号楼 2单元 {room}", complainant_phone=None)
    for _ in range(2):
        opened(location_text="文澜路 18 号门前", category="0404", complainant_phone=None)
    opened(location_text="东门", complainant_phone=None)
    building, street = town.read(repeat_places, MARCH)
    assert (building.name, building.accepted) == ("一院 3号楼", 3)
    assert (street.name, street.accepted) == ("文澜路 18 号门前", 2)
    assert street.detail.endswith("2 件")
