"""Whose hand: three persons where the office has them, and who takes a step back."""

from typing import Any

import pytest

from tests.wenming_desktop.tickets.road import ROADS, facts, step, walk
from wenming_desktop.tickets import refusals, rules, step_refusals
from wenming_desktop.tickets.life import replay
from wenming_desktop.tickets.model import Facts, LogRow, Step
from wenming_desktop.tickets.refusals import StepRefusedError

FINISHER, APPROVER, CALLER, HANDLER = 1, 2, 3, 4
HANDLED = ("REG", "ACC", step("DSP", 0.02, handler_staff_id=HANDLER), "SGN")


def office(*people: int, **known: Any) -> Facts:
    """An office whose accounts all may do everything."""
    return facts(callers=frozenset(people), approvers=frozenset(people), **known)


def by(action: str, person: int, hours: float = 9, **said: Any) -> Step:
    return step(action, hours, by_id=person, **said)


def road(last: str) -> list[LogRow]:
    steps: list[str | Step] = ["REG", "ACC", "DSP", "SGN"]
    for one in (by("FIN", FINISHER, 1), by("APV", APPROVER, 2), by("CBK", CALLER, 3)):
        steps.append(one)
        if one.action == last:
            break
    return walk(*steps)


def code(log: list[LogRow], one: Step, known: Facts) -> str:
    """What refuses it, "" where it passes."""
    try:
        assert rules.decide(log, one, known)
    except StepRefusedError as refused:
        return refused.code.removeprefix("ticket.")
    return ""


@pytest.mark.parametrize(
    ("people", "caller", "refused"),
    [
        ((1, 2, 3), FINISHER, "caller_is_handler"),
        ((1, 2, 3), APPROVER, "caller_is_approver"),
        ((1, 2, 3), CALLER, ""),
        # Two people: who approved may call, who did the work may not.
        ((1, 2), FINISHER, "caller_is_handler"),
        ((1, 2), APPROVER, ""),
        ((1,), FINISHER, ""),
    ],
)
def test_the_caller_is_a_third_one_where_there_is_one(
    people: tuple[int, ...], caller: int, refused: str
) -> None:
    assert code(road("APV"), by("CBK", caller), office(*people)) == refused


def test_nobody_is_looked_for_who_is_not_there() -> None:
    # Handler, finisher and approver are all the office has: one of them has to call.
    log = walk(*HANDLED, by("FIN", FINISHER, 1), by("APV", APPROVER, 2))
    assert code(log, by("CBK", APPROVER), office(1, 2, 4)) == ""
    assert code(log, by("CBK", HANDLER), office(1, 2, 4)) == "caller_is_handler"
    # Both approvers did the work, so one of them approves.
    log = walk(*HANDLED, by("FIN", FINISHER, 1))
    assert code(log, by("APV", HANDLER), office(1, 4)) == ""
    assert code(log, by("APV", HANDLER), office(1, 2, 4)) == "approver_is_handler"


@pytest.mark.parametrize(
    ("action", "named", "typing", "refused"),
    [
        ("APV", APPROVER, FINISHER, "not_in_person"),
        ("APV", APPROVER, CALLER, "not_in_person"),
        ("APN", APPROVER, FINISHER, "not_in_person"),
        ("CBK", CALLER, FINISHER, "caller_is_handler"),
        ("CBK", CALLER, APPROVER, "caller_is_approver"),
        ("CBK", FINISHER, CALLER, "caller_is_handler"),
        ("CBK", CALLER, HANDLER, ""),
    ],
)
def test_another_name_lends_no_other_hand(
    action: str, named: int, typing: int, refused: str
) -> None:
    log = road("APV" if action == "CBK" else "FIN")
    one = by(action, named, typed_id=typing)
    assert code(log, one, office(1, 2, 3, 4)) == refused
    # One account alone writes down who it was on paper, if it was not who did the work.
    assert code(log, one, office(typing)) == (refused if named == FINISHER else "")


def test_what_is_finished_in_anothers_name_is_ones_own_too() -> None:
    log = walk("REG", "ACC", "DSP", "SGN", by("FIN", CALLER, 1, typed_id=FINISHER))
    assert code(log, by("APV", FINISHER), office(1, 2, 3)) == "approver_is_handler"
    assert code(log, by("APV", CALLER), office(1, 2, 3)) == "approver_is_handler"
    assert code(log, by("APV", APPROVER), office(1, 2, 3)) == ""


@pytest.mark.parametrize("action", ["EXY", "EXN"])
def test_who_asks_does_not_answer(action: str) -> None:
    log = walk("REG", "ACC", "DSP", by("EXA", CALLER, 1, typed_id=FINISHER))
    for person in (FINISHER, CALLER):
        assert code(log, by(action, person), office(1, 2, 3)) == "approver_is_requester"
        assert code(log, by(action, person), office(person)) == ""
    assert code(log, by(action, APPROVER), office(1, 2, 3)) == ""
    lent = by(action, APPROVER, typed_id=FINISHER)
    assert code(log, lent, office(1, 2, 3)) == "not_in_person"


OF_ANOTHER = {"may_approve": False}
WITHOUT = {"text": " "}


@pytest.mark.parametrize(
    ("last", "person", "known", "said", "refused"),
    [
        # One's own needs no reason and no further right.
        ("APV", APPROVER, OF_ANOTHER, WITHOUT, ""),
        ("CBK", CALLER, OF_ANOTHER, WITHOUT, ""),
        # Another's goes by one who may approve and says why.
        ("CBK", HANDLER, OF_ANOTHER, {}, "not_yours"),
        ("CBK", HANDLER, {}, WITHOUT, "why_taken_back"),
        ("CBK", HANDLER, {}, {}, ""),
        # Neither who did the work nor who approved it wipes what was found of it.
        ("CBK", FINISHER, {}, {}, "party_to_it"),
        ("CBK", APPROVER, {}, {}, "party_to_it"),
        ("APV", FINISHER, {}, {}, "party_to_it"),
        ("APV", CALLER, {}, {}, ""),
        ("FIN", CALLER, {}, {}, ""),
    ],
)
def test_who_takes_a_step_back(
    last: str, person: int, known: dict[str, Any], said: dict[str, Any], refused: str
) -> None:
    log = road(last)
    back = by("COR", person, corrects_seq=log[-1].seq, **said)
    assert code(log, back, office(1, 2, 3, 4, **known)) == refused


def test_a_step_of_the_secretary_is_taken_back_by_him_alone() -> None:
    for action, status in (("SUS", "40"), ("UNA", "80")):
        log = walk(*ROADS[status], by(action, APPROVER, 1))
        back = by("COR", FINISHER, corrects_seq=log[-1].seq)
        assert code(log, back, office(1, 2, is_secretary=False)) == "secretary_only"
        own = by("COR", APPROVER, corrects_seq=log[-1].seq, text="")
        assert code(log, own, office(1, 2, is_secretary=False)) == "secretary_only"
        assert code(log, own, office(1, 2)) == ""


def test_a_typed_step_is_ones_own_whoever_is_named() -> None:
    log = walk("REG", "ACC", "DSP", by("PRG", CALLER, 1, typed_id=FINISHER))
    back = by("COR", FINISHER, corrects_seq=4, text="")
    assert replay([*log, *rules.decide(log, back, office(1, 2, may_approve=False))]).status == "30"


@pytest.mark.parametrize(
    "error",
    [
        step_refusals.NotYoursError,
        step_refusals.WhyTakenBackError,
        step_refusals.PartyToItError,
        refusals.CallerIsHandlerError,
    ],
)
def test_every_refusal_is_whole(error: type[StepRefusedError]) -> None:
    assert "{" not in error(number="SQ2026030001").message
