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
from wenming_desktop.tickets.facts import facts_of
from wenming_desktop.tickets.fields import FIELDS
from wenming_desktop.tickets.model import Step
from wenming_desktop.tickets.opening import CODED, clean_value, code_of
from wenming_desktop.tickets.rules import decide
from wenming_desktop.work import Work, use_case

AMENDABLE = (
    "source", "nature", "category", "urgency", "title", "content", "location_text", "expectation",
    "complainant_name", "complainant_phone", "complainant_address", "external_no",
    "is_confidential",
)  # fmt: skip
"""Fields of a registration that may have been written wrong, in the order of the form."""
_REQUIRED = frozenset({"source", "nature", "category", "title", "content", "location_text"})
_PLACE = ("building_id", "grid_id")
HIDDEN = "is_confidential"
_TOLD = "4"
"""举报: confidential whatever else is said (domain dossier 2.11)."""
FLAGS = {"1": "是", "0": "否"}
LIFT_RIGHT = "ticket.approve"


class SameValueError(UserError):
    """An amendment that changes nothing."""

    code = "ticket.amend_same"
    text = "{label}本来就是这样，没有补正。"


class NotAmendableError(UserError):
    """A field that follows from something else."""

    code = "ticket.amend_field"
    text = "这一项不能补正：它由办理步骤决定。"


class StaysConfidentialError(UserError):
    """Confidentiality that somebody without the right would lift."""

    code = "ticket.stays_confidential"
    text = "要求保密的诉求，只有能审核办结的人才能改成不保密。举报一直保密。"


@dataclass(frozen=True, slots=True)
class Amend:
    """A field and what it should have said (codes by code or by name, 是 or 否), and why."""

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
        beside = _set(work, ticket, name, bool(was) if name == HIDDEN else was)
        for column, kept in (history.said(seq, "withal") or {}).items():
            setattr(ticket, column, kept)
        _log(work, ticket, f"撤回补正{FIELDS[f'ticket.{name}'].label}", beside)
    work.note(f"ticket:{ticket.id}", unamends=list(seqs))


def _value(work: Work, command: Amend, label: str) -> str | bool | None:
    """What the field is to say, cleaned and looked up as at registration."""
    if command.field == HIDDEN:
        return _flag(work, command)
    if command.field in CODED:
        value = code_of(work, CODED[command.field], command.value, command.field)
    else:
        reading = Reading(work.now.date(), work.codes, office(work).area_code)
        value = clean_value(reading, command.field, command.value)
    if not value and command.field in _REQUIRED:
        raise no.FieldMissingError("value", label)
    return value


def _flag(work: Work, command: Amend) -> bool:
    """Whether the caller is to be hidden; who may not approve may hide, not uncover."""
    reading = Reading(work.now.date(), work.codes, office(work).area_code)
    field = FIELDS[f"ticket.{HIDDEN}"]
    hidden = field.kind.parse(command.value, field.key, reading).value
    if hidden is None:
        raise no.BadValueError(label=field.label, said="这里只填“是”或“否”", field="value")
    ticket = store.find(work, command.ticket)
    if not hidden and (ticket.nature == _TOLD or LIFT_RIGHT not in work.actor.rights):
        raise StaysConfidentialError(field="value")
    return bool(hidden)


def _set(work: Work, ticket: Ticket, name: str, value: str | bool | None) -> dict[str, Any]:
    """Change the field; returns what the log keeps of it, and of what it brings withal.

    A place brings building and grid, 举报 confidentiality.
    """
    beside = {"field": name, "was": getattr(ticket, name), "now": value}
    setattr(ticket, name, value)
    if name == "location_text":
        beside["withal"] = {column: getattr(ticket, column) for column in _PLACE}
        found = whereabouts.locate(work, str(value or ""))
        ticket.building_id, ticket.grid_id = found.building_id, found.grid_id or ticket.grid_id
    elif name == "nature" and value == _TOLD and not ticket.is_confidential:
        beside["withal"] = {HIDDEN: False}
        ticket.is_confidential = True
    return beside


def _log(work: Work, ticket: Ticket, text: str, beside: dict[str, Any]) -> int:
    history = store.read_log(work, ticket.id)
    at = max(work.now, history.rows[-1].at)
    step = Step("COR", at, by_id=work.actor.staff_id, text=text)
    rows = decide(history.rows, step, facts_of(work, ticket))
    store.append(work, ticket, history, rows, beside)
    return rows[-1].seq
