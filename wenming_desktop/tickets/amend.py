"""补正: a field that was written wrong is put right, and both values stay in the log.

Nothing in a log is edited: an amendment is a COR that names no step and carries the field, what
it was and what it is (decisions 19); taking it back is another one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from db.tables.tickets import Ticket
from wenming_desktop.errors import UserError
from wenming_desktop.fields import Reading, clean_text
from wenming_desktop.settings import office
from wenming_desktop.tickets import refusals as no
from wenming_desktop.tickets import store, whereabouts
from wenming_desktop.tickets.fields import FIELDS
from wenming_desktop.tickets.model import Step
from wenming_desktop.tickets.opening import CODED, clean_value, code_of
from wenming_desktop.tickets.rules import decide
from wenming_desktop.tickets.service import facts_of
from wenming_desktop.work import Work, use_case

AMENDABLE = (
    "source", "nature", "category", "urgency", "title", "content", "location_text", "expectation",
    "complainant_name", "complainant_phone", "complainant_address", "external_no",
)  # fmt: skip
"""Fields of a registration that may have been written wrong, in the order of the form."""
_REQUIRED = frozenset({"source", "nature", "category", "title", "content", "location_text"})
_PLACE = ("building_id", "grid_id")


class SameValueError(UserError):
    """An amendment that changes nothing."""

    code = "ticket.amend_same"
    text = "{label}本来就是这样，没有补正。"


class NotAmendableError(UserError):
    """A field that follows from something else."""

    code = "ticket.amend_field"
    text = "这一项不能补正：它由办理步骤决定。"


@dataclass(frozen=True, slots=True)
class Amend:
    """A field and what it should have said (codes by code or by name), and why."""

    ticket: int | str
    field: str
    value: str
    reason: str


@use_case("tickets.amend", "补正工单", right="ticket.write", undo="tickets.unamend")
def amend(work: Work, command: Amend) -> int:
    """Put a field right; returns the row of the log that says so."""
    if command.field not in AMENDABLE:
        raise NotAmendableError(field=command.field)
    reason = clean_text(command.reason, 200)
    ticket = store.find(work, command.ticket)
    if not reason:
        raise no.ReasonMissingError(number=ticket.ticket_no or "")
    label = FIELDS[f"ticket.{command.field}"].label
    value = _value(work, command, label)
    if value == getattr(ticket, command.field):
        raise SameValueError(label=label, field="value")
    beside = _set(work, ticket, command.field, value)
    seq = _log(work, ticket, f"补正{label}：{reason}", beside)
    work.note(f"ticket:{ticket.id}", seqs=[seq])
    return seq


@use_case("tickets.unamend", "撤回补正", right="ticket.write", undo="none")
def unamend(work: Work, ticket_id: int, seqs: Sequence[int]) -> None:
    """Put back what an amendment changed, by another one."""
    ticket = store.find(work, ticket_id)
    history = store.read_log(work, ticket.id)
    for seq in seqs:
        name, was = history.said(seq, "field"), history.said(seq, "was")
        beside = _set(work, ticket, name, was)
        for column in _PLACE:
            kept = (history.said(seq, "place") or {}).get(column)
            if name == "location_text":
                setattr(ticket, column, kept)
        _log(work, ticket, f"撤回补正{FIELDS[f'ticket.{name}'].label}", beside)
    work.note(f"ticket:{ticket.id}", unamends=list(seqs))


def _value(work: Work, command: Amend, label: str) -> str | None:
    """What the field is to say, cleaned and looked up as at registration."""
    if command.field in CODED:
        value = code_of(work, CODED[command.field], command.value, command.field)
    else:
        reading = Reading(work.now.date(), work.codes, office(work).area_code)
        value = clean_value(reading, command.field, command.value)
    if not value and command.field in _REQUIRED:
        raise no.FieldMissingError("value", label)
    return value


def _set(work: Work, ticket: Ticket, name: str, value: str | None) -> dict[str, Any]:
    """Change the field; returns what the log keeps of it. A place brings building and grid."""
    beside = {"field": name, "was": getattr(ticket, name), "now": value}
    setattr(ticket, name, value)
    if name == "location_text":
        beside["place"] = {column: getattr(ticket, column) for column in _PLACE}
        found = whereabouts.locate(work, value)
        ticket.building_id, ticket.grid_id = found.building_id, found.grid_id or ticket.grid_id
    return beside


def _log(work: Work, ticket: Ticket, text: str, beside: dict[str, Any]) -> int:
    history = store.read_log(work, ticket.id)
    at = max(work.now, history.rows[-1].at)
    step = Step("COR", at, by_id=work.actor.staff_id, text=text)
    rows = decide(history.rows, step, facts_of(work, ticket))
    store.append(work, ticket, history, rows, beside)
    return rows[-1].seq
