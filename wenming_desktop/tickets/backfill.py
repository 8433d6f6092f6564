"""补录: many tickets from yesterday's paper as one act, saved all or none, taken back whole.

Every row goes through the table of steps with the times of the paper; only who approved and who
called is not asked of the clerk who types: those steps name nobody, and the guards that compare
persons compare nothing. When it was typed stands in `created_at`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from db.tables.records import MonthlyTally
from wenming_desktop.errors import UserError
from wenming_desktop.fields import Reading, clean_text
from wenming_desktop.settings import office, take_number
from wenming_desktop.tickets import store, units
from wenming_desktop.tickets.backfill_model import (
    MOST_ROWS,
    BackfillMany,
    BackfillReasonError,
    BackfillRefusedError,
    BackfillRow,
    BackfillRowsError,
    BackfillWorkedOnError,
    WrongCell,
    problem_of_finish,
    problem_of_time,
)
from wenming_desktop.tickets.clock import Calendar
from wenming_desktop.tickets.deadlines import calendar, terms
from wenming_desktop.tickets.fields import FIELDS
from wenming_desktop.tickets.life import effective
from wenming_desktop.tickets.model import CONSULTING, PRAISE, Facts, LogRow, OpenTicket, Step
from wenming_desktop.tickets.opening import CODED, clean_value, code_of, new_row, understood
from wenming_desktop.tickets.refusals import FieldMissingError
from wenming_desktop.tickets.rules import decide
from wenming_desktop.tickets.service import MISTAKEN
from wenming_desktop.tickets.store import History, Payload
from wenming_desktop.work import Work, use_case

ON_PAPER = "纸面记录"
ANSWERED, REFUSED_TO_RATE = "1", "2"
_NO_RATING = "9"
_CELLS = {
    "handler": "handling_unit",
    "handling_unit_id": "handling_unit",
    "contact_result": "satisfaction",
    "at": "finished_at",
}
"""Which cell of a row mends what a guard asks for."""
REQUIRED = ("source", "category", "location_text", "content")
_CALLER = ("complainant_phone", "complainant_name")
_CODED = (("outcome", "resolution_outcome"), ("satisfaction", "satisfaction"))


@dataclass(frozen=True, slots=True)
class _Paper:
    """A row understood: the ticket to open, and its log with what each row keeps beside."""

    command: OpenTicket
    at: datetime
    log: tuple[tuple[LogRow, Payload], ...]


@use_case("tickets.register_many", "补录诉求", right="ticket.write", undo="tickets.unregister_many")
def register_many(work: Work, command: BackfillMany) -> tuple[int, ...]:
    """Register every row with its log, or none; returns the tickets' ids in the order of rows."""
    if not 1 <= len(command.rows) <= MOST_ROWS:
        raise BackfillRowsError(most=MOST_ROWS, count=len(command.rows))
    papers = _Reader(work).read(command.rows)
    reason = clean_text(command.reason, 200)
    late = {at for at, paper in enumerate(papers) if paper.at.date() < work.now.date()}
    if late and not reason:
        raise BackfillReasonError(field="reason")
    made: dict[int, int] = {}
    seqs: list[tuple[int, int]] = []
    for at in sorted(range(len(papers)), key=lambda at: (papers[at].at, at)):
        made[at], last = _write(work, papers[at], reason if at in late else None)
        seqs.append((made[at], last))
    # No single ticket: number 0 stands for all that `seqs` names.
    work.note("ticket:0", tickets=len(made), seqs=seqs)
    return tuple(made[at] for at in range(len(papers)))


@use_case("tickets.unregister_many", "撤销补录", right="ticket.write", undo="none")
def unregister_many(work: Work, _none: int, seqs: Sequence[Sequence[int]]) -> int:
    """Void all tickets of a batch as registered by mistake; if one went on since, none."""
    tickets = [(store.find(work, ticket), last) for ticket, last in seqs]
    for ticket, last in tickets:
        if effective(store.read_log(work, ticket.id).rows)[-1].seq != last:
            raise BackfillWorkedOnError(number=ticket.ticket_no or "")
    for ticket, _ in tickets:
        ticket.is_void, ticket.void_reason = True, MISTAKEN
    work.note("ticket:0", void=True, tickets=len(tickets))
    return len(tickets)


def _write(work: Work, paper: _Paper, reason: str | None) -> tuple[int, int]:
    ticket = new_row(work, paper.command, paper.at)
    ticket.backdate_reason = reason
    ticket.ticket_no = take_number(work, "ticket", paper.at)
    history = History()
    for row, beside in paper.log:
        store.append(work, ticket, history, (row,), beside)
    return ticket.id, history.rows[-1].seq


class _Reader:
    """Understands rows and gathers every cell that cannot stand."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.days: Calendar = calendar(work)
        self.frozen = frozenset(_frozen(work))
        self.reading = Reading(work.now.date(), work.codes, office(work).area_code)
        self.wrong: list[WrongCell] = []

    def read(self, rows: Sequence[BackfillRow]) -> list[_Paper]:
        """All rows, or `BackfillRefusedError` with every cell to mend."""
        papers = [self._paper(at, row) for at, row in enumerate(rows, start=1)]
        if self.wrong:
            raise BackfillRefusedError(tuple(self.wrong))
        return [paper for paper in papers if paper is not None]

    def _paper(self, at: int, row: BackfillRow) -> _Paper | None:
        before = len(self.wrong)
        self._check_times(at, row)
        command = self._command(at, row)
        row = self._coded(at, row)
        if len(self.wrong) > before or command is None or row.at is None:
            return None
        try:
            return _Paper(command, row.at, self._lived(row, command))
        except UserError as error:
            self._say(at, _CELLS.get(error.field or "", error.field or "at"), error)
            return None

    def _check_times(self, at: int, row: BackfillRow) -> None:
        begun = problem_of_time(row.at, self.work.now)
        ended = problem_of_finish(row if not begun else replace(row, at=None), self.work.now)
        for name, moment, why in (("at", row.at, begun), ("finished_at", row.finished_at, ended)):
            fixed = moment is not None and f"{moment:%Y-%m}" in self.frozen
            if why:
                self.wrong.append(WrongCell(at, name, why))
            elif fixed and moment is not None:
                said = f"{moment.year}年{moment.month}月已经月结，不能再写进去。"
                self.wrong.append(WrongCell(at, name, said))

    def _command(self, at: int, row: BackfillRow) -> OpenTicket | None:
        """What registration is told, once each cell can stand by itself."""
        given = {name: getattr(row, name).strip() for name in (*REQUIRED, *_CALLER)}
        right = [self._stands(at, name, text) for name, text in given.items()]
        if not all(right):
            return None
        said: dict[str, Any] = {name: text or None for name, text in given.items()}
        return understood(self.work, OpenTicket(**said, nature=row.nature))

    def _stands(self, at: int, name: str, text: str) -> bool:
        try:
            if name in CODED:
                code_of(self.work, CODED[name], text, name)
            else:
                clean_value(self.reading, name, text)
            if not text and name in REQUIRED:
                raise FieldMissingError(name, FIELDS[f"ticket.{name}"].label)
        except UserError as error:
            self._say(at, name, error)
            return False
        return True

    def _coded(self, at: int, row: BackfillRow) -> BackfillRow:
        known: dict[str, Any] = {}
        for name, listed in _CODED:
            try:
                code = code_of(self.work, listed, getattr(row, name), name)
            except UserError as error:
                self._say(at, name, error)
            else:
                known[name] = code or ""
        return replace(row, **known)

    def _lived(self, row: BackfillRow, said: OpenTicket) -> tuple[tuple[LogRow, Payload], ...]:
        """The log of the paper, each row let through by the table of steps."""
        facts = Facts(
            terms(self.work, said.category, said.urgency, known=self.days), nature=said.nature
        )
        log: list[LogRow] = []
        besides: list[Payload] = []
        for step, beside in _steps(self.work, row, said):
            rows = decide(log, step, facts)
            log += rows
            besides += [beside, *({"withal": rows[0].seq} for _ in rows[1:])]
        return tuple(zip(log, besides, strict=True))

    def _say(self, at: int, name: str, error: UserError) -> None:
        self.wrong.append(WrongCell(at, name, error.message))


def _steps(work: Work, row: BackfillRow, said: OpenTicket) -> Iterable[tuple[Step, Payload]]:
    """What the paper says was done, in order; nobody is named for what others did."""
    at = row.at or work.now
    me, paper = work.actor.staff_id, {"by": ON_PAPER}
    yield Step("REG", at, by_id=me), {}
    yield Step("ACC", at, by_id=me), {}
    on_the_spot = row.is_finished and said.nature in (CONSULTING, PRAISE)
    if row.handling_unit not in (None, "") or (row.is_finished and not on_the_spot):
        sent = units.send_to(work, row.handling_unit, None)
        yield Step("DSP", at, handling_unit_id=sent.unit_id), {**paper, "unit": sent.unit}
        on_the_spot = False
    if not row.is_finished or row.finished_at is None:
        return
    if not on_the_spot:
        yield Step("SGN", at), paper
    finish = Step("FIN", row.finished_at, text=clean_text(row.result, 1000), outcome=row.outcome)
    yield finish, paper
    if not on_the_spot:
        yield Step("APV", row.finished_at), paper
    if row.satisfaction:
        contact = REFUSED_TO_RATE if row.satisfaction == _NO_RATING else ANSWERED
        rated: dict[str, Any] = {"contact_result": contact, "satisfaction": row.satisfaction}
        yield Step("CBK", row.finished_at, **rated), paper


def _frozen(work: Work) -> Iterable[str]:
    """Months whose figures were fixed and not opened again."""
    fixed = select(MonthlyTally.period).where(
        ~MonthlyTally.is_void,
        MonthlyTally.frozen_at.is_not(None),
        MonthlyTally.reopened_at.is_(None),
    )
    return work.session.scalars(fixed)
