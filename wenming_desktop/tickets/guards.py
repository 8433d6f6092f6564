"""工单流转的条件: each guard lets a step pass or raises what the clerk has to mend. Pure.

Three-person guards compare persons and hold only where the office has more than one active
account. Who signs for (SGN) is not compared: a clerk records what an outside unit says.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from wenming_desktop.tickets import refusals as no
from wenming_desktop.tickets.life import State
from wenming_desktop.tickets.model import CONSULTING, PRAISE, Facts, Step

MOST_NEEDED = 99
LEAST_RESULT, MOST_EXTENSIONS, MOST_EXTENSION_DAYS, MOST_REVIEW_DAYS = 10, 1, 5, 90
_EMPTY_WORDS = re.compile(r"已(?:经)?(?:处理|转办|办结|解决|完成|转交|核实)|[\W_]")

Guard = Callable[[State, Step, Facts], None]


def review_limit(day: date) -> date:
    """The last day a suspended ticket may wait for its review."""
    return day + timedelta(days=MOST_REVIEW_DAYS)


def reason(state: State, step: Step, facts: Facts) -> None:
    """Its reason is written."""
    if not step.text.strip():
        raise no.ReasonMissingError(number=facts.number)


def handler(state: State, step: Step, facts: Facts) -> None:
    """Somebody is to do the work."""
    if step.handler_id is None and step.handling_unit_id is None:
        raise no.HandlerMissingError(number=facts.number)


def on_the_spot(state: State, step: Step, facts: Facts) -> None:
    """Only a consultation or a praise is answered without dispatch."""
    if facts.nature not in (CONSULTING, PRAISE):
        raise no.FinishBeforeDispatchError(number=facts.number)


def result(state: State, step: Step, facts: Facts) -> None:
    """The result says something, and whether it is solved."""
    if facts.nature == PRAISE:
        return
    if step.text.strip() and not _EMPTY_WORDS.sub("", step.text):
        raise no.ResultEmptyWordsError(number=facts.number)
    if len("".join(step.text.split())) < LEAST_RESULT:
        raise no.ResultTooShortError(number=facts.number, least=LEAST_RESULT)
    if not step.outcome:
        raise no.OutcomeMissingError(number=facts.number)


def other_than_handler(error: type[no.StepRefusedError]) -> Guard:
    """Another person than the one who did the work; `error` says what for."""

    def guard(state: State, step: Step, facts: Facts) -> None:
        finisher = state.finishes[-1].by_id if state.finishes else None
        if _same_person(step, facts, state.handler_staff_id, finisher):
            raise error(number=facts.number)

    return guard


def other_than_requester(state: State, step: Step, facts: Facts) -> None:
    """The answer comes from another person than the request."""
    if _same_person(step, facts, state.asked.by_id if state.asked else None):
        raise no.ApproverIsRequesterError(number=facts.number)


def _same_person(step: Step, facts: Facts, *others: int | None) -> bool:
    return facts.people > 1 and step.by_id is not None and step.by_id in others


def secretary(state: State, step: Step, facts: Facts) -> None:
    """A step of 书记."""
    if not facts.is_secretary:
        raise no.SecretaryOnlyError(number=facts.number)


def may_extend(state: State, step: Step, facts: Facts) -> None:
    """Once, in time, and not for long."""
    if state.extensions >= MOST_EXTENSIONS or (step.action == "EXA" and state.asked):
        raise no.ExtensionAgainError(number=facts.number)
    asked_at = state.asked.at if state.asked else step.at
    if state.due_at is None or asked_at >= state.due_at:
        raise no.ExtensionLateError(number=facts.number)
    days = step.days or (state.asked.days if state.asked else None) or 0
    if not 1 <= days <= MOST_EXTENSION_DAYS:
        raise no.ExtensionDaysError(number=facts.number, most=MOST_EXTENSION_DAYS)


def asked(state: State, step: Step, facts: Facts) -> None:
    """There is a request to answer."""
    if state.asked is None:
        raise no.WrongStepError(number=facts.number)


def contact(state: State, step: Step, facts: Facts) -> None:
    """Contact result and rating fit together."""
    if not step.contact_result:
        raise no.ContactMissingError(number=facts.number)
    if step.contact_result == "1" and not step.satisfaction:
        raise no.SatisfactionMissingError(number=facts.number)
    if step.contact_result != "1" and step.satisfaction in ("1", "2", "3"):
        raise no.RatingWithoutAnswerError(number=facts.number)


def review(state: State, step: Step, facts: Facts) -> None:
    """A day to look again is set, and near."""
    today = step.at.date()
    if step.review_on is None or not today < step.review_on <= review_limit(today):
        raise no.ReviewDayError(number=facts.number, most=MOST_REVIEW_DAYS)


def merge(state: State, step: Step, facts: Facts) -> None:
    """Another ticket takes it in."""
    if step.into_ticket_id is None or step.into_ticket_id == facts.ticket_id:
        raise no.MergeTargetError(number=facts.number)


def unit(state: State, step: Step, facts: Facts) -> None:
    """Somebody takes it over."""
    if not (step.to_unit or "").strip():
        raise no.UnitMissingError(number=facts.number)


def rebound(state: State, step: Step, facts: Facts) -> None:
    """A look back found it worse."""
    if not state.rebound:
        raise no.NoReboundError(number=facts.number)


def unreachable(state: State, step: Step, facts: Facts) -> None:
    """The complainant could not be asked."""
    if state.contact_result not in ("3", "4", "5", "6"):
        raise no.StillToCallError(number=facts.number)


def cell(state: State, step: Step, facts: Facts) -> None:
    """It is said whom the whistle is for, in an office that has cells, and for how many."""
    if facts.cells and step.group_id is None:
        raise no.CellMissingError(number=facts.number)
    if step.needed is not None and not 1 <= step.needed <= MOST_NEEDED:
        raise no.NeededError(number=facts.number, most=MOST_NEEDED)


def attended(state: State, step: Step, facts: Facts) -> None:
    """Of those who answered a whistle it is known who came."""
    if facts.unanswered and not step.came_told:
        raise no.WhoCameError(number=facts.number, count=facts.unanswered)


def complete(state: State, step: Step, facts: Facts) -> None:
    """Nothing required is empty."""
    for name, label in facts.missing:
        raise no.FieldMissingError(name, label, number=facts.number)
