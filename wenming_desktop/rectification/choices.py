"""What a new item of 整改清单 is chosen from, and how one that a ticket turns into begins."""

from dataclasses import dataclass
from datetime import date

from wenming_desktop.errors import NotFoundError
from wenming_desktop.rectification.rules import deadline_from, until
from wenming_desktop.rectification.standards import standards
from wenming_desktop.work import Work, use_case

FROM_TICKET, ORDINARY = "6", "1"


@dataclass(frozen=True, slots=True)
class Party:
    """A unit that may be responsible, with its people and their telephones."""

    name: str
    people: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ItemChoices:
    """What the fields of an item and of a check offer."""

    origins: tuple[tuple[str, str], ...]
    grids: tuple[tuple[int, str], ...]
    parties: tuple[Party, ...]
    staff: tuple[tuple[int, str], ...]
    me: int | None
    standards: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Beginning:
    """A new item before anything is typed."""

    deadline: date
    origin: str = ORDINARY
    ticket_id: int | None = None
    ticket_no: str = ""
    location: str = ""
    problem: str = ""
    unit: str = ""
    person: str = ""
    phone: str = ""
    grid_id: int | None = None


@use_case("rectification.choices", "查看整改清单", right="ticket.read")
def item_choices(work: Work) -> ItemChoices:
    """What an item may say."""
    read = work.connection.exec_driver_sql
    units = list(
        read("SELECT id, name FROM handling_unit WHERE enabled AND NOT is_void ORDER BY id")
    )
    people: dict[int, list[tuple[str, str]]] = {}
    for unit, name, phone in read(
        "SELECT handling_unit_id, name, phone FROM handler WHERE enabled AND NOT is_void"
        " ORDER BY id"
    ):
        people.setdefault(unit, []).append((name, phone or ""))
    grids = read("SELECT id, name FROM grid WHERE NOT is_void ORDER BY id")
    staff = read("SELECT id, name FROM staff WHERE is_active AND NOT is_void ORDER BY id")
    listed = work.codes.items("rectification_source")
    return ItemChoices(
        tuple((item.code, item.name) for item in listed if item.enabled),
        tuple((row[0], row[1] or "") for row in grids),
        tuple(Party(name, tuple(people.get(unit, ()))) for unit, name in units),
        tuple((row[0], row[1] or "") for row in staff),
        work.actor.staff_id,
        tuple((one.code, one.label) for one in standards()),
    )


@use_case("rectification.begin", "转整改", right="ticket.write", undo="none")
def begin_item(work: Work, ticket_id: int | None = None) -> Beginning:
    """A new item; of a ticket what it says already."""
    due = deadline_from(work.now).date()
    if ticket_id is None:
        return Beginning(due)
    row = work.connection.exec_driver_sql(
        "SELECT t.ticket_no, t.location_text, t.title, t.content, t.handling_unit_name,"
        " t.handler_name, h.phone, t.grid_id, t.is_confidential FROM ticket t LEFT JOIN handler h"
        " ON h.id = t.handler_id WHERE t.id = ? AND NOT t.is_void",
        (ticket_id,),
    ).first()
    if row is None:
        raise NotFoundError(what="这件工单")
    number, place, title, content, unit, person, phone = (row[at] or "" for at in range(7))
    return Beginning(
        due,
        FROM_TICKET,
        ticket_id,
        ticket_no=number,
        location=place,
        # What was said in confidence is not handed to whom it is about.
        problem=title if row[8] or not content else content,
        unit=unit,
        person=person,
        phone=phone,
        grid_id=row[7],
    )


__all__ = ["Beginning", "ItemChoices", "Party", "begin_item", "item_choices", "until"]
