"""时限重算: what a changed calendar puts on the list, and what it leaves alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import Clock
from tests.wenming_desktop.tickets.recalculation_hand import (
    ALL,
    DUE,
    FRIDAY,
    LATER,
    MONDAY,
    SATURDAY,
    Opened,
    Take,
    five_days,
    hold,
    holiday,
    one,
    replayed,
    stored,
)
from wenming_desktop.settings.office import Office, read_office, save_office
from wenming_desktop.settings.workdays import DaySheet, save_day
from wenming_desktop.tickets.amend import Amend, amend
from wenming_desktop.tickets.clock import OfficeHours
from wenming_desktop.tickets.recalculation import (
    due_changes,
    recalculate,
)
from wenming_desktop.tickets.service import void_ticket
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.files import import_file
from wenming_desktop.workbooks.outcome import ImportOptions


@pytest.fixture
def opened(town: Desk) -> Opened:
    """Open a ticket that has five working days."""
    return five_days(town)


def test_nothing_is_on_the_list_while_the_calendar_stays(town: Desk, opened: Opened) -> None:
    ticket = opened()
    assert stored(town, ticket) == DUE
    assert town.read(due_changes) == ()
    holiday(town, date(2026, 3, 20))
    assert len(town.read(due_changes)) == 0


@pytest.mark.parametrize(
    ("day", "new", "words"),
    [
        (FRIDAY, LATER, "推后 1 天，3月13日改为放假"),
        (date(2026, 3, 16), LATER, "推后 1 天，3月16日改为放假"),
        (SATURDAY, datetime(2026, 3, 14, 17, 30), "提前 2 天，3月14日改为上班"),
        (MONDAY.date(), LATER, "推后 1 天，3月9日改为放假"),
    ],
)
def test_a_changed_day_makes_a_list_and_moves_nothing(
    town: Desk, opened: Opened, day: date, new: datetime, words: str
) -> None:
    ticket = opened()
    holiday(town, day, works=day == SATURDAY)
    change = one(town)
    assert (change.id, change.old, change.new) == (ticket, DUE, new)
    assert f"{change.shift}，{change.why}" == words
    assert stored(town, ticket) == DUE


def test_a_make_up_day_that_is_none_after_all(town: Desk, opened: Opened, clock: Clock) -> None:
    made = holiday(town, SATURDAY, works=True)
    ticket = opened()
    assert stored(town, ticket) == datetime(2026, 3, 14, 17, 30)
    assert town.read(due_changes) == ()
    town.write(save_day, DaySheet(SATURDAY, False, "不补班了", made))
    assert one(town).new == DUE
    assert one(town).why == "3月14日改为放假"
    town.write(undo_last_act)
    assert town.read(due_changes) == ()


def test_changed_hours_move_the_closing_time(town: Desk, opened: Opened) -> None:
    ticket = opened()
    urgent = opened(urgency="3")
    sheet = town.read(read_office)
    town.write(save_office, replace(sheet, duty_phone="8801 2000"))
    assert town.read(due_changes) == ()
    town.write(save_office, replace(sheet, work_hours=_until(18)))
    change = one(town)
    assert (change.id, change.new) == (ticket, DUE.replace(hour=18, minute=0))
    assert (change.shift, change.why) == ("推后 30 分钟", "上班时间改了")
    town.write(recalculate, ALL)
    hold(town, ticket, urgent)


def _until(hour: int) -> Any:
    usual = OfficeHours().periods
    ends = (usual[0], (usual[1][0], usual[1][1].replace(hour=hour, minute=0)))
    return OfficeHours(ends).as_json()


def test_urgent_tickets_count_natural_hours(town: Desk, opened: Opened) -> None:
    opened(urgency="3")
    opened(urgency="4")
    holiday(town, date(2026, 3, 10))
    assert town.read(due_changes) == ()


def test_half_the_days_of_a_pressing_one(town: Desk, opened: Opened) -> None:
    pressing = opened(urgency="2")
    assert stored(town, pressing) == datetime(2026, 3, 12, 17, 30)
    holiday(town, date(2026, 3, 11))
    assert one(town).new == datetime(2026, 3, 13, 17, 30)


def test_the_superiors_deadline_caps_the_new_one(town: Desk, opened: Opened) -> None:
    capped = datetime(2026, 3, 17, 12)
    earlier, later = opened(external_due_at=DUE.replace(hour=12)), opened(external_due_at=capped)
    holiday(town)
    assert stored(town, earlier) == DUE.replace(hour=12)
    assert (one(town).id, one(town).new) == (later, capped)


def test_approved_extensions_are_added_again(town: Desk, opened: Opened, take: Take) -> None:
    ticket = opened()
    take(ticket, "DSP", handling_unit="供热公司")
    take(ticket, "EXA", days=3, reason="等材料")
    take(ticket, "EXY")
    extended = datetime(2026, 3, 19, 17, 30)
    assert stored(town, ticket) == extended
    holiday(town)
    assert one(town).new == extended + timedelta(days=1)
    town.write(recalculate, ALL)
    hold(town, ticket)
    holiday(town, date(2026, 3, 19))
    assert one(town).new == datetime(2026, 3, 23, 17, 30)


def test_a_second_round_has_its_own_clock(
    town: Desk, opened: Opened, through: Callable[[int, str], Any], take: Take
) -> None:
    ticket = opened()
    through(ticket, "APV")
    take(ticket, "CBK", contact_result="1", satisfaction="3")
    again = datetime(2026, 3, 12, 17, 30)
    assert stored(town, ticket) == again
    holiday(town, date(2026, 3, 16))
    assert town.read(due_changes) == ()
    holiday(town, date(2026, 3, 11))
    assert one(town).new == datetime(2026, 3, 13, 17, 30)
    town.write(recalculate, ALL)
    assert town.read(replayed, ticket) == (datetime(2026, 3, 13, 17, 30), DUE)
    hold(town, ticket)


def test_a_suspended_one_is_listed_and_gets_its_days_back(
    town: Desk, opened: Opened, take: Take, clock: Clock
) -> None:
    ticket = opened()
    take(ticket, "SUS", reason="历史遗留", review_on=date(2026, 4, 1))
    holiday(town)
    assert one(town).status_name == "挂账"
    town.write(recalculate, ALL)
    assert stored(town, ticket) == LATER
    clock.now += timedelta(days=2)
    take(ticket, "RES")
    assert stored(town, ticket) == datetime(2026, 3, 19, 17, 30)
    hold(town, ticket)
    assert town.read(due_changes) == ()


@pytest.mark.parametrize("last", ["APV", "CBK", "ARC"])
def test_finished_tickets_are_never_listed(
    town: Desk, opened: Opened, through: Callable[[int, str], Any], last: str
) -> None:
    through(opened(), last)
    holiday(town)
    assert town.read(due_changes) == ()


def test_no_finish_that_waits_turns_late_afterwards(
    town: Desk, opened: Opened, through: Callable[[int, str], Any]
) -> None:
    waits = opened()
    through(waits, "FIN")
    made = holiday(town, SATURDAY, works=True)
    assert town.read(due_changes) == ()
    town.write(save_day, DaySheet(date(2026, 3, 16), False, "放假", None))
    town.write(save_day, DaySheet(SATURDAY, False, "放假", made))
    assert (one(town).id, one(town).new) == (waits, LATER)


def test_those_gone_or_void_are_not_listed(town: Desk, opened: Opened, take: Take) -> None:
    take(opened(), "WDR", reason="不要了")
    take(opened(), "TRF", to_unit="城管执法中队")
    town.write(void_ticket, opened(), "误录")
    opened(draft=True)
    holiday(town)
    assert town.read(due_changes) == ()


def test_what_was_amended_since_moves_no_deadline(town: Desk, opened: Opened) -> None:
    ticket = opened()
    town.write(amend, Amend(ticket, "urgency", "3", "记错了"))
    assert town.read(due_changes) == ()
    holiday(town)
    assert one(town).new == LATER


def test_other_days_of_a_category_move_no_deadline(town: Desk, opened: Opened) -> None:
    ticket = opened()
    with town.engine.connect() as plain:
        plain.exec_driver_sql(
            "UPDATE code_item SET extra = json_set(extra, '$.default_workdays', 9)"
            " WHERE list = 'ticket_category' AND code = '0199'"
        )
        plain.commit()
    town._codes.clear()
    holiday(town)
    assert (one(town).id, one(town).new) == (ticket, LATER)


def test_a_deadline_from_outside_stays(town: Desk, opened: Opened) -> None:
    ticket = opened()
    given = "2026-03-18T23:59:00"
    with town.engine.connect() as plain:
        plain.exec_driver_sql(f"UPDATE ticket SET due_at = '{given}', entry_source = 'import'")
        plain.exec_driver_sql(f"UPDATE ticket_action SET due_at = '{given}' WHERE action = 'ACC'")
        plain.commit()
    holiday(town)
    assert town.read(due_changes) == ()
    assert stored(town, ticket).isoformat() == given


def test_imported_ones_are_computed_by_what_the_office_promised(town: Desk, tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.append(("工单编号", "受理时间", "来源", "诉求类别", "诉求小类", "诉求内容", "办理期限"))
    usual = (datetime(2026, 3, 9, 9), "来电", "市容环境", "其他市容环境", "单元门口堆着旧家具。")
    sheet.append(("A1", *usual, None))
    sheet.append(("A2", *usual, datetime(2026, 3, 16, 12)))
    made.save(tmp_path / "工单.xlsx")
    assert not import_file(town, "tickets", tmp_path / "工单.xlsx", ImportOptions()).problems
    assert town.read(due_changes) == ()
    holiday(town)
    assert (one(town).old, one(town).new) == (DUE, LATER)


def test_a_grid_worker_sees_only_his_own(town: Desk, opened: Opened) -> None:
    opened()
    holiday(town)
    theirs = town.acting_as(replace(town.actor, grid_ids=frozenset({999}), staff_id=None))
    assert theirs.read(due_changes) == ()


def test_an_office_that_was_never_set_up_has_a_calendar(desk: Desk) -> None:
    desk.write(save_office, Office(full_name="槐荫里社区", short_name="槐荫里"))
    assert len(desk.read(due_changes)) == 0
