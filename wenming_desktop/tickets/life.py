"""工单的一生: replays a log into the state a ticket is in.

`advance` takes one row, `replay` folds a whole log; the state after a step is always the
replay of the log with that step's row, so a stored status can be proved at any time.

A recalculation (时限重算) is a correction that names no step and carries a deadline. It holds
until a later step sets the deadline anew, and it falls with the step whose deadline it replaced:
when that step is taken back, so is what was built upon it. It moves nothing but the deadline.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol, TypeVar

from wenming_desktop.tickets.model import LogRow


class Line(Protocol):
    """What any narrow row of a log has to have to be read in order."""

    @property
    def seq(self) -> int:
        """Its number in the log."""

    @property
    def action(self) -> str:
        """Its code of ticket_action.csv."""

    @property
    def due_at(self) -> datetime | None:
        """The deadline it sets."""

    @property
    def corrects_seq(self) -> int | None:
        """The row it takes back."""


LineT = TypeVar("LineT", bound=Line)


@dataclass(frozen=True)
class Finish:
    """A request to finish; `approved_at` once it stood."""

    round_no: int
    at: datetime
    by_id: int | None
    outcome: str | None
    text: str
    approved_at: datetime | None = None
    approver_id: int | None = None
    doers: frozenset[int] = frozenset()
    """Who asked for it, and who typed it where that was another one."""


@dataclass(frozen=True)
class Callback:
    """One call to the complainant."""

    round_no: int
    at: datetime
    by_id: int | None
    contact_result: str | None
    satisfaction: str | None


@dataclass(frozen=True)
class State:
    """Where a ticket stands after its log so far."""

    status: str = "00"
    round_no: int = 1
    due_at: datetime | None = None
    first_due_at: datetime | None = None
    """The first round's deadline after approved extensions; timeliness is measured by it.

    A recalculation in the first round moves it too: what the office was given then changed before
    the work was done. In a later round it stays, the first one having been measured already.
    """
    accepted_at: datetime | None = None
    handling_unit_id: int | None = None
    handler_id: int | None = None
    handler_staff_id: int | None = None
    finishes: tuple[Finish, ...] = ()
    callbacks: tuple[Callback, ...] = ()
    returns: int = 0
    extensions: int = 0
    asked: LogRow | None = None
    """The extension that waits for an answer."""
    suspended_from: str | None = None
    suspended_at: datetime | None = None
    rebound: bool = False
    level: str | None = None
    last_seq: int = 0
    last_at: datetime | None = None

    @property
    def finished_at(self) -> datetime | None:
        """When the finish that stands was asked for; None while open."""
        last = self.finishes[-1] if self.finishes else None
        return last.at if last and last.approved_at and last.round_no == self.round_no else None

    @property
    def contact_result(self) -> str | None:
        """Contact result of this round's last call-back."""
        last = self.callbacks[-1] if self.callbacks else None
        return last.contact_result if last and last.round_no == self.round_no else None


def effective(log: Iterable[LogRow]) -> list[LogRow]:
    """The rows that stand: no correction, and no step that one takes back.

    A correction that names no step mends a field and moves nothing, so it stands for nothing
    here: the step before it may still be taken back.
    """
    rows = list(log)
    undone = {row.corrects_seq for row in rows if row.action == "COR"}
    return [row for row in rows if row.action != "COR" and row.seq not in undone]


def is_recalculation(row: Line) -> bool:
    """Whether a row gives a deadline anew without being a step."""
    return row.action == "COR" and row.corrects_seq is None and row.due_at is not None


def standing(log: Iterable[LineT]) -> list[LineT]:
    """The steps that stand, and in their places the recalculations that do."""
    found: list[LineT] = []
    for row in log:
        if row.action != "COR" or is_recalculation(row):
            found.append(row)
        elif row.corrects_seq is not None:
            _take_back(found, row.corrects_seq)
    return found


def _take_back(found: list[LineT], seq: int) -> None:
    at = next((at for at, row in enumerate(found) if row.seq == seq), None)
    if at is None:
        return
    gone = found.pop(at)
    while gone.due_at is not None and at < len(found):
        if is_recalculation(found[at]):
            del found[at]
        elif found[at].due_at is not None:
            return
        else:
            at += 1


def replay(log: Sequence[LogRow]) -> State:
    """The state after the whole log."""
    state = State()
    for row in standing(log):
        state = advance(state, row)
    if log:
        # A skipped pair still took its number and its time.
        state = replace(state, last_seq=log[-1].seq, last_at=log[-1].at)
    return state


def advance(state: State, row: LogRow) -> State:
    """The state after one more row that stands."""
    if row.action == "COR":
        return _recalculated(state, row)
    state = replace(
        state,
        status=row.to_status,
        round_no=row.round_no,
        handling_unit_id=row.handling_unit_id or state.handling_unit_id,
        last_seq=row.seq,
        last_at=row.at,
    )
    if row.handler_id is not None or row.handling_unit_id is not None:
        # Sent to a unit without naming anybody: the former unit's handler has it no more.
        state = replace(state, handler_id=row.handler_id, handler_staff_id=row.handler_staff_id)
    state = _promised(state, row)
    effect = _EFFECTS.get(row.action)
    return effect(state, row) if effect else state


def _promised(state: State, row: LogRow) -> State:
    if row.due_at is None:
        return state
    first = row.due_at if row.round_no == 1 else state.first_due_at
    return replace(state, due_at=row.due_at, first_due_at=first)


def _recalculated(state: State, row: LogRow) -> State:
    return replace(_promised(state, row), last_seq=row.seq, last_at=row.at)


def _accepted(state: State, row: LogRow) -> State:
    return replace(state, accepted_at=row.at)


def _finished(state: State, row: LogRow) -> State:
    # From 20 a consultation or a praise is answered on the spot: nobody has to approve it.
    stood = row.at if row.to_status == "60" else None
    finish = Finish(row.round_no, row.at, row.by_id, row.outcome, row.text, stood, doers=row.doers)
    return replace(state, finishes=(*state.finishes, finish))


def _approved(state: State, row: LogRow) -> State:
    if not state.finishes:
        return state
    *before, last = state.finishes
    stood = replace(last, approved_at=row.at, approver_id=row.by_id)
    return replace(state, finishes=(*before, stood))


def _called_back(state: State, row: LogRow) -> State:
    call = Callback(row.round_no, row.at, row.by_id, row.contact_result, row.satisfaction)
    return replace(state, callbacks=(*state.callbacks, call))


def _returned(state: State, row: LogRow) -> State:
    return replace(state, returns=state.returns + 1, asked=None)


def _reworked(state: State, row: LogRow) -> State:
    return replace(state, rebound=False, asked=None)


def _asked(state: State, row: LogRow) -> State:
    return replace(state, asked=row)


def _granted(state: State, row: LogRow) -> State:
    return replace(state, asked=None, extensions=state.extensions + 1)


def _declined(state: State, row: LogRow) -> State:
    return replace(state, asked=None)


def _suspended(state: State, row: LogRow) -> State:
    return replace(state, suspended_from=row.from_status, suspended_at=row.at)


def _resumed(state: State, row: LogRow) -> State:
    return replace(state, suspended_from=None, suspended_at=None)


def _rechecked(state: State, row: LogRow) -> State:
    return replace(state, rebound=row.rebound)


def _supervised(state: State, row: LogRow) -> State:
    return replace(state, level=row.level or state.level)


_EFFECTS: dict[str, Callable[[State, LogRow], State]] = {
    "ACC": _accepted,
    "FIN": _finished,
    "APV": _approved,
    "CBK": _called_back,
    "RTN": _returned,
    "RWK": _reworked,
    "EXA": _asked,
    "EXY": _granted,
    "EXN": _declined,
    "SUS": _suspended,
    "RES": _resumed,
    "RCK": _rechecked,
    "SUP": _supervised,
}
