"""An unhappy call-back: sent back as a round with a clock of its own, done again, archived; the
month counts both rounds as they were.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from tests.hand import Hand
from tests.make import RESULT, Office

At = Callable[..., Hand]
DONE_IN_OCTOBER = {"accepted": 1, "completed": 1, "open_at_end": 0, "reopened": 0}
AGAIN = "又换了减震垫圈，压实四周，夜里来车再没有响声。"


def test_sent_back_done_again_and_archived(office: Office, at_work: At, clock: Any) -> None:
    today, clock.now = clock.now, datetime(2026, 10, 28, 9)
    office.ticket("井盖晚上有响声", unit=office.unit(), road=3)
    clock.now = today
    assert october(office) == DONE_IN_OCTOBER
    hand = at_work(office, "诉求工单")
    hand.reach("tbl_tickets")
    hand.key("Return")
    hand.until(lambda: hand.reads("btn_take_step") == "完成回访并归档", "to be called back")
    hand.reach("fld_satisfaction")
    hand.key("3")
    hand.put("原话", "晚上还是响")
    hand.key("Ctrl+Return")
    hand.until(lambda: hand.reads("btn_take_step") == "签收", "with the unit again")
    hand.sees("第 2 轮", "11-23 17:30（1 个工作日）")
    hand.misses("按时办结")
    due = "SELECT due_at, round_no, rework_count FROM ticket"
    assert office.rows(due) == (("2026-11-23T17:30:00", 2, 1),), "half of two days, at least one"
    assert november(office) == {"open_at_start": 0, "reopened": 1, "completed": 0,
                                "open_at_end": 1, "dissatisfied": 1, "satisfied": 0}  # fmt: skip

    clock.now = datetime(2026, 11, 23, 15)
    hand.key("Ctrl+Return")
    hand.until(lambda: hand.reads("btn_take_step") == "申请办结", "signed")
    hand.put("fld_result", AGAIN)
    hand.choose("fld_outcome", "已解决")
    hand.key("Ctrl+Return")
    hand.until(lambda: hand.reads("btn_take_step") == "审核通过", "finished")
    hand.key("Ctrl+Return")
    hand.until(lambda: hand.reads("btn_take_step") == "完成回访并归档", "approved")
    hand.reach("fld_satisfaction")
    hand.key("1", "Ctrl+Return")
    hand.until(lambda: office.rows("SELECT status FROM ticket") == (("80",),), "archived")

    rounds = "SELECT round_no, text FROM ticket_action WHERE action = 'FIN' ORDER BY seq"
    assert office.rows(rounds) == ((1, RESULT), (2, AGAIN))
    assert november(office) == {"open_at_start": 0, "reopened": 1, "completed": 1,
                                "open_at_end": 0, "dissatisfied": 0, "satisfied": 1}  # fmt: skip
    rates = month(office, 11)["rates"]
    assert (rates["satisfaction_rate"], rates["first_callback_satisfaction_rate"]) == (100.0, 0.0)
    assert october(office) == DONE_IN_OCTOBER, "what was finished then stays finished then"


def month(office: Office, number: int) -> dict[str, Any]:
    """The month as the command line gives it."""
    document = office.month(f"2026-{number}")
    assert document["reconciled"]
    return document


def october(office: Office) -> dict[str, int]:
    """What October says of the first round."""
    return {name: month(office, 10)["figures"][name] for name in DONE_IN_OCTOBER}


def november(office: Office) -> dict[str, int]:
    """What November says of the second."""
    names = "open_at_start", "reopened", "completed", "open_at_end", "dissatisfied", "satisfied"
    figures = month(office, 11)["figures"]
    return {name: figures[name] for name in names}
