"""The board: what is to be done first on top, counts that agree with the rows, words of a clerk."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import NOW, Clock
from wenming_desktop.fields.codes import CodeBook
from wenming_desktop.tickets import board
from wenming_desktop.tickets.board import STAGES, BoardFilter
from wenming_desktop.tickets.board_view import (
    last_act,
    show_caller,
    ticket_view,
)
from wenming_desktop.tickets.board_words import day_words, due_words, said, span, verdict
from wenming_desktop.tickets.clock import Calendar
from wenming_desktop.tickets.intake import Registration
from wenming_desktop.tickets.model import LogRow, OpenTicket
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.service import correct, do_step, register, void_ticket
from wenming_desktop.work import Desk, NoRightError

DAYS = Calendar({})
FRIDAY = NOW
RESULT = "换了新井盖，周边裂缝灌了缝，晚上复查没有响声。"


@pytest.mark.parametrize(
    ("status", "due", "expected"),
    [
        ("40", FRIDAY - timedelta(minutes=5), ("red", "超期 5 分钟")),
        ("40", FRIDAY - timedelta(hours=18), ("red", "超期 18 小时")),
        ("40", datetime(2026, 11, 18, 10, 0), ("red", "超期 2 天")),
        ("40", datetime(2026, 11, 13, 17, 30), ("red", "超期 5 天")),
        ("30", datetime(2026, 11, 20, 17, 30), ("amber", "今天 17:30")),
        ("30", datetime(2026, 11, 23, 17, 30), ("amber", "周一 17:30")),
        ("30", datetime(2026, 11, 24, 17, 30), ("green", "剩 2 天")),
        ("20", datetime(2026, 11, 24, 17, 30), ("", "待派单")),
        ("20", datetime(2026, 11, 20, 9, 0), ("red", "超期 1 小时")),
        ("50", datetime(2026, 11, 25, 17, 30), ("green", "剩 3 天")),
        ("60", datetime(2026, 11, 18, 17, 30), ("", "待回访")),
        ("70", datetime(2026, 11, 18, 17, 30), ("", "待归档")),
        ("95", datetime(2026, 11, 18, 17, 30), ("", "挂账")),
        ("93", None, ("", "并单")),
    ],
)
def test_the_lamp_and_its_words(status: str, due: datetime | None, expected: Any) -> None:
    assert due_words(status, "并单", due, FRIDAY, DAYS) == expected


@pytest.mark.parametrize(
    ("status", "review", "expected"),
    [
        ("95", date(2026, 11, 17), ("red", "复查超 3 天")),
        ("95", date(2026, 11, 19), ("red", "复查超 1 天")),
        ("95", date(2026, 11, 20), ("amber", "今天复查")),
        ("95", date(2026, 11, 21), ("", "11-21 复查")),
        ("95", date(2027, 1, 5), ("", "01-05 复查")),
        ("95", None, ("", "挂账")),
        ("93", date(2026, 11, 17), ("", "并单")),
    ],
)
def test_suspended_its_day_of_review_speaks(
    status: str, review: date | None, expected: tuple[str, str]
) -> None:
    assert due_words(status, "并单", FRIDAY, FRIDAY, DAYS, review) == expected


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 11, 20, 9, 5), "今天 09:05"),
        (datetime(2026, 11, 19, 17, 2), "昨天 17:02"),
        (datetime(2026, 11, 21, 9, 0), "明天 09:00"),
        (datetime(2026, 11, 26, 9, 0), "周四 09:00"),
        (datetime(2026, 11, 18, 9, 5), "11-18 09:05"),
        (datetime(2025, 12, 31, 9, 5), "2025-12-31"),
    ],
)
def test_moments_as_they_are_said(at: datetime, words: str) -> None:
    assert day_words(at, FRIDAY) == words


def test_in_time_or_late() -> None:
    due = datetime(2026, 11, 18, 7, 50)
    assert verdict(None, due) is None
    assert verdict(due - timedelta(hours=15, minutes=30), due) == ("ok", "按时办结，提前 15 小时")
    assert verdict(due + timedelta(days=3), due) == ("danger", "超期 3 天办结")
    assert verdict(due, due) == ("ok", "按时办结，提前 0 分钟")
    assert span(timedelta(hours=47)) == "47 小时"


@given(st.sampled_from(["DSP", "CBK", "FIN", "SUS", "RCK", "XYZ"]), st.text(max_size=40))
def test_every_log_row_says_something(action: str, text: str) -> None:
    row = LogRow(1, action, NOW, "20", "30", text=text, review_on=date(2026, 12, 1))
    assert said(row, {"unit": "物业"}, CodeBook.from_csv(), NOW).strip()


class Office:
    """Tickets in every stage."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self.desk, self.clock = desk, clock

    def call(self, text: str, ago: int = 0, unit: int | None = None, **more: Any) -> int:
        now, self.clock.now = self.clock.now, self.clock.now - timedelta(days=ago)
        given = {"source": "02", "category": "0801", "location_text": "一院"} | more
        opened = OpenTicket(content=text, **given)
        ticket = self.desk.write(register, Registration(opened, unit))
        self.clock.now = now
        return ticket

    def take(self, ticket: int, *steps: str, **more: Any) -> None:
        for action in steps:
            given: dict[str, Any] = {"FIN": {"result": RESULT, "outcome": "1"}}.get(action, {})
            self.desk.write(do_step, TakeStep(ticket, action, **(given | more)))

    def titles(self, **wanted: Any) -> list[str]:
        asked = BoardFilter(**wanted)
        lines = self.desk.read(board.board_page, asked, 0, 100)
        assert self.desk.read(board.board_count, asked) == len(lines)
        return [line.title for line in lines]


@pytest.fixture
def office(desk: Desk, clock: Clock) -> Office:
    made = Office(desk, clock)
    sent = made.call("样板")
    made.take(sent, "DSP", handling_unit="裕和物业")
    desk.write(void_ticket, sent, "误录")
    calls = made.call("待回访的", 3, 1)
    made.take(calls, "SGN", "FIN", "APV")
    made.call("还早的", 0, 1, category="0706")
    made.call("没派的", 0)
    late = made.call("超期两周的", 20, 1, complainant_name="高敏")
    made.take(late, "SGN")
    made.call("没派也超期的", 10)
    closing = made.call("待归档的", 2, 1)
    made.take(closing, "SGN", "FIN", "APV")
    made.take(closing, "CBK", contact_result="1", satisfaction="1")
    return made


def test_what_to_do_first_is_on_top(office: Office) -> None:
    assert office.titles() == ["超期两周的", "没派也超期的", "没派的", "还早的", "待回访的"]
    assert office.titles(descending=True) == office.titles()[::-1]


def test_stages_part_the_open_ones_and_counts_agree(office: Office) -> None:
    counts = office.desk.read(board.board_counts, BoardFilter())
    for key in STAGES:
        assert counts.stages[key] == len(office.titles(stage=key)), key
    parts = ("unsent", "working", "approving", "suspended", "calling")
    assert counts.stages["open"] == sum(counts.stages[key] for key in parts)
    assert counts.overdue == len(office.titles(overdue=True)) == 2
    assert counts.soon == len(office.titles(soon=True))
    assert counts.overdue + counts.soon == len(office.titles(overdue=True, soon=True))


def test_filters_narrow_together(office: Office) -> None:
    assert office.titles(text="高敏") == ["超期两周的"]
    assert office.titles(text="100%") == []
    assert office.titles(category="07") == ["还早的"]
    assert set(office.titles(unit_id=1)) == {"超期两周的", "还早的", "待回访的"}
    assert len(office.titles(mine=True)) == 5
    assert office.titles(stage="all", sort="accepted")[0] == "超期两周的"


def test_pages_join_without_gap_or_repeat(office: Office) -> None:
    for at in range(30):
        office.call(f"第 {at} 件", at % 12, 1)
    whole = office.titles()
    wanted = BoardFilter()
    pages = [office.desk.read(board.board_page, wanted, at, 7) for at in range(0, 35, 7)]
    assert [line.title for page in pages for line in page] == whole


def test_the_view_covers_the_caller_and_showing_him_is_logged(office: Office) -> None:
    told = office.call(
        "举报", 0, complainant_name="钱二", complainant_phone="13900001234", nature="4"
    )
    view = office.desk.read(ticket_view, told)
    assert (view.caller, view.phone_masked, view.address) == ("保密", "", "")
    assert "13900001234" not in repr(view)
    assert "钱二" not in repr(view)
    shown = office.desk.write(show_caller, told)
    assert (shown.name, shown.phone) == ("钱二", "13900001234")


def test_the_last_act_is_what_undo_takes_back(office: Office) -> None:
    calls = next(
        line.id for line in office.desk.read(board.board_page, BoardFilter(stage="calling"), 0, 9)
    )
    office.take(calls, "CBK", contact_result="1", satisfaction="3")
    act = office.desk.read(last_act, calls)
    assert len(act) == 2
    assert office.desk.read(ticket_view, calls).round_no == 2
    office.desk.write(correct, calls, act)
    view = office.desk.read(ticket_view, calls)
    assert (view.status, view.round_no, view.main) == ("60", 1, "CBK")
    assert [line.undone for line in view.lines[:4]] == [False, False, True, True]


def test_steps_follow_the_log_and_the_rights(office: Office) -> None:
    ticket = office.call("要延期的", 0, 1)
    first = office.desk.read(ticket_view, ticket)
    assert "EXA" in first.steps
    assert "EXY" not in first.steps
    office.take(ticket, "EXA", days=2, reason="等配件")
    asked = office.desk.read(ticket_view, ticket)
    assert asked.asked_days == 2
    assert {"EXY", "EXN"} <= set(asked.steps)
    assert "EXA" not in asked.steps
    actor = office.desk.actor
    clerk = type(actor)("员", 1, 1, frozenset({"ticket.read", "ticket.write"}))
    seen = office.desk.acting_as(clerk).read(ticket_view, ticket)
    assert not {"EXY", "EXN", "SUS"} & set(seen.steps)
    reader = office.desk.acting_as(type(actor)("读", 1, 1, frozenset({"ticket.read"})))
    assert reader.read(ticket_view, ticket).steps == ()
    with pytest.raises(NoRightError):
        reader.write(show_caller, ticket)


@pytest.mark.parametrize(
    ("steps", "states"),
    [
        ((), "done done now next next next"),
        (("SGN", "FIN"), "done done done now next next"),
        (("SGN", "FIN", "APV"), "done done done done now next"),
        (("WDR",), "done done now next next next"),
    ],
)
def test_the_stages_of_a_ticket(office: Office, steps: tuple[str, ...], states: str) -> None:
    ticket = office.call("看环节", 0, 1)
    office.take(ticket, *steps, **({"reason": "不要了"} if "WDR" in steps else {}))
    view = office.desk.read(ticket_view, ticket)
    assert " ".join(stage.state for stage in view.stages) == states
    assert view.number
    assert not view.number.startswith("SQ")
