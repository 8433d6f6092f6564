"""Brings a ticket into what its complainant gets, and what those get whom it is handed to.

A slip leaves the house: whoever called stands on it as 陈某某, his telephone by its ends, and
nothing that was written about the matter says more (decisions 2).
"""

import re
from dataclasses import replace

from wenming_desktop.errors import UserError
from wenming_desktop.fields import PersonName, Phone, identity, search_key
from wenming_desktop.forms.catalogue import FORMS
from wenming_desktop.forms.ticket_feedback import TicketFeedback
from wenming_desktop.forms.transfer_slip import TRANSFER, WHISTLE, TransferSlip
from wenming_desktop.settings import office
from wenming_desktop.tickets import queries
from wenming_desktop.tickets.life import effective
from wenming_desktop.tickets.model import CLOSED, LogRow, TicketSheet
from wenming_desktop.tickets.sheets import staff_name
from wenming_desktop.tickets.store import read_log
from wenming_desktop.tickets.whistle_queries import lines_of
from wenming_desktop.work import Work, use_case

FEEDBACK, SLIP = "ticket_feedback", "transfer_slip"
CALLED = {"1": "先生", "2": "女士"}
"""How a complainant is spoken to, by the gender the register knows; others are 居民."""
DONE = frozenset({"DSP", "SGN", "PRG", "RTN", "RDS", "FIN", "RCK"})
_MOST_STEPS = 6
_PERSON, _PHONE, _MOBILE = PersonName(), Phone(), 11
_NUMBER = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15}|1\d{10})(?!\d)")


class NotFinishedError(UserError):
    """A result that nobody has approved yet is told to no complainant."""

    code = "forms.not_finished"
    text = "工单 {number} 还没有办结，没有结果可以反馈。办结并审核后再打印反馈单。"


class NotHandedOverError(UserError):
    """A ticket that stayed where it was."""

    code = "forms.not_handed_over"
    text = "工单 {number} 还没有移交，也没有吹哨，没有单子可打。先做移交或吹哨这一步。"


@use_case("forms.ticket_feedback", "打印反馈单", right="ticket.read")
def gather_feedback(work: Work, ticket_id: int) -> TicketFeedback:
    """The answer to a complainant; a confidential or anonymous one is not named."""
    sheet, own = queries.ticket_sheet(work, ticket_id), office(work)
    row = sheet.row
    if row.status not in CLOSED:
        raise NotFinishedError(number=row.number or row.title)
    hidden = sheet.is_confidential
    named = "" if hidden or sheet.is_anonymous else sheet.complainant_name or ""
    return TicketFeedback(
        ticket_no=row.number or "",
        office=sheet.community,
        name=named,
        called=_called(work, named, sheet.complainant_phone),
        is_confidential=hidden,
        reported_at=sheet.registered_at or row.accepted_at,
        title=row.title,
        unit=row.handling_unit or own.short_name or sheet.community,
        handler=row.handler or "",
        handler_phone=sheet.handler_phone or "",
        result=sheet.result_text,
        finished_at=row.completed_at or sheet.finish_requested_at,
        office_phone=own.duty_phone,
        hotline=own.supervision_hotline,
    )


def _called(work: Work, name: str, phone: str | None) -> str:
    """先生 or 女士 where the register knows one person of this name and number."""
    if not name or not phone:
        return "居民"
    rows = work.connection.exec_driver_sql(
        "SELECT full_name, gender FROM resident WHERE phone = ? AND NOT is_void", (phone,)
    )
    known = {row[1] for row in rows if search_key(row[0] or "") == search_key(name)}
    return CALLED.get(known.pop() or "", "居民") if len(known) == 1 else "居民"


@use_case("forms.transfer_slip", "打印移交单", right="ticket.read")
def gather_slip(work: Work, ticket_id: int) -> TransferSlip:
    """What was handed over last, or whistled for; of what still stands in the log."""
    sheet, own = queries.ticket_sheet(work, ticket_id), office(work)
    log = effective(read_log(work, ticket_id).rows)
    given = [row for row in log if row.action in ("TRF", "COH")]
    row = sheet.row
    if not given:
        raise NotHandedOverError(number=row.number or row.title)
    last = given[-1]
    category = "　/　".join(filter(None, (sheet.category_parent_name, row.category_name)))
    slip = TransferSlip(
        kind=TRANSFER,
        ticket_no=row.number or "",
        office=sheet.community,
        to=last.to_unit or "",
        at=last.at,
        matter=_outside(sheet, row.title),
        category=category,
        urgency=sheet.urgency_name.partition("(")[0],
        place=row.location_text,
        grid=row.grid or "",
        complainant="匿名" if sheet.is_anonymous else _PERSON.mask(sheet.complainant_name),
        phone=_PHONE.mask(sheet.complainant_phone),
        is_confidential=sheet.is_confidential,
        content=_outside(sheet, sheet.content),
        done=_outside(sheet, _done(sheet, log)),
        asked=_outside(sheet, last.text),
        due_at=row.due_at,
        by=staff_name(work, last.by_id),
        office_phone=own.duty_phone,
    )
    return slip if last.action == "TRF" else _whistled(work, ticket_id, slip, last)


def _outside(sheet: TicketSheet, text: str) -> str:
    """Words as others may read them: no telephone, and the caller no further than his surname."""
    name = sheet.complainant_name or ""
    if len(name) > 1:
        text = text.replace(name, _PERSON.mask(name))
    return _NUMBER.sub(_covered, text)


def _covered(found: re.Match[str]) -> str:
    number = found[0]
    return _PHONE.mask(number) if len(number) == _MOBILE else identity.mask(number)


def _whistled(work: Work, ticket_id: int, slip: TransferSlip, last: LogRow) -> TransferSlip:
    """The slip as a call for help to the cell the whistle named."""
    mine = [line for line in lines_of(work, ticket_id) if line.action_seq == last.seq]
    if not mine:
        return replace(slip, kind=WHISTLE)
    whistle = mine[0]
    return replace(slip, kind=WHISTLE, to=whistle.cell, needed=whistle.needed)


def _done(sheet: TicketSheet, log: list[LogRow]) -> str:
    """What was done about it so far, the last steps."""
    stands = {row.seq for row in log}
    lines = [row for row in sheet.actions if row.seq in stands and row.action in DONE]
    return "\n".join(
        "　".join(filter(None, (f"{row.at:%m-%d %H:%M}", row.action_name.partition("(")[0],
                               row.by, row.text)))
        for row in lines[-_MOST_STEPS:]
    )  # fmt: skip


FORMS[FEEDBACK] = replace(FORMS[FEEDBACK], gather=gather_feedback)
FORMS[SLIP] = replace(FORMS[SLIP], gather=gather_slip)
