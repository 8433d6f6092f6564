"""今日工作台 on a data file: one read, the same figures as the tallies, only what one may see."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from db.tables.households import HouseholdMembership, Resident
from tests.conftest import NOW, Clock
from tests.wenming_desktop.cards.town import Town, build
from wenming_desktop.cards.queues import card_queues
from wenming_desktop.cards.service import issue_cards
from wenming_desktop.settings.staff import Unit, save_units
from wenming_desktop.tallies.figures import rates
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.service import month_figures
from wenming_desktop.tickets.board import BoardFilter, board_count
from wenming_desktop.tickets.intake import Registration
from wenming_desktop.tickets.model import OpenTicket
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.service import do_step, register
from wenming_desktop.today.model import MOST, Board
from wenming_desktop.today.queries import board, month_so_far
from wenming_desktop.work import Desk, NoRightError, Work, use_case

RESULT = "换了新井盖，周边裂缝灌了缝，晚上复查没有响声。"


@use_case("test.today.elders", "测试长者", right="any")
def elders(work: Work, household: int, people: Sequence[dict[str, Any]]) -> None:
    for facts in people:
        leaves = facts.pop("leaves", None)
        person = Resident(**facts)
        work.session.add(person)
        work.session.flush()
        work.session.add(
            HouseholdMembership(
                household_id=household, resident_id=person.id, is_living=True, to_on=leaves
            )
        )
    work.session.flush()


def call(desk: Desk, clock: Clock, text: str, ago: int = 0, **more: Any) -> int:
    now, clock.now = clock.now, clock.now - timedelta(days=ago)
    unit = more.pop("unit", None)
    given = {"source": "02", "category": "0801", "location_text": "一院"} | more
    ticket = desk.write(register, Registration(OpenTicket(content=text, **given), unit))
    clock.now = now
    return ticket


def step(desk: Desk, ticket: int, action: str, **more: Any) -> None:
    desk.write(do_step, TakeStep(ticket, action, **more))


@pytest.fixture
def busy(desk: Desk, clock: Clock) -> Desk:
    desk.write(save_units, (Unit("裕和物业"),))
    late = call(desk, clock, "暖气不热", ago=20, unit=1, complainant_name="陈国栋")
    step(desk, late, "SGN")
    call(desk, clock, "井盖松动", unit=1)
    call(desk, clock, "楼上漏水", is_confidential=True, complainant_name="高敏")
    done = call(desk, clock, "路灯不亮", ago=3, unit=1)
    for action, more in (("SGN", {}), ("FIN", {"result": RESULT, "outcome": "1"}), ("APV", {})):
        step(desk, done, action, **more)
    return desk


def test_an_empty_office_is_new_and_nothing_is_counted(desk: Desk) -> None:
    seen = desk.read(board)
    assert seen.is_new
    assert set(seen.todo.counts.values()) == {0}
    assert seen.birthdays == ()
    assert seen.todo.next_due == ""


def test_an_office_with_one_ticket_is_not_new(desk: Desk, clock: Clock) -> None:
    call(desk, clock, "暖气不热")
    assert not desk.read(board).is_new


def test_what_is_listed_with_its_step(busy: Desk) -> None:
    todo = busy.read(board).todo
    said = [(line.title, line.lamp_text, line.action) for line in todo.lines["all"]]
    assert [(one[0], one[2]) for one in said] == [
        ("暖气不热", "URG"),
        ("楼上漏水", "DSP"),
        ("路灯不亮", "CBK"),
    ]
    assert said[0][1].startswith("超期 ")
    assert todo.next_due
    counted = {"late": 1, "today": 0, "review": 0, "unsent": 1, "approving": 0, "calling": 1}
    assert todo.counts == {"all": 3, **counted}


def test_counts_agree_with_the_list_of_tickets(busy: Desk) -> None:
    counts = busy.read(board).todo.counts
    wanted = {
        "late": BoardFilter(overdue=True),
        "unsent": BoardFilter(stage="unsent"),
        "calling": BoardFilter(stage="calling"),
    }
    assert {key: counts[key] for key in wanted} == {
        key: busy.read(board_count, one) for key, one in wanted.items()
    }


def test_who_called_in_confidence_is_not_named(busy: Desk) -> None:
    places = [line.place for line in busy.read(board).todo.lines["all"]]
    assert places[0] == "一院 陈国栋"
    assert "高敏" not in " ".join(places)


def test_a_long_list_is_cut_and_counted_whole(desk: Desk, clock: Clock) -> None:
    for at in range(MOST + 3):
        call(desk, clock, f"第 {at} 件")
    todo = desk.read(board).todo
    assert (len(todo.lines["unsent"]), todo.counts["unsent"]) == (MOST, MOST + 3)


def test_the_figures_are_those_of_the_tallies(busy: Desk) -> None:
    shown = {tile.key: tile for tile in busy.read(month_so_far).tiles}
    figures = busy.read(month_figures, Period.parse("2026-11-01..2026-11-20"))
    before = busy.read(month_figures, Period.parse("2026-10-01..2026-10-20"))
    assert shown["accepted"].figure == str(len(figures.accepted)) == "3"
    assert shown["accepted"].change == f"+{len(figures.accepted) - len(before.accepted)}"
    assert shown["open_at_end"].figure == str(len(figures.open_at_end))
    assert shown["on_time_rate"].figure == f"{rates(figures)['on_time_rate']:.1f}"
    assert sum(shown["accepted"].bars) == len(figures.accepted)


def test_elders_of_the_week_and_nobody_else(desk: Desk) -> None:
    town: Town = desk.write(build, ["王秀兰", "陈国栋"])
    day = NOW.date()

    def born(years: int, off: int, **more: Any) -> dict[str, Any]:
        on = day + timedelta(days=off)
        return {"birth_date": on.replace(year=on.year - years), **more}

    people = [
        born(80, 6, full_name="刚满八十"),
        born(90, 0, full_name="今天九十"),
        born(79, 1, full_name="差一岁"),
        born(85, 7, full_name="下一周"),
        born(85, -1, full_name="昨天"),
        born(88, 2, full_name="走了的", lifecycle="4"),
        born(88, 2, full_name="搬走的", leaves=day - timedelta(days=9)),
        born(88, 2, full_name="作废的", is_void=True),
        born(88, 2, full_name="只知年份", birth_precision="Y"),
        born(88, 3, full_name="证上有日子", birth_precision="M", id_number="9" * 18),
    ]
    desk.write(elders, town.households[0], people)
    found = desk.read(board).birthdays or ()
    assert [(who.when, who.name, who.age) for who in found] == [
        ("今天", "今天九十", 90),
        ("23日", "证上有日子", 88),
        ("26日", "刚满八十", 80),
    ]
    assert {(who.household_id, who.door) for who in found} == {
        (town.households[0], "槐荫一院 1-1-101")
    }


def test_cards_that_wait(desk: Desk) -> None:
    desk.write(build, ["王秀兰", "陈国栋", "孙福顺"])
    before = desk.read(board).cards
    assert before is not None
    assert (before.waiting, before.without, before.households) == (0, 3, 3)
    desk.write(issue_cards)
    cards = desk.read(board).cards
    assert cards is not None
    assert (cards.waiting, cards.reasons) == (3, (("新办", 3),))
    assert cards.waiting == sum(desk.read(card_queues).reasons.values())


def narrow(desk: Desk, *rights: str) -> Board:
    return desk.acting_as(replace(desk.actor, rights=frozenset(rights))).read(board)


def test_one_sees_what_one_may(busy: Desk) -> None:
    seen = narrow(busy, "ticket.read")
    assert (seen.birthdays, seen.cards) == (None, None)
    assert {line.action for line in seen.todo.lines["all"]} == {""}
    with pytest.raises(NoRightError):
        narrow(busy, "register.read")
    with pytest.raises(NoRightError):
        busy.acting_as(replace(busy.actor, rights=frozenset({"ticket.read"}))).read(month_so_far)


def test_a_grid_worker_sees_his_grid(busy: Desk) -> None:
    town: Town = busy.write(build, ["王秀兰", "陈国栋"])
    day = NOW.date()
    for household in town.households:
        person = {"full_name": "钱凤仙", "birth_date": day.replace(year=1936)}
        busy.write(elders, household, [person])
    actor = replace(busy.actor, staff_id=None, grid_ids=frozenset({town.grid}))
    seen = busy.acting_as(actor).read(board)
    assert [who.household_id for who in seen.birthdays or ()] == [town.households[0]]
    assert seen.todo.counts["all"] == 0
    tiles = busy.acting_as(actor).read(month_so_far).tiles
    assert "signed" not in {tile.key for tile in tiles}


def test_it_reads_and_writes_nothing(busy: Desk) -> None:
    with busy.engine.connect() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM audit").scalar()
        busy.read(board)
        assert connection.exec_driver_sql("SELECT count(*) FROM audit").scalar() == before
