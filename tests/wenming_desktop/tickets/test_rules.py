"""工单流转: the table, registration, the lamp, and what a step brings along."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.wenming_desktop.tickets.road import CALENDAR, ROADS, START, facts, step, walk
from wenming_desktop.tickets import refusals, rules
from wenming_desktop.tickets.life import effective, replay
from wenming_desktop.tickets.model import OpenTicket
from wenming_desktop.tickets.way_refusals import WrongStepError


@pytest.mark.parametrize("status", sorted(ROADS))
def test_the_roads_lead_there(status: str) -> None:
    assert replay(walk(*ROADS[status])).status == status


ALLOWED = {
    "00": "REG",
    "10": "ACC REJ MRG WDR TRF",
    "20": "DSP FIN SUS MRG WDR TRF",
    "30": "SGN RTN RDS COH PRG EXA EXY EXN SUP URG SUS MRG WDR TRF",
    "40": "FIN RTN RDS COH PRG EXA EXY EXN SUP URG SUS MRG WDR TRF",
    "50": "APV APN",
    "60": "CBK RWK ARC",
    "70": "ARC RWK",
    "80": "UNA RWK",
    "95": "RES",
}


@pytest.mark.parametrize("status", rules.STATUSES.split())
def test_the_table_is_the_dossiers(status: str) -> None:
    expected = {*ALLOWED.get(status, "").split(), "RCK", "COR"}
    assert set(rules.possible(status)) == expected


@pytest.mark.parametrize(
    ("status", "action"), [("20", "APV"), ("40", "CBK"), ("80", "FIN"), ("93", "DSP")]
)
def test_a_step_off_the_table_is_refused(status: str, action: str) -> None:
    with pytest.raises(WrongStepError, match="SQ2026030001"):
        rules.decide(walk(*ROADS[status]), step(action, 9), facts())


@pytest.mark.parametrize(
    "said",
    [{"satisfaction": "3"}, {"outcome": "3"}, {"satisfaction": "9", "outcome": "4"}],
)
def test_a_dissatisfied_call_opens_the_next_round_in_one_act(said: dict[str, str]) -> None:
    log = walk(*ROADS["60"])
    called, again = rules.decide(log, step("CBK", 5, **said), facts())
    assert (called.action, called.to_status) == ("CBK", "70")
    assert (again.action, again.to_status, again.round_no, again.seq) == ("RWK", "30", 2, 8)
    assert again.due_at == datetime(2026, 3, 13, 17, 30)
    state = replay([*log, called, again])
    assert state.first_due_at == datetime(2026, 3, 17, 17, 30)
    assert state.finished_at is None


@pytest.mark.parametrize(
    ("contact", "to", "archived"),
    [("1", "70", True), ("2", "70", True), ("3", "60", True), ("6", "60", True)],
)
def test_an_unanswered_call_stays_and_may_be_archived(
    contact: str, to: str, archived: bool
) -> None:
    rating = "1" if contact == "1" else None
    call = step("CBK", 5, contact_result=contact, satisfaction=rating)
    log = walk(*ROADS["60"], call)
    assert log[-1].to_status == to
    assert bool(rules.decide(log, step("ARC", 6), facts())) == archived


@pytest.mark.parametrize("nature", ["1", "6"])
def test_a_consultation_is_finished_on_the_spot(nature: str) -> None:
    log = walk(*ROADS["20"], step("FIN", 1), known=facts(nature=nature))
    assert replay(log).status == "60"
    assert replay(log).finished_at == START + timedelta(hours=1)


def test_the_standing_clock_gives_days_back_and_returns_to_where_it_stood() -> None:
    log = walk(*ROADS["95"], step("RES", 48))
    state = replay(log)
    assert state.status == "40"
    assert state.due_at == datetime(2026, 3, 19, 17, 30)


def test_a_rebound_opens_an_archived_ticket() -> None:
    for status in ("60", "70", "80"):
        found, again = rules.decide(
            walk(*ROADS[status]), step("RCK", 1, rebound=True, by_id=1), facts()
        )
        assert (found.action, found.to_status) == ("RCK", status)
        assert (again.action, again.to_status, again.round_no) == ("RWK", "30", 2)
        assert (again.text, again.by_id) == (rules.REBOUND, 1)
    log = walk(*ROADS["80"], step("RCK", 2))
    with pytest.raises(refusals.NoReboundError):
        rules.decide(log, step("RWK", 3), facts())


@pytest.mark.parametrize("status", ["30", "40", "50"])
def test_a_ticket_that_is_worked_on_need_not_be_opened_again(status: str) -> None:
    assert len(rules.decide(walk(*ROADS[status]), step("RCK", 1, rebound=True), facts())) == 1


def test_a_correction_takes_the_last_step_back() -> None:
    log = walk(*ROADS["50"], step("COR", 1, corrects_seq=5))
    assert (log[-1].from_status, log[-1].to_status) == ("50", "40")
    state = replay(log)
    assert (state.status, state.finishes, state.last_seq) == ("40", (), 6)
    log += rules.decide(log, step("FIN", 2), facts())
    assert [row.seq for row in effective(log)] == [1, 2, 3, 4, 7]


def test_a_mended_field_does_not_keep_the_step_before_it() -> None:
    log = walk(*ROADS["93"], step("COR", 1), step("COR", 2, corrects_seq=3))
    assert (log[-2].to_status, log[-1].to_status) == ("93", "20")
    assert replay(log).status == "20"


@pytest.mark.parametrize("seq", [1, 2, 3, 4, 6, 77])
def test_only_the_last_step_is_taken_back(seq: int) -> None:
    log = walk(*ROADS["50"], step("COR", 1))
    with pytest.raises(refusals.NotUndoableError):
        rules.decide(log, step("COR", 2, corrects_seq=seq), facts())


def test_a_note_is_taken_back_at_any_time() -> None:
    log = walk("REG", "ACC", "DSP", "PRG", "SGN", step("COR", 1, corrects_seq=4))
    assert replay(log).status == "40"


def test_a_merge_takes_its_ticket_out() -> None:
    assert walk(*ROADS["20"], "MRG")[-1].into_ticket_id == 99


@pytest.mark.parametrize("gap", ["content", "source", "category", "nature", "location_text"])
def test_registration_needs_its_five(gap: str) -> None:
    whole: dict[str, Any] = {
        "content": "灯不亮",
        "source": "02",
        "category": "0505",
        "location_text": "3号楼",
    }
    rules.check_opening(OpenTicket(**whole))
    with pytest.raises(refusals.FieldMissingError) as caught:
        rules.check_opening(OpenTicket(**{**whole, gap: " "}))
    assert caught.value.field == gap


def test_what_follows_from_a_registration() -> None:
    told = rules.settled(OpenTicket(nature="4", category="1901", content="路面\n塌陷"))
    assert (told.is_confidential, told.urgency, told.title) == (True, "3", "路面 塌陷")
    plain = rules.settled(OpenTicket(category="0505", content="灯", title="楼道灯", urgency="2"))
    assert (plain.is_confidential, plain.urgency, plain.title) == (False, "2", "楼道灯")


@pytest.mark.parametrize(
    ("status", "now", "lamp"),
    [
        ("40", "2026-03-17 17:30", "amber"),
        ("40", "2026-03-17 17:31", "red"),
        ("40", "2026-03-16 08:00", "amber"),
        ("40", "2026-03-13 08:00", "green"),
        ("95", "2026-03-30 08:00", ""),
        ("60", "2026-03-30 08:00", ""),
    ],
)
def test_the_lamp(status: str, now: str, lamp: str) -> None:
    due = datetime(2026, 3, 17, 17, 30)
    assert rules.lamp(status, due, datetime.fromisoformat(now), CALENDAR) == lamp
    assert not rules.lamp("40", None, due, CALENDAR)
