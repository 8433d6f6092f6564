"""取数: what comes out of the data file is counted as what was in memory, and by others."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Clock
from tests.make_tickets import put
from tests.plain_count import count as plain_count
from tests.wenming_desktop.tallies.test_replay import at, narrow
from tests.wenming_desktop.tickets.road import CALENDAR, lives, walk
from wenming_desktop.errors import NotFoundError
from wenming_desktop.tallies.figures import count
from wenming_desktop.tallies.model import Book, TicketFact
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.service import (
    month_document,
    month_figures,
    month_report,
    ticket_log,
)
from wenming_desktop.tickets.model import LogRow
from wenming_desktop.work import Actor, Desk, NoRightError

MONTHS = [Period.month(2026, month) for month in (2, 3, 4, 5)]
MARCH, APRIL = MONTHS[1:3]
ROAD = ("REG", "ACC", "DSP", "SGN", "FIN", "APV", "CBK", "ARC")


def book(logs: Sequence[list[LogRow]], nature: str = "3") -> Book:
    """Tickets of grids 1 to 3, in turn."""
    tickets, actions = [], []
    for i, log in enumerate(logs, 1):
        accepted = next(row.at for row in log if row.action == "ACC")
        leaf = ("0101", "0505", None)[i % 3]
        tickets.append(TicketFact(i, accepted, nature, "11", leaf, i % 3 + 1, None, i % 4))
        actions += [narrow(i, row) for row in log]
    return Book.of(tickets, actions)


def store(desk: Desk, told: Book) -> None:
    with desk.engine.connect() as connection:
        for table in ("ticket_action", "ticket", "handling_unit", "grid"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
        put(connection, told.tickets.values(), (row for log in told.logs.values() for row in log))
        connection.commit()


def sql(desk: Desk, statement: str) -> None:
    with desk.engine.connect() as connection:
        changed = connection.exec_driver_sql(statement).rowcount
        connection.commit()
    assert changed


def logged(desk: Desk, period: Period) -> dict[str, Any]:
    """The log as another program reads it."""
    found: dict[str, Any] = json.loads(json.dumps(desk.read(ticket_log, period)))
    return found


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(lives("36"), min_size=1, max_size=12), st.sampled_from("336"))
def test_the_data_file_is_counted_like_memory_and_like_a_plain_script(
    desk: Desk, logs: list[list[LogRow]], nature: str
) -> None:
    told = book(logs, nature)
    store(desk, told)
    for period in MONTHS:
        assert desk.read(month_figures, period) == count(told, period, CALENDAR)
        assert plain_count(logged(desk, period)) == desk.read(month_document, period)


def some(desk: Desk) -> None:
    """Open since February; done in March; two new; and one gone in March."""
    old = [at(a, "02-10 09:00") for a in ("REG", "ACC", "DSP", "SGN")]
    gone = at("WDR", "03-02 09:00")
    store(desk, book([walk(*old), walk(*ROAD), walk(*ROAD[:4]), walk(*ROAD[:3]), walk(*old, gone)]))


def test_figures_report_and_document_say_the_same(desk: Desk) -> None:
    some(desk)
    report = desk.read(month_report, MARCH)
    assert report.figures == desk.read(month_figures, MARCH)
    assert report.document == desk.read(month_document, MARCH)
    assert report.document["reconciled"]
    assert report.document["figures"] == {
        "open_at_start": 2, "accepted": 3, "reopened": 0, "completed": 1, "out": 1,
        "open_at_end": 3, "completed_of_accepted": 1, "due": 3, "due_on_time": 1,
        "overdue_open": 3, "rated": 1, "satisfied": 1, "basically_satisfied": 0,
        "dissatisfied": 0,
    }  # fmt: skip
    assert report.document["by_category"] == {"公用设施": 1, "市容环境": 1, "未分类": 1}
    assert report.document["by_source"] == {"12345热线转办": 3}
    assert report.told.before == desk.read(month_figures, Period.month(2026, 2))
    assert report.told.year_so_far.accepted == {1, 2, 3, 4, 5}
    assert (report.mark, report.made_by) == ("草稿", "demo")


def test_what_is_not_due_yet_is_not_missed_while_the_month_runs(desk: Desk, clock: Clock) -> None:
    some(desk)
    for day, due, overdue in ((10, set(), {1}), (20, {2, 3, 4}, {1, 3, 4})):
        clock.now = datetime(2026, 3, day, 12)
        running = desk.read(month_figures, MARCH)
        assert (running.due, running.overdue_open) == (due, overdue)
        assert plain_count(logged(desk, MARCH)) == desk.read(month_document, MARCH)


def test_one_grid_by_name_or_code_is_a_part_of_the_whole(desk: Desk) -> None:
    some(desk)
    sql(desk, "UPDATE grid SET code = 'G' || id")
    whole = desk.read(month_figures, MARCH)
    parts = [desk.read(month_figures, MARCH, name) for name in ("第1号", "g2", "G3")]
    assert frozenset().union(*(part.accepted for part in parts)) == whole.accepted
    assert [len(part.open_at_end) for part in parts] == [1, 2, 0]
    assert desk.read(month_report, MARCH, "g2").grid == "第2号"
    with pytest.raises(NotFoundError):
        desk.read(month_figures, MARCH, "第四网格")


def test_a_grid_worker_counts_his_own_grid(desk: Desk) -> None:
    some(desk)
    own = desk.acting_as(replace(desk.actor, grid_ids=frozenset({2})))
    assert own.read(month_figures, MARCH) == desk.read(month_figures, MARCH, "第2号")
    tickets = logged(own, MARCH)["tickets"]
    assert {ticket["grid"] for ticket in tickets} == {"第2号"}
    assert plain_count(logged(own, MARCH)) == own.read(month_document, MARCH)


def test_voided_tickets_and_drafts_are_never_counted(desk: Desk) -> None:
    some(desk)
    sql(desk, "UPDATE ticket SET is_void = 1 WHERE id = 2")
    sql(desk, "UPDATE ticket SET accepted_at = NULL WHERE id = 3")
    for period in (MARCH, APRIL):
        report = desk.read(month_report, period)
        assert not {2, 3} & set(report.told.year_so_far.facts)
        assert {ticket["id"] for ticket in logged(desk, period)["tickets"]} == {1, 4, 5}


def test_where_a_ticket_was_accepted_stays(desk: Desk) -> None:
    some(desk)
    before = desk.read(month_document, MARCH)
    sql(desk, "UPDATE grid SET is_void = 1")
    sql(desk, "UPDATE code_item SET enabled = 0 WHERE list IN ('ticket_source', 'ticket_category')")
    assert desk.read(month_document, MARCH) == before


SET, CUT = "UPDATE ticket_action SET", "DELETE FROM ticket_action"
DAMAGE = {
    "a finish is gone": f"{CUT} WHERE ticket_id = 2 AND action = 'FIN'",
    "an approval is gone": f"{CUT} WHERE ticket_id = 2 AND action = 'APV'",
    "an acceptance is gone": f"{CUT} WHERE ticket_id = 4 AND action = 'ACC'",
    "a whole log is gone": f"{CUT} WHERE ticket_id = 4",
    "a row is voided": f"{SET} is_void = 1 WHERE ticket_id = 2 AND seq = 6",
    "closed says open": f"{SET} to_status = '40' WHERE ticket_id = 2 AND seq = 6",
    "archived says open": f"{SET} to_status = '30' WHERE ticket_id = 2 AND seq = 8",
    "open says closed": f"{SET} to_status = '60' WHERE ticket_id = 3 AND seq = 4",
    "open since February says closed": f"{SET} to_status = '60' WHERE ticket_id = 5 AND seq = 4",
}


@pytest.mark.parametrize("statement", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_log_does_not_reconcile(desk: Desk, statement: str) -> None:
    some(desk)
    assert desk.read(month_document, MARCH)["reconciled"]
    sql(desk, statement)
    report = desk.read(month_report, MARCH)
    assert not report.document["reconciled"]
    assert "×" in {row[-1] for row in report.sheets[-1].rows}
    assert not desk.read(month_document, MARCH)["reconciled"]


def test_counting_needs_its_right(desk: Desk) -> None:
    nobody = desk.acting_as(Actor("somebody", rights=frozenset({"register.read"})))
    for service in (month_figures, month_document, month_report, ticket_log):
        with pytest.raises(NoRightError):
            nobody.read(service, MARCH)


def test_an_empty_office_has_a_report_of_nothing(desk: Desk) -> None:
    report = desk.read(month_report, Period.parse("2026"))
    assert report.document["reconciled"]
    assert not any(report.document["figures"].values())  # type: ignore[attr-defined]
    assert set(report.document["rates"].values()) == {None}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("period", "now", "said"),
    [
        ("2026-10", "2026-11-20 10:42", ("没有月结",)),
        ("2026-11", "2026-11-20 10:42", ("没有月结", "截至 2026-11-20 10:42")),
        ("2034-02", "2034-03-01 09:00", ("没有月结", "2034 年的放假安排")),
    ],
)
def test_a_report_says_how_final_it_is(
    desk: Desk, clock: Any, period: str, now: str, said: tuple[str, ...]
) -> None:
    clock.now = datetime.fromisoformat(now)
    notes = desk.read(month_report, Period.parse(period)).notes
    assert len(notes) == len(said)
    for note, words in zip(notes, said, strict=True):
        assert words in note


def test_the_log_names_no_complainant(desk: Desk) -> None:
    some(desk)
    sql(desk, "UPDATE ticket SET complainant_name = '何秀兰', complainant_phone = '13900004417',"
              " content = '三楼漏水', location_text = '一院3号楼'")  # fmt: skip
    told = json.dumps(desk.read(ticket_log, MARCH), ensure_ascii=False)
    for secret in ("何秀兰", "13900004417", "漏水", "3号楼"):
        assert secret not in told
