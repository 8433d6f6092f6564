"""撤回 between several accounts: one's own at once, another's by who may, with a reason."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.conftest import Clock
from tests.wenming_desktop.tickets.conftest import CALL, RESULT, raw
from wenming_desktop.errors import UserError
from wenming_desktop.security.accounts import AddAccount, add_account
from wenming_desktop.start import desk_for
from wenming_desktop.tickets.archiving import ArchiveMany, archive_many, correct_many
from wenming_desktop.tickets.model import OpenTicket, TicketRow
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.service import correct, do_step, open_ticket
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk, NoRightError

People = dict[str, Desk]
ROLES = {"甲": "staff", "乙": "staff", "丙": "staff", "丁": "staff", "网": "grid_worker"}
UNHAPPY = {"contact_result": "1", "satisfaction": "3"}
ROAD: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("甲", "DSP", {"handling_unit": "供热公司"}),
    ("甲", "SGN", {}),
    ("甲", "FIN", {"result": RESULT, "outcome": "1"}),
    ("乙", "APV", {}),
)


@pytest.fixture
def people(town: Desk, clock: Clock) -> People:
    """书记 with three clerks, and a grid worker of the first grid."""
    for login, role in ROLES.items():
        town.write(add_account, AddAccount(login, (role,), f"v{login}", f"k{login}"))
    with town.engine.begin() as plain:
        plain.exec_driver_sql("UPDATE staff SET grid_ids = '[1]' WHERE name = '网'")
    return {"书": town, **{login: desk_for(town.engine, login, clock) for login in ROLES}}


@pytest.fixture
def gone(people: People, opened: Callable[..., int]) -> Callable[[str], int]:
    """A ticket that 甲 worked on and 乙 approved, up to a step."""

    def run(last: str) -> int:
        ticket = opened()
        for who, action, said in ROAD:
            step(people, who, ticket, action, **said)
            if action == last:
                break
        return ticket

    return run


def step(people: People, who: str, ticket: int, action: str, **said: Any) -> TicketRow:
    return people[who].write(do_step, TakeStep(ticket, action, **said))


def back(
    people: People, who: str, ticket: int, reason: str = "", seqs: tuple[int, ...] = ()
) -> str:
    """Where the ticket stands after he took it back, or why he may not."""
    try:
        return people[who].write(correct, ticket, seqs, reason).status
    except (UserError, NoRightError) as refused:
        return refused.code


def test_what_was_found_of_ones_work_is_not_wiped_by_oneself(
    people: People, gone: Callable[[str], int]
) -> None:
    ticket = gone("APV")
    assert step(people, "丙", ticket, "CBK", **UNHAPPY).status == "30"
    for who, reason, said in (
        ("网", "点错了", "ticket.not_yours"),
        ("丁", "", "ticket.why_taken_back"),
        ("甲", "点错了", "ticket.party_to_it"),
        ("乙", "点错了", "ticket.party_to_it"),
    ):
        assert back(people, who, ticket, reason) == said
    # The rework alone is no act: it came along with the call, and goes with it or stays.
    assert back(people, "甲", ticket, "点错了", (8,)) == "ticket.party_to_it"
    assert back(people, "书", ticket, "打错了电话", (8,)) == "60"
    with raw(people["书"]) as ask:
        told = ask("SELECT corrects_seq, text FROM ticket_action WHERE action = 'COR' ORDER BY seq")
    assert told == [(8, "打错了电话"), (7, "打错了电话")]


def test_a_decision_is_taken_back_by_who_made_it_or_who_may(
    people: People, gone: Callable[[str], int]
) -> None:
    ticket = gone("APV")
    assert back(people, "甲", ticket, "点错了") == "ticket.party_to_it"
    people["乙"].write(undo_last_act)
    assert step(people, "乙", ticket, "APN", reason="不行").status == "40"
    assert back(people, "网", ticket, "点错了") == "right.missing"
    assert back(people, "乙", ticket) == "50"
    assert back(people, "丙", ticket, "结果写错了") == "40"


def test_what_the_secretary_hung_stays_hung(
    people: People, opened: Callable[..., int], clock: Clock
) -> None:
    ticket, day = opened(), clock.now.date() + timedelta(days=30)
    step(people, "书", ticket, "SUS", reason="历史遗留", review_on=day)
    assert back(people, "网", ticket, "点错了") == "ticket.not_yours"
    assert back(people, "甲", ticket, "点错了") == "ticket.secretary_only"
    assert back(people, "书", ticket) == "20"


def test_many_archived_at_once_are_taken_back_by_the_same_hand(
    people: People, gone: Callable[[str], int]
) -> None:
    ticket = gone("APV")
    step(people, "丙", ticket, "CBK", contact_result="1", satisfaction="1")
    assert people["丙"].write(archive_many, ArchiveMany((ticket,))).done == 1
    for who in ("网", "甲"):
        with pytest.raises(UserError):
            people[who].write(correct_many, 0, [(ticket, 8)])
    people["丙"].write(undo_last_act)
    with raw(people["书"]) as ask:
        assert ask("SELECT status FROM ticket") == [("70",)]


def test_a_name_lent_is_remembered(people: People, gone: Callable[[str], int]) -> None:
    ticket = gone("SGN")
    step(people, "甲", ticket, "FIN", result=RESULT, outcome="1", by="乙")
    for who in ("甲", "乙"):
        with pytest.raises(UserError) as refused:
            step(people, who, ticket, "APV")
        assert refused.value.code == "ticket.approver_is_handler"
    assert step(people, "丙", ticket, "APV").status == "60"


def test_a_ticket_of_an_earlier_day_keeps_why(town: Desk, clock: Clock) -> None:
    said = {"source": CALL.source, "category": "0801", "location_text": "一院", "content": "不热"}
    earlier = clock.now - timedelta(days=2)
    for at, why in ((earlier, "停电"), (earlier, None), (None, "停电")):
        town.write(open_ticket, OpenTicket(**said, at=at, backdate_reason=why))
    with raw(town) as ask:
        kept = ask("SELECT backdate_reason FROM ticket ORDER BY id")
    assert kept == [("停电",), ("没有写为什么补录",), (None,)]
    with pytest.raises(UserError) as refused:
        town.write(open_ticket, OpenTicket(**said, at=clock.now + timedelta(seconds=1)))
    assert refused.value.code == "ticket.future"
