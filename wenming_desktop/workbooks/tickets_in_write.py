"""Writes the tickets of a list in bulk: units, numbers, tickets, their logs, the search index."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from db import search_docs
from db.tables.office import Handler, HandlingUnit
from db.tables.tickets import Ticket, TicketAction
from wenming_desktop.fields import search_key
from wenming_desktop.settings import office, take_numbers
from wenming_desktop.tickets.clock import Calendar
from wenming_desktop.tickets.deadlines import calendar, terms
from wenming_desktop.tickets.model import ANSWERED, EXTERNAL_SOURCES
from wenming_desktop.work import Work
from wenming_desktop.workbooks.tickets_in_entry import Entry

SAID = (
    "source", "external_sent_at", "registered_at", "complainant_name", "complainant_phone",
    "complainant_address", "complainant_kind", "nature", "category", "urgency", "title",
    "content", "location_text", "occurred_at", "expectation", "contact_result", "satisfaction",
    "attitude_satisfaction", "dissatisfaction_reason", "callback_note", "remark", "result_text",
    "outcome",
)  # fmt: skip
FOUND = (
    "ticket_no", "external_no", "is_anonymous", "is_confidential", "accepted_at", "due_at",
    "external_due_at", "status", "finish_requested_at", "completed_at", "callback_at",
    "return_count", "rework_count", "round_no", "grid_id", "building_id", "house_id",
    "registrar_id", "callback_by_id", "handling_unit_id", "handling_unit_name", "handler_id",
    "handler_name",
)  # fmt: skip
ACTION = (
    "ticket_id", "seq", "action", "from_status", "to_status", "at", "text", "by_id", "due_at",
    "handling_unit_id", "handler_id", "contact_result", "satisfaction", "outcome", "payload",
    "round_no",
)  # fmt: skip
REFUSED_TO_RATE = "9"
_PLACES = """
SELECT e.name, e.alias, b.building_no, b.id, b.grid_id FROM building b
JOIN estate e ON e.id = b.estate_id WHERE NOT b.is_void AND NOT e.is_void
"""
_HOUSES = """
SELECT u.building_id, u.unit_no, h.room_no, h.id FROM house h
JOIN building_unit u ON u.id = h.building_unit_id WHERE NOT h.is_void
"""


def write_tickets(work: Work, entries: Sequence[Entry], estate: str) -> None:
    """Write new tickets, in order of time."""
    _Writer(work, estate).write(entries)


class _Writer:
    def __init__(self, work: Work, estate: str) -> None:
        self.work, self.estate = work, search_key(estate)
        self.days: Calendar = calendar(work)
        self.promised: dict[tuple[Any, Any], Any] = {}
        query = work.connection.exec_driver_sql
        self.buildings: dict[tuple[str, str], tuple[int, int | None]] = {}
        for name, alias, number, *place in query(_PLACES):
            for called in filter(None, (name, alias)):
                self.buildings[(search_key(called), number)] = (place[0], place[1])
        self.houses = {(row[0], row[1], row[2]): row[3] for row in query(_HOUSES)}
        self.grids = _by_name(query("SELECT name, id FROM grid WHERE NOT is_void"))
        self.staff = _by_name(query("SELECT name, id FROM staff WHERE NOT is_void"))
        self.units = _by_name(query("SELECT name, id FROM handling_unit"))
        facts = office(work)
        self.ours = {search_key(n) for n in (facts.full_name, facts.short_name) if n}
        self.handlers = {
            (row[0], row[1]): (row[2], row[3])
            for row in query("SELECT handling_unit_id, name, id, staff_id FROM handler")
        }

    def write(self, entries: Sequence[Entry]) -> None:
        """Everything, in bulk."""
        progress, total = self.work.progress, len(entries)
        progress.step(0, total, "写入工单")
        for entry in entries:
            self._keep_here(entry)
        self._make_units(entries)
        wanted: list[tuple[datetime, dict[str, str]]] = [(e.accepted_at, {}) for e in entries]
        numbers = take_numbers(self.work, "ticket", wanted)
        logs: list[list[dict[str, Any]]] = []
        values: list[tuple[Any, ...]] = []
        for entry, number in zip(entries, numbers, strict=True):
            found = self._found(entry, number)
            logs.append(self._log(entry, found))
            said = entry.values
            values.append(
                (*(said.get(name) for name in SAID), *(found.get(name) for name in FOUND))
            )
        made = self.work.insert_rows(Ticket, (*SAID, *FOUND), values)
        progress.step(total // 3, total, "写入办理过程")
        actions = [
            tuple(row.get(name, ticket if name == "ticket_id" else None) for name in ACTION)
            for ticket, log in zip(made, logs, strict=True)
            for row in log
        ]
        self.work.insert_rows(TicketAction, ACTION, actions)
        progress.step(total * 2 // 3, total, "建立索引")
        search_docs.put(self.work.connection, "ticket", made)

    def _keep_here(self, entry: Entry) -> None:
        """What a superior sent to this very office waits here: sending it on is to be done."""
        if entry.asked_at is None and entry.unit and search_key(entry.unit) in self.ours:
            entry.unit = entry.handler = None

    def _make_units(self, entries: Iterable[Entry]) -> None:
        """Units and handlers that the office has not had yet."""
        entries = [entry for entry in entries if entry.unit]
        names = {
            search_key(e.unit): e.unit
            for e in entries
            if e.unit and search_key(e.unit) not in self.units
        }
        made = self.work.insert_rows(HandlingUnit, ("name",), [(n,) for n in names.values()])
        self.units.update(zip(names, made, strict=True))
        people = {
            (self.units[search_key(e.unit)], e.handler): None
            for e in entries
            if e.unit and e.handler
        }
        new = [(*key, self.staff.get(search_key(key[1]))) for key in people.keys() - self.handlers]
        new.sort(key=lambda row: row[:2])
        ids = self.work.insert_rows(Handler, ("handling_unit_id", "name", "staff_id"), new)
        for row, row_id in zip(new, ids, strict=True):
            self.handlers[row[0], row[1]] = (row_id, row[2])

    def _found(self, entry: Entry, number: str) -> dict[str, Any]:
        """The columns that are looked up or follow from the log."""
        building, grid, house = self._place(entry)
        unit = self.units[search_key(entry.unit)] if entry.unit else None
        handler = self.handlers.get((unit, entry.handler)) if unit and entry.handler else None
        external = entry.values.get("source") in EXTERNAL_SOURCES
        due = entry.due_at or self._due(entry)
        if external and _waits(entry):
            due = min(due, self._due(entry))
        return {
            "ticket_no": number,
            "external_no": entry.number,
            "is_anonymous": int(bool(entry.values.get("is_anonymous"))),
            "is_confidential": int(bool(entry.values.get("is_confidential"))),
            "accepted_at": _iso(entry.accepted_at),
            "due_at": _iso(due),
            "external_due_at": _iso(entry.due_at) if external else None,
            "finish_requested_at": _iso(entry.asked_at),
            "completed_at": _iso(entry.approved_at),
            "return_count": 0,
            "rework_count": 0,
            "round_no": 1,
            "grid_id": grid,
            "building_id": building,
            "house_id": house,
            "registrar_id": self._staff(entry.registrar),
            "handling_unit_id": unit,
            "handling_unit_name": entry.unit,
            "handler_id": handler[0] if handler else None,
            "handler_name": entry.handler if handler else None,
            "handler_staff": handler[1] if handler else None,
        }

    def _due(self, entry: Entry) -> datetime:
        """Our own deadline where the sheet names none."""
        key = (entry.values.get("category"), entry.values.get("urgency"))
        if key not in self.promised:
            self.promised[key] = terms(self.work, *key, known=self.days)
        due: datetime = self.promised[key].first(entry.accepted_at)
        return due

    def _place(self, entry: Entry) -> tuple[int | None, int | None, int | None]:
        """Building, grid as it is now, and house of a row."""
        door = entry.door
        building, grid = None, None
        if door is not None and door.building:
            estate = search_key(door.estate) or self.estate
            building, grid = self.buildings.get((estate, door.building), (None, None))
        if grid is None and entry.grid:
            grid = self.grids.get(search_key(entry.grid))
        house = None
        if building is not None and door is not None and door.complete:
            house = self.houses.get((building, door.unit or "0", door.room))
        return building, grid, house

    def _staff(self, name: str | None) -> int | None:
        return self.staff.get(search_key(name)) if name else None

    def _log(self, entry: Entry, found: dict[str, Any]) -> list[dict[str, Any]]:
        """ACC DSP SGN FIN APV CBK as far as the row goes; sets the columns that repeat them."""
        said, accepted = entry.values, found["accepted_at"]
        rows = [
            _row("ACC", "10", "20", accepted, due_at=found["due_at"])
            | self._by(entry.registrar, found["registrar_id"]),
        ]
        if not _waits(entry):
            rows += self._sent(entry, found)
        if entry.asked_at is not None:
            finish = _row("FIN", "40", "50", found["finish_requested_at"])
            rows.append(finish | {"text": said.get("result_text"), "outcome": said.get("outcome")})
        if entry.approved_at is not None:
            rows.append(_row("APV", "50", "60", found["completed_at"]))
        if entry.called_at is not None:
            rows.append(self._call(entry, found))
        for seq, row in enumerate(rows, 1):
            row["seq"] = seq
        found["status"] = rows[-1]["to_status"]
        return rows

    def _sent(self, entry: Entry, found: dict[str, Any]) -> list[dict[str, Any]]:
        accepted = found["accepted_at"]
        return [
            _row("DSP", "20", "30", accepted)
            | {"handling_unit_id": found["handling_unit_id"], "handler_id": found["handler_id"]}
            | _beside(
                unit=entry.unit,
                handler=found["handler_name"],
                staff=found["handler_staff"],
            ),
            _row("SGN", "30", "40", accepted),
        ]

    def _call(self, entry: Entry, found: dict[str, Any]) -> dict[str, Any]:
        said, at = entry.values, _iso(entry.called_at)
        rating = said.get("satisfaction")
        if rating and not said.get("contact_result"):
            said["contact_result"] = "2" if rating == REFUSED_TO_RATE else "1"
        contact = said.get("contact_result")
        found["callback_at"], found["callback_by_id"] = at, self._staff(entry.caller)
        reached = contact is None or contact in ANSWERED
        row = _row("CBK", "60", "70" if reached else "60", at)
        row |= {
            "contact_result": contact,
            "satisfaction": rating,
            "text": said.get("callback_note"),
        }
        who = self._by(entry.caller, found["callback_by_id"])
        why = said.get("dissatisfaction_reason")
        return row | who | _beside(why=why, **json.loads(who.get("payload") or "{}"))

    def _by(self, name: str | None, staff: int | None) -> dict[str, Any]:
        """Who did it: one of ours by id, anybody else by name."""
        if staff is not None:
            return {"by_id": staff}
        return _beside(by=name)


def _waits(entry: Entry) -> bool:
    """Whether nobody has it yet: no finish, and no unit it was sent to."""
    return entry.asked_at is None and entry.unit is None


def _row(action: str, source: str, to: str, at: str | None, **more: Any) -> dict[str, Any]:
    return {
        "action": action,
        "from_status": source,
        "to_status": to,
        "at": at,
        "round_no": 1,
        **more,
    }


def _beside(**said: Any) -> dict[str, Any]:
    kept = {key: value for key, value in said.items() if value}
    return {"payload": json.dumps(kept, ensure_ascii=False)} if kept else {}


def _by_name(rows: Iterable[Any]) -> dict[str, int]:
    return {search_key(row[0]): row[1] for row in rows if row[0]}


def _iso(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at is not None else None
