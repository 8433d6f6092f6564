"""Brings a ticket of the data file into the sheet that draws it."""

from dataclasses import replace

from wenming_desktop.forms import ticket_sheet as paper
from wenming_desktop.forms.catalogue import FORMS
from wenming_desktop.tickets import queries
from wenming_desktop.tickets.life import effective
from wenming_desktop.tickets.model import ActionRow, TicketSheet
from wenming_desktop.tickets.sheets import staff_name
from wenming_desktop.tickets.store import read_log
from wenming_desktop.work import Work, use_case

KEY = "ticket_sheet"
SHOWN = frozenset({
    "ACC", "DSP", "SGN", "RTN", "RDS", "COH", "PRG", "RWK", "SUS", "RES", "TRF", "MRG", "WDR",
    "REJ", "RCK",
})  # fmt: skip
"""Steps listed under 办理过程; the others have a row of their own on the sheet."""
DELAYED = frozenset({"EXA", "EXY", "EXN", "SUP", "URG"})
_SATISFACTION = {"1": "满意", "2": "基本满意", "3": "不满意"}


@use_case("forms.ticket_sheet", "打印办理单", right="ticket.read")
def gather_ticket(work: Work, ticket_id: int) -> paper.TicketSheet:
    """The facts of one ticket's sheet, with who prints it and when."""
    whole = queries.ticket_sheet(work, ticket_id)
    stands = {row.seq for row in effective(read_log(work, ticket_id).rows)}
    sheet = replace(whole, actions=tuple(row for row in whole.actions if row.seq in stands))
    row = sheet.row
    return paper.TicketSheet(
        ticket_no=row.number or "",
        office=sheet.community,
        source=row.source_name,
        nature=sheet.nature_name,
        urgency=sheet.urgency_name.partition("(")[0],
        complainant=sheet.complainant_name or "",
        phone=_spaced(sheet.complainant_phone),
        is_anonymous=sheet.is_anonymous,
        is_confidential=sheet.is_confidential,
        address=sheet.complainant_address or "",
        location=row.location_text,
        grid=row.grid or "",
        accepted_at=row.accepted_at,
        workdays=sheet.workdays,
        due_at=row.due_at,
        category=sheet.category_parent_name or row.category_name,
        subcategory=row.category_name if sheet.category_parent_name else "",
        content=sheet.content,
        expectation=sheet.expectation,
        acceptor=sheet.registrar,
        unit=row.handling_unit or "",
        handler=row.handler or "",
        handler_phone=_spaced(sheet.handler_phone),
        steps=_steps(sheet),
        result=_result(sheet),
        extension=_delays(sheet),
        review=f"同意办结。{sheet.approver}" if sheet.approver else "",
        called_back_at=sheet.callback_at,
        satisfaction=_SATISFACTION.get(row.satisfaction or ""),
        dissatisfaction_reason=sheet.dissatisfaction_reason_name,
        callback_by=sheet.callback_by,
        printed_by=staff_name(work, work.actor.staff_id) or work.actor.name,
        printed_at=work.now,
    )


def _of(sheet: TicketSheet, wanted: frozenset[str]) -> list[ActionRow]:
    return [row for row in sheet.actions if row.action in wanted]


def _steps(sheet: TicketSheet) -> tuple[paper.Step, ...]:
    return tuple(
        paper.Step(row.at, row.action_name.partition("(")[0], row.by, _said(sheet, row))
        for row in _of(sheet, SHOWN)
    )


def _said(sheet: TicketSheet, row: ActionRow) -> str:
    """What a step says; a dispatch whom it went to, and what was said along with it."""
    if row.action not in {"DSP", "RDS"}:
        return row.text
    return "：".join(filter(None, (row.whom or sheet.row.handling_unit, row.text)))


def _result(sheet: TicketSheet) -> str:
    outcome = f"（{sheet.outcome_name}）" if sheet.outcome_name else ""
    return f"{sheet.result_text}{outcome}" if sheet.result_text else ""


def _delays(sheet: TicketSheet) -> str:
    lines = (f"{row.at:%m-%d} {row.action_name} {row.text}".rstrip() for row in _of(sheet, DELAYED))
    return "；".join(lines)


def _spaced(phone: str | None) -> str:
    return f"{phone[:3]} {phone[3:7]} {phone[7:]}" if phone and len(phone) == 11 else phone or ""


FORMS[KEY] = replace(FORMS[KEY], gather=gather_ticket)
