"""工单流转's table, every state with every action, against the dossier typed a second time."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.wenming_desktop.tickets.plain_life import ACTIONS, ARROWS, STATES
from tests.wenming_desktop.tickets.road import ROADS as FURTHER
from tests.wenming_desktop.tickets.road import facts, step, walk
from wenming_desktop.tickets import rules
from wenming_desktop.tickets.model import LogRow, TicketRow
from wenming_desktop.tickets.refusals import StepRefusedError

ROADS = {**FURTHER, "10": ("REG",)}
PRELUDES = {
    ("60", "ARC"): step("CBK", 1, contact_result="4", satisfaction=None),
    ("30", "EXY"): step("EXA", 1),
    ("40", "EXY"): step("EXA", 1),
    ("30", "EXN"): step("EXA", 1),
    ("40", "EXN"): step("EXA", 1),
}
"""What has to come first so that an arrow's guards let it pass."""
COMES_ALONG = {("80", "RWK"): step("RCK", 2, rebound=True)}
"""Arrows that are taken only in the same act with another step."""
LED_BY_WORDS = {("60", "CBK"): "70", ("95", "RES"): "40"}
"""Where the arrows lead whose target depends on what was said or where it hung."""


MUST: tuple[tuple[str, dict[str, Any], dict[str, Any], str], ...] = (
    ("REJ RTN EXA SUS UNA WDR", {"text": " "}, {}, "reason_missing"),
    ("SUS RES UNA", {}, {"is_secretary": False}, "secretary_only"),
    ("DSP RDS", {"handling_unit_id": None, "handler_id": None}, {}, "handler_missing"),
    ("TRF", {"to_unit": " "}, {}, "unit_missing"),
    ("MRG", {"into_ticket_id": None}, {}, "merge_target"),
    ("MRG", {"into_ticket_id": 1}, {}, "merge_target"),
    ("SUS", {"review_on": None}, {}, "review_day"),
    ("EXA EXY", {"days": 6}, {}, "extension_days"),
    ("CBK", {"contact_result": None}, {}, "contact_missing"),
    ("FIN", {"text": "已处理。"}, {"nature": "3"}, "result_empty_words"),
)
"""What each of these steps has to have from every state that knows it, and what is missing."""


def try_out(state: str, action: str, known: dict[str, Any], said: dict[str, Any]) -> LogRow:
    before = PRELUDES.get((state, action))
    log = walk(*ROADS[state], *([before] if before else []), known=facts(nature="1"))
    taken = COMES_ALONG.get((state, action)) or step(action, 2, **said)
    *_, row = rules.decide(log, taken, facts(**{"nature": "1", **known}))
    return row


@pytest.mark.parametrize("state", STATES)
def test_a_state_knows_the_dossiers_steps_and_refuses_all_others(state: str) -> None:
    for action in [*ACTIONS, "XXX"]:
        to = ARROWS.get((state, action))
        if to is None:
            with pytest.raises(StepRefusedError) as caught:
                try_out(state, action, {}, {})
            assert caught.value.code == "ticket.wrong_step"
            continue
        row = try_out(state, action, {}, {})
        leads = LED_BY_WORDS.get((state, action), state if to == "=" else to)
        assert (row.from_status, row.to_status) == (state, leads)


@pytest.mark.parametrize(("actions", "said", "known", "code"), MUST)
def test_a_guard_holds_from_every_state_that_knows_the_step(
    actions: str, said: dict[str, Any], known: dict[str, Any], code: str
) -> None:
    tried = [pair for pair in ARROWS if pair[1] in actions.split() and pair != ("20", "FIN")]
    assert len(tried) >= len(actions.split())
    for state, action in tried:
        with pytest.raises(StepRefusedError) as caught:
            try_out(state, action, known, said)
        assert caught.value.code == f"ticket.{code}", state


def test_a_ticket_has_a_road_to_every_state() -> None:
    assert {*STATES} <= {*ROADS}


def test_a_correction_is_no_step_to_take(
    opened: Callable[..., int], take: Callable[..., TicketRow]
) -> None:
    # It names what it takes back, or what it mends: an empty one would stand in the way of undo.
    ticket = opened()
    with pytest.raises(StepRefusedError, match="更正"):
        take(ticket, "COR", reason="点错了")
    assert take(ticket, "DSP", handling_unit="供热公司").status == "30"
