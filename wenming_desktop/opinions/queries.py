"""Reads of opinions: lists of a node with lamps, one whole opinion, what may be chosen, P10."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from db.tables.office import Staff
from db.tables.party import WorkUnit
from db.tables.three_cards import MeritOpinion
from wenming_desktop.errors import NotFoundError
from wenming_desktop.opinions import rows, rules
from wenming_desktop.opinions.model import (
    ISSUED,
    OPEN,
    VOIDED,
    WAITING,
    OpinionChoices,
    OpinionCounts,
    OpinionFigures,
    OpinionFilter,
    OpinionLine,
    OpinionSheet,
)
from wenming_desktop.opinions.person import person_of
from wenming_desktop.opinions.service import APPROVE, MATTERS, OPINIONS, draft_of
from wenming_desktop.tickets.clock import Calendar
from wenming_desktop.tickets.deadlines import calendar
from wenming_desktop.work import Work, use_case

_LINE = (
    "o.id, coalesce(o.opinion_no, ''), coalesce(r.full_name, m.full_name, ''),"
    " coalesce(u.name, ''), o.matter, coalesce(o.requesting_unit, ''), o.received_on, o.due_on,"
    f" {rows.STATE}, o.opinion"
)
_ORDER = (
    "ORDER BY o.is_void, o.approved_on IS NOT NULL, o.approved_on DESC,"
    " o.due_on IS NULL, o.due_on, o.id DESC"
)
_RUNS = frozenset({OPEN, WAITING})
_ISSUED = """
SELECT opinion, count(*) FROM merit_opinion
WHERE NOT is_void AND approved_on IS NOT NULL AND issued_on >= ? AND issued_on < ?
GROUP BY opinion ORDER BY opinion
"""


@use_case("opinions.count", "查看评议意见", right="party.read")
def opinion_count(work: Work, wanted: OpinionFilter) -> int:
    """How many opinions a filter leaves."""
    return int(rows.select(work, "count(*)", rows.of_filter(work, wanted))[0][0])


@use_case("opinions.page", "查看评议意见", right="party.read")
def opinion_page(
    work: Work, wanted: OpinionFilter, offset: int, limit: int
) -> tuple[OpinionLine, ...]:
    """`limit` opinions from `offset` on: what must be answered first, then the newest."""
    tail = f"{_ORDER} LIMIT {int(limit)} OFFSET {int(offset)}"
    found = rows.select(work, _LINE, rows.of_filter(work, wanted), tail)
    days = calendar(work)
    return tuple(_line(work, row, days) for row in found)


@use_case("opinions.counts", "查看评议意见", right="party.read")
def opinion_counts(work: Work, wanted: OpinionFilter) -> OpinionCounts:
    """How many opinions of the node and text each state holds."""
    where = rows.of_filter(work, wanted, every_state=True)
    today = work.now.date().isoformat()
    late = f"sum({rows.STATE} IN ('{OPEN}', '{WAITING}') AND o.due_on < '{today}')"
    found = rows.select(work, f"{rows.STATE}, count(*), {late}", where, "GROUP BY 1")
    return OpinionCounts({row[0]: row[1] for row in found}, sum(row[2] or 0 for row in found))


@use_case("opinions.sheet", "查看评议意见", right="party.read")
def opinion_sheet(work: Work, opinion_id: int) -> OpinionSheet:
    """The whole of one opinion, a voided one too."""
    row = work.session.get(MeritOpinion, opinion_id)
    if row is None:
        raise NotFoundError(what="这份意见")
    codes, today = work.codes, work.now.date()
    signer = work.session.get(Staff, row.approved_by) if row.approved_by else None
    state = _state(row)
    return OpinionSheet(
        id=row.id,
        number=row.opinion_no or "",
        person=person_of(work, row.member_id or 0),
        matter=row.matter or "",
        matter_name=codes.name(MATTERS, row.matter),
        requesting_unit=row.requesting_unit or "",
        request_doc_no=row.request_doc_no or "",
        received_on=row.received_on,
        due_on=row.due_on,
        facts=row.facts or "",
        opinion=row.opinion or "",
        opinion_name=codes.name(OPINIONS, row.opinion),
        reasons=row.reasons or "",
        meeting_record_no=row.meeting_record_no or "",
        decided_by=tuple(row.decided_by or ()),
        approved_by=(signer.name or "") if signer else "",
        approved_on=row.approved_on,
        state=state,
        void_reason=row.void_reason or "",
        missing=rules.missing(draft_of(row), today) if state in _RUNS else (),
        may_approve=state == WAITING and APPROVE in work.actor.rights,
        today=today,
    )


@use_case("opinions.choices", "查看评议意见", right="party.read")
def opinion_choices(work: Work) -> OpinionChoices:
    """What the dialogs offer."""
    codes = work.codes
    units = work.session.query(WorkUnit.name).filter(~WorkUnit.is_void).order_by(WorkUnit.name)
    staff = work.session.query(Staff.name).filter(~Staff.is_void, Staff.is_active)
    return OpinionChoices(
        today=work.now.date(),
        matters=tuple((item.code, item.name) for item in codes.items(MATTERS)),
        opinions=tuple((item.code, item.name) for item in codes.items(OPINIONS)),
        units=tuple(name for (name,) in units if name),
        staff=tuple(name for (name,) in staff.order_by(Staff.id) if name),
    )


@use_case("opinions.figures", "统计评议意见", right="party.read")
def opinion_figures(work: Work, begin: date, end: date) -> OpinionFigures:
    """P10: what was issued from `begin` to before `end`, by opinion."""
    bound = (begin.isoformat()[:10], end.isoformat()[:10])
    found = work.connection.exec_driver_sql(_ISSUED, bound)
    return OpinionFigures({row[0] or "": row[1] for row in found})


def _state(row: MeritOpinion) -> str:
    if row.is_void:
        return VOIDED
    if row.approved_on is not None:
        return ISSUED
    return WAITING if row.opinion else OPEN


def _line(work: Work, row: Sequence[Any], days: Calendar) -> OpinionLine:
    received, due = (date.fromisoformat(text) if text else None for text in row[6:8])
    state, name = row[8], work.codes.name
    lamp, words = rules.lamp(due, work.now.date(), days.workdays, runs=state in _RUNS)
    return OpinionLine(
        id=row[0],
        number=row[1],
        name=row[2],
        unit=row[3],
        matter=name(MATTERS, row[4]),
        requesting_unit=row[5],
        received_on=received,
        lamp=lamp,
        lamp_text=words,
        state=state,
        opinion=row[9] or "",
        opinion_name=name(OPINIONS, row[9]) if row[9] else "",
    )
