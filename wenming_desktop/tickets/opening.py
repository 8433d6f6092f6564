"""Registration as typed becomes the row of a ticket: codes known, texts clean, place found."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from db.tables.tickets import Ticket
from wenming_desktop.fields import Reading
from wenming_desktop.settings import office
from wenming_desktop.tickets import refusals as no
from wenming_desktop.tickets import whereabouts
from wenming_desktop.tickets.fields import FIELDS
from wenming_desktop.tickets.model import OpenTicket
from wenming_desktop.tickets.rules import check_opening, settled
from wenming_desktop.tickets.same_number import check_number
from wenming_desktop.work import Work

CODED = {
    "source": "ticket_source",
    "category": "ticket_category",
    "nature": "ticket_nature",
    "urgency": "ticket_urgency",
}
OTHERS = {"action": "工单动作", "level": "督办级别"}
TYPED = (
    "content", "location_text", "title", "expectation", "complainant_name", "complainant_phone",
    "complainant_address", "complainant_kind", "external_no",
)  # fmt: skip
TAKEN = (
    *CODED, *TYPED, "complainant_house_id", "is_anonymous", "is_confidential", "occurred_at",
    "grid_id", "building_id", "house_id", "external_sent_at", "external_due_at",
    "duplicate_of_id",
)  # fmt: skip


def understood(work: Work, command: OpenTicket) -> OpenTicket:
    """The command with codes for words, clean texts and all that follows from them."""
    reading = Reading(work.now.date(), work.codes, office(work).area_code)
    said: dict[str, Any] = {
        name: code_of(work, listed, getattr(command, name), name) for name, listed in CODED.items()
    }
    said |= {name: clean_value(reading, name, getattr(command, name)) for name in TYPED}
    if command.is_anonymous:
        said["complainant_name"] = None
    command = settled(replace(command, **said))
    check_opening(command)
    check_number(work, command)
    return _placed(work, command)


def code_of(work: Work, listed: str, given: str | None, name: str) -> str | None:
    """A code given as such or by one of its names; a word that is none is refused."""
    text = (given or "").strip()
    if not text:
        return None
    if work.codes.item(listed, text) is not None:
        return text
    code = work.codes.find(listed, text)
    if code is None:
        known = FIELDS.get(f"ticket.{name}")
        label = known.label if known is not None else OTHERS.get(name, "代码表")
        raise no.UnknownCodeError(word=text[:30], label=label, field=name)
    return code


def clean_value(reading: Reading, name: str, given: str | None) -> str | None:
    """A text of a ticket as it is kept; what cannot be is refused with its field."""
    if not given:
        return None
    field = FIELDS[f"ticket.{name}"]
    parsed = field.kind.parse(given, field.key, reading)
    for problem in parsed.problems:
        if parsed.value is None or problem.code == "text.too_long":
            raise no.BadValueError(label=field.label, said=problem.message, field=name)
    value: str | None = parsed.value
    return value


def _placed(work: Work, command: OpenTicket) -> OpenTicket:
    """Fill in what the register knows: the building, its grid, where the caller lives."""
    if command.building_id is None:
        place = whereabouts.locate(work, command.location_text)
    else:
        place = whereabouts.of_building(work, command.building_id)
    grids = work.actor.grid_ids
    own = next(iter(grids)) if grids and len(grids) == 1 else None
    home = command.complainant_house_id
    if home is None and not command.is_anonymous:
        home = whereabouts.home_of(work, command.complainant_phone)
    return replace(
        command,
        building_id=command.building_id or place.building_id,
        grid_id=command.grid_id or place.grid_id or own,
        complainant_house_id=home,
    )


def new_row(work: Work, command: OpenTicket, at: datetime) -> Ticket:
    """The ticket's row, added to the session."""
    ticket = Ticket(registered_at=at, registrar_id=work.actor.staff_id)
    for name in TAKEN:
        setattr(ticket, name, getattr(command, name))
    if command.duplicate_of_id is not None:
        first = work.session.get_one(Ticket, command.duplicate_of_id)
        ticket.repeat_seq = (first.repeat_seq or 1) + 1
    work.session.add(ticket)
    work.session.flush()
    return ticket
