"""工单流转的条件: every guard says what to mend, and where."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.wenming_desktop.tickets.road import ROADS, START, TERMS, facts, step, walk
from wenming_desktop.tickets import refusals, rules, step_refusals
from wenming_desktop.tickets.life import replay
from wenming_desktop.tickets.model import Step
from wenming_desktop.tickets.refusals import StepRefusedError
from wenming_desktop.tickets.way_refusals import NotAskedError

CLERK, HANDLER, SECRETARY = 1, 2, 3
MANY = {"callers": frozenset({1, 2, 3}), "approvers": frozenset({1, 2, 3})}
R, S = refusals, step_refusals


@pytest.mark.parametrize(
    ("status", "one", "known", "error", "focus"),
    [
        ("20", step("DSP", 9, handling_unit_id=None, handler_id=None), {}, R.HandlerMissingError,
         "handler"),
        ("20", step("FIN", 9), {"nature": "3"}, R.FinishBeforeDispatchError, "handler"),
        ("30", step("RTN", 9, text=" "), {}, R.ReasonMissingError, "reason"),
        ("40", step("FIN", 9, text="已处理。已转办！"), {}, R.ResultEmptyWordsError, "result"),
        ("40", step("FIN", 9, text="清走了垃圾"), {}, R.ResultTooShortError, "result"),
        ("40", step("FIN", 9, text=""), {}, R.ResultTooShortError, "result"),
        ("40", step("FIN", 9, text="清走了垃圾。。。。。"), {}, R.ResultTooShortError, "result"),
        ("40", step("FIN", 9, text="1234567890"), {}, S.ResultPaddedError, "result"),
        ("40", step("FIN", 9, text="无" * 10), {}, S.ResultPaddedError, "result"),
        ("40", step("FIN", 9, text="已处理完毕，完毕，完毕，完毕"), {}, S.ResultPaddedError,
         "result"),
        ("40", step("FIN", 9, outcome=None), {}, R.OutcomeMissingError, "outcome"),
        ("30", step("WDR", 9, text=""), {}, R.ReasonMissingError, "reason"),
        ("40", step("PRG", 9), {"now": datetime(2026, 3, 10, 17, 59, 59)}, S.FutureStepError, "at"),
        ("40", step("EXA", 9, text=""), {}, R.ReasonMissingError, "reason"),
        ("40", step("EXA", 9, days=6), {}, R.ExtensionDaysError, "days"),
        ("40", step("EXA", 9, days=None), {}, R.ExtensionDaysError, "days"),
        ("40", step("EXA", 24 * 30), {}, R.ExtensionLateError, "at"),
        ("40", step("EXN", 9), {}, NotAskedError, None),
        ("40", step("EXY", 9), {}, NotAskedError, None),
        ("60", step("CBK", 9, contact_result=None), {}, R.ContactMissingError, "contact_result"),
        ("60", step("CBK", 9, satisfaction=None), {}, R.SatisfactionMissingError, "satisfaction"),
        ("60", step("CBK", 9, contact_result="3"), {}, R.RatingWithoutAnswerError, "satisfaction"),
        ("60", step("ARC", 9), {}, R.StillToCallError, "contact_result"),
        ("70", step("ARC", 9), {"missing": (("category", "诉求分类"),)}, R.FieldMissingError,
         "category"),
        ("80", step("RWK", 9), {}, R.NoReboundError, None),
        ("80", step("UNA", 9), {"is_secretary": False}, R.SecretaryOnlyError, "by"),
        ("40", step("SUS", 9), {"is_secretary": False}, R.SecretaryOnlyError, "by"),
        ("40", step("SUS", 9, review_on=date(2026, 6, 9)), {}, R.ReviewDayError, "review_on"),
        ("40", step("SUS", 9, review_on=date(2026, 3, 10)), {}, R.ReviewDayError, "review_on"),
        ("40", step("SUS", 9, review_on=None), {}, R.ReviewDayError, "review_on"),
        ("20", step("MRG", 9, into_ticket_id=1), {}, R.MergeTargetError, "into"),
        ("20", step("TRF", 9, to_unit=None), {}, R.UnitMissingError, "to_unit"),
        ("40", step("FIN", -1), {}, R.BeforeLastStepError, "at"),
    ],
)  # fmt: skip
def test_each_guard_says_what_to_mend(
    status: str, one: Step, known: dict[str, Any], error: type[StepRefusedError], focus: str | None
) -> None:
    log = walk(*ROADS[status])
    with pytest.raises(error) as caught:
        rules.decide(log, one, facts(**known))
    assert caught.value.field == focus
    assert "{" not in caught.value.message


def by(action: str, person: int, hours: float, **said: Any) -> Step:
    return step(action, hours, by_id=person, **said)


@pytest.mark.parametrize(
    ("last", "error"),
    [
        (by("APV", HANDLER, 5), R.ApproverIsHandlerError),
        (by("APV", CLERK, 5), R.ApproverIsHandlerError),
    ],
)
def test_three_persons_where_there_are_several(last: Step, error: type[StepRefusedError]) -> None:
    # The clerk wrote the finish down, the handler did the work: neither approves it.
    road: list[str | Step] = [
        "REG",
        "ACC",
        step("DSP", 1, handler_staff_id=HANDLER),
        step("SGN", 2),
    ]
    log = walk(*road, by("FIN", CLERK, 3))
    with pytest.raises(error):
        rules.decide(log, last, facts(**MANY))
    assert rules.decide(log, last, facts())
    assert rules.decide(log, by("APV", SECRETARY, 5), facts(**MANY))


def test_the_handler_does_not_call_and_the_requester_does_not_grant() -> None:
    log = walk("REG", "ACC", "DSP", "SGN", by("FIN", HANDLER, 1), by("APV", SECRETARY, 2))
    with pytest.raises(R.CallerIsHandlerError):
        rules.decide(log, by("CBK", HANDLER, 3), facts(**MANY))
    log = walk("REG", "ACC", "DSP", by("EXA", CLERK, 1))
    for answer in ("EXY", "EXN"):
        with pytest.raises(R.ApproverIsRequesterError):
            rules.decide(log, by(answer, CLERK, 3), facts(**MANY))
        assert rules.decide(log, by(answer, CLERK, 3), facts())


def test_one_extension_of_the_days_asked_for() -> None:
    log = walk("REG", "ACC", "DSP", "EXA", "EXY")
    state = replay(log)
    assert log[-1].days == 3
    assert state.due_at == state.first_due_at == datetime(2026, 3, 20, 17, 30)
    with pytest.raises(R.ExtensionAgainError):
        rules.decide(log, step("EXA", 9), facts())
    with pytest.raises(R.ExtensionAgainError):
        rules.decide(walk("REG", "ACC", "DSP", "EXA"), step("EXA", 9), facts())
    assert rules.decide(walk("REG", "ACC", "DSP", "EXA", "EXN"), step("EXA", 9), facts())


def test_a_request_is_as_late_as_it_is_typed() -> None:
    """Unless the ticket itself came in after its deadline: then all of it is history."""
    log = walk("REG", "ACC", "DSP")
    due = replay(log).due_at
    assert due is not None
    typed = due + timedelta(minutes=1)
    with pytest.raises(R.ExtensionLateError):
        rules.decide(log, step("EXA", 1), facts(now=typed, registered=START))
    assert rules.decide(log, step("EXA", 1), facts(now=due - timedelta(days=1)))
    assert rules.decide(log, step("EXA", 1), facts(now=typed, registered=typed))


def test_an_extension_stops_at_the_superiors_deadline_and_says_so() -> None:
    cap = datetime(2026, 3, 18, 12)
    known = facts(terms=replace(TERMS, external_due_at=cap))
    log = walk("REG", "ACC", "DSP", "EXA", step("EXY", 1, text="抓紧"), known=known)
    assert (log[-1].due_at, log[-1].days) == (cap, 3)
    assert log[-1].text == "抓紧；上级要求 2026-03-18 12:00 前办结，时限到那时为止"
    # A round that runs beyond it already is no longer bound by it.
    assert walk("REG", "ACC", "DSP", "EXA", "EXY")[-1].text == ""
    assert known.terms.granted(cap + timedelta(days=1), 1) == datetime(2026, 3, 20, 17, 30)


def test_asked_in_time_granted_after() -> None:
    log = walk("REG", "ACC", "DSP", "EXA")
    assert rules.decide(log, step("EXY", 24 * 20), facts())[0].due_at == datetime(
        2026, 3, 20, 17, 30
    )
