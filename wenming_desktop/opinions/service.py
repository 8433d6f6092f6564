"""An opinion from the request to the secretary's approval; what is approved stays as it is."""

from datetime import date

from db.tables.party import PartyMember
from db.tables.three_cards import MeritOpinion
from wenming_desktop.errors import NotFoundError
from wenming_desktop.fields import clean_text
from wenming_desktop.fields.text import scrub
from wenming_desktop.opinions import rules
from wenming_desktop.opinions.evidence import evidence
from wenming_desktop.opinions.model import RegisterRequest, SaveOpinion, VoidOpinion
from wenming_desktop.opinions.refusals import (
    FrozenOpinionError,
    NoApproverError,
    NoOpinionYetError,
    OpinionNotReadyError,
    ReasonMissingError,
    TextTooLongError,
)
from wenming_desktop.opinions.rules import Draft
from wenming_desktop.settings import take_number
from wenming_desktop.work import NoRightError, Work, use_case

MATTERS, OPINIONS = "merit_matter", "merit_opinion"
APPROVE = "party.approve"
_UNIT, _DOCUMENT, _MEETING, _REASON = 60, 40, 40, 200


@use_case("opinions.register", "登记征求意见", right="party.write")
def register(work: Work, command: RegisterRequest) -> int:
    """A unit asks about a member: the facts are gathered at once; returns the opinion's id."""
    member = work.session.get(PartyMember, command.member_id)
    if member is None or member.is_void:
        raise NotFoundError(what="这名党员")
    row = MeritOpinion(member_id=member.id)
    _write_request(work, row, command)
    _check(work, draft_of(row))
    row.facts = evidence(work, member.id).facts
    work.session.add(row)
    work.session.flush()
    work.note(f"merit_opinion:{row.id}")
    return row.id


@use_case("opinions.save", "填写评议意见", right="party.write")
def save(work: Work, command: SaveOpinion) -> int:
    """Keep it as it is written; with an opinion it must be whole. Returns its id."""
    row = _open(work, command.opinion_id)
    _write_request(work, row, command)
    row.facts = _lines(command.facts, rules.LONGEST_FACTS, "在社区表现", "facts") or None
    row.opinion = _code(work, OPINIONS, command.opinion, "opinion") or None
    row.reasons = _lines(command.reasons, rules.LONGEST_REASONS, "理由", "reasons") or None
    record = _line(command.meeting_record_no, _MEETING, "会议记录号", "meeting_record_no")
    row.meeting_record_no = record or None
    names = rules.each_once(clean_text(name) for name in command.decided_by)
    for name in names:
        _line(name, rules.LONGEST_NAME, "姓名", "decided_by")
    row.decided_by = list(names) or None
    _check(work, draft_of(row))
    work.session.flush()
    work.note(f"merit_opinion:{row.id}", opinion=row.opinion or "")
    return row.id


@use_case("opinions.approve", "审签评议意见", right=APPROVE)
def approve(work: Work, opinion_id: int) -> int:
    """The secretary signs: it gets its number and is out; returns its id."""
    row = _open(work, opinion_id)
    draft = draft_of(row)
    if rules.lacks_opinion(draft):
        raise NoOpinionYetError
    _check(work, draft)
    if work.actor.staff_id is None:
        raise NoApproverError
    row.opinion_no = take_number(work, "opinion", work.now)
    row.approved_by, row.approved_on = work.actor.staff_id, work.now.date()
    row.issued_on = row.approved_on
    work.session.flush()
    work.note(f"merit_opinion:{row.id}", opinion=row.opinion or "")
    return row.id


@use_case("opinions.void", "作废评议意见", right="party.write")
def void(work: Work, command: VoidOpinion) -> int:
    """Out of force, with its reason; what was approved only by who may approve."""
    row = _row(work, command.opinion_id)
    if row.approved_on is not None and APPROVE not in work.actor.rights:
        raise NoRightError(title="作废已审签的意见")
    reason = _line(command.reason, _REASON, "原因", "reason")
    if not reason:
        raise ReasonMissingError(field="reason")
    row.is_void, row.void_reason = True, reason
    work.session.flush()
    work.note(f"merit_opinion:{row.id}")
    return row.id


def _row(work: Work, opinion_id: int) -> MeritOpinion:
    row = work.session.get(MeritOpinion, opinion_id)
    if row is None or row.is_void:
        raise NotFoundError(what="这份意见")
    return row


def _open(work: Work, opinion_id: int) -> MeritOpinion:
    row = _row(work, opinion_id)
    if row.approved_on is not None:
        raise FrozenOpinionError(number=row.opinion_no or "")
    return row


def _write_request(work: Work, row: MeritOpinion, said: RegisterRequest | SaveOpinion) -> None:
    row.matter = _code(work, MATTERS, said.matter, "matter") or None
    row.requesting_unit = _line(said.requesting_unit, _UNIT, "来函单位", "requesting_unit")
    document = _line(said.request_doc_no, _DOCUMENT, "来函文号", "request_doc_no")
    row.request_doc_no = document or None
    registering = isinstance(said, RegisterRequest)
    row.received_on = said.received_on or (work.now.date() if registering else None)
    row.due_on = said.due_on


def draft_of(row: MeritOpinion) -> Draft:
    """What an opinion says so far, for the rules."""
    return Draft(
        matter=row.matter or "",
        requesting_unit=row.requesting_unit or "",
        received_on=row.received_on,
        due_on=row.due_on,
        facts=row.facts or "",
        opinion=row.opinion or "",
        reasons=row.reasons or "",
        meeting_record_no=row.meeting_record_no or "",
        decided_by=tuple(row.decided_by or ()),
    )


def _check(work: Work, draft: Draft) -> None:
    today: date = work.now.date()
    if problems := rules.missing(draft, today):
        raise OpinionNotReadyError(problems)


def _code(work: Work, listed: str, code: str, field: str) -> str:
    item = work.codes.item(listed, code) if code else None
    if code and (item is None or not item.enabled):
        raise OpinionNotReadyError(((field, "这一项已停用，请重新选。"),))
    return code


def _line(text: str, most: int, what: str, field: str) -> str:
    return _fitting(clean_text(text), most, what, field)


def _lines(text: str, most: int, what: str, field: str) -> str:
    return _fitting(scrub(text, lines=True)[0].strip(), most, what, field)


def _fitting(said: str, most: int, what: str, field: str) -> str:
    if len(said) > most:
        raise TextTooLongError(field=field, what=what, count=len(said), most=most)
    return said
