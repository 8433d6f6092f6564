"""工单流转的条件: each guard lets a step pass or raises what the clerk has to mend. Pure.

Three-person guards compare persons, who is named and who is signed in, and hold only where
somebody else in the office may do it. Who signs for (SGN) is not compared: a clerk records what
an outside unit says.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from wenming_desktop.tickets import refusals as no
from wenming_desktop.tickets import step_refusals as by
from wenming_desktop.tickets import way_refusals as way
from wenming_desktop.tickets.life import State
from wenming_desktop.tickets.model import CONSULTING, OPEN, PRAISE, Facts, LogRow, Step

MOST_NEEDED = 99
LEAST_RESULT, MOST_EXTENSIONS, MOST_EXTENSION_DAYS, MOST_REVIEW_DAYS = 10, 1, 5, 90
LEAST_DIFFERENT = 5
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
    said = _EMPTY_WORDS.sub("", step.text)
    if step.text.strip() and not said:
        raise no.ResultEmptyWordsError(number=facts.number)
    if sum(one.isalnum() for one in step.text) < LEAST_RESULT:
        raise no.ResultTooShortError(number=facts.number, least=LEAST_RESULT)
    if len({one for one in said if one.isalpha() and not one.isascii()}) < LEAST_DIFFERENT:
        raise by.ResultPaddedError(number=facts.number, least=LEAST_DIFFERENT)
    if not step.outcome:
        raise no.OutcomeMissingError(number=facts.number)


def approver(state: State, step: Step, facts: Facts) -> None:
    """Another person than who did the work."""
    if _somebody_else(step, facts.approvers, _workers(state)):
        raise no.ApproverIsHandlerError(number=facts.number)


def caller(state: State, step: Step, facts: Facts) -> None:
    """Another person than who did the work and, where there is a third one, who approved it."""
    workers = _workers(state)
    if _somebody_else(step, facts.callers, workers):
        raise no.CallerIsHandlerError(number=facts.number)
    approved = state.finishes[-1].approver_id if state.finishes else None
    if _somebody_else(step, facts.callers, workers | _known(approved)):
        raise by.CallerIsApproverError(number=facts.number)


def requester(state: State, step: Step, facts: Facts) -> None:
    """The answer comes from another person than the request."""
    asker = state.asked.doers if state.asked else _known()
    if _somebody_else(step, facts.approvers, asker):
        raise no.ApproverIsRequesterError(number=facts.number)


def in_person(state: State, step: Step, facts: Facts) -> None:
    """Who decides is signed in, where it could be somebody else."""
    if step.typed_id is not None and facts.approvers - {step.typed_id}:
        raise by.NotInPersonError(number=facts.number)


def takes_back(
    named: LogRow, state: State, guards: Iterable[Guard], step: Step, facts: Facts
) -> None:
    """A step goes by the hand that took it, or by one who may approve and says why.

    `state` is what it was taken from and `guards` were its own: neither can who did the work
    take back what another one found or decided about it, nor anybody a step of 书记.
    """
    own = bool(step.doers & named.doers)
    if not own and not facts.may_approve:
        raise by.NotYoursError(number=facts.number)
    if not own and not step.text.strip():
        raise by.WhyTakenBackError(number=facts.number)
    for guard in guards:
        if guard is secretary:
            guard(state, step, facts)
        elif guard in (approver, caller, requester) and not own:
            try:
                guard(state, step, facts)
            except no.StepRefusedError as refused:
                raise by.PartyToItError(number=facts.number) from refused


def _workers(state: State) -> frozenset[int]:
    """Who did the work: the handler, who said it is finished, who typed that."""
    finished = state.finishes[-1].doers if state.finishes else _known()
    return finished | _known(state.handler_staff_id)


def _known(*who: int | None) -> frozenset[int]:
    return frozenset(one for one in who if one is not None)


def _somebody_else(step: Step, entitled: frozenset[int], others: frozenset[int]) -> bool:
    """Whether one of `others` does what somebody else in the office could do."""
    return bool(step.doers & others and entitled - others)


def secretary(state: State, step: Step, facts: Facts) -> None:
    """A step of 书记."""
    if not facts.is_secretary:
        raise no.SecretaryOnlyError(number=facts.number)


def may_extend(state: State, step: Step, facts: Facts) -> None:
    """Once, in time, and not for long."""
    if state.extensions >= MOST_EXTENSIONS or (step.action == "EXA" and state.asked):
        raise no.ExtensionAgainError(number=facts.number)
    if state.due_at is None or _asked_at(state, step, facts) >= state.due_at:
        raise no.ExtensionLateError(number=facts.number)
    days = step.days or (state.asked.days if state.asked else None) or 0
    if not 1 <= days <= MOST_EXTENSION_DAYS:
        raise no.ExtensionDaysError(number=facts.number, most=MOST_EXTENSION_DAYS)


def _asked_at(state: State, step: Step, facts: Facts) -> datetime:
    """When it was asked for: not before it was typed, where the ticket lived in the program.

    A ticket that came in after its deadline is history written down, and so are its steps.
    """
    if state.asked:
        return state.asked.at
    history = facts.registered and state.due_at and facts.registered >= state.due_at
    return step.at if history or not facts.now else max(step.at, facts.now)


def asked(state: State, step: Step, facts: Facts) -> None:
    """There is a request to answer."""
    if state.asked is None:
        raise way.NotAskedError(number=facts.number)


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
    """Another ticket takes it in, one that is still worked on."""
    if step.into_ticket_id is None or step.into_ticket_id == facts.ticket_id:
        raise no.MergeTargetError(number=facts.number)
    if step.into_status is not None and step.into_status not in OPEN:
        raise way.MergeClosedError(number=facts.number)


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
